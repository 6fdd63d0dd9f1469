"""The repository between two passes of mending: what has changed so far, what is found, and what can be mended."""

from __future__ import annotations

import functools
from collections import Counter
from typing import TYPE_CHECKING

from screcords.lint.attempt import Attempt
from screcords.lint.run import run
from screcords.repository.load import revised

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from screcords.findings import Severity
    from screcords.lint.attempt import Key
    from screcords.lint.config import Selection
    from screcords.lint.plan import Plan
    from screcords.lint.run import Outcome
    from screcords.repository.graph import Repository

MOST_MENDED = 1000
"""How many things that a rule has against one file are mended; a machine that wrote more of them can write it anew."""

TOO_MANY = f"more than {MOST_MENDED:,} of these are in this file: mend what made them, and write the file anew"


class State:
    """The repository at one moment, and what is found in it."""

    def __init__(
        self,
        repository: Repository,
        outcome: Outcome,
        files: dict[str, bytes | None] | None = None,
        origins: dict[str, str] | None = None,
    ) -> None:
        self.repository = repository
        self.outcome = outcome
        self.files = files or {}
        """What is not as it was at the start."""
        self.origins = origins or {}
        """Where a file that moved was at the start."""

    def origin(self, path: str) -> str:
        """Where the file at a path was at the start."""
        return self.origins.get(path, path)

    def count(self, severity: Severity) -> Counter[tuple[str, str]]:
        """How many findings of a severity there are by rule and by the path at the start."""
        numbers: Counter[tuple[str, str]] = Counter()
        for hit in self.outcome.hits:
            if hit.severity is severity:
                numbers[hit.rule.code if hit.rule else "", self.origin(hit.path)] += hit.problem.stands_for
        return numbers

    @functools.cached_property
    def too_often(self) -> set[tuple[str, str]]:
        """Code and path where a rule has so much against a file that nothing of it is mended."""
        numbers: Counter[tuple[str, str]] = Counter()
        for hit in self.outcome.hits:
            numbers[hit.rule.code if hit.rule else "", hit.path] += hit.problem.stands_for
        return {key for key, number in numbers.items() if number > MOST_MENDED}

    def revised(self, plan: Plan, selection: Selection, today: int) -> State:
        """How it stands with what is planned."""
        changed = plan.files.changes()
        origins = dict(self.origins)
        for old, new in plan.files.at.items():
            if new is not None and new != old:
                origins[new] = self.origin(old)
        repository = revised(self.repository, changed)
        outcome = run(repository, selection, today, most=MOST_MENDED)
        return State(repository, outcome, {**self.files, **changed}, origins)


def asked_about(path: str, paths: Collection[str]) -> bool:
    """Whether a path is among, or below, those that were named; all are where none was."""
    return not paths or any(path == asked or path.startswith(f"{asked}/") for asked in paths)


def attempts_in(state: State, *, unsafe: bool, paths: Collection[str]) -> Iterator[Attempt]:
    """The fixes of what was found, but for what a file has all too often."""
    for attempt in _offered(state, unsafe=unsafe, paths=paths):
        if (attempt.code, attempt.path) not in state.too_often:
            yield attempt


def too_many(state: State, *, unsafe: bool, paths: Collection[str]) -> dict[Key, str]:
    """What is not mended because a file has it all too often, once a rule and file."""
    if not state.too_often:
        return {}
    offered = {(attempt.code, attempt.path) for attempt in _offered(state, unsafe=unsafe, paths=paths)}
    return {(code, path, ""): TOO_MANY for code, path in sorted(offered & state.too_often)}


def _offered(state: State, *, unsafe: bool, paths: Collection[str]) -> Iterator[Attempt]:
    for hit in (*state.outcome.hits, *state.outcome.echoes):
        fix = hit.problem.fix
        if fix is None or hit.rule is None or not fix.changes or not (fix.safe or unsafe):
            continue
        if asked_about(state.origin(hit.path), paths):
            yield Attempt(hit.rule.code, hit.path, fix.changes)

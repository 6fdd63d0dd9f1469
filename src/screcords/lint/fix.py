"""Mends what a machine can mend, in memory, until nothing more changes; the disk is somebody else's business.

Each pass takes the fixes of what was found, makes those that have no file in common, or touch different parts of one
file, and looks again at what changed; the rest waits for the next pass. When nothing is left, the errors and warnings
are compared with those at the start. A fix that brought in another one, in whatever file, is left out and named, and
everything starts over without it. A warning that takes the place of an error in its file is progress.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from screcords.changes.changeset import ChangeSet
from screcords.lint.harm import broken_by, suspects_of
from screcords.lint.plan import Plan
from screcords.lint.run import run
from screcords.lint.state import MOST_MENDED, State, asked_about, attempts_in, too_many
from screcords.repository.load import load

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from screcords.lint.attempt import Attempt, Key
    from screcords.lint.config import Selection
    from screcords.lint.run import Outcome
    from screcords.repository.graph import Repository

MOST_PASSES = 12
"""More than any chain of fixes needs; a pair of rules that undo each other must not run for ever."""

MOST_ROUNDS = 8
"""How often everything starts over without the fixes that did harm, before nothing is mended at all."""

PATIENCE = 2
"""How often, of several fixes that have to do with one new error, each is tried alone before all are left out."""

HARMFUL = "it would bring in {} in {}"
HARMFUL_TOGETHER = "what could be mended would bring in another error or warning"
USELESS = "it did not help"


class Done(NamedTuple):
    """What was mended, and how the repository stands then."""

    changes: ChangeSet
    fixed: dict[str, int]
    """How many fixes of each rule were made."""
    refused: list[tuple[str, str, str]]
    """Code, path and reason of the fixes that were not made."""
    repository: Repository
    outcome: Outcome


def fix(
    root: Path,
    selection: Selection,
    today: int,
    *,
    unsafe: bool = False,
    paths: Collection[str] = (),
    gone: Mapping[tuple[str, str], str] | None = None,
) -> Done:
    """Mend everything in `paths` (or everywhere) that the selected rules can mend.

    `gone` has the records that a change took away, with the ids that they go by now (see `repository.base.gone`).
    """
    repository = load(root)
    repository.gone = gone or {}
    outcome = run(repository, selection, today, paths=paths, most=MOST_MENDED)
    start = State(repository, outcome)
    if not any(True for _ in attempts_in(start, unsafe=unsafe, paths=paths)):
        refused = [(code, path, why) for (code, path, _), why in too_many(start, unsafe=unsafe, paths=paths).items()]
        return Done(ChangeSet({}, {}), {}, refused, repository, outcome)
    if paths:
        start = State(repository, run(repository, selection, today, most=MOST_MENDED))
    done = _settled(start, selection, today, unsafe=unsafe, paths=paths)
    state = done.state
    if paths:
        mine = [path for path in state.repository.by_path if asked_about(state.origin(path), paths)]
        outcome = run(state.repository, selection, today, paths=[*paths, *mine], most=MOST_MENDED)
    else:
        outcome = state.outcome
    before = {path: _bytes(repository, path) for path in state.files}
    after = {path: data for path, data in state.files.items() if before[path] != data}
    fixed = Counter(attempt.code for attempt in done.made) if after else Counter()
    refused = [(code, path, why) for (code, path, _), why in done.refused.items()]
    moved = {path: state.origin(path) for path in after if state.origin(path) != path}
    changes = ChangeSet({path: before[path] for path in after}, after, moved)
    return Done(changes, dict(sorted(fixed.items())), refused, state.repository, outcome)


def _bytes(repository: Repository, path: str) -> bytes | None:
    return repository.document(path).data if path in repository.by_path else None


class _Fixpoint(NamedTuple):
    state: State
    made: list[Attempt]
    touched: dict[str, list[Key]]
    """By path at the start: the fixes that had to do with the file."""
    refused: dict[Key, str]


def _settled(start: State, selection: Selection, today: int, *, unsafe: bool, paths: Collection[str]) -> _Fixpoint:
    """The fixpoint that brings in no error or warning: without the fixes that would, and with all others."""

    def fixpoint(banned: Iterable[Key]) -> _Fixpoint:
        return _fixpoint(start, selection, today, frozenset(banned), unsafe=unsafe, paths=paths)

    banned: dict[Key, str] = {}
    """With what speaks against it."""
    for turn in range(MOST_ROUNDS + 1):
        found = fixpoint(banned)
        broken = broken_by(start, found.state)
        if not broken:
            break
        suspects = {path: keys for path, keys in suspects_of(start, found.state, found.touched, broken).items() if keys}
        if not suspects or turn >= MOST_ROUNDS:
            suspects = {"": [key for keys in found.touched.values() for key in keys]}
        worse = {path: HARMFUL.format(code, path) for path, code in broken.items()}
        doubtful = {path: keys for path, keys in suspects.items() if len(keys) > 1 and turn < PATIENCE}
        for path, keys in suspects.items():
            if path not in doubtful:
                banned |= dict.fromkeys(keys, worse.get(path, HARMFUL_TOGETHER))
        for number in range(max(map(len, doubtful.values()), default=0)):
            # of each broken file one more fix is tried, all others waiting
            waiting = {key for keys in doubtful.values() for key in keys[number + 1 :]}
            wrong = broken_by(start, fixpoint(waiting.union(banned)).state)
            banned |= {
                keys[number]: HARMFUL.format(wrong[path], path)
                for path, keys in doubtful.items()
                if number < len(keys) and path in wrong
            }
    offered = {attempt.key for attempt in attempts_in(found.state, unsafe=unsafe, paths=paths)}
    refused = {key: why for key, why in sorted(banned.items()) if key in offered}  # others are mended otherwise by now
    return found._replace(refused=refused | found.refused)


def _fixpoint(
    start: State,
    selection: Selection,
    today: int,
    banned: frozenset[Key],
    *,
    unsafe: bool,
    paths: Collection[str],
) -> _Fixpoint:
    """Pass after pass, until no fix is left but those that are banned."""
    state = start
    made: list[Attempt] = []
    touched: dict[str, list[Key]] = {}
    refused: dict[Key, str] = {}
    done: set[tuple[Key, bytes | None]] = set()
    for _ in range(MOST_PASSES):
        found = [attempt for attempt in attempts_in(state, unsafe=unsafe, paths=paths) if attempt.key not in banned]
        found = [attempt for attempt in found if not attempt.is_removal] or found
        told = {attempt.key: (attempt.key, _bytes(state.repository, attempt.path)) for attempt in found}
        plan = Plan(state.repository, [attempt for attempt in found if told[attempt.key] not in done])
        refused = {attempt.key: USELESS for attempt in found if told[attempt.key] in done} | plan.refused
        if not plan.made:
            break
        for attempt, files in plan.made:
            made.append(attempt)
            done.add(told[attempt.key])
            for path in files:
                touched.setdefault(state.origin(path), []).append(attempt.key)
        state = state.revised(plan, selection, today)
    return _Fixpoint(state, made, touched, refused | too_many(state, unsafe=unsafe, paths=paths))

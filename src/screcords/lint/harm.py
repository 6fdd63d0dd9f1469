"""Which files are worse off after fixes than before, and which fixes may be to blame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Severity
from screcords.lint.run import FILE_STAGE
from screcords.model.ids import path_of
from screcords.repository.references import Referrers, references
from screcords.rules.registry import INTERNAL_ERROR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from screcords.lint.attempt import Key
    from screcords.lint.state import State
    from screcords.repository.entry import Entry

LOST = frozenset({"SCR501", "SCR506"})
"""Rules that find references to records that are not there; a broken file counts as there."""


def suspects_of(
    start: State, state: State, touched: Mapping[str, list[Key]], broken: Iterable[str]
) -> dict[str, list[Key]]:
    """For each broken file the fixes that had to do with it (`touched`, by file), or else with its neighbours."""
    suspects = {}
    for path in sorted(broken):
        keys = touched.get(path) or [key for near in sorted(_near(start, state, path)) for key in touched.get(near, [])]
        suspects[path] = list(dict.fromkeys(keys))
    return suspects


def _near(start: State, state: State, path: str) -> set[str]:
    """Where else the cause of an error may be: what the finding points at, and the neighbours in the graph."""
    near = {
        state.origin(other.path)
        for hit in state.outcome.hits
        if state.origin(hit.path) == path
        for other in hit.problem.related
    }
    for repository in (start.repository, state.repository):
        referrers = Referrers(repository)
        entry = repository.by_path.get(path)
        if entry is None or entry.record is None:
            continue
        for reference in references(entry.collection, _plain(entry)):
            target = repository.collection(reference.collection).get(reference.id)
            near.add(state.origin(target.path) if target else path_of(reference.collection, reference.id))
        near |= {state.origin(other.path) for other in referrers.of(entry.collection, entry.record.id)}
    return near - {path}


def _plain(entry: Entry[object]) -> dict[str, object]:
    from screcords.model.record import Part, plain  # noqa: PLC0415 - only to find out who did harm

    return plain(entry.record) if isinstance(entry.record, Part) else {}


def broken_by(start: State, state: State) -> dict[str, str]:
    """Paths (at the start) of files with an error that they did not have, or with a warning for which no error went.

    Each with the code of a rule that found such. What could not be read before is judged for the first time when it
    can; what comes to light then was there before. Warnings about the form (SCR0) do not count: the next fix mends
    them, or they were hidden by a worse one.
    """
    before, after = start.count(Severity.ERROR), state.count(Severity.ERROR)
    changed = {state.origin(path) for path in state.files}
    unread = {
        path: _stage(start, path)
        for path in changed
        if path in start.repository.by_path and not start.repository.by_path[path].readable
    }

    def is_new(code: str, path: str) -> bool:
        return not _was_hidden((code, path), unread)

    broken: dict[str, str] = {}
    for (code, path), number in after.items():
        if number > before[code, path] and is_new(code, path):
            broken.setdefault(path, code or INTERNAL_ERROR[0])
    for path in state.files:
        if (flaw := _garbled(state, path)) and not _garbled(start, state.origin(path)):
            broken.setdefault(state.origin(path), FILE_STAGE[flaw])
    better = {path for code, path in before if after[code, path] < before[code, path]}
    warned, known = state.count(Severity.WARNING), start.count(Severity.WARNING)
    for (code, path), number in warned.items():
        if number > known[code, path] and code[:4] != "SCR0" and path not in better and is_new(code, path):
            broken.setdefault(path, code)
    return broken


def _garbled(state: State, path: str) -> str:
    """Why nobody can read a file any more, be the rules that say so selected or not; empty where somebody can."""
    entry = state.repository.by_path.get(path)
    return entry.flaw if entry is not None and entry.flaw in FILE_STAGE else ""


_SUBJECT_STAGE = {"Document": 2, "Violation": 2, "UnusedAllow": 5, "Repository": 4}


def _stage(start: State, path: str) -> int:
    """How far the reading of a broken file came: 0 encoding, 1 syntax, 2 its schema and form."""
    flaw = start.repository.by_path[path].flaw
    return list(FILE_STAGE).index(flaw) if flaw in FILE_STAGE else 2


def _was_hidden(key: tuple[str, str], unread: dict[str, int]) -> bool:
    """Whether the rule could not have found anything before, because the file was broken."""
    from screcords.rules.registry import all_rules  # noqa: PLC0415 - known by now

    code, path = key
    if not unread:
        return False
    if code in FILE_STAGE.values():
        stage = list(FILE_STAGE.values()).index(code)
    else:
        subjects = all_rules()[code].subjects if code in all_rules() else ()
        stage = max((_SUBJECT_STAGE.get(subject, 3) for subject in subjects), default=0)
    if path in unread:
        return stage > unread[path]
    # Of the graph around a broken file nobody could know more than that the record is there, and it still has to be.
    return stage == 4 and code not in LOST

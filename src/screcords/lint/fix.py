"""Mends what a machine can mend, in memory, until nothing more changes; the disk is somebody else's business.

Each pass lints the repository as it stands, takes the fixes of what was found, and makes those of one file that do not
touch each other; the rest waits for the next pass. A pass that brings an error into a file is taken back for that file,
and the fixes that it made there are named and not tried again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from screcords.changes.changeset import ChangeSet
from screcords.changes.rename import Taken, rename
from screcords.findings import (
    Insert,
    Move,
    Remove,
    RenameKey,
    RenameRecord,
    Rewrite,
    SetValue,
    Severity,
)
from screcords.lint.run import run
from screcords.model import schemas
from screcords.model.ids import path_of
from screcords.repository.load import load
from screcords.text import document as text
from screcords.text import rewrite
from screcords.text.edit import Edit, OverlapError, apply
from screcords.text.layout import UNKNOWN, Layout

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from screcords.findings import Change, Route
    from screcords.lint.config import Selection
    from screcords.lint.run import Hit, Outcome
    from screcords.repository.graph import Repository

MOST_PASSES = 12
"""More than any chain of fixes needs; a pair of rules that undo each other must not run for ever."""


class Done(NamedTuple):
    """What was mended, and how the repository stands then."""

    changes: ChangeSet
    fixed: dict[str, int]
    """How many fixes of each rule were made."""
    refused: list[tuple[str, str, str]]
    """Code, path and reason of the fixes that were not made."""
    repository: Repository
    outcome: Outcome


class _Try(NamedTuple):
    code: str
    path: str
    changes: tuple[Change, ...]

    @property
    def key(self) -> tuple[str, str, str]:
        return self.code, self.path, repr(self.changes)


def fix(root: Path, selection: Selection, today: int, *, unsafe: bool = False, paths: Collection[str] = ()) -> Done:
    """Mend everything in `paths` (or everywhere) that the selected rules can mend."""
    return _Fixer(root, selection, today, unsafe=unsafe, paths=paths).done()


class _Fixer:
    def __init__(self, root: Path, selection: Selection, today: int, *, unsafe: bool, paths: Collection[str]) -> None:
        self.root = root
        self.selection = selection
        self.today = today
        self.unsafe = unsafe
        self.paths = paths
        self.before: dict[str, bytes | None] = {}
        self.after: dict[str, bytes | None] = {}
        self.fixed: dict[str, int] = {}
        self.refused: dict[tuple[str, str, str], str] = {}
        self.look()

    def look(self) -> None:
        """Lint the repository as it stands."""
        self.repository = load(self.root, self.after)
        self.outcome = run(self.repository, self.selection, self.today, paths=self.paths)

    def done(self) -> Done:
        for _ in range(MOST_PASSES):
            if not self.once():
                break
        refused = [(code, path, why) for (code, path, _), why in self.refused.items()]
        after = {path: data for path, data in self.after.items() if self.before[path] != data}
        changes = ChangeSet({path: self.before[path] for path in after}, after)
        return Done(changes, dict(sorted(self.fixed.items())), refused, self.repository, self.outcome)

    def once(self) -> bool:
        """Make one pass; whether anything changed."""
        errors = _errors(self.outcome.hits)
        kept = dict(self.after)
        made = self.renames() or self.edits()
        if not made:
            return False
        self.look()
        new = {path for _, path, _ in _errors(self.outcome.hits) - errors}
        broken = [attempt for attempt, paths in made if new & set(paths)] or ([a for a, _ in made] if new else [])
        for attempt, paths in made:
            if attempt not in broken:
                self.fixed[attempt.code] = self.fixed.get(attempt.code, 0) + 1
                continue
            self.refused[attempt.key] = "it would bring in another error"
            for path in paths:
                if path in kept:
                    self.after[path] = kept[path]
                else:
                    self.after[path] = self.before[path]
        if broken:
            self.look()
        return True

    def attempts(self, *, renames: bool) -> list[_Try]:
        """The fixes of what was found last, without those that were refused."""
        found = []
        for hit in self.outcome.hits:
            fix = hit.problem.fix
            if fix is None or hit.rule is None or not (fix.safe or self.unsafe):
                continue
            attempt = _Try(hit.rule.code, hit.path, fix.changes)
            is_rename = any(isinstance(change, RenameRecord) for change in fix.changes)
            if is_rename is renames and attempt.key not in self.refused:
                found.append(attempt)
        return found

    def renames(self) -> list[tuple[_Try, list[str]]]:
        """Move and rename records, as many at once as have no file in common."""
        made: list[tuple[_Try, list[str]]] = []
        taken: set[str] = set()
        for attempt in self.attempts(renames=True):
            change = attempt.changes[0]
            if not isinstance(change, RenameRecord):
                continue
            try:
                files = self.rename(attempt.path, change)
            except (Taken, KeyError) as error:
                self.refused[attempt.key] = str(error.args[0])
                continue
            if taken.isdisjoint(files):
                taken.update(files)
                self.put(files)
                made.append((attempt, list(files)))
        return made

    def rename(self, path: str, change: RenameRecord) -> dict[str, bytes | None]:
        if change.old == change.new:
            target = path_of(change.collection, change.new)
            if target in self.repository.by_path:
                raise Taken(f"there is a file {target} already")
            return {path: None, target: self.repository.document(path).data}
        return rename(self.repository, change.collection, change.old, change.new)

    def edits(self) -> list[tuple[_Try, list[str]]]:
        """Change files in place: of each, all the edits that do not touch each other."""
        by_path: dict[str, list[_Try]] = {}
        for attempt in self.attempts(renames=False):
            by_path.setdefault(attempt.path, []).append(attempt)
        made: list[tuple[_Try, list[str]]] = []
        for path, attempts in by_path.items():
            data, used = self.edited(path, attempts)
            if used:
                self.put({path: data})
                made += [(attempt, [path]) for attempt in used]
        return made

    def edited(self, path: str, attempts: Iterable[_Try]) -> tuple[bytes, list[_Try]]:
        """The file after as many of the attempts as go together, and which those are."""
        document = self.repository.document(path)
        layout = schemas.layout(path.split("/")[1])
        edits: list[Edit] = []
        used: list[_Try] = []
        whole: list[_Try] = []
        result = document.text
        for attempt in attempts:
            if any(isinstance(change, Rewrite) for change in attempt.changes):
                whole.append(attempt)
                continue
            try:
                own = [edit for change in attempt.changes for edit in edits_of(document, change, layout)]
                result = apply(document.text, [*edits, *own])
            except OverlapError:
                continue  # the next pass
            except (KeyError, ValueError) as error:
                self.refused[attempt.key] = str(error.args[0] if error.args else error)
                continue
            edits += own
            used.append(attempt)
        if used:
            return document.encode(result), used
        for attempt in whole[:1]:
            change = attempt.changes[0]
            if isinstance(change, Rewrite) and change.data != document.data:
                return change.data, [attempt]
            self.refused[attempt.key] = "nothing would change"
        return document.data, []

    def put(self, files: dict[str, bytes | None]) -> None:
        for path, data in files.items():
            if path not in self.before:
                entry = self.repository.by_path.get(path)
                self.before[path] = self.repository.document(path).data if entry is not None else None
            self.after[path] = data


def edits_of(document: text.Document, change: Change, layout: Layout) -> list[Edit]:
    """The edits of a document's text that make one change.

    Raises:
        KeyError: the route is not there.
        ValueError: the change cannot be made there.
    """
    scan = document.scan
    match change:
        case SetValue(route, value):
            return rewrite.set_value(scan, route, value, _inside(layout, route))
        case Insert(route, value):
            table = _inside(layout, route[:-1])
            return rewrite.insert(scan, route, value, list(table.slots), _inside(layout, route))
        case Remove(route):
            return rewrite.remove(scan, route)
        case RenameKey(route, name):
            return rewrite.rename_key(scan, route, name)
        case Move(route, before):
            return rewrite.move(scan, route, before=before)
    raise ValueError(f"{type(change).__name__} is no change of a part of a file")


def _inside(layout: Layout, route: Route) -> Layout:
    """The layout of the table at `route`."""
    for step in route:
        if isinstance(step, str):
            layout = layout.inner(step) or UNKNOWN
    return layout


def _errors(hits: Iterable[Hit]) -> set[tuple[str, str, str]]:
    return {
        (hit.rule.code if hit.rule else "", hit.path, hit.problem.message)
        for hit in hits
        if hit.severity is Severity.ERROR
    }

"""What one pass of mending makes: as many fixes as have no file in common, or touch different parts of one."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from screcords.changes.edits import edits_of
from screcords.changes.files import Files, Taken
from screcords.changes.merge import merge_in
from screcords.changes.rename import rename_in
from screcords.findings import Elsewhere, Insert, MergeRecords, RemoveRecord, RenameRecord, Rewrite
from screcords.model import schemas
from screcords.model.ids import path_of
from screcords.text.edit import Edit, Edits, OverlapError, apply, growth
from screcords.text.guard import MAX_BYTES, TOO_LARGE

if TYPE_CHECKING:
    from screcords.findings import Change, Route
    from screcords.lint.attempt import Attempt, Key
    from screcords.repository.graph import Repository

OF_RECORDS = (RenameRecord, MergeRecords, RemoveRecord)
UNCHANGED = "nothing would change"
TOO_LARGE_THEN = f"the file would be {TOO_LARGE}"


class Plan:
    """The fixes of a pass, and those that cannot be made; what meets another fix waits for the next pass."""

    def __init__(self, repository: Repository, attempts: list[Attempt]) -> None:
        self.repository = repository
        self.files = Files(repository)
        self.made: list[tuple[Attempt, list[str]]] = []
        self.refused: dict[Key, str] = {}
        self.taken: set[str] = set()
        self.edits: dict[str, Edits] = {}
        self.begun: set[tuple[str, Route]] = set()
        """Keys that are set where they were not, and lists that get their first element."""
        self.grown: dict[str, int] = defaultdict(int)
        """By path: how many bytes longer the file becomes."""
        self.move(list({attempt.key: attempt for attempt in attempts if attempt.is_move}.values()))
        for attempt in attempts:
            if not attempt.is_move and any(isinstance(change, OF_RECORDS) for change in attempt.changes):
                self.restructure(attempt)
        whole = []
        for attempt in attempts:
            if any(isinstance(change, Rewrite) for change in attempt.changes):
                whole.append(attempt)
            elif not any(isinstance(change, OF_RECORDS) for change in attempt.changes):
                self.edit(attempt)
        for attempt in whole:
            self.rewrite(attempt)
        for path, edits in self.edits.items():
            self.files.edit(repository.by_path[path], edits.all())

    def move(self, attempts: list[Attempt]) -> None:
        """Put files where they belong, all at once, so that two may change places and one may follow another."""
        goals = {}
        for attempt in attempts:
            change = attempt.changes[0]
            if isinstance(change, RenameRecord):
                goals[attempt.path] = path_of(change.collection, change.new)
        while True:
            wanted = Counter(goals.values())
            stuck = [
                path
                for path, goal in goals.items()
                if wanted[goal] > 1 or "//" in goal or (goal in self.repository.by_path and goal not in goals)
            ]
            if not stuck:
                break
            for path in stuck:
                del goals[path]
        for attempt in attempts:
            goal = goals.get(attempt.path)
            if goal is None:
                self.refused[attempt.key] = "another file is in that place, or the id makes no path"
            else:
                self.files.at[attempt.path] = goal
                self.claim(attempt, {attempt.path, goal})

    def restructure(self, attempt: Attempt) -> None:
        """Rename, merge or remove a record, after edits of its own file."""
        files = self.files.fork()
        try:
            for change in attempt.changes:
                self.of_record(files, attempt, change)
        except (Taken, KeyError, ValueError) as error:
            self.refused[attempt.key] = str(error.args[0] if error.args else error)
            return
        if any(len(text.encode()) > MAX_BYTES for text in files.texts.values()):
            self.refused[attempt.key] = TOO_LARGE_THEN
            return
        paths = {*files.texts, *files.at, *filter(None, files.at.values())}
        if self.taken.isdisjoint(paths):
            self.files.join(files)
            self.claim(attempt, paths)

    def of_record(self, files: Files, attempt: Attempt, change: Change) -> None:
        """Make one change of a fix that renames, merges or removes a record."""
        entry = self.repository.by_path[attempt.path]
        match change:
            case RenameRecord(_, old, new):
                rename_in(files, entry, old, new)
            case MergeRecords(collection, kept, merged):
                records = self.repository.collection(collection)
                if kept not in records or merged not in records:
                    raise Taken("one of the two records cannot be read")
                merge_in(files, records[kept], records[merged])
            case RemoveRecord(collection, record_id):
                if files.referrers.of(collection, record_id):
                    raise Taken("another record speaks of it")
                files.remove(entry)
            case _:
                files.edit(entry, edits_of(files.document(entry), change, schemas.layout(entry.collection)))

    def edit(self, attempt: Attempt) -> None:
        """Change parts of one file or several, unless another fix has changed them already."""
        edits: dict[str, list[Edit]] = {}
        begun = set()
        try:
            for change in attempt.changes:
                path, inner = change if isinstance(change, Elsewhere) else (attempt.path, change)
                if isinstance(inner, Insert) and inner.route[-1] == 0:
                    begun.add((path, inner.route[:-1]))
                elif isinstance(inner, Insert) and isinstance(inner.route[-1], str):
                    begun.add((path, inner.route))
                if path in self.taken or not begun.isdisjoint(self.begun):
                    return  # the next pass
                document = self.files.opened(path)
                edits.setdefault(path, []).extend(edits_of(document, inner, schemas.layout(path.split("/")[1])))
            after = {path: apply(self.files.opened(path).text, own) for path, own in edits.items()}
            if all(text == self.files.opened(path).text for path, text in after.items()):
                self.refused[attempt.key] = UNCHANGED
                return
            if any(self.edits[path].meet(own) for path, own in edits.items() if path in self.edits):
                return  # the next pass
            grown = {path: self.grown[path] + growth(self.files.opened(path).text, own) for path, own in edits.items()}
            if any(len(self.files.opened(path).data) + more > MAX_BYTES for path, more in grown.items()):
                self.refused[attempt.key] = TOO_LARGE_THEN
                return
        except OverlapError:
            return  # the next pass
        except (KeyError, ValueError) as error:
            self.refused[attempt.key] = str(error.args[0] if error.args else error)
            return
        self.begun |= begun
        self.grown.update(grown)
        for path, own in edits.items():
            self.edits.setdefault(path, Edits()).add(own)
        self.made.append((attempt, list(edits)))

    def rewrite(self, attempt: Attempt) -> None:
        """Put other contents into a file that nothing else has touched."""
        change, path = attempt.changes[0], attempt.path
        if not isinstance(change, Rewrite) or path in self.taken or path in self.edits:
            return
        if change.data == self.files.opened(path).data:
            self.refused[attempt.key] = UNCHANGED
            return
        if len(change.data) > MAX_BYTES:
            self.refused[attempt.key] = TOO_LARGE_THEN
            return
        self.files.raw[path] = change.data
        self.claim(attempt, {path})

    def claim(self, attempt: Attempt, paths: set[str]) -> None:
        """Take these files for this fix alone."""
        self.taken |= paths
        self.made.append((attempt, sorted(paths)))

"""Mends what a machine can mend, in memory, until nothing more changes; the disk is somebody else's business.

Each pass takes the fixes of what was found, makes those that have no file in common, or touch different parts of one
file, and looks again at what changed; the rest waits for the next pass. When nothing is left, the errors and warnings
are compared with those at the start. A fix that brought in another one, in whatever file, is left out and named, and
everything starts over without it. A warning that takes the place of an error in its file is progress.
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from screcords.changes.changeset import ChangeSet
from screcords.changes.edits import edits_of
from screcords.changes.files import Files, Taken
from screcords.changes.merge import merge_in
from screcords.changes.rename import rename_in
from screcords.findings import Elsewhere, Insert, MergeRecords, RemoveRecord, RenameRecord, Rewrite, Severity
from screcords.lint.run import FILE_STAGE, run
from screcords.model import schemas
from screcords.model.ids import path_of
from screcords.repository.load import load, revised
from screcords.repository.references import Referrers, references
from screcords.text.edit import Edit, Edits, OverlapError, apply, growth
from screcords.text.guard import MAX_BYTES, TOO_LARGE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from screcords.findings import Change, Route
    from screcords.lint.config import Selection
    from screcords.lint.run import Outcome
    from screcords.repository.entry import Entry
    from screcords.repository.graph import Repository

__all__ = ["Done", "edits_of", "fix"]

MOST_PASSES = 12
"""More than any chain of fixes needs; a pair of rules that undo each other must not run for ever."""

MOST_ROUNDS = 8
"""How often everything starts over without the fixes that did harm, before nothing is mended at all."""

PATIENCE = 2
"""How often, of several fixes that have to do with one new error, each is tried alone before all are left out."""

MOST_MENDED = 1000
"""How many things that a rule has against one file are mended; a machine that wrote more of them can write it anew."""

LOST = frozenset({"SCR501", "SCR506"})
"""Rules that find references to records that are not there; a broken file counts as there."""

OF_RECORDS = (RenameRecord, MergeRecords, RemoveRecord)
HARMFUL = "it would bring in another error or warning"
USELESS = "it did not help"
UNCHANGED = "nothing would change"
TOO_MANY = f"more than {MOST_MENDED:,} of these are in this file: mend what made them, and write the file anew"
TOO_LARGE_THEN = f"the file would be {TOO_LARGE}"

Key = tuple[str, str, str]
"""Code, path and changes of a fix."""


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
    def key(self) -> Key:
        return self.code, self.path, repr(self.changes)

    @property
    def is_removal(self) -> bool:
        """A file goes only when all else is mended: something that is misspelt may speak of it."""
        return isinstance(self.changes[0], RemoveRecord)

    @property
    def is_move(self) -> bool:
        change = self.changes[0]
        return isinstance(change, RenameRecord) and change.old == change.new


def fix(root: Path, selection: Selection, today: int, *, unsafe: bool = False, paths: Collection[str] = ()) -> Done:
    """Mend everything in `paths` (or everywhere) that the selected rules can mend."""
    repository = load(root)
    outcome = run(repository, selection, today, paths=paths, most=MOST_MENDED)
    start = _State(repository, outcome)
    if not any(True for _ in _attempts(start, unsafe=unsafe, paths=paths)):
        refused = [(code, path, why) for (code, path, _), why in _too_many(start, unsafe=unsafe, paths=paths).items()]
        return Done(ChangeSet({}, {}), {}, refused, repository, outcome)
    if paths:
        start = _State(repository, run(repository, selection, today, most=MOST_MENDED))
    done = _settled(start, selection, today, unsafe=unsafe, paths=paths)
    state = done.state
    if paths:
        mine = [path for path in state.repository.by_path if _asked_about(state.origin(path), paths)]
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


class _State:
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

    def revised(self, plan: _Plan, selection: Selection, today: int) -> _State:
        """How it stands with what is planned."""
        changed = plan.files.changes()
        origins = dict(self.origins)
        for old, new in plan.files.at.items():
            if new is not None and new != old:
                origins[new] = self.origin(old)
        repository = revised(self.repository, changed)
        outcome = run(repository, selection, today, most=MOST_MENDED)
        return _State(repository, outcome, {**self.files, **changed}, origins)


class _Fixpoint(NamedTuple):
    state: _State
    made: list[_Try]
    touched: dict[str, list[Key]]
    """By path at the start: the fixes that had to do with the file."""
    refused: dict[Key, str]


def _asked_about(path: str, paths: Collection[str]) -> bool:
    return not paths or any(path == asked or path.startswith(f"{asked}/") for asked in paths)


def _attempts(state: _State, *, unsafe: bool, paths: Collection[str]) -> Iterator[_Try]:
    """The fixes of what was found, but for what a file has all too often."""
    for attempt in _offered(state, unsafe=unsafe, paths=paths):
        if (attempt.code, attempt.path) not in state.too_often:
            yield attempt


def _too_many(state: _State, *, unsafe: bool, paths: Collection[str]) -> dict[Key, str]:
    """What is not mended because a file has it all too often, once a rule and file."""
    if not state.too_often:
        return {}
    offered = {(attempt.code, attempt.path) for attempt in _offered(state, unsafe=unsafe, paths=paths)}
    return {(code, path, ""): TOO_MANY for code, path in sorted(offered & state.too_often)}


def _offered(state: _State, *, unsafe: bool, paths: Collection[str]) -> Iterator[_Try]:
    for hit in (*state.outcome.hits, *state.outcome.echoes):
        fix = hit.problem.fix
        if fix is None or hit.rule is None or not fix.changes or not (fix.safe or unsafe):
            continue
        if _asked_about(state.origin(hit.path), paths):
            yield _Try(hit.rule.code, hit.path, fix.changes)


def _settled(start: _State, selection: Selection, today: int, *, unsafe: bool, paths: Collection[str]) -> _Fixpoint:
    """The fixpoint that brings in no error or warning: without the fixes that would, and with all others."""

    def fixpoint(banned: Iterable[Key]) -> _Fixpoint:
        return _fixpoint(start, selection, today, frozenset(banned), unsafe=unsafe, paths=paths)

    banned: set[Key] = set()
    for turn in range(MOST_ROUNDS + 1):
        found = fixpoint(banned)
        broken = _broken(start, found.state)
        if not broken:
            break
        suspects = {path: keys for path, keys in _suspects(start, found, broken).items() if keys}
        if not suspects or turn >= MOST_ROUNDS:
            suspects = {"": [key for keys in found.touched.values() for key in keys]}
        doubtful = {path: keys for path, keys in suspects.items() if len(keys) > 1 and turn < PATIENCE}
        banned |= {key for path, keys in suspects.items() if path not in doubtful for key in keys}
        for number in range(max(map(len, doubtful.values()), default=0)):
            # of each broken file one more fix is tried, all others waiting
            waiting = {key for keys in doubtful.values() for key in keys[number + 1 :]}
            wrong = _broken(start, fixpoint(banned | waiting).state)
            banned |= {keys[number] for path, keys in doubtful.items() if number < len(keys) and path in wrong}
    offered = {attempt.key for attempt in _attempts(found.state, unsafe=unsafe, paths=paths)}
    refused = dict.fromkeys(sorted(banned & offered), HARMFUL) | found.refused  # others are mended otherwise by now
    return found._replace(refused=refused)


def _suspects(start: _State, found: _Fixpoint, broken: set[str]) -> dict[str, list[Key]]:
    """For each broken file the fixes that had to do with it, or else with its neighbours."""
    suspects = {}
    for path in sorted(broken):
        keys = found.touched.get(path) or [
            key for near in sorted(_near(start, found.state, path)) for key in found.touched.get(near, [])
        ]
        suspects[path] = list(dict.fromkeys(keys))
    return suspects


def _near(start: _State, state: _State, path: str) -> set[str]:
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


def _broken(start: _State, state: _State) -> set[str]:
    """Paths (at the start) of files with an error that they did not have, or with a warning for which no error went.

    What could not be read before is judged for the first time when it can; what comes to light then was there before.
    Warnings about the form (SCR0) do not count: the next fix mends them, or they were hidden by a worse one.
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

    more = {path for (code, path), number in after.items() if number > before[code, path] and is_new(code, path)}
    more |= {
        state.origin(path)
        for path in state.files
        if _is_garbled(state, path) and not _is_garbled(start, state.origin(path))
    }
    better = {path for code, path in before if after[code, path] < before[code, path]}
    warned, known = state.count(Severity.WARNING), start.count(Severity.WARNING)
    return more | {
        path
        for (code, path), number in warned.items()
        if number > known[code, path] and code[:4] != "SCR0" and path not in better
        if is_new(code, path)
    }


def _is_garbled(state: _State, path: str) -> bool:
    """Whether nobody can read a file any more, be the rules that say so selected or not."""
    entry = state.repository.by_path.get(path)
    return entry is not None and entry.flaw in FILE_STAGE


_SUBJECT_STAGE = {"Document": 2, "Violation": 2, "UnusedAllow": 5, "Repository": 4}


def _stage(start: _State, path: str) -> int:
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


def _fixpoint(
    start: _State,
    selection: Selection,
    today: int,
    banned: frozenset[Key],
    *,
    unsafe: bool,
    paths: Collection[str],
) -> _Fixpoint:
    """Pass after pass, until no fix is left but those that are banned."""
    state = start
    made: list[_Try] = []
    touched: dict[str, list[Key]] = {}
    refused: dict[Key, str] = {}
    done: set[tuple[Key, bytes | None]] = set()
    for _ in range(MOST_PASSES):
        found = [attempt for attempt in _attempts(state, unsafe=unsafe, paths=paths) if attempt.key not in banned]
        found = [attempt for attempt in found if not attempt.is_removal] or found
        told = {attempt.key: (attempt.key, _bytes(state.repository, attempt.path)) for attempt in found}
        plan = _Plan(state.repository, [attempt for attempt in found if told[attempt.key] not in done])
        refused = {attempt.key: USELESS for attempt in found if told[attempt.key] in done} | plan.refused
        if not plan.made:
            break
        for attempt, files in plan.made:
            made.append(attempt)
            done.add(told[attempt.key])
            for path in files:
                touched.setdefault(state.origin(path), []).append(attempt.key)
        state = state.revised(plan, selection, today)
    return _Fixpoint(state, made, touched, refused | _too_many(state, unsafe=unsafe, paths=paths))


class _Plan:
    """What one pass makes: as many fixes as do not meet."""

    def __init__(self, repository: Repository, attempts: list[_Try]) -> None:
        self.repository = repository
        self.files = Files(repository)
        self.made: list[tuple[_Try, list[str]]] = []
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

    def move(self, attempts: list[_Try]) -> None:
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

    def restructure(self, attempt: _Try) -> None:
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

    def of_record(self, files: Files, attempt: _Try, change: Change) -> None:
        entry = self.repository.by_path[attempt.path]
        match change:
            case RenameRecord(_, _, new):
                rename_in(files, entry, new)
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

    def edit(self, attempt: _Try) -> None:
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

    def rewrite(self, attempt: _Try) -> None:
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

    def claim(self, attempt: _Try, paths: set[str]) -> None:
        self.taken |= paths
        self.made.append((attempt, sorted(paths)))

"""A set of changes to files, and writing it so that all of it happens or nothing.

New contents are staged beside their targets and flushed; a list of them, the journal, is put in place with one rename,
which is the moment of truth; then the old files go and the staged ones take their places. Whatever kills the process,
the next command finds either the list of intentions, and undoes, or the journal, and finishes. Both lists name the
process, so that nobody undoes what is still going on, and say what each file holds before and after, so that nothing is
touched that somebody changed since. Only records are ever changed, whatever a list says.
"""

from __future__ import annotations

import contextlib
import os
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from screcords.changes import journal
from screcords.changes.disk import Disk
from screcords.changes.journal import lives as _lives
from screcords.changes.where import HOME, INTENT, JOURNAL
from screcords.repository.walk import STAGED
from screcords.text.safe import printable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from screcords.changes.journal import Plan

NOTHING = "nothing was changed"
CHANGED = "changed since; left as it is"


class ChangeSet(NamedTuple):
    """What files are to hold afterwards: `before` and `after` by path, `None` for a file that is not there."""

    before: Mapping[str, bytes | None]
    after: Mapping[str, bytes | None]
    moved: Mapping[str, str] = MappingProxyType({})
    """By new path of a file: the old one."""

    def __bool__(self) -> bool:
        """Whether anything would change."""
        return any(self.before[path] != data for path, data in self.after.items())

    def paths(self) -> list[str]:
        """Paths of the files that change, sorted."""
        return sorted(path for path, data in self.after.items() if self.before[path] != data)

    def number(self) -> int:
        """How many files change; one that moves counts once."""
        return len({self.moved.get(path, path) for path in self.paths()})


class NotAppliedError(Exception):
    """The changes were not made, and everything is as it was, if the message does not say otherwise."""


class BusyError(NotAppliedError):
    """Another command is changing the same files right now."""


def apply(root: Path, changes: ChangeSet, disk: Disk | None = None) -> list[str]:
    """Make the changes below `root`; the paths that changed.

    Raises:
        NotAppliedError: a file is not as it was when the change was made up, is a link, is no record, or cannot be
            written.
    """
    paths = changes.paths()
    if not paths:
        return []
    disk = disk or Disk(root)
    _check(disk, changes, paths)
    plan = _plan(changes, paths)
    _announce(disk, plan)
    try:
        disk.flush(INTENT)
        disk.flush(HOME)
        for path in plan.new:
            _stage(disk, path, changes.after[path] or b"", changes.moved.get(path, path))
        _compare(disk, changes, paths)
        disk.replace(INTENT, JOURNAL)
        disk.flush(HOME)
    except (OSError, NotAppliedError) as error:
        with contextlib.suppress(OSError):  # if this fails as well, the next command does it
            _undo(disk, plan)
        if isinstance(error, OSError):
            raise NotAppliedError(_failed(error, root)) from error
        raise
    try:
        left = _finish(disk, plan)
    except OSError as error:
        what = f"{_relative(error, root)} cannot be put in place: {error.strerror}"
        raise NotAppliedError(f"{what}; put that right, and the next command finishes the change") from error
    if left:
        raise NotAppliedError("\n".join(["all was changed but for what somebody else changed meanwhile:", *left]))
    return paths


def _plan(changes: ChangeSet, paths: list[str]) -> Plan:
    files = {path: journal.target(changes.before[path], changes.after[path]) for path in paths}
    moved = {new: old for new, old in changes.moved.items() if new in files and old in files and files[new].after}
    return journal.plan(files, moved)


def _announce(disk: Disk, plan: Plan) -> None:
    """Say what is going to happen, where every other command sees it."""
    name, other = _found(disk)
    if other and _lives(other):
        raise BusyError(f"another command (process {other.process}) is changing the records; {NOTHING}")
    if name:
        raise NotAppliedError(
            f"an interrupted change has to be brought to an end first ({disk.place(name)}); {NOTHING}"
        )
    for path in plan.new:
        if disk.exists(path + STAGED):
            raise NotAppliedError(f"{printable(path)}{STAGED} is in the way; look at it and remove it; {NOTHING}")
    try:
        disk.write(INTENT, plan.encode(), new=True)
    except FileExistsError:
        raise BusyError(f"another command is changing the records; {NOTHING}") from None
    except OSError as error:
        with contextlib.suppress(OSError):
            disk.unlink(INTENT)
        raise NotAppliedError(_failed(error, disk.root)) from error


def recover(root: Path, disk: Disk | None = None) -> str | None:
    """Finish or undo what a command that was interrupted left behind; what was done, or `None`.

    The first line says so in a sentence, and one more each file that was left alone, because somebody changed it since.

    Raises:
        BusyError: the command is still running.
        NotAppliedError: the list makes no sense, or the file system does not let us.
    """
    disk = disk or Disk(root)
    name, plan = _found(disk)
    if not name:
        return None
    if plan and _lives(plan):
        raise BusyError(
            f"another command (process {plan.process}) is changing the records; wait until it is done, or, if that is "
            f"no screcords, remove {disk.place(name)}"
        )
    plan = plan or journal.plan({}, {})
    try:
        left = _finish(disk, plan) if name == JOURNAL else _undo(disk, plan)
    except OSError as error:
        raise NotAppliedError(
            f"an interrupted change cannot be brought to an end: {_relative(error, root)}: {error.strerror}"
        ) from error
    files = f"{plan.number} {'file' if plan.number == 1 else 'files'}"
    said = f"an interrupted change of {files} was {'finished' if name == JOURNAL else 'undone'}"
    return "\n".join([f"{said}, but for what was changed since:" if left else said, *(f"  {line}" for line in left)])


def _found(disk: Disk) -> tuple[str, Plan | None]:
    """The list that a command left behind: its name and what it says; `None` if it was not written out.

    Raises:
        NotAppliedError: it cannot be read, or makes no sense.
    """
    name = next((name for name in (JOURNAL, INTENT) if disk.exists(name)), "")
    if not name:
        return "", None
    where = disk.place(name)
    nonsense = f"the journal at {where} makes no sense; look at it and remove it"
    if disk.exists(name) and not disk.is_file(name):
        raise NotAppliedError(nonsense)
    try:
        data = disk.read(name)
    except OSError as error:
        raise NotAppliedError(f"the journal at {where} cannot be read: {error.strerror}") from error
    if data is None:
        return "", None  # its command is done by now
    try:
        plan = journal.decode(data)
    except journal.MalformedError as error:
        raise NotAppliedError(nonsense) from error
    if plan is None and name == JOURNAL:  # which was written out before it got this name
        raise NotAppliedError(nonsense)
    if plan and any(disk.is_link(part) for part in sorted({part for path in plan.files for part in _folders(path)})):
        raise NotAppliedError(nonsense)
    return name, plan


def _relative(error: OSError, root: Path) -> str:
    """The path that an error is about, as far as it lies in the repository."""
    name = os.fsdecode(error.filename) if error.filename is not None else str(root)
    return printable(name.removeprefix(f"{root}{os.sep}").removesuffix(STAGED))


def _failed(error: OSError, root: Path) -> str:
    return f"{_relative(error, root)} cannot be written: {error.strerror}; {NOTHING}"


def _check(disk: Disk, changes: ChangeSet, paths: list[str]) -> None:
    """See beforehand whether everything may be written that is going to be."""
    for path in paths:
        if not journal.is_record(path):
            raise NotAppliedError(f"{printable(path)} is no record; {NOTHING}")
        if any(disk.is_link(part) for part in (path, *_folders(path))):
            raise NotAppliedError(f"{printable(path)} is a link, or lies behind one; {NOTHING}")
        if changes.before[path] is not None and not disk.may_write(path):
            raise NotAppliedError(f"{printable(path)} is read-only; {NOTHING}")
    for folder in sorted({_standing(disk, path) for path in paths}):
        if not disk.may_write(folder):
            raise NotAppliedError(f"the folder {printable(folder) or '.'} is read-only; {NOTHING}")
    if not disk.may_write(HOME):
        raise NotAppliedError(f"the folder {disk.place(HOME)} is read-only; {NOTHING}")
    _compare(disk, changes, paths)


def _compare(disk: Disk, changes: ChangeSet, paths: list[str]) -> None:
    """See whether the files are still what the change was made up from."""
    twins = {path.casefold(): changes.before[path] for path in paths if changes.after[path] is None}
    for path in paths:
        try:
            now = disk.read(path)
            if now is not None and changes.before[path] is None and now == twins.get(path.casefold()):
                now = None  # that is the old file, where upper and lower case are the same
        except OSError as error:
            raise NotAppliedError(f"{printable(path)} cannot be read: {error.strerror}; {NOTHING}") from error
        if now != changes.before[path]:
            raise NotAppliedError(f"{printable(path)} was changed meanwhile by somebody else; {NOTHING}")


def _folders(path: str) -> list[str]:
    parts = path.split("/")[:-1]
    return ["/".join(parts[: number + 1]) for number in range(len(parts))]


def _standing(disk: Disk, path: str) -> str:
    """The folder of a file, or the nearest one above that is there."""
    return next((folder for folder in reversed(_folders(path)) if disk.exists(folder)), "")


def _stage(disk: Disk, path: str, data: bytes, model: str) -> None:
    """Write beside its place what a file is to hold; who may read and write `model` may do so with it."""
    for folder in _folders(path):
        disk.make_folder(folder)
    disk.write(path + STAGED, data, new=True)  # through no link that somebody put there
    if disk.exists(model):
        disk.copy_mode(model, path + STAGED)
    disk.flush(path + STAGED)


def _digest(disk: Disk, path: str) -> str | None:
    """The SHA-256 of a file, `None` where there is none; empty for what is no file, which no plan speaks of."""
    if not disk.exists(path):
        return None
    return journal.digest(disk.read(path)) if disk.is_file(path) else ""


def _finish(disk: Disk, plan: Plan) -> list[str]:
    """Bring about what the journal says, however far somebody else came with it; what was left alone, and why.

    Old files go first: where upper and lower case are the same, the old name of a file may be the new one too.
    A file goes, or another takes its place, only if it is what it was, and if what it becomes is still to be had.
    """
    left: dict[str, str] = {}
    staged = [path for path in plan.new if _is_staged(disk, plan, path, left)]
    needed = {plan.moved[path] for path in left if path in plan.moved}
    left |= {path: f"left as it is, for what it was to become is gone{_kept(staged, path)}" for path in needed}
    lowered = {path.casefold() for path in plan.new if path not in staged}
    for path in plan.gone:
        if disk.spelled(path) == path and path.casefold() not in lowered and path not in needed:
            if _digest(disk, path) == plan.files[path].before:
                disk.unlink(path)
            else:
                left[path] = CHANGED
    for path in staged:
        if path not in needed and _digest(disk, path) in {plan.files[path].before, plan.files[path].after}:
            disk.replace(path + STAGED, path)
        else:
            left.setdefault(path, f"{CHANGED}{_kept(staged, path)}")
    _tidy(disk, plan)
    if disk.exists(JOURNAL):
        disk.unlink(JOURNAL)
        disk.flush(HOME)
    return [f"{printable(path)}: {why}" for path, why in sorted(left.items())]


def _tidy(disk: Disk, plan: Plan) -> None:
    """Spell the folders as they are to be, remove those left empty, and see that all is on the disk."""
    for folder in sorted({folder for path in plan.new for folder in _folders(path)}):
        if (there := disk.spelled(folder)) != folder and there:
            disk.replace(there, folder)
    for path in plan.gone:
        _remove_empty(disk, path)
    for folder in sorted({path.rpartition("/")[0] for path in plan.files}):
        if disk.exists(folder):
            disk.flush(folder)


def _kept(staged: list[str], path: str) -> str:
    return f"; what it was to hold is in {printable(path)}{STAGED}" if path in staged else ""


def _is_staged(disk: Disk, plan: Plan, path: str, left: dict[str, str]) -> bool:
    """Whether a file waits to take its place; if it neither does nor has done so, `left` gets the reason."""
    target = plan.files[path]
    waiting = _digest(disk, path + STAGED)
    if waiting is not None:
        if waiting == target.after:
            return True
        left[path] = f"left as it is, for {printable(path)}{STAGED} was changed since; look at that and remove it"
        return False
    now = _digest(disk, path)
    if now != target.after:
        left[path] = f"left as it is, for {printable(path)}{STAGED} is gone" if now == target.before else CHANGED
    return False


def _remove_empty(disk: Disk, path: str) -> None:
    """Remove the folders that a file leaves empty, below its collection."""
    for folder in _folders(path)[:1:-1]:
        if disk.exists(folder) and not disk.remove_folder(folder):
            return


def _undo(disk: Disk, plan: Plan) -> list[str]:
    """Take away what was staged, and nothing else; what was left alone, and why."""
    if disk.exists(JOURNAL):
        disk.replace(JOURNAL, INTENT)  # whoever finds it now does not finish
    left = []
    staged = [path for path in plan.new if disk.exists(path + STAGED)]
    for path in plan.new:
        if path in staged[-1:] and _is_begun(disk, plan, path):
            disk.unlink(path + STAGED)
        elif path in staged:
            if _digest(disk, path + STAGED) == plan.files[path].after:
                disk.unlink(path + STAGED)
            else:
                left.append(f"{printable(path)}{STAGED}: {CHANGED}")
        _remove_empty(disk, path)
    if disk.exists(INTENT):
        disk.unlink(INTENT)
    return left


def _is_begun(disk: Disk, plan: Plan, path: str) -> bool:
    """Whether the file that was staged last is shorter than it was to be: its writing was interrupted."""
    data = disk.read(path + STAGED) if disk.is_file(path + STAGED) else None
    return data is not None and len(data) < plan.files[path].size

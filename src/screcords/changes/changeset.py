"""A set of changes to files, and writing it so that all of it happens or nothing.

New contents are staged beside their targets and flushed; a list of them, the journal, is put in place with one rename,
which is the moment of truth; then the old files go and the staged ones take their places. Whatever kills the process,
the next command finds either the list of intentions, and undoes, or the journal, and finishes. Both lists name the
process, so that nobody undoes what is still going on.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from screcords.changes.disk import Disk
from screcords.repository.load import STAGED

if TYPE_CHECKING:
    from collections.abc import Mapping

INTENT = ".screcords-intent"
JOURNAL = ".screcords-journal"
NOTHING = "nothing was changed"


class ChangeSet(NamedTuple):
    """What files are to hold afterwards: `before` and `after` by path, `None` for a file that is not there."""

    before: Mapping[str, bytes | None]
    after: Mapping[str, bytes | None]

    def __bool__(self) -> bool:
        """Whether anything would change."""
        return any(self.before[path] != data for path, data in self.after.items())

    def paths(self) -> list[str]:
        """Paths of the files that change, sorted."""
        return sorted(path for path, data in self.after.items() if self.before[path] != data)


class NotAppliedError(Exception):
    """The changes were not made, and everything is as it was, if the message does not say otherwise."""


class BusyError(NotAppliedError):
    """Another command is changing the same files right now."""


def apply(root: Path, changes: ChangeSet, disk: Disk | None = None) -> list[str]:
    """Make the changes below `root`; the paths that changed.

    Raises:
        NotAppliedError: a file is not as it was when the change was made up, is a link, or cannot be written.
    """
    paths = changes.paths()
    if not paths:
        return []
    disk = disk or Disk(root)
    _check(disk, changes, paths)
    new = [path for path in paths if changes.after[path] is not None]
    gone = [path for path in paths if changes.after[path] is None]
    _announce(disk, new, gone)
    try:
        disk.flush(INTENT)
        disk.flush("")
        for path in new:
            _stage(disk, path, changes.after[path] or b"")
        _compare(disk, changes, paths)
        disk.replace(INTENT, JOURNAL)
        disk.flush("")
    except (OSError, NotAppliedError) as error:
        with contextlib.suppress(OSError):  # if this fails as well, the next command does it
            _undo(disk, new)
        if isinstance(error, OSError):
            raise NotAppliedError(_failed(error, root)) from error
        raise
    try:
        _finish(disk, new, gone)
    except OSError as error:
        what = f"{_relative(error, root)} cannot be put in place: {error.strerror}"
        raise NotAppliedError(f"{what}; put that right, and the next command finishes the change") from error
    return paths


def _announce(disk: Disk, new: list[str], gone: list[str]) -> None:
    """Say what is going to happen, where every other command sees it."""
    name, plan = _found(disk)
    if name and _lives(plan):
        raise BusyError(f"another command{_number(plan)} is changing the records; {NOTHING}")
    if name:
        raise NotAppliedError(f"an interrupted change has to be brought to an end first ({name}); {NOTHING}")
    try:
        disk.write(INTENT, json.dumps(_me() | {"new": new, "gone": gone}).encode(), new=True)
    except FileExistsError:
        raise BusyError(f"another command is changing the records; {NOTHING}") from None
    except OSError as error:
        with contextlib.suppress(OSError):
            disk.unlink(INTENT)
        raise NotAppliedError(_failed(error, disk.root)) from error


def recover(root: Path, disk: Disk | None = None) -> str | None:
    """Finish or undo what a command that was interrupted left behind; what was done, in a sentence, or `None`.

    Raises:
        BusyError: the command is still running.
        NotAppliedError: the file system does not let us.
    """
    disk = disk or Disk(root)
    name, plan = _found(disk)
    if not name:
        return None
    if _lives(plan):
        raise BusyError(f"another command{_number(plan)} is changing the records; wait until it is done")
    new, gone = ([str(item) for item in plan.get(key, ())] for key in ("new", "gone"))
    try:
        if name == JOURNAL:
            _finish(disk, new, gone)
        else:
            _undo(disk, new)
    except OSError as error:
        raise NotAppliedError(
            f"an interrupted change cannot be brought to an end: {_relative(error, root)}: {error.strerror}"
        ) from error
    files = len({*new, *gone})
    return f"an interrupted change of {files} {'file' if files == 1 else 'files'} was " + (
        "finished" if name == JOURNAL else "undone"
    )


def _found(disk: Disk) -> tuple[str, dict[str, list[str]]]:
    """The list that a command left behind: its name and what it says; a list that was not written out is empty."""
    for name in (JOURNAL, INTENT):
        data = disk.read(name)
        if data is not None:
            try:
                plan = json.loads(data)
            except ValueError:
                plan = {}
            return name, plan if isinstance(plan, dict) else {}
    return "", {}


def _me() -> dict[str, object]:
    return {"process": os.getpid(), "born": _born(os.getpid())}


def _born(process: int) -> str:
    """When a process began, where the system says so: numbers of processes are given out again."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""


def _lives(plan: Mapping[str, object]) -> bool:
    """Whether the process that made a list is still running."""
    process = plan.get("process")
    if not isinstance(process, int) or process <= 0:
        return False
    if os.name != "posix":
        return _lives_on_windows(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError as error:
        if error.errno != errno.EPERM:
            return False
    return plan.get("born", "") == _born(process)


def _lives_on_windows(process: int) -> bool:
    import ctypes  # noqa: PLC0415 - only there

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - elsewhere there is no such thing
    handle = kernel.OpenProcess(0x1000, False, process)
    if handle:
        kernel.CloseHandle(handle)
    return bool(handle)


def _number(plan: Mapping[str, object]) -> str:
    return f" (process {plan['process']})" if plan.get("process") else ""


def _relative(error: OSError, root: Path) -> str:
    """The path that an error is about, as far as it lies in the repository."""
    name = os.fsdecode(error.filename) if error.filename is not None else str(root)
    return name.removeprefix(f"{root}{os.sep}").removesuffix(STAGED)


def _failed(error: OSError, root: Path) -> str:
    return f"{_relative(error, root)} cannot be written: {error.strerror}; {NOTHING}"


def _check(disk: Disk, changes: ChangeSet, paths: list[str]) -> None:
    """See beforehand whether everything may be written that is going to be."""
    for path in paths:
        if any(disk.is_link(part) for part in (path, *_folders(path))):
            raise NotAppliedError(f"{path} is a link, or lies behind one; {NOTHING}")
        if changes.before[path] is not None and not disk.may_write(path):
            raise NotAppliedError(f"{path} is read-only; {NOTHING}")
    for folder in sorted({_standing(disk, path) for path in paths}):
        if not disk.may_write(folder):
            raise NotAppliedError(f"the folder {folder or '.'} is read-only; {NOTHING}")
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
            raise NotAppliedError(f"{path} cannot be read: {error.strerror}; {NOTHING}") from error
        if now != changes.before[path]:
            raise NotAppliedError(f"{path} was changed meanwhile by somebody else; {NOTHING}")


def _folders(path: str) -> list[str]:
    parts = path.split("/")[:-1]
    return ["/".join(parts[: number + 1]) for number in range(len(parts))]


def _standing(disk: Disk, path: str) -> str:
    """The folder of a file, or the nearest one above that is there."""
    return next((folder for folder in reversed(_folders(path)) if disk.exists(folder)), "")


def _stage(disk: Disk, path: str, data: bytes) -> None:
    for folder in _folders(path):
        disk.make_folder(folder)
    disk.write(path + STAGED, data)
    if disk.exists(path):
        disk.copy_mode(path, path + STAGED)
    disk.flush(path + STAGED)


def _finish(disk: Disk, new: list[str], gone: list[str]) -> None:
    """Bring about what the journal says, however far somebody else came with it.

    Old files go first: where upper and lower case are the same, the old name of a file may be the new one too.
    """
    staged = [path for path in new if disk.exists(path + STAGED)]
    lowered = {path.casefold() for path in new if path not in staged}
    for path in gone:
        if disk.spelled(path) == path and path.casefold() not in lowered:
            disk.unlink(path)
    for path in staged:
        disk.replace(path + STAGED, path)
    for folder in sorted({folder for path in new for folder in _folders(path)}):
        if (there := disk.spelled(folder)) != folder and there:
            disk.replace(there, folder)
    for path in gone:
        _remove_empty(disk, path)
    for folder in sorted({path.rpartition("/")[0] for path in (*new, *gone)}):
        if disk.exists(folder):
            disk.flush(folder)
    if disk.exists(JOURNAL):
        disk.unlink(JOURNAL)
        disk.flush("")


def _remove_empty(disk: Disk, path: str) -> None:
    """Remove the folders that a file leaves empty, below its collection."""
    for folder in _folders(path)[:1:-1]:
        if disk.exists(folder) and not disk.remove_folder(folder):
            return


def _undo(disk: Disk, new: list[str]) -> None:
    if disk.exists(JOURNAL):
        disk.replace(JOURNAL, INTENT)  # whoever finds it now does not finish
    for path in new:
        if disk.exists(path + STAGED):
            disk.unlink(path + STAGED)
        _remove_empty(disk, path)
    if disk.exists(INTENT):
        disk.unlink(INTENT)

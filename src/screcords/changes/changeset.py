"""A set of changes to files, and writing it so that all of it happens or nothing.

New contents are staged beside their targets and flushed; a list of them, the journal, is put in place with one rename,
which is the moment of truth; then the staged files replace their targets. Whatever kills the process, the next command
finds either the list of intentions, and undoes, or the journal, and finishes.
"""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

INTENT = ".screcords-intent"
JOURNAL = ".screcords-journal"
STAGED = ".screcords-new"


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
    """The changes were not made, and everything is as it was; the message says why."""


def apply(root: Path, changes: ChangeSet) -> list[str]:
    """Make the changes below `root`; the paths that changed.

    Raises:
        NotAppliedError: a file is not as it was when the change was made up, is a link, or cannot be written.
    """
    paths = changes.paths()
    if not paths:
        return []
    _check(root, changes, paths)
    new = [path for path in paths if changes.after[path] is not None]
    gone = [path for path in paths if changes.after[path] is None]
    try:
        _intend(root, new, gone)
    except OSError as error:
        raise NotAppliedError(f"{root} cannot be written to: {error.strerror}") from error
    try:
        for path in new:
            data = changes.after[path]
            _stage(root, path, data or b"")
        (root / INTENT).rename(root / JOURNAL)
        _flush_folder(root)
    except OSError as error:
        _undo(root, new)
        raise NotAppliedError(
            f"{error.filename or root} cannot be written: {error.strerror}; nothing was changed"
        ) from error
    _finish(root, new, gone)
    return paths


def recover(root: Path) -> str | None:
    """Finish or undo what a command that was interrupted left behind; what was done, in a sentence, or `None`."""
    for name, done in ((JOURNAL, "finished"), (INTENT, "undone")):
        path = root / name
        if not path.exists():
            continue
        try:
            plan = json.loads(path.read_text(encoding="utf-8"))
            new, gone = [str(item) for item in plan["new"]], [str(item) for item in plan["gone"]]
        except (ValueError, KeyError, TypeError):
            new, gone = [], []  # the list itself was not written out, so nothing was staged
        if name == JOURNAL:
            _finish(root, new, gone)
        else:
            _undo(root, new)
        return f"an interrupted change of {len(new) + len(gone)} file(s) was {done}"
    return None


def _check(root: Path, changes: ChangeSet, paths: list[str]) -> None:
    for path in paths:
        target = root / path
        if target.is_symlink() or any((root / part).is_symlink() for part in _folders(path)):
            raise NotAppliedError(f"{path} is a link, or lies behind one; nothing was changed")
        try:
            now = target.read_bytes() if target.exists() else None
        except OSError as error:
            raise NotAppliedError(f"{path} cannot be read: {error.strerror}; nothing was changed") from error
        if _digest(now) != _digest(changes.before[path]):
            raise NotAppliedError(f"{path} was changed meanwhile by somebody else; nothing was changed")
        if now is not None and not os.access(target, os.W_OK):
            raise NotAppliedError(f"{path} is read-only; nothing was changed")


def _folders(path: str) -> list[str]:
    parts = path.split("/")[:-1]
    return ["/".join(parts[: number + 1]) for number in range(len(parts))]


def _digest(data: bytes | None) -> bytes | None:
    return None if data is None else hashlib.sha256(data).digest()


def _intend(root: Path, new: list[str], gone: list[str]) -> None:
    with (root / INTENT).open("x", encoding="utf-8") as file:
        json.dump({"new": new, "gone": gone}, file)
        file.flush()
        os.fsync(file.fileno())
    _flush_folder(root)


def _stage(root: Path, path: str, data: bytes) -> None:
    staged = root / (path + STAGED)
    staged.parent.mkdir(parents=True, exist_ok=True)
    with staged.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if (root / path).exists():
        os.chmod(staged, (root / path).stat().st_mode & 0o7777)  # noqa: PTH101 - as the file was


def _finish(root: Path, new: list[str], gone: list[str]) -> None:
    for path in new:
        if (root / (path + STAGED)).exists():
            (root / (path + STAGED)).replace(root / path)
    for path in gone:
        (root / path).unlink(missing_ok=True)
        _remove_empty(root, path)
    for folder in sorted({path.rpartition("/")[0] for path in (*new, *gone)}):
        if (root / folder).is_dir():
            _flush_folder(root / folder)
    (root / JOURNAL).unlink(missing_ok=True)
    _flush_folder(root)


def _remove_empty(root: Path, path: str) -> None:
    """Remove the folders that a file leaves empty, below its collection."""
    for folder in _folders(path)[:1:-1]:
        try:
            (root / folder).rmdir()
        except OSError:
            return


def _undo(root: Path, new: list[str]) -> None:
    for path in new:
        (root / (path + STAGED)).unlink(missing_ok=True)
        _remove_empty(root, path)
    (root / INTENT).unlink(missing_ok=True)


def _flush_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

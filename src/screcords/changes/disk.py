"""The few things that a change does to a folder, one method each, so that tests can let any of them fail."""

from __future__ import annotations

import contextlib
import os
import stat
from typing import TYPE_CHECKING

from screcords.changes.where import lists

if TYPE_CHECKING:
    from pathlib import Path


class Disk:
    """Files below a folder, by paths with slashes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lists = lists(root)

    def place(self, path: str) -> Path:
        """Where a file is; the lists of what is going on have their own place."""
        return self._lists.get(path) or self.root / path

    def read(self, path: str) -> bytes | None:
        """What a file holds; `None` where there is none."""
        try:
            return self.place(path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def write(self, path: str, data: bytes, *, new: bool = False) -> None:
        """Write a file, which must not be there if it is to be `new`; it may not be on the disk yet."""
        with self.place(path).open("xb" if new else "wb") as file:
            file.write(data)

    def flush(self, path: str) -> None:
        """See that a file, or the list of names of a folder, is on the disk."""
        if os.name != "posix" and self.place(path).is_dir():
            return
        handle = os.open(self.place(path), os.O_RDONLY if os.name == "posix" else os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def replace(self, path: str, target: str) -> None:
        """Give a file another name, in place of what has that name."""
        self.place(path).replace(self.place(target))

    def unlink(self, path: str) -> None:
        """Remove a file."""
        self.place(path).unlink()

    def make_folder(self, path: str) -> None:
        """Make a folder, unless it is there."""
        with contextlib.suppress(FileExistsError):
            self.place(path).mkdir()

    def remove_folder(self, path: str) -> bool:
        """Remove a folder if it is empty; whether it was."""
        try:
            self.place(path).rmdir()
        except OSError:
            return False
        return True

    def copy_mode(self, path: str, target: str) -> None:
        """Let whoever may read and write one file do so with another."""
        self.place(target).chmod(self.place(path).stat().st_mode & 0o7777)

    def exists(self, path: str) -> bool:
        """Whether there is something of this name, in upper or lower case if the file system thinks so."""
        return os.path.lexists(self.place(path))

    def spelled(self, path: str) -> str:
        """The path with its last name as it is spelled on the disk; empty where there is none."""
        if not self.exists(path):
            return ""
        folder, slash, name = path.rpartition("/")
        names = [entry.name for entry in (self.root / folder).iterdir()]
        found = name if name in names else next((n for n in names if n.casefold() == name.casefold()), name)
        return f"{folder}{slash}{found}"

    def is_link(self, path: str) -> bool:
        """Whether a path is a symbolic link."""
        return self.place(path).is_symlink()

    def is_file(self, path: str) -> bool:
        """Whether a path is a file: no link, folder or device."""
        try:
            return stat.S_ISREG(self.place(path).lstat().st_mode)
        except (FileNotFoundError, NotADirectoryError):
            return False

    def may_write(self, path: str) -> bool:
        """Whether a file, or what is in a folder, may be changed; what is read-only stays so for the superuser, too."""
        place = self.place(path)
        return os.access(place, os.W_OK) and (os.name != "posix" or bool(place.stat().st_mode & 0o222))

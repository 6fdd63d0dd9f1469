"""The few things that a change does to a folder, one method each, so that tests can let any of them fail."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Disk:
    """Files below a folder, by paths with slashes."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def read(self, path: str) -> bytes | None:
        """What a file holds; `None` where there is none."""
        try:
            return (self.root / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def write(self, path: str, data: bytes, *, new: bool = False) -> None:
        """Write a file, which must not be there if it is to be `new`; it may not be on the disk yet."""
        with (self.root / path).open("xb" if new else "wb") as file:
            file.write(data)

    def flush(self, path: str) -> None:
        """See that a file, or the list of names of a folder, is on the disk."""
        if os.name != "posix" and (self.root / path).is_dir():
            return
        handle = os.open(self.root / path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def replace(self, path: str, target: str) -> None:
        """Give a file another name, in place of what has that name."""
        (self.root / path).replace(self.root / target)

    def unlink(self, path: str) -> None:
        """Remove a file."""
        (self.root / path).unlink()

    def make_folder(self, path: str) -> None:
        """Make a folder, unless it is there."""
        with contextlib.suppress(FileExistsError):
            (self.root / path).mkdir()

    def remove_folder(self, path: str) -> bool:
        """Remove a folder if it is empty; whether it was."""
        try:
            (self.root / path).rmdir()
        except OSError:
            return False
        return True

    def copy_mode(self, path: str, target: str) -> None:
        """Let whoever may read and write one file do so with another."""
        (self.root / target).chmod((self.root / path).stat().st_mode & 0o7777)

    def exists(self, path: str) -> bool:
        """Whether there is something of this name, in upper or lower case if the file system thinks so."""
        return os.path.lexists(self.root / path)

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
        return (self.root / path).is_symlink()

    def may_write(self, path: str) -> bool:
        """Whether a file, or what is in a folder, may be changed."""
        return os.access(self.root / path, os.W_OK)

"""What lies in `records/`: the files of records, and what is none, before anything is read."""

from __future__ import annotations

import os
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from screcords.model.ids import COLLECTIONS
from screcords.repository.entry import LEFTOVER, LONE_LEFTOVER, Stray

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

FOLDER = "records"
IGNORED = frozenset({".gitkeep", ".gitignore", "README.md"})
SAME = "differs from another file only in upper and lower case"
SAME_BEYOND_ASCII = f"{SAME}, or in how its accents are stored"
_MEANT = re.compile(r"(.+)\.toml(?:\.txt)?", re.IGNORECASE)
"""A record's file with an ending that Windows, or an editor there, gave it."""
_LEFT = re.compile(r"[.#]*(.+?\.toml)(?:~|#|\.bak|\.orig|\.rej|\.sw[op]|\.tmp)*", re.IGNORECASE)
"""What an editor or git leaves of a record: the name of its file with something before it or after it."""
STAGED = ".screcords-new"
"""Ends the name of a file that a command is about to put in place; a leftover is cleared away by the next command."""


class NoRepositoryError(Exception):
    """There are no records to read; the message says where they were looked for, or what cannot be opened."""


class Walked(NamedTuple):
    """What lies in `records/`, before anything is read."""

    paths: dict[str, list[str]]
    """By collection: the files of records, sorted."""
    strays: list[Stray]


def walk(root: Path) -> Walked:
    """Look through the folders of `records/`.

    Raises:
        NoRepositoryError: `root` has no readable `records/`, or a folder in it cannot be opened.
    """
    if not (root / FOLDER).is_dir():
        raise NoRepositoryError(f"there is no folder {FOLDER}/ in {root}")
    strays = list(_misfits(root))
    return Walked({name: list(_files(root, f"{FOLDER}/{name}", strays)) for name in COLLECTIONS}, strays)


def _misfits(root: Path) -> Iterator[Stray]:
    """What lies directly in `records/` and is none of the three collections."""
    try:
        with os.scandir(root / FOLDER) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        raise NoRepositoryError(f"the folder {FOLDER} cannot be read: {error.strerror}") from error
    for entry in entries:
        if entry.name not in COLLECTIONS and entry.name not in IGNORED:
            yield Stray(_shown(f"{FOLDER}/{entry.name}"), f"there are only {', '.join(COLLECTIONS)} in {FOLDER}/")
        elif entry.name in COLLECTIONS and (entry.is_symlink() or not entry.is_dir()):
            yield Stray(f"{FOLDER}/{entry.name}", "a collection is a folder, and no link", unsafe=True)


def _files(root: Path, folder: str, strays: list[Stray]) -> Iterator[str]:
    """Paths of the records below `folder`, sorted; what is no record goes to `strays`."""
    if (root / folder).is_symlink() or not (root / folder).is_dir():
        return
    base = f"{root}/" if not str(root).endswith("/") else str(root)
    pending = [folder]
    while pending:
        here = pending.pop()
        try:
            folders, files = _listing(base + here, here, strays)
        except OSError as error:
            raise NoRepositoryError(f"the folder {_shown(here)} cannot be read: {error.strerror}") from error
        folders.sort(reverse=True)
        files.sort()
        pending += [f"{here}/{name}" for name in folders if _is_unicode(name)]
        strays += [_stray(f"{here}/{name}", ()) for name in folders if not _is_unicode(name)]
        for name in files if _are_usual(files) else _sorted_out(here, files, strays):
            yield f"{here}/{name}"


def _listing(folder: str, here: str, strays: list[Stray]) -> tuple[list[str], list[str]]:
    """Names of the folders and of the files in a folder; links and devices go to `strays`."""
    folders, files = [], []
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_file(follow_symlinks=False):
                files.append(entry.name)
            elif entry.is_dir(follow_symlinks=False):
                folders.append(entry.name)
            else:
                why = "a symbolic link" if entry.is_symlink() else "neither a file nor a folder"
                strays.append(Stray(_shown(f"{here}/{entry.name}"), why, unsafe=True))
    return folders, files


def _are_usual(files: list[str]) -> bool:
    """Whether all names surely are those of records: one look at them together, since nearly always they are."""
    together = "/".join(files)
    endings = together.count(".toml/") + together.endswith(".toml")
    return (
        together.isascii()
        and together.islower()
        and together.count(".") == endings == len(files)
        and "#" not in together
    )


def _sorted_out(here: str, files: list[str], strays: list[Stray]) -> list[str]:
    """The names that a record's file can have; the others go to `strays`."""
    kept: list[str] = []
    lowered: set[str] = set()
    for name in files:
        if name.endswith(".toml") and name[0] not in ".#" and _is_unicode(name):
            if (folded := _folded(name)) in lowered:
                strays.append(Stray(f"{here}/{name}", SAME if name.isascii() else SAME_BEYOND_ASCII))
            lowered.add(folded)
            kept.append(name)
        elif name not in IGNORED and not name.endswith(STAGED):
            strays.append(_stray(f"{here}/{name}", files))
    return kept


def _stray(path: str, beside: Sequence[str]) -> Stray:
    """A file of another name than that of a record, and what it may be by the names of the files `beside` it."""
    name = path.rpartition("/")[2]
    shown = _shown(path)
    if not _is_unicode(name):
        return Stray(shown, "its name is not UTF-8", unsafe=True)
    if name.endswith(("~", ".bak", ".orig", ".rej", ".swp", ".tmp")) or name[0] in ".#":
        left = _LEFT.fullmatch(name)
        return Stray(shown, LONE_LEFTOVER if left and left[1] not in beside else LEFTOVER)
    meant = _MEANT.fullmatch(name)
    return Stray(shown, "a record's file ends in .toml", promised=meant[1] if meant else "")


def _folded(name: str) -> str:
    """What names have in common that macOS or Windows takes for one."""
    return name.lower() if name.isascii() else unicodedata.normalize("NFC", name).casefold()


def _is_unicode(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _shown(path: str) -> str:
    """A path that can be printed and written as JSON, whatever bytes the file system holds."""
    return path if _is_unicode(path) else path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")

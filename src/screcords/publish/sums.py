"""`SHA256SUMS` of a folder: which of its files are of an export, and unchanged since; what of an older one is stale."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

SUMS = "SHA256SUMS"
NOTICE = "ATTRIBUTION.txt"
PACKAGE = "datapackage.json"

_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


class ForeignError(Exception):
    """Files are in the way that are of nobody's export, or were edited since."""

    def __init__(self, files: Sequence[Path]) -> None:
        """Those of the files, by their paths in the target."""
        super().__init__(", ".join(path.as_posix() for path in files))
        self.files = files


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def listed(folder: Path) -> dict[Path, str]:
    """The files that the list of an export in `folder` names, with their sums; empty where there is no such list.

    Each export has a notice, so a list that does not name it is of something else.
    """
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    found = [_LINE.fullmatch(line) for line in lines]
    told = {match[2]: match[1] for match in found if match}
    if len(told) < len(lines) or NOTICE not in told or not all(map(_lies_below, told)):
        return {}
    return {Path(name): value for name, value in told.items()}


def _lies_below(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts


def ours(folder: Path) -> dict[Path, str]:
    """The files that an export wrote into `folder` and nobody has edited since, with their sums."""
    return {path: told for path, told in listed(folder).items() if _holds(folder / path, told)}


def _holds(path: Path, told: str) -> bool:
    try:
        return path.is_file() and not path.is_symlink() and digest(path) == told
    except OSError:
        return False


def foreign(target: Path, fresh: Mapping[Path, str], known: Mapping[Path, str]) -> list[Path]:
    """Files of the target that would be lost: neither ours nor the same as the new ones."""
    is_list = bool(listed(target))
    return [
        path
        for path, new in fresh.items()
        if (target / path).is_file()
        and path not in known
        and not (path.name == SUMS and is_list)
        and digest(target / path) != new
    ]


def stale(fresh: Mapping[Path, str], known: Mapping[Path, str]) -> list[Path]:
    """Files of an older export that would say what is not so any more beside the new ones.

    Those are files of folders that are written anew, and a description of tables that have changed.
    """
    folders = {path.parts[0] for path in fresh if len(path.parts) > 1}
    tables = any(path in known and known[path] != new for path, new in fresh.items() if path.suffix == ".csv")
    return sorted(
        path
        for path in known
        if path not in fresh and (path.parts[0] in folders if len(path.parts) > 1 else path.name == PACKAGE and tables)
    )


def write(folder: Path, sums: Mapping[Path, str]) -> None:
    """Write the list, as `sha256sum --check` reads it."""
    lines = sorted((path.as_posix(), value) for path, value in sums.items())
    with (folder / SUMS).open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"{value}  {path}\n" for path, value in lines)


def sums_of(folder: Path, files: Collection[Path]) -> dict[Path, str]:
    """The sums of some files of a folder."""
    return {path: digest(folder / path) for path in files}

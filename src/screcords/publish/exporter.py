"""What an export format is, and writing several of them so that either all files are new or none."""

from __future__ import annotations

import os
import shutil
import tempfile
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from screcords.directory.licence import ATTRIBUTION, LICENCES, permits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from screcords.directory.model import Directory

    Writer: TypeAlias = Callable[[Directory, Path], None]

NOTICE = "ATTRIBUTION.txt"


class Exporter(NamedTuple):
    """A format: its name on the command line, its title, and the function that writes its files into a folder."""

    name: str
    title: str
    write: Writer
    requires: tuple[str, ...] = ()
    """Modules that are not among the dependencies; the extra of the format's name installs them."""
    leaves_out: tuple[str, ...] = ()
    """What of the records the format does not hold, in words; empty for a format that is complete."""


_registered: dict[str, Exporter] = {}


def exporter(
    name: str, *, title: str, requires: tuple[str, ...] = (), leaves_out: tuple[str, ...] = ()
) -> Callable[[Writer], Writer]:
    """Make a format of a function `write(directory, folder)`; see `Exporter` for what is said of it."""

    def register(write: Writer) -> Writer:
        _registered[name] = Exporter(name, title, write, requires, leaves_out)
        return write

    return register


def names() -> list[str]:
    """Names of all formats, without importing them."""
    here = Path(__file__).parent / "formats"
    return sorted(path.stem for path in here.glob("*.py") if path.stem != "__init__")


def find(name: str) -> Exporter:
    """The format of that name.

    Raises:
        KeyError: there is none.
    """
    if name not in names():
        raise KeyError(name)
    import_module(f"screcords.publish.formats.{name}")
    return _registered[name]


def export(directory: Directory, formats: Sequence[str], target: Path) -> list[Path]:
    """Write the formats into the folder `target`, which is made where it is missing; the files written.

    Everything is written beside the target first and moved in at the end, file by file; what else lies in the target
    stays.

    Raises:
        OSError: a file cannot be written; those in the target are as they were.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".screcords-", dir=target.parent) as scratch:
        fresh, old = Path(scratch, "fresh"), Path(scratch, "old")
        fresh.mkdir()
        for name in formats:
            find(name).write(directory, fresh)
        (fresh / NOTICE).write_text(notice(directory), encoding="utf-8")
        files = sorted(path.relative_to(fresh) for path in fresh.rglob("*") if path.is_file())
        for path in files:
            _flush(fresh / path)
        _check_targets(target, files)
        _move_in(files, fresh, target, old)
    return [target / path for path in files]


def _check_targets(target: Path, files: Sequence[Path]) -> None:
    """Find out what would fail before the first file is moved."""
    target.mkdir(exist_ok=True)
    if not os.access(target, os.W_OK | os.X_OK):
        raise PermissionError(13, "no permission to write", str(target))
    for path in files:
        if (target / path).is_dir():
            raise IsADirectoryError(21, "a folder is in the way", str(target / path))


def _move_in(files: Sequence[Path], fresh: Path, target: Path, old: Path) -> None:
    """Move all files in; where one cannot be, those before it are put back as they were."""
    done: list[Path] = []
    try:
        for path in files:
            for folder in (target, old):
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
            if (target / path).exists():
                shutil.copy2(target / path, old / path)
            done.append(path)
            shutil.move(fresh / path, target / path)
    except OSError:
        for path in done:
            if (old / path).exists():
                shutil.move(old / path, target / path)
            else:
                (target / path).unlink(missing_ok=True)
        raise


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def notice(directory: Directory) -> str:
    """What to say when passing the export on, by the licences of what is in it."""
    lines = ["Data of screcords, the world's sister-city partnerships as plain text.", ""]
    lines += [f"{licence}: {ATTRIBUTION[licence]}" for licence in LICENCES if permits(directory.licence, licence)]
    lines += [
        "",
        "Every record says which of these licences applies to it.",
        "A city that is not listed may well have partnerships.",
    ]
    if directory.forced:
        lines += ["", "MADE BY FORCE: the records had errors when this was written."]
    return "\n".join(lines) + "\n"

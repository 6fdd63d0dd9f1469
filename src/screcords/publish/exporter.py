"""What an export format is, and writing several of them so that either all files are new or none."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from importlib import import_module
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from screcords.directory.licence import ATTRIBUTION, LICENCES, permits
from screcords.publish import sums
from screcords.publish.sums import NOTICE, SUMS, ForeignError
from screcords.publish.workers import write_all

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from importlib.metadata import EntryPoint

    from screcords.directory.model import Directory

    Writer: TypeAlias = Callable[[Directory, Path], None]
    Progress: TypeAlias = Callable[[str, int, int], None]

GROUP = "screcords.exporters"
"""Entry points of other packages that bring formats: the name of each is that of the format, and what it leads to is a
function that `exporter` has registered under that name, or an `Exporter`."""

MANY = 100
"""So many files are no longer flushed one by one."""


class Exporter(NamedTuple):
    """A format: its name on the command line, its title, and the function that writes its files into a folder."""

    name: str
    title: str
    write: Writer
    requires: tuple[str, ...] = ()
    """Modules that are not among the dependencies; `extra` installs them."""
    leaves_out: tuple[str, ...] = ()
    """What of the records the format does not hold, in words; empty for a format that is complete."""
    extra: str = ""
    """The extra that installs what it requires; empty where it has the format's name."""
    includes: tuple[str, ...] = ()
    """Formats that are written with it, before it, for it describes or sums up their files."""
    cost: int = 1
    """Seconds that it takes for the whole world, roughly: those that take long begin first."""
    last: bool = False
    """Whether it is written after all others, for it describes or sums up everything that lies there."""

    @property
    def missing(self) -> list[str]:
        """The required modules that are not installed."""
        return [module for module in self.requires if not _is_there(module)]

    @property
    def remedy(self) -> str:
        """The command that installs what it requires."""
        return f"pip install 'screcords[{self.extra or self.name}]'"


class UnavailableError(Exception):
    """A format cannot be had; the message says why, and what to do."""


_registered: dict[str, Exporter] = {}


def exporter(
    name: str,
    *,
    title: str,
    requires: tuple[str, ...] = (),
    leaves_out: tuple[str, ...] = (),
    extra: str = "",
    includes: tuple[str, ...] = (),
    cost: int = 1,
    last: bool = False,
) -> Callable[[Writer], Writer]:
    """Make a format of a function `write(directory, folder)`; see `Exporter` for what is said of it."""

    def register(write: Writer) -> Writer:
        _registered[name] = Exporter(name, title, write, requires, leaves_out, extra, includes, cost, last)
        return write

    return register


def names() -> list[str]:
    """Names of all formats, ours and those of other packages, without importing them."""
    return sorted({*own_names(), *_plugins()})


def own_names() -> list[str]:
    """Names of the formats that come with screcords: each is a file of the folder."""
    here = Path(__file__).parent / "formats"
    return sorted(path.stem for path in here.glob("*.py") if not path.stem.startswith("_"))


def find(name: str) -> Exporter:
    """The format of that name.

    Raises:
        KeyError: there is none.
        UnavailableError: it is of another package, which cannot be imported or does not hold what it promises.
    """
    if name in own_names():
        import_module(f"screcords.publish.formats.{name}")
        return _registered[name]
    plugin = _plugins()[name]
    try:
        found = plugin.load()
    except Exception as error:
        raise UnavailableError(f"the format {name} ({plugin.value}) cannot be loaded: {error}") from error
    if isinstance(found, Exporter):
        return found._replace(name=name)
    if name not in _registered:
        raise UnavailableError(f"the format {name} ({plugin.value}) is no exporter")
    return _registered[name]


def _plugins() -> dict[str, EntryPoint]:
    """Formats of other packages by name; those that come with screcords cannot be replaced."""
    ours = own_names()
    return {point.name: point for point in entry_points(group=GROUP) if point.name not in ours}


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):
        return False


def in_order(formats: Sequence[str]) -> list[Exporter]:
    """The formats with those that they include, each once, in the order in which they are written.

    Raises:
        KeyError: one does not exist.
        UnavailableError: one lacks what it requires.
    """
    found: dict[str, Exporter] = {}
    for name in formats:
        wanted = find(name)
        for each in (*map(find, wanted.includes), wanted):
            if each.missing:
                raise UnavailableError(f"{each.name} needs {', '.join(each.missing)}; install it with: {each.remedy}")
            found.setdefault(each.name, each)
    return sorted(found.values(), key=lambda each: (each.last, -each.cost))


def export(
    directory: Directory,
    formats: Sequence[str],
    target: Path,
    *,
    progress: Progress = lambda _name, _done, _all: None,
    workers: int = 1,
    overwrite: bool = False,
) -> list[Path]:
    """Write the formats into the folder `target`, which is made where it is missing; the files written.

    Everything is written beside the target first and moved in at the end, file by file, with the sums of all files
    that are of an export. Of an older export, by its sums, what would be false now is removed; what else lies in the
    target stays, and is replaced only with `overwrite`. `progress` is told the name of a format, and how many of how
    many are written. With more than one of `workers`, formats are written in so many processes where the system can
    fork.

    Raises:
        OSError: a file cannot be written; those in the target are as they were.
        KeyError: a format does not exist.
        UnavailableError: a format lacks what it requires.
        ForeignError: files are in the way that no export wrote, or that were edited since.
    """
    chosen = in_order(formats)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".screcords-", dir=target.parent) as scratch:
        fresh, old = Path(scratch, "fresh"), Path(scratch, "old")
        fresh.mkdir()
        (fresh / NOTICE).write_text(notice(directory, [each.name for each in chosen]), encoding="utf-8", newline="\n")
        write_all(directory, chosen, fresh, progress, workers)
        files = sorted(path.relative_to(fresh) for path in fresh.rglob("*") if path.is_file())
        written, known = sums.sums_of(fresh, files), sums.ours(target)
        stale = sums.stale(written, known)
        kept = {path: value for path, value in known.items() if path not in stale}
        sums.write(fresh, kept | written)
        files = sorted({*files, Path(SUMS)})
        _flush([fresh / path for path in files])
        _check_targets(target, files)
        if not overwrite and (lost := sums.foreign(target, written | {Path(SUMS): ""}, known)):
            raise ForeignError(lost)
        _move_in(files, fresh, target, old, stale)
    return [target / path for path in files]


def _check_targets(target: Path, files: Sequence[Path]) -> None:
    """Find out what would fail before the first file is moved."""
    target.mkdir(exist_ok=True)
    if not os.access(target, os.W_OK | os.X_OK):
        raise PermissionError(13, "no permission to write", str(target))
    for path in files:
        if (target / path).is_dir():
            raise IsADirectoryError(21, "a folder is in the way", str(target / path))


def _move_in(files: Sequence[Path], fresh: Path, target: Path, old: Path, stale: Sequence[Path]) -> None:
    """Move all files in and take the stale ones away; where one cannot be, those before are put back as they were."""
    done: list[Path] = []
    try:
        for path in files:
            for folder in (target, old):
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
            if (target / path).exists():
                _keep(target / path, old / path)
            done.append(path)
            shutil.move(fresh / path, target / path)
        for path in stale:
            (old / path).parent.mkdir(parents=True, exist_ok=True)
            _keep(target / path, old / path)
            done.append(path)
            (target / path).unlink()
    except OSError:
        for path in done:
            if (old / path).exists():
                shutil.move(old / path, target / path)
            else:
                (target / path).unlink(missing_ok=True)
        raise
    for parent in sorted({parent for path in stale for parent in path.parents if parent.parts}, reverse=True):
        with contextlib.suppress(OSError):  # others may have files there
            (target / parent).rmdir()


def _keep(path: Path, copy: Path) -> None:
    """Let `copy` hold what `path` holds now, by a second name for it where the file system has such."""
    try:
        os.link(path, copy, follow_symlinks=False)
    except OSError:
        shutil.copy2(path, copy, follow_symlinks=False)


def _flush(paths: Sequence[Path]) -> None:
    """Have the bytes on the disk, so that a full one shows now."""
    if len(paths) > MANY and hasattr(os, "sync"):
        os.sync()
        return
    for path in paths:
        with path.open("rb+") as file:
            os.fsync(file.fileno())


def notice(directory: Directory, formats: Sequence[str]) -> str:
    """What to say when passing the export of these formats on, by the licences of what is in it."""
    lines = ["Data of screcords, the world's sister-city partnerships as plain text.", ""]
    lines += [f"This is about the files of: {', '.join(sorted(formats))}.", ""]
    lines += [f"{licence}: {ATTRIBUTION[licence]}" for licence in LICENCES if permits(directory.licence, licence)]
    lines += [
        "",
        "Every record says which of these licences applies to it.",
        "A city that is not listed may well have partnerships.",
    ]
    if directory.selection:
        lines += ["", f"A PART of the directory only: {directory.selection}."]
    if directory.forced:
        lines += ["", "MADE BY FORCE: the records had errors when this was written."]
    return "\n".join(lines) + "\n"

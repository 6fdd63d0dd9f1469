"""How findings are shown: one format a file, each with `render(report, out)`, and each found by being there."""

from __future__ import annotations

import difflib
import os
import stat
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from screcords.findings import Report


class Format(NamedTuple):
    """A form of the report: its name on the command line, what it is, and what writes it."""

    name: str
    title: str
    render: Callable[[Report, TextIO], None]
    wants_edits: bool
    """Whether it shows what fixes would change, which takes time to find out."""


class UnknownFormatError(ValueError):
    """There is no such form; the message names one that is spelled alike, or all."""


def names() -> list[str]:
    """Names of all forms, without importing them."""
    files = os.listdir(os.path.dirname(__file__))  # noqa: PTH120, PTH208 - needed by --help, before any path is
    return sorted(name[:-3] for name in files if name.endswith(".py") and not name.startswith("_"))


def find(name: str) -> Format:
    """The form of that name.

    Raises:
        UnknownFormatError: there is none.
    """
    if name not in names():
        from screcords.report.text import printable  # noqa: PLC0415 - only on a typing error

        close = difflib.get_close_matches(name.lower(), names(), 1)
        hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(names())}"
        raise UnknownFormatError(f'there is no report "{printable(name)}"; {hint}')
    module = import_module(f"screcords.report.{name}")
    title = (module.__doc__ or "").split("\n", 1)[0]
    return Format(name, title, module.render, bool(getattr(module, "WANTS_EDITS", False)))


def save(text: str, path: Path) -> None:
    """Write a report into a file, which afterwards holds all of it or what it held before; who may read it stays.

    Raises:
        OSError: it cannot be written.
    """
    data = text.encode("utf-8", "backslashreplace")
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        path.write_bytes(data)  # a pipe or a terminal; a folder is refused by the system
        return
    path = path.resolve()
    fresh = path.with_name(f".{path.name[:100]}.{os.getpid()}.new")
    try:
        with fresh.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            fresh.chmod(stat.S_IMODE(path.stat().st_mode))
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)

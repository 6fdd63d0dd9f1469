"""SCR014: files that are not even read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.repository.graph import Repository


@rule(
    "SCR014",
    Severity.ERROR,
    Example(
        bad="schema = 1\nfields = " + "[" * 40 + "]" * 40 + "\n",
        good='fields = ["culture"]',
        why="Nesting without end stops the programs that read it.",
    ),
)
def unsafe_file(repository: Repository) -> Iterator[Problem]:
    """A file is larger than 256 KiB, nested deeper than 32 levels, has a key of more than 32 parts, or is a link.

    No record needs that, and a hostile or broken file must not stop the check of all others. Such files are not read.
    """
    for stray in repository.strays:
        if stray.unsafe:
            yield Problem((), stray.why, "put a plain file in its place", path=stray.path)
    for entry in repository.entries:
        if entry.flaw == "unsafe":
            is_closed = entry.reason.startswith("cannot be ")
            help_ = "make it readable" if is_closed else "no record is like that; remove the file or make it small"
            yield Problem((), entry.reason, help_, path=entry.path)

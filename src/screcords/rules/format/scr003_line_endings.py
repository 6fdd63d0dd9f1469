"""SCR003: ends of lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, Rewrite, Severity, plural
from screcords.rules.format.sample import SAMPLE
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.text.document import Document

_TRAILING = re.compile(r"(?<![ \t])[ \t]++(?=\r?\n|\Z)")


@rule(
    "SCR003",
    Severity.WARNING,
    Example(bad=SAMPLE.replace("\n", "\r\n").encode(), good=SAMPLE),
    Example(bad=SAMPLE.rstrip("\n"), good=SAMPLE),
    Example(bad=SAMPLE.replace('"sister"', '"sister"   '), good=SAMPLE),
    fix="safe",
)
def line_endings(document: Document) -> Iterator[Problem]:
    """Lines end otherwise than with a single line feed, in blanks, or the last one does not end.

    Such differences are invisible, and make a whole file look changed in a review.
    """
    text = document.text
    if not text:
        return
    fix = Fix((Rewrite(document.encode(_tidied(text))),), "end lines with LF")
    if (at := text.find("\r\n")) >= 0:
        count = text.count("\r\n")
        yield Problem(
            (),
            f"{plural(count, 'line ends', 'lines end')} with CR LF",
            "save with Unix line ends (LF)",
            span=(at, at + 1),
            fix=fix,
        )
    if not text.endswith("\n"):
        yield Problem((), "the last line does not end", "add a line end", span=(len(text), len(text)), fix=fix)
    elif text.endswith(("\n\n", "\n\r\n")):
        yield Problem((), "blank lines at the end of the file", "remove them", span=(len(text) - 1, len(text)), fix=fix)
    if (found := _TRAILING.search(text)) and not _in_string(document, found.start()):
        yield Problem((), "blanks at the end of a line", "remove them", span=found.span(), fix=fix)


def _tidied(text: str) -> str:
    lines = text.replace("\r\n", "\n")
    if '"""' not in lines and "'''" not in lines:
        lines = _TRAILING.sub("", lines)
    return lines.rstrip("\n") + "\n"


def _in_string(document: Document, offset: int) -> bool:
    """Whether the blanks belong to a text over several lines; files with such texts are not looked at further."""
    return any(quotes in document.text[:offset] for quotes in ('"""', "'''"))

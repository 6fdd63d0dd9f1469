"""SCR003: ends of lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, Rewrite, Severity, plural
from screcords.rules.format.sample import SAMPLE
from screcords.rules.rule import Example, rule
from screcords.text.edit import Edit, apply
from screcords.text.span import Span
from screcords.text.tree import walk

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
    Example(
        bad=SAMPLE.replace("\n[[", '\n[summary]\nen = """\nOne.\nTwo."""  \n\n[[', 1),
        good=SAMPLE.replace("\n[[", '\n[summary]\nen = """\nOne.\nTwo."""\n\n[[', 1),
        why="Only blanks inside a text over several lines belong to the text.",
    ),
    fix="safe",
)
def line_endings(document: Document) -> Iterator[Problem]:
    """Lines end otherwise than with a single line feed, in blanks, or the last one does not end.

    Such differences are invisible, and make a whole file look changed in a review.
    """
    text = document.text
    if not text:
        return
    trailing = _trailing(document)
    fix = Fix((Rewrite(document.encode(_tidied(text, trailing))),), "end lines with LF")
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
    if trailing:
        yield Problem((), "blanks at the end of a line", "remove them", span=trailing[0], fix=fix)


def _tidied(text: str, trailing: list[Span]) -> str:
    return apply(text, [Edit(span, "") for span in trailing]).replace("\r\n", "\n").rstrip("\n") + "\n"


def _trailing(document: Document) -> list[Span]:
    """The blanks at the ends of lines, but for those in texts over several lines, where they belong to the text."""
    found = [Span(*match.span()) for match in _TRAILING.finditer(document.text)]
    if not found or not any(quotes in document.text for quotes in ('"""', "'''")):
        return found
    texts = sorted(node.value for _, node in walk(document.scan.root) if node.kind == "scalar")
    starts = [span.start for span in texts]

    def is_inside(offset: int) -> bool:
        before = bisect_right(starts, offset)
        return bool(before) and offset < texts[before - 1].end

    return [span for span in found if not is_inside(span.start)]

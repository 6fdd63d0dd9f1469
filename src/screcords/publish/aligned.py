"""Tables for people: columns aligned also where characters are wide, and nothing in them that steers a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.text.safe import printable, width

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

GAP = "  "
LONGEST = 60
"""Columns of a terminal that a cell may take; longer ones are cut, but not in the last column."""


def aligned(
    rows: Sequence[Sequence[object]], head: Sequence[str] = (), *, right: Collection[int] = (), indent: str = ""
) -> Iterator[str]:
    """Lines of a table, with a line of headings where there are some; the columns in `right` are aligned there."""
    cells = [[_cell(value) for value in row] for row in rows]
    cells = [[*map(_cut, row[:-1]), row[-1]] for row in cells]
    lines = [list(head), *cells] if head else cells
    if not lines:
        return
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        padded = [
            " " * (wide - width(cell)) + cell if number in right else cell + " " * (wide - width(cell))
            for number, (cell, wide) in enumerate(zip(line, widths, strict=True))
        ]
        yield (indent + GAP.join(padded)).rstrip()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return printable(", ".join(map(str, value))).replace("\t", " ")
    if isinstance(value, float):
        return f"{value:,.1f}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return printable(str(value)).replace("\t", " ")


def _cut(text: str) -> str:
    if width(text) <= LONGEST:
        return text
    kept = text
    while width(kept) > LONGEST - 1:
        kept = kept[: -max(1, (width(kept) - LONGEST) // 2)]
    return f"{kept}…"

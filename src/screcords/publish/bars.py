"""Statistics as text: aligned tables with small bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from screcords.directory.series import NOT_SAID
from screcords.text.safe import printable, width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from screcords.directory.series import Cell, Series, Statistics

EIGHTHS = " ▏▎▍▌▋▊▉█"
SHORTEST, LONGEST = 8, 30
"""Columns of the screen that a bar takes at most, on a narrow and on a wide one."""

GAP = "  "


class Page(NamedTuple):
    """What tables are set for."""

    width: int = 80
    top: int = 10
    """Rows of a ranked table."""
    blocks: bool = True
    """Whether the output can show block elements; else bars are of `#`."""


def render(statistics: Statistics, page: Page = Page()) -> str:  # noqa: B008 - an immutable default
    """All tables, one below the other."""
    return "\n".join("\n".join(_lines(series, page)) + "\n" for series in statistics.series)


def _lines(series: Series, page: Page) -> Iterator[str]:
    yield series.title
    if not series.rows:
        yield f"{GAP}nothing to count"
        return
    rows = list(_shown(series, page.top))
    yield from _table(series, rows, page)
    if left := len(series.rows) - len(rows):
        yield f"{GAP}… and {left:,} more: --top shows more of them, --json and --csv all"
    if series.note:
        yield f"{GAP}({series.note})"


def _shown(series: Series, top: int) -> Iterator[tuple[Cell, ...]]:
    """The rows to show: all, or the first of each list."""
    seen: dict[Cell, int] = {}
    for row in series.rows:
        key = row[0] if series.grouped else None
        seen[key] = seen.get(key, 0) + 1
        if not series.ranked or seen[key] <= top:
            yield row


def _table(series: Series, rows: Sequence[tuple[Cell, ...]], page: Page) -> Iterator[str]:
    """The rows below the names of their columns, numbers to the right, and a bar at the end of each."""
    columns = list(zip(*rows, strict=True))
    left = [any(isinstance(value, str) for value in column) for column in columns]
    cells = [[text(value) for value in column] for column in columns]
    cells = [[name.replace("_", " "), *column] for name, column in zip(series.columns, cells, strict=True)]
    widths = [max(map(width, column)) for column in cells]
    room = page.width - sum(widths) - len(GAP) * (len(widths) + 1)
    bars = _bars(series, rows, max(SHORTEST, min(LONGEST, room)), blocks=page.blocks)
    for line, bar in zip(zip(*cells, strict=True), ["", *bars], strict=True):
        told = [pad(cell, wide, left=side) for cell, wide, side in zip(line, widths, left, strict=True)]
        yield (GAP + GAP.join([*told, bar])).rstrip()


def _bars(series: Series, rows: Sequence[tuple[Cell, ...]], room: int, *, blocks: bool) -> list[str]:
    """A bar for each row; the longest of the table, or of its list, takes all the room."""
    if series.measured == -1:
        return [""] * len(rows)
    sizes = [0 if is_unknown(row, series.keys) else _size(row[series.bar]) for row in rows]
    keys = [row[0] if series.grouped else None for row in rows]
    most = {key: max(size for other, size in zip(keys, sizes, strict=True) if other == key) for key in keys}
    return [
        bar(size / most[key] if most[key] else 0, room, blocks=blocks) for key, size in zip(keys, sizes, strict=True)
    ]


def _size(value: Cell) -> float:
    return value if isinstance(value, int | float) else 0


def is_unknown(row: tuple[Cell, ...], keys: int) -> bool:
    """Whether a row counts what is not told: a bar of that would dwarf all others."""
    return any(key is None or key == NOT_SAID for key in row[:keys])


def bar(share: float, room: int, *, blocks: bool = True) -> str:
    """A bar that takes a share of the room; what is there at all is seen."""
    if not blocks:
        return "#" * max(round(share * room), share > 0)
    eighths = max(round(share * room * 8), share > 0)
    return (EIGHTHS[8] * (eighths // 8) + EIGHTHS[eighths % 8]).rstrip()


def text(value: Cell) -> str:
    """A value for people: thousands parted, four digits after the point at most, nothing that a terminal would obey."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return printable(value.expandtabs(1))
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:,.4g}" if abs(value) < 1 else f"{value:,.2f}" if abs(value) < 100 else f"{value:,.1f}"


def pad(cell: str, wide: int, *, left: bool) -> str:
    """A text with blanks to fill a column."""
    blanks = " " * (wide - width(cell))
    return cell + blanks if left else blanks + cell

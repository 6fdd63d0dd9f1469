"""Which countries pair with which: a matrix of the countries with most partnerships, its cells by number."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from screcords.publish.plots.growth import as_of
from screcords.publish.plots.svg import INK, MUTED, PAPER, Drawing
from screcords.reference import countries

if TYPE_CHECKING:
    from screcords.directory.series import Statistics

MOST = 25
CELL = 28
LEFT, TOP = 176, 134
LIGHT, DARK = (237, 244, 250), (16, 62, 112)
EMPTY = "#f7f8f9"


def plot(statistics: Statistics) -> str | None:
    """The plot, or `None` where there is no partnership."""
    series = statistics.get("country-pairs")
    if series is None or not series.rows:
        return None
    counts = {(str(row[0]), str(row[1])): int(row[2] or 0) for row in series.rows}
    totals: dict[str, int] = {}
    for (one, other), count in counts.items():
        for code in {one, other}:
            totals[code] = totals.get(code, 0) + count
    shown = sorted(totals, key=lambda code: (-totals[code], code))[:MOST]
    inside = sum(count for pair, count in counts.items() if set(pair) <= set(shown))
    title = "Who pairs with whom"
    share = inside / sum(counts.values())
    below = (
        f"Partnerships between the {len(shown)} countries that have most, {share:.0%} of all; "
        "outlined: both cities in one country"
    )
    side = CELL * len(shown)
    drawing = Drawing("countries", max(LEFT + side + 84, 660), TOP + side + 96)
    drawing.heading(title, below, as_of(statistics))
    most = max((count for pair, count in counts.items() if set(pair) <= set(shown)), default=1)
    _labels(drawing, shown, totals)
    for row, one in enumerate(shown):
        for column, other in enumerate(shown):
            pair = (one, other) if one <= other else (other, one)
            _cell(drawing, (column, row), pair, counts.get(pair, 0), most)
    _legend(drawing, most, TOP + side + 26)
    best = max(counts.items(), key=lambda item: (item[1], item[0]))
    told = f"Most: {countries.name(best[0][0])} and {countries.name(best[0][1])}, {best[1]:,}."
    return drawing.document(title, f"{below}. {told}")


def _labels(drawing: Drawing, shown: list[str], totals: dict[str, int]) -> None:
    right = LEFT + CELL * len(shown)
    drawing.text(right + 12, TOP - 9, "in all", 11, fill=MUTED)
    for number, code in enumerate(shown):
        middle = number * CELL + CELL / 2
        drawing.text(LEFT - 10, TOP + middle + 4, _name(code), 13, "end")
        drawing.text(LEFT + middle, TOP - 9, code, 12, "middle", fill=MUTED)
        drawing.text(right + 12, TOP + middle + 4, f"{totals[code]:,}", 12, fill=MUTED)


def _name(code: str) -> str:
    name = countries.name(code)
    return name if len(name) <= 20 else name[:19].rstrip() + "…"


def _cell(drawing: Drawing, at: tuple[int, int], pair: tuple[str, str], count: int, most: int) -> None:
    x, y = LEFT + at[0] * CELL, TOP + at[1] * CELL
    said = f"{countries.name(pair[0])} and {countries.name(pair[1])}: {count:,}"
    outline: dict[str, str | float] = {"stroke": INK, "stroke_width": 1.25} if pair[0] == pair[1] else {}
    inset = 1.5 if outline else 0.75
    drawing.rect(
        x + inset, y + inset, CELL - 2 * inset, CELL - 2 * inset, colour(count, most), said=said, rx=2, **outline
    )
    if count:
        ink = PAPER if depth(count, most) > 0.55 else INK
        size = 10.5 if count < 1000 else 9
        drawing.text(x + CELL / 2, y + CELL / 2 + 4, str(count), size, "middle", fill=ink, pointer_events="none")


def depth(count: int, most: int) -> float:
    """How dark a cell is, 0 to 1: by the logarithm of the number."""
    return log(count) / log(most) if most > 1 and count else float(count > 0)


def colour(count: int, most: int) -> str:
    """The colour of a number."""
    if not count:
        return EMPTY
    share = depth(count, most)
    mixed = (round(light + share * (dark - light)) for light, dark in zip(LIGHT, DARK, strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _legend(drawing: Drawing, most: int, y: float) -> None:
    """The colours of a few numbers."""
    numbers = [count for count in (1, 3, 10, 30, 100, 300, 1000, 3000) if count < most * 0.8] + [most]
    drawing.text(LEFT - 10, y + 12.5, "Partnerships", 12, "end", fill=MUTED)
    for place, count in enumerate(numbers):
        x = LEFT + place * 54
        drawing.rect(x + 0.75, y, 16, 16, colour(count, most), rx=2)
        drawing.text(x + 22, y + 12.5, f"{count:,}", 12, fill=MUTED)

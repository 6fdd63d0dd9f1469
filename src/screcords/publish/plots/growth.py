"""How the directory grew: partnerships begun, added up over the years, by the kind they began as."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, get_args

from screcords.model.vocabulary import Kind
from screcords.publish.plots import axes
from screcords.publish.plots.axes import Frame
from screcords.publish.plots.svg import COLOURS, PAPER, Drawing

if TYPE_CHECKING:
    from screcords.directory.series import Statistics

TITLE = "Partnerships begun, year by year"


def plot(statistics: Statistics) -> str | None:
    """The plot, or `None` where no beginning is known."""
    series = statistics.get("growth")
    if series is None or not series.rows:
        return None
    sums, years = _sums([(int(year or 0), str(kind), int(count or 0)) for year, kind, count in series.rows])
    total = sum(values[-1] for values in sums.values())
    drawing = Drawing("growth", 960, 600)
    frame = Frame(84, 124, 800, 510, (years[0], max(years[-1], years[0] + 1)), (0, axes.ceiling(total)))
    below = f"Added up, by kind of the first stage: the {total:,} of which the year is known"
    drawing.heading(TITLE, below, f"{series.note} {as_of(statistics)}")
    axes.grid(drawing, frame, axes.ticks(0, frame.up[1]))
    _areas(drawing, frame, sums, years)
    axes.marks(drawing, frame, axes.ticks(years[0], years[-1], 9), lambda year: f"{year:.0f}")
    axes.names(drawing, frame, "Year", "Partnerships begun up to the end of the year")
    told = "; ".join(f"{kind} {values[-1]:,}" for kind, values in sums.items())
    return drawing.document(TITLE, f"{below}. At the end: {told}. {series.note}")


def as_of(statistics: Statistics) -> str:
    """The day of the data, and what of them was chosen."""
    chosen = statistics.about.get("filters", {})
    only = [term for name in ("country", "city", "kind", "status") for term in chosen.get(name, ())]
    only += ["in force"] if chosen.get("in_force") else []
    only += [f"since {chosen['since']}"] if chosen.get("since") else []
    limits = f" Only {', '.join(only)}." if only else ""
    return f"screcords, records as of {statistics.about.get('as_of', '')}.{limits}"


def colour_of(kind: str) -> str:
    """The colour of a kind, the same in every plot."""
    return COLOURS[get_args(Kind).index(kind) % len(COLOURS)]


def _sums(rows: list[tuple[int, str, int]]) -> tuple[dict[str, list[int]], list[int]]:
    """By kind, the one with most first: how many began up to each year; and the years."""
    years = list(range(min(row[0] for row in rows) - 1, max(row[0] for row in rows) + 1))
    begun: dict[str, dict[int, int]] = defaultdict(dict)
    for year, kind, count in rows:
        begun[kind][year] = count
    sums = {}
    for kind in sorted(begun, key=lambda kind: (-sum(begun[kind].values()), kind)):
        total, values = 0, []
        for year in years:
            total += begun[kind].get(year, 0)
            values.append(total)
        sums[kind] = values
    return sums, years


def _areas(drawing: Drawing, frame: Frame, sums: dict[str, list[int]], years: list[int]) -> None:
    """One area on top of the other, the largest at the bottom, each named at its right end."""
    floor = [0] * len(years)
    middles = []
    for kind, values in sums.items():
        roof = [low + value for low, value in zip(floor, values, strict=True)]
        upper = [(frame.x(year), frame.y(value)) for year, value in zip(years, roof, strict=True)]
        lower = [(frame.x(year), frame.y(value)) for year, value in zip(years, floor, strict=True)]
        drawing.area(upper + lower[::-1], colour_of(kind), f"{kind}: {values[-1]:,}")
        drawing.parts[-1] = drawing.parts[-1].replace("<path", f'<path stroke="{PAPER}" stroke-width="0.75"', 1)
        middles.append((upper[-1][1] + lower[-1][1]) / 2)
        floor = roof
    places = axes.spaced(middles[::-1], 19, frame.top, frame.bottom)[::-1]
    for (kind, values), middle, place in zip(sums.items(), middles, places, strict=True):
        colour = colour_of(kind)
        drawing.add(
            "path",
            d=f"M{frame.right + 2:.1f},{middle:.1f}L{frame.right + 14:.1f},{place:.1f}",
            stroke=colour,
            fill="none",
        )
        drawing.text(frame.right + 18, place + 4, f"{kind} {values[-1]:,}", 13, fill=colour, font_weight="600")

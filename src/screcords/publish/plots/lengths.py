"""How far apart partners are: partnerships by distance, on a logarithmic scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.publish.plots import axes
from screcords.publish.plots.axes import Frame
from screcords.publish.plots.growth import as_of
from screcords.publish.plots.svg import PAPER, RED, Drawing

if TYPE_CHECKING:
    from screcords.directory.series import Statistics

NEAREST = 6.3
"""Kilometres at which the axis begins: the class of the nearest is as wide as the others there."""

FARTHEST = 25_000
MARKS = (10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 20_000)
BARS = "#6a9bc7"


def plot(statistics: Statistics) -> str | None:
    """The plot, or `None` where no distance is known."""
    series, quantiles = statistics.get("lengths"), statistics.get("length-quantiles")
    rows = [(float(a or 0), float(b or 0), int(n or 0)) for a, b, n in series.rows] if series else []
    total = sum(count for _, _, count in rows)
    if series is None or quantiles is None or not total:
        return None
    known = {str(name): float(value or 0) for name, value in quantiles.rows}
    title = "How far apart partners are"
    below = (
        f"{total:,} partnerships by great-circle distance of the two cities; half of them are "
        f"{known['25%']:,.0f} to {known['75%']:,.0f} km apart"
    )
    drawing = Drawing("lengths", 960, 600)
    up = (0, axes.ceiling(1.06 * max(count for _, _, count in rows)))
    frame = Frame(84, 124, 916, 510, (NEAREST, FARTHEST), up, log_across=True)
    drawing.heading(title, below, f"{series.note} {as_of(statistics)}")
    axes.grid(drawing, frame, axes.ticks(0, up[1]))
    for low, high, count in rows:
        left, right = frame.x(max(low, NEAREST)), frame.x(high)
        said = f"{low:,.0f} to {high:,.0f} km: {count:,}"
        y = frame.y(count)
        drawing.rect(left + 1, y, right - left - 2, frame.bottom - y, BARS, said=said)
    axes.marks(drawing, frame, MARKS)
    axes.names(drawing, frame, "Distance in km (logarithmic); the first bar holds all below 10 km", "Partnerships")
    _line(drawing, frame, known["median"], f"median {known['median']:,.0f} km")
    return drawing.document(title, f"{below}. Median {known['median']:,.0f} km. {series.note}")


def _line(drawing: Drawing, frame: Frame, value: float, said: str) -> None:
    x = frame.x(min(max(value, NEAREST), FARTHEST))
    drawing.line(x, frame.top, x, frame.bottom, RED, stroke_width=1.75)
    late = x > frame.right - 150
    drawing.text(
        x - 7 if late else x + 7,
        frame.top + 8,
        said,
        13,
        "end" if late else "start",
        fill=RED,
        font_weight="600",
        stroke=PAPER,
        stroke_width=4,
        paint_order="stroke",
    )

"""How many partners cities have: the share of cities with at least so many, both axes logarithmic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.publish.plots import axes
from screcords.publish.plots.axes import Frame
from screcords.publish.plots.growth import as_of
from screcords.publish.plots.svg import BLUE, GRID, INK, MUTED, PAPER, Drawing

if TYPE_CHECKING:
    from screcords.directory.series import Series, Statistics


def plot(statistics: Statistics) -> str | None:
    """The plot, or `None` where there is no edge."""
    series = statistics.get("degrees")
    rows = [(int(d or 0), int(n or 0), float(s or 0)) for d, n, s in series.rows if d] if series else []
    if series is None or not rows:
        return None
    noun = series.columns[1]
    nodes = sum(count for _, count, _ in rows)
    links = sum(degree * count for degree, count, _ in rows)
    title = "How many partners cities have"
    if noun != "cities":
        title = f"Degrees in {statistics.about.get('edges_of', 'the network')}"
    below = f"Share of {noun} with at least so many partners; {nodes:,} {noun}, {links / nodes:.2f} partners on average"
    drawing = Drawing("degrees", 960, 600)
    lowest = min(share for _, _, share in rows)
    frame = Frame(
        92, 124, 916, 510, (0.9, max(10, rows[-1][0] * 1.25)), (_decade(lowest), 1.0), log_across=True, log_up=True
    )
    drawing.heading(title, below, as_of(statistics) if noun == "cities" else "Measured by screcords stats --edges.")
    _grid(drawing, frame)
    axes.names(drawing, frame, "Number of partners (logarithmic)", f"Share of {noun} (logarithmic)")
    for degree, count, share in rows:
        said = f"{share:.3%} have {degree:,} or more; {count:,} have {degree:,}"
        drawing.add(
            "circle", f"<title>{said}</title>", cx=frame.x(degree), cy=frame.y(share), r=4.5, fill=BLUE, stroke=PAPER
        )
    _label_top(drawing, frame, rows, statistics.get("central"))
    _label_first(drawing, frame, rows)
    return drawing.document(title, f"{below}. The largest number is {rows[-1][0]:,}.")


def _decade(share: float) -> float:
    """The power of ten at or below a share."""
    low = 1.0
    while low > share:
        low /= 10
    return low if low < 1 else 0.1


def _grid(drawing: Drawing, frame: Frame) -> None:
    share, shares = 1.0, []
    while share >= frame.up[0] * 0.999:
        shares.append(share)
        share /= 10
    axes.grid(drawing, frame, shares, lambda value: f"{100 * value:g}%")
    numbers = [
        factor * 10**exponent
        for exponent in range(7)
        for factor in (1, 2, 5)
        if factor * 10**exponent <= frame.across[1]
    ]
    for number in numbers:
        drawing.line(frame.x(number), frame.top, frame.x(number), frame.bottom, GRID)
    axes.marks(drawing, frame, numbers)


def _label_top(drawing: Drawing, frame: Frame, rows: list[tuple[int, int, float]], central: Series | None) -> None:
    """Name the node with most partners, if it is known which."""
    degree, count, share = rows[-1]
    if central is None or count != 1 or not central.rows:
        return
    first = dict(zip(central.columns, central.rows[0], strict=True))
    name = first.get("name") or first["id"]
    x, y = frame.x(degree), frame.y(share)
    drawing.text(x - 12, y + 5, f"{name}, {degree:,}", 13, "end", fill=INK, font_weight="600")


def _label_first(drawing: Drawing, frame: Frame, rows: list[tuple[int, int, float]]) -> None:
    """Say how many have more than one."""
    more = next(((degree, share) for degree, _, share in rows if degree > 1), None)
    if more is not None and rows[0][0] == 1:
        degree, share = more
        drawing.text(frame.x(degree) + 10, frame.y(share) - 8, f"{share:.0%} have more than one", 13, fill=MUTED)

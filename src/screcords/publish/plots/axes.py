"""Scales, and the axes that show them."""

from __future__ import annotations

from math import ceil, floor, log10
from typing import TYPE_CHECKING, NamedTuple

from screcords.publish.plots.svg import GRID, INK, MUTED, Drawing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Frame(NamedTuple):
    """Where on the page the data are drawn, and the scales of both directions."""

    left: float
    top: float
    right: float
    bottom: float
    across: tuple[float, float]
    """Smallest and largest value from left to right."""
    up: tuple[float, float]
    log_across: bool = False
    log_up: bool = False

    def x(self, value: float) -> float:
        """Where a value lies from left to right."""
        return self.left + _share(value, self.across, log=self.log_across) * (self.right - self.left)

    def y(self, value: float) -> float:
        """Where a value lies from bottom to top."""
        return self.bottom - _share(value, self.up, log=self.log_up) * (self.bottom - self.top)


def _share(value: float, limits: tuple[float, float], *, log: bool) -> float:
    low, high = limits
    if log:
        low, high, value = log10(low), log10(high), log10(value)
    return (value - low) / (high - low) if high > low else 0.5


def ticks(low: float, high: float, about: int = 6) -> list[float]:
    """Round numbers from `low` to `high`: steps of 1, 2 or 5 times a power of ten, whole ones at least."""
    step = max(1.0, 10 ** floor(log10(max(high - low, 1) / about)))
    step = next((step * factor for factor in (1, 2, 5, 10) if (high - low) / (step * factor) <= about), step * 10)
    return [number * step for number in range(ceil(low / step), floor(high / step) + 1)]


def ceiling(high: float) -> float:
    """A round number that is not less, for the end of an axis."""
    step = ticks(0, max(high, 1))[1:2] or [1]
    return max(1, ceil(high / step[0])) * step[0]


def grid(
    drawing: Drawing, frame: Frame, values: Iterable[float], said: Callable[[float], str] = lambda v: f"{v:,.0f}"
) -> None:
    """Lines across, with their values at the left."""
    for value in values:
        y = frame.y(value)
        drawing.line(frame.left, y, frame.right, y, GRID)
        drawing.text(frame.left - 8, y + 4, said(value), 12, "end", fill=MUTED)


def marks(
    drawing: Drawing, frame: Frame, values: Iterable[float], said: Callable[[float], str] = lambda v: f"{v:,.0f}"
) -> None:
    """The lower edge, with values below it."""
    drawing.line(frame.left, frame.bottom, frame.right, frame.bottom, INK)
    for value in values:
        x = frame.x(value)
        drawing.line(x, frame.bottom, x, frame.bottom + 5, INK)
        drawing.text(x, frame.bottom + 20, said(value), 12, "middle", fill=MUTED)


def names(drawing: Drawing, frame: Frame, across: str, up: str) -> None:
    """What the axes count, with units."""
    drawing.text((frame.left + frame.right) / 2, frame.bottom + 42, across, 13, "middle")
    drawing.text(frame.left, frame.top - 14, up, 13)


def spaced(wanted: list[float], least: float, low: float, high: float) -> list[float]:
    """Heights for labels, from top to bottom as wanted, but at least so far apart and within the limits."""
    placed: list[float] = []
    for at in wanted:
        placed.append(max(at, placed[-1] + least if placed else low))
    limit = high
    for number in range(len(placed) - 1, -1, -1):
        placed[number] = min(placed[number], limit)
        limit = placed[number] - least
    return placed

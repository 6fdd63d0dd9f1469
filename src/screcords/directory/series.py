"""Tables of numbers: what all forms of the statistics (text, JSON, CSV, plots) are made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from screcords.findings import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

Cell: TypeAlias = str | int | float | None
Rows: TypeAlias = tuple[tuple[Cell, ...], ...]

NOT_SAID = "not said"
"""The key of a row that counts what the records do not tell."""

DIGITS = 6
"""Significant digits of a number that is not whole; more would depend on the order of additions."""


class Series(NamedTuple):
    """A table of numbers."""

    name: str
    """What it is called on the command line and in files."""
    title: str
    columns: tuple[str, ...]
    """Names as JSON and CSV have them: words joined by low lines."""
    rows: Rows
    keys: int = 1
    """So many columns at the left say what a row is about; the others are numbers."""
    measured: int | None = None
    """The column whose size a bar shows; the first number where none is named, and none at all for -1."""
    note: str = ""
    """What a reader must know, in a sentence."""
    ranked: bool = True
    """Whether the first rows are the most important ones, so that a list may be cut."""

    grouped: bool = False
    """Whether the first column parts the rows into lists of their own, each with its first rows."""

    @property
    def bar(self) -> int:
        """The column that bars show."""
        return self.keys if self.measured is None else self.measured

    def records(self) -> list[dict[str, Cell]]:
        """The rows as JSON has them."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


class Statistics(NamedTuple):
    """All tables, and what they are about."""

    about: dict[str, Any]
    """Day, revision, licence, filters, or the file that was measured."""
    series: tuple[Series, ...]

    def get(self, name: str) -> Series | None:
        """The table of that name, if it was made."""
        return next((series for series in self.series if series.name == name), None)


def number(value: float | None) -> int | float | None:
    """A number as it is told: whole ones as they are, others with six significant digits."""
    if value is None or isinstance(value, int):
        return value
    return float(f"{value:.{DIGITS}g}")


def ordered(counts: dict[str, list[int]], by: int = 0) -> Sequence[tuple[str, list[int]]]:
    """Rows by size, the largest first, then by key."""
    return sorted(counts.items(), key=lambda item: (-item[1][by], item[0]))


def left_out(count: int, why: str) -> str:
    """The note that so many partnerships are not counted; empty where all are."""
    return f"{plural(count, 'partnership')} left out, {why}." if count else ""

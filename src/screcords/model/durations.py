"""Durations (ISO 8601, `P5Y`, `P18M`), and the day on which one is over."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from typing import NamedTuple

from screcords.model.dates import ALWAYS, Date

_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?", re.ASCII)
_UNITS = ("year", "month", "week", "day")
_LAST_YEAR = 9999


class Duration(NamedTuple):
    """A number of months and days."""

    months: int
    days: int

    @staticmethod
    def parse(text: str) -> Duration:
        """The duration written as `text`.

        Raises:
            ValueError: it is none.
        """
        match = _DURATION.fullmatch(text)
        if match is None or not any(match.groups()):
            raise ValueError(f'"{text}" is not a duration, such as P5Y or P18M')
        years, months, weeks, days = (int(group or 0) for group in match.groups())
        return Duration(12 * years + months, 7 * weeks + days)

    @property
    def is_nothing(self) -> bool:
        """Whether it lasts no time at all."""
        return not self.months and not self.days

    def after(self, day: int) -> int:
        """The day that lies so much later than `day` (both as `dates` writes days); an open end stays open."""
        if day >= ALWAYS:
            return ALWAYS
        months = day // 10000 * 12 + day // 100 % 100 - 1 + self.months
        year, month = divmod(months, 12)
        if year > _LAST_YEAR:
            return ALWAYS
        found = year * 10000 + (month + 1) * 100 + min(day % 100, monthrange(year, month + 1)[1])
        if not self.days:
            return found
        ordinal = datetime.date(year, month + 1, found % 100).toordinal() + self.days
        if ordinal > datetime.date.max.toordinal():
            return ALWAYS
        end = datetime.date.fromordinal(ordinal)
        return end.year * 10000 + end.month * 100 + end.day

    def end(self, start: Date) -> str | None:
        """The date so much later than `start`, as precisely as `start` is known; `None` where that cannot be said.

        Five years after 1988 is 1993, but thirty days after 1988 may be that year or the next.
        """
        text = start.text.rstrip("~?")
        day = self.after(start.earliest)
        if day >= ALWAYS or (not start.is_day and (self.days or (len(text) == 4 and self.months % 12))):
            return None
        parts = (f"{day // 10000:04}", f"{day // 100 % 100:02}", f"{day % 100:02}")
        return "-".join(parts[: text.count("-") + 1]) + start.text[len(text) :]


def in_words(text: str) -> str:
    """A duration as people say it: "P5Y" is "5 years"."""
    match = _DURATION.fullmatch(text)
    given = [(int(group), unit) for group, unit in zip(match.groups(), _UNITS, strict=True) if group] if match else []
    told = [(number, unit) for number, unit in given if number] or given[:1]  # a zero only where nothing else is said
    return " and ".join(f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in told) or text

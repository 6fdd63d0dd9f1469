"""Dates that may be partial: a subset of EDTF (Extended Date/Time Format, ISO 8601-2:2019, level 1).

`1977`, `1977-05`, `1977-05-23`, each optionally with `~` (approximate) or `?` (uncertain), and the intervals
`1983/1997`, `1983/..` and `../1997`. A partial date stands for all its days, so `1988` is neither before nor after
`1988-05`. Days are whole numbers that read as they sort: 19770523.
"""

from __future__ import annotations

import re
from calendar import monthrange

ALWAYS = 99991231
"""The last day an open end can mean."""

NEVER = 0
"""Before the first day an open beginning can mean."""

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?]?)", re.ASCII)
_known: dict[str, Date] = {}
_known_periods: dict[str, Period] = {}


class Date:
    """A year, month or day, with the first and the last day that it can mean.

    Values are equal when they are written alike: `1977` and `1977~` are different statements.
    """

    __slots__ = ("earliest", "latest", "text")

    def __init__(self, text: str, earliest: int, latest: int) -> None:
        self.text = text
        self.earliest = earliest
        self.latest = latest

    @staticmethod
    def parse(text: str) -> Date:
        """The date written as `text`.

        Raises:
            ValueError: it is not of the subset, or no day of the calendar; the message says which.
        """
        date = _known.get(text)
        if date is None:
            date = _known[text] = _parse(text)
        return date

    @property
    def year(self) -> int:
        """The year."""
        return self.earliest // 10000

    @property
    def is_day(self) -> bool:
        """Whether it names one day."""
        return self.earliest == self.latest

    @property
    def is_exact(self) -> bool:
        """Whether it is neither approximate nor uncertain."""
        return self.text[-1] not in "~?"

    def __eq__(self, other: object) -> bool:
        return self.text == other.text if isinstance(other, Date) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Date({self.text!r})"

    def before(self, other: Date) -> bool:
        """Whether every day it can mean lies before every day that `other` can mean."""
        return self.latest < other.earliest

    def overlaps(self, other: Date) -> bool:
        """Whether both can mean the same day."""
        return self.earliest <= other.latest and other.earliest <= self.latest


class Period:
    """An interval of two dates; `None` stands for an open end."""

    __slots__ = ("end", "start", "text")

    def __init__(self, text: str, start: Date | None, end: Date | None) -> None:
        self.text = text
        self.start = start
        self.end = end

    @staticmethod
    def parse(text: str) -> Period:
        """The interval written as `text`: `1983/1997`, `1983/..` or `../1997`.

        Raises:
            ValueError: it is not of the subset; the message says why. (That the start lies after the end is a
                matter of meaning, not of form, and left to the linter.)
        """
        period = _known_periods.get(text)
        if period is None:
            if text.count("/") > 1:
                raise ValueError(f'"{text}" is not a period of two dates, such as 1983/1997')
            start, slash, end = text.partition("/")
            if not slash:
                raise ValueError(f'"{text}" is one date where a period is needed: write "{text}/.." for an open end')
            if start == end == "..":
                raise ValueError("a period that is open at both ends says nothing")
            period = _known_periods[text] = Period(
                text, None if start == ".." else Date.parse(start), None if end == ".." else Date.parse(end)
            )
        return period

    @property
    def is_reversed(self) -> bool:
        """Whether it ends before it starts."""
        return self.start is not None and self.end is not None and self.end.before(self.start)

    @property
    def earliest(self) -> int:
        """The first day it can mean."""
        return self.start.earliest if self.start else NEVER

    @property
    def latest(self) -> int:
        """The last day it can mean."""
        return self.end.latest if self.end else ALWAYS

    def __eq__(self, other: object) -> bool:
        return self.text == other.text if isinstance(other, Period) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.text!r})"


class When(Period):
    """A period, or a single date that is its own beginning and end."""

    __slots__ = ()

    @staticmethod
    def parse(text: str) -> When:
        """The date or the interval written as `text`.

        Raises:
            ValueError: it is neither.
        """
        if "/" in text:
            period = Period.parse(text)
            return When(text, period.start, period.end)
        date = Date.parse(text)
        return When(text, date, date)


def _parse(text: str) -> Date:
    match = _DATE.fullmatch(text)
    if match is None:
        if _is_period(text):
            raise ValueError(f'"{text}" is a period where one date is needed')
        raise ValueError(f'"{text}" is not a date of the form 1977, 1977-05 or 1977-05-23')
    year, month, day = int(match[1]), match[2], match[3]
    if year == 0:
        raise ValueError("there is no year 0000")
    if month is None:
        return Date(text, year * 10000 + 101, year * 10000 + 1231)
    if not 1 <= int(month) <= 12:
        raise ValueError(f'"{text}": there is no month {month}')
    if day == "00":
        raise ValueError(f'"{text}": there is no day 00; what is not known is left out')
    days = monthrange(year, int(month))[1]
    first = year * 10000 + int(month) * 100
    if day is None:
        return Date(text, first + 1, first + days)
    if not 1 <= int(day) <= days:
        raise ValueError(f'"{text}": month {int(month)} of {year} has {days} days')
    return Date(text, first + int(day), first + int(day))


def _is_period(text: str) -> bool:
    """Whether it is a period rather than a day with slashes in it."""
    try:
        return "/" in text and bool(Period.parse(text))
    except ValueError:
        return False


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero",
            "february feb februar février febrero",
            "march mar märz mars marzo",
            "april apr avril abril",
            "may mai mayo",
            "june jun juni juin junio",
            "july jul juli juillet julio",
            "august aug août agosto",
            "september sep sept septembre septiembre",
            "october oct oktober octobre octubre",
            "november nov novembre noviembre",
            "december dec dezember décembre diciembre",
        ),
        start=1,
    )
    for name in names.split()
}
_ABOUT = re.compile(r"(?:c\.?a?\.?|circa|about|around|ca\.|~|um|vers)\s*(?=\d)", re.IGNORECASE)
_BIG_ENDIAN = re.compile(r"(\d{4})[-./年](\d{1,2})(?:[-./月](\d{1,2})日?)?月?", re.ASCII)
_SMALL_ENDIAN = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})", re.ASCII)
_WITH_WORD = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\.?\s+)?([^\W\d_]+)\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})"
)


def suggest(text: str) -> str | None:
    """The date that `text` means in another notation, when only one reading is possible.

    "May 1988" is `1988-05`, "1983.4.11" `1983-04-11`, "c. 1979" `1979~`; "4/5/1983" has two readings, hence `None`.
    """
    plain = text.strip()
    mark = ""
    if _ABOUT.match(plain):
        plain, mark = _ABOUT.sub("", plain, count=1), "~"
    for year, month, day in _readings(plain):
        candidate = f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "") if month else year
        try:
            return str(Date.parse(candidate + mark))
        except ValueError:
            continue
    return None


def either(text: str) -> list[str]:
    """The two days that numbers without a usual order may mean, earlier first: "4/5/1983" is in April or in May."""
    found = []
    if match := _SMALL_ENDIAN.fullmatch(text.strip()):
        one, other, year = match.groups()
        for month, day in {(one, other), (other, one)}:
            try:
                found.append(str(Date.parse(f"{year}-{int(month):02}-{int(day):02}")))
            except ValueError:
                continue
    return sorted(found) if len(found) > 1 else []


def _readings(plain: str) -> list[tuple[str, str | int | None, str | None]]:
    if re.fullmatch(r"\d{4}", plain, re.ASCII):
        return [(plain, None, None)]
    if match := _BIG_ENDIAN.fullmatch(plain):
        month, day = (None if part == "00" else part for part in match.groups()[1:])  # so some write what is not known
        return [(match[1], month, day)] if month or not day else []
    if match := _SMALL_ENDIAN.fullmatch(plain):
        one, other, year = match.groups()
        if int(one) > 12 or one == other:
            return [(year, other, one)]
        return [(year, one, other)] if int(other) > 12 else []
    if match := _WITH_WORD.fullmatch(plain):
        before, word, after, year = match.groups()
        month = _MONTHS.get(word.lower())
        if month and not (before and after):
            return [(year, month, before or after)]
    return []

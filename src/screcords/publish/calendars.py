"""Anniversaries as events of a calendar (RFC 5545), one partnership at a time.

A beginning known to the day gives an event that comes back every year, and the next round anniversary says its number.
One known by month or year only, or not for certain, gives no yearly event, for its day would be made up: only its next
round anniversary stands on the first day of that month or year, and says that the day is not known.
"""

from __future__ import annotations

import datetime
from calendar import month_name, monthrange
from typing import TYPE_CHECKING, NamedTuple

from screcords.directory import facts
from screcords.publish.rdf.terms import link
from screcords.text.characters import HIDDEN, JOINERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from icalendar import Event

    from screcords.directory.facts import Stage
    from screcords.directory.model import Directory
    from screcords.model.dates import Date
    from screcords.model.partnership import Partnership

KINDS = {
    "sister": "Sister cities",
    "friendship": "Friendship cities",
    "partner": "Partner cities",
    "project": "Project partners",
    "contact": "Cities in contact",
    "historical-tie": "Historical tie",
}
RESTING = frozenset({"dormant", "suspended"})
"""Statuses of partnerships in force that nobody celebrates unasked."""

_NOT_SHOWN = dict.fromkeys(map(ord, HIDDEN - JOINERS - {"\u00a0", "\u3000"})) | dict.fromkeys(
    code for code in (*range(32), 127) if code not in {9, 10}
)


class Beginning(NamedTuple):
    """When a partnership began: as much of it as is known."""

    year: int
    month: int | None
    day: int | None
    certain: bool

    @staticmethod
    def of(date: Date) -> Beginning:
        """The parts of a date."""
        parts = [int(part) for part in date.text.rstrip("~?").split("-")]
        month, day = (*parts[1:], None, None)[:2]
        return Beginning(parts[0], month, day, date.is_exact)

    @property
    def is_day(self) -> bool:
        """Whether the day is known for certain."""
        return self.certain and self.day is not None

    def on(self, year: int) -> datetime.date:
        """The anniversary in a year: of the 29th of February its last day, where no day is known the first."""
        month = self.month if self.certain and self.month else 1
        day = self.day if self.is_day and self.day else 1
        return datetime.date(year, month, min(day, monthrange(year, month)[1]))

    def is_over(self, year: int, today: Date) -> bool:
        """Whether the anniversary of a year lies before today; one of a month or a year is over when that is."""
        month = self.month if self.certain and self.month else 12
        day = self.day if self.is_day and self.day else 31
        return year * 10000 + month * 100 + day < today.earliest

    def next_round(self, today: Date) -> int:
        """The year of the next round anniversary, today's included."""
        year = max(today.year, self.year + facts.ROUND)
        year += -(year - self.year) % facts.ROUND
        return year + facts.ROUND if self.is_over(year, today) else year

    def __str__(self) -> str:
        about = "" if self.certain else "about "
        if self.month is None or not self.certain:
            return f"{about}{self.year}"
        return f"{self.day or ''} {month_name[self.month]} {self.year}".strip()


def shown(text: str) -> str:
    """A text without controls and characters that one does not see, which nobody could find in a calendar."""
    return text.translate(_NOT_SHOWN)


def events(directory: Directory, record: Partnership) -> Iterator[Event]:
    """The events of a partnership; none where it is not in force, or its beginning is not known."""
    stage = facts.first_stage(record)
    if stage is None or not record.in_force:
        return
    begun = Beginning.of(stage.date)
    pair = " – ".join(_city(directory, city) for city in record.cities)
    kind = KINDS[stage.kind]
    rests = f" ({record.status})" if record.status in RESTING else ""
    said = _description(directory, record, stage, begun)
    if begun.is_day:
        event = _event(directory, record, begun.on(begun.year), f"{kind} since {begun.year}{rests}: {pair}", said)
        leap = {"bymonth": 2, "bymonthday": -1} if (begun.month, begun.day) == (2, 29) else {}
        event.add("rrule", {"freq": "yearly", **leap})
        event.add("categories", ["ANNIVERSARY", *_resting(record)])
        yield event
    year = begun.next_round(directory.today)
    if year > 9999:
        return
    yield _round(directory, record, begun, year, f"{kind.lower()}{rests}: {pair}", said)


def _round(directory: Directory, record: Partnership, begun: Beginning, year: int, what: str, said: str) -> Event:  # noqa: PLR0917 - parts of one sentence
    count = f"{year - begun.year} years"
    if begun.is_day:
        event = _event(directory, record, begun.on(year), f"{count} of {what}", said)
        event.add("recurrence-id", begun.on(year), parameters={"VALUE": "DATE"})
        event.add("categories", ["ANNIVERSARY", "ROUND", *_resting(record)])
        return event
    when = f"In {month_name[begun.month]} {year}" if begun.month and begun.certain else f"In {year}"
    if not begun.certain:
        when, count = f"About {year}", f"about {count}"
    event = _event(directory, record, begun.on(year), f"{when}, day not known: {count} of {what}", said, "-round")
    event.add("categories", ["ANNIVERSARY", "ROUND", "DAY NOT KNOWN", *_resting(record)])
    precision = "APPROXIMATE" if not begun.certain else "MONTH" if begun.month else "YEAR"
    event.add("x-screcords-precision", precision)
    return event


def _resting(record: Partnership) -> list[str]:
    """A category for a partnership that rests, so that calendars can leave it out."""
    return [record.status.upper()] if record.status in RESTING else []


def _event(  # noqa: PLR0917 - the parts of an event
    directory: Directory, record: Partnership, day: datetime.date, summary: str, said: str, mark: str = ""
) -> Event:
    from icalendar import Event  # noqa: PLC0415 - an extra

    today = directory.today.earliest
    event = Event()
    event.add("uid", f"{record.id}{mark}@screcords")
    event.add("dtstamp", datetime.datetime(today // 10000, today // 100 % 100, today % 100, tzinfo=datetime.UTC))
    event.add("dtstart", day)
    event.add("summary", summary)
    event.add("description", said)
    event.add("transp", "TRANSPARENT")
    url = next((source.url for source in record.sources if source.url), None)
    if url:
        event.add("url", link(url))
    return event


def _city(directory: Directory, city: str) -> str:
    found = directory.cities[city]
    return f"{shown(found.name['en'])} ({found.country})"


def _description(directory: Directory, record: Partnership, stage: Stage, begun: Beginning) -> str:
    lines = [f"Began {begun} as {stage.kind}."]
    if record.kind != stage.kind:
        lines.append(f"Now {record.kind}.")
    if facts.is_presumed(record):
        lines.append("Presumed in force: nobody has checked that it still lives.")
    elif record.status != "active":
        lines.append(f"Now {record.status}.")
    lines.append(f"Licence: {directory.licence_with(record, *record.cities)}.")
    return " ".join(lines)

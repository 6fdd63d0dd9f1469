"""Facts that no record states and that follow from those they state: each is one function, and says how it follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from screcords.model.history import IN_FORCE
from screcords.reference import places

if TYPE_CHECKING:
    from screcords.directory.model import Directory
    from screcords.model.dates import Date
    from screcords.model.organisation import Contact, Organisation
    from screcords.model.partnership import Partnership

ASK_INSTEAD = ("city-clerk", "mayor", "international-affairs")
"""Offices to ask where no organisation is known, in this order."""

ROUND = 5
"""Anniversaries that are a multiple of so many years are round."""


class Stage(NamedTuple):
    """The first formal stage of a partnership."""

    kind: str
    date: Date


class Anniversary(NamedTuple):
    """A day on which a partnership is so many years old."""

    year: int
    years: int
    month: int | None
    """Unknown where only the year of the beginning is known."""
    day: int | None
    approximate: bool
    """Whether the beginning is approximate or uncertain."""

    @property
    def is_round(self) -> bool:
        """Whether the number of years is a multiple of five."""
        return self.years % ROUND == 0


class Reach(NamedTuple):
    """Whom to write to about a city's programme."""

    org: Organisation | None
    """The organisation, where one is known."""
    contact: Contact | None
    """Its first contact, where it has any."""
    website: str | None
    ask: tuple[str, ...]
    """Offices of the municipality to ask instead, where no organisation is known."""


def is_presumed(record: Partnership) -> bool:
    """Whether it is only presumed to be in force: its status is `unknown`."""
    return record.status == "unknown"


def first_stage(record: Partnership) -> Stage | None:
    """The kind and date of the first event `established`, or the present kind and its `since` where none is told."""
    for event in record.history:
        if event.event == "established":
            return Stage(event.kind or record.kind, event.date)
    return Stage(record.kind, record.since) if record.since else None


def years(record: Partnership, today: Date) -> int | None:
    """Whole years from the first stage to the end, or to today where it is in force; `None` where that is unknown.

    Counted from the first day that the beginning can mean to the last that the end can, by the calendar.
    """
    stage = first_stage(record)
    end = today if record.status in IN_FORCE else record.until
    if stage is None or end is None or end.latest < stage.date.earliest:
        return None
    return (end.latest - stage.date.earliest) // 10000


def distance_km(directory: Directory, record: Partnership) -> float | None:
    """Great-circle distance of the two cities in kilometres, to one decimal; `None` where coordinates are missing."""
    one, other = (directory.cities[city] for city in record.cities)
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return round(places.distance_km(one.lat, one.lon, other.lat, other.lon), 1)


def reach(directory: Directory, city: str) -> Reach:
    """Whom to write to about a city's programme: the first organisation at work that can be reached, else any.

    Its first contact is the one with the role `primary`. Where no organisation is known, offices to ask are named.
    """
    orgs = directory.programmes.get(city, [])
    for org in sorted(
        orgs, key=lambda org: (org.status not in {"active", "unknown"}, not org.contacts, not org.website)
    ):
        contact = min(org.contacts, key=lambda contact: contact.role != "primary", default=None)
        return Reach(org, contact, org.website, ())
    return Reach(None, None, None, ASK_INSTEAD)


def anniversary(record: Partnership, year: int) -> Anniversary | None:
    """The anniversary of the first stage in `year`; `None` where the beginning is unknown or not before that year."""
    stage = first_stage(record)
    if stage is None or year <= stage.date.year:
        return None
    parts = [int(part) for part in stage.date.text.rstrip("~?").split("-")]
    month, day = (*parts[1:], None, None)[:2]
    return Anniversary(year, year - parts[0], month, day, not stage.date.is_exact)


def next_anniversary(record: Partnership, today: Date) -> Anniversary | None:
    """The next anniversary of a partnership in force, today's included; of one dated by year only, this year's."""
    if record.status not in IN_FORCE:
        return None
    this = anniversary(record, today.year)
    if this is not None and (this.month or 12) * 100 + (this.day or 31) >= today.earliest % 10000:
        return this
    return anniversary(record, today.year + 1)

"""Anniversaries of partnerships in force, and what is due: records to check again, and partners that are wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from screcords.directory import facts
from screcords.model.durations import Duration
from screcords.rules.dates.activity import last_sign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.directory.model import Directory
    from screcords.model.dates import Date
    from screcords.model.organisation import Organisation, Seeking
    from screcords.model.partnership import Partnership


class Jubilee(NamedTuple):
    """A partnership and its anniversary."""

    record: Partnership
    anniversary: facts.Anniversary


class Stale(NamedTuple):
    """A record that nobody has checked for long."""

    collection: str
    id: str
    verified: Date | None
    """When a human last checked it; unknown where nothing says so."""
    sign: str | None
    """The last dated sign of life of a partnership."""


class Wish(NamedTuple):
    """An organisation that seeks a partner for its city."""

    org: Organisation
    seeking: Seeking
    is_over: bool
    """Whether the day until which it sought one has passed."""


def anniversaries(directory: Directory, year: int, month: int | None = None, *, rounds: bool = False) -> list[Jubilee]:
    """The anniversaries of partnerships in force in a year or a month, by day; with `rounds` the round ones only.

    Those of which only the year of the beginning is known come last, and in no month.
    """
    found = []
    for record in directory.partnerships.values():
        anniversary = facts.anniversary(record, year) if record.in_force else None
        if anniversary is None or (month is not None and anniversary.month != month):
            continue
        if anniversary.is_round or not rounds:
            found.append(Jubilee(record, anniversary))
    return sorted(found, key=lambda each: (each.anniversary.month or 13, each.anniversary.day or 32, each.record.id))


def stale(directory: Directory, years: int, *, unchecked: bool = False) -> list[Stale]:
    """Records last checked more than so many years ago, or never, the longest ago first.

    Seeds, which a machine made and of which nobody claims that they were checked, only with `unchecked`. Partnerships
    that have ended are left out: nothing happens to them any more.
    """
    found = []
    term = Duration(months=12 * years, days=0)
    for each in _checkable(directory):
        seed = _provenance(directory, each) is not None
        due = unchecked or not seed
        if each.verified is not None:
            due = term.after(each.verified.latest) < directory.today.earliest
        if due:
            found.append(each)
    return sorted(found, key=lambda each: (each.verified.latest if each.verified else 0, each.collection, each.id))


def _checkable(directory: Directory) -> Iterator[Stale]:
    for org in directory.orgs.values():
        if org.status in {"active", "unknown"}:
            yield Stale("orgs", org.id, org.verified, None)
    for record in directory.partnerships.values():
        if record.in_force:
            sign = last_sign(record)
            yield Stale("partnerships", record.id, record.verified, sign.text if sign else None)


def _provenance(directory: Directory, each: Stale) -> str | None:
    record = directory.orgs[each.id] if each.collection == "orgs" else directory.partnerships[each.id]
    return record.provenance


def seeking(directory: Directory, *, over: bool = False) -> list[Wish]:
    """Organisations that seek a partner, that with most time left last; with `over` also those whose time is over."""
    found = [
        Wish(org, org.seeking, org.seeking.until.latest < directory.today.earliest)
        for org in directory.orgs.values()
        if org.seeking is not None and org.status in {"active", "unknown"}
    ]
    return sorted(
        (wish for wish in found if over or not wish.is_over), key=lambda wish: (wish.seeking.until.latest, wish.org.id)
    )

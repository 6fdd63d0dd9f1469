"""The directory: all records of a repository in order, with what follows from their being together, and filtered."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from screcords.directory.licence import CC_BY_SA, licence_of, permits, strictest
from screcords.model.dates import Date

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from screcords.directory.changelog import Changelog
    from screcords.model.city import City
    from screcords.model.organisation import Organisation
    from screcords.model.partnership import Partnership
    from screcords.model.record import Tombstone
    from screcords.repository.graph import Repository


@dataclass(frozen=True)
class Recorded:
    """When a record was first and last written down, as days ("2026-05-31"); `None` where git does not tell."""

    created: str | None = None
    modified: str | None = None


NOT_KNOWN = Recorded()


def _no_history() -> Changelog:
    """The changelog of records that are not under git."""
    from screcords.directory.changelog import NO_HISTORY  # noqa: PLC0415 - few formats want it

    return NO_HISTORY


@dataclass(frozen=True)
class Directory:
    """What is published: records by id, in byte order of the ids."""

    cities: dict[str, City]
    orgs: dict[str, Organisation]
    partnerships: dict[str, Partnership]
    licence: str
    """The licence under whose terms all of it may be used."""
    forced: bool = False
    """Whether it was made although the records have errors."""
    today: Date = field(default_factory=lambda: Date.parse("1970-01-01"))
    """The day that ages and anniversaries are counted to."""
    revision: str = ""
    """The commit that the records are of; empty outside git, or with uncommitted changes."""
    selection: str = ""
    """What of the directory it holds, where that is a part, as "country JP, in force"."""
    redirects: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By collection: from the id of a record that was merged to the id of the one that goes on."""
    tombstones: Mapping[str, Mapping[str, Tombstone]] = field(default_factory=dict)
    """By collection: records that were taken back."""
    recorded: Mapping[str, Mapping[str, Recorded]] = field(default_factory=dict)
    """By collection and id: when the record was written down."""
    changelog: Callable[[], Changelog] = _no_history
    """What changed of late, found when it is asked for."""

    def licence_with(self, record: Organisation | Partnership, *cities: str) -> str:
        """The licence of a record together with what is told of some cities."""
        return strictest(licence_of(record), *(licence_of(self.cities[city]) for city in cities if city in self.cities))

    def written(self, collection: str, record_id: str) -> Recorded:
        """When a record was first and last written down."""
        return self.recorded.get(collection, {}).get(record_id, NOT_KNOWN)

    @property
    def part(self) -> str:
        """A sentence that says which part of the directory it is; empty where it is the whole."""
        return f"A PART of the directory only: {self.selection}." if self.selection else ""

    @functools.cached_property
    def ties(self) -> dict[str, list[Partnership]]:
        """Partnerships of each city, in the order of their ids."""
        ties: dict[str, list[Partnership]] = {}
        for partnership in self.partnerships.values():
            for city in partnership.cities:
                ties.setdefault(city, []).append(partnership)
        return ties

    @functools.cached_property
    def programmes(self) -> dict[str, list[Organisation]]:
        """Organisations of each city, those at work first."""
        programmes: dict[str, list[Organisation]] = {}
        for org in sorted(self.orgs.values(), key=lambda org: (org.status not in {"active", "unknown"}, org.id)):
            if org.city is not None:
                programmes.setdefault(org.city, []).append(org)
        return programmes


@dataclass(frozen=True)
class Filter:
    """What of a directory is wanted; an empty part asks for nothing in particular."""

    countries: Collection[str] = ()
    cities: Collection[str] = ()
    kinds: Collection[str] = ()
    statuses: Collection[str] = ()
    in_force: bool = False
    since: Date | None = None
    """Only partnerships that surely did not begin before it."""

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return bool(
            self.countries or self.cities or self.kinds or self.statuses or self.in_force or self.since is not None
        )

    @property
    def words(self) -> str:
        """What is asked for, as it would be asked for on the command line."""
        lists = {"country": self.countries, "city": self.cities, "kind": self.kinds, "status": self.statuses}
        words = [f"{name} {' or '.join(sorted(values))}" for name, values in lists.items() if values]
        words += ["in force"] if self.in_force else []
        words += [f"since {self.since}"] if self.since is not None else []
        return ", ".join(words)

    def admits(self, directory: Directory, record: Partnership) -> bool:
        """Whether a partnership is wanted. Country and city ask for one of the two parties."""
        one, other = record.cities
        countries = {directory.cities[city].country for city in (one, other)}
        return (
            (not self.countries or not countries.isdisjoint(self.countries))
            and (not self.cities or one in self.cities or other in self.cities)
            and (not self.kinds or record.kind in self.kinds)
            and (not self.statuses or record.status in self.statuses)
            and (not self.in_force or record.in_force)
            and (self.since is None or (record.since is not None and record.since.earliest >= self.since.earliest))
        )


def directory(repository: Repository, *, licence: str = CC_BY_SA, forced: bool = False) -> Directory:
    """The directory of a repository, restricted to what may be used under the terms of `licence`.

    A partnership is left out when one of its cities is, for its row would repeat that city's facts; so is one whose
    city is missing, which only a forced directory has.
    """
    cities = {
        key: entry.record
        for key, entry in sorted(repository.cities.items())
        if entry.record is not None and permits(licence, licence_of(entry.record))
    }
    partnerships = {
        key: entry.record
        for key, entry in sorted(repository.partnerships.items())
        if entry.record is not None
        and permits(licence, licence_of(entry.record))
        and all(city in cities for city in entry.record.cities)
    }
    orgs = {
        key: entry.record
        for key, entry in sorted(repository.orgs.items())
        if entry.record is not None and permits(licence, licence_of(entry.record))
    }
    return Directory(
        cities,
        orgs,
        partnerships,
        licence,
        forced,
        redirects={name: dict(sorted(former.items())) for name, former in repository.former.items()},
        tombstones={name: dict(sorted(found.items())) for name, found in repository.tombstones.items()},
    )


def filtered(whole: Directory, wanted: Filter) -> Directory:
    """The partnerships that are wanted, with their cities and the organisations of those."""
    if not wanted:
        return whole
    partnerships = {key: record for key, record in whole.partnerships.items() if wanted.admits(whole, record)}
    kept = {city for record in partnerships.values() for city in record.cities}
    cities = {key: city for key, city in whole.cities.items() if key in kept}
    orgs = {key: org for key, org in whole.orgs.items() if org.city in kept}
    return replace(whole, cities=cities, orgs=orgs, partnerships=partnerships, selection=wanted.words)

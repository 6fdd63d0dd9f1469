"""What queries ask of a directory, be it made of all records or read off an SQLite export.

Most questions need a line about each city and each partnership, and the whole records of a few only. So there are
short rows of all, which either side can give fast, and parts: directories of a few records.
"""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from screcords.directory.columns import name_of
from screcords.model.history import IN_FORCE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from screcords.directory.model import Directory
    from screcords.model.dates import Date


class Place(NamedTuple):
    """A city in short."""

    id: str
    name: str
    country: str
    subdivision: str | None
    level: str
    lat: float | None
    lon: float | None
    population: int | None
    partnerships: int
    """How many it has, ended ones included."""


class Tie(NamedTuple):
    """A partnership in short."""

    id: str
    one: str
    other: str
    kind: str
    status: str
    since: str | None
    fields: tuple[str, ...]

    @property
    def in_force(self) -> bool:
        """Whether it is in force, be it presumed, dormant or suspended."""
        return self.status in IN_FORCE

    def across(self, city: str) -> str:
        """The other city."""
        return self.other if city == self.one else self.one


class Named(NamedTuple):
    """One of the names of a city or an organisation."""

    collection: str
    id: str
    text: str
    folded: str | None = None
    """The name folded for comparison, where that is at hand."""


class Stone(NamedTuple):
    """Why and when a record was taken back."""

    reason: str
    date: str


class Holdings(Protocol):
    """A directory that can be asked."""

    @property
    def today(self) -> Date:
        """The day that ages and anniversaries are counted to."""

    @property
    def licence(self) -> str:
        """The licence under whose terms all of it may be used."""

    @property
    def revision(self) -> str:
        """The commit that the records are of; empty where that is unknown."""

    @property
    def places(self) -> Mapping[str, Place]:
        """All cities by id, in order."""

    @property
    def ties(self) -> Collection[Tie]:
        """All partnerships, in the order of their ids."""

    def place(self, city: str) -> Place | None:
        """One city."""

    def has_tie(self, partnership: str) -> bool:
        """Whether there is such a partnership."""

    def called(self, folds: Collection[str]) -> list[Named] | None:
        """The records with a name that folds to one of these; `None` where only a look at all names can tell."""

    def speaking_of(self, folds: Collection[str]) -> set[str] | None:
        """The cities with a name in which words begin with one of these; `None` as above."""

    def names(self) -> Iterator[Named]:
        """All names of cities in all languages, former ones and other spellings too, and of organisations."""

    def texts(self) -> Iterator[tuple[str, str]]:
        """What partnerships tell in sentences: the id, and a summary, a title or a note."""

    def coded(self, code: str) -> list[tuple[str, str]]:
        """Collection and id of the records with an outside identifier: Wikidata, GeoNames, UN/LOCODE."""

    def successor(self, collection: str, record_id: str) -> str | None:
        """The id that a merged record goes by now."""

    def tombstone(self, collection: str, record_id: str) -> Stone | None:
        """What is left of a record that was taken back."""

    def city_of(self, org: str) -> str | None:
        """The city of an organisation, for one that is known and has one."""

    def has_org(self, org: str) -> bool:
        """Whether there is such an organisation."""

    def around(self, cities: Collection[str], orgs: Collection[str] = ()) -> Directory:
        """Cities with all their partnerships and partners, and the organisations of all of those; some others too.

        The cities that took over from one, and its members, are there as well, but nothing about them.
        """

    def between(self, partnerships: Collection[str]) -> Directory:
        """Some partnerships with their cities, and the organisations of those."""

    def whole(self) -> Directory:
        """All of it."""


class Whole:
    """A directory made of all records."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self.today = directory.today
        self.licence = directory.licence
        self.revision = directory.revision

    @functools.cached_property
    def places(self) -> dict[str, Place]:
        """All cities by id, in order."""
        return {
            key: Place(
                key,
                city.name["en"],
                city.country,
                city.subdivision,
                city.level,
                city.lat,
                city.lon,
                city.population.value if city.population else None,
                len(self._directory.ties.get(key, ())),
            )
            for key, city in self._directory.cities.items()
        }

    @functools.cached_property
    def ties(self) -> list[Tie]:
        """All partnerships, in the order of their ids."""
        return [
            Tie(
                key,
                *record.cities,
                record.kind,
                record.status,
                record.since.text if record.since else None,
                record.fields,
            )
            for key, record in self._directory.partnerships.items()
        ]

    def place(self, city: str) -> Place | None:
        """One city."""
        return self.places.get(city)

    def has_tie(self, partnership: str) -> bool:
        """Whether there is such a partnership."""
        return partnership in self._directory.partnerships

    def called(self, folds: Collection[str]) -> list[Named] | None:  # noqa: ARG002 - names are not kept folded
        """Only a look at all names can tell."""
        return None

    def speaking_of(self, folds: Collection[str]) -> set[str] | None:  # noqa: ARG002 - the same
        """Only a look at all names can tell."""
        return None

    def names(self) -> Iterator[Named]:
        """All names of cities in all languages, former ones and other spellings too, and of organisations."""
        for key, city in self._directory.cities.items():
            former = [text for texts in (city.former_names or {}).values() for text in texts]
            for text in dict.fromkeys((*city.name.values(), *city.aliases, *former)):
                yield Named("cities", key, text)
        for key, org in self._directory.orgs.items():
            for text in dict.fromkeys(org.name.values()):
                yield Named("orgs", key, text)

    def texts(self) -> Iterator[tuple[str, str]]:
        """What partnerships tell in sentences."""
        for key, record in self._directory.partnerships.items():
            if record.summary or record.exchanges or record.history:
                told = [record.summary, *(each.title for each in record.exchanges)]
                told += [each.note for each in record.history]
                yield from ((key, text) for texts in told if texts for text in texts.values())

    def coded(self, code: str) -> list[tuple[str, str]]:
        """Collection and id of the records with an outside identifier."""
        found = [
            ("cities", key)
            for key, city in self._directory.cities.items()
            if code in city.identifiers or code == city.unlocode or code == str(city.geonames)
        ]
        return found + [("orgs", key) for key, org in self._directory.orgs.items() if code == org.wikidata]

    def successor(self, collection: str, record_id: str) -> str | None:
        """The id that a merged record goes by now."""
        return self._directory.redirects.get(collection, {}).get(record_id)

    def tombstone(self, collection: str, record_id: str) -> Stone | None:
        """What is left of a record that was taken back."""
        stone = self._directory.tombstones.get(collection, {}).get(record_id)
        return Stone(stone.withdrawn.reason, str(stone.withdrawn.date)) if stone else None

    def city_of(self, org: str) -> str | None:
        """The city of an organisation."""
        found = self._directory.orgs.get(org)
        return found.city if found else None

    def has_org(self, org: str) -> bool:
        """Whether there is such an organisation."""
        return org in self._directory.orgs

    def around(self, cities: Collection[str], orgs: Collection[str] = ()) -> Directory:
        """Cities with all their partnerships and partners, and the organisations of all of those; some others too."""
        ties = self._directory.ties
        return self._part(cities, {record.id for city in cities for record in ties.get(city, ())}, orgs)

    def between(self, partnerships: Collection[str]) -> Directory:
        """Some partnerships with their cities, and the organisations of those."""
        return self._part((), partnerships, ())

    def whole(self) -> Directory:
        """All of it."""
        return self._directory

    def _part(self, cities: Collection[str], partnerships: Collection[str], orgs: Collection[str]) -> Directory:
        found = self._directory
        kept = {key: found.partnerships[key] for key in sorted(partnerships)}
        ids = {*cities, *(city for record in kept.values() for city in record.cities)}
        return replace(
            found,
            cities={key: found.cities[key] for key in sorted(ids | self._related(cities))},
            partnerships=kept,
            orgs={key: org for key, org in found.orgs.items() if org.city in ids or key in orgs},
        )

    def _related(self, cities: Collection[str]) -> set[str]:
        """Cities that took over from some, or are members of them."""
        known = self._directory.cities
        records = (known[city] for city in cities)
        return {key for record in records for key in (*record.successors, *record.members) if key in known}


def org_name(directory: Directory, org: str) -> str:
    """The name of an organisation; its id where it is not in the directory."""
    found = directory.orgs.get(org)
    return name_of(found.name) if found else org

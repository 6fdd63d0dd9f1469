"""What records lack, in points: the to-do list of somebody who wants to help.

A lack weighs more the more readers miss it: whether a partnership exists at all (sources, both sides) before when it
began, that before what it is about. The points of a city are those of its own record, of its organisations, and of its
partnerships in force. They say where an hour of work helps most, and nothing about the city.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from screcords.model.durations import Duration
from screcords.reference import countries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from screcords.directory.model import Directory
    from screcords.model.city import City
    from screcords.model.organisation import Organisation
    from screcords.model.partnership import Partnership

GOOD_FOR = Duration(months=36, days=0)
"""So long after a human checked it, a record should be checked again."""

_MACHINE = frozenset({"wikidata", "wikipedia"})


class Lack(NamedTuple):
    """Something that a record can lack: points, what is missing in a few words, and what to do."""

    name: str
    points: int
    missing: str
    remedy: str


class Gaps(NamedTuple):
    """What one record lacks."""

    collection: str
    id: str
    lacks: tuple[Lack, ...]

    @property
    def points(self) -> int:
        """The points of all of it."""
        return sum(lack.points for lack in self.lacks)


class CityGaps(NamedTuple):
    """What is lacking about a city: of its own record, its organisations and its partnerships in force."""

    id: str
    records: tuple[Gaps, ...]
    """The worst first."""

    @property
    def points(self) -> int:
        """The points of all of it."""
        return sum(gaps.points for gaps in self.records)

    def counts(self) -> list[tuple[Lack, int]]:
        """How often each thing is lacking, what weighs most first."""
        found: dict[Lack, int] = {}
        for gaps in self.records:
            for lack in gaps.lacks:
                found[lack] = found.get(lack, 0) + 1
        return sorted(found.items(), key=lambda each: (-each[0].points * each[1], each[0].name))


CITY_LACKS = {
    "no-organisation": Lack("no-organisation", 3, "who runs the programme", "add the organisation or office"),
    "no-coordinates": Lack("no-coordinates", 3, "coordinates", "add lat and lon"),
    "no-wikidata": Lack("no-wikidata", 1, "Wikidata item", "add wikidata"),
    "no-own-name": Lack("no-own-name", 1, "name in its own language", "add it to [name]"),
    "no-population": Lack("no-population", 1, "population", "add population with the year of the count"),
}
ORG_LACKS = {
    "no-contact": Lack("no-contact", 3, "a way to reach it", "add website or [[contacts]]"),
    "org-not-checked": Lack("org-not-checked", 2, "a check in the last three years", "check it and set verified"),
    "org-no-source": Lack("org-no-source", 2, "a source", "add [[sources]]"),
}
PARTNERSHIP_LACKS = {
    "no-source": Lack("no-source", 5, "a source", "add [[sources]]"),
    "one-sided": Lack("one-sided", 4, "a word of the other side", "add the page of that city that names its partner"),
    "presumed": Lack("presumed", 3, "whether it is in force", "find out, and set status"),
    "no-since": Lack("no-since", 3, "when it began", "add since"),
    "machine-sources": Lack("machine-sources", 2, "a source other than Wikidata and Wikipedia", "add a better source"),
    "not-checked": Lack("not-checked", 2, "a check in the last three years", "check it and set verified"),
    "no-agreement": Lack("no-agreement", 1, "the agreement", "add [[agreements]]"),
    "no-fields": Lack("no-fields", 1, "what it is about", "add fields"),
}
LACKS = CITY_LACKS | ORG_LACKS | PARTNERSHIP_LACKS
"""All that is looked for, with its points."""


def of_cities(directory: Directory, wanted: Callable[[City], bool]) -> list[CityGaps]:
    """What is lacking about the cities that are wanted, the worst first; cities that lack nothing are left out."""
    found = [of_city(directory, city) for city in directory.cities.values() if wanted(city)]
    return sorted((gaps for gaps in found if gaps.records), key=lambda gaps: (-gaps.points, gaps.id))


def of_city(directory: Directory, city: City) -> CityGaps:
    """What is lacking about a city, the worst record first."""
    orgs = [org for org in directory.programmes.get(city.id, ()) if org.status in {"active", "unknown"}]
    found = [Gaps("cities", city.id, tuple(CITY_LACKS[name] for name in _of_place(directory, city)))]
    found += [Gaps("orgs", org.id, tuple(ORG_LACKS[name] for name in _of_org(org, directory))) for org in orgs]
    found += [
        Gaps("partnerships", record.id, tuple(PARTNERSHIP_LACKS[name] for name in _of_partnership(record, directory)))
        for record in directory.ties.get(city.id, ())
        if record.in_force
    ]
    records = (gaps for gaps in found if gaps.lacks)
    return CityGaps(city.id, tuple(sorted(records, key=lambda gaps: (-gaps.points, gaps.collection, gaps.id))))


def _of_place(directory: Directory, city: City) -> Iterator[str]:
    if directory.ties.get(city.id) and not directory.programmes.get(city.id) and not city.ended:
        yield "no-organisation"
    if city.lat is None or city.lon is None:
        yield "no-coordinates"
    if not city.identifiers:
        yield "no-wikidata"
    country = countries.get(city.country)
    languages = {tag.partition("-")[0] for tag in country.languages} if country else set()
    if languages and languages.isdisjoint(tag.partition("-")[0] for tag in city.name):
        yield "no-own-name"
    if city.population is None:
        yield "no-population"


def _of_org(org: Organisation, directory: Directory) -> Iterator[str]:
    if not org.website and not org.contacts:
        yield "no-contact"
    if org.verified is None or GOOD_FOR.after(org.verified.latest) < directory.today.earliest:
        yield "org-not-checked"
    if not org.sources:
        yield "org-no-source"


def _of_partnership(record: Partnership, directory: Directory) -> Iterator[str]:
    types = {source.type for source in record.sources}
    sides = {source.party for source in record.sources} | {party.city for party in record.parties if party.listing}
    if not record.sources:
        yield "no-source"
    elif not sides.issuperset(record.cities):
        yield "one-sided"
    if record.status == "unknown":
        yield "presumed"
    if record.since is None:
        yield "no-since"
    if types and types <= _MACHINE:
        yield "machine-sources"
    if record.verified is None or GOOD_FOR.after(record.verified.latest) < directory.today.earliest:
        yield "not-checked"
    if not record.agreements:
        yield "no-agreement"
    if not record.fields:
        yield "no-fields"

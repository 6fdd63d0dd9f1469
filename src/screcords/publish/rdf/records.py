"""The records as things with what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.directory.licence import ATTRIBUTION, LICENCES, licence_of, permits
from screcords.model.city import LEVELS
from screcords.publish.rdf.organisations import organisation
from screcords.publish.rdf.partnerships import partnership
from screcords.publish.rdf.terms import BASE, COLLECTIONS, LICENCE_PAGES, Node, link
from screcords.reference import countries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.directory.model import Directory
    from screcords.model.city import City

PARTS_OF_CITIES = frozenset({"district", "borough"})


def nodes(directory: Directory) -> Iterator[Node]:
    """Everything: the export as a whole, countries, cities, organisations, partnerships, and what was taken back."""
    yield _dataset(directory)
    for code in sorted({*(c.country for c in directory.cities.values()), *_countries(directory)}):
        yield Node(f"countries:{link(code)}", "schema:Country").say(
            identifier=code, name={"en": countries.name(code) or code}
        )
    for city in directory.cities.values():
        yield place(directory, city)
    for org in directory.orgs.values():
        yield organisation(directory, org)
    for record in directory.partnerships.values():
        yield partnership(directory, record)
    for collection, prefix in COLLECTIONS.items():
        for key, stone in directory.tombstones.get(collection, {}).items():
            withdrawn = stone.withdrawn
            yield Node(f"{prefix}:{key}", "scr:Withdrawn").say(
                identifier=key, withdrawnFor=withdrawn.reason, date=str(withdrawn.date)
            )


def _countries(directory: Directory) -> Iterator[str]:
    return (org.country for org in directory.orgs.values() if org.country)


def _dataset(directory: Directory) -> Node:
    credits_ = tuple(ATTRIBUTION[licence] for licence in LICENCES if permits(directory.licence, licence))
    return Node(f"{BASE}dataset", "schema:Dataset").say(
        name={"en": "Directory of sister cities"},
        description={"en": "A city that is not listed may well have partnerships."},
        license=LICENCE_PAGES[directory.licence],
        creditText=credits_,
        version=directory.revision or None,
        forced=directory.forced,
        selection=directory.selection or None,
    )


def place(directory: Directory, city: City) -> Node:
    """A city or another place."""
    is_city = LEVELS.get(city.level) == 1 and city.level not in PARTS_OF_CITIES
    node = Node(f"cities:{city.id}", "schema:City" if is_city else "schema:AdministrativeArea")
    same = [f"wd:{item}" for item in city.identifiers]
    if city.geonames:
        same.append(f"https://sws.geonames.org/{city.geonames}/")
    geo = None
    if city.lat is not None and city.lon is not None:
        geo = node.part("geo", "schema:GeoCoordinates", latitude=city.lat, longitude=city.lon)
    written = directory.written("cities", city.id)
    return node.say(
        identifier=city.id,
        name=city.name,
        alternateName=city.aliases,
        formerName=city.former_names,
        level=city.level,
        containedInPlace=f"countries:{link(city.country)}",
        subdivision=city.subdivision,
        geo=geo,
        wikidata=_item(directory, city),
        sameAs=tuple(same),
        unlocode=city.unlocode,
        population=city.population.value if city.population else None,
        populationYear=city.population.year if city.population else None,
        valid=str(city.valid) if city.valid else None,
        successor=tuple(f"cities:{other}" for other in city.successors),
        member=tuple(f"cities:{other}" for other in city.members),
        replaces=tuple(f"cities:{old}" for old in city.former_ids),
        provenance=city.provenance,
        factsFrom=city.facts_from,
        license=LICENCE_PAGES[licence_of(city)],
        dateCreated=written.created,
        dateModified=written.modified,
    )


def _item(directory: Directory, city: City) -> Node | None:
    """The Wikidata item of a city, with those of its partners in force: P190, which each side states of the other."""
    if city.wikidata is None:
        return None
    found = set()
    for record in directory.ties.get(city.id, ()):
        if record.in_force:
            one, other = record.cities
            partner = directory.cities[other if one == city.id else one].wikidata
            if partner and partner != city.wikidata:
                found.add(partner)
    return Node(f"wd:{city.wikidata}").say(twinnedWith=tuple(f"wd:{item}" for item in sorted(found)))

"""The tables of the directory: every column once, with its type, what it says, and how it is found.

All formats with rows and columns take them from here, so that they cannot disagree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from screcords.directory.licence import licence_of
from screcords.reference import countries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from screcords.directory.model import Directory
    from screcords.model.city import City
    from screcords.model.organisation import Organisation
    from screcords.model.partnership import Partnership

Value: TypeAlias = str | int | float | bool | tuple[str, ...] | None
Type: TypeAlias = Literal["text", "integer", "number", "boolean", "date", "list"]


class Column(NamedTuple):
    """One column: its name, the type of its values, and what it says."""

    name: str
    type: Type
    description: str


class Table(NamedTuple):
    """A table: its name, what a row is, its columns, and its rows in order."""

    name: str
    description: str
    columns: tuple[Column, ...]
    rows: Callable[[Directory], Iterator[tuple[Value, ...]]]


CITY_COLUMNS = (
    Column("id", "text", "Id of the city"),
    Column("name", "text", "Usual English name"),
    Column("level", "text", "Kind of place"),
    Column("country", "text", "ISO 3166-1 alpha-2 code"),
    Column("country_name", "text", "English name of the country"),
    Column("subdivision", "text", "ISO 3166-2 code"),
    Column("lat", "number", "Degrees north, WGS 84"),
    Column("lon", "number", "Degrees east, WGS 84"),
    Column("population", "integer", "Inhabitants"),
    Column("population_year", "integer", "Year of that count"),
    Column("wikidata", "text", "Wikidata item"),
    Column("geonames", "integer", "GeoNames id"),
    Column("unlocode", "text", "UN/LOCODE"),
    Column("aliases", "list", "Other spellings and names in other languages"),
    Column("valid", "date", "Period in which it existed, where it has one"),
    Column("successors", "list", "Ids of the cities that took over"),
    Column("partnerships", "integer", "Computed: number of partnerships in the directory"),
    Column("facts_from", "list", "Where the place facts come from"),
    Column("licence", "text", "Computed: SPDX identifier of the licence of the row"),
)

ORG_COLUMNS = (
    Column("id", "text", "Id of the organisation"),
    Column("name", "text", "Name, in English where there is one"),
    Column("kind", "text", "What sort of organisation"),
    Column("status", "text", "Whether it works"),
    Column("city", "text", "Id of its city"),
    Column("city_name", "text", "English name of its city"),
    Column("country", "text", "ISO 3166-1 alpha-2 code"),
    Column("founded", "date", "When it was founded"),
    Column("legal_form", "text", "Legal form"),
    Column("governance", "text", "Who governs it"),
    Column("run_by", "list", "Who does the work"),
    Column("website", "text", "Its own website"),
    Column("contact_role", "text", "Role of the first contact"),
    Column("contact_office", "text", "Office of the first contact"),
    Column("contact_email", "text", "Mailbox of the first contact"),
    Column("contact_phone", "text", "Telephone of the first contact"),
    Column("contact_url", "text", "Page of the first contact"),
    Column("memberships", "list", "Networks it belongs to"),
    Column("verified", "date", "Last day on which a human checked the record"),
    Column("sources", "list", "Addresses of its sources"),
    Column("licence", "text", "Computed: SPDX identifier of the licence of the row, its city included"),
)

_SIDE = (
    ("city", "text", "Id of the {} city"),
    ("name", "text", "English name of the {} city"),
    ("country", "text", "Country code of the {} city"),
    ("country_name", "text", "Country of the {} city"),
    ("lat", "number", "Latitude of the {} city"),
    ("lon", "number", "Longitude of the {} city"),
    ("orgs", "list", "Ids of the organisations of the {} city that take part"),
)

PARTNERSHIP_COLUMNS = (
    Column("id", "text", "Id of the partnership"),
    Column("kind", "text", "What was agreed"),
    Column("status", "text", "How it stands"),
    Column("in_force", "boolean", "Computed: active, unknown (presumed), dormant or suspended"),
    Column("since", "date", "Start of the current kind"),
    Column("until", "date", "Start of the current ended state"),
    Column("first_contact", "date", "First contact, before anything was signed"),
    *(Column(f"{name}_a", kind, said.format("first")) for name, kind, said in _SIDE),  # type: ignore[arg-type]
    *(Column(f"{name}_b", kind, said.format("second")) for name, kind, said in _SIDE),  # type: ignore[arg-type]
    Column("fields", "list", "What the exchange is about"),
    Column("origins", "list", "How it came about"),
    Column("group", "text", "Agreement of several cities that it is part of"),
    Column("superseded_by", "text", "Id of the partnership that continues it"),
    Column("verified", "date", "Last day on which a human checked the record"),
    Column("provenance", "text", "Source it was made from by a machine; empty for records checked by hand"),
    Column("sources", "list", "Addresses of its sources"),
    Column("licence", "text", "Computed: SPDX identifier of the licence of the row, its cities included"),
)


def name_of(names: dict[str, str]) -> str:
    """The name to show: the English one, else the first by language tag."""
    return names.get("en") or names[min(names)]


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _city_rows(directory: Directory) -> Iterator[tuple[Value, ...]]:
    ties: dict[str, int] = {}
    for partnership in directory.partnerships.values():
        for city_id in partnership.cities:
            ties[city_id] = ties.get(city_id, 0) + 1
    for city in directory.cities.values():
        population = city.population
        count, year = (population.value, population.year) if population else (None, None)
        others = sorted({*city.aliases, *city.name.values()} - {city.name["en"]})
        yield (
            city.id, city.name["en"], city.level, city.country, countries.name(city.country), city.subdivision,
            city.lat, city.lon, count, year, city.wikidata, city.geonames,
            city.unlocode, tuple(others), _text(city.valid), city.successors, ties.get(city.id, 0), city.facts_from,
            licence_of(city),
        )  # fmt: skip


def _org_rows(directory: Directory) -> Iterator[tuple[Value, ...]]:
    for org in directory.orgs.values():
        city = directory.cities.get(org.city or "")
        contact = min(org.contacts, key=lambda contact: contact.role != "primary", default=None)
        reach = (contact.role, contact.office, contact.email, contact.phone, contact.url) if contact else (None,) * 5
        yield (
            org.id, name_of(org.name), org.kind, org.status, org.city, city.name["en"] if city else None,
            org.country or (city.country if city else None), _text(org.founded), org.legal_form, org.governance,
            org.run_by, org.website, *reach, tuple(m.network for m in org.memberships),
            _text(org.verified), _addresses(org), directory.licence_with(org, org.city or ""),
        )  # fmt: skip


def _addresses(record: Organisation | Partnership) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source.url for source in record.sources if source.url))


def _partnership_rows(directory: Directory) -> Iterator[tuple[Value, ...]]:
    for record in directory.partnerships.values():
        sides: list[Value] = []
        cities: list[City] = [directory.cities[city] for city in record.cities]
        for city, party in zip(cities, record.parties, strict=True):
            sides += (
                city.id,
                city.name["en"],
                city.country,
                countries.name(city.country),
                city.lat,
                city.lon,
                party.orgs,
            )
        yield (
            record.id, record.kind, record.status, record.in_force, _text(record.since), _text(record.until),
            _text(record.first_contact), *sides, record.fields, record.origins, record.group, record.superseded_by,
            _text(record.verified), record.provenance, _addresses(record),
            directory.licence_with(record, *record.cities),
        )  # fmt: skip


TABLES = (
    Table("cities", "A row a city or other place that has partnerships.", CITY_COLUMNS, _city_rows),
    Table("organisations", "A row an organisation that runs a programme.", ORG_COLUMNS, _org_rows),
    Table("partnerships", "A row a pair of cities.", PARTNERSHIP_COLUMNS, _partnership_rows),
)

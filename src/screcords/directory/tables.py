"""The tables of the directory: every column once, with its type, what it says, where it is from, and how it is found.

All formats with rows and columns take them from here, so that they cannot disagree. Columns of what records state
follow from the schemas (columns.py), the others are declared in joins.py and pairs.py; lists of records are in lists.py
and texts.py, and those that are gone in fates.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.directory import joins, pairs
from screcords.directory.columns import Column, Reference, Row, Table, Value, arranged, name_of, record_columns
from screcords.directory.fates import REDIRECTS, TOMBSTONES
from screcords.directory.lists import LISTS
from screcords.directory.texts import NAMES, TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from screcords.directory.model import Directory

__all__ = ["TABLES", "Column", "Reference", "Row", "Table", "Value", "name_of", "unsound"]

_LAST = ("created", "modified", "licence")


def _records(collection: str) -> Callable[[Directory], Iterator[Row]]:
    def rows(directory: Directory) -> Iterator[Row]:
        for record in getattr(directory, collection).values():
            yield Row(directory, record)

    return rows


def _directory_rows(directory: Directory) -> Iterator[Row]:
    """Each partnership from both sides, cities in order of country and name."""
    cities = sorted(directory.cities.values(), key=lambda city: (city.country, city.name["en"], city.id))
    for city in cities:
        for record in directory.ties.get(city.id, ()):
            number = record.cities.index(city.id)
            yield Row(directory, record, record.parties[number], number + 1)


CITIES = Table(
    "cities",
    "A row a city or other place that has partnerships.",
    arranged(
        ("id", "name", "level", "country", "country_name", "subdivision", "lat", "lon", "population", "population_year",
         "wikidata", "geonames", "unlocode", "aliases", "other_names", "valid", "successors", "partnerships",
         "partnerships_in_force", *(column.name for column in joins.programme_columns())),
        (*record_columns("cities"), *joins.CITY),
        ("former_ids", "provenance", "facts_from", *_LAST),
    ),
    _records("cities"),
)  # fmt: skip

ORGANISATIONS = Table(
    "organisations",
    "A row an organisation that runs a programme.",
    arranged(
        ("id", "name", "kind", "status", "city", "city_name", "country", "founded", "legal_form", "governance",
         "run_by", "website", "contact_role", "contact_office", "contact_email", "contact_phone", "contact_url",
         "memberships"),
        (*record_columns("orgs"), *joins.ORGANISATION),
        ("former_ids", "provenance", "verified", "sources", *_LAST),
    ),
    _records("orgs"),
)  # fmt: skip

PARTNERSHIPS = Table(
    "partnerships",
    "A row a pair of cities.",
    arranged(
        ("id", "kind", "status", "in_force", "presumed", "since", "until", "first_contact", "first_stage",
         "first_stage_date", "years", "next_anniversary", "next_anniversary_years",
         *(column.name for number, end in enumerate(("_a", "_b")) for column in pairs.city_columns(number, end, "")),
         "distance_km", "fields", "origins", "group", "superseded_by", "summary"),
        (*record_columns("partnerships"), *pairs.PARTNERSHIP),
        ("former_ids", "provenance", "verified", "sources", *_LAST),
    ),
    _records("partnerships"),
)  # fmt: skip

DIRECTORY = Table(
    "directory",
    "For people: a row a city and one of its partners, so that each partnership is there twice.",
    pairs.DIRECTORY,
    _directory_rows,
    ("city_id", "partner_id"),
    wide=True,
)

TABLES = (DIRECTORY, CITIES, ORGANISATIONS, PARTNERSHIPS, NAMES, *LISTS, TEXTS, REDIRECTS, TOMBSTONES)
"""What the directory looks like in files."""


def find(name: str) -> Table:
    """The table of that name.

    Raises:
        KeyError: there is none.
    """
    for table in TABLES:
        if table.name == name:
            return table
    raise KeyError(name)


def unsound(directory: Directory) -> frozenset[tuple[str, tuple[str, ...]]]:
    """Keys that occur twice, and references that lead nowhere, as table and columns.

    There are none in sound records that are exported whole. A filter, a licence or force may leave out what is referred
    to, and force may let in two sources of one id; a format must not promise then what does not hold.
    """
    keys: dict[tuple[str, tuple[str, ...]], set[tuple[Value, ...]]] = {}
    found = set()
    for table in TABLES:
        rows = list(table.picked(directory, table.key))
        keys[table.name, table.key] = set(rows)
        if len(keys[table.name, table.key]) < len(rows):
            found.add((table.name, table.key))
    for table in TABLES:
        for reference in table.references:
            there = keys[reference.table, reference.to]
            wanted = table.picked(directory, reference.columns)
            if (reference.table, reference.to) in found or any(
                None not in values and values not in there for values in wanted
            ):
                found.add((table.name, reference.columns))
    return frozenset(found)

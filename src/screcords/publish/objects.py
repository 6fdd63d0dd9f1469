"""Records as objects of JSON: what their files say, and beside it what follows from the records together.

All formats that hold whole records take them from here. The keys `schema` and `allow`, which are for the linter, are
left out; computed keys are always there, and null where nothing is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from screcords.directory import facts
from screcords.directory.fates import REDIRECTS, TOMBSTONES
from screcords.directory.licence import ATTRIBUTION, LICENCES, licence_of, permits, strictest
from screcords.directory.tables import name_of
from screcords.model import schemas
from screcords.model.record import plain
from screcords.reference import countries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from screcords.directory.columns import Table
    from screcords.directory.model import Directory
    from screcords.model.city import City
    from screcords.model.organisation import Organisation
    from screcords.model.partnership import Partnership

FORMAT = 1
"""Version of the objects and documents; it grows when a key is renamed, removed, or changes its meaning."""

NAMES = {"cities": "cities", "orgs": "organisations", "partnerships": "partnerships"}
"""Collections of the repository, and what they are called in exports."""

encode: Callable[[object], bytes] = msgspec.json.Encoder().encode
"""Compact JSON in UTF-8, without escapes where none are needed."""

Raw = msgspec.Raw
"""JSON that is encoded already."""

_LEFT_OUT = frozenset({"schema", "allow"})


def cities(directory: Directory) -> Iterator[dict[str, Any]]:
    """The cities, each with whom to write to about its programme."""
    for record in directory.cities.values():
        data = _published("cities", record)
        data["licence"] = licence_of(record)
        data["partnerships"] = len(directory.ties.get(record.id, ()))
        data["reach"] = reach(directory, record)
        yield data | _written(directory, "cities", record.id)


def organisations(directory: Directory) -> Iterator[dict[str, Any]]:
    """The organisations."""
    for record in directory.orgs.values():
        data = _published("orgs", record)
        data["licence"] = licence_of(record)
        yield data | _written(directory, "orgs", record.id)


def partnerships(directory: Directory) -> Iterator[dict[str, Any]]:
    """The partnerships, with name and country of each party and what follows from dates and places."""
    for record in directory.partnerships.values():
        data = _published("partnerships", record)
        data["parties"] = [{**party, **_joined(directory.cities[party["city"]])} for party in data["parties"]]
        data["licence"] = directory.licence_with(record, *record.cities)  # for the names of the cities are joined
        data |= computed(directory, record)
        yield data | _written(directory, "partnerships", record.id)


OBJECTS: dict[str, Callable[[Directory], Iterator[dict[str, Any]]]] = {
    "cities": cities,
    "organisations": organisations,
    "partnerships": partnerships,
}
"""The collections by their names in exports, in order."""


def computed(directory: Directory, record: Partnership) -> dict[str, Any]:
    """What follows from a partnership's status, dates and places."""
    stage = facts.first_stage(record)
    return {
        "in_force": record.in_force,
        "presumed": facts.is_presumed(record),
        "years": facts.years(record, directory.today),
        "first_stage": {"kind": stage.kind, "date": str(stage.date)} if stage else None,
        "distance_km": facts.distance_km(directory, record),
        "next_anniversary": _anniversary(facts.next_anniversary(record, directory.today)),
    }


def _anniversary(found: facts.Anniversary | None) -> dict[str, Any] | None:
    if found is None:
        return None
    date = f"{found.year:04}"
    for part in (found.month, found.day):
        if part is not None:
            date += f"-{part:02}"
    return {"date": date, "years": found.years, "round": found.is_round, "approximate": found.approximate}


def reach(directory: Directory, record: City) -> dict[str, Any]:
    """Whom to write to about a city's programme: an organisation, or offices of the municipality to ask instead."""
    found = facts.reach(directory, record.id)
    if found.org is None:
        return {"ask": list(found.ask)}
    data: dict[str, Any] = {"org": found.org.id, "name": name_of(found.org.name)}
    if found.website:
        data["website"] = found.website
    if found.contact:
        data["contact"] = plain(found.contact)
    return {**data, "licence": licence_of(found.org)}


def _published(collection: str, record: City | Organisation | Partnership) -> dict[str, Any]:
    found = plain(record)
    return {key: found[key] for key in schemas.layout(collection).order(found) if key not in _LEFT_OUT}


def _written(directory: Directory, collection: str, record_id: str) -> dict[str, Any]:
    written = directory.written(collection, record_id)
    return {"created": written.created, "modified": written.modified}


def _joined(city: City) -> dict[str, Any]:
    return {"name": city.name["en"], "country": city.country}


def attribution(licence: str) -> list[str]:
    """What to say when passing on what is under a licence."""
    return [ATTRIBUTION[each] for each in LICENCES if permits(licence, each)]


def head(directory: Directory, *licences: str) -> dict[str, Any]:
    """What every document begins with: its version, the licence of what is in it, and which state of the records it is.

    The licence is that of the directory, or the strictest of `licences` where some are given.
    """
    licence = strictest(*licences) if licences else directory.licence
    return {
        "format": FORMAT,
        "licence": licence,
        "attribution": attribution(licence),
        "forced": directory.forced,
        "selection": directory.selection or None,
        "as_of": str(directory.today),
        "revision": directory.revision or None,
    }


def counts(directory: Directory) -> dict[str, int]:
    """The number of records by collection."""
    return {
        "cities": len(directory.cities),
        "organisations": len(directory.orgs),
        "partnerships": len(directory.partnerships),
    }


def redirects(directory: Directory) -> dict[str, dict[str, str]]:
    """By collection: from the id of a record that was merged to that of the one that goes on, where that is here."""
    return {
        name: {
            former: now
            for former, now in directory.redirects.get(collection, {}).items()
            if now in getattr(directory, collection)
        }
        for collection, name in NAMES.items()
    }


def tombstones(directory: Directory) -> dict[str, dict[str, Any]]:
    """By collection and id: why and when a record was taken back."""
    return {
        name: {key: plain(stone.withdrawn) for key, stone in directory.tombstones.get(collection, {}).items()}
        for collection, name in NAMES.items()
    }


def gone(directory: Directory) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    """The tables of records that are no longer there, with their rows as objects."""
    for table in (REDIRECTS, TOMBSTONES):
        keys = [column.name for column in table.columns]
        yield table, [dict(zip(keys, row, strict=True)) for row in table.rows(directory)]


def place(city: City) -> dict[str, Any]:
    """A city in short, for documents about another one."""
    return {
        "id": city.id,
        "name": city.name["en"],
        "country": city.country,
        "country_name": countries.name(city.country),
        "lat": city.lat,
        "lon": city.lon,
    }

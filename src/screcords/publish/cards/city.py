"""The card of a city: where it is, its partnerships, whom to write to, and what can be celebrated next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.directory import facts
from screcords.directory.columns import name_of
from screcords.directory.licence import licence_of
from screcords.model.history import IN_FORCE
from screcords.model.ids import path_of
from screcords.publish.aligned import aligned
from screcords.publish.cards.words import (
    MOST_NAMES,
    celebrated,
    in_languages,
    offices,
    plain,
    reached,
    said,
    standing,
    years,
)
from screcords.reference import countries, subdivisions
from screcords.text.safe import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.directory.model import Directory
    from screcords.model.city import City
    from screcords.model.partnership import Partnership

NEXT = 3
"""So many anniversaries are shown."""


def named(city: City) -> str:
    """A city with its subdivision and country."""
    parts = [city.name["en"]]
    if city.subdivision:
        parts.append(subdivisions.name(city.subdivision))
    parts.append(countries.name(city.country))
    return printable(", ".join(dict.fromkeys(parts)))


def card(directory: Directory, city: City) -> Iterator[str]:
    """The card, line by line."""
    yield f"{named(city)}  [{city.id}]"
    if others := in_languages(city.name, city.name["en"]):
        more = f" and {len(others) - MOST_NAMES} more" if len(others) > MOST_NAMES else ""
        yield f"  {', '.join(others[:MOST_NAMES])}{more}"
    former = [name for _, names in sorted((city.former_names or {}).items()) for name in names]
    for what, names in (("also", city.aliases), ("formerly", former)):
        if names:
            yield f"  {what}: {printable(', '.join(names))}"
    yield f"  {' · '.join(_facts(city))}"
    if city.successors:
        yield f"  now: {', '.join(_name(directory, key) for key in city.successors)}"
    if city.members:
        yield f"  members: {', '.join(_name(directory, key) for key in city.members)}"
    yield from _partnerships(directory, city)
    yield from _reach(directory, city)
    yield from _anniversaries(directory, city)
    licence = directory.licence_with(record, city.id) if (record := _strictest(directory, city)) else licence_of(city)
    yield f"\n{path_of('cities', city.id)} · {licence}"


def _strictest(directory: Directory, city: City) -> Partnership | None:
    """The partnership whose licence asks most."""
    return max(directory.ties.get(city.id, ()), key=licence_of, default=None)


def _name(directory: Directory, key: str) -> str:
    city = directory.cities.get(key)
    return f"{named(city)} [{key}]" if city else key


def _facts(city: City) -> Iterator[str]:
    yield plain(city.level)
    if city.lat is not None and city.lon is not None:
        yield f"{abs(city.lat):.4f}° {'NS'[city.lat < 0]}, {abs(city.lon):.4f}° {'EW'[city.lon < 0]}"
    if city.population:
        counted = f" ({city.population.year})" if city.population.year else ""
        yield f"{city.population.value:,} inhabitants{counted}"
    if city.valid:
        yield years(city.valid)
    if city.wikidata:
        yield f"Wikidata {city.wikidata}"


def _partnerships(directory: Directory, city: City) -> Iterator[str]:
    ties = directory.ties.get(city.id, [])
    if not ties:
        yield "\nNo partnership of this city is in the directory, which does not mean that there is none."
        return
    in_force = [record for record in ties if record.status in IN_FORCE]
    presumed = sum(facts.is_presumed(record) for record in in_force)
    if in_force:
        yield f"\nIn force: {len(in_force)}" + (f", of which {presumed} presumed" if presumed else "")
        yield from _table(directory, city, in_force)
    if proposed := [record for record in ties if record.status == "proposed"]:
        yield f"\nProposed: {len(proposed)}"
        yield from _table(directory, city, proposed)
    if ended := [record for record in ties if record.status not in IN_FORCE and record.status != "proposed"]:
        yield f"\nEnded: {len(ended)}"
        yield from _table(directory, city, ended)


def _table(directory: Directory, city: City, ties: list[Partnership]) -> Iterator[str]:
    rows = []
    for record in ties:
        partner = directory.cities[record.cities[record.cities[0] == city.id]]
        until = f"{said(record.since) or '?'} to {said(record.until)}" if record.until else said(record.since)
        rows.append((named(partner), record.kind, standing(record.status), until, record.id))
    rows.sort(key=lambda row: (row[0], row[4]))
    yield from aligned(rows, ("PARTNER", "KIND", "STATUS", "SINCE", "ID"), indent="  ")


def _reach(directory: Directory, city: City) -> Iterator[str]:
    found = facts.reach(directory, city.id)
    yield "\nWhom to write to"
    if found.org is None:
        yield f"  No organisation is known here. Ask {offices(found.ask)}."
        return
    orgs = directory.programmes[city.id]
    for org in sorted(orgs, key=lambda org: org is not found.org):
        state = "" if org.status == "active" else f", {plain(org.status)}"
        yield f"  {printable(name_of(org.name))} ({plain(org.kind)}{state})  [{org.id}]"
        if org.website:
            yield f"    {printable(org.website)}"
        for contact in sorted(org.contacts, key=lambda contact: contact.role != "primary"):
            yield f"    {reached(contact)}"
        if not org.website and not org.contacts:
            yield f"    How to reach it is not known here. Ask {offices(facts.ASK_INSTEAD)}."


def _anniversaries(directory: Directory, city: City) -> Iterator[str]:
    found = []
    for record in directory.ties.get(city.id, ()):
        if anniversary := facts.next_anniversary(record, directory.today):
            partner = directory.cities[record.cities[record.cities[0] == city.id]]
            day = (anniversary.year, anniversary.month or 13, anniversary.day or 32)
            state = "" if record.status in {"active", "unknown"} else f" ({record.status})"
            found.append((day, f"  {celebrated(anniversary)}, {named(partner)}{state}"))
    if found:
        yield "\nNext anniversaries"
        yield from (line for _, line in sorted(found)[:NEXT])

"""SCR401: two cities with one external identifier."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from screcords.changes.merge import survivor
from screcords.findings import Fix, MergeRecords, Problem, Related, Severity, quoted
from screcords.reference.places import distance_km
from screcords.rules.places.namesakes import NEAR, key
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.findings import Route
    from screcords.model.city import City
    from screcords.repository.entry import Entry
    from screcords.repository.graph import Repository

HELP = "merge the two records if they are one place, else give one its own item"


def _example(line: str) -> str:
    return (
        f"# --- records/cities/us/o/us-or-westview.toml\n{line}\nlat = 45.5152\nlon = -122.6784\n"
        '[name]\nen = "Westview"\n'
    )


@rule(
    "SCR401",
    Severity.ERROR,
    Example(
        bad=_example('wikidata = "Q990000001"  # <- SCR401'),
        good=_example('wikidata = "Q990000003"'),
        why="Q990000001 is the item of Harborview already.",
    ),
    Example(
        bad="# --- records/cities/us/o/us-or-harborview.toml\ngeonames = 990000001\n"
        + _example("geonames = 990000001  # <- SCR401"),
        good="# --- records/cities/us/o/us-or-harborview.toml\ngeonames = 990000001\n"
        + _example("geonames = 990000002"),
        why="GeoNames and UN/LOCODE have several codes for some places, and one for some pairs: a warning.",
    ),
    Example(
        bad="# --- records/cities/us/o/us-or-port-jones.toml\n"
        'wikidata = "Q990000001"  # <- SCR401\nlat = 44.64\nlon = -124.06\n[name]\nen = "Port Jones"',
        good="# --- records/cities/us/o/us-or-harborview.toml\n"
        'aliases = ["Port Jones"]\nformer_ids = ["us-or-port-jones"]',
        why="Two records of one place are merged: one goes on, with what the other knew.",
    ),
    fix="unsafe",
)
def duplicate_qid(repository: Repository) -> Iterator[Problem]:
    """Two cities have the same Wikidata item, GeoNames id or UN/LOCODE.

    Either the place is there twice, and the two records should be merged, or the identifier of a namesake was copied.
    Look the item up: its description says which of the two it is. Items listed under `same_as` count as well.
    `--fix --unsafe` merges places within 15 kilometres of each other, or of one name where one has no coordinates.
    """
    items: dict[str, Entry[Any]] = {}
    geonames: dict[int, Entry[Any]] = {}
    codes: dict[str, Entry[Any]] = {}
    problem = functools.partial(_problem, repository)
    for entry in repository.cities.values():
        city = entry.record
        if city is None:
            continue
        item, number, code = city.wikidata, city.geonames, city.unlocode
        if item is not None and (first := items.setdefault(item, entry)) is not entry:
            yield problem("the Wikidata item", item, ("wikidata",), entry, first)
        for place, item in enumerate(city.same_as):
            if (first := items.setdefault(item, entry)) is not entry:
                yield problem("the Wikidata item", item, ("same_as", place), entry, first)
        if number is not None and (first := geonames.setdefault(number, entry)) is not entry:
            yield problem("the GeoNames id", str(number), ("geonames",), entry, first)._replace(
                severity=Severity.WARNING
            )
        if code is not None and (first := codes.setdefault(code, entry)) is not entry:
            yield problem("the UN/LOCODE", code, ("unlocode",), entry, first)._replace(severity=Severity.WARNING)


def _problem(repository: Repository, what: str, value: str, route: Route, *entries: Entry[Any]) -> Problem:
    entry, first = entries
    name = first.record.name["en"] if first.record else first.id
    there: Route = route
    if what == "the Wikidata item" and first.record:
        city = first.record
        there = ("wikidata",) if city.wikidata == value else ("same_as", city.same_as.index(value))
    return Problem(
        route,
        f"{what} {quoted(value)} is that of {name} already",
        HELP,
        related=(Related(first.path, there, "first used here"),),
        path=entry.path,
        fix=_fix(repository, entry, first),
    )


def _fix(repository: Repository, entry: Entry[Any], first: Entry[Any]) -> Fix | None:
    """Merge the two, unless one may have copied the identifier of a namesake, or of another place altogether."""
    one, other = entry.record, first.record
    if one is None or other is None or one.country != other.country or not _is_one(one, other):
        return None
    kept, merged = survivor(repository, entry, first)
    return Fix((MergeRecords("cities", kept, merged),), f'merge "{merged}" into "{kept}"', safe=False)


def _is_one(one: City, other: City) -> bool:
    if None in {one.lat, one.lon, other.lat, other.lon}:
        return key(one.name["en"]) == key(other.name["en"])
    return distance_km(one.lat or 0, one.lon or 0, other.lat or 0, other.lon or 0) < NEAR

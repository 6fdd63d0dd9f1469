"""SCR401: two cities with one external identifier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screcords.findings import Problem, Related, Severity, quoted
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.findings import Route
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
)
def duplicate_qid(repository: Repository) -> Iterator[Problem]:
    """Two cities have the same Wikidata item, GeoNames id or UN/LOCODE.

    Either the place is there twice, and the two records should be merged, or the identifier of a namesake was copied.
    Look the item up: its description says which of the two it is. Items listed under `same_as` count as well.
    """
    items: dict[str, Entry[Any]] = {}
    geonames: dict[int, Entry[Any]] = {}
    codes: dict[str, Entry[Any]] = {}
    for entry in repository.cities.values():
        city = entry.record
        if city is None:
            continue
        item, number, code = city.wikidata, city.geonames, city.unlocode
        if item is not None and (first := items.setdefault(item, entry)) is not entry:
            yield _problem("the Wikidata item", item, ("wikidata",), entry, first)
        for place, item in enumerate(city.same_as):
            if (first := items.setdefault(item, entry)) is not entry:
                yield _problem("the Wikidata item", item, ("same_as", place), entry, first)
        if number is not None and (first := geonames.setdefault(number, entry)) is not entry:
            yield _problem("the GeoNames id", str(number), ("geonames",), entry, first)._replace(
                severity=Severity.WARNING
            )
        if code is not None and (first := codes.setdefault(code, entry)) is not entry:
            yield _problem("the UN/LOCODE", code, ("unlocode",), entry, first)._replace(severity=Severity.WARNING)


def _problem(what: str, value: str, route: Route, entry: Entry[Any], first: Entry[Any]) -> Problem:
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
    )

"""SCR505: one pair in two files, under two records of one city."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Related, Severity, quoted
from screcords.rules.places.namesakes import bear_one_name, namesakes
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.city import City
    from screcords.repository.entry import Entry
    from screcords.repository.graph import Repository
    from screcords.rules.rule import Context

TWIN = (
    "# --- records/cities/us/o/us-or-port-jones.toml\nlat = 44.64\nlon = -124.06\n{aliases}"
    '[name]\nen = "Port Jones"\n# --- records/partnerships/jp/m/jp-minatogawa--us-or-port-jones.toml\n'
    '[[parties]]\ncity = "jp-minatogawa"\n[[parties]]\ncity = "us-or-port-jones"{mark}\n'
)


@rule(
    "SCR505",
    Severity.WARNING,
    Example(
        bad=TWIN.format(aliases='aliases = ["Harborview"]\n', mark="  # <- SCR505"),
        good=TWIN.format(aliases="", mark=""),
        why="Port Jones is another spelling of Harborview here, and both have Minatogawa as their partner.",
    ),
)
def hidden_duplicate(repository: Repository, context: Context) -> Iterator[Problem]:
    """A city has two partnerships with what seems to be one partner.

    The two partners have a name or another spelling in common and lie within 15 kilometres of each other: often the
    city is there twice, once as the municipality around it. Merge the two cities and then the two partnerships. If they
    are two places, allow this rule here, with the reason. Two cities of the very same name are SCR402's.
    """
    found = list(namesakes(repository, aliases=True, among=repository.judged_ends))
    partners = _partners(repository, {entry.id for first, second, _ in found for entry in (first, second)})
    for first, second, distance in found:
        for shared in sorted(partners[first.id] & partners[second.id]):
            kept = repository.partnerships.get(_pair(shared, first.id))
            entry = repository.partnerships.get(_pair(shared, second.id))
            if kept is None or entry is None or kept.record is None or entry.record is None:
                continue
            if not (kept.record.in_force and entry.record.in_force):
                continue
            if bear_one_name(first, second, distance) and (
                _are_told_apart(second) or context.yields("SCR505", entry.path, to="SCR402", at=second.path)
            ):
                continue
            yield Problem(
                ("parties", entry.record.cities.index(second.id), "city"),
                f"{quoted(shared)} is a partner of {quoted(first.id)} too, {distance:.1f} km from {quoted(second.id)}",
                "merge the two cities and their partnerships if they are one place",
                related=(Related(kept.path, ("id",), "the other partnership"),),
                path=entry.path,
            )


def _are_told_apart(second: Entry[City]) -> bool:
    """Whether a city says by an exception that its namesake is another place."""
    return second.record is not None and any(allow.rule == "SCR402" for allow in second.record.allow)


def _partners(repository: Repository, cities: set[str]) -> dict[str, set[str]]:
    """The partners of some cities."""
    partners: dict[str, set[str]] = {city: set() for city in cities}
    for one, other in repository.pairs if cities else ():
        if one in partners:
            partners[one].add(other)
        if other in partners:
            partners[other].add(one)
    return partners


def _pair(one: str, other: str) -> str:
    return f"{one}--{other}" if one < other else f"{other}--{one}"

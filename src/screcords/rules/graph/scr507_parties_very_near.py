"""SCR507: partners next door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity, quoted
from screcords.reference.places import distance_km
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.city import City
    from screcords.repository.graph import Repository

NEAR = 1.0
"""Kilometres. Frankfurt (Oder) and Słubice, a town cut in two by a border, are 1.4 km apart."""


@rule(
    "SCR507",
    Severity.ADVICE,
    Example(
        bad="# --- records/cities/us/o/us-or-westview.toml\nlat = 44.64\nlon = -124.0535\n"
        '[name]\nen = "Westview"\n# --- records/partnerships/us/o/us-or-harborview--us-or-westview.toml\n'
        '[[parties]]\ncity = "us-or-harborview"\n[[parties]]\ncity = "us-or-westview"  # <- SCR507',
        good="# --- records/cities/us/o/us-or-westview.toml\nlat = 44.94\nlon = -124.0535\n"
        '[name]\nen = "Westview"\n# --- records/partnerships/us/o/us-or-harborview--us-or-westview.toml\n'
        '[[parties]]\ncity = "us-or-harborview"\n[[parties]]\ncity = "us-or-westview"',
    ),
)
def parties_very_near(repository: Repository) -> Iterator[Problem]:
    """The two partners lie less than a kilometre apart, or one is a member of the other.

    Often a town and the municipality or county around it were taken for two places, or one of the two has the
    coordinates of the other. Towns that a border divides are real partners: allow it there with a reason.
    """
    cities = repository.cities
    latitude: dict[str, float] = {}
    unions: dict[str, tuple[str, ...]] = {}
    for town in cities.values():
        city = town.record
        if city is not None:
            if city.lat is not None and city.lon is not None:
                latitude[town.id] = city.lat
            if city.members:
                unions[town.id] = city.members
    lat_of = latitude.get
    for (one, other), entries in repository.judged_pairs.items():
        if -0.01 < lat_of(one, 999.0) - lat_of(other, 777.0) < 0.01 and one != other:
            distance = _distance(cities[one].record, cities[other].record)
            if distance < NEAR:
                message = f"the two cities lie {distance * 1000:.0f} metres apart"
                for entry in entries:
                    yield Problem(("parties", 1, "city"), message, "check that they are two places", path=entry.path)
                continue
        if unions and (other in unions.get(one, ()) or one in unions.get(other, ())):
            whole, part = (one, other) if other in unions.get(one, ()) else (other, one)
            for entry in entries:
                message = f"{quoted(part)} is a member of {quoted(whole)}"
                yield Problem(("parties", 1, "city"), message, "check which of the two the partner is", path=entry.path)


def _distance(one: City | None, other: City | None) -> float:
    if one is None or other is None or one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return NEAR
    return distance_km(one.lat, one.lon, other.lat, other.lon)

"""SCR404: coordinates in another country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity
from screcords.model.ids import path_of
from screcords.reference.countries import name
from screcords.reference.places import boxes, inside, swapped
from screcords.rules.places.claims import lies_where_it_claims
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.city import City
    from screcords.rules.rule import Context

MARGIN = 0.5
"""Degrees around a country's boxes in which a point still passes."""


@rule(
    "SCR404",
    Severity.WARNING,
    Example(
        bad="# --- records/cities/jp/m/jp-minatogawa.toml\nlat = 54.6851  # <- SCR404\nlon = 135.1684",
        good="# --- records/cities/jp/m/jp-minatogawa.toml\nlat = 34.6851\nlon = 135.1684",
    ),
    needs=("lat", "lon"),
)
def coordinate_outside_country(record: City, context: Context) -> Iterator[Problem]:
    """The coordinates lie more than half a degree outside of the country.

    Either the country or the point is wrong, often because they come from a namesake. Look at the point on a map. The
    outline used is rough, a few boxes a country; if the place is right, allow it with a reason.
    """
    lat, lon, country = record.lat, record.lon, record.country
    if lat is None or lon is None:
        return
    for south, north, west, east in boxes(country):
        if south <= lat <= north and west <= lon <= east:
            return
    if not (-90 <= lat <= 90 and -180 <= lon <= 180) or not (lat or lon):
        return  # SCR403
    if inside(country, lat, lon, MARGIN) is False and swapped(country, lat, lon) is None:
        if lies_where_it_claims(record):  # the country is wrong
            other = "SCR408" if record.subdivision and record.subdivision[:2] != country else "SCR205"
            if context.yields("SCR404", path_of("cities", record.id), to=other):
                return
        message = f"{lat}/{lon} is not in {name(country)}"
        yield Problem(("lat",), message, "look at the point on a map, and correct it or the country")

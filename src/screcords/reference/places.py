"""Where countries are, roughly: lists of boxes, and the distance between two points."""

from __future__ import annotations

from functools import cache
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from screcords.reference import table

Box = tuple[float, float, float, float]

#: Mean radius of the earth (2a + b) / 3 of IUGG's GRS 80, in kilometres.
RADIUS = 6371.0088
#: Kilometres from one degree of latitude to the next on that sphere.
DEGREE = RADIUS * radians(1)

# What is found by turning numbers around must lie in the country itself, and not only near it.
_REPAIR_MARGIN = 0.1


class Repair(NamedTuple):
    """A way to read coordinates that puts them into the country."""

    how: str
    lat: float
    lon: float


@cache
def _lines() -> dict[str, str]:
    return {line[:2]: line for line in table.lines("boxes.tsv")}


@cache
def boxes(country: str) -> tuple[Box, ...]:
    """The boxes of a country: latitude from and to, longitude from and to; none crosses the antimeridian."""
    found = []
    for field in _lines().get(country, "").split("\t")[1:]:
        south, north, west, east = field.split(" ")
        found.append((float(south), float(north), float(west), float(east)))
    return tuple(found)


def inside(country: str, lat: float, lon: float, margin: float = 0.5) -> bool | None:
    """Whether a point lies in a box of the country or within `margin` degrees of one; None for an unknown country."""
    known = boxes(country)
    if not known:
        return None
    for south, north, west, east in known:
        if south - margin <= lat <= north + margin and west - margin <= lon <= east + margin:
            return True
    if abs(lon) > 180 - margin and abs(lon) <= 180:
        return _within(known, lat, lon - 360 if lon > 0 else lon + 360, margin)
    return False


def _within(known: tuple[Box, ...], lat: float, lon: float, margin: float) -> bool:
    """The same question for a point seen from the other side of the antimeridian."""
    return any(s - margin <= lat <= n + margin and w - margin <= lon <= e + margin for s, n, w, e in known)


def swapped(country: str, lat: float, lon: float) -> Repair | None:
    """How to turn around coordinates that lie outside their country so that they lie in it: the numbers, or a sign.

    None where they are right as they are, where nothing helps, and for an unknown country.
    """
    if inside(country, lat, lon) is not False:
        return None
    ways = (
        Repair("latitude and longitude swapped", lon, lat),
        Repair("sign of the longitude", lat, -lon),
        Repair("sign of the latitude", -lat, lon),
        Repair("both signs", -lat, -lon),
        Repair("swapped, and sign of the longitude", lon, -lat),
        Repair("swapped, and sign of the latitude", -lon, lat),
    )
    return next((way for way in ways if inside(country, way.lat, way.lon, _REPAIR_MARGIN)), None)


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The great-circle distance in kilometres, by the haversine formula on a sphere of the mean radius.

    R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68 (1984), 159; exact for near points, and at most
    0.6 % off the ellipsoid. To find near pairs among many, first compare latitudes: nothing nearer than d kilometres is
    more than d / DEGREE degrees of latitude away.
    """
    phi1, phi2 = radians(lat1), radians(lat2)
    half = sin((phi2 - phi1) / 2) ** 2 + cos(phi1) * cos(phi2) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * RADIUS * asin(min(1.0, sqrt(half)))

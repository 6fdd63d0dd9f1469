"""The shortest way between two places as a line on a map, cut where it crosses the antimeridian.

On a sphere the middle of the shortest way between two points is the sum of their unit vectors, brought back to length
one (the spherical interpolation of K. Shoemake, "Animating Rotation with Quaternion Curves", SIGGRAPH 1985, 3.3, at a
half; the same as "Intermediate points on a great circle" of E. Williams, "Aviation Formulary", at f = 1/2). Pieces are
halved until they are straight enough. A line that crosses the antimeridian ends at 180 degrees and goes on at -180, as
RFC 7946, 3.1.9, asks.
"""

from __future__ import annotations

from itertools import pairwise
from math import atan2, cos, degrees, hypot, radians, sin, sqrt
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
"""Longitude and latitude in degrees, in the order of GeoJSON."""
_Vector: TypeAlias = tuple[float, float, float]

TOLERANCE = 0.05
"""Degrees: so far the middle of a piece may lie from the way, on a map with degrees as coordinates."""

DECIMALS = 5
"""Of a degree: about a metre."""

_LONGEST = 2 * cos(radians(10) / 2)
"""Length of the sum of two unit vectors ten degrees apart; no piece is longer than that."""
_DEPTH = 12
"""A way is halved so often at most; only one close to a pole needs it."""
_OVER_A_POLE = 179.9
"""Degrees of longitude between neighbours that lie on both sides of a pole."""


def arc(start: Point, end: Point) -> list[list[Point]]:
    """The great-circle line between two places: one list of points, or two where it crosses the antimeridian.

    It begins and ends at the places. Between antipodes, where all ways are equally short, it goes over the north pole.
    """
    one, other = _vector(start), _vector(end)
    points = [start, *(_point(vector) for vector in _between(one, other, _DEPTH)), end]
    parts = [_rounded(part) for part in _cut(_unrolled(points))]
    return [part for part in parts if len(part) > 1] or [parts[0] * 2]  # two cities in one place


def _vector(point: Point) -> _Vector:
    lon, lat = radians(point[0]), radians(point[1])
    return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)


def _point(vector: _Vector) -> Point:
    x, y, z = vector
    return degrees(atan2(y, x)), degrees(atan2(z, hypot(x, y)))


def _between(one: _Vector, other: _Vector, depth: int) -> list[_Vector]:
    """The points to draw between two others."""
    x, y, z = one[0] + other[0], one[1] + other[1], one[2] + other[2]
    length = sqrt(x * x + y * y + z * z)
    middle = (x / length, y / length, z / length) if length > 1e-9 else (0.0, 0.0, 1.0)
    if not depth or (length >= _LONGEST and _is_straight(one, middle, other)):
        return []
    return [*_between(one, middle, depth - 1), middle, *_between(middle, other, depth - 1)]


def _is_straight(one: _Vector, middle: _Vector, other: _Vector) -> bool:
    """Whether the middle of the way lies near enough to that of the straight line on the map."""
    (west, south), (lon, lat), (east, north) = _point(one), _point(middle), _point(other)
    to_middle, to_end = _turn(lon - west), _turn(east - west)
    return hypot(to_end / 2 - to_middle, (south + north) / 2 - lat) <= TOLERANCE


def _turn(lon: float) -> float:
    """A difference of longitudes, taken the short way round."""
    return (lon + 180) % 360 - 180


def _unrolled(points: list[Point]) -> list[Point]:
    """The points with longitudes that go on beyond 180 degrees instead of jumping; over a pole along its edge."""
    found = [points[0]]
    for lon, lat in points[1:]:
        before, height = found[-1]
        turn = _turn(lon - before)
        if abs(turn) > _OVER_A_POLE and height * lat > 0:
            pole = 90.0 if lat > 0 else -90.0
            found += [(before, pole), (before + turn, pole)]
        found.append((before + turn, lat))
    return found


def _cut(points: list[Point]) -> list[list[Point]]:
    """The line in parts that all lie between -180 and 180 degrees."""
    parts = [[points[0]]]
    shift = 0
    for (before, height), (lon, lat) in pairwise(points):
        side = 180 if lon - shift > 180 else -180 if lon - shift < -180 else 0
        if side:
            share = (shift + side - before) / (lon - before)
            crossing = height + share * (lat - height)
            parts[-1].append((float(side), crossing))
            parts.append([(float(-side), crossing)])
            shift += 2 * side
        parts[-1].append((lon - shift, lat))
    return parts


def _rounded(part: list[Point]) -> list[Point]:
    """The points as they are written, none twice in a row."""
    found: list[Point] = []
    for lon, lat in part:
        point = (round(lon, DECIMALS) + 0.0, round(lat, DECIMALS) + 0.0)  # adding zero makes 0 of -0
        if not found or found[-1] != point:
            found.append(point)
    return found

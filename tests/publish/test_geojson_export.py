"""GeoJSON: read by an independent library, at the right places, and no line across the whole map."""

import itertools
import json
from dataclasses import replace
from pathlib import Path

import pytest
import sentinel
import shapely
import shapely.geometry

from screcords.directory.model import directory
from screcords.model.dates import Date
from screcords.publish import exporter
from screcords.reference.places import distance_km
from screcords.repository.load import load

ROOT = Path(__file__).parents[2]


def written(published, folder):
    exporter.find("geojson").write(published, folder)
    return [json.loads((folder / f"{name}.geojson").read_bytes()) for name in ("cities", "partnerships")]


@pytest.fixture
def exported(features, screcords, tmp_path):
    done = screcords("export", "geojson", "--to", tmp_path / "out", "--root", features.root, "--as-of", "2026-06-01")
    assert done.code == 0, done.err
    return tmp_path / "out"


@pytest.fixture
def collections(exported):
    return [json.loads((exported / f"{name}.geojson").read_bytes()) for name in ("cities", "partnerships")]


def test_golden(features, tmp_path, golden):
    written(replace(directory(load(features.root)), today=Date.parse("2026-06-01")), tmp_path)
    for name in ("cities", "partnerships"):
        golden(f"formats/{name}.geojson", (tmp_path / f"{name}.geojson").read_bytes())


def test_it_is_what_the_rfc_asks_for(collections):
    for collection in collections:
        assert collection["type"] == "FeatureCollection"
        assert "crs" not in collection
        assert collection["licence"] == "CC-BY-SA-4.0"
        assert collection["attribution"]
        ids = [feature["id"] for feature in collection["features"]]
        assert ids == sorted(set(ids))
        for feature in collection["features"]:
            assert set(feature) == {"type", "id", "geometry", "properties"}
            assert feature["type"] == "Feature"
            assert feature["properties"]["id"] == feature["id"]


def test_everything_is_there(features, collections):
    published = directory(load(features.root))
    cities, partnerships = collections
    lost = [city.id for city in published.cities.values() if city.lat is None]
    assert cities["left_out"] == lost
    assert {feature["id"] for feature in cities["features"]} == set(published.cities) - set(lost)
    undrawn = [key for key, tie in published.partnerships.items() if not set(tie.cities).isdisjoint(lost)]
    assert partnerships["left_out"] == undrawn
    assert {feature["id"] for feature in partnerships["features"]} == set(published.partnerships) - set(undrawn)


def test_places_are_right(features, collections):
    published = directory(load(features.root))
    places = {}
    for feature in collections[0]["features"]:
        point = shapely.geometry.shape(feature["geometry"])
        city = published.cities[feature["id"]]
        assert (point.x, point.y) == (city.lon, city.lat)
        assert feature["properties"]["name"] == city.name["en"]
        places[city.id] = point
    for feature in collections[1]["features"]:
        line = shapely.geometry.shape(feature["geometry"])
        assert line.is_valid
        ends = shapely.get_parts(line)
        tie = published.partnerships[feature["id"]]
        properties = feature["properties"]
        assert (properties["city_a"], properties["city_b"]) == tie.cities
        assert (properties["kind"], properties["status"]) == (tie.kind, tie.status)
        assert ends[0].coords[0] == places[tie.cities[0]].coords[0]
        assert ends[-1].coords[-1] == places[tie.cities[1]].coords[0]


def test_a_city_without_coordinates_is_said(world, tmp_path):
    path = "records/cities/us/o/us-or-harborview.toml"
    lines = [line for line in world.read(path).splitlines(keepends=True) if not line.startswith(("lat", "lon"))]
    world.write(path, "".join(lines))
    cities, partnerships = written(directory(load(world.root)), tmp_path)
    assert (cities["left_out"], len(cities["features"])) == (["us-or-harborview"], 1)
    assert (partnerships["left_out"], partnerships["features"]) == (["jp-minatogawa--us-or-harborview"], [])


def test_an_empty_directory(folder, tmp_path):
    (folder.root / "records").mkdir()
    for collection in written(directory(load(folder.root)), tmp_path):
        assert (collection["features"], collection["left_out"]) == ([], [])


def test_what_it_does_not_claim():
    assert exporter.find("geojson").leaves_out


def far_or_sampled(whole):
    """The partnerships whose line may cross the antimeridian, and every twentieth of the others."""
    for number, (key, tie) in enumerate(whole.partnerships.items()):
        one, other = (whole.cities[city].lon for city in tie.cities)
        if one is not None and other is not None and (abs(one - other) > 180 or number % 20 == 0):
            yield key, tie


def test_lines_of_the_world(tmp_path):
    """Each is as long as its distance, hundreds are cut at the antimeridian, none jumps."""
    whole = directory(load(ROOT))
    _, partnerships = written(replace(whole, partnerships=dict(far_or_sampled(whole))), tmp_path)
    cut = 0
    for feature in partnerships["features"]:
        geometry = feature["geometry"]
        lines = geometry["coordinates"] if geometry["type"] == "MultiLineString" else [geometry["coordinates"]]
        cut += len(lines) == 2
        assert len(lines) == 1 + (geometry["type"] == "MultiLineString")
        length = 0.0
        for line in lines:
            for one, other in itertools.pairwise(line):
                assert abs(one[0] - other[0]) < 45, feature["id"]
                length += distance_km(one[1], one[0], other[1], other[0])
        assert length == pytest.approx(feature["properties"]["distance_km"], rel=1e-3, abs=0.2)
        if len(lines) == 2:
            assert abs(lines[0][-1][0]) == 180
            assert lines[1][0] == [-lines[0][-1][0], lines[0][-1][1]]
    assert cut > 400


def test_texts_are_escaped(tmp_path):
    cities, _ = written(sentinel.directory(), tmp_path)
    assert sentinel.missing(
        [value for feature in cities["features"] for value in feature["properties"].values()]
        + [value for feature in cities["features"] for value in feature["properties"]["names"]],
        but=("organisation", "partnership", "tombstone", "city.lat", "city.lon", *LEFT_OUT),
    ) == []  # fmt: skip


LEFT_OUT = (
    "city.same_as", "city.geonames", "city.unlocode", "city.population.year", "city.valid", "city.successors",
    "city.members", "city.former_ids", "city.provenance", "city.facts_from", "city.former_names", "city.name (",
)  # fmt: skip
"""What `leaves_out` of the format sums up."""

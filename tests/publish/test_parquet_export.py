"""Parquet: pyarrow and duckdb read what the JSON document says, typed; shapely reads the places."""

import datetime
import hashlib
import json
from dataclasses import replace

import duckdb
import pyarrow
import pytest
import sentinel
import shapely
from pyarrow import parquet

from screcords.directory.model import directory
from screcords.model.dates import Date
from screcords.publish import exporter, objects
from screcords.publish.arrow import DAYS
from screcords.repository.load import load

COLLECTIONS = ("cities", "organisations", "partnerships")


def written(published, folder):
    exporter.find("parquet").write(published, folder)
    return folder


@pytest.fixture
def published(features):
    return replace(directory(load(features.root)), today=Date.parse("2026-06-01"), revision="0123abc")


@pytest.fixture
def out(published, tmp_path):
    return written(published, tmp_path)


def rows(path):
    return parquet.read_table(path).to_pylist(maps_as_pydicts="strict")


def without_nothing(value):
    """The value without the keys that hold nothing, which a column has all the same."""
    if isinstance(value, dict):
        return {key: without_nothing(item) for key, item in value.items() if item is not None}
    return [without_nothing(item) for item in value] if isinstance(value, list | tuple) else value


def as_in_json(row):
    added = {f"{key}_{end}" for key in DAYS for end in ("from", "to")}
    found = {key: value for key, value in row.items() if key not in added}
    for dispute in found.get("disputes") or ():
        dispute["value"] = json.loads(dispute["value"])
    return without_nothing(found)


@pytest.mark.parametrize("name", COLLECTIONS)
def test_rows_are_the_objects_of_the_json_document(published, out, name):
    expected = [without_nothing(data) for data in objects.OBJECTS[name](published)]
    assert [as_in_json(row) for row in rows(out / f"{name}.parquet")] == expected
    assert len(expected) > 2


def test_nothing_is_lost(tmp_path):
    """Every field of the schemas, by the sentinel records."""

    def walk(value):
        if isinstance(value, dict):
            for key, item in value.items():
                yield from (key, *walk(item))
        elif isinstance(value, list):
            for item in value:
                yield from walk(item)
        else:
            yield value

    out = written(sentinel.directory(), tmp_path)
    found = [part for path in sorted(out.glob("*.parquet")) for row in rows(path) for part in walk(row)]
    assert sentinel.missing(found) == []
    assert exporter.find("parquet").leaves_out == ()


def test_columns_are_typed_and_described(out):
    schema = parquet.read_schema(out / "partnerships.parquet")
    assert schema.field("in_force").type == pyarrow.bool_()
    assert schema.field("distance_km").type == pyarrow.float64()
    assert schema.field("years").type == pyarrow.int64()
    assert schema.field("since_from").type == pyarrow.date32()
    assert pyarrow.types.is_list(schema.field("agreements").type)
    assert pyarrow.types.is_struct(schema.field("agreements").type.value_type)
    assert pyarrow.types.is_map(schema.field("summary").type)
    for name in COLLECTIONS:
        for field in parquet.read_schema(out / f"{name}.parquet"):
            assert field.metadata[b"description"], field.name


def test_days_that_dates_can_mean(published, out):
    for row in rows(out / "partnerships.parquet"):
        for key in DAYS:
            date = getattr(published.partnerships[row["id"]], key)
            ends = (row[f"{key}_from"], row[f"{key}_to"])
            assert all(end is None for end in ends) == (date is None)
            if date is not None:
                assert [int(end.strftime("%Y%m%d")) for end in ends] == [date.earliest, date.latest]
    assert any(row["since_from"] == datetime.date(1988, 5, 20) for row in rows(out / "partnerships.parquet"))


def test_duckdb_reads_them(published, out):
    def ask(question):
        with duckdb.connect() as database:
            return database.sql(question).fetchall()

    path = out / "partnerships.parquet"
    found = ask(f"select id, parties[1].city, parties[2].city, in_force from '{path}' order by id")
    assert found == [(tie.id, *tie.cities, tie.in_force) for tie in published.partnerships.values()]
    events = ask(f"select count(*) from (select unnest(history) from '{path}')")
    assert events == [(sum(len(tie.history) for tie in published.partnerships.values()),)]
    names = ask(f"select name['ja'] from '{out / 'cities.parquet'}' where id = 'jp-minatogawa'")
    assert names == [("湊川市",)]
    about = dict(ask(f"select decode(key), decode(value) from parquet_kv_metadata('{path}')"))
    assert about["licence"] == "CC-BY-SA-4.0"
    assert "GeoNames" in about["attribution"]
    assert (about["as_of"], about["revision"], about["forced"]) == ("2026-06-01", "0123abc", "false")
    assert not about["selection"]


def test_places_are_geoparquet(published, out):
    table = parquet.read_table(out / "places.parquet")
    geo = json.loads(table.schema.metadata[b"geo"])
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    column = geo["columns"]["geometry"]
    assert (column["encoding"], column["geometry_types"]) == ("WKB", ["Point"])
    assert "crs" not in column  # WGS 84 with longitude first is what its absence means
    places = {row["id"]: shapely.from_wkb(row["geometry"]) for row in table.to_pylist()}
    expected = {city.id: (city.lon, city.lat) for city in published.cities.values() if city.lat is not None}
    assert {key: (point.x, point.y) for key, point in places.items()} == expected
    assert column["bbox"] == list(shapely.total_bounds(list(places.values())))


def test_an_empty_directory(folder, tmp_path):
    (folder.root / "records").mkdir()
    out = written(directory(load(folder.root)), tmp_path)
    assert sorted(path.name for path in out.glob("*.parquet")) == [
        f"{name}.parquet" for name in ("cities", "organisations", "partnerships", "places", "redirects", "tombstones")
    ]
    assert all(parquet.read_table(path).num_rows == 0 for path in out.glob("*.parquet"))
    assert "bbox" not in json.loads(parquet.read_schema(out / "places.parquet").metadata[b"geo"])["columns"]["geometry"]


@pytest.mark.parametrize("environment", [{"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2", "TZ": "Pacific/Apia", "LC_ALL": "C"}])  # fmt: skip
def test_the_same_bytes(features, process, screcords, tmp_path, environment):
    """Parquet for one version of pyarrow, whose name is in the files; its neighbours for any."""
    formats = ("parquet", "json", "jsonl", "geojson", "graphml", "gexf", "edges")
    arguments = ["export", *formats, "--root", features.root, "--as-of", "2026-06-01", "--to"]
    assert screcords(*arguments, tmp_path / "one").code == 0
    assert process(*arguments, tmp_path / "two", env=environment).returncode == 0
    one, two = (
        {
            path.relative_to(tmp_path / folder): hashlib.sha256(path.read_bytes()).digest()
            for path in (tmp_path / folder).rglob("*")
            if path.is_file()
        }
        for folder in ("one", "two")
    )
    assert one == two
    assert len(one) > 40

"""JSON for small readers, and JSON Lines: each file valid and true to the whole document."""

import json
from dataclasses import replace

import jsonschema_rs
import msgspec
import pytest
import sentinel
from jsonschema import Draft202012Validator

from screcords.directory.model import Filter, directory, filtered
from screcords.model.dates import Date
from screcords.publish import exporter
from screcords.repository.load import load

COLLECTIONS = ("cities", "organisations", "partnerships")


def written(published, folder, *formats):
    folder.mkdir(exist_ok=True)
    for name in formats or ("json",):
        exporter.find(name).write(published, folder)
    return folder


def read(path):
    return json.loads(path.read_bytes())


def part(schema, name):
    return {"$schema": schema["$schema"], "$ref": f"#/$defs/{name}", "$defs": schema["$defs"]}


@pytest.fixture
def published(features):
    return replace(directory(load(features.root)), today=Date.parse("2026-06-01"))


@pytest.fixture
def out(published, tmp_path):
    return written(published, tmp_path / "out")


def test_golden(out, golden):
    for name in ("index.json", "cities/jp/m/jp-minatogawa.json", "countries/jp.json"):
        golden(f"formats/json/{name}", (out / "json" / name).read_bytes())


def test_each_is_valid(out):
    schema = read(out / "directory.schema.json")
    for pattern, name in (("cities/**/*.json", "city_file"), ("countries/*.json", "country_file"), ("index.json", "index_file")):  # fmt: skip
        Draft202012Validator.check_schema(part(schema, name))
        validator = jsonschema_rs.Draft202012Validator(part(schema, name))
        paths = list((out / "json").glob(pattern))
        assert paths
        for path in paths:
            assert [error.message for error in validator.iter_errors(read(path))] == [], path


def test_a_city_has_all_that_is_about_it(out):
    document = read(out / "directory.json")
    places = {city["id"]: city for city in document["cities"]}
    for city in document["cities"]:
        key = city["id"]
        found = read(out / f"json/cities/{key[:2]}/{key[3:4]}/{key}.json")
        assert found["city"] == city
        ties = [tie for tie in document["partnerships"] if key in {party["city"] for party in tie["parties"]}]
        assert [{k: v for k, v in tie.items() if k != "partner"} for tie in found["partnerships"]] == ties
        for tie in found["partnerships"]:
            (other,) = {party["city"] for party in tie["parties"]} - {key}
            partner = places[other]
            expected = {"id": other, "name": partner["name"]["en"], "country": partner["country"]}
            assert {k: tie["partner"][k] for k in expected} == expected
            assert (tie["partner"]["lat"], tie["partner"]["lon"]) == (partner.get("lat"), partner.get("lon"))
        orgs = {org["id"]: org for org in document["organisations"] if org.get("city") == key}
        assert {org["id"]: org for org in found["organisations"]} == orgs
        weight = ["CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0"].index
        licences = [record["licence"] for record in (city, *ties, *orgs.values())]
        assert found["licence"] == max(licences, key=weight)
        assert len(found["attribution"]) == weight(found["licence"]) + 1


def test_no_file_is_missing_and_none_is_left_over(published, out):
    cities = {path.stem for path in (out / "json/cities").rglob("*.json")}
    assert cities == set(published.cities)
    countries = {path.stem for path in (out / "json/countries").glob("*.json")}
    assert countries == {city.country.lower() for city in published.cities.values()}
    index = read(out / "json/index.json")
    assert {row["country"].lower() for row in index["countries"]} == countries
    assert sum(row["cities"] for row in index["countries"]) == len(published.cities)


def test_a_country_has_its_cities_and_their_partnerships(published, out):
    for row in read(out / "json/index.json")["countries"]:
        found = read(out / f"json/countries/{row['country'].lower()}.json")
        assert (found["country"], found["name"]) == (row["country"], row["name"])
        assert found["counts"] == {"cities": row["cities"], "partnerships": row["partnerships"]}
        members = [key for key, city in published.cities.items() if city.country == row["country"]]
        assert [city["id"] for city in found["cities"]] == members
        ties = [key for key, tie in published.partnerships.items() if not set(tie.cities).isdisjoint(members)]
        assert [tie["id"] for tie in found["partnerships"]] == ties


def test_lines_are_the_objects_of_the_document(published, tmp_path):
    out = written(published, tmp_path / "out", "json", "jsonl")
    document = read(out / "directory.json")
    for name in COLLECTIONS:
        lines = (out / f"{name}.jsonl").read_bytes().split(b"\n")
        assert lines.pop() == b""
        assert [json.loads(line) for line in lines] == document[name]
    assert json.loads((out / "redirects.jsonl").read_bytes().splitlines()[0])["former_id"] == "de-neuenthal"
    stones = [json.loads(line) for line in (out / "tombstones.jsonl").read_bytes().splitlines()]
    assert {stone["id"]: stone["reason"] for stone in stones}["it-nessuno"] == "entered-in-error"


def walk(value):
    if isinstance(value, dict):
        for key, item in value.items():
            yield from (key, *walk(item))
    elif isinstance(value, list):
        for item in value:
            yield from walk(item)
    else:
        yield value


def test_nothing_is_lost(tmp_path):
    """Every field of the schemas, by the sentinel records; the formats claim to be complete."""
    out = written(sentinel.directory(), tmp_path / "out", "json", "jsonl")
    assert sentinel.missing(walk(read(out / "directory.json"))) == []
    lines = (line for path in sorted(out.glob("*.jsonl")) for line in path.read_bytes().splitlines())
    assert sentinel.missing(part for line in lines for part in walk(json.loads(line))) == []
    assert exporter.find("json").leaves_out == ()
    assert len(exporter.find("jsonl").leaves_out) == 1  # what is said of the whole


def test_a_part_of_the_directory(published, tmp_path):
    out = written(filtered(published, Filter(countries=("TH",))), tmp_path / "some")
    schema = read(out / "directory.schema.json")
    document = read(out / "directory.json")
    jsonschema_rs.Draft202012Validator(schema).validate(document)
    assert {path.stem for path in (out / "json/cities").rglob("*.json")} == {city["id"] for city in document["cities"]}


def test_a_country_that_is_no_code_makes_no_path(published, tmp_path):
    """Only a forced export has such."""
    hostile = msgspec.structs.replace(published.cities["th-ban-fa"], country="../../x")
    out = written(replace(published, cities={**published.cities, "th-ban-fa": hostile}), tmp_path / "out")
    assert not (tmp_path / "x.json").exists()
    assert {path.name for path in tmp_path.iterdir()} == {"out", "repo"}
    assert "../../x" not in {row["country"] for row in read(out / "json/index.json")["countries"]}


def test_an_empty_directory(folder, tmp_path):
    (folder.root / "records").mkdir()
    out = written(directory(load(folder.root)), tmp_path / "out", "json", "jsonl")
    assert read(out / "json/index.json")["countries"] == []
    assert (out / "cities.jsonl").read_bytes() == b""

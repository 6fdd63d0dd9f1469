"""JSON: valid against the schema beside it, with every fact of the records, and computed keys that are right."""

import copy
import json
from dataclasses import replace

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator
from record_data import FULL

from screcords.directory.model import Recorded, directory
from screcords.model import schemas
from screcords.model.ids import path_of
from screcords.publish import objects
from screcords.publish.formats import json as format_json
from screcords.reference.places import distance_km
from screcords.repository.load import load
from screcords.text.canonical import write

LISTS = {"cities": "cities", "organisations": "orgs", "partnerships": "partnerships"}
LEFT_OUT = {"schema", "allow"}
COMPUTED = {
    "cities": {"licence", "partnerships", "reach", "created", "modified"},
    "organisations": {"licence", "created", "modified"},
    "partnerships": {
        "licence", "in_force", "presumed", "years", "first_stage", "distance_km", "next_anniversary", "created", "modified",
    },
}  # fmt: skip


@pytest.fixture
def export(screcords, tmp_path):
    def run(folder, *arguments):
        done = screcords(
            "export", "json", "--to", tmp_path / "out", "--root", folder.root, "--as-of", "2026-06-01", *arguments
        )
        assert done.code == 0, done.err
        return json.loads((tmp_path / "out" / "directory.json").read_bytes()), json.loads(
            (tmp_path / "out" / "directory.schema.json").read_bytes()
        )

    return run


def test_it_is_valid_against_its_schema(features, export):
    document, schema = export(features)
    Draft202012Validator.check_schema(schema)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(document)] == []
    jsonschema_rs.Draft202012Validator(schema).validate(document)
    assert schema == format_json.schema()


@pytest.mark.parametrize(
    ("where", "key", "value"),
    [
        ("cities", "mayor", "x"),
        ("partnerships", "kind", "twin"),
        ("partnerships", "in_force", "yes"),
        ("organisations", "licence", "MIT"),
        ("partnerships", "since", "May 1988"),
    ],
)
def test_the_schema_refuses_what_is_not_so(features, export, where, key, value):
    document, schema = export(features)
    document[where][0][key] = value
    assert not jsonschema_rs.Draft202012Validator(schema).is_valid(document)


@pytest.mark.parametrize(
    "key",
    [
        "format",
        "licence",
        "attribution",
        "forced",
        "selection",
        "as_of",
        "revision",
        "counts",
        "redirects",
        "tombstones",
        *LISTS,
    ],
)
def test_every_key_at_the_top_is_needed(features, export, key):
    document, schema = export(features)
    del document[key]
    assert not jsonschema_rs.Draft202012Validator(schema).is_valid(document)


def test_counts_and_order(features, export):
    document, _ = export(features)
    assert document["counts"] == {name: len(document[name]) for name in LISTS}
    for name in LISTS:
        ids = [record["id"] for record in document[name]]
        assert ids == sorted(ids)
        assert len(ids) == len(set(ids))


def test_records_are_as_in_their_files(features, export):
    """No fact is lost, and none is added but the computed ones."""
    document, _ = export(features)
    repository = load(features.root)
    for name, collection in LISTS.items():
        computed = COMPUTED[name]
        assert {record["id"] for record in document[name]} == set(repository.collection(collection))
        for record in document[name]:
            import tomllib

            data = tomllib.loads(features.read(path_of(collection, record["id"])))
            expected = {key: value for key, value in data.items() if key not in LEFT_OUT}
            found = {key: value for key, value in record.items() if key not in computed}
            if name == "partnerships":
                found["parties"] = [
                    {k: v for k, v in party.items() if k not in {"name", "country"}} for party in found["parties"]
                ]
            assert found == expected
            assert computed <= set(record)


def test_joined_and_computed_keys(features, export):
    document, _ = export(features)
    cities = {city["id"]: city for city in document["cities"]}
    weight = ["CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0"].index
    for record in document["partnerships"]:
        assert record["in_force"] == (record["status"] in {"active", "unknown", "dormant", "suspended"})
        for party in record["parties"]:
            assert party["name"] == cities[party["city"]]["name"]["en"]
            assert party["country"] == cities[party["city"]]["country"]
            assert weight(record["licence"]) >= weight(cities[party["city"]]["licence"])


def test_ages_distances_and_anniversaries(features, export):
    document, _ = export(features)
    assert document["as_of"] == "2026-06-01"
    tie = next(record for record in document["partnerships"] if record["id"] == "jp-minatogawa--us-or-harborview")
    assert tie["first_stage"] == {"kind": "friendship", "date": "1983-04-11"}
    assert (tie["in_force"], tie["presumed"], tie["years"]) == (True, False, 43)
    assert tie["next_anniversary"] == {"date": "2027-04-11", "years": 44, "round": False, "approximate": False}
    places = {city["id"]: (city.get("lat"), city.get("lon")) for city in document["cities"]}
    assert tie["distance_km"] == round(distance_km(*places["jp-minatogawa"], *places["us-or-harborview"]), 1)


def test_whom_to_write_to(features, export):
    document, _ = export(features)
    cities = {city["id"]: city for city in document["cities"]}
    assert cities["cn-jiangwan"]["reach"] == {"ask": ["city-clerk", "mayor", "international-affairs"]}
    known = cities["us-or-harborview"]["reach"]
    assert (known["org"], known["contact"]["role"]) == ("us-or-harborview-sister-cities", "primary")
    assert known["licence"] == "CC0-1.0"


def test_tombstones_and_redirects(features, export):
    """What was taken back is not published but for why; what was merged can be found under its old name."""
    document, _ = export(features)
    assert document["tombstones"]["cities"] == {"it-nessuno": {"reason": "entered-in-error", "date": "2026-01-15"}}
    assert list(document["tombstones"]["partnerships"]) == ["it-nessuno--us-or-harborview"]
    assert "it-nessuno" not in json.dumps([document[name] for name in LISTS])
    assert document["redirects"]["cities"] == {"de-neuenthal": "de-neuental"}
    assert next(city for city in document["cities"] if city["id"] == "de-neuental")["former_ids"] == ["de-neuenthal"]


def test_redirects_lead_to_what_is_there(features):
    whole = directory(load(features.root))
    some = replace(whole, cities={key: city for key, city in whole.cities.items() if key != "de-neuental"})
    assert objects.redirects(some)["cities"] == {}


def test_days_of_git_are_told(features):
    whole = directory(load(features.root))
    known = replace(whole, recorded={"cities": {"cn-jiangwan": Recorded("2026-01-02", "2026-03-04")}})
    found = {city["id"]: (city["created"], city["modified"]) for city in objects.cities(known)}
    assert found["cn-jiangwan"] == ("2026-01-02", "2026-03-04")
    assert found["de-neuental"] == (None, None)


def test_every_key_of_the_schemas_is_exported(folder, export):
    """A record that has every key, each with a value of its own, is found again in the export, value by value."""
    records = {name: copy.deepcopy(FULL[name]) for name in FULL}
    records["partnership"]["parties"][0]["city"] = "de-mainz"
    records["mainz"] = {"schema": 1, "id": "de-mainz", "level": "town", "country": "DE", "name": {"en": "Mainz"}}
    homes = {"city": "cities", "mainz": "cities", "organisation": "orgs", "partnership": "partnerships"}
    for name, collection in homes.items():
        folder.write(path_of(collection, records[name]["id"]), write(records[name], schemas.layout(collection)))
    document, schema = export(folder, "--force")
    (partnership,), (organisation,), (_, city) = document["partnerships"], document["organisations"], document["cities"]
    for party in partnership["parties"]:
        del party["name"], party["country"]
    for name, found in (("city", city), ("organisation", organisation), ("partnership", partnership)):
        expected = {key: value for key, value in records[name].items() if key not in LEFT_OUT}
        assert {key: found[key] for key in expected} == expected
        assert set(expected) == set(schemas.load(name)["properties"]) - LEFT_OUT - {"withdrawn"} - (
            {"status"} if name == "city" else set()
        )
    assert document["forced"] is True
    assert schema["$defs"].keys() >= {"city", "organisation", "partnership"}


@pytest.mark.parametrize(("asked", "said"), [((), None), (("--country", "JP"), "country JP")])
def test_a_part_says_so(features, screcords, tmp_path, asked, said):
    screcords("export", "json", "geojson", "--to", tmp_path / "out", "--root", features.root, *asked)
    names = ("directory.json", "cities.geojson", "partnerships.geojson", "json/index.json")
    assert [json.loads((tmp_path / "out" / name).read_bytes())["selection"] for name in names] == [said] * len(names)


def test_one_record_a_line(features, screcords, tmp_path):
    screcords("export", "json", "--to", tmp_path / "out", "--root", features.root)
    text = (tmp_path / "out" / "directory.json").read_text(encoding="utf-8")
    lines = text.split("\n")
    assert sum(line.startswith('{"id":') for line in lines) == 29
    assert "湊川市" in text
    assert text.endswith("}\n")


def test_an_empty_repository(folder, export):
    (folder.root / "records").mkdir()
    document, schema = export(folder)
    assert document["counts"] == {"cities": 0, "organisations": 0, "partnerships": 0}
    jsonschema_rs.Draft202012Validator(schema).validate(document)

"""The data package: frictionless finds no fault in it and every fault made on purpose; the sums are right."""

import dataclasses
import hashlib
import json

import frictionless
import pytest
import sentinel

from screcords.directory.model import Filter, directory, filtered
from screcords.directory.tables import TABLES
from screcords.model.dates import Date
from screcords.publish.exporter import export
from screcords.repository.load import load


@pytest.fixture
def published(features):
    return dataclasses.replace(directory(load(features.root)), today=Date.parse("2026-06-01"), revision="abc123")


def report(folder):
    with frictionless.system.use_context(trusted=True):
        return frictionless.Package(str(folder / "datapackage.json")).validate()


def errors(folder):
    return [(row[0], row[1]) for row in report(folder).flatten(["type", "message"])]


@pytest.fixture
def package(published, tmp_path):
    export(published, ["datapackage"], tmp_path / "out")
    return tmp_path / "out"


def test_it_is_valid(package, published):
    found = report(package)
    assert found.valid, errors(package)
    assert {task.name for task in found.tasks} == {table.name.replace("_", "-") for table in TABLES}
    rows = {task.name: task.stats["rows"] for task in found.tasks}
    assert rows["partnerships"] == len(published.partnerships)
    assert rows["directory"] == 2 * len(published.partnerships)


def test_what_it_says_of_the_whole(package):
    data = json.loads((package / "datapackage.json").read_bytes())
    assert data["revision"] == "abc123"
    assert data["licenses"][0]["name"] == "CC-BY-SA-4.0"
    assert data["forced"] is False
    assert all(field["description"] for resource in data["resources"] for field in resource["schema"]["fields"])


@pytest.mark.parametrize(
    ("file", "old", "new", "kind"),
    [
        ("partnerships.csv", ",sister,", ",twin,", "constraint-error"),
        ("partnerships.csv", "jp-minatogawa,Minatogawa", "jp-nowhere,Minatogawa", "foreign-key"),
        ("cities.csv", "123456", "many", "type-error"),
        ("cities.csv", "\nde-neuental,", "\nde-altental,", "primary-key"),
        ("contacts.csv", "us-or-harborview-sister-cities,1", ",1", "constraint-error"),
    ],
)
def test_faults_are_found(package, file, old, new, kind):
    text = (package / file).read_bytes().decode()
    assert old in text
    (package / file).write_bytes(text.replace(old, new, 1).encode())
    assert kind in {found for found, _ in errors(package)}


def test_the_sums_are_of_all_files(published, tmp_path):
    export(published, ["datapackage", "json"], tmp_path / "out")
    lines = (tmp_path / "out" / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    told = dict(reversed(line.split("  ", 1)) for line in lines)
    files = {
        path.relative_to(tmp_path / "out").as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (tmp_path / "out").rglob("*")
        if path.is_file() and path.name != "SHA256SUMS"
    }
    assert told == files
    assert list(told) == sorted(told)
    assert {"directory.json", "cities.csv", "ATTRIBUTION.txt", "datapackage.json"} <= set(told)


def test_references_that_lead_out_of_a_selection_are_not_promised(published, tmp_path):
    export(filtered(published, Filter(countries=("JP",))), ["datapackage"], tmp_path / "some")
    assert errors(tmp_path / "some") == []
    export(sentinel.directory(), ["datapackage"], tmp_path / "bare")
    assert errors(tmp_path / "bare") == []


def test_texts_that_look_like_formulas_meet_their_patterns(package):
    """A telephone number begins with +, so it has an apostrophe in the file; the pattern knows."""
    text = (package / "contacts.csv").read_text(encoding="utf-8")
    assert ",'+" in text
    assert errors(package) == []


def test_an_empty_directory(tmp_path):
    empty = dataclasses.replace(sentinel.directory(), cities={}, orgs={}, partnerships={}, redirects={}, tombstones={})
    export(empty, ["datapackage"], tmp_path / "out")
    assert errors(tmp_path / "out") == []

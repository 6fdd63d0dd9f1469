"""Findings for programs: the keys that were promised, valid against the schema, and plain ASCII."""

import json

import pytest
from jsonschema import Draft202012Validator

from screcords.model import schemas
from screcords.rules.registry import all_rules
from screcords.rules.world import CITY, ORG, OTHER_CITY, PARTNERSHIP


@pytest.fixture
def document(lint):
    def run(folder, *arguments):
        done = lint(folder, "--report", "json", *arguments)
        assert done.out.endswith("}\n")
        assert done.out.isascii()
        found = json.loads(done.out)
        check = Draft202012Validator(schemas.load("report"))
        assert [error.message for error in check.iter_errors(found)] == []
        return found

    return run


@pytest.fixture
def faulty(world):
    world.edit(OTHER_CITY, 'ja = "湊川市"', 'ja = "湊\u202e川市"')
    world.write("records/cities/us/o/us-or-copy.toml", world.read(CITY))
    world.edit(CITY, 'wikidata = "Q990000001"\n', "")
    world.edit(PARTNERSHIP, 'since = "1988-05-20"', 'since = "1988-05-20"\nuntil = "1977"')
    world.write(ORG, "schema = ")
    world.write("records/x.txt", "")
    return world


def test_a_clean_repository(world, document):
    found = document(world)
    assert found["findings"] == []
    assert found["summary"]["records"] == {"cities": 2, "orgs": 1, "partnerships": 1}
    assert found["summary"]["as_of"] == "2026-06-01"
    assert found["summary"]["as_of_from"] == "--as-of"
    assert found["summary"]["filtered"] is False


def test_findings_have_what_was_promised(faulty, document):
    found = document(faulty)["findings"]
    assert {finding["code"] for finding in found} >= {"SCR001", "SCR006", "SCR011", "SCR202", "SCR307"}
    for finding in found:
        assert list(finding) == [
            "code", "name", "severity", "path", "line", "column", "end_line", "end_column", "message", "help", "fixable", "related",
        ]  # fmt: skip
        assert not finding["path"].startswith("/")
        assert (finding["line"], finding["column"]) <= (finding["end_line"], finding["end_column"])
    by_code = {finding["code"]: finding for finding in found}
    ends = by_code["SCR307"]
    assert (ends["path"], ends["name"], ends["severity"]) == (PARTNERSHIP, "ends-before-start", "error")
    line = faulty.read(PARTNERSHIP).split("\n")[ends["line"] - 1]
    assert line[ends["column"] - 1 : ends["end_column"] - 1] == '"1977"'
    related = by_code["SCR202"]["related"]
    assert related
    assert list(related[0]) == ["path", "line", "column", "end_line", "end_column", "message"]


def test_the_summary_counts_by_collection_and_severity(faulty, document):
    found = document(faulty, "--advice")
    counted = {
        name: dict.fromkeys(("error", "warning", "advice"), 0) for name in ("cities", "orgs", "partnerships", "other")
    }
    for finding in found["findings"]:
        parts = finding["path"].split("/")
        name = parts[1] if len(parts) > 2 else "other"
        counted[name][finding["severity"]] += 1
    assert found["summary"]["findings"] == counted
    assert counted["other"]["warning"] == 1
    assert counted["cities"]["advice"] >= 1
    assert found["summary"]["advice"] == {}


def test_advice_that_is_not_listed_is_counted(faulty, document):
    found = document(faulty)
    assert found["summary"]["advice"]["SCR407"] == 1
    assert not [finding for finding in found["findings"] if finding["severity"] == "advice"]


def test_rules_that_did_not_run_are_named_with_the_reason(world, document):
    summary = document(world, "--select", "SCR3", "--ignore", "SCR307")["summary"]
    left = {rule["code"]: rule for rule in summary["not_run"]}
    assert left["SCR307"] == {"code": "SCR307", "name": "ends-before-start", "why": "ignored"}
    assert left["SCR001"]["why"] == "not selected"
    assert summary["rules_run"] == len(all_rules()) - len(summary["not_run"])


def test_paths(faulty, document):
    assert document(faulty, faulty.root / CITY)["summary"]["filtered"] is True


def test_nothing_else_is_on_standard_output(faulty, screcords, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    done = screcords("lint", "--root", faulty.root, "--report", "json", "--as-of", "2026-06-01")
    json.loads(done.out)
    assert done.err == ""
    assert done.code == 1

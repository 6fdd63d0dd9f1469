"""schema/report.json describes what `lint --report json` writes: no key less, and none more."""

import copy
import json

import jsonschema
import pytest

from screcords.findings import NotRun
from screcords.model import schemas
from tools.docs import linting, trial

SCHEMA = schemas.load("report")


def closed(node):
    """The schema with unknown keys refused, which readers should not do but we do here."""
    if isinstance(node, dict):
        if node.get("type") == "object" and "properties" in node:
            node["additionalProperties"] = False
        for child in node.values():
            closed(child)
    if isinstance(node, list):
        for child in node:
            closed(child)
    return node


def test_it_is_a_valid_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", linting.SLIPS)
@pytest.mark.parametrize("advice", [False, True])
def test_reports_are_as_described_and_say_nothing_more(name, advice):
    report = trial.lint(linting.tree(name), advice=advice)
    left = NotRun("SCR707", "unused-source", "ignored")
    report = report._replace(summary=report.summary._replace(not_run=(left,)))
    jsonschema.Draft202012Validator(closed(copy.deepcopy(SCHEMA))).validate(json.loads(trial.as_json(report)))


def test_a_report_with_a_key_less_is_refused():
    document = json.loads(trial.as_json(trial.lint(linting.tree("unknown-key"))))
    del document["findings"][0]["line"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, SCHEMA)

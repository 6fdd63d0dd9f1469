"""Each schema stands alone, so common definitions are copied; the copies are equal and all of them are needed."""

import json
import re

import pytest

from screcords.model import schemas

COMMON = schemas.load("common")["$defs"]


@pytest.mark.parametrize("name", schemas.SCHEMA_OF.values())
def test_copies_of_common_definitions_are_equal(name):
    for key, definition in schemas.load(name)["$defs"].items():
        assert definition == COMMON[key], f"{name}.json and common.json differ in {key}"


def test_settings_write_web_addresses_as_records_do():
    assert schemas.load("settings")["$defs"]["url"]["pattern"] == COMMON["url"]["pattern"]


@pytest.mark.parametrize("name", schemas.SCHEMA_OF.values())
def test_a_schema_carries_what_it_refers_to_and_nothing_else(name):
    schema = schemas.load(name)
    references = re.findall(r'"\$ref": "([^"]*)"', json.dumps(schema))
    assert all(reference.startswith("#/$defs/") for reference in references)
    assert {reference.removeprefix("#/$defs/") for reference in references} == set(schema["$defs"])


def test_every_common_definition_is_used():
    used = {key for name in schemas.SCHEMA_OF.values() for key in schemas.load(name)["$defs"]}
    assert used == set(COMMON)

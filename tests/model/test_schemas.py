"""The schemas: valid themselves, complete in what they say, and each example is one."""

import re
from pathlib import Path

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator

from screcords.model import schemas
from screcords.model.city import LEVELS
from screcords.model.dates import Date, Period, When
from screcords.rules.registry import all_rules

NAMES = sorted(path.stem for path in schemas.folder().glob("*.json"))
INPUT = ("city", "organisation", "partnership", "common", "settings")
"""Schemas of what people write; those of what we write only have to be valid."""

RECORDS = ("city", "organisation", "partnership")
DATES = {"date": Date, "interval": Period, "date_or_interval": When}


def nodes(schema, node=None, where=""):
    """All parts of a schema that describe a value: where they stand, and the part."""
    node = schema if node is None else node
    for key in ("properties", "$defs"):
        for name, child in node.get(key, {}).items():
            place = f"{where}/{key}/{name}"
            yield place, child
            yield from nodes(schema, child, place)
    for key in ("items", "additionalProperties"):
        if isinstance(node.get(key), dict):
            place = f"{where}/{key}"
            yield place, node[key]
            yield from nodes(schema, node[key], place)


PARTS = [
    pytest.param(name, where, node, id=f"{name}{where}") for name in INPUT for where, node in nodes(schemas.load(name))
]
KEYS = [part for part in PARTS if part.values[1].split("/")[-2] in {"properties", "$defs"}]


def validator(name, node):
    return Draft202012Validator({**node, "$defs": schemas.load(name).get("$defs", {})})


def test_all_schemas_are_looked_at():
    assert set(INPUT) <= set(NAMES)
    assert len(KEYS) > 200


@pytest.mark.parametrize("name", NAMES)
def test_meta(name):
    schema = schemas.load(name)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)
    jsonschema_rs.meta.validate(schema)
    assert schema["title"]
    assert schema["description"]


@pytest.mark.parametrize("name", RECORDS)
def test_shared_definitions_are_those_of_common(name):
    common = schemas.load("common")["$defs"]
    for key, definition in schemas.load(name)["$defs"].items():
        assert definition == common[key], key


@pytest.mark.parametrize("name", [name for name in NAMES if name != "common"])
def test_every_definition_is_used_and_every_reference_leads_somewhere(name):
    schema = schemas.load(name)
    text = (schemas.folder() / f"{name}.json").read_text(encoding="utf-8")
    used = set(re.findall(r'"\$ref": "#/\$defs/(\w+)"', text))
    assert used == set(schema.get("$defs", {}))
    assert text.count('"$ref"') == len(re.findall(r'"\$ref": "#/\$defs/\w+"', text))


def test_every_common_definition_is_used_somewhere():
    assert set(schemas.load("common")["$defs"]) == {key for name in RECORDS for key in schemas.load(name)["$defs"]}


@pytest.mark.parametrize(("name", "where", "node"), KEYS)
def test_every_key_says_what_it_is(name, where, node):
    full = schemas.resolve(schemas.load(name), node)
    if where.endswith("/properties/withdrawn") or "$ref" not in node:
        assert full.get("title"), "no title"
    assert full["title"]
    assert full["description"].endswith("."), full["description"]
    assert full["examples"]


@pytest.mark.parametrize(("name", "where", "node"), PARTS)
def test_examples_are_valid(name, where, node):
    full = schemas.resolve(schemas.load(name), node)
    check = validator(name, full)
    for example in full.get("examples", []):
        check.validate(example)
    kind = DATES.get(node.get("$ref", "").rpartition("/")[2] or where.rpartition("/")[2])
    for example in full.get("examples", []) if kind else ():
        kind.parse(example)


@pytest.mark.parametrize(("name", "where", "node"), [part for part in PARTS if "enum" in part.values[2]])
def test_every_term_has_its_meaning(name, where, node):
    terms = node["enum"]
    assert len(terms) == len(set(terms))
    assert all(re.fullmatch(r"[a-z0-9-]+", term) for term in terms)
    if name == "settings":
        return
    meanings = node["x-taplo"]["docs"]["enumValues"]
    assert len(meanings) == len(terms)
    assert all(meaning.endswith(".") for meaning in meanings)
    assert len(set(meanings)) == len(meanings)


def test_the_levels_are_those_of_the_model():
    assert list(schemas.load("city")["properties"]["level"]["x-terms"]) == sorted(
        LEVELS, key=list(schemas.load("city")["properties"]["level"]["x-terms"]).index
    )
    described = schemas.load("city")["properties"]["level"]["description"]
    assert all(f"{level} (" in described for level in LEVELS)


@pytest.mark.parametrize(("name", "where", "node"), [part for part in PARTS if part.values[2].get("type") == "object"])
def test_every_table_is_closed(name, where, node):
    """Keys nobody has thought of are refused: that keeps personal data out."""
    rest = node.get("additionalProperties")
    assert rest is False or node.get("x-language-map") or where == "/properties/lint/properties/severity"
    assert set(node.get("required", ())) <= set(node.get("properties", node.get("required", ())))


@pytest.mark.parametrize(("name", "where", "node"), [part for part in PARTS if part.values[2].get("type") == "string"])
def test_every_text_is_bounded(name, where, node):
    bounded = (
        node.keys() & {"maxLength", "enum", "x-terms"}
        or node.get("x-rule") in {"SCR110", "SCR111"}
        or "pattern" in node
    )
    assert bounded
    if "pattern" in node:
        assert re.fullmatch(r"\^.*\$", node["pattern"])


@pytest.mark.parametrize(("name", "where", "node"), [part for part in PARTS if "x-rule" in part.values[2]])
def test_rules_named_in_the_schemas_exist(name, where, node):
    assert node["x-rule"] in all_rules()


@pytest.mark.parametrize(("name", "where", "node"), [part for part in PARTS if part.values[2].get("x-set")])
def test_sets_are_lists_of_texts_and_their_examples_are_sorted(name, where, node):
    full = schemas.resolve(schemas.load(name), node)
    assert full["type"] == "array"
    assert full["uniqueItems"]
    assert schemas.resolve(schemas.load(name), full["items"])["type"] == "string"
    for example in full["examples"]:
        assert example == sorted(set(example))


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_is_a_tombstone_or_the_whole(name):
    schema = schemas.load(name)
    assert schema["required"] == ["schema", "id"]
    assert schema["if"] == {"required": ["withdrawn"]}
    assert schema["then"]["propertyNames"]["enum"] == ["schema", "id", "status", "withdrawn"]
    tombstone = {"schema": 1, "status": "withdrawn", "withdrawn": {"reason": "privacy", "date": "2026"}}
    tombstone["id"] = "de-a--de-b" if name == "partnership" else "de-a"
    check = jsonschema_rs.Draft202012Validator(schema)
    assert check.is_valid(tombstone)
    assert not check.is_valid(tombstone | {"former_ids": ["x"]})
    assert not check.is_valid({key: value for key, value in tombstone.items() if key != "status"})
    assert not check.is_valid(tombstone | {"status": "active"})


def test_the_schemas_of_a_checkout_are_those_at_its_top():
    top = Path(__file__).parents[2] / "schema"
    assert schemas.folder() == top

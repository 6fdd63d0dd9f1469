"""The typed records say the same as the schemas: key by key, and verdict by verdict on data of all kinds."""

import copy
import datetime
import json
import typing

import jsonschema_rs
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from msgspec import inspect
from record_data import FULL, KINDS, TOMBSTONES, at, mutated, routes

from screcords.model import schemas
from screcords.model.city import City
from screcords.model.dates import Date, Period, When
from screcords.model.record import Part, Tombstone, plain, typed

DATE_TYPES = {"date": Date, "interval": Period, "date_or_interval": When}
TOMBSTONE_KEYS = {"withdrawn"}

ONLY_IN_THE_SCHEMA = {"pattern", "maxLength", "minItems", "minimum", "maximum", "minProperties", "uniqueItems"}
"""What the schemas ask for beyond types: forms, lengths and bounds. The one further key is named below."""


# Structure


def scalar_types(node):
    kinds = node["type"] if isinstance(node["type"], list) else [node["type"]]
    return {{"string": str, "integer": int, "number": float, "boolean": bool}[kind] for kind in kinds}


def differences(kind, schema, node, where):
    """What a type and the part of a schema that it stands for disagree on."""
    reference = node.get("$ref", "").rpartition("/")[2]
    node = schemas.resolve(schema, node)
    if node.get("type") == "array":
        yield from list_differences(kind, schema, node, where)
    elif node.get("additionalProperties") is False:
        yield from table_differences(kind, schema, node, where)
    elif node.get("type") == "object":
        if typing.get_origin(kind) is not dict or typing.get_args(kind)[0] is not str:
            yield f"{where}: {kind} for a table of any keys"
        else:
            yield from differences(typing.get_args(kind)[1], schema, node["additionalProperties"], f"{where}.*")
    elif not is_type_of(kind, reference, node, where):
        yield f"{where}: {kind} for {node}"


def is_type_of(kind, reference, node, where):
    if reference in DATE_TYPES:
        return kind is DATE_TYPES[reference]
    if "const" in node:
        return typing.get_args(kind) == (node["const"],)
    if "enum" in node:
        return list(typing.get_args(kind)) == [
            t for t in node["enum"] if not (where.endswith(".status") and t == "withdrawn")
        ]
    return (set(typing.get_args(kind)) or {kind}) == scalar_types(node)


def list_differences(kind, schema, node, where):
    inner = typing.get_args(kind)
    length = node.get("maxItems")
    if typing.get_origin(kind) is not tuple:
        yield f"{where}: {kind} for a list"
        return
    fits = inner[1:] == (...,) if length is None else len(inner) == length == node["minItems"] and len(set(inner)) == 1
    if not fits:
        yield f"{where}: {kind} for {length or 'any number of'} entries"
    yield from differences(inner[0], schema, node["items"], f"{where}[]")


def table_differences(kind, schema, node, where):
    if not (isinstance(kind, type) and issubclass(kind, Part)):
        yield f"{where}: {kind} for a table"
        return
    hints = typing.get_type_hints(kind)
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    wanted = set(node["properties"]) - (TOMBSTONE_KEYS if "if" in node else set())
    if schema is node and schema["title"] == "City":
        wanted.discard("status")  # a city has a status only as a tombstone
    if set(fields) != wanted:
        yield f"{where}: keys {set(fields) ^ wanted}"
    required = {*node.get("required", ()), *node.get("else", {}).get("required", ())}
    own = {name for name, field in fields.items() if field.required}
    if own != required:
        yield f"{where}: required {own ^ required}"
    if not inspect.type_info(kind).forbid_unknown_fields:
        yield f"{where}: open to unknown keys"
    for name, field in fields.items():
        if name not in node["properties"]:
            continue
        hint = hints[field.name]
        options = [option for option in typing.get_args(hint) if option is not type(None)]
        if type(None) in typing.get_args(hint):
            hint = typing.Union[tuple(options)]  # noqa: UP007 - of as many as there are
            if field.default is not None:
                yield f"{where}.{name}: default {field.default}"
        elif not field.required and field.default != ():
            yield f"{where}.{name}: optional without a default"
        yield from differences(hint, schema, node["properties"][name], f"{where}.{name}")


@pytest.mark.parametrize("name", KINDS)
def test_types_and_schema_agree_key_by_key(name):
    schema = schemas.load(name)
    assert list(table_differences(KINDS[name], schema, schema, name)) == []


@pytest.mark.parametrize("name", KINDS)
def test_a_tombstone_is_what_the_schema_leaves_of_a_record(name):
    schema = schemas.load(name)
    left = {key: schema["properties"][key] for key in schema["then"]["propertyNames"]["enum"]}
    left["status"] = {"enum": ["withdrawn"]}
    node = {"type": "object", "properties": left, "required": list(left), "additionalProperties": False}
    found = [said for said in table_differences(Tombstone, schema, node, "tombstone") if ".status" not in said]
    assert found == []
    assert typing.get_args(typing.get_type_hints(Tombstone)["status"]) == ("withdrawn",)


# Verdicts


VALIDATORS = {name: jsonschema_rs.Draft202012Validator(schemas.load(name)) for name in KINDS}
EXPLAINERS = {name: Draft202012Validator(schemas.load(name)) for name in KINDS}


def refusals(data, name):
    """What the types find wrong: nothing where they admit the data."""
    try:
        record = typed(data, Tombstone if "withdrawn" in data else KINDS[name])
    except msgspec.ValidationError as error:
        return str(error), None
    return "", record


def is_valid(data, name):
    try:
        return VALIDATORS[name].is_valid(data)
    except ValueError:  # what JSON cannot say, a date of TOML, is no data of ours
        return False


def keywords(data, name):
    """The keywords that the data fail, those inside `then` and `else` included."""
    found = set()
    for error in EXPLAINERS[name].iter_errors(data):
        own = str(error.validator)
        if own == "required" and list(error.absolute_path) == ["name"] and name == "city":
            own = "required: name.en"
        found.add(own)
    return found


@pytest.mark.parametrize("name", KINDS)
def test_the_fullest_record_is_valid_and_read_back_as_it_was(name):
    assert list(EXPLAINERS[name].iter_errors(FULL[name])) == []
    assert json.loads(json.dumps(plain(typed(FULL[name], KINDS[name])))) == FULL[name]
    assert plain(typed(TOMBSTONES[name], Tombstone)) == TOMBSTONES[name]


@pytest.mark.parametrize("name", KINDS)
@settings(max_examples=500)
@given(st.data())
def test_types_and_schema_give_the_same_verdict(name, data):
    record = data.draw(mutated(name))
    said, made = refusals(record, name)
    valid = is_valid(record, name)
    if said and valid:
        # the calendar, which no schema knows; and 1.0, a whole number for JSON Schema, which has no other
        assert "year 0000" in said or " days" in said or ("int" in said and "got `float`" in said), said
    elif not said and not valid:
        # the forms and bounds, which no type states; and what is no number, which JSON cannot say
        failed = keywords(record, name)
        assert failed or "nan" in repr(record) or "inf" in repr(record)
        assert failed <= ONLY_IN_THE_SCHEMA | {"required: name.en"}, failed
    if not said:
        assert same_but_for_empty_lists(plain(made), record)


def same_but_for_empty_lists(again, record):
    """Whether two data differ only in empty lists, which typed records do not keep."""
    if isinstance(again, dict) and isinstance(record, dict):
        left = {key for key in record if key not in again}
        return all(record[key] in ([], ()) for key in left) and all(
            same_but_for_empty_lists(again[key], record[key]) for key in again
        )
    if isinstance(again, list | tuple) and isinstance(record, list | tuple):
        return len(again) == len(record) and all(map(same_but_for_empty_lists, again, record))
    return again == record or again != again  # noqa: PLR0124 - not a number is no equal of itself


@pytest.mark.parametrize("name", KINDS)
def test_every_key_that_is_left_out_or_wrong_is_noticed_by_both(name):
    """Each required key, each type: nothing depends on chance here."""
    for route in routes(FULL[name]):
        if not route:
            continue
        for change in (datetime.date(2001, 1, 1), {"no": "such"}, [["x"]], 1.5):
            record = copy.deepcopy(FULL[name])
            at(record, route[:-1])[route[-1]] = change
            said, _ = refusals(record, name)
            assert bool(said) == (not is_valid(record, name)) or keywords(record, name) <= ONLY_IN_THE_SCHEMA | {
                "required: name.en"
            }, (
                route,
                change,
                said,
            )
        record = copy.deepcopy(FULL[name])
        del at(record, route[:-1])[route[-1]]
        said, _ = refusals(record, name)
        assert bool(said) == (not is_valid(record, name)) or keywords(record, name) <= ONLY_IN_THE_SCHEMA | {
            "required: name.en"
        }, route


def test_records_cannot_be_changed():
    record = typed(FULL["city"], City)
    with pytest.raises(AttributeError):
        record.id = "de-other"
    assert hash(record.id)
    assert msgspec.structs.replace(record, id="de-other").id == "de-other"

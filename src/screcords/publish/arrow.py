"""Types of Arrow, and so of Parquet, for the objects of the exports, made from their JSON Schema.

Objects become structs, lists stay lists, maps of languages become maps. What may be of several types (`value` of a
dispute) becomes its text in JSON, for a column has one type. Dates stay as they are written, since a column of days
cannot say "1988" or "about"; for those that everybody asks for, the first and the last day that they can mean stand
beside them as days.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from screcords.model import schemas
from screcords.model.dates import Date
from screcords.publish.object_schema import PARTS, schema
from screcords.publish.objects import encode

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow

DAYS = ("since", "until")
"""Dates of a partnership that have days beside them."""

ENDS = {"from": "first", "to": "last"}


class Shape(NamedTuple):
    """A type, and what makes a value for it of one of JSON."""

    type: pyarrow.DataType
    convert: Callable[[Any], Any]


def columns(collection: str) -> tuple[pyarrow.Schema, Callable[[dict[str, Any]], dict[str, Any]]]:
    """The columns of a collection, each with its description; and what makes a row of an object."""
    import pyarrow  # noqa: PLC0415 - an extra, and a tenth of a second

    whole = schema()
    shapes: dict[str, Shape] = {}
    fields = []
    for key, node in whole["$defs"][PARTS[collection]]["properties"].items():
        said = schemas.resolve(whole, node).get("description", "")
        shapes[key] = _shape(whole, node)
        fields.append(pyarrow.field(key, shapes[key].type, metadata={"description": said}))
        if collection == "partnerships" and key in DAYS:
            for end, which in ENDS.items():
                about = {"description": f"Computed: the {which} day that {key} can mean."}
                fields.append(pyarrow.field(f"{key}_{end}", pyarrow.date32(), metadata=about))

    def row(data: dict[str, Any]) -> dict[str, Any]:
        made = {key: None if value is None else shapes[key].convert(value) for key, value in data.items()}
        if collection == "partnerships":
            for key in DAYS:
                made |= _days(key, data.get(key))
        return made

    return pyarrow.schema(fields), row


def _days(key: str, text: str | None) -> dict[str, datetime.date]:
    if text is None:
        return {}
    date = Date.parse(text)
    return {f"{key}_from": _day(date.earliest), f"{key}_to": _day(date.latest)}


def _day(number: int) -> datetime.date:
    return datetime.date(number // 10000, number // 100 % 100, number % 100)


def _shape(whole: dict[str, Any], node: dict[str, Any]) -> Shape:
    import pyarrow  # noqa: PLC0415 - the same

    node = schemas.resolve(whole, node)
    for choice in node.get("anyOf", ()):
        if choice != {"type": "null"}:
            return _shape(whole, choice)
    if node.get("x-language-map"):
        texts = _shape(whole, node["additionalProperties"])
        return Shape(
            pyarrow.map_(pyarrow.string(), texts.type),
            lambda value: [(tag, texts.convert(text)) for tag, text in value.items()],
        )
    kind = _kind(node)
    if kind == "array":
        items = _shape(whole, node["items"])
        return Shape(pyarrow.list_(items.type), lambda value: [items.convert(item) for item in value])
    if kind == "object":
        inner = {key: _shape(whole, child) for key, child in node["properties"].items()}
        return Shape(
            pyarrow.struct([(key, shape.type) for key, shape in inner.items()]),
            lambda value: {key: inner[key].convert(item) for key, item in value.items()},
        )
    if kind == "json":
        return Shape(pyarrow.string(), lambda value: encode(value).decode())
    make = {"integer": pyarrow.int64, "number": pyarrow.float64, "boolean": pyarrow.bool_}.get(kind, pyarrow.string)
    return Shape(make(), lambda value: value)


def _kind(node: dict[str, Any]) -> str:
    """The type that a node of the schema asks for, null aside; "json" where it leaves several."""
    kinds = node.get("type", "string")
    if isinstance(kinds, str):
        return kinds
    some = [kind for kind in kinds if kind != "null"]
    return some[0] if len(some) == 1 else "json"

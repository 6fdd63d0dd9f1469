"""The schemas: the one source for keys, their order, vocabularies and descriptions."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

from screcords.text.layout import Layout, Slot

SCHEMA_OF = {"cities": "city", "orgs": "organisation", "partnerships": "partnership"}
"""Name of the schema of each collection."""

VERSION = 1
"""The version of the record format, the `schema` of each record."""

LINE_FORMS = {"inline", "table", "tables", "rows"}


def folder() -> Path:
    """Where the schemas are: in the package once installed, at the top of the checkout before."""
    package = Path(__file__).parent.parent / "schema"
    return package if package.is_dir() else Path(__file__).parents[3] / "schema"


@functools.cache
def load(name: str) -> dict[str, Any]:
    """The schema `name` ("city", "organisation", "partnership", "common", "settings") as plain data."""
    data: dict[str, Any] = json.loads((folder() / f"{name}.json").read_bytes())
    return data


def is_newer(version: object) -> bool:
    """Whether a version of the record format is a later one than this."""
    return isinstance(version, int | float) and not isinstance(version, bool) and version > VERSION


def resolve(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """`node` with its `$ref`, if any, replaced by what it points to; keys beside the reference win."""
    reference = node.get("$ref")
    if reference is None:
        return node
    target = resolve(schema, schema["$defs"][reference.removeprefix("#/$defs/")])
    return target | {key: value for key, value in node.items() if key != "$ref"}


@functools.cache
def layout(collection: str) -> Layout:
    """The canonical layout of a collection's files, read off its schema."""
    schema = load(SCHEMA_OF[collection])
    return _layout(schema, schema)


def _layout(schema: dict[str, Any], node: dict[str, Any]) -> Layout:
    if node.get("x-language-map"):
        return Layout({"en": _slot(schema, node["additionalProperties"])})
    return Layout({key: _slot(schema, child) for key, child in node.get("properties", {}).items()})


def _slot(schema: dict[str, Any], node: dict[str, Any]) -> Slot:
    node = resolve(schema, node)
    items = resolve(schema, node.get("items", {}))
    form = node.get("x-form", "inline" if node.get("type") == "object" else "value")
    holder = items if form in {"tables", "rows"} else node
    child = _layout(schema, holder) if form in LINE_FORMS else None
    terms = tuple(items.get("enum") or node.get("enum") or ())
    return Slot(
        form=form,
        sorted=bool(node.get("x-set")),
        layout=child,
        terms=terms,
        has_pattern="pattern" in node or "pattern" in items,
    )


def node(collection: str, route: tuple[str | int, ...]) -> dict[str, Any]:
    """The part of the schema that speaks of what stands at `route`; empty where none does."""
    schema = load(SCHEMA_OF[collection])
    found = schema
    for step in route:
        found = found.get("items", {}) if isinstance(step, int) else found.get("properties", {}).get(step, {})
        found = resolve(schema, found)
    return found


def is_required(collection: str, route: tuple[str | int, ...]) -> bool:
    """Whether the table that holds the key at `route` must have it; false for entries of lists."""
    table = node(collection, route[:-1])
    return route[-1] in {*table.get("required", ()), *table.get("else", {}).get("required", ())}

"""What a schema says of a key, in plain words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from screcords.model import schemas

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMED = {
    "date": "[date](#dates)",
    "interval": "[period](#dates)",
    "date_or_interval": "[date or period](#dates)",
    "duration": "duration, as `P5Y`",
    "text": "text",
    "prose": "sentences",
    "language_map": "[text by language](#text-by-language)",
    "prose_map": "[sentences by language](#text-by-language)",
    "language": "language tag",
    "url": "web address",
    "email": "mailbox",
    "phone": "telephone number",
    "country": "country code",
    "wikidata": "Wikidata item",
    "local_id": "local id",
    "pair_id": "[id](#ids-and-paths)",
    "id": "[id](#ids-and-paths)",
    "city_ref": "id of a city",
    "org_ref": "id of an organisation",
    "pair_ref": "id of a partnership",
    "agreement_ref": "local id of an agreement",
    "source_refs": "local ids of sources",
    "former_ids": "list of ids",
}
"""The shared definitions that say what sort of value a key has."""

PLURALS = {
    "text": "texts",
    "wikidata": "Wikidata items",
    "language": "language tags",
    "url": "web addresses",
    "city_ref": "ids of cities",
    "org_ref": "ids of organisations",
}
"""The same for many of them, where lists of them occur."""

PLAIN = {"string": "text", "integer": "whole number", "number": "number", "boolean": "`true` or `false`"}

SHARED = {
    "sources": "#sources",
    "allow": "#exceptions",
    "withdrawn": "#tombstones",
    "provenance": "#terms-provenance",
    "fields": "#terms-fields",
    "field": "#terms-fields",
    "office": "#terms-offices",
}
"""The shared definitions that have a section of their own."""


class Key(NamedTuple):
    """A key of a record or of a table in it."""

    name: str
    title: str
    description: str
    required: bool
    node: dict[str, Any]
    """Its part of the schema, references resolved."""
    definition: str
    """The shared definition that it refers to, or nothing."""
    items: dict[str, Any]
    """What the entries of a list are."""
    items_definition: str

    @property
    def form(self) -> str:
        """How it is written: value, inline, table, tables or rows."""
        form: str = self.node.get("x-form", "inline" if self.node.get("type") == "object" else "value")
        return form

    @property
    def terms(self) -> dict[str, str]:
        """The words that may stand there, with their meaning."""
        return terms(self.items) or terms(self.node)

    @property
    def holder(self) -> dict[str, Any]:
        """The schema whose properties are the keys inside this one, or an empty one."""
        holder = self.items if self.form in {"tables", "rows"} else self.node
        return holder if "properties" in holder else {}


def terms(node: dict[str, Any]) -> dict[str, str]:
    """The vocabulary of a node: `x-terms`, or its enumeration with the meanings that editors show."""
    if "x-terms" in node:
        return dict(node["x-terms"])
    meanings = node.get("x-taplo", {}).get("docs", {}).get("enumValues")
    return dict(zip(node["enum"], meanings, strict=True)) if meanings else {}


def keys(schema: dict[str, Any], node: dict[str, Any]) -> Iterator[Key]:
    """The keys of a record or table, in canonical order."""
    required = {*node.get("required", ()), *node.get("else", {}).get("required", ())}
    for name, child in node["properties"].items():
        full = schemas.resolve(schema, child)
        items = full.get("items", {})
        yield Key(
            name, full.get("title", name), full.get("description", ""), name in required, full, definition(child),
            schemas.resolve(schema, items), definition(items),
        )  # fmt: skip


def definition(node: dict[str, Any]) -> str:
    """The name of the shared definition that a node refers to."""
    reference: str = node.get("$ref", "")
    return reference.removeprefix("#/$defs/")


def kind(key: Key, sections: dict[str, str], vocabulary: str) -> str:
    """What sort of value a key has; `sections` has the links of keys with a section, `vocabulary` that of its terms."""
    if key.form in {"table", "tables"} and key.name in sections:
        brackets = f"[[{key.name}]]" if key.form == "tables" else f"[{key.name}]"
        return f"{'tables' if key.form == 'tables' else 'table'} [`{brackets}`]({sections[key.name]})"
    if key.form == "rows":
        return f"list of [inline tables]({sections[key.name]})"
    if key.terms:
        return f"list of [terms]({vocabulary})" if key.node["type"] == "array" else f"a [term]({vocabulary})"
    if key.definition in NAMED:
        return NAMED[key.definition] + (f", under `[{key.name}]`" if key.form == "table" else "")
    if key.node.get("type") == "array":
        return f"list of {PLURALS[key.items_definition]}"
    if key.node.get("x-language-map"):
        return f"[lists of text by language](#text-by-language), under `[{key.name}]`"
    if key.holder:
        return f"[inline table]({sections[key.name]})" if key.name in sections else "inline table"
    if isinstance(key.node.get("type"), list):
        return "any single value"
    return PLAIN[key.node["type"]]


def toml(value: object) -> str:
    """A value as TOML writes it in one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {toml(inner)}" for name, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)

"""A Frictionless data package over the CSV tables.

`datapackage.json` (https://specs.frictionlessdata.io/data-package/ and /table-schema/ of version 1, which readers of
version 2 take too) describes each table: types, constraints, keys and references.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from screcords.directory.licence import ATTRIBUTION, LICENCES, permits
from screcords.directory.tables import TABLES, unsound
from screcords.publish.datasette import LICENCE_PAGES
from screcords.publish.exporter import exporter
from screcords.publish.sums import digest

if TYPE_CHECKING:
    from pathlib import Path

    from screcords.directory.model import Directory
    from screcords.directory.tables import Column, Reference, Table

FORMAT = "1.0.0"
"""Version of the tables; its first number grows when a table or column is renamed, removed, or changes its meaning."""

TYPES = {"text": "string", "list": "string", "date": "string"}
"""Dates may be partial or periods, so they are text with a pattern; lists are joined by `; `."""


@exporter("datapackage", title="Frictionless data package over the CSV tables", includes=("csv",), last=True)
def write(directory: Directory, target: Path) -> None:
    """Write datapackage.json."""
    broken = unsound(directory)
    resources = [_resource(table, target, broken, strict=not directory.forced) for table in TABLES]
    with (target / "datapackage.json").open("w", encoding="utf-8", newline="\n") as out:
        json.dump(_head(directory) | {"resources": resources}, out, indent=2, ensure_ascii=False)
        out.write("\n")


def _head(directory: Directory) -> dict[str, Any]:
    said = [ATTRIBUTION[licence] for licence in LICENCES if permits(directory.licence, licence)]
    head: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "sister-cities",
        "title": "Directory of sister cities",
        "description": "The world's sister-city partnerships. A city that is not listed may well have partnerships.",
        "version": FORMAT,
        "created": f"{directory.today}T00:00:00Z",
        "licenses": [{"name": directory.licence, "path": LICENCE_PAGES[directory.licence]}],
        "sources": [{"title": line} for line in said],
        "keywords": ["sister cities", "twin towns", "partnerships of cities"],
        "counts": {
            "cities": len(directory.cities),
            "organisations": len(directory.orgs),
            "partnerships": len(directory.partnerships),
        },
        "forced": directory.forced,
        "selection": directory.selection,
    }
    return head | ({"revision": directory.revision} if directory.revision else {})


def _resource(
    table: Table, target: Path, broken: frozenset[tuple[str, tuple[str, ...]]], *, strict: bool
) -> dict[str, Any]:
    path = target / f"{table.name}.csv"
    schema: dict[str, Any] = {"fields": [_field(column, strict=strict) for column in table.columns]}
    if (table.name, table.key) not in broken:
        schema["primaryKey"] = list(table.key)
    references = [
        {
            "fields": list(reference.columns),
            "reference": {"resource": reference.table, "fields": list(reference.to)},
        }
        for reference in table.references
        if (table.name, reference.columns) not in broken and _is_checkable(table, reference)
    ]
    if references:
        schema["foreignKeys"] = references
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "path": path.name,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest(path)}",
        "schema": schema | {"missingValues": [""]},
    }


def _is_checkable(table: Table, reference: Reference) -> bool:
    """Whether readers can check it: Table Schema has no reference of several columns of which one may be empty."""
    return len(reference.columns) == 1 or all(table.column(name).required for name in reference.columns)


def _field(column: Column, *, strict: bool) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": TYPES.get(column.type, column.type),
        "description": f"{column.description}.",
        "source": column.source,
    }
    if column.type == "list":
        field["separator"] = "; "
    if column.type == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    if column.type == "number":
        field["bareNumber"] = True
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if strict and column.terms and column.type == "text":
        constraints["enum"] = list(column.terms)
    if strict and column.pattern:
        constraints["pattern"] = _as_written(column.pattern)
    return field | ({"constraints": constraints} if constraints else {})


def _as_written(pattern: str) -> str:
    """The pattern of a text as it stands in the CSV file, where an apostrophe may keep it from being a formula."""
    return f"'?({pattern.removeprefix('^').removesuffix('$')})"

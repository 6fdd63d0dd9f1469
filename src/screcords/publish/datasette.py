"""What Datasette is told of the SQLite database (https://docs.datasette.io/en/stable/metadata.html)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screcords.directory.licence import ATTRIBUTION, LICENCES, permits
from screcords.directory.tables import TABLES
from screcords.publish.views import FIND, VIEWS

if TYPE_CHECKING:
    from screcords.directory.model import Directory

LICENCE_PAGES = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
}
LABELS = {"cities": "name", "organisations": "name", "names": "name", "partnerships": "id"}
FACETS = {
    "cities": ["country_name", "level"],
    "organisations": ["kind", "status", "country"],
    "partnerships": ["status", "kind", "in_force"],
    "directory": ["country_name", "partner_country_name", "status"],
}
SORTED = {"cities": "partnerships", "directory": "years"}
"""Columns by which Datasette sorts at first, largest values first."""


def metadata(directory: Directory, name: str) -> dict[str, Any]:
    """The metadata of the database `name` (its file without the ending)."""
    said = [ATTRIBUTION[licence] for licence in LICENCES if permits(directory.licence, licence)]
    forced = ["MADE BY FORCE: the records had errors when this was written."] if directory.forced else []
    tables = {table.name: _table(table.name, table.description) for table in TABLES if not table.wide}
    for table in TABLES:
        if not table.wide:
            tables[table.name]["columns"] = {column.name: f"{column.description}." for column in table.columns}
    views = {view: _table(view, described) for view, (described, _) in VIEWS.items()}
    return {
        "title": "Directory of sister cities",
        "description": "\n".join([*forced, *said, "A city that is not listed may well have partnerships."]),
        "license": directory.licence,
        "license_url": LICENCE_PAGES[directory.licence],
        "databases": {
            name: {
                "tables": tables | views,
                "queries": {
                    "find": {
                        "title": "Find a city by any part of its name, in any script",
                        "sql": FIND,
                        "params": ["q"],
                    }
                },
            }
        },
    }


def _table(name: str, description: str) -> dict[str, Any]:
    found: dict[str, Any] = {"description": description}
    if name in LABELS:
        found["label_column"] = LABELS[name]
    if name in FACETS:
        found["facets"] = FACETS[name]
    if name in SORTED:
        found["sort_desc"] = SORTED[name]
    if name == "names":
        found["fts_table"] = "names_fts"
        found["fts_pk"] = "row"
    return found

"""JSON: one document with all records, one record a line, the JSON Schema that describes it, and small files.

Records are as in their files, without the keys that are only for the linter, and with a few that are computed (see
publish/objects.py). The folder `json` has a file for each city and each country, for readers that want no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.publish import objects, small
from screcords.publish.exporter import exporter
from screcords.publish.lines import document
from screcords.publish.object_schema import PARTS, schema, schema_file

if TYPE_CHECKING:
    from pathlib import Path

    from screcords.directory.model import Directory

__all__ = ["PARTS", "schema", "write"]


@exporter("json", title="JSON document")
def write(directory: Directory, target: Path) -> None:
    """Write directory.json, directory.schema.json, and the folder json."""
    encoded = {
        name: {data["id"]: objects.encode(data) for data in make(directory)} for name, make in objects.OBJECTS.items()
    }
    head = objects.head(directory) | {
        "counts": objects.counts(directory),
        "redirects": objects.redirects(directory),
        "tombstones": objects.tombstones(directory),
    }
    with (target / "directory.json").open("wb") as out:
        out.writelines(document(head, {name: records.values() for name, records in encoded.items()}))
    (target / "directory.schema.json").write_bytes(schema_file())
    small.write(directory, target / "json", encoded)

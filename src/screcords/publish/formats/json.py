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
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from screcords.directory.model import Directory

__all__ = ["PARTS", "records", "schema", "whole", "write"]


@exporter("json", title="JSON document", cost=8)
def write(directory: Directory, target: Path) -> None:
    """Write directory.json, directory.schema.json, and the folder json."""
    encoded = records(directory)
    with (target / "directory.json").open("wb") as out:
        out.writelines(whole(directory, encoded))
    (target / "directory.schema.json").write_bytes(schema_file())
    small.write(directory, target / "json", encoded)


def records(directory: Directory) -> dict[str, dict[str, bytes]]:
    """The objects of all records as they are written, by collection and id."""
    return {
        name: {data["id"]: objects.encode(data) for data in make(directory)} for name, make in objects.OBJECTS.items()
    }


def whole(directory: Directory, encoded: Mapping[str, Mapping[str, bytes]]) -> Iterator[bytes]:
    """The document with all records, in pieces."""
    head = objects.head(directory) | {
        "counts": objects.counts(directory),
        "redirects": objects.redirects(directory),
        "tombstones": objects.tombstones(directory),
    }
    return document(head, {name: found.values() for name, found in encoded.items()})

"""JSON Lines (https://jsonlines.org): an object a line, in a file for each collection.

The objects are those of the JSON document; its JSON Schema, which lies beside them, describes them under `$defs`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.publish import objects
from screcords.publish.exporter import exporter
from screcords.publish.object_schema import schema_file

if TYPE_CHECKING:
    from pathlib import Path

    from screcords.directory.model import Directory


@exporter("jsonl", title="JSON Lines")
def write(directory: Directory, target: Path) -> None:
    """Write cities.jsonl, organisations.jsonl, partnerships.jsonl, and directory.schema.json."""
    for name, make in objects.OBJECTS.items():
        with (target / f"{name}.jsonl").open("wb") as out:
            for data in make(directory):
                out.write(objects.encode(data))
                out.write(b"\n")
    (target / "directory.schema.json").write_bytes(schema_file())

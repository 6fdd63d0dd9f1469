"""JSON Lines (https://jsonlines.org): an object a line, in a file for each collection.

The objects are those of the JSON document; its JSON Schema, which lies beside them, describes them under `$defs`.
`redirects.jsonl` and `tombstones.jsonl` tell of records that are no longer there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screcords.publish import objects
from screcords.publish.exporter import exporter
from screcords.publish.object_schema import schema_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from screcords.directory.model import Directory


@exporter(
    "jsonl",
    title="JSON Lines",
    leaves_out=("what is said of the export as a whole: licence, attribution, day, revision, which part it is",),
)
def write(directory: Directory, target: Path) -> None:
    """Write a file for each collection, redirects.jsonl, tombstones.jsonl and directory.schema.json."""
    for name, make in objects.OBJECTS.items():
        _save(target / f"{name}.jsonl", make(directory))
    for table, rows in objects.gone(directory):
        _save(target / f"{table.name}.jsonl", rows)
    (target / "directory.schema.json").write_bytes(schema_file())


def _save(path: Path, found: Iterable[dict[str, Any]]) -> None:
    with path.open("wb") as out:
        for data in found:
            out.write(objects.encode(data))
            out.write(b"\n")

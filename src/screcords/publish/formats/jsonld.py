"""JSON-LD 1.1: the directory as linked data that can be read as plain JSON, a record a line.

With its vocabulary and the shapes that it obeys. N-Triples says the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.publish.exporter import exporter

if TYPE_CHECKING:
    from pathlib import Path

    from screcords.directory.model import Directory


@exporter("jsonld", title="JSON-LD (linked data)")
def write(directory: Directory, target: Path) -> None:
    """Write directory.jsonld, vocabulary.ttl and shapes.ttl."""
    from screcords.publish.rdf import document, turtle  # noqa: PLC0415 - only this format and N-Triples need it
    from screcords.publish.rdf.records import nodes  # noqa: PLC0415 - the same

    with (target / "directory.jsonld").open("w", encoding="utf-8", newline="\n") as out:
        out.write(f'{{"@context":{document.line(document.context())},\n"@graph":[')
        separator = "\n"
        for node in nodes(directory):
            out.write(separator + document.line(document.thing(node)))
            separator = ",\n"
        out.write("\n]}\n")
    turtle.write(target)

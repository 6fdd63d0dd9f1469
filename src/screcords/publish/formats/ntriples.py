"""N-Triples: the directory as linked data, a statement a line, with its vocabulary and the shapes that it obeys.

Records come in byte order of their ids, and the statements of each are sorted, so that two exports can be compared line
by line. JSON-LD says the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.publish.exporter import exporter

if TYPE_CHECKING:
    from pathlib import Path

    from screcords.directory.model import Directory


@exporter("ntriples", title="N-Triples (linked data)")
def write(directory: Directory, target: Path) -> None:
    """Write directory.nt, vocabulary.ttl and shapes.ttl."""
    from screcords.publish.rdf import turtle  # noqa: PLC0415 - only this format and JSON-LD need it
    from screcords.publish.rdf.lines import statements  # noqa: PLC0415 - the same
    from screcords.publish.rdf.records import nodes  # noqa: PLC0415 - the same

    with (target / "directory.nt").open("w", encoding="utf-8", newline="\n") as out:
        for node in nodes(directory):
            out.write("\n".join(statements(node)) + "\n")
    turtle.write(target)

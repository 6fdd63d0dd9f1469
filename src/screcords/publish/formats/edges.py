"""An edge list: the ids of two cities a line, in order, for tools that take a network as such.

`edges.tsv` begins with comments (#) that say what it is, as network collections have it; `edges.csv` has a line with
the names of the columns instead, which Gephi and spreadsheets look for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.publish import objects
from screcords.publish.exporter import exporter

if TYPE_CHECKING:
    from pathlib import Path

    from screcords.directory.model import Directory


@exporter(
    "edges",
    title="Edge list",
    leaves_out=("everything but the pairs of cities", "cities without partnerships", "organisations"),
)
def write(directory: Directory, target: Path) -> None:
    """Write edges.tsv and edges.csv, a line a partnership, ended ones included."""
    pairs = [tie.cities for tie in directory.partnerships.values()]
    with (target / "edges.tsv").open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"# {line}\n" for line in _comments(directory))
        out.writelines(f"{one}\t{other}\n" for one, other in pairs)
    with (target / "edges.csv").open("w", encoding="utf-8", newline="") as out:
        out.write("source,target\r\n")
        out.writelines(f"{one},{other}\r\n" for one, other in pairs)


def _comments(directory: Directory) -> list[str]:
    head = objects.head(directory)
    state = f"as of {head['as_of']}" + (f", revision {directory.revision}" if directory.revision else "")
    lines = [
        f"Sister-city partnerships: {len(directory.partnerships)} pairs of cities, undirected, {state}",
        *[directory.part] * bool(directory.part),
        "Ids of two cities, a tab between them; ended partnerships are among them",
        f"Licence: {head['licence']}",
        *head["attribution"],
    ]
    return lines + ["MADE BY FORCE: the records had errors when this was written."] * directory.forced

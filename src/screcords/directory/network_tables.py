"""The tables about a network: its measures, distributions, and most central nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.directory.series import Series, number
from screcords.reference import countries

if TYPE_CHECKING:
    from screcords.directory.model import Directory
    from screcords.directory.network import Network
    from screcords.directory.series import Cell

MOST_CENTRAL = 100
"""So many nodes are told of each measure of centrality."""


def tables(found: Network, directory: Directory | None = None) -> tuple[Series, ...]:
    """The tables about a network; with a directory, its nodes have names and countries."""
    total = len(found.nodes)
    above, degrees = total, []
    for degree, count in found.degrees.items():
        degrees.append((degree, count, number(above / total)))
        above -= count
    met = found.methods["closeness"]
    noun = "cities" if directory else "nodes"
    return (
        Series(
            "network", "The network", ("measure", "value", "method"),
            tuple((measure.name, number(measure.value), measure.method) for measure in found.measures),
            measured=-1, ranked=False,
        ),
        Series(
            "degrees", "Partners of a city" if directory else "Degrees",
            ("degree", noun, "share_with_as_many"),
            tuple(degrees),
        ),
        Series("components", "Components by size", ("size", "components"), tuple(found.components.items())),
        Series(
            "distances", "Distances in the largest component", ("distance", "pairs"), tuple(found.distances.items()),
            note="" if met == "exact" else f"Pairs that were met: {met}.", ranked=False,
        ),
        _central(found, directory),
    )  # fmt: skip


def _central(found: Network, directory: Directory | None) -> Series:
    rows: list[tuple[Cell, ...]] = []
    for measure, values in found.centrality.items():
        best = sorted(range(len(values)), key=lambda node: (-values[node], found.nodes[node]))[:MOST_CENTRAL]
        for rank, node in enumerate((node for node in best if values[node] > 0), start=1):
            city = directory.cities[found.nodes[node]] if directory else None
            value = number(int(values[node]) if measure == "degree" else values[node])
            told = (city.name["en"], countries.name(city.country)) if city else ()
            rows.append((measure, rank, found.nodes[node], *told, value))
    said = ("name", "country") if directory else ()
    how = "; ".join(f"{measure} {method}" for measure, method in found.methods.items())
    columns = ("measure", "rank", "id", *said, "value")
    title = f"Most central {'cities' if directory else 'nodes'}"
    return Series(
        "central", title, columns, tuple(rows), keys=len(columns) - 1, grouped=True, note=f"How found: {how}."
    )

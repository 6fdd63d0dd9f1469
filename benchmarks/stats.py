"""What `stats` takes on `records/`: in all, counting only, and the floor of reading the records; and each part of it."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from measure import interleaved, machine, screcords

from screcords.directory import centrality, distances, edges, network
from screcords.directory.model import directory
from screcords.repository.load import load

if TYPE_CHECKING:
    from collections.abc import Callable

COUNTED = ("summary", "country", "kind", "status", "decade", "year")
LARGE = 10**15
"""A budget for which nothing is estimated."""


def main(root: Path, rounds: int, *, exact: bool) -> None:
    """Print the tables; with `exact`, compare the estimate of betweenness with all of it, which takes minutes."""
    print(machine())
    some = [word for name in COUNTED for word in ("--table", name)]
    commands = {
        "floor: walk, read, parse": [sys.executable, str(Path(__file__).parent / "floor.py"), str(root / "records")],
        "stats, counting only": [screcords(), "stats", *some],
        "stats, all": [screcords(), "stats", "--json"],
    }
    for name, run in interleaved(commands, root, rounds).items():
        print(f"| {name} | {run.seconds:.2f} s | {run.peak / 2**20:.0f} MiB |")
    found = edges.of_directory(directory(load(root)))
    near = found.adjacency()
    whole = frozenset(range(len(near)))
    parts: dict[str, Callable[[], object]] = {
        "distances of all pairs": lambda: distances.measure(near, whole),
        "betweenness, sampled": lambda: centrality.betweenness(near),
        "all measures": lambda: network.measure(found),
    }
    print(f"{len(found.nodes):,} nodes, {len(found.pairs):,} edges")
    for name, part in parts.items():
        start = time.process_time()
        part()
        print(f"| {name} | {time.process_time() - start:.2f} s |")
    if exact:
        compare(near)


def compare(near: list[list[int]]) -> None:
    """How far the estimate of betweenness lies off, for the most central."""
    rough, full = centrality.betweenness(near), centrality.betweenness(near, LARGE)
    first = [sorted(range(len(near)), key=lambda node: -values[node])[:20] for values in (rough.values, full.values)]
    off = [abs(rough.values[node] / full.values[node] - 1) for node in first[1]]
    print(
        f"betweenness from {rough.sources:,} nodes: {len(set(first[0]) & set(first[1]))} of the first 20 are the same;"
    )
    print(f"their values are off by {sum(off) / len(off):.1%} on average, {max(off):.1%} at most")


if __name__ == "__main__":
    main(Path(), 3, exact="--exact" in sys.argv)

"""Distances between all nodes of a network, exactly, by breadth-first search from many nodes at once.

A whole number holds one bit for each node that a search starts from, so one `or` carries all searches over an edge:
M. Then et al., "The More the Merrier: Efficient Multi-Source Graph Traversal", PVLDB 8 (2014), 449-460.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SEED = 1956
"""Of the order in which nodes are started from; it matters only where not all of them are."""

BUDGET = 60_000_000
"""So many crossings of edges, each by many searches at once, take about ten seconds; then the rest is estimated."""

SMALLEST = 64
"""Searches of the first sweep. The next ones are larger, for by then it is known what a sweep costs."""

LARGEST = 4096
MEMORY = 1_000_000_000
"""Bits that the state of one sweep may take."""


class Distances(NamedTuple):
    """How far nodes are from each other."""

    sources: int
    """So many nodes were started from; all of them, unless the network is too large."""
    pairs: dict[int, int]
    """By distance: pairs of a start and a node it reaches, within the largest component, each direction for itself."""
    totals: list[int]
    """By node: the sum of its distances from the starts that reach it."""
    reached: list[int]
    """By node: how many starts reach it, itself not counted."""


def order(count: int) -> list[int]:
    """The numbers below `count`, shuffled, the same everywhere: only `random()` is promised to stay as it is."""
    draw = random.Random(SEED)  # noqa: S311 - a sample, no secret
    return [number for _, number in sorted((draw.random(), number) for number in range(count))]


def measure(adjacency: Sequence[Sequence[int]], largest: frozenset[int], budget: int = BUDGET) -> Distances:
    """Search from every node, or from as many as the budget allows; `largest` holds the nodes of that component."""
    starts = order(len(adjacency))
    found = Distances(0, {}, [0] * len(adjacency), [0] * len(adjacency))
    done, size = 0, SMALLEST
    room = max(SMALLEST, MEMORY // max(1, len(adjacency)))
    while done < len(starts) and (budget > 0 or not done):
        batch = starts[done : done + size]
        for level, arrived, crossings in _sweep(adjacency, batch):
            budget -= crossings
            inside = 0
            for node, bits in arrived.items():
                count = bits.bit_count()
                found.totals[node] += level * count
                found.reached[node] += count
                inside += count if node in largest else 0
            if inside:
                found.pairs[level] = found.pairs.get(level, 0) + inside
        done += len(batch)
        size = min(size * 4, LARGEST, room)
    return found._replace(sources=done, pairs=dict(sorted(found.pairs.items())))


def _sweep(adjacency: Sequence[Sequence[int]], starts: Sequence[int]) -> Iterator[tuple[int, dict[int, int], int]]:
    """By level: the nodes reached first then, each with a bit for every start that does; and edges crossed."""
    front = {node: 1 << bit for bit, node in enumerate(starts)}
    seen = [0] * len(adjacency)
    for node, bits in front.items():
        seen[node] = bits
    level = 0
    while front:
        level += 1
        crossings = 0
        arrived: dict[int, int] = {}
        get = arrived.get
        for node, bits in front.items():
            crossings += len(adjacency[node])
            for neighbour in adjacency[node]:
                arrived[neighbour] = get(neighbour, 0) | bits
        front = {}
        for node, bits in arrived.items():
            if new := bits & ~seen[node]:
                seen[node] |= new
                front[node] = new
        yield level, front, crossings

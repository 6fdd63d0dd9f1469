"""Which nodes lie between the others: betweenness, exactly or from a sample of starts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from screcords.directory.distances import order

if TYPE_CHECKING:
    from collections.abc import Sequence

BUDGET = 80_000_000
"""Nodes and edges looked at; about six seconds."""

FEWEST = 64
"""So many starts at least, whatever they cost."""


class Betweenness(NamedTuple):
    """The share of shortest paths that lead over each node."""

    sources: int
    """So many nodes were started from."""
    values: list[float]
    """From 0 to 1: divided by the number of pairs of other nodes."""


def betweenness(adjacency: Sequence[Sequence[int]], budget: int = BUDGET) -> Betweenness:
    """Freeman's betweenness of each node, by Brandes's algorithm.

    L. C. Freeman, Sociometry 40 (1977), 35-41; U. Brandes, Journal of Mathematical Sociology 25 (2001), 163-177. Where
    all starts would cost more than the budget, from a sample of them, scaled up: U. Brandes and C. Pich,
    International Journal of Bifurcation and Chaos 17 (2007), 2303-2318.
    """
    count = len(adjacency)
    cost = count + sum(map(len, adjacency))
    sources = min(count, max(FEWEST, budget // max(1, cost)))
    values = [0.0] * count
    for start in sorted(order(count)[:sources]):
        _add_from(adjacency, start, values)
    pairs = (count - 1) * (count - 2)  # each pair is met from both ends
    scale = count / sources / pairs if count > 2 else 0.0
    return Betweenness(sources, [value * scale for value in values])


def _add_from(adjacency: Sequence[Sequence[int]], start: int, values: list[float]) -> None:
    """Add what the shortest paths from one node contribute."""
    depth = [-1] * len(adjacency)
    paths = [0] * len(adjacency)
    depth[start], paths[start] = 0, 1
    layers = [[start]]
    while layers[-1]:
        level = len(layers)
        layer: list[int] = []
        for node in layers[-1]:
            ways = paths[node]
            for neighbour in adjacency[node]:
                known = depth[neighbour]
                if known < 0:
                    depth[neighbour] = level
                    paths[neighbour] = ways
                    layer.append(neighbour)
                elif known == level:
                    paths[neighbour] += ways
        layers.append(layer)
    share = [0.0] * len(adjacency)
    for level in range(len(layers) - 2, 0, -1):
        for node in layers[level]:
            values[node] += share[node]
            each = (1 + share[node]) / paths[node]
            for neighbour in adjacency[node]:
                if depth[neighbour] == level - 1:
                    share[neighbour] += each * paths[neighbour]

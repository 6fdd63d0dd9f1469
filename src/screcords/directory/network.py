"""Measures of a network. Each is defined, with its source, in docs/statistics.md."""

from __future__ import annotations

from collections import Counter
from math import fsum
from typing import TYPE_CHECKING, NamedTuple

from screcords.directory import distances
from screcords.directory.centrality import betweenness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screcords.directory.edges import Edges

EFFECTIVE = 0.9
"""The share of pairs that the effective distance reaches."""


class Measure(NamedTuple):
    """One number about a network."""

    name: str
    value: float | None
    """`None` where it is not defined, as the assortativity of a ring."""
    method: str = "exact"


class Network(NamedTuple):
    """What is measured of a network."""

    nodes: tuple[str, ...]
    measures: tuple[Measure, ...]
    degrees: dict[int, int]
    """By degree: nodes."""
    components: dict[int, int]
    """By size: components."""
    distances: dict[int, int]
    """By distance: pairs of nodes of the largest component; where not all were started from, those met."""
    centrality: dict[str, list[float]]
    """By measure: the value of each node."""
    methods: dict[str, str]
    """By measure of centrality: how it was found."""


def measure(edges: Edges, *, distance_budget: int = distances.BUDGET, betweenness_budget: int | None = None) -> Network:
    """Measure a network. What is too large for the budgets is estimated, and `method` says so."""
    import networkx  # noqa: PLC0415 - half a second

    graph: networkx.Graph[int] = networkx.Graph()
    graph.add_nodes_from(range(len(edges.nodes)))
    graph.add_edges_from(edges.pairs)
    parts = sorted(networkx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    triangles: dict[int, int] = networkx.triangles(graph)  # type: ignore[assignment]
    adjacency = edges.adjacency()
    degree = [len(neighbours) for neighbours in adjacency]
    largest = frozenset(parts[0]) if parts else frozenset()
    far = distances.measure(adjacency, largest, distance_budget)
    between = betweenness(adjacency) if betweenness_budget is None else betweenness(adjacency, betweenness_budget)
    how = _method(far.sources, len(degree))
    size = {node: len(part) for part in parts for node in part}
    return Network(
        edges.nodes,
        (
            *_counts(edges, degree),
            *_components(parts, len(degree)),
            *_closure(degree, [triangles[node] for node in range(len(degree))]),
            *_mixing(edges, degree),
            *_distances(far.pairs, how),
        ),
        dict(sorted(Counter(degree).items())),
        dict(sorted(Counter(map(len, parts)).items(), reverse=True)),
        {length: pairs // 2 if how == "exact" else pairs for length, pairs in far.pairs.items()},
        {
            "degree": [float(value) for value in degree],
            "betweenness": between.values,
            "closeness": [_closeness(far, node, size[node], len(degree)) for node in range(len(degree))],
        },
        {"degree": "exact", "betweenness": _method(between.sources, len(degree)), "closeness": how},
    )


def _method(sources: int, nodes: int) -> str:
    return "exact" if sources >= nodes else f"estimated from {sources:,} of {nodes:,} nodes"


def _counts(edges: Edges, degree: Sequence[int]) -> list[Measure]:
    nodes, links = len(degree), len(edges.pairs)
    return [
        Measure("nodes", nodes),
        Measure("edges", links),
        Measure("loops", edges.loops),
        Measure("duplicates", edges.duplicates),
        Measure("density", 2 * links / (nodes * (nodes - 1)) if nodes > 1 else None),
        Measure("mean-degree", 2 * links / nodes if nodes else None),
        Measure("maximum-degree", max(degree, default=None)),
        Measure("degree-gini", gini(degree)),
    ]


def gini(values: Sequence[float]) -> float | None:
    """How unequal values are, 0 (all the same) to 1 (one has all); `None` where there are none but zeros."""
    total = fsum(values)
    if not total:
        return None
    weighted = fsum(rank * value for rank, value in enumerate(sorted(values), start=1))
    return 2 * weighted / (len(values) * total) - (len(values) + 1) / len(values)


def _components(parts: Sequence[set[int]], nodes: int) -> list[Measure]:
    largest = len(parts[0]) if parts else 0
    return [
        Measure("components", len(parts)),
        Measure("largest-component", largest),
        Measure("largest-component-share", largest / nodes if nodes else None),
    ]


def _closure(degree: Sequence[int], triangles: Sequence[int]) -> list[Measure]:
    """How often two neighbours of a node are neighbours themselves."""
    wedges = sum(k * (k - 1) // 2 for k in degree)
    local = [2 * found / (k * (k - 1)) for k, found in zip(degree, triangles, strict=True) if k > 1]
    total = fsum(local)
    return [
        Measure("triangles", sum(triangles) // 3),
        Measure("wedges", wedges),
        Measure("transitivity", sum(triangles) / wedges if wedges else None),
        Measure("mean-clustering", total / len(degree) if degree else None),
        Measure("mean-clustering-from-degree-2", total / len(local) if local else None),
    ]


def _mixing(edges: Edges, degree: Sequence[int]) -> list[Measure]:
    """The correlation of the degrees at both ends of an edge, in whole numbers until the end."""
    ends = 2 * len(edges.pairs)
    product = sum(2 * degree[one] * degree[other] for one, other in edges.pairs)
    first, second = sum(k * k for k in degree), sum(k**3 for k in degree)
    spread = ends * second - first * first
    return [Measure("degree-assortativity", (ends * product - first * first) / spread if spread else None)]


def _distances(pairs: dict[int, int], how: str) -> list[Measure]:
    total = sum(pairs.values())
    mean = sum(length * count for length, count in pairs.items()) / total if total else None
    at_least = how if how == "exact" else f"at least; {how}"
    return [
        Measure("diameter", max(pairs, default=0), at_least),
        Measure("mean-distance", mean, how),
        Measure("median-distance", _median(pairs), how),
        Measure("effective-distance-90", effective(pairs), how),
    ]


def _median(pairs: dict[int, int]) -> float | None:
    total, below = sum(pairs.values()), 0
    for length, count in sorted(pairs.items()):
        below += count
        if 2 * below >= total:
            return length
    return None


def effective(pairs: dict[int, int], share: float = EFFECTIVE) -> float | None:
    """The distance within which that share of all pairs lies, interpolated between whole distances."""
    wanted, below = share * sum(pairs.values()), 0
    for length, count in sorted(pairs.items()):
        if below + count >= wanted:
            return length - 1 + (wanted - below) / count
        below += count
    return None


def _closeness(far: distances.Distances, node: int, size: int, nodes: int) -> float:
    """Closeness by Wasserman and Faust: of the component, times the share of nodes that are in it."""
    if not far.totals[node] or nodes < 2:
        return 0.0
    mean = far.totals[node] / far.reached[node]
    return (size - 1) / (nodes - 1) / mean

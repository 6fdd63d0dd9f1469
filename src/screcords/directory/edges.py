"""A network as a list of pairs: that of the directory, or one that is read from a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from screcords.directory.model import Directory

LONGEST_LINE = 4096
"""Bytes; no list of pairs has longer lines, and other files do."""

MOST_PAIRS = 2_000_000
"""More would not fit into the memory of a small machine."""

MOST_COLUMNS = 4
"""Two ids, and at most a weight and a time, as the files of KONECT have."""

_COMMENTS = ("#", "%")
_BLANKS = re.compile(r"\s*[,;]\s*|\s+")
_HEADS = frozenset({("source", "target"), ("from", "to"), ("city_a", "city_b"), ("node1", "node2")})


class UnreadableError(Exception):
    """A file is no list of pairs; the message says where and why."""


class Edges(NamedTuple):
    """A simple undirected network."""

    nodes: tuple[str, ...]
    """Ids, sorted."""
    pairs: tuple[tuple[int, int], ...]
    """Numbers of the two ends of each edge, the lower first, sorted."""
    loops: int = 0
    """Lines that joined a node to itself; they are left out."""
    duplicates: int = 0
    """Lines that repeated an edge, in either direction; they are left out."""
    head: bool = False
    """Whether the first line was taken for the names of columns."""

    def adjacency(self) -> list[list[int]]:
        """The neighbours of each node, in order."""
        found: list[list[int]] = [[] for _ in self.nodes]
        for one, other in self.pairs:
            found[one].append(other)
            found[other].append(one)
        for neighbours in found:
            neighbours.sort()
        return found


def of_directory(directory: Directory) -> Edges:
    """The cities that have partnerships, and an edge for each two that have one."""
    return numbered(record.cities for record in directory.partnerships.values())


def read(path: Path) -> Edges:
    """The network in a file: two ids a line, with blanks, commas or semicolons between them.

    Lines that begin with # or % and empty ones are passed over, and so are a third and a fourth column (weight, time).

    Raises:
        UnreadableError: it is no such file.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return numbered(_pairs(file, path.name), headed=True)


def numbered(pairs: Iterable[tuple[str, str]], *, headed: bool = False) -> Edges:
    """The pairs as a simple network; with `headed`, a first one that is words for columns is not taken for an edge."""
    loops = duplicates = 0
    head = False
    nodes: dict[str, int] = {}
    found: set[tuple[int, int]] = set()
    for number, pair in enumerate(pairs):
        if headed and not number and (pair[0].lower(), pair[1].lower()) in _HEADS:
            head = True
            continue
        one, other = (nodes.setdefault(node, len(nodes)) for node in pair)
        edge = (one, other) if one < other else (other, one)
        if one == other:
            loops += 1
        elif edge in found:
            duplicates += 1
        else:
            found.add(edge)
            if len(found) > MOST_PAIRS:
                raise UnreadableError(f"there are more than {MOST_PAIRS:,} edges, which is more than is measured here")
    names = sorted(nodes)
    rank = [0] * len(names)
    for new, name in enumerate(names):
        rank[nodes[name]] = new
    edges = sorted((min(rank[a], rank[b]), max(rank[a], rank[b])) for a, b in found)
    return Edges(tuple(names), tuple(edges), loops, duplicates, head)


def _pairs(file: BinaryIO, name: str) -> Iterator[tuple[str, str]]:
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        where = f"line {number} of {name}"
        if b"\0" in line:
            raise UnreadableError(f"{where} holds binary data, not a list of pairs")
        if len(line) > LONGEST_LINE:
            raise UnreadableError(f"{where} is longer than {LONGEST_LINE:,} bytes, so this is no list of pairs")
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8").strip()
        except UnicodeDecodeError:
            raise UnreadableError(f"{where} is not UTF-8") from None
        if not text or text.startswith(_COMMENTS):
            continue
        fields = [field.strip('"') for field in _BLANKS.split(text)]
        if len(fields) < 2 or not fields[0] or not fields[1]:
            raise UnreadableError(f"{where} has one id where two are needed")
        if len(fields) > MOST_COLUMNS:
            raise UnreadableError(
                f"{where} has {len(fields)} columns; an edge has two ids, a weight and a time may follow"
            )
        yield fields[0], fields[1]

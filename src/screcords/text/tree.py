"""What the scanner found, as a tree of nodes with their places."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from screcords.text.span import Span

Step = str | int
Route = tuple[Step, ...]
"""The way to a node from the top: keys and indexes, as in `("parties", 1, "city")`."""

Part = Literal["value", "key", "entry"]

Kind = Literal["scalar", "array", "inline", "dotted", "implied", "header", "tables", "element", "root"]
"""What made a node.

`dotted` is a table that exists through `a.b = 1`, `implied` one through `[a.b]`, `header` one with a header of its own;
`tables` is an array of tables and `element` one of these.
"""


class Fault(NamedTuple):
    """One thing that is wrong with the syntax, in words for people who do not write programs."""

    span: Span
    message: str


class Node:
    """A value or a table. Keys that are there twice have two nodes."""

    __slots__ = ("children", "entry", "items", "key", "kind", "value")

    def __init__(self, kind: Kind, key: Span | None, value: Span, entry: Span) -> None:
        self.kind = kind
        self.key = key
        """The part of the key that names it; None for what has only an index."""
        self.value = value
        """The value; for a table with a header, the header."""
        self.entry = entry
        """Key and value together."""
        # Most nodes are scalars and never have either; 40,000 empty dicts and lists in a hostile file take time.
        self.children: dict[str, list[Node]] = _NO_CHILDREN if kind in _WITHOUT_CHILDREN else {}
        self.items: list[Node] = [] if kind == "tables" else _NO_ITEMS

    def become(self, kind: Literal["array", "inline"]) -> None:
        """Turn from a scalar, which every value seems to be at first, into a container."""
        self.kind = kind
        if kind == "array":
            self.items = []
        else:
            self.children = {}

    def get(self, step: Step) -> list["Node"]:
        """Return the nodes one step down, in the order of the text."""
        if isinstance(step, str):
            return self.children.get(step, [])
        return [self.items[step]] if 0 <= step < len(self.items) else []

    def span(self, part: Part) -> Span:
        """Return the place of one part; what has no key of its own gives its value."""
        if part == "key":
            return self.key or self.value
        return self.entry if part == "entry" else self.value


_WITHOUT_CHILDREN = frozenset({"scalar", "array", "tables"})
_NO_CHILDREN: dict[str, list[Node]] = {}
_NO_ITEMS: list[Node] = []


class Statement(NamedTuple):
    """A header or a `key = value`, in the order of the text."""

    route: Route
    """Of the table that a header opens, or of the value."""
    section: Route
    """Of the table under whose header it stands; a header opens its own."""
    span: Span
    node: Node

    @property
    def is_header(self) -> bool:
        """Whether it is `[table]` or `[[element]]`."""
        return self.node.kind in {"header", "element"}


def nodes(root: Node, route: Route) -> tuple[list[Node], int]:
    """Return the nodes at `route`, or else those at its longest beginning that exists, and the length of that."""
    level = [root]
    for depth, step in enumerate(route):
        below = [child for node in level for child in node.get(step)]
        if not below:
            return level, depth
        level = below
    return level, len(route)


def walk(node: Node, route: Route = ()) -> Iterator[tuple[Route, Node]]:
    """Yield every node below `node` with its route."""
    for key, namesakes in node.children.items():
        for child in namesakes:
            yield (*route, key), child
            yield from walk(child, (*route, key))
    for index, child in enumerate(node.items):
        yield (*route, index), child
        yield from walk(child, (*route, index))

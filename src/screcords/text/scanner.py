"""The scanner: a text becomes a tree of places, with whatever is wrong with the syntax.

It recovers: after a fault it goes on with the next line, and what is defined twice is kept twice. It judges nothing;
whether a text is valid TOML is asked of `tomllib`, and the scanner explains (see explain.py).
"""

import re

from screcords.text.definitions import define, open_element, open_table
from screcords.text.guard import MAX_KEY_PARTS
from screcords.text.hints import surplus_mark
from screcords.text.reader import Lost, Reader
from screcords.text.span import BOM, Lines, Span
from screcords.text.tree import Fault, Node, Part, Route, Statement, nodes
from screcords.text.values import read_value

CONFLICT = "an unsolved git conflict: keep one side and delete the marks"
_CONFLICT = re.compile(r"(?:<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|)(?:[ \r\n]|\Z)")


class Scan:
    """What the scanner found in one text."""

    __slots__ = ("comments", "errors", "lines", "root", "statements", "text")

    def __init__(self, text: str, root: Node, reader: Reader, statements: list[Statement]) -> None:
        self.text = text
        self.lines = Lines(text)
        self.root = root
        self.statements = statements
        self.comments: list[Span] = reader.comments
        self.errors: list[Fault] = reader.faults

    def find(self, route: Route, part: Part = "value") -> Span:
        """Return the place of the first node at `route`, or of its nearest ancestor that exists.

        For a table that has a header this is the header, for the whole file its first key.
        """
        found, depth = nodes(self.root, route)
        return found[0].span(part if depth == len(route) else "value")

    def find_all(self, route: Route, part: Part = "value") -> list[Span]:
        """Return the places of all nodes at `route`: several if a key is there twice, none if it is not there."""
        return [node.span(part) for node in self.nodes(route)]

    def nodes(self, route: Route) -> list[Node]:
        """Return all nodes at `route`."""
        found, depth = nodes(self.root, route)
        return found if depth == len(route) else []


def scan(text: str, lists: frozenset[str] = frozenset()) -> Scan:
    """Return the places of everything in `text`, valid or not; `lists` are names known to be lists of tables."""
    return _Scanner(text, lists).scan()


class _Scanner:
    """One pass over the statements of a text."""

    __slots__ = ("reader", "root", "route", "statements", "table", "text")

    def __init__(self, text: str, lists: frozenset[str]) -> None:
        self.text = text
        self.reader = Reader(text, lists)
        self.root = Node("root", None, Span(0, 0), Span(0, 0))
        self.table, self.route = self.root, Route()
        self.statements: list[Statement] = []

    def scan(self) -> Scan:
        at = 0
        if self.text.startswith(BOM):
            self.reader.fault(0, 1, "the file starts with an invisible byte order mark: save it as UTF-8 without BOM")
            at = len(BOM)
        while at < len(self.text):
            try:
                end = self._statement(self.reader.blanks(at))
            except Lost as lost:
                end = lost.at
            following = self.text.find("\n", end)
            at = len(self.text) if following < 0 else following + 1
        if self.statements:
            first = self.statements[0]
            self.root.value = self.root.entry = first.span if first.is_header else first.node.span("key")
        return Scan(self.text, self.root, self.reader, self.statements)

    def _statement(self, at: int) -> int:
        """Read what one line says, and return its end. Raise Lost if it makes no sense."""
        if self.text.startswith("[", at):
            end = self._header(at)
        elif self.reader.is_line_end(at) or self.text[at] == "#":
            end = at
        elif _CONFLICT.match(self.text, at):
            self.reader.fault(at, self.reader.line_end(at), CONFLICT)
            return at
        else:
            end = self._entry(at)
        return self._rest_of_line(end)

    def _rest_of_line(self, at: int) -> int:
        at = self.reader.blanks(at)
        end = self.reader.comment(at)
        if not self.reader.is_line_end(end):
            rest = self.text[at : self.reader.line_end(at)]
            if not self.reader.unseen(at, at + 1):
                self.reader.fault(at, at + len(rest), _surplus(rest, after=self.text[max(0, at - 1) : at]))
        return end

    def _entry(self, at: int) -> int:
        parts = self._key(at)
        equals = self.reader.blanks(parts[-1][1].end)
        if not self.text.startswith("=", equals):
            if not self.reader.has_complained(at, equals) and not self.reader.unseen(equals, equals + 1):
                self.reader.fault(equals, equals + 1, self._no_equals(parts[-1][0], equals))
            raise Lost(equals)
        node = define(self.reader, self.table, parts)
        self.statements.append(Statement((*self.route, *(name for name, _ in parts)), self.route, node.entry, node))
        try:
            return read_value(self.reader, node, self.reader.blanks(equals + 1))
        finally:
            self.statements[-1] = self.statements[-1]._replace(span=node.entry)

    def _no_equals(self, name: str, at: int) -> str:
        rest = self.text[at : self.reader.line_end(at)]
        if rest.startswith((":", "＝")):
            return f"write = instead of {rest[0]} after {name}"
        if re.match(r"[^=\"'\[\]{}#]+=", rest):
            return f"a key has no blanks: write {name}_{'_'.join(rest.split('=')[0].split())}, or put it in quotes"
        return f"a = is missing after {name}"

    def _key(self, at: int) -> list[tuple[str, Span]]:
        parts = self.reader.key(at)
        if len(parts) > MAX_KEY_PARTS:
            self.reader.fault(at, parts[-1][1].end, f"a key of more than {MAX_KEY_PARTS} parts")
            raise Lost(at)
        return parts

    def _header(self, at: int) -> int:
        """Read `[table]` or `[[element]]`; what follows belongs to it even if a bracket is missing."""
        brackets = 2 if self.text.startswith("[[", at) else 1
        self.table, self.route = Node("header", None, Span(at, at), Span(at, at)), ("",)  # nowhere, until it is known
        parts = self._key(self.reader.blanks(at + brackets))
        closing = self.reader.blanks(parts[-1][1].end)
        end = closing
        while end < closing + brackets and self.text.startswith("]", end):
            end += 1
        header = Span(at, end if end > closing else parts[-1][1].end)
        if end < closing + brackets:
            name = ".".join(name for name, _ in parts)
            self.reader.fault(
                at, header.end, f"the closing {']' * brackets} is missing: write {'[' * brackets}{name}{']' * brackets}"
            )
        elif self.text.startswith("]", end):
            self.reader.fault(at, end + 1, f"as many brackets close as open: {'[' * brackets} and {']' * brackets}")
            end = self.reader.line_end(end)
        self._open(parts, header, is_element=brackets == 2)
        return end

    def _open(self, parts: list[tuple[str, Span]], header: Span, *, is_element: bool) -> None:
        if is_element:
            self.table, index = open_element(self.reader, self.root, parts, header)
            self.route = (*self._route_of(parts), index)
        else:
            self.table = open_table(self.reader, self.root, parts, header)
            self.route = self._route_of(parts)
        self.statements.append(Statement(self.route, self.route, header, self.table))

    def _route_of(self, parts: list[tuple[str, Span]]) -> Route:
        """Return the way to a header's table: where it passes an array of tables, through its last element."""
        route: Route = ()
        node: Node | None = self.root
        for position, (name, _) in enumerate(parts):
            route = (*route, name)
            namesakes = node.children.get(name) if node else None
            node = namesakes[-1] if namesakes else None
            if node and node.kind == "tables" and position < len(parts) - 1:
                route = (*route, len(node.items) - 1)
                node = node.items[-1]
        return route


def _surplus(rest: str, after: str) -> str:
    """Return the complaint about what follows a complete statement on its line."""
    mark = surplus_mark(rest.partition("#")[0].rstrip(" \t"))
    if mark and mark[0] == 0:
        return mark[1]
    if after == '"':
        return 'the text ended at the quote before this: write \\" for a quote inside a text'
    if after == "'":
        return 'the text ended at the quote before this: write a text with \' in it between "double quotes"'
    return f"nothing may follow here but a comment after #: {rest[:60]}"

"""Edits for what one wants to happen to a value, an entry or a table. What is not meant keeps its bytes.

All functions take a scan of a valid text and return edits of that text; edits of one scan can be applied together as
long as they do not meet. Routes are those of the data, `("parties", 1, "city")`. What does not exist raises KeyError.
"""

from collections.abc import Sequence

from screcords.text.edit import Edit
from screcords.text.extent import Extents, cut
from screcords.text.layout import INDENT, UNKNOWN, Layout
from screcords.text.line_ends import usual_line_end
from screcords.text.literal import inline, key, text
from screcords.text.reader import Reader
from screcords.text.scanner import Scan
from screcords.text.span import Span
from screcords.text.tree import Node, Route, Statement

_WITH_HEADERS = {"header", "element", "tables", "implied", "root"}


def set_value(scan: Scan, route: Route, value: object, layout: Layout = UNKNOWN) -> list[Edit]:
    """Give the key or element at `route` another value; `layout` is that of the tables in it.

    What people have said inside the old value goes above the key.
    """
    node = _node(scan, route)
    if node.kind in _WITH_HEADERS or node.kind == "dotted":
        raise ValueError(f"{_shown(route)} is a table with lines of its own: set what is in it")
    edit = Edit(node.value, _literal(scan, value, layout, alone=isinstance(route[-1], str)))
    if "#" not in scan.text[node.value.start : node.value.end]:
        return [edit]
    said = [scan.text[start:end] for start, end in scan.comments if node.value.start < start < node.value.end]
    if not said:
        return [edit]
    line_end = usual_line_end(scan.text)
    statement = next(s for s in scan.statements if s.span.start < node.value.start < s.span.end)
    start = scan.lines.starts[scan.lines.place(statement.span).line - 1]
    return [Edit(Span(start, start), "".join(f"{words}{line_end}" for words in said)), edit]


def remove(scan: Scan, route: Route) -> list[Edit]:
    """Remove an entry, a table or an element, with its own comments."""
    node = _node(scan, route)
    extents = Extents(scan)
    spans = extents.of_statements(route)
    if not spans:
        parent = _node(scan, route[:-1])
        if isinstance(route[-1], int):
            spans = [extents.of_element(parent, route[-1])]
        else:
            spans = _members_without(scan, route, node)
    return [Edit(_with_blank_lines_before_end(scan, span), "") for span in spans]


def insert(scan: Scan, route: Route, value: object, order: Sequence[str] = (), layout: Layout = UNKNOWN) -> list[Edit]:
    """Add a key to an existing table, beside the right neighbour.

    `order` are the keys of that table in canonical order: the new one comes after those that it should follow, or
    before the first that should follow it, or at the end. `layout` is that of tables in the value.
    """
    table, name = _node(scan, route[:-1]), str(route[-1])
    if scan.nodes(route):
        raise ValueError(f"{_shown(route)} is there already")
    if table.kind == "inline":
        return _insert_member(scan, table, f"{key(name)} = {inline(value, layout)}", name, order)
    line = f"{key(name)} = {_literal(scan, value, layout, alone=True)}"
    entries = _entries(scan, route[:-1])
    after, before = _neighbours([str(entry.route[len(route) - 1]) for entry in entries], name, order)
    extents = Extents(scan)
    if after is not None:
        neighbour = entries[after]
        return _insert_line(scan, extents.bottom(neighbour.span.end), _prefix(scan, neighbour, route) + line)
    if before is not None:
        neighbour = entries[before]
        return _insert_line(scan, extents.top(neighbour.span.start), _prefix(scan, neighbour, route) + line)
    return _insert_first(scan, table, line, extents)


def append(scan: Scan, route: Route, value: object, layout: Layout = UNKNOWN) -> list[Edit]:
    """Add an element at the end of the array at `route`, on a line of its own if the array has lines.

    To an array of tables a table with a header of its own is added.
    """
    node = _node(scan, route)
    if node.kind == "tables" and isinstance(value, dict):
        return [_append_table(scan, route, len(node.items), value, layout)]
    if node.kind != "array":
        raise ValueError(f"{_shown(route)} is no list in brackets")
    literal, end = _literal(scan, value, layout, alone=False), node.value.end - 1
    if not node.items:
        return [_append_first(scan, node, literal)]
    last = node.items[-1].value
    if "\n" not in scan.text[node.value.start : end]:
        return [Edit(Span(last.end, last.end), f", {literal}")]
    comments = [comment for comment in scan.comments if last.end <= comment.start < end]
    comma = next(
        (
            at
            for at in range(last.end, end)
            if scan.text[at] == "," and not any(c.start <= at < c.end for c in comments)
        ),
        None,
    )
    edits = [] if comma is not None else [Edit(Span(last.end, last.end), ",")]
    line = scan.lines.place(last).line
    start = scan.lines.starts[line - 1]
    indent = scan.text[start : last.start] if not scan.text[start : last.start].strip() else INDENT
    after = scan.lines.starts[scan.lines.place(last).end_line]
    if after > end:  # the bracket closes on the line of the last element
        return [*edits, Edit(Span(end, end), f" {literal}")]
    return [*edits, Edit(Span(after, after), f"{indent}{literal},{usual_line_end(scan.text)}")]


def _append_first(scan: Scan, array: Node, literal: str) -> Edit:
    """Put the first element into an empty array: where no comment in it comes to stand beside it, or above."""
    at = array.value.start + 1
    if not any(array.value.start < comment.start < array.value.end for comment in scan.comments):
        return Edit(Span(at, at), literal)
    below = scan.lines.starts[scan.lines.place(Span(at, at)).line]
    return Edit(Span(below, below), f"{INDENT}{literal},{usual_line_end(scan.text)}")


def _append_table(scan: Scan, route: Route, count: int, value: dict[str, object], layout: Layout) -> Edit:
    """Add `[[route]]` with its entries below the last table of that name, a blank line between them."""
    line_end = usual_line_end(scan.text)
    header = ".".join(key(str(step)) for step in route if isinstance(step, str))
    lines = [f"[[{header}]]"]
    lines += [
        f"{key(name)} = {_literal(scan, value[name], layout.inner(name), alone=True)}" for name in layout.order(value)
    ]
    at = Extents(scan).of_statements((*route, count - 1))[-1].end
    above = scan.text[:at]
    gap = "" if not above.splitlines()[-1].strip() else line_end
    if not above.endswith("\n"):
        gap = line_end * 2
    chunk = gap + "".join(line + line_end for line in lines)
    return Edit(Span(at, at), chunk + line_end if at < len(scan.text) else chunk)


def rename_key(scan: Scan, route: Route, name: str) -> list[Edit]:
    """Give a key another name, in every header and dotted key that mentions it."""
    node = _node(scan, route)
    depth = _keys(route)
    spans = []
    for statement in scan.statements:
        if statement.route[: len(route)] == route:
            above = 0 if statement.is_header else _keys(statement.section)
            if above < depth:
                spans.append(_key_parts(scan, statement)[depth - above - 1])
    if not spans and node.key and isinstance(route[-1], str):
        spans.append(node.key)
    if not spans or not isinstance(route[-1], str):
        raise KeyError(_shown(route))
    return [Edit(span, key(name)) for span in spans]


def move(scan: Scan, route: Route, *, before: Route | None = None, after: Route | None = None) -> list[Edit]:
    """Move an entry, a table or an element of an array of tables before or after another of its kind.

    Its own comments come along. Raise ValueError if its lines are scattered over the file.
    """
    extents = Extents(scan)
    source, target = _block(scan, extents, route), _block(scan, extents, before or after or ())
    at = target.start if before else target.end
    chunk = scan.text[source.start : source.end]
    if source.start <= at <= source.end:
        return []
    line_end = usual_line_end(scan.text)
    if _node(scan, route).kind in _WITH_HEADERS:
        chunk = chunk.rstrip(" \t\r\n") + line_end
        chunk = chunk + line_end if at < len(scan.text) else line_end + chunk
        source = _with_blank_lines_before_end(scan, source)
    elif not chunk.endswith("\n"):
        chunk += line_end
    if at == len(scan.text) and not scan.text.endswith("\n"):
        chunk = line_end + chunk
    return [Edit(source, ""), Edit(Span(at, at), chunk)]


def _node(scan: Scan, route: Route) -> Node:
    found = scan.nodes(route)
    if not found:
        raise KeyError(_shown(route))
    return found[0]


def _shown(route: Route) -> str:
    return ".".join(map(str, route))


def _keys(route: Route) -> int:
    return sum(isinstance(step, str) for step in route)


def _literal(scan: Scan, value: object, layout: Layout, *, alone: bool) -> str:
    """Return a value as written, with the line ends of the file."""
    literal = text(value) if alone and isinstance(value, str) else inline(value, layout)
    return literal.replace("\n", usual_line_end(scan.text)) if "\n" in literal else literal


def _with_blank_lines_before_end(scan: Scan, span: Span) -> Span:
    """Return a span that reaches the end of the text with the blank lines before it, which nothing needs any more."""
    start = span.start
    if span.end == len(scan.text):
        start = len(scan.text[:start].rstrip(" \t\r\n"))
        if start:  # keep the line end of the last line that stays
            start = min(span.start, scan.text.find("\n", start) + 1)
    return Span(start, span.end)


def _block(scan: Scan, extents: Extents, route: Route) -> Span:
    """Return the one run of lines that something takes up."""
    _node(scan, route)
    spans = extents.of_statements(route) if route else []
    if len(spans) != 1:
        raise ValueError(f"{_shown(route)} does not stand in one place on lines of its own")
    return spans[0]


def _key_parts(scan: Scan, statement: Statement) -> list[Span]:
    reader = Reader(scan.text)
    start = statement.span.start
    if statement.is_header:
        start += 2 if scan.text.startswith("[[", start) else 1
    return [span for _, span in reader.key(reader.blanks(start))]


def _members(table: Node) -> list[Node]:
    """Return the pairs of an inline table in the order of the text, those with dotted keys, too."""
    found = []
    for namesakes in table.children.values():
        for child in namesakes:
            found += _members(child) if child.kind == "dotted" else [child]
    return sorted(found, key=lambda node: node.entry.start)


def _members_without(scan: Scan, route: Route, node: Node) -> list[Span]:
    """Return what to cut from an inline table so that `node` is gone."""
    depth = len(route) - 1
    while _node(scan, route[:depth]).kind == "dotted":
        depth -= 1
    table = _node(scan, route[:depth])
    members = _members(table)
    gone = {id(member) for member in (_members(node) if node.kind == "dotted" else [node])}
    if len(gone) == len(members):
        return [Span(table.value.start + 1, table.value.end - 1)]
    return cut([member.entry for member in members], {i for i, member in enumerate(members) if id(member) in gone})


def _neighbours(present: list[str], name: str, order: Sequence[str]) -> tuple[int | None, int | None]:
    """Return the index of the key to come after, or else of the one to come before; neither in an empty table."""
    rank = {listed: position for position, listed in enumerate(order)}
    place = (rank.get(name, len(rank)), name)
    places = [(rank.get(other, len(rank)), other) for other in present]
    smaller = [index for index, other in enumerate(places) if other < place]
    if smaller:
        return smaller[-1], None
    return None, 0 if present else None


def _entries(scan: Scan, table: Route) -> list[Statement]:
    """Return the entries directly in a table: under its header, or with dotted keys that lead into it."""
    return [
        statement
        for statement in scan.statements
        if not statement.is_header
        and len(statement.route) > len(table)
        and statement.route[: len(table)] == table
        and len(statement.section) <= len(table)
    ]


def _prefix(scan: Scan, neighbour: Statement, route: Route) -> str:
    """Return the beginning of a dotted key that leads into the table of `route`, as its neighbour spells it."""
    parts = _key_parts(scan, neighbour)
    index = _keys(route) - _keys(neighbour.section) - 1
    line_start = scan.lines.starts[scan.lines.place(neighbour.span).line - 1]
    return scan.text[line_start : parts[index].start]


def _insert_line(scan: Scan, at: int, line: str) -> list[Edit]:
    line_end = usual_line_end(scan.text)
    if at and scan.text[at - 1] != "\n":
        return [Edit(Span(at, at), line_end + line)]
    return [Edit(Span(at, at), line + line_end)]


def _insert_first(scan: Scan, table: Node, line: str, extents: Extents) -> list[Edit]:
    """Insert the first entry of a table: below its header, or before the first header of the file."""
    if table.kind in {"header", "element"}:
        return _insert_line(scan, extents.bottom(table.value.end), line)
    if table.kind != "root":
        raise ValueError("a table without a header or entry of its own")
    if not scan.statements:
        return _insert_line(scan, len(scan.text), line)
    return _insert_line(scan, extents.top(scan.statements[0].span.start), line + usual_line_end(scan.text))


def _insert_member(scan: Scan, table: Node, pair: str, name: str, order: Sequence[str]) -> list[Edit]:
    members = _members(table)
    if not members:
        return [Edit(table.value, f"{{ {pair} }}")]
    names = [scan.text[member.entry.start : member.key.end] if member.key else "" for member in members]
    after, _ = _neighbours(names, name, order)
    if after is not None:
        end = members[after].entry.end
        return [Edit(Span(end, end), f", {pair}")]
    start = members[0].entry.start
    return [Edit(Span(start, start), f"{pair}, ")]

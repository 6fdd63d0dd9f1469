"""Which keys and tables may be defined where: the part of TOML that is about meaning rather than spelling.

The scanner goes on after a conflict and keeps both definitions, so that either can be found.
"""

from screcords.text.reader import Reader
from screcords.text.span import Span
from screcords.text.tree import Node

KeyParts = list[tuple[str, Span]]


def define(reader: Reader, table: Node, parts: KeyParts) -> Node:
    """Return a new node for `key = value` in `table`, whose value is yet to be read. Conflicts are noted."""
    entry = Span(parts[0][1].start, parts[-1][1].end)
    for name, span in parts[:-1]:
        table = _dotted(reader, table, name, span, entry)
    name, span = parts[-1]
    namesakes = table.children.get(name)
    if namesakes:
        _there_already(reader, name, span, namesakes[0])
    return _add(table, name, Node("scalar", span, entry, entry))


def open_table(reader: Reader, root: Node, parts: KeyParts, header: Span) -> Node:
    """Return the table that `[header]` opens."""
    parent = _parent(reader, root, parts, header)
    name, span = parts[-1]
    namesakes = parent.children.get(name)
    if namesakes:
        last = namesakes[-1]
        if last.kind == "implied":
            last.kind, last.key, last.value, last.entry = "header", span, header, header
            return last
        if last.kind == "tables" and _may_be_list(reader, name):
            _one_bracket(reader, name, header, last)
        elif last.kind == "header" and parent is root and name in reader.lists:
            if len(namesakes) == 1:
                _one_bracket(reader, name, header)
        else:
            _there_already(reader, name, span, namesakes[0])
    return _add(parent, name, Node("header", span, header, header))


def open_element(reader: Reader, root: Node, parts: KeyParts, header: Span) -> tuple[Node, int]:
    """Return the element that `[[header]]` opens, and its index."""
    parent = _parent(reader, root, parts, header)
    name, span = parts[-1]
    namesakes = parent.children.get(name)
    if namesakes and namesakes[-1].kind == "tables":
        array = namesakes[-1]
    else:
        array = Node("tables", span, header, header)
        if namesakes and namesakes[-1].kind == "header" and _may_be_list(reader, name):
            _one_bracket(reader, name, namesakes[-1].value, array)
        elif namesakes:
            _there_already(reader, name, span, namesakes[0])
        _add(parent, name, array)
    element = Node("element", span, header, header)
    array.items.append(element)
    return element, len(array.items) - 1


def _parent(reader: Reader, root: Node, parts: KeyParts, header: Span) -> Node:
    """Return the table in which a header defines, making the tables that it implies."""
    table = root
    for name, span in parts[:-1]:
        namesakes = table.children.get(name)
        if not namesakes:
            table = _add(table, name, Node("implied", span, header, header))
        elif namesakes[-1].kind == "tables":
            table = namesakes[-1].items[-1]
        else:
            last = namesakes[-1]
            if last.kind in {"scalar", "array", "inline"}:
                _is_value(reader, name, span, last)
                last = _add(table, name, Node("implied", span, header, header))
            table = last
    return table


def _dotted(reader: Reader, table: Node, name: str, span: Span, entry: Span) -> Node:
    """Return the table that one part of a dotted key stands for."""
    namesakes = table.children.get(name)
    if not namesakes:
        return _add(table, name, Node("dotted", span, entry, entry))
    last = namesakes[-1]
    if last.kind == "implied":
        last.kind = "dotted"
    elif last.kind != "dotted":
        if last.kind in {"scalar", "array", "inline"}:
            _is_value(reader, name, span, last)
        else:
            _there_already(reader, name, span, namesakes[0])
        return _add(table, name, Node("dotted", span, entry, entry))
    return last


def _add(table: Node, name: str, node: Node) -> Node:
    table.children.setdefault(name, []).append(node)
    return node


def _may_be_list(reader: Reader, name: str) -> bool:
    return not reader.lists or name in reader.lists


def _one_bracket(reader: Reader, name: str, header: Span, right: Node | None = None) -> None:
    """Complain about a header with one bracket of what is a list of tables; `right` has two."""
    if not reader.is_full():
        where = f"as on line {reader.line_of(right.value.start)}" if right else "each time"
        reader.fault(*header, f"{name} is a list: write [[{name}]] with two brackets, {where}")


def _there_already(reader: Reader, name: str, span: Span, first: Node) -> None:
    if not reader.is_full():
        line = reader.line_of((first.key or first.value).start)
        reader.fault(span.start, span.end, f'"{name}" is there already, on line {line}: keep one of the two')


def _is_value(reader: Reader, name: str, span: Span, first: Node) -> None:
    if not reader.is_full():
        line = reader.line_of(first.value.start)
        reader.fault(
            span.start, span.end, f'"{name}" has a value already, on line {line}, and cannot be a table as well'
        )

"""From a change of a part of a file to edits of its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Insert, Move, Remove, RenameKey, SetValue
from screcords.text import rewrite
from screcords.text.edit import Edit
from screcords.text.layout import UNKNOWN, Layout
from screcords.text.line_ends import usual_line_end
from screcords.text.span import Span

if TYPE_CHECKING:
    from screcords.findings import Change, Route
    from screcords.text.document import Document
    from screcords.text.scanner import Scan


def edits_of(document: Document, change: Change, layout: Layout) -> list[Edit]:
    """The edits of a document's text that make one change.

    Raises:
        KeyError: the route is not there.
        ValueError: the change cannot be made there.
    """
    scan = document.scan
    match change:
        case SetValue(route, value):
            return rewrite.set_value(scan, route, value, _inside(layout, route))
        case Insert(route, value) if isinstance(route[-1], int) and not scan.nodes(route[:-1]):
            return edits_of(document, Insert(route[:-1], [value]), layout)
        case Insert(route, value) if isinstance(route[-1], int):
            return rewrite.append(scan, route[:-1], value, _inside(layout, route))
        case Insert(route, value):
            table = _inside(layout, route[:-1])
            return rewrite.insert(scan, route, value, list(table.slots), _inside(layout, route))
        case Remove(route):
            while len(route) > 1 and _is_alone(scan, route):
                route = route[:-1]  # what would be left is an empty table or list, which says nothing
            return removal(scan, route)
        case RenameKey(route, name):
            return rewrite.rename_key(scan, route, name)
        case Move(route, before):
            return rewrite.move(scan, route, before=before)
    raise ValueError(f"{type(change).__name__} is no change of a part of a file")


def removal(scan: Scan, route: Route) -> list[Edit]:
    """The edits that remove something but leave what people have said about it, for they may have to act on it.

    What was said about a key or a table stays where it is, with a blank line below, so that it does not seem to be
    about what comes next. What was said about an element of a list goes above the key of the list.
    """
    edits = rewrite.remove(scan, route)
    statement = _within(scan, route)
    line_end = usual_line_end(scan.text)
    found = []
    for span, _ in edits:
        words = "".join(f"{word}{line_end}" for word in _words(scan, span))
        if statement is None:
            found.append(Edit(span, words + line_end if words and span.end < len(scan.text) else words))
        else:
            found.append(Edit(span, ""))
            start = scan.lines.starts[scan.lines.place(statement).line - 1]
            found += [Edit(Span(start, start), words)] if words else []
    return found


def _words(scan: Scan, span: Span) -> list[str]:
    """The comments in a stretch of a text."""
    return [scan.text[start:end] for start, end in scan.comments if span.start <= start < span.end]


def _within(scan: Scan, route: Route) -> Span | None:
    """The line with the key of the list or table in brackets that something stands in; `None` for lines of its own."""
    if any(statement.route[: len(route)] == route for statement in scan.statements):
        return None
    return next((s.span for s in scan.statements if not s.is_header and s.route == route[: len(s.route)]), None)


def _is_alone(scan: Scan, route: Route) -> bool:
    """Whether a table or list holds nothing else."""
    above = scan.nodes(route[:-1])
    return bool(scan.nodes(route)) and len(above) == 1 and len(above[0].children) + len(above[0].items) == 1


def _inside(layout: Layout, route: Route) -> Layout:
    """The layout of the table at `route`."""
    for step in route:
        if isinstance(step, str):
            layout = layout.inner(step) or UNKNOWN
    return layout

"""From a change of a part of a file to edits of its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Insert, Move, Remove, RenameKey, SetValue
from screcords.text import rewrite
from screcords.text.edit import Edit
from screcords.text.layout import UNKNOWN, Layout

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
        case Insert(route, value) if isinstance(route[-1], int):
            return rewrite.append(scan, route[:-1], value, _inside(layout, route))
        case Insert(route, value):
            table = _inside(layout, route[:-1])
            return rewrite.insert(scan, route, value, list(table.slots), _inside(layout, route))
        case Remove(route):
            while len(route) > 1 and _is_alone(scan, route):
                route = route[:-1]  # what would be left is an empty table or list, which says nothing
            return [_with_comments(scan, edit) for edit in rewrite.remove(scan, route)]
        case RenameKey(route, name):
            return rewrite.rename_key(scan, route, name)
        case Move(route, before):
            return rewrite.move(scan, route, before=before)
    raise ValueError(f"{type(change).__name__} is no change of a part of a file")


def _with_comments(scan: Scan, edit: Edit) -> Edit:
    """The edit that removes something but leaves what people have said about it, for they may have to act on it."""
    start, end = edit.span
    words = [scan.text[comment.start : comment.end] for comment in scan.comments if start <= comment.start < end]
    if not words:
        return edit
    if start and scan.text[start - 1] != "\n":
        rest = "" if scan.text[end : end + 1] in {"\n", "\r", ""} else "\n"
        return Edit(edit.span, "\n".join(words) + rest)
    indent = scan.text[start:end][: len(scan.text[start:end]) - len(scan.text[start:end].lstrip(" \t"))]
    line_end = "\r\n" if "\r\n" in scan.text else "\n"
    kept = "".join(f"{indent}{word}{line_end}" for word in words)
    return Edit(edit.span, kept if indent or end == len(scan.text) else kept + line_end)


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

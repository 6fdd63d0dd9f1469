"""What tells the entry of a list from its neighbours when all of them may change places."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from screcords.text.document import BadText

if TYPE_CHECKING:
    from screcords.findings import Route
    from screcords.text.document import Document

NAMES = ("id", "city", "rule")
"""Keys by which people tell the entries of a list."""


def anchor(document: Document, route: Route) -> tuple[str, ...]:
    """For what lies in a list: the names of the entries on the way to it, and the value at its end.

    An entry without a name is told by all that is in it, but only where there is no value at the end that could tell.
    """
    if not any(isinstance(step, int) for step in route):
        return ()
    try:
        value: Any = document.content
    except BadText:
        return ()
    names: list[str] = []
    entry: Any = None
    for step in route:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            value = None
            break
        if isinstance(step, int):
            entry = value
            names += _name(value)
    if names and (value is None or isinstance(value, dict)):
        return tuple(names)
    return (*names, json.dumps(entry if value is None else value, default=str, sort_keys=True))


def _name(entry: Any) -> list[str]:  # noqa: ANN401 - any value of a record
    return [str(entry[key]) for key in NAMES if key in entry][:1] if isinstance(entry, dict) else []

"""The strings of a record, with what the rules about text have to know of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from screcords.model import schemas
from screcords.model.ids import COLLECTIONS
from screcords.text.layout import UNKNOWN, Layout, Slot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.findings import Route
    from screcords.text import document as text

ADDRESSES = frozenset({"url", "website", "facebook", "listing", "archived", "email", "social"})
"""Keys that hold addresses, in which other characters are usual than in prose."""

PROSE = frozenset({"summary", "note"})
"""Keys that hold sentences."""


class Text(NamedTuple):
    """One string of a record."""

    route: Route
    value: str
    is_term: bool
    """Whether it comes from a closed vocabulary."""
    has_pattern: bool = False
    """Whether the schema says how it is written, letter by letter."""

    @property
    def key(self) -> str:
        """The key that it stands under."""
        return next(str(step) for step in reversed(self.route) if isinstance(step, str))

    @property
    def is_prose(self) -> bool:
        """Whether it is of several sentences, which may stand on lines of their own."""
        return not PROSE.isdisjoint(self.route)

    @property
    def is_address(self) -> bool:
        """Whether it is a web address or a mailbox."""
        return self.key in ADDRESSES


def strings(document: text.Document) -> Iterator[Text]:
    """All strings among the values of a record, in the order of the file."""
    parts = document.path.split("/")
    known = len(parts) > 1 and parts[1] in COLLECTIONS
    layout = schemas.layout(parts[1]) if known else UNKNOWN
    yield from _strings(document.content, layout, ())


def needed(path: str, route: Route) -> bool:
    """Whether records of the collection that `path` lies in must have the key at `route`."""
    parts = path.split("/")
    return len(parts) > 1 and parts[1] in COLLECTIONS and schemas.is_required(parts[1], route)


def _strings(value: dict[str, Any], layout: Layout, route: Route) -> Iterator[Text]:
    for key, inner in value.items():
        slot = layout.slots.get(key, Slot())
        yield from _of(inner, slot, (*route, key))


def _of(value: Any, slot: Slot, route: Route) -> Iterator[Text]:  # noqa: ANN401 - any value of TOML
    if isinstance(value, str):
        yield Text(route, value, bool(slot.terms), slot.has_pattern)
    elif isinstance(value, dict):
        yield from _strings(value, slot.layout or UNKNOWN, route)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _of(inner, slot, (*route, number))

"""The history of a partnership: what its events add up to, and which moves are possible.

The tables are those of docs/records.md: an event sets some of the four header keys `kind`, `status`, `since` and
`until` and leaves the others alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from screcords.model.dates import Date
    from screcords.model.partnership import Event

IN_FORCE = frozenset({"active", "unknown", "dormant", "suspended"})
"""Statuses of a partnership that is in force. `unknown` is an active one that nobody has checked."""

ENDED = frozenset({"expired", "terminated", "historic", "superseded"})
"""Statuses of a partnership that has ended."""

LEFT = frozenset({"terminated", "historic", "superseded"})
"""Statuses of a partnership that there is nothing left of to reaffirm."""

STATUS_OF = {
    "proposed": "proposed",
    "established": "active",
    "upgraded": "active",
    "downgraded": "active",
    "resumed": "active",
    "dormant": "dormant",
    "suspended": "suspended",
    "expired": "expired",
    "terminated": "terminated",
    "retired": "historic",
    "transferred": "superseded",
}
"""The status that an event leads to; the other events leave it as it was."""

MOVES = {
    None: frozenset({"proposed", "active", "dormant", "suspended", "expired", "terminated", "historic", "superseded"}),
    "proposed": frozenset({"active", "terminated"}),
    "active": frozenset({"active", "dormant", "suspended", "expired", "terminated", "historic", "superseded"}),
    "dormant": frozenset({"active", "suspended", "terminated", "historic", "superseded"}),
    "suspended": frozenset({"active", "terminated", "historic", "superseded"}),
    "expired": frozenset({"active"}),
    "terminated": frozenset({"active"}),
    "historic": frozenset(),
    "superseded": frozenset(),
}
"""From a status (`None`: not known yet) to those that may follow. `unknown` moves as `active` does."""

STARTS = frozenset({"established", "upgraded", "downgraded"})
ENDS = frozenset({"expired", "terminated", "retired", "transferred"})
KIND_RANK = {"contact": 0, "historical-tie": 0, "project": 1, "partner": 1, "friendship": 2, "sister": 3}


class Fold:
    """What a history determines of the header: a key is in `determined` when some event has set it.

    An `until` that is determined and `None` means that the partnership must not have an end.
    """

    __slots__ = ("determined", "kind", "since", "status", "until")

    def __init__(self) -> None:
        self.kind: str | None = None
        self.status: str | None = None
        self.since: Date | None = None
        self.until: Date | None = None
        self.determined: set[str] = set()

    def add(self, event: Event) -> None:
        """Take one more event into account."""
        status = STATUS_OF.get(event.event)
        if event.event == "reaffirmed" and self.status == "expired":
            status = "active"
        if status is not None:
            self.status = status
            self.determined.add("status")
        if event.event in STARTS:
            self.since = event.date
            self.determined.add("since")
            if event.kind is not None:
                self.kind = event.kind
                self.determined.add("kind")
        if event.event in ENDS:
            self.until = event.date
            self.determined.add("until")
        elif status == "active":
            self.until = None
            self.determined.add("until")


def fold(events: Iterable[Event]) -> Fold:
    """What the events, in the order given, determine of the header."""
    result = Fold()
    for event in events:
        result.add(event)
    return result


def is_legal(status: str | None, event: Event) -> bool:
    """Whether `event` may happen to a partnership of this status (`None`: not known yet).

    A terminated partnership comes back only by `resumed`, an expired one by `resumed`, `reaffirmed` or a new
    `established`.
    """
    current = "active" if status == "unknown" else status
    target = STATUS_OF.get(event.event)
    if target is None:
        return event.event != "reaffirmed" or current not in LEFT
    if current == "terminated":
        return event.event == "resumed"
    if event.event == "resumed" and current in {"active", "proposed"}:
        return False
    return target in MOVES[current]

"""When, by whom and why the status or kind of a partnership changed, where its history tells; and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screcords.model.history import STARTS, STATUS_OF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.repository.compare import Change


def explain(changes: list[Change], data: dict[str, Any]) -> list[Change]:
    """The changes of a partnership whose present data are `data`, the new status and kind with what history tells.

    The event that tells it, and dates in the header that only repeat its date, are marked as implied.
    """
    told: dict[int, str] = {}
    found = []
    for change in changes:
        if change.what in {"status-changed", "kind-changed"}:
            event = _event(change, changes, data)
            if event is not None:
                told[id(event)] = event["date"]
                by, reason = tuple(event.get("by", ())), event.get("reason")
                change = change._replace(date=event["date"], by=by, reason=reason)  # noqa: PLW2901 - the same with more
            else:
                key = "since" if change.what == "kind-changed" else "until"
                new = [other.new for other in changes if other.route == (key,) and other.new is not None]
                change = change._replace(date=new[0] if new else None)  # noqa: PLW2901 - the same
        found.append(change)
    return [
        change._replace(implied=True) if id(change.new) in told or _repeats(change, found) else change
        for change in found
    ]


def _event(change: Change, changes: list[Change], data: dict[str, Any]) -> dict[str, Any] | None:
    """The event that led to a status or kind: the newest that was added, else the newest there is.

    That somebody checked a presumed partnership is no event: what its history told before is not why it is active now.
    """
    fresh = [other.new for other in changes if other.what in {"event-added", "event-changed"}]
    for events in (fresh, data.get("history", []) if change.old != "unknown" else []):
        for event in reversed(events):
            if _leads_to(event, change):
                return event  # type: ignore[no-any-return]
    return None


def _leads_to(event: dict[str, Any], change: Change) -> bool:
    if change.what == "kind-changed":
        return event["event"] in STARTS and event.get("kind") == change.new
    renews = event["event"] == "reaffirmed" and (change.old, change.new) == ("expired", "active")
    return renews or STATUS_OF.get(event["event"]) == change.new


def _repeats(change: Change, changes: list[Change]) -> bool:
    """Whether a date of the header says only what the new status or kind says."""
    return change.route in {("since",), ("until",)} and any(
        other.what in {"status-changed", "kind-changed"}
        and (other.date == change.new if change.new is not None else other.new == "active")
        for other in _others(change, changes)
    )


def _others(change: Change, changes: list[Change]) -> Iterator[Change]:
    return (other for other in changes if other is not change)

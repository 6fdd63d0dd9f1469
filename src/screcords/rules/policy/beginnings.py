"""When a partnership began, and when it reached a stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.model.history import STARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.dates import Date
    from screcords.model.partnership import Partnership

PAPERS = {
    "friendship": frozenset({"friendship-agreement"}),
    "memorandum": frozenset({"memorandum-of-understanding", "letter-of-intent", "protocol"}),
}
"""Types of agreements by which a stage is reached."""


def began(record: Partnership) -> Date | None:
    """The day on which two cities first became partners, of whatever kind."""
    starts = [event.date for event in record.history if event.event in STARTS]
    if record.since is not None:
        starts.append(record.since)
    return _first(starts)


def reached(record: Partnership, stage: str) -> Date | None:
    """The day on which a stage was reached: "friendship" or "memorandum"."""
    return _first(_dates(record, stage))


def _dates(record: Partnership, stage: str) -> Iterator[Date]:
    for agreement in record.agreements:
        if agreement.signed is not None and agreement.type in PAPERS[stage]:
            yield agreement.signed
    for event in record.history:
        if event.event in STARTS and event.kind == stage:
            yield event.date


def _first(dates: list[Date] | Iterator[Date]) -> Date | None:
    return min(dates, key=lambda date: (date.earliest, date.latest), default=None)

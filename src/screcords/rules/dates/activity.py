"""The last dated sign of life of a partnership."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from screcords.model.history import ENDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.partnership import Partnership

SILENT = ENDS | {"dormant", "suspended"}
"""Events that are no sign of life."""


class Sign(NamedTuple):
    """A dated sign of life, and the last day that it can mean."""

    day: int
    text: str


def signs(record: Partnership) -> Iterator[Sign]:
    """Exchanges, agreements and events, and the beginning."""
    for exchange in record.exchanges:
        yield Sign(exchange.date.latest, exchange.date.text)
    for event in record.history:
        if event.event not in SILENT:
            yield Sign(event.date.latest, event.date.text)
    for agreement in record.agreements:
        if agreement.signed is not None and agreement.type != "termination-notice":
            yield Sign(agreement.signed.latest, agreement.signed.text)
    if record.since is not None:
        yield Sign(record.since.latest, record.since.text)


def last_sign(record: Partnership) -> Sign | None:
    """The last of them."""
    return max(signs(record), default=None)

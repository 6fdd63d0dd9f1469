"""The order of the events of a history."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from screcords.model.partnership import Event


def misplaced(history: Sequence[Event]) -> Iterator[tuple[int, int]]:
    """Numbers of the events that stand after a later one, each with the first such event."""
    for number, event in enumerate(history):
        later = next((place for place in range(number) if event.date.before(history[place].date)), None)
        if later is not None:
            yield number, later

"""Which rule speaks where two would say the same: one gives way to another, where that other speaks at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Container

EVERYWHERE = "records"
"""In place of a file: the whole repository."""


class Precedence:
    """Asks whether other rules speak, and keeps in mind which ones were silent for another reason than a good record.

    A rule speaks in a file if it is `selected`, by its code, and the file at that path holds no exception for it.
    """

    def __init__(self, selected: Container[str], holds_exception: Callable[[str, str], bool]) -> None:
        self._selected = selected
        self._holds_exception = holds_exception
        self._silent: set[tuple[str, str]] = set()

    def yields(self, code: str, path: str, to: str, at: str) -> bool:
        """Whether the rule `code` leaves what it found at `path` to the rule `to`, which reports it at `at`."""
        if to not in self._selected or self._holds_exception(at, to):
            return False
        self._silent.add((code, path))
        return True

    def withhold(self, code: str) -> None:
        """Note that a rule says nothing about any record, as it does not know enough."""
        self._silent.add((code, EVERYWHERE))

    def was_silent(self, code: str, path: str) -> bool:
        """Whether a rule may have found something at `path` and did not say so."""
        return not self._silent.isdisjoint({(code, path), (code, EVERYWHERE)})

"""Changes to a text: spans and what takes their place. `apply` alone changes anything; rewrite.py makes the edits."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from screcords.text.span import Span


class Edit(NamedTuple):
    """Put `replacement` where `span` is; an empty span inserts, an empty replacement deletes."""

    span: Span
    replacement: str


class OverlapError(ValueError):
    """Two edits want the same characters."""


class Edits:
    """Edits of one text that do not meet; another one is compared with its neighbours only."""

    __slots__ = ("_made",)

    def __init__(self) -> None:
        self._made: list[Edit] = []

    def meet(self, edits: Iterable[Edit]) -> bool:
        """Whether one of `edits` wants characters that are taken; the same edit twice counts once."""
        return any(self._meet(edit) for edit in edits)

    def _meet(self, edit: Edit) -> bool:
        at = bisect_left(self._made, edit)
        before, after = self._made[at - 1 : at] if at else [], self._made[at : at + 1]
        if after == [edit]:
            return False
        return any(other.span.end > edit.span.start for other in before) or any(
            other.span.start < edit.span.end for other in after
        )

    def add(self, edits: Iterable[Edit]) -> None:
        """Take in edits that do not meet those that are there."""
        for edit in edits:
            at = bisect_left(self._made, edit)
            if self._made[at : at + 1] != [edit]:
                self._made.insert(at, edit)

    def all(self) -> list[Edit]:
        """The edits in the order of the text."""
        return list(self._made)


def growth(text: str, edits: Iterable[Edit]) -> int:
    """By how many bytes of UTF-8 a text becomes longer."""
    return sum(len(edit.replacement.encode()) - len(text[edit.span.start : edit.span.end].encode()) for edit in edits)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` with all edits made, whatever order they come in; the same edit twice counts once.

    Edits may touch. Several insertions at one place are made in the order of their texts, so that the result does not
    depend on who came first. Raise OverlapError if edits overlap, IndexError if one is not inside the text.
    """
    parts = []
    at = 0
    for edit in sorted(set(edits)):
        start, end = edit.span
        if not 0 <= start <= end <= len(text):
            raise IndexError(f"no such span in a text of {len(text)} characters: {start} to {end}")
        if start < at:
            raise OverlapError(f"two edits of what is between {start} and {at}")
        parts += [text[at:start], edit.replacement]
        at = end
    return "".join([*parts, text[at:]])

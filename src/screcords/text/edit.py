"""Changes to a text: spans and what takes their place. `apply` alone changes anything; rewrite.py makes the edits."""

from collections.abc import Iterable
from typing import NamedTuple

from screcords.text.span import Span


class Edit(NamedTuple):
    """Put `replacement` where `span` is; an empty span inserts, an empty replacement deletes."""

    span: Span
    replacement: str


class OverlapError(ValueError):
    """Two edits want the same characters."""


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

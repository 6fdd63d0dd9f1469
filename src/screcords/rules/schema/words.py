"""Words for what a schema asks."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

TYPES = {
    "string": "text in quotes",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a table",
}


def type_name(value: Any) -> str:  # noqa: ANN401 - any value of TOML
    """What a value is, in words."""
    if isinstance(value, bool):
        return "true or false"
    for kind, name in (
        (str, "text"),
        (int, "a whole number"),
        (float, "a number"),
        (list, "a list"),
        (dict, "a table"),
    ):
        if isinstance(value, kind):
            return name
    return "a date or time without quotes"


def expected_type(expected: str | list[str]) -> str:
    """What a type keyword asks for, in words."""
    return " or ".join(TYPES[name] for name in ([expected] if isinstance(expected, str) else expected))


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like `word`, if one is like it at all."""
    found = difflib.get_close_matches(word, list(known), 1, 0.6)
    return found[0] if found else None


def close_to(word: str, known: Iterable[str]) -> str:
    """`did you mean "website"?`, or nothing."""
    found = closest(word, known)
    return f'did you mean "{found}"?' if found else ""


def distance(one: str, other: str) -> int:
    """How many letters must be changed, added or taken away to turn one word into the other (Levenshtein 1966)."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, start=1):
        diagonal, row[0] = row[0], number
        for at, candidate in enumerate(other, start=1):
            diagonal, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, diagonal + (letter != candidate))
    return row[-1]


def listed(words: Iterable[str]) -> str:
    """`a, b or c`."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last

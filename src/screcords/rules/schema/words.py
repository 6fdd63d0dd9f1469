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


def close_to(word: str, known: Iterable[str]) -> str:
    """`did you mean "website"?`, or nothing."""
    found = difflib.get_close_matches(word, list(known), 1, 0.6)
    return f'did you mean "{found[0]}"?' if found else ""


def listed(words: Iterable[str]) -> str:
    """`a, b or c`."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last

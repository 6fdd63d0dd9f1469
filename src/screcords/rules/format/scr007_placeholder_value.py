"""SCR007: values that say that there is no value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, Remove, Severity, quoted
from screcords.rules.format.strings import needed, strings
from screcords.rules.rule import Example, rule
from screcords.text.plain import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.text.document import Document

CODES = frozenset({"country", "regions"})
"""Keys that hold codes of countries: NA is Namibia."""


@rule(
    "SCR007",
    Severity.ERROR,
    Example(bad='summary.en = "TODO"  # <- SCR007', good='summary.en = "Exchange of schools."'),
    Example(bad='group = ""  # <- SCR007', why="What is not known is left out."),
    fix="safe",
)
def placeholder_value(document: Document) -> Iterator[Problem]:
    """A value is empty or a placeholder: "", "TODO", "N/A", "-", "-99", "?", "unknown".

    What is not known is simply left out; a placeholder is taken for a fact by everyone who reads the data. Words of a
    vocabulary, such as `status = "unknown"`, are no placeholders.
    """
    for text in strings(document):
        if not text.is_term and text.key not in CODES and is_placeholder(text.value):
            message = f"{quoted(text.value)} is a placeholder, not a value"
            if needed(document.path, text.route):
                yield Problem(text.route, message, "write what belongs here: the key is needed")
            else:
                yield Problem(text.route, message, "leave the key out", "entry", fix=Fix((Remove(text.route),)))

"""SCR106: words of the vocabularies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, SetValue, Severity, quoted
from screcords.model.vocabulary import synonym
from screcords.rules.rule import Example, Violation, rule
from screcords.rules.schema.words import close_to, listed

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    "SCR106",
    Severity.ERROR,
    Example(bad='kind = "Partnerschaft"  # <- SCR106', good='kind = "sister"'),
    Example(bad='fields = ["cultural"]  # <- SCR106', good='fields = ["culture"]'),
    fix="safe",
)
def bad_enum(violation: Violation) -> Iterator[Problem]:
    """A word is not one of the vocabulary for this key.

    Cities call the same thing by many names; the records use one word for each, so that they can be counted. What a
    city itself says goes into `designation`.
    """
    terms = tuple(violation.expected) if isinstance(violation.expected, list) else (str(violation.expected),)
    term = synonym(violation.value, terms) if isinstance(violation.value, str) else None
    help_ = f'write "{term}"' if term else close_to(str(violation.value), terms) or f"one of {listed(terms)}"
    fix = Fix((SetValue(violation.route, term),)) if term else None
    yield Problem(violation.route, f"{quoted(violation.value)} is no word of the vocabulary", help_, fix=fix)

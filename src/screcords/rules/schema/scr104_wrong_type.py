"""SCR104: numbers, texts, lists and tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, SetValue, Severity
from screcords.rules.rule import Example, Violation, rule
from screcords.rules.schema.words import expected_type, type_name

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?", re.ASCII)


@rule(
    "SCR104",
    Severity.ERROR,
    Example(bad="since = 1988  # <- SCR104", good='since = "1988"'),
    Example(bad='fields = "culture"  # <- SCR104', good='fields = ["culture"]'),
    fix="safe",
)
def wrong_type(violation: Violation) -> Iterator[Problem]:
    """A value is of the wrong sort: a number where text is needed, text where a list is needed.

    Dates and years are text, in quotes, since they may be partial: "1988", "1988-05".
    """
    wanted = expected_type(violation.expected)
    message = f"this is {type_name(violation.value)} where {wanted} is needed"
    yield Problem(violation.route, message, _way_out(violation, wanted), fix=_fix(violation))


def _fix(violation: Violation) -> Fix | None:
    """Years lack their quotes; a single value in place of a list, or a number in quotes, is a guess."""
    value, expected = violation.value, violation.expected
    if expected == "string" and isinstance(value, int) and not isinstance(value, bool):
        return Fix((SetValue(violation.route, str(value)),), safe=violation.schema.get("x-rule") == "SCR301")
    if expected == "array" and isinstance(value, str):
        return Fix((SetValue(violation.route, [value]),), safe=False)
    if expected in ("integer", "number") and isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        number = float(value) if "." in value else int(value)
        return Fix((SetValue(violation.route, number),), safe=False)
    return None


def _way_out(violation: Violation, wanted: str) -> str:
    value = violation.value
    if violation.expected == "string" and isinstance(value, int | float) and not isinstance(value, bool):
        return f'write "{value}"'
    if violation.expected == "array" and isinstance(value, str):
        return f'write ["{value}"]'
    if violation.expected in ("integer", "number") and isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        return f"write {value.strip()}"
    return f"write {wanted}"

"""SCR104: numbers, texts, lists and tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, SetValue, Severity
from screcords.rules.rule import Example, Violation, rule
from screcords.rules.schema.words import expected_type, listed, type_name

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
    if expected == "string" and (meant := _as_text(violation)):
        return Fix((SetValue(violation.route, meant),), safe=violation.schema.get("x-rule") == "SCR301")
    if expected == "array" and isinstance(value, str):
        return Fix((SetValue(violation.route, [value]),), safe=False)
    if expected in ("integer", "number") and isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        number = float(value) if "." in value else int(value)
        return Fix((SetValue(violation.route, number),), safe=False)
    return None


def _as_text(violation: Violation) -> str:
    """What a whole number without quotes is as text; empty where the key takes no such text."""
    value, schema = violation.value, violation.schema
    if not isinstance(value, int) or isinstance(value, bool) or "enum" in schema or "const" in schema:
        return ""
    text = f"Q{value}" if "Q" in str(schema.get("pattern", "")) and schema.get("x-rule") == "SCR111" else str(value)
    return text if re.search(str(schema.get("pattern", "")), text) else ""


def _way_out(violation: Violation, wanted: str) -> str:
    value = violation.value
    if violation.expected == "string" and (meant := _as_text(violation)):
        return f'write "{meant}"'
    if violation.expected == "string" and (terms := violation.schema.get("enum")):
        return f"write one of {listed(terms)}"
    if violation.expected == "array" and isinstance(value, str):
        return f'write ["{value}"]'
    if violation.expected in ("integer", "number") and isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        return f"write {value.strip()}"
    return f"write {wanted}"

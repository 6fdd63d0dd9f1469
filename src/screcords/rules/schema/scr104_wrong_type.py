"""SCR104: numbers, texts, lists and tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from screcords.findings import Fix, Problem, SetValue, Severity, quoted
from screcords.model import schemas
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
    Example(bad='fields = "business, culture"  # <- SCR104', good='fields = ["business", "culture"]'),
    fix="safe or unsafe",
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
        return Fix((SetValue(violation.route, _entries(violation)),), safe=False)
    if meant := _as_number(value, expected):
        number = float(meant) if "." in meant else int(meant)
        return Fix((SetValue(violation.route, number),), safe=False)
    return None


def _entries(violation: Violation) -> list[str]:
    """The entries that a text in place of a list probably names; a comma may also belong to a name, but to no term."""
    value: str = violation.value
    root = schemas.load(schemas.SCHEMA_OF[violation.collection]) if violation.collection else {}
    entry = schemas.resolve(root, violation.schema.get("items", {}))
    parts = [part.strip() for part in re.split("[,;]", value)] if "enum" in entry or "pattern" in entry else []
    return [part for part in parts if part] or [value]


def _as_number(value: Any, expected: Any) -> str:  # noqa: ANN401 - any value of TOML, any keyword of a schema
    """The number that stands in quotes, perhaps with a decimal comma; empty where none does."""
    if expected not in ("integer", "number") or not isinstance(value, str):
        return ""
    plain = value.strip().replace(",", ".", 1) if expected == "number" else value.strip()
    return plain if _NUMBER.fullmatch(plain) else ""


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
        return f"write [{', '.join(map(quoted, _entries(violation)))}]"
    if violation.expected == "array" and isinstance(value, dict) and len(violation.route) == 1:
        return f"write [[{violation.route[0]}]] with two brackets: there may be several"
    if meant := _as_number(value, violation.expected):
        return f"write {meant}"
    return f"write {wanted}"

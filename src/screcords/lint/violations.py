"""What a file does against its schema, one violation a cause.

Loading only asks whether a file is valid (`jsonschema-rs`, `msgspec`). Here a file that is not is looked at again, with
`jsonschema`, which can say where and why.
"""

from __future__ import annotations

import datetime
import difflib
import functools
import math
from typing import TYPE_CHECKING, Any

from screcords.model import schemas
from screcords.model.dates import Date, Period, When
from screcords.rules.rule import Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

    from screcords.findings import Route

DATE_TYPES: dict[str, type[Date | Period]] = {"date": Date, "interval": Period, "date_or_interval": When}
_CODES = {"required": "SCR102", "additionalProperties": "SCR103", "propertyNames": "SCR103", "type": "SCR104"}
_CODES |= {"enum": "SCR106", "const": "SCR106"}
_ORDER = ("type", "const", "enum", "pattern", "minLength", "maxLength")


@functools.cache
def _validator(collection: str) -> Validator:
    import jsonschema  # noqa: PLC0415 - 175 ms that only a broken file costs

    return jsonschema.Draft202012Validator(schemas.load(schemas.SCHEMA_OF[collection]))


def violations(content: dict[str, Any], collection: str, reason: str = "") -> list[Violation]:
    """All violations of `content` in the order of the file; never none.

    `reason` is what is said when the validators that judge find fault and the one that explains does not.
    """
    schema = schemas.load(schemas.SCHEMA_OF[collection])
    found: dict[tuple[Route, str], Violation] = {}
    for error in sorted(_validator(collection).iter_errors(content), key=_weight):
        for violation in _of_error(error, schema, content, collection):
            key = (violation.route, "key" if violation.keyword in _CODES and violation.keyword != "type" else "value")
            found.setdefault(key, violation)
    for violation in _unseen(schema, schema, content, ()):
        complete = violation._replace(data=content, collection=collection)
        if not any(route == violation.route for route, _ in found):
            found[violation.route, "value"] = complete
    kept = _without_follow_ons(list(found.values()))
    said = reason or "the record is not what the schema asks for"
    return kept or [Violation("SCR112", (), "judge", content, said, schema, content, collection)]


def _weight(error: ValidationError) -> tuple[int, str]:
    keyword = str(error.validator)
    return (_ORDER.index(keyword) if keyword in _ORDER else len(_ORDER), str(list(error.absolute_path)))


def _of_error(
    error: ValidationError, schema: dict[str, Any], content: dict[str, Any], collection: str
) -> Iterator[Violation]:
    keyword = str(error.validator)
    value: Any = error.instance
    expected: Any = error.validator_value
    part = schemas.resolve(schema, error.schema) if isinstance(error.schema, dict) else {}
    route: Route = tuple(error.absolute_path)
    below_names = "propertyNames" in list(error.absolute_schema_path)[:-1]

    def violation(route: Route, value: Any, expected: Any) -> Violation:  # noqa: ANN401 - any value of a record
        code = _code(keyword, value, part, below_names=below_names)
        return Violation(code, route, keyword, value, expected, part, content, collection)

    if keyword == "required":
        for key in expected:
            if key not in value:
                yield violation((*route, key), value, part)
    elif keyword == "additionalProperties":
        for key in value:
            if key not in part.get("properties", {}):
                yield violation((*route, key), value[key], sorted(part.get("properties", {})))
    elif below_names:
        yield violation((*route, str(value)), content.get(str(value)), expected)
    else:
        yield violation(route, value, expected)


def _code(keyword: str, value: Any, part: dict[str, Any], *, below_names: bool) -> str:  # noqa: ANN401
    own: str | None = part.get("x-rule")
    if own == "SCR101":
        return own
    if below_names:
        return "SCR103"
    if keyword == "type" and isinstance(value, datetime.date | datetime.time):
        return "SCR105"
    if keyword in {"type", "required", "additionalProperties"}:
        return _CODES[keyword]
    return own or _CODES.get(keyword, "SCR112")


def _unseen(schema: dict[str, Any], node: dict[str, Any], value: Any, route: Route) -> Iterator[Violation]:  # noqa: ANN401
    """What only the validators that judge find: days outside the calendar, and what `jsonschema` is lax about."""
    kind = DATE_TYPES.get(node.get("$ref", "").rpartition("/")[2])
    node = schemas.resolve(schema, node)
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _unseen(schema, node.get("properties", {}).get(key, {}), inner, (*route, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _unseen(schema, node.get("items", {}), inner, (*route, number))
    elif kind is not None and isinstance(value, str):
        try:
            kind.parse(value)
        except ValueError as error:
            yield Violation("SCR301", route, "calendar", value, str(error), node, {}, "")
    elif (keyword := _laxity(node, value)) is not None:
        code = "SCR112" if keyword == "finite" else _code(keyword, value, node, below_names=False)
        yield Violation(code, route, keyword, value, node.get(keyword), node, {}, "")


def _laxity(node: dict[str, Any], value: Any) -> str | None:  # noqa: ANN401 - any value of a record
    """The keyword that `value` fails although `jsonschema` admits it."""
    if isinstance(value, float) and not math.isfinite(value):
        return "finite"  # no number of JSON, but of TOML
    if isinstance(value, float) and node.get("type") == "integer":
        return "type"  # JSON Schema has no other whole number than 1.0
    if isinstance(value, str) and value.endswith("\n") and "pattern" in node:
        return "pattern"  # in Python, `$` stands before a final line end too
    return None


def _without_follow_ons(found: list[Violation]) -> list[Violation]:
    """Leave out a missing key where an unknown one is its misspelling: that is one mistake."""
    unknown = [violation for violation in found if violation.code == "SCR103"]

    def misspelt(violation: Violation) -> bool:
        return violation.keyword == "required" and any(
            other.route[:-1] == violation.route[:-1]
            and difflib.SequenceMatcher(None, str(other.route[-1]), str(violation.route[-1])).ratio() >= 0.75
            for other in unknown
        )

    return [violation for violation in found if not misspelt(violation)]

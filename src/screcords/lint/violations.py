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
_OF_KEYS = frozenset({"SCR102", "SCR103"})
"""Rules about a key; all others are about its value, of which only the first thing that is wrong is told."""
_ORDER = ("type", "const", "enum", "pattern", "minLength", "maxLength")

_MOST_ENTRIES = 2000
"""How many entries of a list are held against the schema; no record has so many, and each takes its time."""

_FEWEST_ENTRIES = 20
"""How many they are at least, however many other lists there are."""

_ALIKE = {"required": 0.75, "minItems": 0.6}
"""How much a word must be like the key that is missing, or has too few entries, to be its misspelling."""

_LOOKED_THROUGH = 200
"""Among how many unknown keys of a table the misspelling of a missing one is looked for."""


@functools.cache
def _validator(collection: str) -> Validator:
    import jsonschema  # noqa: PLC0415 - 175 ms that only a broken file costs

    return jsonschema.Draft202012Validator(schemas.load(schemas.SCHEMA_OF[collection]))


def violations(content: dict[str, Any], collection: str, reason: str = "") -> list[Violation]:
    """All violations of `content` in the order of the file; never none.

    `reason` is what is said when the validators that judge find fault and the one that explains does not.
    """
    schema = schemas.load(schemas.SCHEMA_OF[collection])
    if not content:
        return [Violation("SCR102", (), "empty", content, schema, schema, content, collection)]
    if schemas.is_newer(version := content.get("schema")):  # who knows what else has changed
        return [Violation("SCR101", ("schema",), "const", version, schemas.VERSION, {}, content, collection)]
    if fits := _better_collection(content, collection):
        return [Violation("SCR103", (), "collection", content, fits, schema, content, collection)]
    looked_at = _shortened(content)
    kept = _violations(looked_at, schema, content, collection)
    if not kept and not are_all(content):
        kept = _violations(content, schema, content, collection)
    said = reason or "the record is not what the schema asks for"
    return kept or [Violation("SCR112", (), "judge", content, said, schema, content, collection)]


def are_all(content: dict[str, Any]) -> bool:
    """Whether `violations` finds all there are: of very long lists it looks at the beginnings."""
    return _shortened(content) == content


def _violations(
    looked_at: dict[str, Any], schema: dict[str, Any], content: dict[str, Any], collection: str
) -> list[Violation]:
    found: dict[tuple[Route, str], Violation] = {}
    for error in sorted(_validator(collection).iter_errors(looked_at), key=_weight):
        for violation in _of_error(error, schema, content, collection):
            found.setdefault((violation.route, "key" if violation.code in _OF_KEYS else "value"), violation)
    told = {route for route, _ in found}
    for violation in _unseen(schema, schema, looked_at, ()):
        complete = violation._replace(data=content, collection=collection)
        if violation.route not in told:
            found[violation.route, "value"] = complete
    return _without_follow_ons(_of_tombstone(list(found.values()), schema, content))


def _of_tombstone(found: list[Violation], schema: dict[str, Any], content: dict[str, Any]) -> list[Violation]:
    """Leave out what a record that was withdrawn need not say, where it does not say why: that alone is missing."""
    if content.get("status") != "withdrawn" or "withdrawn" in content:
        return found
    needed = schema["required"]
    return [hit for hit in found if hit.keyword != "required" or len(hit.route) > 1 or hit.route[0] in needed]


def _shortened(content: dict[str, Any]) -> dict[str, Any]:
    """The same without the ends of lists that are longer than any record has them: every error is one in `content`."""
    left = _MOST_ENTRIES

    def shortened(value: Any) -> Any:  # noqa: ANN401 - any value of a record
        nonlocal left
        if isinstance(value, dict):
            return {key: shortened(inner) for key, inner in value.items()}
        if isinstance(value, list):
            kept = value[: max(left, _FEWEST_ENTRIES)]
            left -= len(kept)
            return [shortened(inner) for inner in kept]
        return value

    whole: dict[str, Any] = shortened(content)
    return whole


def _at(content: dict[str, Any], route: Route) -> Any:  # noqa: ANN401 - any value of a record
    found: Any = content
    for step in route:
        found = found[step]
    return found


def _better_collection(content: dict[str, Any], collection: str) -> str:
    """Another collection whose schema fits the keys much better: then the whole file lies in the wrong place."""
    if "withdrawn" in content:
        return ""
    misfits = {name: _misfits(content, name) for name in schemas.SCHEMA_OF}
    best = min(misfits, key=misfits.__getitem__)
    return best if misfits[collection] >= 3 and misfits[best] * 3 <= misfits[collection] else ""


def _misfits(content: dict[str, Any], collection: str) -> int:
    """How many keys at the top are missing or unknown."""
    schema = schemas.load(schemas.SCHEMA_OF[collection])
    return len(content.keys() ^ (content.keys() & schema["properties"].keys() | _required(schema)))


def _required(schema: dict[str, Any]) -> set[str]:
    """The keys that every record of the kind has, wherever the schema says so; not those of tombstones."""
    parts = [schema, schema.get("else", {})]
    return {key for part in parts for key in part.get("required", ())}


def _weight(error: ValidationError) -> tuple[int, str]:
    keyword = str(error.validator)
    return (_ORDER.index(keyword) if keyword in _ORDER else len(_ORDER), str(list(error.absolute_path)))


def _of_error(
    error: ValidationError, schema: dict[str, Any], content: dict[str, Any], collection: str
) -> Iterator[Violation]:
    keyword = str(error.validator)
    expected: Any = error.validator_value
    part = schemas.resolve(schema, error.schema) if isinstance(error.schema, dict) else {}
    route: Route = tuple(error.absolute_path)
    below_names = "propertyNames" in list(error.absolute_schema_path)[:-1]
    value: Any = error.instance if below_names else _at(content, route)  # of a list all of it

    def violation(route: Route, value: Any, expected: Any) -> Violation:  # noqa: ANN401 - any value of a record
        code = _code(keyword, value, part, below_names=below_names)
        return Violation(code, route, keyword, value, expected, part, content, collection)

    if keyword == "required":
        for key in expected:
            if key not in value:
                missing = violation((*route, key), value, part)
                is_version = schemas.node(collection, missing.route).get("x-rule") == "SCR101"
                yield missing._replace(code="SCR101") if is_version else missing
    elif keyword == "additionalProperties":
        known = sorted(part.get("properties", {}))
        for key in value:
            if key not in part.get("properties", {}):
                yield violation((*route, key), value[key], known)
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
    if keyword == "type" and own == "SCR111" and isinstance(value, str):
        return own  # the address of a number in a register, or the number as text
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
    """Leave out a missing key, or one of too few entries, where an unknown one is its misspelling: that is one mistake.

    A key that is missing at the top, but stands below a header, is one as well.
    """
    unknown: dict[Route, list[str]] = {}
    below: set[str] = set()
    for violation in found:
        if violation.code == "SCR103":
            unknown.setdefault(violation.route[:-1], []).append(str(violation.route[-1]))
            if len(violation.route) > 1:
                below.add(str(violation.route[-1]))

    def misspelt(violation: Violation) -> bool:
        likeness = _ALIKE.get(violation.keyword)
        if violation.keyword == "not" and violation.route == ("status",):  # a tombstone without its reason
            others = unknown.get((), [])
            return bool(difflib.get_close_matches("withdrawn", others[:_LOOKED_THROUGH], 1, _ALIKE["required"]))
        if likeness is None:
            return False
        if violation.keyword == "required" and len(violation.route) == 1 and violation.route[0] in below:
            return True
        others = unknown.get(violation.route[:-1], [])
        return bool(difflib.get_close_matches(str(violation.route[-1]), others[:_LOOKED_THROUGH], 1, likeness))

    return [violation for violation in found if not misspelt(violation)]

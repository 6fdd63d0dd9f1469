"""SCR102: keys that every record has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Fix, Insert, Problem, Severity
from screcords.rules.format.sample import SAMPLE
from screcords.rules.rule import Example, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

BAD = SAMPLE.replace('status = "active"\n', "").replace("schema = 1", "schema = 1  # <- SCR102")


@rule("SCR102", Severity.ERROR, Example(bad=BAD, good=SAMPLE), fix="unsafe")
def missing_key(violation: Violation) -> Iterator[Problem]:
    """A key is missing that every record of this kind has.

    The directory cannot show a partnership without kind and status, or an organisation without a name.
    """
    if violation.keyword == "empty":
        yield Problem((), "the file is empty: no key stands in it", "write the record, or delete the file")
        return
    *above, key = violation.route
    if violation.keyword != "required":
        yield Problem(violation.route, 'a record with status = "withdrawn" says why, and nothing else',
                      'write withdrawn = { reason = "...", date = "..." }')  # fmt: skip
        return
    node = violation.expected.get("properties", {}).get(key, {}) if isinstance(violation.expected, dict) else {}
    where = f" in {'.'.join(str(step) for step in above if isinstance(step, str))}" if above else ""
    yield Problem(tuple(above), f'"{key}" is missing{where}', _way_out(str(key), node), "key", fix=_fix(violation))


def _fix(violation: Violation) -> Fix | None:
    """A beginning for the keys at the top that have a usual value; a person has to look at it."""
    if len(violation.route) != 1:
        return None
    key = str(violation.route[0])
    usual: dict[str, object] = {"schema": 1, "status": "unknown", "level": "municipality", "kind": "sister"}
    if violation.collection == "orgs":
        usual |= {"kind": "nonprofit"}
    if key == "country" and isinstance(violation.data.get("id"), str):
        usual["country"] = violation.data["id"][:2].upper()
    return Fix((Insert((key,), usual[key]),), safe=False) if key in usual else None


def _way_out(key: str, node: dict[str, object]) -> str:
    examples = node.get("examples")
    if isinstance(examples, list) and examples and isinstance(examples[0], str | int):
        shown = f'"{examples[0]}"' if isinstance(examples[0], str) else examples[0]
        return f"add {key} = {shown}, or what is true here"
    return f"add {key}; docs/records.md shows how"

"""SCR103: keys that no record has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screcords.findings import Fix, Problem, RenameKey, Severity, quoted
from screcords.model import schemas
from screcords.model.ids import is_id, path_of
from screcords.rules.rule import Example, Violation, rule
from screcords.rules.schema.words import closest, distance, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NOUNS = {"cities": "a city", "orgs": "an organisation", "partnerships": "a partnership"}


@rule(
    "SCR103",
    Severity.ERROR,
    Example(bad='orgins = ["trade"]  # <- SCR103', good='origins = ["trade"]'),
    Example(bad='veriffied = "2025-11-02"  # <- SCR103', good='verified = "2025-11-02"'),
    Example(
        bad='mayor_name = "a name"  # <- SCR103',
        why="Closed keys keep private persons out: there is none for a name, and offices have their own words.",
    ),
    fix="unsafe",
)
def unknown_key(violation: Violation) -> Iterator[Problem]:
    """A key is not one of those that records have, often by a slip of the pen.

    Nobody would ever read it. There is no key for the name of a person, on purpose: records name offices.
    """
    if violation.keyword == "collection":
        yield _misplaced(violation)
        return
    key = str(violation.route[-1])
    if violation.keyword == "enum":
        known = list(violation.expected)
        yield Problem(violation.route, f"{quoted(key)} cannot stand in a record that was withdrawn",
                      f"keep only {listed(known)}", "key")  # fmt: skip
        return
    known = list(violation.expected)
    present = _siblings(violation)
    lists = [name for name in present if name in known and _is_list_of_tables(present[name])]
    free = [name for name in known if name not in present]
    meant = closest(key, [*free, *lists] if _is_list_of_tables(violation.value) else free)
    message = f"{quoted(key)} is no key of this table"
    if not meant and _belongs_at_the_top(violation, key):
        help_ = "it is one of the whole record: move the line up, above the first [...] or [[...]]"
        yield Problem(violation.route, message, help_, "key")
        return
    help_ = f'did you mean "{meant}"?' if meant else f"the keys here are {listed(known)}" if len(known) < 12 else ""
    is_slip = meant and meant in free and distance(key, meant) <= 2
    fix = Fix((RenameKey(violation.route, meant),), safe=False) if meant and is_slip else None
    yield Problem(violation.route, message, help_ or "docs/records.md lists the keys", "key", fix=fix)


def _is_list_of_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(entry, dict) for entry in value)


def _belongs_at_the_top(violation: Violation, key: str) -> bool:
    """Whether a key below a header is one that the record lacks: what follows a header belongs to its table."""
    if len(violation.route) == 1 or violation.collection not in schemas.SCHEMA_OF or key in violation.data:
        return False
    return key in schemas.load(schemas.SCHEMA_OF[violation.collection])["properties"]


def _misplaced(violation: Violation) -> Problem:
    """A whole record of another kind: its keys are right, and only the folder is wrong."""
    fits, lies = str(violation.expected), violation.collection
    record_id = violation.data.get("id")
    known = isinstance(record_id, str) and is_id(fits, record_id)
    place = path_of(fits, record_id) if known and isinstance(record_id, str) else f"records/{fits}/"
    return Problem((), f"this looks like {_NOUNS[fits]}; it lies in {lies}/", f"move it to {place}")


def _siblings(violation: Violation) -> Mapping[str, Any]:
    node: Any = violation.data
    for step in violation.route[:-1]:
        node = node[step]
    return node if isinstance(node, dict) else {}

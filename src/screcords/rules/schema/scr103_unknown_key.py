"""SCR103: keys that no record has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screcords.findings import Fix, Problem, RenameKey, Severity, quoted
from screcords.rules.rule import Example, Violation, rule
from screcords.rules.schema.words import closest, distance, listed

if TYPE_CHECKING:
    from collections.abc import Iterator


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
    key = str(violation.route[-1])
    if violation.keyword == "enum":
        known = list(violation.expected)
        yield Problem(violation.route, f"{quoted(key)} cannot stand in a record that was withdrawn",
                      f"keep only {listed(known)}", "key")  # fmt: skip
        return
    known = list(violation.expected)
    missing = [name for name in known if name not in _siblings(violation)]
    meant = closest(key, missing)
    help_ = f'did you mean "{meant}"?' if meant else f"the keys here are {listed(known)}" if len(known) < 12 else ""
    fix = Fix((RenameKey(violation.route, meant),), safe=False) if meant and distance(key, meant) <= 2 else None
    message = f"{quoted(key)} is no key of this table"
    yield Problem(violation.route, message, help_ or "docs/records.md lists the keys", "key", fix=fix)


def _siblings(violation: Violation) -> set[str]:
    node: Any = violation.data
    for step in violation.route[:-1]:
        node = node[step]
    return set(node) if isinstance(node, dict) else set()

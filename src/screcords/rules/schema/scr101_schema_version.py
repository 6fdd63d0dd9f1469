"""SCR101: the version of the record format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Fix, Insert, Problem, SetValue, Severity, quoted
from screcords.model import schemas
from screcords.rules.format.sample import SAMPLE
from screcords.rules.rule import Example, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    "SCR101",
    Severity.ERROR,
    Example(bad=SAMPLE.replace("schema = 1", "schema = 0  # <- SCR101"), good=SAMPLE),
    Example(
        bad=SAMPLE.replace("schema = 1", "schema = 2  # <- SCR101"),
        why="A record of a later format is right; it is the tool that is too old for it.",
    ),
    fix="safe",
)
def schema_version(violation: Violation) -> Iterator[Problem]:
    """The version of the record format is missing, or not one that this tool knows.

    `schema = 1` at the top of each record says how it is to be read. A record of a later version is left alone: install
    a newer screcords.
    """
    if violation.keyword == "required":
        fix = Fix((Insert(violation.route, schemas.VERSION),))
        yield Problem((), '"schema" is missing', f"add schema = {schemas.VERSION}", "key", fix=fix)
        return
    said = f"schema {quoted(violation.value)} is not known"
    if schemas.is_newer(violation.value):
        help_ = f"this screcords is too old for the record: install a newer one; it knows schema {schemas.VERSION}"
        yield Problem(violation.route, said, help_)
        return
    if isinstance(violation.value, str) and schemas.is_newer(_number(violation.value)):
        help_ = f"write the version as a number; this screcords knows schema {schemas.VERSION} and no later one"
        yield Problem(violation.route, said, help_)
        return
    fix = Fix((SetValue(violation.route, schemas.VERSION),))
    yield Problem(violation.route, said, f"write schema = {schemas.VERSION}", fix=fix)


def _number(text: str) -> float | None:
    """The number that a version is in the form of text, if it is one."""
    try:
        return float(text)
    except ValueError:
        return None

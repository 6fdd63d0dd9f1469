"""SCR101: the version of the record format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, SetValue, Severity, quoted
from screcords.rules.format.sample import SAMPLE
from screcords.rules.rule import Example, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    "SCR101",
    Severity.ERROR,
    Example(bad=SAMPLE.replace("schema = 1", "schema = 0  # <- SCR101"), good=SAMPLE),
    fix="safe",
)
def schema_version(violation: Violation) -> Iterator[Problem]:
    """The version of the record format is not one that this tool knows.

    `schema = 1` at the top of each record says how it is to be read.
    """
    yield Problem(
        violation.route,
        f"schema {quoted(violation.value)} is not known",
        "write schema = 1",
        fix=Fix((SetValue(violation.route, 1),)),
    )

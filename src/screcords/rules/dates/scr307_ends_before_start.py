"""SCR307: the order of beginning and end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.partnership import Partnership


@rule(
    "SCR307",
    Severity.ERROR,
    Example(
        bad='status = "terminated"\nsince = "1988"\nuntil = "1977"  # <- SCR307',
        good='status = "terminated"\nsince = "1977"\nuntil = "1988"',
    ),
    Example(good='status = "terminated"\nsince = "1988-05"\nuntil = "1988"', why="1988 may end after May 1988."),
    needs=("until",),
)
def ends_before_start(record: Partnership) -> Iterator[Problem]:
    """The end of a partnership lies before its start.

    Extracts often swap the two qualifiers. The last day that `until` can mean is compared with the first day that
    `since` can.
    """
    if record.since and record.until and record.until.before(record.since):
        yield Problem(("until",), f"ends {record.until}, before it starts ({record.since})", "check which is which")

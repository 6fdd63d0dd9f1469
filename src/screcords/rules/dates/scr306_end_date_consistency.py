"""SCR306: ends and end dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity
from screcords.model.history import ENDED, fold
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.partnership import Partnership


@rule(
    "SCR306",
    Severity.ERROR,
    Example(
        bad='status = "active"\nsince = "1988"\nuntil = "2019"  # <- SCR306',
        good='status = "terminated"\nsince = "1988"\nuntil = "2019"',
    ),
    Example(
        bad='status = "terminated"  # <- SCR306',
        good='status = "terminated"\nuntil = "2019"',
        why="An end without a date is advice only: often no source knows it.",
    ),
)
def end_date_consistency(record: Partnership) -> Iterator[Problem]:
    """A partnership in force has an end date, or one that ended has none.

    Extracts of databases often keep the one and lose the other. `until` is the day on which it ended: set the status
    that it ended with (`terminated`, `expired`, `historic` or `superseded`), or remove `until`. If only the year of the
    end is known, give the year. Where a history says how and when it ended, SCR305 speaks, and mends the rest.
    """
    if record.until is None:
        if record.status in ENDED and "until" not in fold(record.history).determined:
            message = f"the partnership is {record.status}, and nothing says since when"
            yield Problem(("status",), message, 'add until, if only the year: until = "2019"', severity=Severity.ADVICE)
    elif record.status not in ENDED and fold(record.history).determined.isdisjoint({"status", "until"}):
        message = f'a partnership that is {record.status} cannot have ended "{record.until}"'
        yield Problem(("until",), message, "write the status that it ended with, or remove until")

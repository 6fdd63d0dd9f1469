"""SCR312: records that nobody has checked lately."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity
from screcords.model.durations import Duration
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.organisation import Organisation
    from screcords.model.partnership import Partnership
    from screcords.rules.rule import Context

GOOD_FOR = Duration(months=36, days=0)
NEVER = Problem(
    ("id",),
    "nothing says when the record was last checked",
    "look at its sources, correct what has changed, and add verified with the day",
)


@rule(
    "SCR312",
    Severity.ADVICE,
    Example(bad='verified = "2019-11-02"  # <- SCR312', good='verified = "2025-11-02"', as_of="2026-06-01"),
    Example(good='provenance = "wikidata"', why="Nobody claims that a seed was checked.", as_of="2026-06-01"),
)
def verification_stale(record: Organisation | Partnership, context: Context) -> Iterator[Problem]:
    """A record was last checked by a human more than three years ago, or nothing says when.

    Printed directories went stale because nobody knew which lines were old. Look at the sources, correct what has
    changed, and write the day into `verified`. Seeds, the records that a machine made (with `provenance`), are left
    out: nobody claims that they were checked. A day that has not come yet is SCR302's.
    """
    if record.provenance is not None:
        return
    verified = record.verified
    if verified is None:
        yield NEVER
    elif GOOD_FOR.after(verified.latest) < context.today:
        message = f'last checked "{verified}", more than three years ago'
        yield Problem(("verified",), message, "check the record again, and write the day")

"""SCR604: approvals that come too late, or that nobody can look up."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from screcords.findings import Problem, Related, Severity
from screcords.model.ids import path_of
from screcords.rules.policy.decisions import unnumbered
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.partnership import Partnership
    from screcords.rules.rule import Context

GRACE = 60
"""Days after the signature within which a council may still confirm it."""

AGREEMENT = '[[agreements]]\nid = "sister-1988"\ntype = "sister-city-agreement"\nsigned = "1988-05-20"\n'
APPROVAL = (
    '[[approvals]]\nagreement = "sister-1988"\ncity = "us-or-harborview"\nbody = "council"\ninstrument = "resolution"\n'
)


@rule(
    "SCR604",
    Severity.ADVICE,
    Example(
        bad=f'{AGREEMENT}{APPROVAL}number = "89-12"\ndate = "1989-02-06"  # <- SCR604',
        good=f'{AGREEMENT}{APPROVAL}number = "88-31"\ndate = "1988-03-14"',
    ),
    Example(
        bad=f'{AGREEMENT}{APPROVAL}date = "1988-03-14"'.replace(
            'instrument = "resolution"', 'instrument = "resolution"  # <- SCR604'
        ),
        good=f'{AGREEMENT}{APPROVAL}number = "88-31"\ndate = "1988-03-14"',
        why="By its number anybody finds a resolution in the minutes.",
    ),
    Example(
        good=f'{AGREEMENT}{APPROVAL}number = "88-60"\ndate = "1988-07-05"',
        why="Some councils confirm what the mayor has signed in the weeks after.",
    ),
    needs=("approvals",),
)
def approval_order(record: Partnership, context: Context) -> Iterator[Problem]:
    """An approval is later than the signature that it approves, or has no number.

    As a rule the council votes first and the mayor signs then; a vote more than two months later belongs to another
    agreement, or one of the dates is wrong. The number of the resolution or ordinance is how a reader finds it.
    """
    signed = {agreement.id: number for number, agreement in enumerate(record.agreements)}
    for number, approval in enumerate(record.approvals):
        if approval.number is None and not (
            number in unnumbered(context.policies, record)
            and context.yields("SCR604", path_of("partnerships", record.id), to="SCR907")
        ):
            yield Problem(
                ("approvals", number, "instrument"),
                f"the {approval.instrument} has no number",
                "add number, as the minutes give it",
            )
        place = signed.get(approval.agreement or "")
        agreement = record.agreements[place] if place is not None else None
        if agreement is None or agreement.signed is None or not agreement.signed.before(approval.date):
            continue
        if (_day(approval.date.earliest) - _day(agreement.signed.latest)).days > GRACE:
            where = Related(path_of("partnerships", record.id), ("agreements", place or 0, "signed"), "signed here")
            yield Problem(
                ("approvals", number, "date"),
                f'approved "{approval.date}", more than {GRACE} days after the signature ("{agreement.signed}")',
                "check both dates, and which agreement was approved",
                related=(where,),
            )


def _day(number: int) -> datetime.date:
    return datetime.date(number // 10000, number // 100 % 100, number % 100)

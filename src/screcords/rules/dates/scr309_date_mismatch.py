"""SCR309: events and the agreements that they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Related, Severity
from screcords.model.history import STARTS
from screcords.model.ids import path_of
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.partnership import Partnership

SIGNED = '[[agreements]]\nid = "sister-1988"\ntype = "sister-city-agreement"\nsigned = "1988-05-20"\n'
BY_SIGNING = STARTS | {"reaffirmed"}
"""Events that happen by signing; the others may name an agreement of another day."""


@rule(
    "SCR309",
    Severity.WARNING,
    Example(
        bad=f'since = "1988-03-14"\n{SIGNED}[[history]]\ndate = "1988-03-14"  # <- SCR309\nevent = "established"\n'
        'kind = "sister"\nagreement = "sister-1988"',
        good=f'since = "1988-05-20"\n{SIGNED}[[history]]\ndate = "1988-03-14"\nevent = "approved"\n'
        'agreement = "sister-1988"\n[[history]]\ndate = "1988-05-20"\nevent = "established"\nkind = "sister"\n'
        'agreement = "sister-1988"',
        why="The council agreed in March, the mayors signed in May.",
    ),
    Example(
        good=f'since = "1988"\n{SIGNED}[[history]]\ndate = "1988"\nevent = "established"\nkind = "sister"\n'
        'agreement = "sister-1988"',
        why="1988 can be May 1988.",
    ),
    needs=("history",),
)
def date_mismatch(record: Partnership) -> Iterator[Problem]:
    """An event has another date than the signing of the agreement that it names.

    Partnerships are established, changed and reaffirmed by signing. Often one of the two dates is that on which a
    council approved: give that as an event `approved` or in `[[approvals]]`. Where it was signed twice, on two days in
    two cities, take the later one, and put the other into `[[disputes]]`.
    """
    signed = {agreement.id: (number, agreement.signed) for number, agreement in enumerate(record.agreements)}
    for number, event in enumerate(record.history):
        place, date = signed.get(event.agreement or "", (0, None))
        if date is None or event.event not in BY_SIGNING or not (date.is_exact and event.date.is_exact):
            continue
        if not date.overlaps(event.date):
            where = Related(path_of("partnerships", record.id), ("agreements", place, "signed"), "signed here")
            yield Problem(
                ("history", number, "date"),
                f'"{event.date}", but the agreement was signed "{date}"',
                "correct one of the two, or write the day of the council's decision as an event approved",
                related=(where,),
            )

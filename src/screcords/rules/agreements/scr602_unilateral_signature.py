"""SCR602: agreements that one side only signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity, quoted
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.partnership import Partnership
    from screcords.rules.rule import Context

ONE_SIDED = frozenset({"letter-of-intent", "termination-notice"})
"""Texts that one city alone may sign."""

AGREEMENT = '[[agreements]]\nid = "sister-1988"\ntype = "sister-city-agreement"\nsigned = "1988-05-20"\n'
HOME = '{ city = "us-or-harborview", office = "mayor" }'
AWAY = '{ city = "jp-minatogawa", office = "mayor" }'


@rule(
    "SCR602",
    Severity.WARNING,
    Example(
        bad=AGREEMENT + f"signatories = [\n    {HOME},  # <- SCR602\n]",
        good=AGREEMENT + f"signatories = [\n    {AWAY},\n    {HOME},\n]",
    ),
    Example(
        good=AGREEMENT,
        why="Who signed need not be said; but then it is said for neither side.",
    ),
    Example(
        good=AGREEMENT
        + '[[agreements]]\nid = "end-2022"\ntype = "termination-notice"\nsigned = "2022-03"\n'
        + f"signatories = [\n    {HOME},\n]",
        why="One city alone can end it.",
    ),
    needs=("agreements",),
)
def unilateral_signature(record: Partnership, context: Context) -> Iterator[Problem]:
    """Only one of the two cities signed an agreement.

    An agreement is an agreement of two: the heads of both cities sign, if on different days and papers. Add the office
    that signed for the other side. Where the sources name one side only, say so in an `[[allow]]`.
    """
    for number, agreement in enumerate(record.agreements):
        if not agreement.signatories or agreement.type in ONE_SIDED:
            continue
        signed = {signatory.city for signatory in agreement.signatories}
        missing = [city for city in record.cities if city not in signed]
        doubtful = signed.difference(record.cities).union(missing)
        if missing and doubtful.issubset(context.repository.cities):  # else SCR501
            yield Problem(
                ("agreements", number, "signatories", 0),
                f"nobody signed {quoted(agreement.id)} for {' or for '.join(map(quoted, missing))}",
                "add the office that did; where the sources name one side only, say so in an [[allow]]",
            )

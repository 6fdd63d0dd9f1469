"""SCR907: cities whose council decides about each agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity, quoted
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.findings import Route
    from screcords.model.partnership import Agreement
    from screcords.repository.graph import Repository
    from screcords.rules.policies import Side
    from screcords.rules.rule import Context

COUNCILS = frozenset({"council", "assembly"})
NEEDLESS = frozenset({"letter-of-intent", "termination-notice"})
"""Documents that bind the city to nothing new."""

SETTINGS = (
    '[[policies]]\nrules = ["SCR907"]\ncity = "us-or-harborview"\nsource = "https://www.harborview.example/policy"\n'
    'instruments = ["ordinance", "resolution"]'
)
SIGNED = '[[agreements]]\nid = "sister-1988"  # <- SCR907\ntype = "sister-city-agreement"\nsigned = "1988-05-20"\n'
APPROVED = (
    '[[approvals]]\nagreement = "sister-1988"\ncity = "us-or-harborview"\nbody = "council"\n'
    'instrument = "resolution"\n{}date = "1988-03-14"'
)


@rule(
    "SCR907",
    Severity.ERROR,
    Example(
        bad=SIGNED,
        good=SIGNED.replace("  # <- SCR907", "") + APPROVED.format('number = "88-14"\n'),
        settings=SETTINGS,
    ),
    Example(
        bad=SIGNED.replace("  # <- SCR907", "") + APPROVED.format("").replace('on"\n', 'on"  # <- SCR907\n'),
        why="The number is what the city clerk finds it by.",
        settings=SETTINGS,
    ),
)
def approval_required(repository: Repository, context: Context) -> Iterator[Problem]:
    """An agreement of a city has no numbered decision of its council, and the policy asks for one.

    Ask the city clerk, or look through the minutes of the months before the signing, and add the decision to
    `[[approvals]]`: the city, the body, the instrument with its number, the date, and which agreement it was about.
    `instruments` says which forms do. Letters of intent and notices of termination need none. The rule is silent unless
    a policy in the settings switches it on.
    """
    for side in context.policies.sides("SCR907", repository):
        for number, agreement in enumerate(side.record.agreements):
            if agreement.type in NEEDLESS or side.policy.spares(agreement.signed):
                continue
            complaint = _complaint(side, number, agreement)
            if complaint is not None:
                route, message = complaint
                help_ = f"add it to [[approvals]], with its number and date; {side.policy.where}"
                yield Problem(route, message, help_, path=side.entry.path)


def _complaint(side: Side, number: int, agreement: Agreement) -> tuple[Route, str] | None:
    """Where a decision is missing, and what about it."""
    wanted = side.policy.instruments
    unnumbered = None
    for place, approval in enumerate(side.record.approvals):
        if (
            approval.city != side.city
            or approval.body not in COUNCILS
            or approval.agreement not in {None, agreement.id}
        ):
            continue
        if wanted and approval.instrument not in wanted:
            continue
        if approval.number:
            return None
        unnumbered = place
    if unnumbered is not None:
        return ("approvals", unnumbered, "instrument"), f"the decision about {quoted(agreement.id)} has no number"
    what = " or ".join(wanted) or "decision"
    return ("agreements", number, "id"), f"no {what} of the council of {quoted(side.city)} about {quoted(agreement.id)}"

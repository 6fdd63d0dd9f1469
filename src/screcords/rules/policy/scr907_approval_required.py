"""SCR907: cities whose council decides about each agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity, quoted
from screcords.rules.policy.decisions import undecided
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.findings import Route
    from screcords.repository.graph import Repository
    from screcords.rules.rule import Context

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
        for number, place in undecided(side.policy, side.record, side.city):
            agreement = quoted(side.record.agreements[number].id)
            route: Route = ("agreements", number, "id")
            what = " or ".join(side.policy.instruments) or "decision"
            message = f"no {what} of the council of {quoted(side.city)} about {agreement}"
            if place is not None:
                route, message = ("approvals", place, "instrument"), f"the decision about {agreement} has no number"
            help_ = f"add it to [[approvals]], with its number and date; {side.policy.where}"
            yield Problem(route, message, help_, path=side.entry.path)

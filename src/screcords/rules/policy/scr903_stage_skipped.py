"""SCR903: cities that get to know a partner first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity
from screcords.model.durations import Duration
from screcords.rules.policy.beginnings import reached
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.dates import Date
    from screcords.repository.graph import Repository
    from screcords.rules.policies import Side
    from screcords.rules.rule import Context

SETTINGS = (
    '[[policies]]\nrules = ["SCR903"]\ncity = "us-or-harborview"\nsource = "https://www.harborview.example/policy"\n'
    'after = ["friendship"]\nmonths = 24'
)
FRIENDS = '[[agreements]]\nid = "friends"\ntype = "friendship-agreement"\nsigned = "{}"\n'
SISTERS = '[[agreements]]\nid = "sisters"\ntype = "sister-city-agreement"\nsigned = "2012-09-01"'
HEAD = 'kind = "sister"\nsince = "2012-09-01"'


@rule(
    "SCR903",
    Severity.WARNING,
    Example(
        bad=f"{HEAD}  # <- SCR903\n{FRIENDS.format('2012-03')}{SISTERS}",
        good=f"{HEAD}\n{FRIENDS.format('2010-03')}{SISTERS}",
        settings=SETTINGS,
    ),
    Example(bad=f"{HEAD}  # <- SCR903\n{SISTERS}", settings=SETTINGS, why="There was no friendship at all."),
)
def stage_skipped(repository: Repository, context: Context) -> Iterator[Problem]:
    """A partnership was made sooner than the policy of a city allows: a stage before it is missing or was too short.

    Some cities first exchange for a while under a memorandum, then as friendship cities. Add the earlier agreement or
    event if there was one, or say in the record why the city made an exception. `after` names the stages of which one
    has to come first, `months` how long it has to last. The rule is silent unless a policy in the settings switches it
    on.
    """
    for side in context.policies.sides("SCR903", repository):
        record, policy = side.record, side.policy
        if record.since is None or not record.in_force or not policy.judges(record.kind, "sister"):
            continue
        if not policy.spares(record.since):
            problem = _problem(side, record.since)
            if problem is not None:
                yield problem


def _problem(side: Side, since: Date) -> Problem | None:
    policy = side.policy
    stages = [stage for stage in policy.after if stage != side.record.kind]
    found = [date for stage in stages if (date := reached(side.record, stage)) is not None]
    named = " or ".join("memorandum" if stage == "memorandum" else "friendship agreement" for stage in stages)
    if not stages:
        return None
    first = min(found, key=lambda date: date.earliest, default=None)
    if first is None or since.before(first):
        later = f": that of {first} is later" if first is not None else ""
        message = f"{side.record.kind} since {since}, and no {named} came first{later}"
    else:
        if since.latest >= Duration(policy.months, 0).after(first.earliest):
            return None
        message = f"{side.record.kind} since {since}, less than {policy.months} months after the {named} of {first}"
    help_ = f"add the earlier agreement, or make an exception with its reason; {policy.where}"
    return Problem(("since",), message, help_, path=side.entry.path)

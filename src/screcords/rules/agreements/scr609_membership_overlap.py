"""SCR609: memberships at the same time in the same network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Related, Severity
from screcords.model.ids import path_of
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.organisation import Membership, Organisation

ENDED = frozenset({"dissolved", "merged"})
MEMBER = '[[memberships]]\nnetwork = "sister-cities-international"\nperiod = "{0}"\n'
UNNAMED = (
    "# --- records/partnerships/jp/m/jp-minatogawa--us-or-harborview.toml\n"
    '[[parties]]\ncity = "jp-minatogawa"\n[[parties]]\ncity = "us-or-harborview"\n'
)


@rule(
    "SCR609",
    Severity.WARNING,
    Example(
        bad=MEMBER.format("1975/2004") + MEMBER.format("1998/..").replace("\nperiod", "  # <- SCR609\nperiod"),
        good=MEMBER.format("1975/1998") + MEMBER.format("2004/.."),
    ),
    Example(
        bad='status = "dissolved"\n' + MEMBER.format("1975/..").replace('/.."', '/.."  # <- SCR609') + UNNAMED,
        good='status = "dissolved"\n' + MEMBER.format("1975/2004") + UNNAMED,
        why="What is dissolved is a member of nothing.",
    ),
    Example(good=MEMBER.format("1975/1998") + MEMBER.format("1998/.."), why="The second may begin as the first ends."),
    needs=("memberships",),
)
def membership_overlap(record: Organisation) -> Iterator[Problem]:
    """An organisation is a member of one network twice at the same time, or after its end.

    Whether a member is in good standing is read off these periods. Make one membership of two that overlap, and close
    those of an organisation that no longer exists.
    """
    path = path_of("orgs", record.id)
    for number, membership in enumerate(record.memberships):
        period = membership.period
        if record.status in ENDED and period is not None and period.end is None:
            message = f'the organisation is {record.status}, and its membership "{period}" goes on'
            yield Problem(("memberships", number, "period"), message, "write when it ended")
        for place in range(number):
            if _twice(record.memberships[place], membership):
                where = Related(path, ("memberships", place, "network"), "the other one")
                message = f"a second membership of {membership.network} at the same time"
                yield Problem(
                    ("memberships", number, "network"),
                    message,
                    "make one of both, or correct a period",
                    related=(where,),
                )
                break


def _twice(one: Membership, other: Membership) -> bool:
    if one.network != other.network or (one.kind and other.kind and one.kind != other.kind):
        return False
    if one.network == "other" and (one.kind is None or other.kind is None) and one.url != other.url:
        return False
    if one.period is None or other.period is None:
        return one.period is other.period
    return _begins_within(one, other) and _begins_within(other, one)


def _begins_within(one: Membership, other: Membership) -> bool:
    """Whether `one` certainly begins before `other` ends."""
    if one.period is None or other.period is None or one.period.start is None or other.period.end is None:
        return True
    return one.period.start.before(other.period.end)

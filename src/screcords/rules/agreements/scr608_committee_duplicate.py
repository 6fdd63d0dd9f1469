"""SCR608: committees that are there twice, or for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Related, Severity, quoted
from screcords.model.ids import path_of
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.organisation import Organisation
    from screcords.rules.rule import Context

COMMITTEE = '[[committees]]\npartnership = "jp-minatogawa--us-or-harborview"\n'
PAIR = "# --- records/partnerships/jp/m/jp-minatogawa--us-or-harborview.toml\n"
ENDED = frozenset({"expired", "terminated", "superseded"})
"""A historic partnership is honoured still, by a committee perhaps."""


@rule(
    "SCR608",
    Severity.WARNING,
    Example(
        bad=COMMITTEE
        + COMMITTEE.replace('view"', 'view"  # <- SCR608')
        + 'url = "https://www.harborview-sister-cities.example/minatogawa"',
        good=COMMITTEE + 'url = "https://www.harborview-sister-cities.example/minatogawa"',
    ),
    Example(
        bad=COMMITTEE.replace('view"', 'view"  # <- SCR608') + PAIR + 'status = "terminated"\nuntil = "2019"',
        good=COMMITTEE + PAIR + 'status = "historic"\nuntil = "2019"',
        why="A partnership that is closed but honoured may keep its committee.",
    ),
    needs=("committees",),
)
def committee_duplicate(record: Organisation, context: Context) -> Iterator[Problem]:
    """An organisation has two committees for one partnership, or one for a partnership that has ended.

    There is one committee a partnership: put what is known of it in one entry. When the partnership ends its committee
    goes too, or moves to the partnership that goes on.
    """
    path = path_of("orgs", record.id)
    first: dict[str, int] = {}
    for number, committee in enumerate(record.committees):
        route = ("committees", number, "partnership")
        place = first.setdefault(committee.partnership, number)
        if place != number:
            where = Related(path, ("committees", place, "partnership"), "the first one")
            message = f"a second committee for {quoted(committee.partnership)}"
            yield Problem(route, message, "keep one", related=(where,))
            continue
        entry = context.repository.partnerships.get(committee.partnership)
        pair = entry.record if entry is not None else None
        if entry is None or pair is None or pair.status not in ENDED or record.status not in {"active", "unknown"}:
            continue
        successor = f", or name {quoted(pair.superseded_by)}" if pair.superseded_by else ""
        yield Problem(
            route,
            f"the partnership {quoted(pair.id)} is {pair.status}",
            f"remove the committee{successor}",
            related=(Related(entry.path, ("status",), "stated here"),),
        )

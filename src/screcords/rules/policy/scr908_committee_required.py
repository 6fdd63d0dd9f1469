"""SCR908: cities that want a committee for each partner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity, quoted
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.repository.graph import Repository
    from screcords.rules.rule import Context

SETTINGS = (
    '[[policies]]\nrules = ["SCR908"]\ncity = "us-or-harborview"\nsource = "https://www.harborview.example/policy"\n'
    "people = 15"
)


@rule(
    "SCR908",
    Severity.WARNING,
    Example(
        bad='[[parties]]\ncity = "jp-minatogawa"\n'
        '[[parties]]\ncity = "us-or-harborview"  # <- SCR908\norgs = ["us-or-harborview-sister-cities"]',
        good="# --- records/orgs/us/o/us-or-harborview-sister-cities.toml\n[[committees]]\n"
        'partnership = "jp-minatogawa--us-or-harborview"\nname = "Minatogawa committee"',
        settings=SETTINGS,
    ),
)
def committee_required(repository: Repository, context: Context) -> Iterator[Problem]:
    """A sister city has no committee in any organisation of a city whose policy asks for one.

    Partnerships that nobody looks after fall asleep. Add the committee to its organisation, in `[[committees]]`, with
    the id of the partnership and a role mailbox, never with names. `people` says how many members it needs: records do
    not count them, so that is for the city to check. The rule is silent unless a policy in the settings switches it on.
    """
    looked_after: set[tuple[str, str]] | None = None
    orgs_of: dict[str, list[str]] = {}
    for side in context.policies.sides("SCR908", repository):
        if looked_after is None:
            looked_after = set()
            for entry in repository.orgs.values():
                if entry.record is not None:
                    orgs_of.setdefault(entry.record.city or "", []).append(entry.id)
                    looked_after.update((entry.id, committee.partnership) for committee in entry.record.committees)
        record, policy = side.record, side.policy
        if not record.in_force or not policy.judges(record.kind, "sister"):
            continue
        orgs = (*side.party.orgs, *orgs_of.get(side.city, ()))
        broken = repository.unreadable["orgs"]
        if any((org, record.id) in looked_after for org in orgs) or not broken.isdisjoint(side.party.orgs):
            continue
        if any(org.startswith(f"{side.city}-") for org in broken):
            continue  # it may be in the file that cannot be read
        size = f" of at least {policy.people} people" if policy.people else ""
        yield Problem(
            ("parties", side.number, "city"),
            f"no organisation of {quoted(side.city)} has a committee{size} for this partnership",
            f"add it to [[committees]] of the organisation; {policy.where}",
            path=side.entry.path,
        )

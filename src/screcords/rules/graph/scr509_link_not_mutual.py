"""SCR509: committees and the partnerships that they serve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Elsewhere, Fix, Insert, Problem, Related, Severity, quoted
from screcords.rules.rule import Example, rule
from screcords.rules.schema.words import closest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.organisation import Organisation
    from screcords.model.partnership import Party
    from screcords.repository.graph import Repository

COMMITTEE = (
    "# --- records/orgs/us/o/us-or-harborview-sister-cities.toml\n"
    '[[committees]]\npartnership = "jp-minatogawa--us-or-harborview"{mark}\n'
    "# --- records/partnerships/jp/m/jp-minatogawa--us-or-harborview.toml\n"
    '[[parties]]\ncity = "jp-minatogawa"\n[[parties]]\ncity = "us-or-harborview"\n'
)


@rule(
    "SCR509",
    Severity.ERROR,
    Example(
        bad=COMMITTEE.format(mark="  # <- SCR509"),
        good=COMMITTEE.format(mark="") + 'orgs = ["us-or-harborview-sister-cities"]',
    ),
    fix="safe",
)
def link_not_mutual(repository: Repository) -> Iterator[Problem]:
    """An organisation has a committee for a partnership that does not name the organisation.

    Readers of the partnership would not find who takes care of it. Add the organisation to `orgs` of its party. The
    other way round nothing is missing: an organisation need not have a committee for each partnership.
    """
    for host in repository.orgs.values():
        org = host.record
        if org is None or not org.committees:
            continue
        for number, committee in enumerate(org.committees):
            entry = repository.partnerships.get(committee.partnership)
            if entry is None or entry.record is None:
                continue  # SCR506
            parties = entry.record.parties
            if any(org.id in party.orgs for party in parties):
                continue
            if closest(org.id, (other for party in parties for other in party.orgs if other not in repository.orgs)):
                continue  # SCR506: it is this one, misspelt
            side = next((place for place, party in enumerate(parties) if party.city == org.city), 0)
            yield Problem(
                ("committees", number, "partnership"),
                f"the partnership {quoted(committee.partnership)} does not name {quoted(org.id)}",
                f'add it to the party: orgs = ["{org.id}"]',
                related=(Related(entry.path, ("parties", side, "city"), "the organisation is missing here"),),
                path=host.path,
                fix=_fix(entry.path, side, parties[side], org),
            )


def _fix(path: str, side: int, party: Party, org: Organisation) -> Fix | None:
    """Add the organisation to the party of its own city; of another one nobody can tell."""
    if party.city != org.city:
        return None
    return Fix((Elsewhere(path, Insert(("parties", side, "orgs", len(party.orgs)), org.id)),))

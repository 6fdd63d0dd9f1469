"""SCR510: organisations of another city."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Related, Severity, quoted
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.organisation import Organisation
    from screcords.model.partnership import Partnership
    from screcords.repository.graph import Repository

ORGS = 'orgs = ["us-or-harborview-sister-cities"]'
OTHER = '# --- records/cities/us/o/us-or-westview.toml\nlat = 45.5152\nlon = -122.6784\n[name]\nen = "Westview"\n'


@rule(
    "SCR510",
    Severity.WARNING,
    Example(
        bad=f"{OTHER}# --- records/partnerships/jp/m/jp-minatogawa--us-or-westview.toml\n"
        f'[[parties]]\ncity = "jp-minatogawa"\n[[parties]]\ncity = "us-or-westview"\n{ORGS}  # <- SCR510',
        good=f'[[parties]]\ncity = "jp-minatogawa"\n[[parties]]\ncity = "us-or-harborview"\n{ORGS}',
    ),
    Example(
        bad=f'[[parties]]\ncity = "jp-minatogawa"\n{ORGS}  # <- SCR510\n[[parties]]\ncity = "us-or-harborview"',
        good=f'[[parties]]\ncity = "jp-minatogawa"\n[[parties]]\ncity = "us-or-harborview"\n{ORGS}',
        why="An organisation stands with the party that it is from.",
    ),
)
def org_city_unrelated(repository: Repository) -> Iterator[Problem]:
    """A party names an organisation that is from another city.

    Mostly the id was pasted into the wrong file or under the wrong party. Name the organisation of this city, or none.
    """
    orgs = repository.orgs
    for entry in repository.judged_partnerships:
        record = entry.record
        if record is None:
            continue
        one, other = record.parties
        if not one.orgs and not other.orgs:
            continue
        for number, party in enumerate(record.parties):
            for place, org_id in enumerate(party.orgs):
                found = orgs.get(org_id)
                if found is None or found.record is None or _belongs(repository, found.record, party.city):
                    continue
                message, help_ = _words(repository, record, found.record, number)
                yield Problem(
                    ("parties", number, "orgs", place),
                    message,
                    help_,
                    related=(Related(found.path, ("city" if found.record.city else "country",), "stated here"),),
                    path=entry.path,
                )


def _belongs(repository: Repository, org: Organisation, city_id: str) -> bool:
    """Whether an organisation may serve a city: its own, what took over from it, or one of its country."""
    if org.city == city_id or (org.city is None and org.country is None):
        return True
    entry = repository.cities.get(city_id)
    if entry is None or entry.record is None:
        return True
    if org.city is None:
        return org.country == entry.record.country
    home = repository.cities.get(org.city)
    if home is None or home.record is None:
        return True
    return org.city in (*entry.record.successors, *entry.record.members) or city_id in (
        *home.record.successors,
        *home.record.members,
    )


def _words(repository: Repository, record: Partnership, org: Organisation, number: int) -> tuple[str, str]:
    party, other = record.parties[number], record.parties[1 - number]
    if _belongs(repository, org, other.city):
        return f"{quoted(org.id)} is an organisation of the other party", f"move it to the party {quoted(other.city)}"
    place = org.city or org.country or ""
    return (
        f"{quoted(org.id)} is an organisation of {quoted(place)}, and not of {quoted(party.city)}",
        f"name an organisation of {quoted(party.city)}, or none",
    )

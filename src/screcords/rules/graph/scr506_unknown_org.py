"""SCR506: references to organisations, and theirs to partnerships."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Severity
from screcords.rules.graph.references import References
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.findings import Problem
    from screcords.repository.graph import Repository


@rule(
    "SCR506",
    Severity.ERROR,
    Example(
        bad='[[parties]]\ncity = "jp-minatogawa"\n[[parties]]\ncity = "us-or-harborview"\n'
        'orgs = ["us-or-harborview-sister-citys"]  # <- SCR506',
        good='[[parties]]\ncity = "jp-minatogawa"\n[[parties]]\ncity = "us-or-harborview"\n'
        'orgs = ["us-or-harborview-sister-cities"]',
    ),
    Example(
        bad="# --- records/orgs/us/o/us-or-harborview-sister-cities.toml\n"
        '[[committees]]\npartnership = "jp-minatogawa--us-or-harborvew"  # <- SCR506',
        good="# --- records/orgs/us/o/us-or-harborview-sister-cities.toml\n"
        '[[committees]]\npartnership = "jp-minatogawa--us-or-harborview"',
    ),
    fix="safe or unsafe",
)
def unknown_org(repository: Repository) -> Iterator[Problem]:
    """A partnership names an organisation that has no record, or an organisation a partnership that has none.

    Correct the id, or add the record first. Organisations are in `records/orgs/`; their ids begin with that of their
    city.
    """
    orgs, partnerships = repository.orgs, repository.partnerships
    references = References(repository)
    for entry in repository.judged_partnerships:
        if entry.record is None:
            continue
        one, other = entry.record.parties
        if one.orgs or other.orgs:
            places = [
                (("parties", number, "orgs", place), org)
                for number, party in enumerate(entry.record.parties)
                for place, org in enumerate(party.orgs)
                if org not in orgs
            ]
            yield from references.problems("orgs", entry.path, places)
    for host in orgs.values():
        if host.record is not None and host.record.committees:
            committees = [
                (("committees", number, "partnership"), committee.partnership)
                for number, committee in enumerate(host.record.committees)
                if committee.partnership not in partnerships
            ]
            yield from references.problems("partnerships", host.path, committees)

"""SCR515: organisations that are no more, or do nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Related, Severity, quoted
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.repository.graph import Repository

GONE = frozenset({"inactive", "dissolved", "merged"})
RUNNING = frozenset({"active", "unknown"})
WIDE = frozenset({"national-association", "state-programme", "coalition"})
"""Kinds of organisations that need no partnership of their own."""

PARTIES = '[[parties]]\ncity = "jp-minatogawa"\n[[parties]]\ncity = "us-or-harborview"\n'
ORGS = 'orgs = ["us-or-harborview-sister-cities"]'
CLOSED = '# --- records/orgs/us/o/us-or-harborview-sister-cities.toml\nstatus = "dissolved"\n'
PAIR = "# --- records/partnerships/jp/m/jp-minatogawa--us-or-harborview.toml\n"


@rule(
    "SCR515",
    Severity.WARNING,
    Example(bad=f"{CLOSED}{PAIR}{PARTIES}{ORGS}  # <- SCR515", good=f"{CLOSED}{PAIR}{PARTIES}"),
    Example(
        bad="# --- records/orgs/us/o/us-or-harborview-sister-cities.toml\n"
        f'status = "active"  # <- SCR515\n{PAIR}{PARTIES}',
        good="# --- records/orgs/us/o/us-or-harborview-sister-cities.toml\n"
        f'status = "active"\n[seeking]\nuntil = "2027"\n{PAIR}{PARTIES}',
        why="Advice: an active organisation has a partnership, or looks for one.",
    ),
)
def org_inactive_but_serving(repository: Repository) -> Iterator[Problem]:
    """An organisation that is no longer active is named by a partnership in force.

    Readers are sent to a contact that does not answer. Remove the organisation from the party, and name the one that
    took over. An active organisation with no partnership, that seeks none either, is worth a second look.
    """
    orgs = repository.orgs
    if not orgs:
        return
    serving: set[str] = set()
    unclear: set[str] = set()  # cities with a partnership that names an organisation nobody knows: SCR506
    gone = {entry.id for entry in orgs.values() if entry.record is not None and entry.record.status in GONE}
    for entry in repository.partnerships.values():
        record = entry.record
        if record is None:
            continue
        one, other = record.parties
        if not one.orgs and not other.orgs:
            continue
        serving.update(one.orgs, other.orgs)
        if not all(org in orgs for org in (*one.orgs, *other.orgs)):
            unclear.update(record.cities)
        if gone and record.status in RUNNING:
            for number, party in enumerate(record.parties):
                for place, org in enumerate(party.orgs):
                    if org in gone and (found := orgs[org]).record is not None:
                        yield Problem(
                            ("parties", number, "orgs", place),
                            f"{quoted(org)} is {found.record.status}, and the partnership is {record.status}",
                            "name the organisation that took over, or remove it",
                            related=(Related(found.path, ("status",), "its status"),),
                            path=entry.path,
                        )
    if repository.is_whole:  # what is broken may name any organisation
        yield from _idle(repository, serving, unclear)


def _idle(repository: Repository, serving: set[str], unclear: set[str]) -> Iterator[Problem]:
    """Active organisations that no partnership names."""
    for host in repository.orgs.values():
        org_record = host.record
        if org_record is None or host.id in serving or org_record.status != "active" or org_record.kind in WIDE:
            continue
        if org_record.city not in unclear and org_record.seeking is None and not org_record.committees:
            message = "the organisation is active, and no partnership names it"
            help_ = "add it to orgs of its partnerships, or add [seeking]"
            yield Problem(("status",), message, help_, path=host.path, severity=Severity.ADVICE)

"""Agreements that a policy wants a numbered decision of the council for, and that have none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.partnership import Agreement, Partnership
    from screcords.rules.policies import Policies, Policy

COUNCILS = frozenset({"council", "assembly"})
NEEDLESS = frozenset({"letter-of-intent", "termination-notice"})
"""Documents that bind the city to nothing new."""


def undecided(policy: Policy, record: Partnership, city: str) -> Iterator[tuple[int, int | None]]:
    """The agreements without such a decision of a city, and the approval that lacks only its number, if there is one.

    Both are given by their places in the record.
    """
    told: set[int] = set()
    for number, agreement in enumerate(record.agreements):
        if agreement.type in NEEDLESS or policy.spares(agreement.signed):
            continue
        decisions = list(_decisions(policy, record, city, agreement))
        if any(record.approvals[place].number for place in decisions):
            continue
        place = decisions[-1] if decisions else None
        if place is None or place not in told:
            yield number, place
        if place is not None:
            told.add(place)


def _decisions(policy: Policy, record: Partnership, city: str, agreement: Agreement) -> Iterator[int]:
    """The places of the approvals that may be what the policy wants."""
    for place, approval in enumerate(record.approvals):
        if (
            approval.city == city
            and approval.body in COUNCILS
            and approval.agreement in {None, agreement.id}
            and (not policy.instruments or approval.instrument in policy.instruments)
        ):
            yield place


def unnumbered(policies: Policies, record: Partnership) -> set[int]:
    """The places of the approvals of a partnership whose number a policy asks for."""
    return {
        place
        for party in record.parties
        for policy in policies.of("SCR907", party.city, party.orgs)
        for _, place in undecided(policy, record, party.city)
        if place is not None
    }

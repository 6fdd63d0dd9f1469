"""Where the cities of a partnership lie, for rules that compare them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.rules.policy.beginnings import began

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.city import City
    from screcords.repository.graph import Repository
    from screcords.rules.policies import Policies, Side


def city(repository: Repository, record_id: str) -> City | None:
    """The city of that id; `None` where there is none, or its file cannot be read."""
    entry = repository.cities.get(record_id)
    return entry.record if entry is not None else None


def country(repository: Repository, record_id: str) -> str:
    """The country of a city, or nothing where it is not known."""
    found = city(repository, record_id)
    return found.country if found is not None else ""


def at_home(repository: Repository, policies: Policies) -> Iterator[Side]:
    """The partnerships in force within one country of which a policy wants that they cross a border, each once."""
    told: set[str] = set()
    for side in policies.sides("SCR902", repository):
        home = country(repository, side.city)
        if not home or home != country(repository, side.partner) or not side.record.in_force:
            continue
        if side.city == side.partner or side.entry.path in told or side.policy.spares(began(side.record)):
            continue
        told.add(side.entry.path)
        yield side

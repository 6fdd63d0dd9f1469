"""Where the cities of a partnership lie, for rules that compare them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screcords.model.city import City
    from screcords.repository.graph import Repository


def city(repository: Repository, record_id: str) -> City | None:
    """The city of that id; `None` where there is none, or its file cannot be read."""
    entry = repository.cities.get(record_id)
    return entry.record if entry is not None else None


def country(repository: Repository, record_id: str) -> str:
    """The country of a city, or nothing where it is not known."""
    found = city(repository, record_id)
    return found.country if found is not None else ""

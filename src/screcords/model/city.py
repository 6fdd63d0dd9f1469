"""A place that has partnerships: the node of the graph."""

from __future__ import annotations

from typing import Literal

from screcords.model.dates import Period
from screcords.model.record import Allow, Part

LEVELS = {
    "municipality": 1,
    "town": 1,
    "village": 1,
    "district": 1,
    "borough": 1,
    "intercommunality": 2,
    "metropolitan": 2,
    "county": 2,
    "prefecture": 3,
    "province": 3,
    "region": 3,
    "state": 3,
}
"""Levels of places, and their rank: local, between, first-order division of a country."""


class Population(Part, frozen=True):
    """Number of inhabitants, and the year of the count where known."""

    value: int
    year: int | None = None


class City(Part, frozen=True):
    """A city, or another place that acts as a partner (see `level`)."""

    schema: Literal[1]
    id: str
    level: str
    country: str
    name: dict[str, str]
    subdivision: str | None = None
    lat: float | None = None
    lon: float | None = None
    wikidata: str | None = None
    same_as: tuple[str, ...] = ()
    geonames: int | None = None
    unlocode: str | None = None
    population: Population | None = None
    valid: Period | None = None
    successors: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    former_ids: tuple[str, ...] = ()
    provenance: Literal["wikidata", "wikipedia", "geonames"] | None = None
    facts_from: tuple[Literal["wikidata", "geonames", "natural-earth", "official", "other"], ...] = ()
    former_names: dict[str, tuple[str, ...]] | None = None
    allow: tuple[Allow, ...] = ()

    @property
    def ended(self) -> bool:
        """Whether the municipality no longer exists."""
        return self.valid is not None and self.valid.end is not None

    @property
    def identifiers(self) -> tuple[str, ...]:
        """All Wikidata items that mean this place."""
        return (self.wikidata, *self.same_as) if self.wikidata else self.same_as

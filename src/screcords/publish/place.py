"""What the exports with places say of a city beside its coordinates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screcords.directory.licence import licence_of
from screcords.reference import countries

if TYPE_CHECKING:
    from screcords.directory.model import Directory
    from screcords.model.city import City


def about(directory: Directory, city: City) -> dict[str, Any]:
    """Name, level and place of a city, how many partnerships it has, and the licence of its facts."""
    ties = directory.ties.get(city.id, ())
    return {
        "name": city.name["en"],
        "level": city.level,
        "country": city.country,
        "country_name": countries.name(city.country),
        "subdivision": city.subdivision,
        "population": city.population.value if city.population else None,
        "wikidata": city.wikidata,
        "partnerships": len(ties),
        "in_force": sum(tie.in_force for tie in ties),
        "licence": licence_of(city),
    }

"""The directory as a graph for graph tools: a node a city, an edge a partnership, with attributes declared once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias
from xml.sax.saxutils import escape

from screcords.directory import facts
from screcords.directory.licence import licence_of
from screcords.reference import countries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.directory.model import Directory

Value: TypeAlias = str | int | float | bool | None


class Attribute(NamedTuple):
    """An attribute of nodes or edges: its name, the type of its values, and what it says."""

    name: str
    type: Literal["string", "integer", "double", "boolean"]
    description: str


NODE = (
    Attribute("name", "string", "English name of the city"),
    Attribute("level", "string", "Kind of place"),
    Attribute("country", "string", "ISO 3166-1 alpha-2 code"),
    Attribute("country_name", "string", "English name of the country"),
    Attribute("subdivision", "string", "ISO 3166-2 code"),
    Attribute("lat", "double", "Degrees north, WGS 84"),
    Attribute("lon", "double", "Degrees east, WGS 84"),
    Attribute("population", "integer", "Inhabitants"),
    Attribute("wikidata", "string", "Wikidata item"),
    Attribute("licence", "string", "SPDX identifier"),
)
"""Attributes of a city. What is not known is not written."""

EDGE = (
    Attribute("partnership", "string", "Id of the partnership"),  # igraph 1.0 reads the source for the id of an edge
    Attribute("kind", "string", "What was agreed"),
    Attribute("status", "string", "How it stands"),
    Attribute("in_force", "boolean", "Active, unknown, dormant or suspended"),
    Attribute("presumed", "boolean", "In force, but nobody has checked (status unknown)"),
    Attribute("since", "string", "Start of the current kind, as in the records (EDTF)"),
    Attribute("since_year", "integer", "Its year"),
    Attribute("until", "string", "Start of the current ended state (EDTF)"),
    Attribute("until_year", "integer", "Its year"),
    Attribute("years", "integer", "Whole years from the first stage to the end, or to the day of the export"),
    Attribute("distance_km", "double", "Great-circle distance in kilometres"),
    Attribute("group", "string", "Agreement of several cities that it is part of"),
    Attribute("licence", "string", "SPDX identifier, the cities included"),
)
"""Attributes of a partnership."""

LEAVES_OUT = (
    "organisations",
    "lists inside partnerships: agreements, approvals, history, exchanges, sources, disputes, designations",
    "other names and identifiers of cities than the English name and the Wikidata item",
    "redirects and tombstones",
)
"""What of the records a graph does not hold."""

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def nodes(directory: Directory) -> Iterator[tuple[str, str, tuple[Value, ...]]]:
    """Id, label and attributes of each city."""
    for city in directory.cities.values():
        population = city.population.value if city.population else None
        yield (
            city.id,
            city.name["en"],
            (
                city.name["en"], city.level, city.country, countries.name(city.country), city.subdivision,
                city.lat, city.lon, population, city.wikidata, licence_of(city),
            ),
        )  # fmt: skip


def edges(directory: Directory) -> Iterator[tuple[str, tuple[str, str], tuple[Value, ...]]]:
    """Id, both cities and attributes of each partnership."""
    for tie in directory.partnerships.values():
        since, until = tie.since, tie.until
        yield (
            tie.id,
            tie.cities,
            (
                tie.id, tie.kind, tie.status, tie.in_force, facts.is_presumed(tie),
                str(since) if since else None, since.year if since else None,
                str(until) if until else None, until.year if until else None,
                facts.years(tie, directory.today), facts.distance_km(directory, tie), tie.group,
                directory.licence_with(tie, *tie.cities),
            ),
        )  # fmt: skip


def xml(value: Value) -> str:
    """A value as text of XML, for between tags or in double quotes.

    Characters that XML 1.0 cannot hold in any way (2.2, Char) become U+FFFD; tabs and line ends are written as
    references, for a reader makes blanks of them in attributes.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    text = _NO_XML.sub("\ufffd", str(value))
    return escape(text, {'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"})

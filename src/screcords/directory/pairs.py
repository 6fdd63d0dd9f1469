"""Columns of partnerships that no such record states, and those of the wide table: a city and one of its partners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.directory import facts
from screcords.directory.columns import Column, Row, computed, joined, name_of, text
from screcords.directory.joins import addresses, programme_columns, written
from screcords.reference import countries

if TYPE_CHECKING:
    from screcords.directory.columns import Value
    from screcords.directory.facts import Anniversary, Stage
    from screcords.model.city import City
    from screcords.model.partnership import Party

_SIDES = (("a", 0, "first"), ("b", 1, "second"))


def _stage(row: Row) -> Stage | None:
    found: Stage | None = row.known("stage", lambda row: facts.first_stage(row.record))
    return found


def _stage_kind(row: Row) -> str | None:
    stage = _stage(row)
    return stage.kind if stage else None


def _stage_date(row: Row) -> str | None:
    stage = _stage(row)
    return str(stage.date) if stage else None


def _anniversary(row: Row) -> Anniversary | None:
    found: Anniversary | None = row.known(
        "anniversary", lambda row: facts.next_anniversary(row.record, row.directory.today)
    )
    return found


def _anniversary_date(row: Row) -> str | None:
    found = _anniversary(row)
    if found is None:
        return None
    parts = [f"{found.year:04}", *(f"{part:02}" for part in (found.month, found.day) if part is not None)]
    return "-".join(parts) + ("~" if found.approximate else "")


def _anniversary_years(row: Row) -> int | None:
    found = _anniversary(row)
    return found.years if found else None


def designation(row: Row, number: int) -> str | None:
    """The words that a party uses for the partnership: English, or the first by language."""
    words = row.record.parties[number].designation
    return name_of(words) if words else None


def partnership_facts() -> tuple[Column, ...]:
    """What follows from a partnership; of `row.record`."""
    return (
        computed(
            "in_force", "boolean", "active, unknown (presumed), dormant or suspended", lambda row: row.record.in_force
        ),
        computed("presumed", "boolean", "only presumed to be in force", lambda row: facts.is_presumed(row.record)),
        computed("first_stage", "text", "kind that was agreed first", _stage_kind),
        computed("first_stage_date", "date", "when that was", _stage_date),
        computed(
            "years",
            "integer",
            "whole years from the first stage to the end, or to the day of the export",
            lambda row: facts.years(row.record, row.directory.today),
        ),
        computed(
            "next_anniversary",
            "date",
            "next anniversary of the first stage, with ~ where that is not exact; "
            "only the year or month where no more is known",
            _anniversary_date,
        ),
        computed("next_anniversary_years", "integer", "years that it is old then", _anniversary_years),
        computed(
            "distance_km",
            "number",
            "great-circle distance of the two cities in kilometres",
            lambda row: facts.distance_km(row.directory, row.record),
        ),
    )


def city_columns(number: int, ending: str, which: str) -> tuple[Column, ...]:
    """What is joined from one city of a partnership, and its side of it."""

    def city(row: Row) -> City:
        return row.directory.cities[row.record.parties[number].city]

    def party(row: Row) -> Party:
        found: Party = row.record.parties[number]
        return found

    return (
        Column(
            f"city{ending}",
            "text",
            f"Id of the {which} city",
            lambda row: party(row).city,
            "parties[].city",
            "cities",
            required=True,
        ),
        joined(f"name{ending}", "text", f"English name of the {which} city", lambda row: city(row).name["en"]),
        joined(f"country{ending}", "text", f"country code of the {which} city", lambda row: city(row).country),
        joined(
            f"country_name{ending}",
            "text",
            f"country of the {which} city",
            lambda row: countries.name(city(row).country),
        ),
        joined(f"lat{ending}", "number", f"latitude of the {which} city", lambda row: city(row).lat),
        joined(f"lon{ending}", "number", f"longitude of the {which} city", lambda row: city(row).lon),
        Column(
            f"orgs{ending}",
            "list",
            f"Ids of the organisations of the {which} city that take part",
            lambda row: party(row).orgs,
            "parties[].orgs",
        ),
        Column(
            f"designation{ending}",
            "text",
            f"Words that the {which} city uses for it: English, or the first by language",
            lambda row: designation(row, number),
            "parties[].designation",
        ),
    )


PARTNERSHIP = (
    *partnership_facts(),
    *(column for end, number, which in _SIDES for column in city_columns(number, f"_{end}", which)),
    computed("sources", "list", "addresses of its sources", addresses),
    *written("partnerships"),
    computed(
        "licence",
        "text",
        "SPDX identifier of the licence of the row, its cities included",
        lambda row: row.directory.licence_with(row.record, *row.record.cities),
    ),
)
"""Columns of partnerships besides those of their schema."""


# One city and one partner


def _sides(row: Row) -> tuple[City, City]:
    """The city of the row and its partner; `row.number` says which party of the record is the city."""
    one, other = (row.directory.cities[party.city] for party in row.record.parties)
    return (one, other) if row.number == 1 else (other, one)


def _population(city: City) -> Value:
    return city.population.value if city.population else None


def _seen_from(side: int, prefix: str, what: str) -> tuple[Column, ...]:
    def city(row: Row) -> City:
        return _sides(row)[side]

    return (
        joined(f"{prefix}", "text", f"English name of the {what}", lambda row: city(row).name["en"]),
        joined(f"{prefix}_country", "text", f"country code of the {what}", lambda row: city(row).country),
        joined(
            f"{prefix}_country_name", "text", f"country of the {what}", lambda row: countries.name(city(row).country)
        ),
        joined(
            f"{prefix}_subdivision",
            "text",
            f"state, province or the like of the {what}, ISO 3166-2",
            lambda row: city(row).subdivision,
        ),
        joined(f"{prefix}_population", "integer", f"inhabitants of the {what}", lambda row: _population(city(row))),
    )


def _words(row: Row, side: int) -> Value:
    return designation(row, (row.number - 1) ^ side)


def _summary(row: Row) -> str | None:
    return name_of(row.record.summary) if row.record.summary else None


DIRECTORY = (
    *_seen_from(0, "city", "city"),
    *_seen_from(1, "partner", "partner"),
    joined("kind", "text", "what was agreed", lambda row: row.record.kind),
    joined("status", "text", "how it stands", lambda row: row.record.status),
    *(column for column in partnership_facts() if column.name in {"in_force", "presumed"}),
    joined("since", "date", "start of the current kind", lambda row: text(row.record.since)),
    joined("until", "date", "start of the current ended state", lambda row: text(row.record.until)),
    *(column for column in partnership_facts() if column.name not in {"in_force", "presumed"}),
    joined("fields", "list", "what the exchange is about", lambda row: row.record.fields),
    joined("designation", "text", "words that the city uses for it", lambda row: _words(row, 0)),
    joined("partner_designation", "text", "words that the partner uses for it", lambda row: _words(row, 1)),
    joined("listing", "text", "page of the city that names the partner", lambda row: row.item.listing),
    joined("summary", "text", "a few sentences, in English where there are such", _summary),
    *programme_columns(),
    joined("verified", "date", "last day on which a human checked the record", lambda row: text(row.record.verified)),
    joined("sources", "list", "addresses of its sources", addresses),
    joined("city_id", "text", "id of the city", lambda row: _sides(row)[0].id, references="cities"),
    joined("partner_id", "text", "id of the partner", lambda row: _sides(row)[1].id, references="cities"),
    joined("partnership", "text", "id of the partnership", lambda row: row.record.id, references="partnerships"),
    PARTNERSHIP[-1],
)
"""Columns of the wide table for people."""

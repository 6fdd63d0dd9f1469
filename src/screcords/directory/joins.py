"""Columns of cities and organisations that no such record states: computed from it, or joined from another record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.directory import facts
from screcords.directory.columns import Column, Row, computed, joined, name_of
from screcords.directory.licence import licence_of
from screcords.reference import countries

if TYPE_CHECKING:
    from screcords.directory.facts import Reach
    from screcords.model.city import City
    from screcords.model.organisation import Contact, Organisation


def written(collection: str) -> tuple[Column, Column]:
    """First and last day on which a record was written down."""
    return (
        computed(
            "created",
            "date",
            "day on which the record was first written down, by git",
            lambda row: row.directory.written(collection, row.record.id).created,
        ),
        computed(
            "modified",
            "date",
            "day on which the record was last changed, by git",
            lambda row: row.directory.written(collection, row.record.id).modified,
        ),
    )


def addresses(row: Row) -> tuple[str, ...]:
    """The addresses of a record's sources, each once."""
    return tuple(dict.fromkeys(source.url for source in row.record.sources if source.url))


# Cities


def _other_names(row: Row) -> tuple[str, ...]:
    city: City = row.record
    former = (name for names in (city.former_names or {}).values() for name in names)
    return tuple(sorted({*city.name.values(), *former} - {city.name["en"]}))


def reach(row: Row, city: str) -> Reach:
    """Whom to write to about the programme of a city."""
    found: Reach = row.known(f"reach {city}", lambda row: facts.reach(row.directory, city))
    return found


def _contact(row: Row, city: str, name: str) -> str | None:
    contact = reach(row, city).contact
    found: str | None = getattr(contact, name) if contact else None
    return found


def _programme(row: Row, city: str) -> Organisation | None:
    return reach(row, city).org


def _org_id(row: Row, city: str) -> str | None:
    org = _programme(row, city)
    return org.id if org else None


def _org_name(row: Row, city: str) -> str | None:
    org = _programme(row, city)
    return name_of(org.name) if org else None


def programme_columns() -> tuple[Column, ...]:
    """Who runs a city's programme and how to reach it, or whom to ask; of the city that `row.item` is or names."""

    def city(row: Row) -> str:
        found: str = getattr(row.item, "city", None) or row.item.id
        return found

    return (
        computed(
            "programme",
            "text",
            "id of the organisation that runs the programme",
            lambda row: _org_id(row, city(row)),
            references="organisations",
        ),
        computed(
            "programme_name", "text", "its name, in English where there is one", lambda row: _org_name(row, city(row))
        ),
        computed("programme_website", "text", "its website", lambda row: reach(row, city(row)).website),
        computed(
            "contact_office", "text", "office of its first contact", lambda row: _contact(row, city(row), "office")
        ),
        computed(
            "contact_email", "text", "mailbox of its first contact", lambda row: _contact(row, city(row), "email")
        ),
        computed(
            "contact_phone", "text", "telephone of its first contact", lambda row: _contact(row, city(row), "phone")
        ),
        computed("contact_url", "text", "page of its first contact", lambda row: _contact(row, city(row), "url")),
        computed(
            "ask_instead",
            "list",
            "offices of the municipality to ask where no organisation is known",
            lambda row: reach(row, city(row)).ask,
        ),
    )


def _ties(row: Row) -> int:
    return len(row.directory.ties.get(row.record.id, ()))


def _ties_in_force(row: Row) -> int:
    return sum(tie.in_force for tie in row.directory.ties.get(row.record.id, ()))


CITY = (
    joined("country_name", "text", "English name of the country", lambda row: countries.name(row.record.country)),
    computed("other_names", "list", "names in other languages and former names; more of them in `names`", _other_names),
    computed("partnerships", "integer", "number of partnerships in the directory, ended ones too", _ties),
    computed("partnerships_in_force", "integer", "number of those in force, be it presumed", _ties_in_force),
    *programme_columns(),
    *written("cities"),
    computed("licence", "text", "SPDX identifier of the licence of the row", lambda row: licence_of(row.record)),
)
"""Columns of cities besides those of their schema."""


# Organisations


def _home(row: Row) -> City | None:
    return row.directory.cities.get(row.record.city or "")


def _home_name(row: Row) -> str | None:
    city = _home(row)
    return city.name["en"] if city else None


def _country(row: Row) -> str | None:
    city = _home(row)
    found: str | None = row.record.country or (city.country if city else None)
    return found


def _first(row: Row, name: str) -> str | None:
    contact: Contact | None = min(row.record.contacts, key=lambda contact: contact.role != "primary", default=None)
    found: str | None = getattr(contact, name) if contact else None
    return found


ORGANISATION = (
    joined("city_name", "text", "English name of its city", _home_name),
    Column(
        "country", "text", "Country code: its own where it has no city, else joined from its city", _country, "country"
    ),
    computed("contact_role", "text", "role of the first contact", lambda row: _first(row, "role")),
    computed("contact_office", "text", "office of the first contact", lambda row: _first(row, "office")),
    computed("contact_email", "text", "mailbox of the first contact", lambda row: _first(row, "email")),
    computed("contact_phone", "text", "telephone of the first contact", lambda row: _first(row, "phone")),
    computed("contact_url", "text", "page of the first contact", lambda row: _first(row, "url")),
    computed(
        "memberships",
        "list",
        "networks it belongs to",
        lambda row: tuple(dict.fromkeys(membership.network for membership in row.record.memberships)),
    ),
    computed("sources", "list", "addresses of its sources", addresses),
    *written("orgs"),
    computed(
        "licence",
        "text",
        "SPDX identifier of the licence of the row, its city included",
        lambda row: row.directory.licence_with(row.record, row.record.city or ""),
    ),
)
"""Columns of organisations besides those of their schema."""

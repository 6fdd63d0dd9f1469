"""`screcords seeking`: cities that look for a partner."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from screcords.cli.querying import Answer, answer, country_codes, holdings, query_options
from screcords.findings import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from screcords.cli.querying import Asked
    from screcords.directory.calendar import Wish
    from screcords.directory.model import Directory

COLUMNS = (
    "organisation", "name", "city", "city_name", "country", "regions", "fields", "population", "until", "over",
    "contact", "website",
)  # fmt: skip


@click.command(short_help="List cities that look for a partner.")
@click.option("--country", "countries", multiple=True, metavar="COUNTRY", help="Only cities of it; repeatable.")
@click.option("--past", is_flag=True, help="Also those whose time is over.")
@query_options
def command(countries: tuple[str, ...], past: bool, asked: Asked) -> int:
    """List the organisations that seek a partner for their city, with what they look for and how to reach them.

    Example: screcords seeking --country Japan
    """
    from screcords.directory.calendar import seeking  # noqa: PLC0415 - help need not wait for it

    codes = country_codes(countries)
    held = holdings(asked)
    whole = held.whole()
    found = [wish for wish in seeking(whole, over=past) if not codes or _row(whole, wish)[4] in codes]
    query = {"verb": "seeking", "countries": list(codes), "past": past}
    rows = [_row(whole, wish) for wish in found]
    answer(Answer(query, COLUMNS, rows, lambda: _lines(whole, found), {"total": len(found)}), held, asked)
    return 0


def _row(whole: Directory, wish: Wish) -> tuple[object, ...]:
    from screcords.directory.columns import name_of  # noqa: PLC0415 - help need not wait for it

    org, seeks = wish.org, wish.seeking
    city = whole.cities.get(org.city or "")
    contact = min(org.contacts, key=lambda contact: contact.role != "primary", default=None)
    reached = (contact.email or contact.phone or contact.url) if contact else None
    return (
        org.id, name_of(org.name), org.city, city.name["en"] if city else None, city.country if city else org.country,
        seeks.regions, seeks.fields, seeks.population, str(seeks.until), wish.is_over, reached, org.website,
    )  # fmt: skip


def _lines(whole: Directory, found: Sequence[Wish]) -> Iterable[str]:
    from screcords.publish.cards.city import named  # noqa: PLC0415 - only for people
    from screcords.publish.cards.words import said  # noqa: PLC0415 - the same
    from screcords.reference import countries  # noqa: PLC0415 - the same
    from screcords.text.safe import printable  # noqa: PLC0415 - the same

    for wish in found:
        row = dict(zip(COLUMNS, _row(whole, wish), strict=True))
        city = whole.cities.get(wish.org.city or "")
        place = named(city) if city else countries.name(wish.org.country or "")
        seeks = wish.seeking
        regions = ", ".join(countries.name(region) for region in seeks.regions) or "anywhere"
        told = (f"in {regions}", ", ".join(seeks.fields), f"{seeks.population} inhabitants" if seeks.population else "")
        over = ", over" if wish.is_over else ""
        yield f"{place}, until {said(seeks.until)}{over}"
        yield printable(f"  {'; '.join(filter(None, told))}")
        reach = ", ".join(str(row[key]) for key in ("contact", "website") if row[key])
        yield printable(f"  {row['name']}: {reach or 'how to reach it is not known'}  [{wish.org.id}]")
    yield ("\n" if found else "") + f"{plural(len(found), 'city looks', 'cities look')} for a partner"

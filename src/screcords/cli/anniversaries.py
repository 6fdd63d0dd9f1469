"""`screcords anniversaries`: what partnerships celebrate in a year or a month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from screcords.cli.querying import Answer, answer, country_codes, holdings, query_options
from screcords.findings import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from screcords.cli.querying import Asked
    from screcords.directory.calendar import Jubilee
    from screcords.directory.holdings import Holdings

COLUMNS = (
    "date", "years", "round", "approximate", "kind", "status", "city_a", "name_a", "country_a",
    "city_b", "name_b", "country_b", "partnership",
)  # fmt: skip


@click.command(short_help="List anniversaries of partnerships in a year or a month.")
@click.option("--year", type=click.IntRange(1, 9999), help="The year; that of today unless told.")
@click.option("--month", type=click.IntRange(1, 12), help="Only in this month, 1 to 12.")
@click.option("--country", "countries", multiple=True, metavar="COUNTRY", help="One city is there; repeatable.")
@click.option("--round", "rounds", is_flag=True, help="Only multiples of five years.")
@query_options
def command(year: int | None, month: int | None, countries: tuple[str, ...], rounds: bool, asked: Asked) -> int:
    """List the anniversaries of partnerships in force, by day.

    They count from the first formal stage. Those of which only the year is known come last, and in no month.

    Example: screcords anniversaries --year 2027 --country Germany --round
    """
    from screcords.directory.calendar import anniversaries  # noqa: PLC0415 - help need not wait for it

    codes = country_codes(countries)
    held = holdings(asked)
    of = held.today.year if year is None else year
    found = [
        each
        for each in anniversaries(held.whole(), of, month, rounds=rounds)
        if not codes or any(held.places[city].country in codes for city in each.record.cities)
    ]
    query = {"verb": "anniversaries", "year": of, "month": month, "countries": list(codes), "round": rounds}
    rows = [_row(held, each) for each in found]
    answer(Answer(query, COLUMNS, rows, lambda: _lines(held, found, of, month), {"total": len(found)}), held, asked)
    return 0


def _date(each: Jubilee) -> str:
    parts = (each.anniversary.month, each.anniversary.day)
    return "-".join((f"{each.anniversary.year:04}", *(f"{part:02}" for part in parts if part is not None)))


def _row(held: Holdings, each: Jubilee) -> tuple[object, ...]:
    one, other = (held.places[city] for city in each.record.cities)
    found = each.anniversary
    return (
        _date(each), found.years, found.is_round, found.approximate, each.record.kind, each.record.status,
        one.id, one.name, one.country, other.id, other.name, other.country, each.record.id,
    )  # fmt: skip


def _lines(held: Holdings, found: Sequence[Jubilee], year: int, month: int | None) -> Iterable[str]:
    from screcords.directory.search import label  # noqa: PLC0415 - only for people
    from screcords.publish.aligned import aligned  # noqa: PLC0415 - the same
    from screcords.publish.cards.words import standing  # noqa: PLC0415 - the same

    rows = [
        (
            _date(each) + (" (about)" if each.anniversary.approximate else ""),
            each.anniversary.years,
            *(label(held.places[city]) for city in each.record.cities),
            each.record.kind,
            standing(each.record.status),
            each.record.id,
        )
        for each in found
    ]
    yield from aligned(rows, ("DATE", "YEARS", "CITY", "AND", "KIND", "STATUS", "ID") if rows else (), right={1})
    when = f"{year:04}" if month is None else f"{year:04}-{month:02}"
    yield ("\n" if rows else "") + f"{plural(len(found), 'anniversary', 'anniversaries')} in {when}"

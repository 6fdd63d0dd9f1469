"""`screcords gaps`: what the records of a city, a country or the world lack, worst first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from screcords.cli.options import Unusable
from screcords.cli.querying import Answer, answer, country_codes, holdings, pick_city, query_options
from screcords.findings import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from screcords.cli.querying import Asked
    from screcords.directory.gaps import CityGaps, Gaps
    from screcords.directory.model import Directory

CITY_COLUMNS = ("collection", "id", "points", "lacks", "file")
COLUMNS = ("city", "name", "country", "points", "records", "lacks")
SHOWN = 20


@click.command(short_help="List what records lack, worst first: where help is needed.")
@click.argument("city", required=False, metavar="[CITY]")
@click.option("--country", "countries", multiple=True, metavar="COUNTRY", help="Only cities of it; repeatable.")
@click.option("--limit", type=click.IntRange(0), default=SHOWN, show_default=True, help="Most to show; 0 shows all.")
@query_options
def command(city: str | None, countries: tuple[str, ...], limit: int, asked: Asked) -> int:
    """List what is missing: of a CITY record by record, else of all cities or those of a country.

    Each thing that is missing has points, from 5 for a source to 1 for the fields; the points of a city are those of
    its record, its organisations and its partnerships in force. They say where help is needed, and nothing about the
    city.

    Example: screcords gaps Norwich
    """
    from screcords.directory.gaps import of_cities, of_city  # noqa: PLC0415 - help need not wait for it
    from screcords.directory.search import Finder  # noqa: PLC0415 - the same

    if city is not None and countries:
        raise Unusable("give a city or --country, not both")
    codes = country_codes(countries)
    held = holdings(asked)
    if city is not None:
        key = pick_city(Finder(held), held, city)
        part = held.around((key,))
        one = of_city(part, part.cities[key])
        shown = one.records[:limit] if limit else one.records
        rows = [_record_row(each) for each in shown]
        more = {"total": len(one.records), "points": one.points}
        query = {"verb": "gaps", "city": key}
        answer(Answer(query, CITY_COLUMNS, rows, lambda: _city_lines(part, one, len(shown)), more), held, asked)
        return 0
    whole = held.whole()
    found = of_cities(whole, lambda city: not codes or city.country in codes)
    some = found[:limit] if limit else found
    rows = [_city_row(whole, each) for each in some]
    asked_for = {"verb": "gaps", "countries": list(codes)}
    answer(
        Answer(asked_for, COLUMNS, rows, lambda: _lines(whole, some, len(found)), {"total": len(found)}), held, asked
    )
    return 0


def _record_row(gaps: Gaps) -> tuple[object, ...]:
    from screcords.model.ids import path_of  # noqa: PLC0415 - help need not wait for it

    names = tuple(lack.name for lack in gaps.lacks)
    return (gaps.collection, gaps.id, gaps.points, names, path_of(gaps.collection, gaps.id))


def _city_row(whole: Directory, gaps: CityGaps) -> tuple[object, ...]:
    city = whole.cities[gaps.id]
    lacks = tuple(f"{lack.name} {number}" for lack, number in gaps.counts())
    return (city.id, city.name["en"], city.country, gaps.points, len(gaps.records), lacks)


def _city_lines(part: Directory, gaps: CityGaps, shown: int) -> Iterable[str]:
    from screcords.model.ids import path_of  # noqa: PLC0415 - only for people
    from screcords.publish.aligned import aligned  # noqa: PLC0415 - the same
    from screcords.publish.cards.city import named  # noqa: PLC0415 - the same

    yield f"{named(part.cities[gaps.id])}: {plural(gaps.points, 'point')} in {plural(len(gaps.records), 'record')}\n"
    if not gaps.records:
        return
    yield from aligned(
        [
            (f"{lack.points} x {number}", lack.points * number, lack.missing, lack.remedy)
            for lack, number in gaps.counts()
        ],
        ("EACH", "POINTS", "MISSING", "WHAT TO DO"),
        right={0, 1},
    )
    yield ""
    rows = [
        (each.points, path_of(each.collection, each.id), ", ".join(lack.name for lack in each.lacks))
        for each in gaps.records[:shown]
    ]
    yield from aligned(rows, ("POINTS", "RECORD", "LACKS"), right={0})
    if shown < len(gaps.records):
        yield f"and {plural(len(gaps.records) - shown, 'more record')} (--limit 0 shows all)"


def _lines(whole: Directory, shown: Sequence[CityGaps], total: int) -> Iterable[str]:
    from screcords.publish.aligned import aligned  # noqa: PLC0415 - only for people
    from screcords.publish.cards.city import named  # noqa: PLC0415 - the same

    rows = []
    for each in shown:
        worst = [f"{lack.name} {number}" for lack, number in each.counts()[:3]]
        rows.append((each.points, named(whole.cities[each.id]), ", ".join(worst), each.id))
    yield from aligned(rows, ("POINTS", "CITY", "MOST OF ALL", "ID") if rows else (), right={0})
    more = f", {len(shown):,} of them shown (--limit 0 shows all)" if len(shown) < total else ""
    yield f"\n{plural(total, 'city lacks', 'cities lack')} something{more}; `screcords gaps ID` says what, and where"

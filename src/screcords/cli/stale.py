"""`screcords stale`: records that nobody has checked for long."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from screcords.cli.querying import Answer, answer, country_codes, holdings, query_options
from screcords.findings import plural

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from screcords.cli.querying import Asked
    from screcords.directory.calendar import Stale
    from screcords.directory.model import Directory

COLUMNS = ("collection", "id", "verified", "last_sign", "file")
SHOWN = 50


@click.command(short_help="List records that nobody has checked for long.")
@click.option(
    "--years", type=click.IntRange(0, 500), default=3, show_default=True, help="Checked longer ago than this."
)
@click.option("--country", "countries", multiple=True, metavar="COUNTRY", help="A city of it is there; repeatable.")
@click.option("--seeds", is_flag=True, help="Also what a machine entered and nobody has checked yet.")
@click.option("--limit", type=click.IntRange(0), default=SHOWN, show_default=True, help="Most to show; 0 shows all.")
@query_options
def command(years: int, countries: tuple[str, ...], seeds: bool, limit: int, asked: Asked) -> int:
    """List partnerships in force and organisations at work that were last checked long ago or never.

    Never checked come first, then the longest ago. The last sign of life is the latest dated agreement, exchange or
    event of a partnership.

    Example: screcords stale --years 5 --country US
    """
    from screcords.directory.calendar import stale  # noqa: PLC0415 - help need not wait for it
    from screcords.model.ids import path_of  # noqa: PLC0415 - the same

    codes = country_codes(countries)
    held = holdings(asked)
    whole = held.whole()
    found = [each for each in stale(whole, years, unchecked=seeds) if not codes or _is_of(whole, each, codes)]
    shown = found[:limit] if limit else found
    rows = [
        (each.collection, each.id, str(each.verified) if each.verified else None, each.sign,
         path_of(each.collection, each.id))
        for each in shown
    ]  # fmt: skip
    query = {"verb": "stale", "years": years, "countries": list(codes), "seeds": seeds}
    answer(Answer(query, COLUMNS, rows, lambda: _lines(shown, len(found)), {"total": len(found)}), held, asked)
    return 0


def _is_of(whole: Directory, each: Stale, codes: Collection[str]) -> bool:
    if each.collection == "partnerships":
        return any(whole.cities[city].country in codes for city in whole.partnerships[each.id].cities)
    org = whole.orgs[each.id]
    city = whole.cities.get(org.city or "")
    return (city.country if city else org.country) in codes


def _lines(shown: Sequence[Stale], total: int) -> Iterable[str]:
    from screcords.model.ids import path_of  # noqa: PLC0415 - only for people
    from screcords.publish.aligned import aligned  # noqa: PLC0415 - the same

    rows = [(str(each.verified or "never"), each.sign or "", path_of(each.collection, each.id)) for each in shown]
    yield from aligned(rows, ("CHECKED", "LAST SIGN OF LIFE", "RECORD") if rows else ())
    more = f", {len(shown):,} of them shown (--limit 0 shows all)" if len(shown) < total else ""
    yield ("\n" if rows else "") + f"{plural(total, 'record')} to check{more}"

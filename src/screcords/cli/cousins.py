"""`screcords cousins`: cities that share sister cities with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from screcords.cli.querying import Answer, answer, holdings, pick_city, query_options
from screcords.findings import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from screcords.cli.querying import Asked
    from screcords.directory.holdings import Holdings
    from screcords.directory.paths import Cousin

COLUMNS = ("city", "name", "country", "shared", "via")
SHOWN = 30


@click.command(short_help="List cities that share sister cities with one.")
@click.argument("city", metavar="CITY")
@click.option("--in-force", is_flag=True, help="Only through partnerships in force, presumed ones included.")
@click.option("--limit", type=click.IntRange(0), default=SHOWN, show_default=True, help="Most to show; 0 shows all.")
@query_options
def command(city: str, in_force: bool, limit: int, asked: Asked) -> int:
    """List the cousins of a city: partners of its partners that are not its own, those that share most first.

    Example: screcords cousins Louisville --limit 10
    """
    from screcords.directory.paths import cousins, neighbours  # noqa: PLC0415 - help need not wait for it
    from screcords.directory.search import Finder  # noqa: PLC0415 - the same

    held = holdings(asked)
    key = pick_city(Finder(held), held, city)
    found = cousins(neighbours(held.ties, in_force=in_force), key)
    shown = found[:limit] if limit else found
    rows = [
        (each.id, held.places[each.id].name, held.places[each.id].country, len(each.via), each.via) for each in shown
    ]
    query = {"verb": "cousins", "city": key, "in_force": in_force}
    lines = lambda: _lines(held, key, shown, len(found))  # noqa: E731 - short
    answer(Answer(query, COLUMNS, rows, lines, {"total": len(found)}), held, asked)
    return 0


def _lines(held: Holdings, city: str, shown: Sequence[Cousin], total: int) -> Iterable[str]:
    from screcords.directory.search import label  # noqa: PLC0415 - only for people
    from screcords.publish.aligned import aligned  # noqa: PLC0415 - the same
    from screcords.text.safe import printable  # noqa: PLC0415 - the same

    name = printable(label(held.places[city]))
    if not total:
        yield f"{name} shares no sister city with another city"
        return
    rows = [(label(held.places[each.id]), len(each.via), _via(held, each.via), each.id) for each in shown]
    yield from aligned(rows, ("CITY", "SHARED", "BOTH ARE PARTNERS OF", "ID"), right={1})
    more = f", {len(shown):,} of them shown (--limit 0 shows all)" if len(shown) < total else ""
    yield f"\n{plural(total, 'city', 'cities')} share a partner with {name}{more}"


def _via(held: Holdings, cities: Sequence[str]) -> str:
    names = [held.places[city].name for city in cities]
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")

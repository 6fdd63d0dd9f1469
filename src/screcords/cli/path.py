"""`screcords path`: the shortest chains of sister cities between two cities."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import click

from screcords.cli.querying import Answer, answer, holdings, pick_city, query_options
from screcords.findings import plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    from screcords.cli.querying import Asked
    from screcords.directory.holdings import Holdings, Place
    from screcords.directory.paths import Chains

COLUMNS = ("chain", "step", "city", "name", "country", "partnership", "kind", "status", "since")
SHOWN = 20


@click.command(short_help="Show the shortest chains of sister cities between two cities.")
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option("--in-force", is_flag=True, help="Only through partnerships in force, presumed ones included.")
@click.option("--limit", type=click.IntRange(0), default=SHOWN, show_default=True, help="Most to show; 0 shows all.")
@query_options
def command(one: str, other: str, in_force: bool, limit: int, asked: Asked) -> int:
    """Show how two cities are linked: all shortest chains from partner to partner.

    Example: screcords path Louisville "Quito" --in-force
    """
    from screcords.directory.paths import neighbours, shortest  # noqa: PLC0415 - help need not wait for it
    from screcords.directory.search import Finder  # noqa: PLC0415 - the same

    held = holdings(asked)
    finder = Finder(held)
    start, end = pick_city(finder, held, one), pick_city(finder, held, other)
    chains = shortest(neighbours(held.ties, in_force=in_force), start, end, limit or 1_000_000)
    query = {"verb": "path", "from": start, "to": end, "in_force": in_force}
    more = {"steps": chains.steps if chains else None, "chains": chains.number if chains else 0}
    rows = list(_rows(held, chains)) if chains else []
    answer(Answer(query, COLUMNS, rows, lambda: _lines(held, start, end, chains), more), held, asked)
    return 0


def _rows(held: Holdings, chains: Chains) -> Iterable[tuple[object, ...]]:
    """A row a city of each chain, with the partnership by which it was reached."""
    steps = {frozenset(pair) for chain in chains.shown for pair in itertools.pairwise(chain)}
    ties = {pair: tie for tie in held.ties if (pair := frozenset((tie.one, tie.other))) in steps}
    for number, chain in enumerate(chains.shown, 1):
        before: str | None = None
        for step, city in enumerate(chain):
            tie = ties[frozenset((before, city))] if before else None
            place = _place(held, city)
            told = (tie.id, tie.kind, tie.status, tie.since) if tie else (None,) * 4
            yield (number, step, city, place.name, place.country, *told)
            before = city


def _place(held: Holdings, city: str) -> Place:
    place = held.place(city)
    assert place is not None, city
    return place


def _lines(held: Holdings, start: str, end: str, chains: Chains | None) -> Iterable[str]:
    from screcords.directory.search import label  # noqa: PLC0415 - only for people
    from screcords.text.safe import printable  # noqa: PLC0415 - the same

    one, other = label(_place(held, start)), label(_place(held, end))
    if chains is None:
        yield f"no chain of partnerships leads from {printable(one)} to {printable(other)}"
        return
    if not chains.steps:
        yield f"{printable(one)} is the same city"
        return
    steps = plural(chains.steps, "partnership")
    yield f"{printable(one)} to {printable(other)}: {steps}, {plural(chains.number, 'shortest chain')}\n"
    for chain in chains.shown:
        yield "  " + " – ".join(printable(label(_place(held, city))) for city in chain)
    if len(chains.shown) < chains.number:
        yield f"  and {chains.number - len(chains.shown):,} more (--limit 0 shows all)"

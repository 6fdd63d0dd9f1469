"""`screcords compare`: which partners two cities share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from screcords.cli.querying import Answer, answer, holdings, pick_city, query_options
from screcords.findings import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from screcords.cli.querying import Asked
    from screcords.directory.holdings import Holdings, Tie

COLUMNS = (
    "partner", "name", "country", "of", "kind_a", "status_a", "since_a", "partnership_a", "kind_b", "status_b",
    "since_b", "partnership_b",
)  # fmt: skip


@click.command(short_help="Show which partners two cities share.")
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option("--in-force", is_flag=True, help="Only partnerships in force, presumed ones included.")
@query_options
def command(one: str, other: str, in_force: bool, asked: Asked) -> int:
    """Show which partners two cities share, and which only one of them has.

    Example: screcords compare Mainz Dijon
    """
    from screcords.directory.paths import ties_of  # noqa: PLC0415 - help need not wait for it
    from screcords.directory.search import Finder  # noqa: PLC0415 - the same

    held = holdings(asked)
    finder = Finder(held)
    first, second = pick_city(finder, held, one), pick_city(finder, held, other)
    counted = [tie for tie in held.ties if tie.in_force or not in_force]
    ones, others = ties_of(counted, first), ties_of(counted, second)
    partners = sorted({*ones, *others} - {first, second}, key=lambda key: (key not in ones or key not in others, key))
    rows = [_row(held, key, ones.get(key), others.get(key)) for key in partners]
    query = {"verb": "compare", "a": first, "b": second, "in_force": in_force}
    more = {"shared": sum(row[3] == "both" for row in rows), "partners": second in ones}
    answer(Answer(query, COLUMNS, rows, lambda: _lines(held, first, second, ones, others), more), held, asked)
    return 0


def _row(held: Holdings, key: str, one: Tie | None, other: Tie | None) -> tuple[object, ...]:
    place = held.places[key]
    told = [
        value for tie in (one, other) for value in ((tie.kind, tie.status, tie.since, tie.id) if tie else (None,) * 4)
    ]
    return (key, place.name, place.country, "both" if one and other else "a" if one else "b", *told)


def _lines(
    held: Holdings, first: str, second: str, ones: Mapping[str, Tie], others: Mapping[str, Tie]
) -> Iterable[str]:
    from screcords.directory.search import label  # noqa: PLC0415 - only for people
    from screcords.publish.aligned import aligned  # noqa: PLC0415 - the same
    from screcords.publish.cards.words import standing  # noqa: PLC0415 - the same
    from screcords.text.safe import printable  # noqa: PLC0415 - the same

    if first == second:
        yield f"{printable(label(held.places[first]))} is the same city"
        return
    a, b = (printable(label(held.places[key])) for key in (first, second))
    if second in ones:
        tie = ones[second]
        yield f"{a} and {b} are partners: {tie.kind}, {standing(tie.status)} ({tie.id})\n"
    shared = sorted((ones.keys() & others.keys()) - {first, second}, key=lambda key: held.places[key].name)
    yield f"{plural(len(shared), 'partner')} in common"
    rows = [
        (label(held.places[key]), *(f"{tie.kind}, {standing(tie.status)}" for tie in (ones[key], others[key])), key)
        for key in shared
    ]
    names = [printable(held.places[key].name) for key in (first, second)]
    if rows:
        yield from aligned(rows, ("PARTNER", *(f"OF {name}" for name in names), "ID"), indent="  ")
    for name, own, foreign, itself in ((names[0], ones, others, second), (names[1], others, ones, first)):
        only = sorted(
            (held.places[key] for key in own.keys() - foreign.keys() - {itself}), key=lambda place: place.name
        )
        yield f"\n{plural(len(only), 'partner')} of {name} only"
        yield from aligned([(label(place), place.id) for place in only], indent="  ")

"""`screcords find`: partnerships by words, places and what is known of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import click

from screcords.cli.options import Unusable
from screcords.cli.querying import Answer, answer, country_codes, holdings, pick_city, query_options
from screcords.findings import plural
from screcords.model.history import ENDED, IN_FORCE
from screcords.model.vocabulary import Field, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from screcords.cli.querying import Asked
    from screcords.directory.finding import Found, Near
    from screcords.directory.holdings import Holdings
    from screcords.directory.search import Finder

COLUMNS = (
    "id", "city_a", "name_a", "country_a", "city_b", "name_b", "country_b", "kind", "status", "in_force", "since",
    "fields", "distance_km",
)  # fmt: skip
SHOWN = 50


@click.command(short_help="Find partnerships by words, places and what is known of them.")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.option("--country", "countries", multiple=True, metavar="COUNTRY", help="One city is there; repeatable.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(get_args(Kind)), help="What was agreed; repeatable.")
@click.option("--field", "fields", multiple=True, type=click.Choice(get_args(Field)), help="What it is about.")
@click.option(
    "--status", "statuses", multiple=True, type=click.Choice(("proposed", *sorted(IN_FORCE), *sorted(ENDED))),
    help="How it stands; repeatable.",
)  # fmt: skip
@click.option("--in-force", is_flag=True, help="Only those in force, presumed ones included.")
@click.option("--near", metavar="PLACE", help="One city is near this one, or near LAT,LON.")
@click.option("--within", type=click.FloatRange(0, 20100), metavar="KM", help="How near; 50 km unless told.")
@click.option("--limit", type=click.IntRange(0), default=SHOWN, show_default=True, help="Most to show; 0 shows all.")
@query_options
def command(
    words: tuple[str, ...],
    countries: tuple[str, ...],
    kinds: tuple[str, ...],
    fields: tuple[str, ...],
    statuses: tuple[str, ...],
    in_force: bool,
    near: str | None,
    within: float | None,
    limit: int,
    asked: Asked,
) -> int:
    """Find partnerships: all WORDS must be said of them.

    A word may be the beginning of a name of either city (in any language that its record has), a country, a state, a
    field, a kind, or stand in a summary or title; put several in quotes to find them side by side.

    Example: screcords find japan culture --near Mainz --within 100
    """
    from screcords.directory.finding import Wanted, find  # noqa: PLC0415 - help need not wait for it
    from screcords.directory.search import Finder  # noqa: PLC0415 - the same

    if within is not None and near is None:
        raise Unusable("--within says how near; give --near too")
    codes = country_codes(countries)
    held = holdings(asked)
    finder = Finder(held)
    point = _point(finder, held, near, 50.0 if within is None else within) if near is not None else None
    wanted = Wanted(words, codes, kinds, fields, statuses, in_force, point)
    found = find(finder, held, wanted)
    shown = found[:limit] if limit else found
    query = {
        "verb": "find", "words": list(words), "countries": list(codes), "kinds": list(kinds), "fields": list(fields),
        "statuses": list(statuses), "in_force": in_force, "near": near, "within_km": point.within if point else None,
    }  # fmt: skip
    rows = [_row(held, each) for each in shown]
    answer(Answer(query, COLUMNS, rows, lambda: _lines(held, shown, len(found)), {"total": len(found)}), held, asked)
    return 0


def _point(finder: Finder, held: Holdings, text: str, within: float) -> Near:
    """The point that a name or a pair of numbers means.

    Raises:
        Unusable: there is no such city, it has no coordinates, or the numbers are none of the earth.
    """
    from screcords.directory.finding import Near  # noqa: PLC0415 - help need not wait for it

    lat, comma, lon = text.partition(",")
    try:
        numbers = (float(lat), float(lon)) if comma else None
    except ValueError:
        numbers = None
    if numbers is not None:
        if not (abs(numbers[0]) <= 90 and abs(numbers[1]) <= 180):
            raise Unusable(f'--near "{text}": latitudes go to 90 and longitudes to 180 degrees')
        return Near(*numbers, within)
    place = held.places[pick_city(finder, held, text)]
    if place.lat is None or place.lon is None:
        raise Unusable(f"{place.name} ({place.id}) has no coordinates; give --near LAT,LON")
    return Near(place.lat, place.lon, within)


def _row(held: Holdings, found: Found) -> tuple[object, ...]:
    tie = found.tie
    one, other = held.places[tie.one], held.places[tie.other]
    return (
        tie.id, one.id, one.name, one.country, other.id, other.name, other.country, tie.kind, tie.status,
        tie.in_force, tie.since, tie.fields, found.distance_km,
    )  # fmt: skip


def _lines(held: Holdings, shown: Sequence[Found], total: int) -> Iterable[str]:
    from screcords.directory.search import label  # noqa: PLC0415 - only for people
    from screcords.publish.aligned import aligned  # noqa: PLC0415 - the same
    from screcords.publish.cards.words import standing  # noqa: PLC0415 - the same

    if not total:
        yield "no partnership found"
        return
    near = any(found.distance_km is not None for found in shown)
    head = ("CITY", "AND", "KIND", "STATUS", "SINCE", *(("KM",) if near else ()), "ID")
    rows = [
        (
            label(held.places[found.tie.one]),
            label(held.places[found.tie.other]),
            found.tie.kind,
            standing(found.tie.status),
            found.tie.since,
            *((found.distance_km,) if near else ()),
            found.tie.id,
        )
        for found in shown
    ]
    yield from aligned(rows, head, right={5} if near else ())
    more = f", {len(shown):,} of them shown (--limit 0 shows all)" if len(shown) < total else ""
    yield f"\n{plural(total, 'partnership')}{more}"

"""`screcords show`: a city, an organisation or a partnership as a card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from screcords.cli.options import Unusable
from screcords.cli.querying import echo_csv, echo_json, head, holdings, pick, query_options

if TYPE_CHECKING:
    from collections.abc import Iterable

    from screcords.cli.querying import Asked
    from screcords.directory.holdings import Holdings
    from screcords.directory.model import Directory
    from screcords.directory.search import Finder

MOST_WORDS = 12
"""Words of one argument that may be the names of two cities; more are not tried."""


@click.command(short_help="Show a city, an organisation or a partnership.")
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@query_options
def command(words: tuple[str, ...], asked: Asked) -> int:
    """Show a city, an organisation, or the partnership of two cities.

    WORDS are a name in any language that the record has, an id, or a Wikidata item; two names, or the id of a
    partnership, show what is between two cities. What tells namesakes apart comes after the name: Toledo, Spain;
    Portland OR.

    Example: screcords show Norfolk Kaliningrad
    """
    from screcords.directory.search import Finder  # noqa: PLC0415 - help need not wait for it

    held = holdings(asked)
    collection, key = _meant(Finder(held), held, words)
    part = _part(held, collection, key)
    query = {"verb": "show", "words": list(words), "collection": collection, "id": key}
    if asked.as_json:
        echo_json({**head(held, query), **_document(part, collection, key)})
    elif asked.as_csv:
        _csv(part, collection, key)
    else:
        click.echo("\n".join(_card(part, collection, key)))
    return 0


def _meant(finder: Finder, held: Holdings, words: tuple[str, ...]) -> tuple[str, str]:
    """Collection and id of what is meant: a partnership by its id, one record by its name, or that of two cities.

    Raises:
        Unusable: nothing is, or several; or two cities have no partnership.
    """
    text = " ".join(words)
    if key := finder.partnership(text):
        return "partnerships", key
    if stone := held.tombstone("partnerships", text.strip().lower()):
        raise Unusable(f"{text.strip().lower()} was withdrawn on {stone.date}: {stone.reason.replace('-', ' ')}")
    if len(words) == 1:
        _check_two(finder, text)
    if len(words) == 1 or finder.precise(text, orgs=True):
        return pick(finder, held, text, orgs=True)
    splits = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    for one, other in splits:
        found = finder.pairs(one, other)
        if len(found) == 1:
            return "partnerships", found[0]
        if found:
            listed = "\n  ".join(found)
            raise Unusable(
                f'"{one}" and "{other}" may mean {len(found)} partnerships; choose one by its id\n  {listed}'
            )
    if len(words) == 2 and (finder.precise(words[0]) or finder.precise(words[1])):
        first, second = (pick(finder, held, word) for word in words)
        raise Unusable(
            f"no partnership of {first.id} and {second.id} is in the directory; "
            f"`screcords path {first.id} {second.id}` shows how they are linked"
        )
    return pick(finder, held, text, orgs=True)


def _check_two(finder: Finder, text: str) -> None:
    """Look whether one argument is the names of two cities.

    Raises:
        Unusable: it is, and nothing is called so.
    """
    words = text.split()
    if not 2 <= len(words) <= MOST_WORDS or finder.look_up(text, orgs=True).hits:
        return
    from screcords.text.safe import printable  # noqa: PLC0415 - only for names of two

    for at in range(1, len(words)):
        one, other = " ".join(words[:at]), " ".join(words[at:])
        if finder.precise(one) and finder.precise(other):
            raise Unusable(
                f'no city or organisation is called "{printable(text)}"; what is between two cities is shown for two '
                f'names: screcords show "{printable(one)}" "{printable(other)}"'
            )


def _part(held: Holdings, collection: str, key: str) -> Directory:
    if collection == "partnerships":
        return held.between((key,))
    if collection == "cities":
        return held.around((key,))
    city = held.city_of(key)
    return held.around((city,) if city else (), (key,))


def _card(part: Directory, collection: str, key: str) -> Iterable[str]:
    from screcords.publish.cards import city, organisation, partnership  # noqa: PLC0415 - only for people

    if collection == "cities":
        return city.card(part, part.cities[key])
    if collection == "orgs":
        return organisation.card(part, part.orgs[key])
    return partnership.card(part, part.partnerships[key])


def _document(part: Directory, collection: str, key: str) -> dict[str, Any]:
    """The record, and what is beside it on the card, as in the JSON export."""
    from screcords.publish import objects  # noqa: PLC0415 - only in this form

    one = {"cities": "city", "orgs": "organisation", "partnerships": "partnership"}[collection]
    kept: dict[str, Any] = {}
    for name, records in objects.OBJECTS.items():
        for data in records(part):
            if data["id"] == key and name == objects.NAMES[collection]:
                kept[one] = data
            elif name != "cities":
                kept.setdefault(name, []).append(data)
    city = part.orgs[key].city if collection == "orgs" else key
    orgs = [data for data in kept.get("organisations", []) if collection == "partnerships" or data.get("city") == city]
    found = {one: kept[one], "organisations": orgs}
    return found if collection == "partnerships" else {**found, "partnerships": kept.get("partnerships", [])}


def _csv(part: Directory, collection: str, key: str) -> None:
    """The rows of the CSV export: the partnerships of a city, or the one row of another record."""
    from dataclasses import replace  # noqa: PLC0415 - only in this form

    from screcords.directory.tables import TABLES  # noqa: PLC0415 - the same

    name = "organisations" if collection == "orgs" else "partnerships"
    table = next(table for table in TABLES if table.name == name)
    if collection == "orgs":
        part = replace(part, orgs={key: part.orgs[key]})
    echo_csv([column.name for column in table.columns], table.rows(part))

"""Tables of names and texts by language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screcords.directory.columns import Column, Row, Table, computed
from screcords.directory.lists import owner, owners, place, records
from screcords.model import schemas
from screcords.reference import names as spellings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.directory.columns import Value
    from screcords.directory.model import Directory


def _name_rows(directory: Directory) -> Iterator[Row]:
    for city in directory.cities.values():
        found: list[tuple[str, str | None, str]] = [
            ("name", tag, name) for tag, name in sorted(city.name.items(), key=lambda item: (item[0] != "en", item))
        ]
        former = sorted((city.former_names or {}).items())
        found += [("former", tag, name) for tag, names in former for name in names]
        found += [("alias", None, name) for name in city.aliases]
        for number, each in enumerate(found, 1):
            yield Row(directory, city, each, number)


NAMES = Table(
    "names",
    "A row a name of a city: the usual one in a language, a former one, or another spelling.",
    (
        owner("cities"),
        place("list of its names, the English one first"),
        Column(
            "kind",
            "text",
            "Sort of name: name, former or alias",
            lambda row: row.item[0],
            "name, former_names, aliases",
            required=True,
            terms=("name", "former", "alias"),
        ),
        Column(
            "language",
            "text",
            "Language tag (BCP 47); empty for aliases",
            lambda row: row.item[1],
            "name, former_names",
        ),
        Column("name", "text", "The name", lambda row: row.item[2], "name, former_names, aliases", required=True),
        computed(
            "folded",
            "text",
            "the name for comparing: lower-case ASCII, transliterated, without words such as `City of`",
            lambda row: spellings.fold(row.item[2]),
        ),
    ),
    _name_rows,
    ("city", "position"),
)

_IN_NAMES = {("cities", "name"), ("cities", "former_names")}


def language_maps(collection: str) -> Iterator[tuple[str, ...]]:
    """Routes of the texts by language in a collection's records: `summary`; `exchanges`, `title`."""
    schema = schemas.load(schemas.SCHEMA_OF[collection])

    def walk(node: dict[str, Any], route: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        for key, child in node.get("properties", {}).items():
            found = schemas.resolve(schema, child)
            if found.get("x-language-map"):
                yield (*route, key)
            else:
                yield from walk(schemas.resolve(schema, found.get("items", found)), (*route, key))

    yield from (route for route in walk(schema, ()) if (collection, route[0]) not in _IN_NAMES)


def _texts(part: Any, route: tuple[str, ...], above: str = "") -> Iterator[tuple[str, str, str]]:  # noqa: ANN401 - a record or part
    """Key, language and text of what a route leads to."""
    value = getattr(part, route[0], None)
    key = above + route[0]
    if isinstance(value, tuple):
        for number, item in enumerate(value, 1):
            yield from _texts(item, route[1:], f"{key}.{number}.")
    elif isinstance(value, dict):
        yield from ((key, tag, value[tag]) for tag in sorted(value))
    elif value is not None:
        yield from _texts(value, route[1:], f"{key}.")


def _text_rows(directory: Directory) -> Iterator[Row]:
    for collection in ("cities", "orgs", "partnerships"):
        routes = list(language_maps(collection))
        for record in records(directory, collection):
            for route in routes:
                for found in _texts(record, route):
                    yield Row(directory, record, found)


def _list_of(row: Row) -> Value:
    head, _, rest = row.item[0].partition(".")
    return head if rest else None


def _place_in_list(row: Row) -> Value:
    parts = row.item[0].split(".")
    return int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else None


TEXTS = Table(
    "texts",
    "A row a text in one language: names (but for those of cities, which are in `names`), summaries, notes and titles.",
    (
        *owners(),
        computed(
            "key", "text", "key of the record, with the place in a list: exchanges.3.title", lambda row: row.item[0]
        )._replace(required=True),
        Column("language", "text", "Language tag (BCP 47)", lambda row: row.item[1], "keys of the map", required=True),
        Column("text", "text", "The text", lambda row: row.item[2], "values of the map", required=True),
        computed("list", "text", "table that the key is about", _list_of),
        computed("position", "integer", "place in that list, from 1", _place_in_list),
    ),
    _text_rows,
    ("record", "key", "language"),
)

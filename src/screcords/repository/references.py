"""Where a record names other records: read off the schemas, so that no reference is ever forgotten."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, NamedTuple

from screcords.model import schemas
from screcords.model.record import plain
from screcords.text.document import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.repository.entry import Entry
    from screcords.repository.graph import Repository

Route = tuple[str | int, ...]


class Reference(NamedTuple):
    """One place in a record that holds another record's id."""

    route: Route
    collection: str
    id: str


@functools.cache
def _paths(collection: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Key paths of the references in a collection's records (lists are passed through), and what they lead to."""
    schema = schemas.load(schemas.SCHEMA_OF[collection])
    return tuple(_walk(schema, schema, ()))


def _walk(schema: dict[str, Any], node: dict[str, Any], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    node = schemas.resolve(schema, node)
    target = node.get("x-refers-to")
    if target in schemas.SCHEMA_OF:
        yield path, target
        return
    if "items" in node:
        yield from _walk(schema, node["items"], path)
    for key, child in node.get("properties", {}).items():
        yield from _walk(schema, child, (*path, key))


def references(collection: str, data: dict[str, Any]) -> Iterator[Reference]:
    """All references in the plain data of a record."""
    for path, target in _paths(collection):
        for route, value in _at(data, path, ()):
            yield Reference(route, target, value)


def _at(node: Any, path: tuple[str, ...], route: Route) -> Iterator[tuple[Route, str]]:  # noqa: ANN401 - plain data
    if isinstance(node, list | tuple):
        for number, item in enumerate(node):
            yield from _at(item, path, (*route, number))
    elif not path:
        if isinstance(node, str):
            yield route, node
    elif isinstance(node, dict) and path[0] in node:
        yield from _at(node[path[0]], path[1:], (*route, path[0]))


def referring(repository: Repository, collection: str, record_id: str) -> Iterator[Entry[Any]]:
    """The files that name a record; one that only its schema refuses counts too.

    For a few records, this is faster than `Referrers`.
    """
    keys = {name: {path[0] for path, target in _paths(name) if target == collection} for name in schemas.SCHEMA_OF}
    naming = {name for name, found in keys.items() if found}
    for entry in repository.entries:
        if entry.collection not in naming:
            continue
        if entry.record is None:
            data = parse(entry.data) if entry.flaw == "schema" and entry.data is not None else {}
        elif keys[entry.collection].isdisjoint(entry.keys) or _cannot(entry, collection, record_id):
            continue
        else:
            data = plain(entry.record)
        if any(
            found.collection == collection and found.id == record_id for found in references(entry.collection, data)
        ):
            yield entry


class Referrers:
    """Who names whom, looked up once for many questions; a file that only its schema refuses counts too."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self._parties: dict[str, list[Entry[Any]]] = {}
        self._others: dict[tuple[str, str], dict[str, Entry[Any]]] = {}
        rare = {name: {path[0] for path, _ in _paths(name)} - {"parties", "sources"} for name in schemas.SCHEMA_OF}
        within = frozenset({"approvals", "history"})  # they name the parties only
        for entry in repository.entries:
            record = entry.record
            if record is None:
                if entry.flaw == "schema" and entry.data is not None:
                    self._add(entry, parse(entry.data))
                continue
            if entry.collection == "partnerships":
                for party in record.parties:
                    self._parties.setdefault(party.city, []).append(entry)
                    for org in party.orgs:
                        self._others.setdefault(("orgs", org), {})[entry.path] = entry
                if (rare["partnerships"] - within).isdisjoint(entry.keys):
                    continue
            elif rare[entry.collection].isdisjoint(entry.keys):
                continue
            self._add(entry, plain(record))

    def _add(self, entry: Entry[Any], data: dict[str, Any]) -> None:
        for reference in references(entry.collection, data):
            self._others.setdefault((reference.collection, reference.id), {})[entry.path] = entry

    def of(self, collection: str, record_id: str) -> list[Entry[Any]]:
        """The entries that name the record, in the order of the repository, each once."""
        found = dict(self._others.get((collection, record_id), {}))
        if collection == "cities":
            found |= {entry.path: entry for entry in self._parties.get(record_id, [])}
        return [found[path] for path in sorted(found)]


_BESIDE_PARTIES = frozenset({"agreements", "exchanges"})
"""Keys of a partnership that may name a city that is no party of it."""


def _cannot(entry: Entry[Any], collection: str, record_id: str) -> bool:
    """Whether a partnership surely does not name a city, without looking at all of it."""
    return (
        entry.collection == "partnerships"
        and collection == "cities"
        and entry.record is not None
        and record_id not in entry.record.cities
        and _BESIDE_PARTIES.isdisjoint(entry.keys)
    )

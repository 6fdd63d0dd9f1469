"""The directory as an SQLite export holds it, for queries that must not wait until all records are read.

The export says itself which column holds which key of the records (table `about_columns`), so records are put together
again from that, and from the tables of names and texts by language.
"""

from __future__ import annotations

import contextlib
import functools
import json
import sqlite3
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from screcords.directory.holdings import Named, Place, Stone, Tie
from screcords.directory.model import Directory
from screcords.model.city import City
from screcords.model.dates import Date
from screcords.model.organisation import Organisation
from screcords.model.partnership import Partnership
from screcords.model.record import typed
from screcords.reference.names import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

FORMAT = 1
"""The version of the tables that is understood here."""

MAIN = {"cities": "cities", "orgs": "organisations", "partnerships": "partnerships"}
OWNER = {"cities": "city", "orgs": "organisation", "partnerships": "partnership"}
LISTS = {
    "cities": (),
    "orgs": ("contacts", "committees", "memberships", "instruments", "sources"),
    "partnerships": ("parties", "agreements", "approvals", "history", "exchanges", "disputes", "sources"),
}
"""Tables of the lists of each collection."""

PLACE = "SELECT id, name, country, subdivision, level, lat, lon, population, partnerships FROM cities"
"""Begins a query for cities in short."""

CHUNK = 500
"""So many ids are asked for at once."""


class NotAnExportError(Exception):
    """The file is no SQLite export that is understood here; the message says why."""


class _Column(NamedTuple):
    name: str
    type: str
    route: tuple[str, ...]
    """The keys of the record, or of the part of it, that lead to the value."""


class Stored:
    """An SQLite export; the same answers as `Whole` gives for the records that it was made from."""

    def __init__(self, path: Path, as_of: str | None = None) -> None:
        """Open it.

        Raises:
            NotAnExportError: it is none, or of another version.
        """
        if not path.is_file():
            raise NotAnExportError("there is no such file")
        try:
            self._database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        except sqlite3.Error as error:
            raise NotAnExportError(f"cannot be opened: {error}") from error
        if next(self._rows("PRAGMA user_version"))[0] != FORMAT:
            raise NotAnExportError(f"no SQLite export of screcords with format {FORMAT}; make one with `export sqlite`")
        about = dict(self._rows("SELECT key, value FROM about"))
        self.today = Date.parse(as_of or about["as_of"])
        self.licence: str = about["licence"]
        self.revision: str = about["revision"]
        self._forced = about["forced"] == "true"

    def _rows(self, query: str, values: Collection[object] = ()) -> Iterator[Any]:
        """The rows of a query.

        Raises:
            NotAnExportError: the file is damaged, or has not the tables of an export.
        """
        try:
            yield from self._database.execute(query, tuple(values))
        except sqlite3.Error as error:
            raise NotAnExportError(f"no SQLite export of screcords, or a damaged one: {error}") from error

    @functools.cached_property
    def places(self) -> dict[str, Place]:
        """All cities by id, in order."""
        return {row[0]: Place._make(row) for row in self._rows(f"{PLACE} ORDER BY id")}

    def place(self, city: str) -> Place | None:
        """One city."""
        if "places" in self.__dict__:
            return self.places.get(city)
        return next((Place._make(row) for row in self._rows(f"{PLACE} WHERE id = ?", (city,))), None)

    def has_tie(self, partnership: str) -> bool:
        """Whether there is such a partnership."""
        return any(self._rows("SELECT 1 FROM partnerships WHERE id = ?", (partnership,)))

    def called(self, folds: Collection[str]) -> list[Named] | None:
        """The records with a name that folds to one of these; `None` where a name with an umlaut may."""
        if any(pair in key for key in folds for pair in ("ae", "oe", "ue", "aa")):
            return None
        query = "SELECT 'cities', city, name, folded FROM names"
        found = [Named._make(row) for row in self._chosen(query, "folded", folds)]
        return found + [name for name in self._org_names() if name.folded in folds]

    def _org_names(self) -> Iterator[Named]:
        for org, text in self._rows("SELECT organisation, text FROM texts WHERE organisation NOTNULL AND key = 'name'"):
            yield Named("orgs", org, text, fold(text))

    @functools.cached_property
    def ties(self) -> list[Tie]:
        """All partnerships, in the order of their ids."""
        columns = "id, city_a, city_b, kind, status, since, fields"
        found = self._rows(f"SELECT {columns} FROM partnerships ORDER BY id")  # noqa: S608 - ours
        return [Tie._make((*row[:6], tuple(json.loads(row[6])) if row[6] not in {None, "[]"} else ())) for row in found]

    def names(self) -> Iterator[Named]:
        """All names of cities in all languages, former ones and other spellings too, and of organisations."""
        yield from map(Named._make, self._rows("SELECT 'cities', city, name, folded FROM names"))
        yield from self._org_names()

    def texts(self) -> Iterator[tuple[str, str]]:
        """What partnerships tell in sentences."""
        told = "key = 'summary' OR key LIKE 'exchanges.%.title' OR key LIKE 'history.%.note'"
        yield from self._rows(f"SELECT partnership, text FROM texts WHERE partnership NOTNULL AND ({told})")  # noqa: S608 - ours

    def coded(self, code: str) -> list[tuple[str, str]]:
        """Collection and id of the records with an outside identifier."""
        found = self._rows(
            "SELECT 'cities', id FROM cities WHERE wikidata = ?1 OR unlocode = ?1 OR geonames = ?1 "
            "UNION SELECT 'cities', city FROM same_as WHERE wikidata = ?1 "
            "UNION SELECT 'orgs', id FROM organisations WHERE wikidata = ?1",
            (code,),
        )
        return list(found)

    def successor(self, collection: str, record_id: str) -> str | None:
        """The id that a merged record goes by now."""
        query = "SELECT id FROM redirects WHERE collection = ? AND former_id = ?"
        return next((row[0] for row in self._rows(query, (MAIN[collection], record_id))), None)

    def tombstone(self, collection: str, record_id: str) -> Stone | None:
        """What is left of a record that was taken back."""
        query = "SELECT reason, date FROM tombstones WHERE collection = ? AND id = ?"
        return next((Stone(*row) for row in self._rows(query, (MAIN[collection], record_id))), None)

    def city_of(self, org: str) -> str | None:
        """The city of an organisation."""
        return next((row[0] for row in self._rows("SELECT city FROM organisations WHERE id = ?", (org,))), None)

    def has_org(self, org: str) -> bool:
        """Whether there is such an organisation."""
        return any(self._rows("SELECT 1 FROM organisations WHERE id = ?", (org,)))

    def around(self, cities: Collection[str], orgs: Collection[str] = ()) -> Directory:
        """Cities with all their partnerships and partners, and the organisations of all of those; some others too."""
        query = "SELECT partnership FROM parties WHERE city = ?"
        return self._part(cities, {row[0] for city in cities for row in self._rows(query, (city,))}, orgs)

    def between(self, partnerships: Collection[str]) -> Directory:
        """Some partnerships with their cities, and the organisations of those."""
        return self._part((), partnerships, ())

    def whole(self) -> Directory:
        """All of it."""
        return self._directory(
            self._records("cities", City),
            self._records("orgs", Organisation),
            self._records("partnerships", Partnership),
        )

    def _part(self, cities: Collection[str], partnerships: Collection[str], orgs: Collection[str]) -> Directory:
        kept: dict[str, Partnership] = self._records("partnerships", Partnership, partnerships)
        ids = {*cities, *(city for record in kept.values() for city in record.cities)}
        of = self._chosen("SELECT id FROM organisations", "city", ids)
        return self._directory(
            self._records("cities", City, ids),
            self._records("orgs", Organisation, {*orgs, *(row[0] for row in of)}),
            kept,
        )

    def _directory(
        self, cities: dict[str, City], orgs: dict[str, Organisation], partnerships: dict[str, Partnership]
    ) -> Directory:
        return Directory(
            cities, orgs, partnerships, self.licence, self._forced, today=self.today, revision=self.revision
        )

    def _chosen(self, query: str, column: str, ids: Collection[str] | None, order: str = "") -> Iterator[Any]:
        """The rows with one of the ids in a column; all of them without ids."""
        ordered = f" ORDER BY {order}" if order else ""
        if ids is None:
            yield from self._rows(query + ordered)
            return
        wanted = sorted(ids)
        for at in range(0, len(wanted), CHUNK):
            some = wanted[at : at + CHUNK]
            yield from self._rows(f'{query} WHERE "{column}" IN ({", ".join("?" * len(some))}){ordered}', some)

    @functools.cached_property
    def _columns(self) -> dict[str, list[_Column]]:
        """By table the columns that hold what the records of the table, or parts of them, state."""
        found: dict[str, list[_Column]] = {}
        for table, name, kind, source in self._rows('SELECT "table", name, type, source FROM about_columns'):
            above, _, key = source.rpartition("[].")
            is_own = not above if table in MAIN.values() else above.rpartition("[].")[2] == _holder(table)
            if is_own and source not in {"computed", "joined"}:
                found.setdefault(table, []).append(_Column(name, kind, tuple(key.split("."))))
        return found

    def _records(self, collection: str, kind: type, ids: Collection[str] | None = None) -> dict[str, Any]:
        """The records of a collection as they were in their files, by id."""
        data = {item["id"]: item for _, item in self._items(MAIN[collection], "id", "id", ids)}
        for item in data.values():
            item["schema"] = 1
        self._add_lists(collection, data, ids)
        self._add_texts(collection, data, ids)
        try:
            return {key: typed(data[key], kind) for key in sorted(data)}
        except msgspec.ValidationError as error:
            raise NotAnExportError(f"holds a record that is none: {error}") from error

    def _items(
        self, table: str, owner: str, order: str, ids: Collection[str] | None
    ) -> Iterator[tuple[str, dict[str, Any]]]:
        """What the rows of a table say, each with the id of the record that it is of."""
        columns = self._columns[table]
        names = ", ".join(f'"{column.name}"' for column in columns)
        for record, *values in self._chosen(f'SELECT "{owner}", {names} FROM "{table}"', owner, ids, order):  # noqa: S608 - ours
            item: dict[str, Any] = {}
            for column, value in zip(columns, values, strict=True):
                if value is not None and value != "[]":
                    _put(item, column, value)
            yield record, item

    def _add_lists(self, collection: str, data: dict[str, dict[str, Any]], ids: Collection[str] | None) -> None:
        for table in LISTS[collection]:
            owner = "record" if table == "sources" else OWNER[collection]
            for record, item in self._items(table, owner, f'"{owner}", position', ids):
                if record in data:  # sources are of organisations too
                    data[record].setdefault(table, []).append(item)
        if collection == "partnerships":
            query = "SELECT partnership, agreement, city, office, on_behalf_of FROM signatories"
            for record, agreement, city, office, behalf in self._chosen(
                query, "partnership", ids, "partnership, agreement, position"
            ):
                signed = next(each for each in data[record]["agreements"] if each["id"] == agreement)
                signatory = {"city": city, "office": office} | ({"for": behalf} if behalf else {})
                signed.setdefault("signatories", []).append(signatory)

    def _add_texts(self, collection: str, data: dict[str, dict[str, Any]], ids: Collection[str] | None) -> None:
        """Put all languages where the columns have one."""
        if collection == "cities":
            for item in data.values():
                item["name"] = {}
                item.pop("former_names", None)
            query = "SELECT city, kind, language, name FROM names"
            for record, kind, language, name in self._chosen(query, "city", ids, "city, position"):
                if kind == "name":
                    data[record]["name"][language] = name
                elif kind == "former":
                    data[record].setdefault("former_names", {}).setdefault(language, []).append(name)
        whose = OWNER[collection]
        query = f"SELECT {whose}, key, language, text FROM texts"  # noqa: S608 - ours
        for record, key, language, text in self._chosen(query, whose, ids):
            if record not in data:
                continue
            with contextlib.suppress(KeyError, IndexError):
                holder, last = _holding(data[record], key)
                if not isinstance(holder.get(last), dict):
                    holder[last] = {}
                holder[last][language] = text


def _holder(table: str) -> str:
    return "signatories" if table == "signatories" else table


def _put(item: dict[str, Any], column: _Column, value: Any) -> None:  # noqa: ANN401 - a value of a database
    """Put a value where its key is."""
    if column.type == "list":
        value = json.loads(value)
    elif column.type == "boolean":
        value = bool(value)
    for key in column.route[:-1]:
        item = item.setdefault(key, {})
    item[column.route[-1]] = value


def _holding(data: Any, key: str) -> tuple[dict[str, Any], str]:  # noqa: ANN401 - plain data
    """The table that holds what a key such as exchanges.3.title leads to, and the last part of the key."""
    *route, last = key.split(".")
    for step in route:
        data = data[int(step) - 1] if step.isdigit() else data[step]
    return data, last

"""Records put together again from the tables of an SQLite export.

The export says itself which column holds which key of the records (table `about_columns`); names and texts by language
have tables of their own.
"""

from __future__ import annotations

import contextlib
import functools
import json
import sqlite3
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from screcords.model.record import typed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

MAIN = {"cities": "cities", "orgs": "organisations", "partnerships": "partnerships"}
OWNER = {"cities": "city", "orgs": "organisation", "partnerships": "partnership"}
LISTS = {
    "cities": (),
    "orgs": ("contacts", "committees", "memberships", "instruments", "sources"),
    "partnerships": ("parties", "agreements", "approvals", "history", "exchanges", "disputes", "sources"),
}
"""Tables of the lists of each collection."""

CHUNK = 500
"""So many ids are asked for at once."""


class NotAnExportError(Exception):
    """The file is no SQLite export that is understood here; the message says why."""


class _Column(NamedTuple):
    name: str
    type: str
    route: tuple[str, ...]
    """The keys of the record, or of the part of it, that lead to the value."""


class Tables:
    """The tables of an SQLite export."""

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            NotAnExportError: it is no file, or cannot be opened.
        """
        if not path.is_file():
            raise NotAnExportError("there is no such file")
        try:
            self._database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        except sqlite3.Error as error:
            raise NotAnExportError(f"cannot be opened: {error}") from error

    def rows(self, query: str, values: Collection[object] = ()) -> list[Any]:
        """The rows of a query.

        Raises:
            NotAnExportError: the file is damaged, or has not the tables of an export.
        """
        try:
            return self._database.execute(query, tuple(values)).fetchall()
        except sqlite3.Error as error:
            raise NotAnExportError(f"no SQLite export of screcords, or a damaged one: {error}") from error

    def chosen(self, query: str, column: str, ids: Collection[str] | None, order: str = "") -> Iterator[Any]:
        """The rows with one of the ids in a column; all of them without ids."""
        ordered = f" ORDER BY {order}" if order else ""
        if ids is None:
            yield from self.rows(query + ordered)
            return
        wanted = sorted(ids)
        for at in range(0, len(wanted), CHUNK):
            some = wanted[at : at + CHUNK]
            yield from self.rows(f'{query} WHERE "{column}" IN ({", ".join("?" * len(some))}){ordered}', some)

    @functools.cached_property
    def _columns(self) -> dict[str, list[_Column]]:
        """By table the columns that hold what the records of the table, or parts of them, state."""
        found: dict[str, list[_Column]] = {}
        for table, name, kind, source in self.rows('SELECT "table", name, type, source FROM about_columns'):
            above, _, key = source.rpartition("[].")
            is_own = not above if table in MAIN.values() else above.rpartition("[].")[2] == table
            if is_own and source not in {"computed", "joined"}:
                found.setdefault(table, []).append(_Column(name, kind, tuple(key.split("."))))
        return found

    def records(self, collection: str, kind: type, ids: Collection[str] | None = None) -> dict[str, Any]:
        """The records of a collection as they were in their files, by id."""
        data = {item["id"]: item for _, item in self._items(MAIN[collection], "id", "id", ids)}
        for item in data.values():
            item["schema"] = 1
            if "city" in item and self._country(item["city"]) == item.get("country"):
                del item["country"]  # of an organisation: the column has that of its city too
        self._add_lists(collection, data, ids)
        self._add_texts(collection, data, ids)
        try:
            return {key: typed(data[key], kind) for key in sorted(data)}
        except msgspec.ValidationError as error:
            raise NotAnExportError(f"holds a record that is none: {error}") from error

    def _country(self, city: str) -> str | None:
        return next((row[0] for row in self.rows("SELECT country FROM cities WHERE id = ?", (city,))), None)

    def _items(
        self, table: str, owner: str, order: str, ids: Collection[str] | None
    ) -> Iterator[tuple[str, dict[str, Any]]]:
        """What the rows of a table say, each with the id of the record that it is of."""
        columns = self._columns.get(table)
        if not columns:
            raise NotAnExportError(f"the table {table} is missing")
        names = ", ".join(f'"{column.name}"' for column in columns)
        for record, *values in self.chosen(f'SELECT "{owner}", {names} FROM "{table}"', owner, ids, order):  # noqa: S608 - ours
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
            for record, agreement, city, office, behalf in self.chosen(
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
            for record, kind, language, name in self.chosen(query, "city", ids, "city, position"):
                if kind == "name":
                    data[record]["name"][language] = name
                elif kind == "former":
                    data[record].setdefault("former_names", {}).setdefault(language, []).append(name)
        whose = OWNER[collection]
        query = f"SELECT {whose}, key, language, text FROM texts"  # noqa: S608 - ours
        for record, key, language, text in self.chosen(query, whose, ids):
            if record not in data:
                continue
            with contextlib.suppress(KeyError, IndexError):
                holder, last = _holding(data[record], key)
                if not isinstance(holder.get(last), dict):
                    holder[last] = {}
                holder[last][language] = text


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

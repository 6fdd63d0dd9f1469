"""The directory as an SQLite export holds it, for queries that must not wait until all records are read."""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING

from screcords.directory.holdings import Named, Place, Stone, Tie
from screcords.directory.model import Directory
from screcords.directory.rejoined import MAIN, NotAnExportError, Tables
from screcords.model.city import City
from screcords.model.dates import Date
from screcords.model.organisation import Organisation
from screcords.model.partnership import Partnership
from screcords.reference.names import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

__all__ = ["NotAnExportError", "Stored"]

FORMAT = 1
"""The version of the tables that is understood here."""

PLACE = "SELECT id, name, country, subdivision, level, lat, lon, population, partnerships FROM cities"
"""Begins a query for cities in short."""


class Stored:
    """An SQLite export; the same answers as `Whole` gives for the records that it was made from."""

    def __init__(self, path: Path, as_of: str | None = None) -> None:
        """Open it.

        Raises:
            NotAnExportError: it is none, or of another version.
        """
        self._tables = Tables(path)
        self._rows, self._chosen, self._records = self._tables.rows, self._tables.chosen, self._tables.records
        if self._rows("PRAGMA user_version") != [(FORMAT,)]:
            raise NotAnExportError(f"no SQLite export of screcords with format {FORMAT}; make one with `export sqlite`")
        about = dict(self._rows("SELECT key, value FROM about"))
        try:
            self.today = Date.parse(as_of or about["as_of"])
            self.licence: str = about["licence"]
            self.revision: str = about["revision"]
            self._forced = about["forced"] == "true"
        except (KeyError, ValueError) as error:
            raise NotAnExportError(f"its table about does not say {error}") from error

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
        if _may_be_umlauts(folds):
            return None
        query = "SELECT 'cities', city, name, folded FROM names"
        found = [Named._make(row) for row in self._chosen(query, "folded", folds)]
        return found + [name for name in self._org_names() if name.folded in folds]

    def speaking_of(self, folds: Collection[str]) -> set[str] | None:
        """The cities with a name in which words begin with one of these; `None` where a name with an umlaut may."""
        if _may_be_umlauts(folds):
            return None
        query = "SELECT DISTINCT city FROM names WHERE instr(' ' || folded, ?) > 0"
        return {row[0] for key in folds for row in self._rows(query, (f" {key}",))}

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
        return self._rows(
            "SELECT 'cities', id FROM cities WHERE wikidata = ?1 OR unlocode = ?1 OR geonames = ?1 "
            "UNION SELECT 'cities', city FROM same_as WHERE wikidata = ?1 "
            "UNION SELECT 'orgs', id FROM organisations WHERE wikidata = ?1",
            (code,),
        )

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
            self._records("cities", City, ids | self._related(cities)),
            self._records("orgs", Organisation, {*orgs, *(row[0] for row in of)}),
            kept,
        )

    def _related(self, cities: Collection[str]) -> set[str]:
        """Cities that took over from some, or are members of them."""
        queries = ("SELECT successor FROM successors", "SELECT member FROM members")
        return {row[0] for query in queries for row in self._chosen(query, "city", cities)}

    def _directory(
        self, cities: dict[str, City], orgs: dict[str, Organisation], partnerships: dict[str, Partnership]
    ) -> Directory:
        return Directory(
            cities, orgs, partnerships, self.licence, self._forced, today=self.today, revision=self.revision
        )


def _may_be_umlauts(folds: Collection[str]) -> bool:
    """Whether a folded name may be that of one with an umlaut written in two letters, which the file has in one."""
    return any(pair in key for key in folds for pair in ("ae", "oe", "ue", "aa"))

"""SQLite: every table with its keys and references, views for the usual questions, and a search over all names.

`directory.sqlite` has what the CSV tables have, but the wide one, which is a view; lists are JSON arrays, truth values
0 and 1. The tables `about`, `about_tables` and `about_columns` say what is in it. `metadata.json` tells Datasette the
same, so that `datasette FOLDER` shows it without set-up. The bytes depend on the version of the SQLite library too,
which stands in the file's header (https://www.sqlite.org/fileformat.html, offset 96).
"""

from __future__ import annotations

import contextlib
import errno
import json
import sqlite3
from typing import TYPE_CHECKING

from screcords.directory.licence import ATTRIBUTION, LICENCES, permits
from screcords.directory.tables import TABLES, unsound
from screcords.publish.datasette import metadata
from screcords.publish.exporter import exporter
from screcords.publish.views import INDICES, VIEWS
from screcords.reference.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from screcords.directory.model import Directory
    from screcords.directory.tables import Column, Table, Value

FILE = "directory.sqlite"
FORMAT = 1
"""Version of the tables (`PRAGMA user_version`); it grows when one is renamed, removed, or changes its meaning."""

KEEP = [table for table in TABLES if not table.wide]
TYPES = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "date": "TEXT", "list": "TEXT"}
LARGEST = 2**63 - 1

ORG_NAMES = (
    ("row", "integer", "Number of the row, which continues those of names"),
    ("organisation", "text", "The organisation"),
    ("language", "text", "Language tag (BCP 47)"),
    ("name", "text", "The name"),
    ("folded", "text", "The name in plain lower-case ASCII"),
)
"""Columns of the table of the names of organisations, which is only there for the search."""

SEARCH = """
-- Words and their beginnings, without regard to case and accents; also of two characters in scripts without blanks.
CREATE VIRTUAL TABLE "names_fts" USING fts5(
    kind UNINDEXED, id UNINDEXED, name, folded, content="all_names", content_rowid="row",
    tokenize="unicode61 remove_diacritics 2", prefix="1 2 3"
);
-- Any three or more characters inside a name; for fewer ask names_fts, or names with LIKE.
CREATE VIRTUAL TABLE "names_trigram" USING fts5(
    kind UNINDEXED, id UNINDEXED, name, folded, content="all_names", content_rowid="row", tokenize="trigram"
);
INSERT INTO "names_fts" ("names_fts") VALUES ('rebuild');
INSERT INTO "names_fts" ("names_fts") VALUES ('optimize');
INSERT INTO "names_trigram" ("names_trigram") VALUES ('rebuild');
INSERT INTO "names_trigram" ("names_trigram") VALUES ('optimize');
"""


@exporter("sqlite", title="SQLite database", cost=4)
def write(directory: Directory, target: Path) -> None:
    """Write directory.sqlite and metadata.json."""
    try:
        with contextlib.closing(sqlite3.connect(target / FILE, isolation_level=None)) as database:
            _fill(database, directory)
    except sqlite3.Error as error:
        full = "full" in str(error)
        raise OSError(errno.ENOSPC if full else errno.EIO, str(error), str(target / FILE)) from error
    with (target / "metadata.json").open("w", encoding="utf-8", newline="\n") as out:
        json.dump(metadata(directory, FILE.partition(".")[0]), out, indent=2, ensure_ascii=False)
        out.write("\n")


def _fill(database: sqlite3.Connection, directory: Directory) -> None:
    for setting in ("page_size = 4096", "journal_mode = OFF", "synchronous = OFF", f"user_version = {FORMAT}"):
        database.execute(f"PRAGMA {setting}")
    database.execute("BEGIN")
    broken = unsound(directory)
    counts = {}
    for table in KEEP:
        database.execute(definition(table, broken))
        marks = ", ".join("?" * len(table.columns))
        columns = ", ".join(_quoted(column.name) for column in table.columns)
        rows = ([_stored(value) for value in row] for row in table.rows(directory))
        database.executemany(f"INSERT INTO {_quoted(table.name)} ({columns}) VALUES ({marks})", rows)  # noqa: S608 - our names
        counts[table.name] = database.execute(f"SELECT count(*) FROM {_quoted(table.name)}").fetchone()[0]  # noqa: S608
    counts["organisation_names"] = _name_organisations(database, directory, counts["names"])
    _describe(database, directory, counts)
    database.execute("COMMIT")
    for statement in _indices():
        database.execute(statement)
    for name, (_, select) in VIEWS.items():
        database.execute(f"CREATE VIEW {_quoted(name)} AS {select}")
    database.executescript(SEARCH)
    database.execute("ANALYZE")


def _name_organisations(database: sqlite3.Connection, directory: Directory, first: int) -> int:
    """Make the table of the names of organisations, with rows numbered after the `first`; how many they are."""
    database.execute(
        'CREATE TABLE organisation_names ("row" INTEGER PRIMARY KEY, organisation TEXT NOT NULL REFERENCES '
        "organisations (id), language TEXT NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL, "
        "UNIQUE (organisation, language))"
    )
    rows = [
        (org.id, language, name, fold(name))
        for org in directory.orgs.values()
        for language, name in sorted(org.name.items())
    ]
    numbered = ((number, *row) for number, row in enumerate(rows, first + 1))
    database.executemany("INSERT INTO organisation_names VALUES (?, ?, ?, ?, ?)", numbered)
    return len(rows)


def definition(table: Table, broken: frozenset[tuple[str, tuple[str, ...]]]) -> str:
    """The statement that makes a table, without the keys and references that do not hold."""
    lines = [_column(column) for column in table.columns]
    if table.name == "names":  # the search refers to its rows, whose numbers must last
        lines.insert(0, '"row" INTEGER PRIMARY KEY')
        lines.append(f"UNIQUE ({_listed(table.key)})")
    elif (table.name, table.key) not in broken:
        lines.append(f"PRIMARY KEY ({_listed(table.key)})")
    lines += [
        f"FOREIGN KEY ({_listed(reference.columns)}) REFERENCES {_quoted(reference.table)} ({_listed(reference.to)})"
        for reference in table.references
        if (table.name, reference.columns) not in broken
    ]
    return f"CREATE TABLE {_quoted(table.name)} (\n    " + ",\n    ".join(lines) + "\n)"


def _column(column: Column) -> str:
    needed = " NOT NULL" if column.required else ""
    truth = f" CHECK ({_quoted(column.name)} IN (0, 1))" if column.type == "boolean" else ""
    return f"{_quoted(column.name)} {TYPES[column.type]}{needed}{truth}"


def _quoted(name: str) -> str:
    return f'"{name}"'


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(map(_quoted, names))


def _stored(value: Value) -> str | int | float | None:
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int) and abs(value) > LARGEST:
        return str(value)
    return value


def _indices() -> Iterator[str]:
    """An index for each reference that no key begins with, and for what people filter by."""
    wanted = [
        (table.name, reference.columns)
        for table in KEEP
        for reference in table.references
        if table.key[: len(reference.columns)] != reference.columns
    ]
    for name, columns in (*wanted, *INDICES):
        yield f"CREATE INDEX {_quoted('_'.join(('by', name, *columns)))} ON {_quoted(name)} ({_listed(columns)})"


def about(directory: Directory) -> dict[str, str]:
    """What is to be said of the whole: licence, whom to name, which day and revision."""
    said = [ATTRIBUTION[licence] for licence in LICENCES if permits(directory.licence, licence)]
    return {
        "title": "Directory of sister cities",
        "format": str(FORMAT),
        "licence": directory.licence,
        "attribution": "\n".join(said),
        "as_of": str(directory.today),
        "revision": directory.revision,
        "selection": directory.selection,
        "forced": "true" if directory.forced else "false",
        "note": "A city that is not listed may well have partnerships.",
    }


def _describe(database: sqlite3.Connection, directory: Directory, counts: dict[str, int]) -> None:
    database.execute("CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL)")
    database.executemany("INSERT INTO about VALUES (?, ?)", about(directory).items())
    database.execute("CREATE TABLE about_tables (name TEXT PRIMARY KEY, kind TEXT, description TEXT, rows INTEGER)")
    tables = [(table.name, "table", table.description, counts[table.name]) for table in KEEP]
    searched = "A row a name of an organisation in one language, for the search."
    tables.append(("organisation_names", "table", searched, counts["organisation_names"]))
    views = [(name, "view", said, None) for name, (said, _) in VIEWS.items()]
    database.executemany("INSERT INTO about_tables VALUES (?, ?, ?, ?)", [*tables, *views])
    database.execute(
        'CREATE TABLE about_columns ("table" TEXT REFERENCES about_tables (name), name TEXT, type TEXT, '
        'description TEXT, source TEXT, "references" TEXT, PRIMARY KEY ("table", name))'
    )
    columns = (
        (table.name, column.name, column.type, column.description, column.source, column.references or None)
        for table in KEEP
        for column in table.columns
    )
    database.executemany("INSERT INTO about_columns VALUES (?, ?, ?, ?, ?, ?)", columns)
    more = (
        ("organisation_names", name, kind, said, "name", "organisations.id" if name == "organisation" else None)
        for name, kind, said in ORG_NAMES
    )
    database.executemany("INSERT INTO about_columns VALUES (?, ?, ?, ?, ?, ?)", more)

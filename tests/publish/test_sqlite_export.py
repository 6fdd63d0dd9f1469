"""SQLite: every table and value, keys and references that hold, searches in any script, and Datasette opens it."""

import asyncio
import dataclasses
import json
import sqlite3

import msgspec
import pytest
import sentinel

from screcords.directory.model import Filter, directory, filtered
from screcords.directory.statistics import statistics
from screcords.directory.tables import TABLES
from screcords.model.dates import Date
from screcords.publish.exporter import export
from screcords.publish.views import FIND, VIEWS
from screcords.repository.load import load

KEPT = [table for table in TABLES if not table.wide]


@pytest.fixture
def published(features):
    return dataclasses.replace(directory(load(features.root)), today=Date.parse("2026-06-01"), revision="abc123")


@pytest.fixture
def database(published, tmp_path):
    export(published, ["sqlite"], tmp_path / "out")
    connection = sqlite3.connect(f"file:{tmp_path / 'out' / 'directory.sqlite'}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


def stored(value):
    return json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else value


@pytest.mark.parametrize("table", KEPT, ids=lambda table: table.name)
def test_tables_read_back_equal(published, database, table):
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    found = [tuple(row) for row in database.execute(f'SELECT {columns} FROM "{table.name}" ORDER BY rowid')]
    assert found == [tuple(stored(value) for value in row) for row in table.rows(published)]


def test_it_is_sound(database):
    assert [tuple(row) for row in database.execute("PRAGMA integrity_check")] == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in KEPT:
        assert len(database.execute(f"PRAGMA foreign_key_list('{table.name}')").fetchall()) == sum(
            len(reference.columns) for reference in table.references
        )


def test_every_reference_can_be_followed_fast(database):
    """Each begins an index or a key, so that neither readers nor Datasette scan a table."""
    for table in KEPT:
        begins = set()
        for index in database.execute(f"PRAGMA index_list('{table.name}')"):
            columns = [row["name"] for row in database.execute(f"PRAGMA index_info('{index['name']}')")]
            begins |= {tuple(columns[:length]) for length in range(1, len(columns) + 1)}
        assert {reference.columns for reference in table.references} <= begins, table.name


@pytest.mark.parametrize("view", VIEWS)
def test_views_answer(database, view):
    rows = database.execute(f'SELECT * FROM "{view}"').fetchall()
    assert rows or view in {"one_sided", "seeking"}


def test_views_agree_with_the_tables(published, database):
    assert database.execute("SELECT count(*) FROM directory").fetchone()[0] == 2 * len(published.partnerships)
    assert database.execute("SELECT count(*) FROM in_force").fetchone()[0] == sum(
        record.in_force for record in published.partnerships.values()
    )
    assert database.execute("SELECT sum(partnerships) FROM country_pairs").fetchone()[0] == len(published.partnerships)


@pytest.mark.parametrize(
    ("words", "city"),
    [("Harborview", "us-or-harborview"), ("arborvie", "us-or-harborview"), ("湊川", "jp-minatogawa"), ("湊", "jp-minatogawa"), ("湊川市", "jp-minatogawa"), ("minato", "jp-minatogawa"),
     ("בית", None), ("תל", "il-tel-shahar"), ("HA", "us-or-harborview"), ('"', None), ("' OR 1=1 --", None), ("%", None), ("", None)],
)  # fmt: skip
def test_a_city_is_found_by_any_part_of_a_name_in_any_script(database, words, city):
    found = [row["id"] for row in database.execute(FIND, {"q": words})]
    assert city in found if city else words in {"", "%"} or not found


def test_words_are_found_without_accents(tmp_path):
    whole = sentinel.directory()
    city = whole.cities[sentinel.ONE]
    named = dataclasses.replace(
        whole, cities=whole.cities | {city.id: type(city)(1, city.id, "town", "DE", {"en": "Sentinel", "de": "Wächterstädt"})}
    )  # fmt: skip
    export(named, ["sqlite"], tmp_path / "out")
    with sqlite3.connect(tmp_path / "out" / "directory.sqlite") as database:
        asked = "SELECT name FROM names_fts WHERE names_fts MATCH ?"
        assert database.execute(asked, ('"wachter"*',)).fetchall() == [("Wächterstädt",)]


def test_countries_count_each_partnership_once(published, tmp_path):
    """A domestic one has two cities of the country, and is one all the same."""
    whole = dataclasses.replace(
        published, cities={key: msgspec.structs.replace(city, country="DE") if city.country in {"DE", "FR"} else city for key, city in published.cities.items()}
    )  # fmt: skip
    (series,) = statistics(whole, ("country",)).series
    told = {row["country"]: (row["partnerships"], row["in_force"]) for row in (dict(zip(series.columns, row, strict=True)) for row in series.rows)}  # fmt: skip
    domestic = [
        pair for pair in whole.partnerships.values() if len({whole.cities[city].country for city in pair.cities}) == 1
    ]
    assert domestic
    export(whole, ["sqlite"], tmp_path / "out")
    with sqlite3.connect(tmp_path / "out" / "directory.sqlite") as database:
        rows = database.execute("SELECT country, partnerships, partnerships_in_force FROM countries").fetchall()
        assert {row[0]: row[1:] for row in rows if row[1]} == told
        assert sum(row[1] for row in rows) == 2 * len(whole.partnerships) - len(domestic)


def test_names_of_organisations_are_found_too(published, database):
    asked = "SELECT kind, id FROM {0} WHERE {0} MATCH ?"
    org, name = next((org.id, org.name["en"]) for org in published.orgs.values() if "en" in org.name)
    word = max(name.split(), key=len)
    assert ("organisation", org) in map(tuple, database.execute(asked.format("names_fts"), (f'"{word[:-1]}"*',)))
    assert ("organisation", org) in map(tuple, database.execute(asked.format("names_trigram"), (f'"{word[1:]}"',)))
    assert ("city", "jp-minatogawa") in map(tuple, database.execute(asked.format("names_fts"), ('"minatog"*',)))
    joined = 'SELECT DISTINCT city FROM names_fts JOIN names ON names."row" = names_fts.rowid WHERE names_fts MATCH ?'
    assert {row[0] for row in database.execute(joined, ('"minatogawa"',))} == {"jp-minatogawa"}
    count = database.execute("SELECT count(*) FROM names_fts").fetchone()[0]
    assert count == sum(len(org.name) for org in published.orgs.values()) + len(
        list(database.execute("SELECT 1 FROM names"))
    )


def test_tables_and_columns_are_described(database):
    for table in KEPT:
        columns = {row["name"] for row in database.execute(f"PRAGMA table_info('{table.name}')")} - {"row"}
        told = {row["name"] for row in database.execute('SELECT * FROM about_columns WHERE "table" = ?', (table.name,))}
        assert told == columns
    about = dict(database.execute("SELECT key, value FROM about").fetchall())
    assert about | {"licence": "CC-BY-SA-4.0", "revision": "abc123", "as_of": "2026-06-01", "forced": "false"} == about


def test_no_field_of_the_schemas_is_lost(tmp_path):
    """The records refer to what is not there, so no reference may be promised."""
    export(sentinel.directory(), ["sqlite"], tmp_path / "out")
    with sqlite3.connect(tmp_path / "out" / "directory.sqlite") as database:
        found = [value for table in KEPT for row in database.execute(f'SELECT * FROM "{table.name}"') for value in row]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert sentinel.missing(found) == []


def test_a_selection_keeps_its_promises(published, tmp_path):
    export(filtered(published, Filter(countries=("JP",))), ["sqlite"], tmp_path / "out")
    with sqlite3.connect(tmp_path / "out" / "directory.sqlite") as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_it_opens_in_datasette_without_set_up(published, tmp_path):
    datasette = pytest.importorskip("datasette.app")
    out = tmp_path / "out"
    export(published, ["sqlite"], out)

    async def ask():
        server = datasette.Datasette(config_dir=out, files=[])
        await server.invoke_startup()
        pages = {}
        for path in ("/directory/cities.json?_shape=array", "/directory/names.json?_search=minatogawa&_shape=array",
                     "/directory/find.json?q=湊&_shape=array", "/directory/country_pairs.json?_shape=array"):  # fmt: skip
            answer = await server.client.get(path)
            assert answer.status_code == 200, (path, answer.text)
            pages[path.split("?")[0]] = answer.json()
        front = await server.client.get("/directory/cities")
        assert front.status_code == 200
        assert "Name: English, or the first by language" in front.text
        return pages

    pages = asyncio.run(ask())
    assert len(pages["/directory/cities.json"]) == len(published.cities)
    assert [row["id"] for row in pages["/directory/find.json"]] == ["jp-minatogawa"]
    assert {row["city"] for row in pages["/directory/names.json"]} >= {"jp-minatogawa"}


def test_the_same_bytes_again(published, tmp_path):
    for name in ("one", "other"):
        export(published, ["sqlite"], tmp_path / name)
    assert (tmp_path / "one/directory.sqlite").read_bytes() == (tmp_path / "other/directory.sqlite").read_bytes()
    assert (tmp_path / "one/metadata.json").read_bytes() == (tmp_path / "other/metadata.json").read_bytes()


def test_a_full_disk_leaves_the_old_export(published, tmp_path, monkeypatch):
    export(published, ["sqlite"], tmp_path / "out")
    before = (tmp_path / "out" / "directory.sqlite").read_bytes()

    def full(*_arguments, **_options):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(sqlite3, "connect", full)
    with pytest.raises(OSError, match="full") as caught:
        export(dataclasses.replace(published, revision="other"), ["sqlite"], tmp_path / "out")
    assert caught.value.errno == 28
    assert (tmp_path / "out" / "directory.sqlite").read_bytes() == before

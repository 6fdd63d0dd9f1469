"""What each verb answers: in text, JSON and CSV, from the records and from an SQLite export."""

import contextlib
import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest
import query_world

from screcords.directory.gaps import LACKS

DAY = "2026-06-01"
FEATURES = Path(__file__).parents[1] / "golden" / "features"
QUERIES = {
    "show": ("de-munchau",),
    "find": (),
    "path": ("us-me-portmere", "pl-lodzko"),
    "cousins": ("de-munchau",),
    "compare": ("de-munchau", "ru-moskvino"),
    "anniversaries": (),
    "seeking": (),
    "stale": (),
    "gaps": (),
}


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    from screcords.cli import main

    root = tmp_path_factory.mktemp("queries") / "repo"
    tree = query_world.tree()
    tree = {path: text for path, text in tree.items() if "ie-evil" not in path}
    for path, text in tree.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    target = root.parent / "out"
    assert main.run(["export", "sqlite", "--force", "--root", str(root), "--as-of", DAY, "--to", str(target)]) == 0
    return root, target / "directory.sqlite"


@pytest.fixture
def ask(places, screcords):
    """Asks the records and the export, and returns what both answer."""

    def run(verb, *words):
        one, other = (
            screcords(verb, *words, *where) for where in (("--root", places[0], "--as-of", DAY), ("--db", places[1]))
        )
        assert one == other
        return one

    return run


@pytest.fixture
def rows(ask):
    """The rows of an answer, the same in JSON and CSV."""

    def run(verb, *words):
        done = ask(verb, *words, "--json")
        assert (done.code, done.err) == (0, "")
        document = json.loads(done.out)
        assert document["format"] == 1
        assert document["query"]["verb"] == verb
        assert document["as_of"] == DAY
        table = list(csv.reader(io.StringIO(ask(verb, *words, "--csv").out)))
        assert len(table) - 1 == len(document["rows"])
        for row in document["rows"]:
            assert list(row) == table[0]
        return document["rows"]

    return run


def column(found, name):
    return [row[name] for row in found]


@pytest.mark.parametrize("verb", QUERIES)
def test_all_forms_and_both_sources_agree(ask, verb):
    for form in ((), ("--json",), ("--csv",)):
        done = ask(verb, *QUERIES[verb], *form)
        assert (done.code, done.err) == (0, "")
        assert done.out


@pytest.mark.parametrize("verb", QUERIES)
def test_help_has_an_example_that_works(ask, screcords, verb):
    text = screcords(verb, "--help").out
    assert f"Example: screcords {verb}" in text


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), len(query_world.PAIRS)),
        (("japan",), 3),
        (("JAPAN", "sport"), 1),
        (("munch",), 3),
        (("münch", "port"), 1),
        (("мюнхау",), 3),
        (("苏州",), 2),
        (("oregon",), 4),
        (("sister", "oregon"), 3),
        (("culture",), 1),
        (("sainte marine",), 2),
        (("marine sainte",), 0),
        (("de-munchau--jp-hirono",), 1),
        (("--country", "Germany"), 3),
        (("--country", "JP", "--country", "pl"), 4),
        (("--kind", "partner"), 1),
        (("--status", "terminated"), 1),
        (("--status", "terminated", "--in-force"), 0),
        (("--field", "youth"), 1),
        (("--field", "youth", "--field", "sport"), 2),
        (("--in-force",), 9),
        (("--near", "de-munchau", "--within", "1"), 3),
        (("--near", "48.0,11.0", "--within", "100"), 3),
        (("--near", "48.0,11.0", "--within", "1"), 0),
        (("nothing-of-the-kind",), 0),
        (("",), 0),
    ],
)  # fmt: skip
def test_find(rows, arguments, expected):
    assert len(rows("find", *arguments)) == expected


def test_find_near_has_the_nearest_first(rows):
    found = rows("find", "--near", "Munchow", "--within", "20000")
    distances = column(found, "distance_km")
    assert distances == sorted(distances)
    assert distances[0] == 0.0


def test_find_says_how_many_there_are(ask):
    assert json.loads(ask("find", "--limit", "2", "--json").out)["total"] == len(query_world.PAIRS)
    assert ask("find", "--limit", "2").out.endswith("\n10 partnerships, 2 of them shown (--limit 0 shows all)\n")
    assert ask("find", "nothing").out == "no partnership found\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--country", "Atlantis"), 'there is no country "Atlantis"'),
        (("--within", "5"), "give --near too"),
        (("--near", "91,0"), "latitudes go to 90"),
        (("--near", "Xyzzyplugh"), "no city is called"),
        (("--near", "es-toledal"), "has no coordinates"),
        (("--json", "--csv"), "give one of them"),
    ],
)
def test_find_wrongly(ask, arguments, said):
    done = ask("find", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


@pytest.mark.parametrize("source", [0, 1])
def test_a_day_that_is_none(places, screcords, source):
    done = screcords("find", ("--root", "--db")[source], places[source], "--as-of", "May")
    assert (done.code, done.out) == (2, "")
    assert "is no day" in done.err


def test_path(rows, ask):
    found = rows("path", "cn-suchow", "jp-hirono")
    assert [(row["chain"], row["step"], row["city"]) for row in found] == [
        (1, 0, "cn-suchow"), (1, 1, "ru-moskvino"), (1, 2, "jp-hirono"),
        (2, 0, "cn-suchow"), (2, 1, "us-or-portmere"), (2, 2, "jp-hirono"),
    ]  # fmt: skip
    assert found[1]["partnership"] == "cn-suchow--ru-moskvino"
    text = ask("path", "cn-suchow", "jp-hirono", "--limit", "1").out
    assert text.endswith("  Suchow, China – Moskvino, Russia – Hirono, Japan\n  and 1 more (--limit 0 shows all)\n")


def test_path_in_force_only(ask):
    assert json.loads(ask("path", "pl-lodzko", "de-munchau", "--json").out)["steps"] == 2
    done = ask("path", "pl-lodzko", "de-munchau", "--in-force")
    assert (done.code, done.out) == (0, "no chain of partnerships leads from Łódźko, Poland to Munchow, Germany\n")


def test_path_to_itself(ask):
    assert ask("path", "pl-lodzko", "Łódźko").out == "Łódźko, Poland is the same city\n"


def test_compare_with_itself(ask):
    assert ask("compare", "pl-lodzko", "Łódźko").out == "Łódźko, Poland is the same city\n"


def test_cousins(rows):
    found = rows("cousins", "de-munchau")
    assert [(row["city"], row["shared"], row["via"]) for row in found] == [
        ("ru-moskvino", 2, ["jp-hirono", "us-or-portmere"]),
        ("cn-suchow", 1, ["us-or-portmere"]),
        ("pl-lodzko", 1, ["fr-sainte-marine"]),
    ]
    assert column(rows("cousins", "de-munchau", "--in-force"), "city") == ["ru-moskvino", "cn-suchow"]
    assert rows("cousins", "il-tel-nof") == []


def test_compare(rows, ask):
    found = rows("compare", "de-munchau", "ru-moskvino")
    assert [(row["partner"], row["of"]) for row in found] == [
        ("jp-hirono", "both"), ("us-or-portmere", "both"), ("cn-suchow", "b"), ("fr-sainte-marine", "a"),
    ]  # fmt: skip
    assert ask("compare", "jp-hirono", "us-or-portmere").out.startswith(
        "Hirono, Japan and Portmere, Oregon, United States are partners"
    )


def test_anniversaries(rows):
    assert [(row["date"], row["years"], row["approximate"]) for row in rows("anniversaries", "--year", "2027")] == [
        ("2027-02", 35, False), ("2027-05-23", 50, False), ("2027-06-01", 96, False), ("2027-12-31", 26, True), ("2027", 39, False),
    ]  # fmt: skip
    assert column(rows("anniversaries", "--year", "2027", "--round"), "years") == [35, 50]
    assert column(rows("anniversaries", "--year", "2027", "--month", "5"), "partnership") == [
        "de-munchau--us-or-portmere"
    ]
    assert column(rows("anniversaries", "--country", "Spain"), "date") == ["2026-06-01"]
    assert rows("anniversaries", "--year", "1900") == []


def test_stale(rows):
    assert column(rows("stale"), "verified") == [None] * 10
    assert rows("stale", "--country", "il") == []
    found = rows("stale", "--country", "Germany")
    assert [(row["id"], row["last_sign"]) for row in found] == [
        ("de-munchau--jp-hirono", "1988"), ("de-munchau--us-or-portmere", "1977-05-23"),
    ]  # fmt: skip
    assert found[0]["file"] == "records/partnerships/de/m/de-munchau--jp-hirono.toml"


@pytest.mark.parametrize(("years", "expected"), [(0, ["2026-02-01", "2026-03"]), (3, [])])
def test_stale_counts_years(screcords, years, expected):
    done = screcords("stale", "--root", FEATURES, "--as-of", DAY, "--years", str(years), "--json")
    assert [row["verified"] for row in json.loads(done.out)["rows"] if row["verified"]] == expected


def test_seeking(rows, ask, places, screcords):
    (found,) = rows("seeking")
    assert (found["city_name"], found["until"], found["contact"]) == ("Portmere", "2027-12", "info@friends.example")
    assert "in France, Western Africa; culture" in ask("seeking").out
    assert rows("seeking", "--country", "Japan") == []
    late = ("--root", places[0], "--as-of", "2028-01-01", "--json")
    assert json.loads(screcords("seeking", *late).out)["rows"] == []
    assert json.loads(screcords("seeking", "--past", *late).out)["rows"][0]["over"] is True


def test_gaps(rows, ask):
    found = rows("gaps")
    points = column(found, "points")
    assert points == sorted(points, reverse=True)
    own = rows("gaps", found[0]["city"])
    assert sum(column(own, "points")) == points[0]
    for row in own:
        assert row["points"] == sum(LACKS[name].points for name in row["lacks"])
        assert row["file"].endswith(f"{row['id']}.toml")
    assert {row["country"] for row in rows("gaps", "--country", "US")} == {"US"}
    assert ask("gaps", "de-munchau", "--country", "US").code == 2


def test_the_page_has_all_lacks_with_their_points():
    page = (Path(__file__).parents[2] / "docs" / "queries.md").read_text(encoding="utf-8")
    for lack in LACKS.values():
        assert f"| `{lack.name}` | {lack.points} | {lack.missing} |" in page


def test_broken_files_are_left_out_and_said(world, screcords):
    world.write("records/cities/de/m/de-mainz.toml", 'schema = 1\nid = "de-mainz"\n')
    world.write("records/partnerships/de/m/de-mainz--jp-minatogawa.toml", "broken =")
    done = screcords("show", "Minatogawa", "--root", world.root, "--as-of", DAY)
    assert done.code == 0
    assert done.out.startswith("Minatogawa, ")
    assert done.err == "screcords: 2 broken files left out of the answer; `screcords lint` shows them\n"


def test_partnerships_without_a_city_are_left_out_and_said(world, screcords):
    (world.root / "records/cities/us/o/us-or-harborview.toml").unlink()
    done = screcords("find", "--root", world.root, "--as-of", DAY, "--json")
    assert json.loads(done.out)["rows"] == []
    assert done.err == "screcords: 1 partnership left out whose city is missing\n"


def test_no_records_and_no_export(screcords, tmp_path):
    assert screcords("find", "--root", tmp_path).code == 2
    (tmp_path / "x.sqlite").write_text("no database")
    for path in ("x.sqlite", "missing.sqlite"):
        done = screcords("find", "--db", tmp_path / path)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith(f"screcords: {tmp_path / path}: ")
    assert screcords("find", "--db", tmp_path / "x.sqlite", "--root", tmp_path).code == 2


def test_an_export_that_is_damaged(places, screcords, tmp_path):
    data = places[1].read_bytes()
    path = tmp_path / "x.sqlite"
    path.write_bytes(data[: len(data) // 2])
    for verb, words in QUERIES.items():
        done = screcords(verb, *words, "--db", path)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith(f"screcords: {path}: ")


def test_another_database(screcords, tmp_path):
    path = tmp_path / "x.sqlite"
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 1")
        database.execute("CREATE TABLE about (key, value)")
    done = screcords("find", "--db", path)
    assert (done.code, done.err) == (2, f"screcords: {path}: its table about does not say 'as_of'\n")


def test_an_empty_repository(screcords, tmp_path):
    (tmp_path / "records").mkdir()
    for verb, words in QUERIES.items():
        done = screcords(verb, *words, "--root", tmp_path, "--as-of", DAY)
        assert done.code == (2 if words else 0), done
        assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("city", ["Harborview"]),
        ("partnership", ["Minatogawa", "Harborview"]),
        ("organisation", ["us-or-harborview-sister-cities"]),
        ("association", ["us-sister-states"]),
        ("ended", ["de-altental"]),
    ],
)
def test_cards(screcords, golden, name, words):
    done = screcords("show", *words, "--root", FEATURES, "--as-of", DAY)
    assert (done.code, done.err) == (0, "")
    golden(f"cards/{name}.txt", done.out)


def test_wide_names_are_aligned(screcords, places):
    from screcords.publish.aligned import aligned
    from screcords.text.safe import width

    lines = list(aligned([("東京", "x"), ("Rome", "y"), ("Ngườ", "z"), ("a" * 80, "w")]))
    assert len({width(line[: line.rindex(" ")]) for line in lines[:3]}) == 1
    assert lines[3].startswith("a" * 59 + "…")


def test_queries_import_nothing_heavy(process, places):
    code = (
        "import sys\nfrom screcords.cli.main import run\n"
        f"run(['path', 'cn-suchow', 'jp-hirono', '--db', {str(places[1])!r}])\n"
        "print(sorted({'networkx', 'jsonschema', 'jsonschema_rs', 'rtoml', 'pyarrow'} & set(sys.modules)))"
    )
    assert process(code=code).stdout.decode().splitlines()[-1] == "[]"


def test_answers_do_not_depend_on_the_hash_seed(process, places):
    for verb in ("find", "path", "cousins", "gaps"):
        words = QUERIES[verb]
        found = {
            process(verb, *words, "--json", "--root", places[0], "--as-of", DAY, env={"PYTHONHASHSEED": seed}).stdout
            for seed in ("1", "2")
        }
        assert len(found) == 1, verb

"""`screcords stats`: text, JSON, CSV, plots, lists of pairs; and one message for what cannot be done."""

import csv
import io
import json
from pathlib import Path

import pytest

from screcords.cli.stats import QUIET
from screcords.directory.series import Series, Statistics
from screcords.directory.statistics import NAMES, NETWORK
from screcords.publish.bars import Page, bar, render, text

DAY = ("--as-of", "2026-06-01")


@pytest.fixture
def stats(screcords, features):
    def run(*arguments):
        return screcords("stats", "--root", features.root, *DAY, *arguments)

    return run


@pytest.fixture
def ring(tmp_path):
    path = tmp_path / "ring.txt"
    path.write_text("a b\nb c\nc d\nd a\n", encoding="utf-8")
    return path


def test_text(stats, golden):
    done = stats()
    assert (done.code, done.err) == (0, "")
    golden("stats/stats.txt", done.out)
    assert max(map(len, done.out.splitlines())) <= 100


def test_one_table(stats):
    done = stats("--table", "kind", "--table", "status")
    titles = [line for line in done.out.splitlines() if line and not line.startswith(" ")]
    assert titles == ["By kind", "By status"]
    assert "By year" not in stats().out
    assert all(stats("--table", name).out for name in QUIET)


def test_json(stats):
    done = stats("--json")
    document = json.loads(done.out)
    assert list(document["tables"]) == list(NAMES)
    assert document["as_of"] == "2026-06-01"
    assert document["tables"]["summary"]["rows"][0]["partnerships"] == 14
    assert "NaN" not in done.out


def test_csv(stats):
    whole = list(csv.DictReader(io.StringIO(stats("--csv").out, newline=""), strict=True))
    assert {row["table"] for row in whole} == set(NAMES)
    assert {"table": "summary", "row": "all", "column": "partnerships", "value": "14"} in whole
    one = list(csv.DictReader(io.StringIO(stats("--csv", "--table", "summary").out, newline=""), strict=True))
    assert one[0] == {"counted": "all", "members": "12", "partnerships": "14", "countries": "9"}


def test_filters(stats):
    document = json.loads(stats("--json", "--country", "germany", "--in-force", "--kind", "sister").out)
    assert document["filters"]["country"] == ["DE"]
    assert document["filters"]["in_force"] is True
    assert {row["kind"] for row in document["tables"]["kind"]["rows"]} <= {"sister"}


def test_broken_records_are_left_out_and_said(stats, features):
    features.write("records/cities/th/b/th-ban-fa.toml", "schema = [\n")
    done = stats("--table", "summary")
    assert done.code == 0
    assert "1 broken file left out" in done.err
    assert "for a city is missing" in done.err
    assert "Members, partnerships, countries" in done.out


@pytest.mark.parametrize(
    "environment", [{"PYTHONHASHSEED": "7"}, {"PYTHONHASHSEED": "8", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}]
)
def test_the_same_bytes_from_anywhere(process, features, stats, environment):
    done = process("stats", "--json", *DAY, cwd=features.root, env=environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == stats("--json").out


def test_an_output_that_knows_no_blocks(process, features):
    done = process("stats", "--table", "kind", cwd=features.root, env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert b"####" in done.stdout
    assert b"\\u2588" not in done.stdout


# Lists of pairs


def test_edges(screcords, ring):
    done = screcords("stats", "--edges", ring, "--json")
    assert (done.code, done.err) == (0, "")
    document = json.loads(done.out)
    assert list(document["tables"]) == list(NETWORK)
    told = {row["measure"]: row["value"] for row in document["tables"]["network"]["rows"]}
    assert (told["nodes"], told["edges"], told["diameter"], told["degree-assortativity"]) == (4, 4, 2, None)
    assert document["edges_of"] == "ring.txt"


def test_edges_say_what_was_left_out(screcords, ring):
    ring.write_text("source target\na b\nb a\na a\n", encoding="utf-8")
    done = screcords("stats", "--edges", ring)
    assert done.code == 0
    assert done.err.splitlines() == [
        "screcords: 1 self loop left out",
        "screcords: 1 repeated edge left out",
        "screcords: the first line was taken for names of columns",
    ]


@pytest.mark.parametrize("name", ["edges.tsv", "edges.csv"])
def test_an_exported_edge_list_gives_the_same_measures(screcords, stats, features, tmp_path, name):
    assert screcords("export", "edges", "--to", tmp_path / "out", "--root", features.root).code == 0
    again = json.loads(screcords("stats", "--edges", tmp_path / "out" / name, "--json", "--table", "network").out)
    assert again["tables"]["network"] == json.loads(stats("--json", "--table", "network").out)["tables"]["network"]


def refused(done):
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("screcords: ")
    assert done.err.count("\n") == 1
    return done.err


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "No such file"), (b"", "there is no edge"), (b"# nothing\n", "there is no edge"), (b"\0\1\2", "binary"),
        (b"a" * 100_000, "longer than"), (b"\xff\xfe b\n", "not UTF-8"), (b"one\n", "one id where two are needed"),
    ],
)  # fmt: skip
def test_hostile_lists(screcords, tmp_path, content, why):
    path = tmp_path / "given"
    if content is not None:
        path.write_bytes(content)
    assert why in refused(screcords("stats", "--edges", path))


def test_a_folder_or_a_device_is_no_list(screcords, tmp_path):
    assert "cannot read" in refused(screcords("stats", "--edges", tmp_path))
    if Path("/dev/zero").exists():
        assert "binary" in refused(screcords("stats", "--edges", "/dev/zero"))


# What cannot be done


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--table", "knd"], 'there is no table "knd" (did you mean "kind"?); there are '),
        (["--country", "Atlantis"], 'there is no country "Atlantis"'),
        (["--kind", "brother"], 'there is no kind "brother"'),
        (["--json", "--csv"], "give one of them"),
        (["--json", "--plot", "x"], "give one of them"),
        (["--as-of", "yesterday"], "is no day"),
    ],
)  # fmt: skip
def test_mistakes(stats, arguments, why):
    assert why in refused(stats(*arguments))


def test_mistakes_with_edges(screcords, ring):
    assert "filters and --root choose records" in refused(screcords("stats", "--edges", ring, "--country", "DE"))
    assert "there is no table" in refused(screcords("stats", "--edges", ring, "--table", "kind"))


def test_no_repository(screcords, tmp_path):
    assert "there is no folder records/" in refused(screcords("stats", "--root", tmp_path))


# Bars


def test_bars():
    assert bar(1, 4) == "████"
    assert bar(0.5, 4) == "██"
    assert bar(1 / 64, 8) == "▏"
    assert bar(0, 8) == ""
    assert (bar(0.5, 4, blocks=False), bar(0.01, 4, blocks=False), bar(0, 4, blocks=False)) == ("##", "#", "")


def test_values():
    assert [text(value) for value in (None, 1234567, 0.123456, 3.3185, 2875.8, "a\x1b[31m\u202e")] == [
        "–", "1,234,567", "0.1235", "3.32", "2,875.8", "a\\u001b[31m\\u202e",
    ]  # fmt: skip


def test_lists_are_cut_and_said():
    series = Series("x", "Title", ("key", "count"), tuple((f"k{n}", n) for n in range(30, 0, -1)), note="A note.")
    lines = render(Statistics({}, (series,)), Page(60, 3)).splitlines()
    assert lines[0] == "Title"
    assert len([line for line in lines if line.startswith("  k")]) == 4
    assert lines[-2:] == ["  … and 27 more: --top shows more of them, --json and --csv all", "  (A note.)"]

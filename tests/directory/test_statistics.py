"""Statistics of the directory: counted again by hand from the records."""

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from screcords.directory.licence import LICENCES
from screcords.directory.model import Filter, directory, filtered
from screcords.directory.spread import STEPS, quantile
from screcords.directory.statistics import COUNTED, NAMES, NETWORK, statistics
from screcords.publish.exporter import export
from screcords.repository.load import load


@pytest.fixture
def whole(features):
    return directory(load(features.root))


@pytest.fixture
def found(whole):
    return statistics(whole)


def rows(found, name):
    return found.get(name).records()


def test_all_tables_in_their_order(found):
    assert tuple(series.name for series in found.series) == NAMES
    for series in found.series:
        assert all(len(row) == len(series.columns) for row in series.rows), series.name
        assert len(set(series.columns)) == len(series.columns)
        keys = [row[: series.keys] for row in series.rows]
        assert len(keys) == len(set(keys)), series.name
        assert series.title
        assert not series.title.endswith(".")


def test_the_triple(found, whole):
    told = {row["counted"]: (row["members"], row["partnerships"], row["countries"]) for row in rows(found, "summary")}
    records = whole.partnerships.values()
    assert told["all"][1] == len(whole.partnerships)
    assert told["in force"][1] == sum(
        record.status in {"active", "unknown", "dormant", "suspended"} for record in records
    )
    assert told["in force"][1] == told["in force, presumed"][1] + told["in force, confirmed"][1]
    assert told["all"][1] == told["in force"][1] + told["ended"][1] + told["proposed"][1]
    members = {city for record in records for city in record.cities}
    assert told["all"][0] == len(members)
    assert told["all"][2] == len({whole.cities[city].country for city in members})


def test_shares_add_up(found, whole):
    total = len(whole.partnerships)
    for name in ("kind", "status", "decade"):
        assert sum(row["partnerships"] for row in rows(found, name)) == total
    assert sum(row["starts"] for row in rows(found, "year")) == total
    assert sum(row["partnerships"] for row in rows(found, "country-pairs")) == total
    nations = rows(found, "country")
    assert sum(row["partnerships"] for row in nations) == 2 * total - sum(row["within"] for row in nations)
    assert sum(row["members"] for row in nations) == rows(found, "summary")[0]["members"]
    assert sum(row["members"] for row in rows(found, "population")) == rows(found, "summary")[0]["members"]
    assert sum(row["cities"] for row in rows(found, "degrees")) == rows(found, "summary")[0]["members"]
    assert sum(row["degree"] * row["cities"] for row in rows(found, "degrees")) == 2 * total


def test_states_are_those_of_the_united_states(found, whole):
    states = rows(found, "us-state")
    assert {row["state"][:3] for row in states} <= {"US-", "not"}
    american = {key for key in whole.ties if whole.cities[key].country == "US"}
    assert sum(row["members"] for row in states) == len(american)


def test_ends_are_ends(found, whole):
    ended = Counter(
        record.until.year if record.until else None
        for record in whole.partnerships.values()
        if record.status in {"expired", "terminated", "historic"}
    )
    assert ended
    assert {row["year"]: row["ends"] for row in rows(found, "year") if row["ends"]} == dict(ended)


def test_fields_and_origins(found, whole):
    for name, key in (("field", "fields"), ("origin", "origins")):
        expected = Counter(
            term for record in whole.partnerships.values() for term in getattr(record, key) or ("not said",)
        )
        assert {row[name]: row["partnerships"] for row in rows(found, name)} == dict(expected)


def test_lengths(found):
    told = rows(found, "lengths")
    assert [row["from_km"] for row in told] == list(STEPS[:-1])
    assert {row["quantile"] for row in rows(found, "length-quantiles")} >= {"minimum", "median", "maximum", "mean"}
    assert quantile([1.0, 2.0, 4.0, 8.0], 0.5) == 3.0
    assert quantile([7.0], 0.9) == 7.0


def test_filters(whole):
    wanted = Filter(countries=frozenset({"DE"}), kinds=frozenset({"sister"}), in_force=True)
    chosen = filtered(whole, wanted)
    found = statistics(chosen, ("summary", "kind", "country-pairs"), wanted)
    assert [series.name for series in found.series] == ["summary", "kind", "country-pairs"]
    assert [row["kind"] for row in rows(found, "kind")] == ["sister"]
    assert all("DE" in {row["country_a"], row["country_b"]} for row in rows(found, "country-pairs"))
    assert found.about["filters"] == {
        "country": ["DE"], "city": [], "kind": ["sister"], "status": [], "in_force": True, "since": None,
    }  # fmt: skip


def test_counting_does_not_measure(whole, process, features):
    code = (
        "import sys; from pathlib import Path; from screcords.repository.load import load;"
        "from screcords.directory.model import directory; from screcords.directory.statistics import *;"
        "statistics(directory(load(Path('.'))), tuple(COUNTED)); print('networkx' in sys.modules)"
    )
    assert process(cwd=features.root, code=code).stdout.strip() == b"False"
    assert set(COUNTED) | set(NETWORK) == set(NAMES)


def test_nothing_to_count(folder):
    (folder.root / "records").mkdir()
    found = statistics(directory(load(folder.root)))
    assert rows(found, "summary")[0] == {"counted": "all", "members": 0, "partnerships": 0, "countries": 0}
    assert rows(found, "network")[0]["value"] == 0
    assert all(series.rows == () for series in found.series if series.name not in {"summary", "network", "lengths"})


def test_the_export(whole, found, tmp_path):
    files = {path.name for path in export(whole, ["statistics"], tmp_path / "out")}
    assert files == {"stats.json", "ATTRIBUTION.txt", "SHA256SUMS"} | {f"stats-{name}.csv" for name in NAMES}
    document = json.loads((tmp_path / "out/stats.json").read_bytes())
    assert document["format"] == 1
    assert document["licence"] in LICENCES
    assert list(document["tables"]) == list(NAMES)
    for series in found.series:
        assert document["tables"][series.name]["rows"] == series.records()
        with (tmp_path / f"out/stats-{series.name}.csv").open(encoding="utf-8", newline="") as file:
            head, *lines = csv.reader(file, strict=True)
        assert tuple(head) == series.columns
        undone = [[value.removeprefix("'") for value in line] for line in lines]
        assert undone == [["" if value is None else str(value) for value in row] for row in series.rows]


def test_every_table_and_measure_is_on_the_page(found):
    page = (Path(__file__).parents[2] / "docs/statistics.md").read_text(encoding="utf-8")
    measures = {row["measure"] for name in ("network", "central") for row in rows(found, name)}
    assert [name for name in (*NAMES, *sorted(measures)) if f"`{name}`" not in page] == []

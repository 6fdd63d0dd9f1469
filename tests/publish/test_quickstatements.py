"""Statements for Wikidata: every line is of the format's grammar, and says what Wikidata lacks and nothing else."""

import re
from dataclasses import replace
from pathlib import Path

import hostile
import msgspec
import pytest

from screcords.directory.model import directory
from screcords.model.dates import Date
from screcords.model.record import Source
from screcords.publish.exporter import export, find
from screcords.publish.formats.quickstatements import statements, time
from screcords.repository.load import load

FEATURES = Path(__file__).parents[1] / "golden" / "features"
PAIR, ONE, OTHER = "jp-minatogawa--us-or-harborview", "jp-minatogawa", "us-or-harborview"
Q1, Q2 = "Q990000002", "Q990000001"

TIME = r"\+\d{4}-\d{2}-\d{2}T00:00:00Z/(?:9|10|11)"
REFERENCE = rf'S854\t"https?://[^"\t\n|]+"(?:\tS813\t{TIME})?'
LINE = re.compile(
    rf"Q[1-9]\d*\tP190\tQ[1-9]\d*(?:\tP580\t{TIME})?(?:\tP582\t{TIME})?\t(?:S3452\tQ[1-9]\d*|{REFERENCE}(?:\t!{REFERENCE})*)\n",
    re.ASCII,
)
"""Version 1 of the format: item, property, value, qualifiers (P), sources (S, of which ! begins a further one)."""


def page(party, number=1, **more):
    more = {"type": "official-site", "url": f"https://www.example.org/{number}"} | more
    return Source(id=f"s{number}", party=party, **more)


def item(party, number=9):
    return Source(id=f"s{number}", type="wikidata", url="https://www.wikidata.org/wiki/Q1", party=party)


@pytest.fixture(scope="module")
def found():
    return directory(load(FEATURES))


@pytest.fixture
def lines(found):
    def run(*sources, **more):
        more = {"status": "active", "kind": "sister", "since": None, "history": ()} | more
        record = msgspec.structs.replace(found.partnerships[PAIR], sources=sources, **more)
        return ["\t".join(parts) for parts in statements(found, record)]

    return run


def test_golden(features, screcords, tmp_path, golden):
    assert (
        screcords(
            "export", "quickstatements", "--to", tmp_path / "out", "--root", features.root, "--as-of", "2026-06-01"
        ).code
        == 0
    )
    data = (tmp_path / "out" / "quickstatements.txt").read_bytes()
    golden("export-other/quickstatements.txt", data)
    assert all(LINE.fullmatch(line) for line in data.decode().splitlines(keepends=True))
    assert data


@pytest.fixture(scope="module")
def real():
    return directory(load(Path(__file__).parents[2]))


def test_every_line_of_the_real_records_is_of_the_grammar(real, tmp_path):
    export(real, ["quickstatements"], tmp_path / "out")
    text = (tmp_path / "out" / "quickstatements.txt").read_text(encoding="utf-8")
    found = text.splitlines(keepends=True)
    assert [line for line in found if not LINE.fullmatch(line)] == []
    assert len({tuple(line.split("\t")[:3]) for line in found}) == len(found) > 500


# Which sides


def test_a_page_is_a_reference_for_both_sides(lines):
    assert lines(page(None, accessed=Date.parse("2026-02-01"))) == [
        f'{one}\tP190\t{other}\tS854\t"https://www.example.org/1"\tS813\t+2026-02-01T00:00:00Z/11'
        for one, other in ((Q1, Q2), (Q2, Q1))
    ]


def test_each_side_has_its_own_pages(lines):
    one, other = lines(page(ONE, 1), page(OTHER, 2), page(None, 3))
    assert one.endswith('S854\t"https://www.example.org/1"\t!S854\t"https://www.example.org/3"')
    assert other.endswith('S854\t"https://www.example.org/2"\t!S854\t"https://www.example.org/3"')


def test_the_missing_inverse(lines):
    """One side's item states it, the other's does not; where no page says so, the statement is inferred."""
    assert lines(item(ONE)) == [f"{Q2}\tP190\t{Q1}\tS3452\t{Q1}"]
    assert lines(item(OTHER)) == [f"{Q1}\tP190\t{Q2}\tS3452\t{Q2}"]
    assert lines(item(ONE), since=Date.parse("1988-05")) == [
        f"{Q2}\tP190\t{Q1}\tP580\t+1988-05-00T00:00:00Z/10\tS3452\t{Q1}"
    ]


def test_nothing_where_wikidata_has_it(lines):
    assert lines(item(ONE), item(OTHER, 8)) == []
    assert lines(item(None)) == []
    assert lines(item(ONE), item(OTHER, 8), since=Date.parse("1988")) == []


def test_a_page_is_a_reference_for_what_wikidata_has(lines):
    assert len(lines(item(ONE), item(OTHER, 8), page(None))) == 2


def test_lists_of_wikipedia_are_no_reference(lines):
    wikipedia = page(ONE, 2, type="wikipedia")
    assert lines(wikipedia) == []
    assert lines(item(ONE), wikipedia) == [f"{Q2}\tP190\t{Q1}\tS3452\t{Q1}"]


@pytest.mark.parametrize("kind", ["project", "contact", "historical-tie"])
def test_only_formal_ones(lines, kind):
    assert lines(page(None), kind=kind) == []
    assert len(lines(page(None), kind="friendship")) == 2


def test_both_cities_need_an_item(found):
    record = msgspec.structs.replace(found.partnerships[PAIR], sources=(page(None),), status="active")
    for wikidata in (None, Q2):
        city = msgspec.structs.replace(found.cities[ONE], wikidata=wikidata)
        assert list(statements(replace(found, cities={**found.cities, ONE: city}), record)) == []


# Dates


def test_beginning_and_end(lines):
    known = {"since": Date.parse("1988-05-20"), "until": Date.parse("2022")}
    (line, _) = lines(page(None), status="terminated", **known)
    assert line.split("\t")[3:7] == ["P580", "+1988-05-20T00:00:00Z/11", "P582", "+2022-00-00T00:00:00Z/9"]
    assert "P582" not in lines(page(None), **known)[0]  # in force: `until` would be a mistake


@pytest.mark.parametrize("status", ["terminated", "expired", "historic"])
def test_an_end_that_is_not_known(lines, status):
    """As it stands, the statement would be taken for one in force."""
    assert lines(page(None), status=status, until=None) == []


@pytest.mark.parametrize("status", ["proposed", "superseded"])
def test_others_are_not_given_back(lines, status):
    assert lines(page(None), status=status, until=Date.parse("2000")) == []


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("1988-05-20", "+1988-05-20T00:00:00Z/11"), ("1988-05", "+1988-05-00T00:00:00Z/10"), ("1988", "+1988-00-00T00:00:00Z/9"), ("1988~", None),
        ("1988-05-20?", None), ("0836", None), ("1582-12-31", None), ("1583", "+1583-00-00T00:00:00Z/9"),
    ],
)  # fmt: skip
def test_precision(date, said):
    assert time(Date.parse(date)) == said


def test_an_uncertain_end_is_no_end(lines):
    assert lines(page(None), status="terminated", until=Date.parse("2000~")) == []


def test_hostile_addresses(tmp_path):
    export(hostile.directory(), ["quickstatements"], tmp_path / "out")
    text = (tmp_path / "out" / "quickstatements.txt").read_text(encoding="utf-8")
    assert len(text.splitlines()) == 2
    assert all(LINE.fullmatch(line) for line in text.splitlines(keepends=True))


def test_an_empty_repository(tmp_path):
    (tmp_path / "records").mkdir()
    export(directory(load(tmp_path)), ["quickstatements"], tmp_path / "out")
    assert (tmp_path / "out" / "quickstatements.txt").read_bytes() == b""


def test_it_says_what_it_leaves_out():
    assert find("quickstatements").leaves_out

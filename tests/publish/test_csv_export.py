"""CSV: reads back equal, whatever the texts are, and no cell is a formula."""

import csv
import dataclasses
import io

import pytest
import sentinel
from hypothesis import given
from hypothesis import strategies as st

from screcords.directory.model import directory
from screcords.directory.tables import TABLES
from screcords.model.dates import Date
from screcords.publish.exporter import export
from screcords.publish.formats.csv import cell
from screcords.repository.load import load

RISKY = "=+-@\t\r\n"


def undone(text):
    """What stood in the records, as the format's description says to get it back."""
    return text.removeprefix("'") if text.startswith("'") else text


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, strict=True))


@pytest.fixture
def exported(features, screcords, tmp_path):
    screcords("export", "csv", "--to", tmp_path / "out", "--root", features.root, "--as-of", "2026-06-01")
    return tmp_path / "out"


def plain(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def test_tables_read_back_equal(features, exported):
    published = dataclasses.replace(directory(load(features.root)), today=Date.parse("2026-06-01"))
    for table in TABLES:
        header, *rows = read(exported / f"{table.name}.csv")
        assert header == [column.name for column in table.columns]
        expected = [[plain(value) for value in row] for row in table.rows(published)]
        assert [[undone(value) for value in row] for row in rows] == expected


def test_no_field_of_the_schemas_is_lost(tmp_path):
    export(sentinel.directory(), ["csv"], tmp_path / "out")
    wide = "directory.csv"  # for people, and not complete
    found = [
        undone(value)
        for path in sorted((tmp_path / "out").glob("*.csv"))
        if path.name != wide
        for row in read(path)[1:]
        for value in row
    ]
    assert sentinel.missing(found) == []
    header, row = read(tmp_path / "out" / "organisations.csv")
    assert row[header.index("meetings_public")] == "true"


def test_the_file_is_plain_rfc_4180(exported):
    for path in exported.glob("*.csv"):
        data = path.read_bytes()
        assert not data.startswith(b"\xef\xbb\xbf")
        assert data.endswith(b"\r\n")
        assert data.count(b"\n") == data.count(b"\r\n")


def test_no_cell_is_a_formula(exported):
    found = 0
    for path in exported.glob("*.csv"):
        header, *rows = read(path)
        for row in rows:
            for name, value in zip(header, row, strict=True):
                if value[:1] in set(RISKY):
                    assert "lat" in name.split("_") or "lon" in name.split("_")
                    float(value)
                found += value.startswith("'")
    assert found >= 4


@given(st.text(st.sampled_from("=+-@\t\r\n'\"aß湊, ;")) | st.text())
def test_any_text_is_defused_and_undone(text):
    made = cell(text)
    assert made[:1] not in set(RISKY)
    assert undone(made) == text
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow([made, "x"])
    assert next(csv.reader(io.StringIO(out.getvalue(), newline=""), strict=True)) == [made, "x"]


@given(st.lists(st.text(max_size=5), max_size=3).map(tuple))
def test_lists_are_defused_as_a_whole(values):
    made = cell(values)
    assert made[:1] not in set(RISKY)
    assert undone(made) == "; ".join(values)


def test_other_values():
    assert [cell(value) for value in (None, True, False, 0, -85.75, "", ())] == ["", "true", "false", 0, -85.75, "", ""]

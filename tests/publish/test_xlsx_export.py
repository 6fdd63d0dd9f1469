"""XLSX: openpyxl reads back every value in its type, and nothing is a formula."""

import dataclasses
import zipfile

import openpyxl
import pytest
import sentinel

from screcords.directory.model import directory
from screcords.directory.tables import TABLES
from screcords.model.dates import Date
from screcords.publish.exporter import export
from screcords.publish.formats import xlsx
from screcords.repository.load import load


@pytest.fixture
def published(features):
    return dataclasses.replace(directory(load(features.root)), today=Date.parse("2026-06-01"))


def book_of(published, folder):
    export(published, ["xlsx"], folder)
    return openpyxl.load_workbook(folder / "directory.xlsx")


def shown(value):
    if value in (None, (), ""):
        return None
    return "; ".join(value) if isinstance(value, tuple) else value


def test_sheets_read_back_equal(published, tmp_path):
    book = book_of(published, tmp_path / "out")
    assert book.sheetnames == ["about", *(table.name for table in TABLES)]
    for table in TABLES:
        head, *rows = book[table.name].iter_rows(values_only=True)
        assert list(head) == [column.name for column in table.columns]
        expected = [tuple(shown(value) for value in row) for row in table.rows(published)]
        assert rows == expected
        kinds = [[float if type(value) is int else type(value) for value in row] for row in rows]
        assert kinds == [[float if type(value) is int else type(value) for value in row] for row in expected]


def test_heads_stay_and_filter(published, tmp_path):
    book = book_of(published, tmp_path / "out")
    for table in TABLES:
        sheet = book[table.name]
        assert sheet.freeze_panes == "B2"
        rows = sum(1 for _ in table.rows(published))
        assert sheet.auto_filter.ref == f"A1:{openpyxl.utils.get_column_letter(len(table.columns))}{rows + 1}"


def test_nothing_is_a_formula_or_a_link(published, tmp_path):
    book = book_of(published, tmp_path / "out")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s", "n", "b"}
    assert sum(str(cell.value).startswith(("=", "+", "-", "@")) for cell in cells if cell.data_type == "s") >= 4
    assert not any(cell.hyperlink for cell in cells)


def test_no_field_of_the_schemas_is_lost(tmp_path):
    book = book_of(sentinel.directory(), tmp_path / "out")
    found = [
        value
        for table in TABLES
        if not table.wide
        for row in list(book[table.name].iter_rows(values_only=True))[1:]
        for value in row
    ]
    assert sentinel.missing(found) == []


def test_the_same_bytes_again(published, tmp_path):
    one, other = book_of(published, tmp_path / "one"), book_of(published, tmp_path / "other")
    assert (tmp_path / "one/directory.xlsx").read_bytes() == (tmp_path / "other/directory.xlsx").read_bytes()
    assert one.properties.created.isoformat() == "2026-06-01T00:00:00"
    assert one.properties.created == other.properties.created
    with zipfile.ZipFile(tmp_path / "one/directory.xlsx") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 31, 0, 0, 0)}


def test_nothing_is_left_beside_the_workbook(published, tmp_path):
    book_of(published, tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "ATTRIBUTION.txt",
        "SHA256SUMS",
        "directory.xlsx",
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [("x" * 40000, "x" * 32766 + "…"), (10**20, str(10**20)), (float("nan"), "nan"), ("a\x00b\x1b\ufffe", None), ("_x0041_", "_x005F_x0041_"), ("\U0001f600" * 3, "\U0001f600" * 3), (" a\nb ", " a\nb ")],
)  # fmt: skip
def test_hostile_cells(published, tmp_path, monkeypatch, value, expected):
    """What looks like an escape of the format is escaped; openpyxl leaves that as it is in strings of this form."""
    table = TABLES[0]
    columns = tuple(column._replace(get=lambda _row: value) for column in table.columns[:1])
    monkeypatch.setattr(xlsx, "TABLES", (table._replace(columns=columns),))
    cell = book_of(published, tmp_path / "out")["directory"]["A2"].value
    assert cell == expected if expected else cell.startswith("a")

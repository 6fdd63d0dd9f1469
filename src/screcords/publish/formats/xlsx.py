"""XLSX: the tables as sheets of one workbook, with a first sheet that says what is in them.

Numbers and truth values are such, everything else is text, never a formula or a link; dates are text, for they may be
partial. Heads stay in view and can be filtered. Lists are joined by `; `. Cells hold 32,767 characters at most; what is
longer is cut and ends in …
"""

from __future__ import annotations

import datetime
from itertools import starmap
from typing import TYPE_CHECKING, Any

from screcords.directory.licence import ATTRIBUTION, LICENCES, permits
from screcords.directory.tables import TABLES
from screcords.publish.exporter import exporter

if TYPE_CHECKING:
    from pathlib import Path

    from xlsxwriter.worksheet import Worksheet

    from screcords.directory.model import Directory
    from screcords.directory.tables import Table, Value

LONGEST = 32767
"""Characters that a cell can hold, by the specification of Excel."""

WIDTHS = {"text": 24, "integer": 11, "number": 11, "boolean": 9, "date": 13, "list": 30}
LARGEST = 10**15
"""Whole numbers from here on would lose digits in a cell."""


@exporter("xlsx", title="Excel workbook of the tables", requires=("xlsxwriter",), cost=14)
def write(directory: Directory, target: Path) -> None:
    """Write directory.xlsx."""
    import xlsxwriter  # noqa: PLC0415 - an extra
    from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415 - the same

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "tmpdir": str(target)}
    book = xlsxwriter.Workbook(target / "directory.xlsx", options)
    day = datetime.datetime.fromisoformat(str(directory.today))
    book.set_properties({"title": "Directory of sister cities", "created": day, "comments": _licence(directory)})
    book.set_size(2400, 1600)
    bold = book.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1})
    _about(book.add_worksheet("about"), bold, directory)
    for table in TABLES:
        _sheet(book.add_worksheet(table.name), bold, table, directory)
    try:
        book.close()
    except FileCreateError as error:
        cause = error.args[0] if error.args and isinstance(error.args[0], OSError) else None
        raise cause or OSError(5, str(error), str(target / "directory.xlsx")) from error


def _licence(directory: Directory) -> str:
    said = [ATTRIBUTION[licence] for licence in LICENCES if permits(directory.licence, licence)]
    forced = ["MADE BY FORCE: the records had errors when this was written."] if directory.forced else []
    return "\n".join([*forced, directory.licence, *said])


def _about(sheet: Worksheet, bold: Any, directory: Directory) -> None:  # noqa: ANN401 - a format of the library
    lines = _licence(directory).split("\n")
    facts = [("As of", str(directory.today)), ("Revision", directory.revision or "not known"), ("Licence", lines[-1])]
    if directory.selection:
        facts.insert(0, ("Only a part", directory.selection))
    facts[-1:] = [("Licence", line) for line in lines]
    columns = [
        (table.name, column.name, column.type, f"{column.description}.", column.source)
        for table in TABLES
        for column in table.columns
    ]
    for number, (name, said) in enumerate(facts):
        sheet.write_string(number, 0, name)
        sheet.write_string(number, 1, said)
    start = len(facts) + 1
    for place, head in enumerate(("Sheet", "Column", "Type", "What it says", "Where it is from")):
        sheet.write_string(start, place, head, bold)
    for number, row in enumerate(columns, start + 1):
        for place, text in enumerate(row):
            sheet.write_string(number, place, text)
    sheet.autofilter(start, 0, start + len(columns), 4)
    list(starmap(sheet.set_column, ((0, 1, 22), (2, 2, 10), (3, 3, 90), (4, 4, 30))))


def _sheet(sheet: Worksheet, bold: Any, table: Table, directory: Directory) -> None:  # noqa: ANN401 - the same
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, max(WIDTHS[column.type], len(column.name) + 3))
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.name, bold)
    number = 0
    for number, row in enumerate(table.rows(directory), 1):
        for place, value in enumerate(row):
            _cell(sheet, number, place, value)
    sheet.autofilter(0, 0, number, len(table.columns) - 1)


def _cell(sheet: Worksheet, row: int, column: int, value: Value) -> None:
    if value is None or value == ():
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float) and abs(value) < LARGEST:  # no NaN either, for which there is no cell
        sheet.write_number(row, column, value)
    else:
        text = "; ".join(value) if isinstance(value, tuple) else str(value)
        sheet.write_string(row, column, text if len(text) <= LONGEST else text[: LONGEST - 1] + "…")

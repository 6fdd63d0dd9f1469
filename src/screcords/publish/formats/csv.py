"""CSV: every table of the directory as a file.

RFC 4180 in UTF-8, fields with commas, quotes or line ends in double quotes. Lists are joined by `; `. A text that a
spreadsheet would take for a formula (it begins with = + - @, a tab or a line end), or that begins with an apostrophe,
gets an apostrophe in front: to undo it, take one leading apostrophe away. Numbers are left as they are.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from screcords.directory.tables import TABLES
from screcords.publish.exporter import exporter

if TYPE_CHECKING:
    from pathlib import Path

    from screcords.directory.model import Directory
    from screcords.directory.tables import Value

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


@exporter("csv", title="CSV tables", cost=3)
def write(directory: Directory, target: Path) -> None:
    """Write a file for each table, also for those without rows."""
    for table in TABLES:
        with (target / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, lineterminator="\r\n")
            rows.writerow(column.name for column in table.columns)
            for row in table.rows(directory):
                rows.writerow([cell(value) for value in row])


def cell(value: Value) -> str | int | float:
    """A value as it stands in a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    text = "; ".join(value) if isinstance(value, tuple) else value
    return f"'{text}" if text.startswith(_RISKY) else text

"""Statistics: a JSON document with all tables, and each as CSV; docs/statistics.md says what every number means.

CSV as in the format `csv`: RFC 4180 in UTF-8, an empty field where nothing is known, formulas defused.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from screcords.publish.exporter import exporter
from screcords.publish.formats.csv import cell

if TYPE_CHECKING:
    from pathlib import Path

    from screcords.directory.model import Directory
    from screcords.directory.series import Series, Statistics


@exporter(
    "statistics", title="Statistics of the directory and its network", cost=7, leaves_out=("the records themselves",)
)
def write(directory: Directory, target: Path) -> None:
    """Write stats.json and a CSV file for each table."""
    from screcords.directory.statistics import statistics  # noqa: PLC0415 - listing the formats need not wait for it

    found = statistics(directory)
    (target / "stats.json").write_text(as_json(found), encoding="utf-8", newline="\n")
    for series in found.series:
        (target / f"stats-{series.name}.csv").write_text(as_csv(series), encoding="utf-8", newline="")


def as_json(found: Statistics) -> str:
    """The document: what the statistics are of, and under `tables` each by name, a row an object and a line."""
    lines = [f"{_compact(key)}: {_compact(value)}," for key, value in found.about.items()]
    tables = []
    for series in found.series:
        rows = ",\n".join(_compact(row) for row in series.records())
        head = f'"title": {_compact(series.title)}, "note": {_compact(series.note or None)}'
        tables.append(f'{_compact(series.name)}: {{{head}, "rows": [\n{rows}\n]}}')
    return "{\n" + "\n".join(lines) + '\n"tables": {\n' + ",\n".join(tables) + "\n}\n}\n"


def as_csv(series: Series) -> str:
    """One table."""
    return _csv([series.columns, *series.rows])


def as_tidy_csv(found: Statistics) -> str:
    """All tables in one: a line a number, with its table, what its row is about, and its column."""
    rows: list[tuple[Any, ...]] = [("table", "row", "column", "value")]
    for series in found.series:
        for row in series.rows:
            about = " | ".join("" if key is None else str(key) for key in row[: series.keys])
            for column, value in zip(series.columns[series.keys :], row[series.keys :], strict=True):
                rows.append((series.name, about, column, value))
    return _csv(rows)


def _csv(rows: list[tuple[Any, ...]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([cell(value) for value in row] for row in rows)
    return out.getvalue()


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "), allow_nan=False)

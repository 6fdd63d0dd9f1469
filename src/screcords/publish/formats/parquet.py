"""Parquet (https://parquet.apache.org): a file a collection with typed and nested columns; places as GeoParquet.

The objects are those of the JSON document; see publish/arrow.py for their types. `places.parquet` follows GeoParquet
1.1 (https://geoparquet.org/releases/v1.1.0/): points in WGS 84, longitude first, as well-known binary. Licence,
attribution, day, revision and what part of the directory it is stand in the metadata of each file.

The bytes are the same for the same records and the same version of pyarrow, which writes its version into the file.
"""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any

from screcords.publish import objects
from screcords.publish.arrow import columns
from screcords.publish.exporter import exporter
from screcords.publish.place import about

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow

    from screcords.directory.model import Directory

GROUP = 1 << 16
"""Rows of a row group; below it a file has one."""


@exporter("parquet", title="Parquet and GeoParquet", requires=("pyarrow",))
def write(directory: Directory, target: Path) -> None:
    """Write a file for each collection, redirects.parquet, tombstones.parquet and places.parquet."""
    import pyarrow  # noqa: PLC0415 - an extra, and a tenth of a second

    for name, make in objects.OBJECTS.items():
        fields, row = columns(name)
        table = pyarrow.Table.from_pylist([row(data) for data in make(directory)], schema=fields)
        _save(directory, table, target / f"{name}.parquet", {})
    for gone, rows in objects.gone(directory):
        texts = [
            pyarrow.field(column.name, pyarrow.string(), metadata={"description": column.description})
            for column in gone.columns
        ]
        table = pyarrow.Table.from_pylist(rows, schema=pyarrow.schema(texts))
        _save(directory, table, target / f"{gone.name}.parquet", {})
    places, geo = _places(directory)
    _save(directory, places, target / "places.parquet", {"geo": json.dumps(geo)})


def _save(directory: Directory, table: pyarrow.Table, path: Path, more: dict[str, str]) -> None:
    from pyarrow import parquet  # noqa: PLC0415 - the same

    head = objects.head(directory)
    about = {
        "title": f"Sister cities: {path.stem}",
        "licence": head["licence"],
        "attribution": "\n".join(head["attribution"]),
        "as_of": head["as_of"],
        "revision": directory.revision,
        "format": str(head["format"]),
        "forced": "true" if directory.forced else "false",
        "selection": directory.selection,
    }
    parquet.write_table(
        table.replace_schema_metadata(about | more), path, compression="zstd", row_group_size=GROUP, version="2.6"
    )


def _places(directory: Directory) -> tuple[pyarrow.Table, dict[str, Any]]:
    """The cities that have coordinates, for geographical tools; and the metadata `geo`."""
    import pyarrow  # noqa: PLC0415 - the same

    fields = pyarrow.schema(
        [
            pyarrow.field("id", pyarrow.string(), nullable=False),
            pyarrow.field("name", pyarrow.string(), nullable=False),
            ("level", pyarrow.string()),
            ("country", pyarrow.string()),
            ("country_name", pyarrow.string()),
            ("subdivision", pyarrow.string()),
            ("population", pyarrow.int64()),
            ("wikidata", pyarrow.string()),
            ("partnerships", pyarrow.int64()),
            ("in_force", pyarrow.int64()),
            ("licence", pyarrow.string()),
            pyarrow.field("geometry", pyarrow.binary(), nullable=False),
        ]
    )
    rows = []
    lons, lats = [], []
    for city in directory.cities.values():
        if city.lon is None or city.lat is None:
            continue
        lons.append(city.lon)
        lats.append(city.lat)
        rows.append({"id": city.id, **about(directory, city), "geometry": point(city.lon, city.lat)})
    column: dict[str, Any] = {"encoding": "WKB", "geometry_types": ["Point"]}
    if rows:
        column["bbox"] = [min(lons), min(lats), max(lons), max(lats)]
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
    return pyarrow.Table.from_pylist(rows, schema=fields), geo


def point(lon: float, lat: float) -> bytes:
    """A point as well-known binary (OGC 06-103r4, 8.2): byte order, type 1, and two numbers; little-endian."""
    return struct.pack("<BIdd", 1, 1, lon, lat)

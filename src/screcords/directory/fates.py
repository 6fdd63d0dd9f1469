"""Tables of what became of records that are no longer there: merged into others, or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.directory.columns import Column, Row, Table, computed
from screcords.directory.lists import TABLE_OF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.directory.columns import Type
    from screcords.directory.model import Directory


def _plain(name: str, kind: Type, description: str, place: int, source: str) -> Column:
    return Column(name, kind, description, lambda row: row.item[place], source, required=True)


def _redirect_rows(directory: Directory) -> Iterator[Row]:
    for collection, found in sorted(directory.redirects.items()):
        for former, now in sorted(found.items()):
            if now in getattr(directory, collection):
                yield Row(directory, None, (TABLE_OF[collection], former, now))


def _tombstone_rows(directory: Directory) -> Iterator[Row]:
    for collection, found in sorted(directory.tombstones.items()):
        for key, stone in sorted(found.items()):
            yield Row(directory, None, (TABLE_OF[collection], key, stone.withdrawn.reason, str(stone.withdrawn.date)))


REDIRECTS = Table(
    "redirects",
    "A row an id that a record had before it was merged into another.",
    (
        computed("collection", "text", "table in which the record is", lambda row: row.item[0])._replace(required=True),
        _plain("former_id", "text", "Id that is no longer used", 1, "former_ids[]"),
        _plain("id", "text", "Id of the record that goes on", 2, "id"),
    ),
    _redirect_rows,
    ("collection", "former_id"),
)
TOMBSTONES = Table(
    "tombstones",
    "A row a record that was taken back.",
    (
        computed("collection", "text", "table in which the record was", lambda row: row.item[0])._replace(
            required=True
        ),
        _plain("id", "text", "Id of the record", 1, "id"),
        _plain("reason", "text", "Why it was taken back", 2, "withdrawn.reason"),
        _plain("date", "date", "Day on which it was taken back", 3, "withdrawn.date"),
    ),
    _tombstone_rows,
    ("collection", "id"),
)

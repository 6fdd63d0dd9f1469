"""Which record of one side is which of the other: by path and id, and where the id changed, by what the records say."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from screcords.model.ids import COLLECTIONS, pair_id
from screcords.repository.references import references

if TYPE_CHECKING:
    from collections.abc import Mapping

    from screcords.repository.compare import Record

Moved: TypeAlias = dict[tuple[str, str], str]
"""From collection and old id to the id that a record goes by now, renamed or merged."""


class Pairs(NamedTuple):
    """The records of both sides, put together."""

    both: list[tuple[Record, Record]]
    gone: list[Record]
    come: list[Record]
    moved: Moved


def pair(old: Mapping[str, Record], new: Mapping[str, Record]) -> Pairs:
    """Put the records of two sides (by path) together.

    What is gone went on under another id where a new record lists its id in `former_ids`, or says the same as it did;
    it was merged where a record that was there before lists it.
    """
    both = [(old[path], new[path]) for path in old if path in new]
    gone = [record for path, record in old.items() if path not in new]
    come = [record for path, record in new.items() if path not in old]
    moved: Moved = {}
    claims = _claims(new)
    for collection in COLLECTIONS:  # cities first: the ids of partnerships are made of theirs
        there = [record for record in come if record.collection == collection]
        by_id = {record.id: record for record in there}
        by_text = {_said(record): record for record in there if record.data}
        for record in [record for record in gone if record.collection == collection]:
            claim = claims.get((collection, record.id))
            other = by_id.get(record.id) or by_id.get(claim or "") or by_id.get(_expected(record, moved))
            other = other or by_text.get(_said(record, moved)) if record.data or other else None
            if other is not None and other in come:
                both.append((record, other))
                gone.remove(record)
                come.remove(other)
                if record.id != other.id:
                    moved[collection, record.id] = other.id
            elif claim is not None:
                moved[collection, record.id] = claim
    return Pairs(both, gone, come, moved)


def _claims(records: Mapping[str, Record]) -> dict[tuple[str, str], str]:
    """Who lists an id among its former ones."""
    return {
        (record.collection, former): record.id
        for record in records.values()
        for former in record.data.get("former_ids", ())
    }


def _expected(record: Record, moved: Moved) -> str:
    """The id of a partnership whose cities go by other ids now; empty where they do not."""
    cities = [party["city"] for party in record.data.get("parties", ())]
    now = [moved.get(("cities", city), city) for city in cities]
    return pair_id(*now) if now != cities else ""


def _said(record: Record, moved: Moved | None = None) -> tuple[str, str]:
    """What a record says but for its ids, so that those who say the same can be told."""
    data = followed(record.collection, record.data, moved) if moved else record.data
    kept = {key: value for key, value in data.items() if key not in {"id", "former_ids"}}
    return record.collection, json.dumps(kept, sort_keys=True)


def followed(collection: str, data: dict[str, Any], moved: Moved) -> dict[str, Any]:
    """The data of a record with its references as they are now, and the parties in their order."""
    found = [
        (reference.route, moved[reference.collection, reference.id])
        for reference in references(collection, data)
        if (reference.collection, reference.id) in moved
    ]
    if not found:
        return data
    data = copy.deepcopy(data)
    for route, record_id in found:
        holder: Any = data
        for step in route[:-1]:
            holder = holder[step]
        holder[route[-1]] = record_id
    if "parties" in data:
        data["parties"].sort(key=lambda party: party["city"])
    return data

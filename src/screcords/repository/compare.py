"""What changed in meaning between two sets of records: pure, without files and names.

Layout, comments, the order of keys and of lists whose order says nothing, and the local ids of sources have no meaning.
A record that was renamed or merged is followed, and what its references do because of that is told as following.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from screcords.model.ids import COLLECTIONS
from screcords.repository import follow, parts, reasons

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from screcords.repository.entry import Entry


class Change(NamedTuple):
    """One thing that is different."""

    what: str
    """"new", "removed", "withdrawn", "reinstated", "merged", "renamed", "broken", "mended", "reference-followed"; or a
    topic and "-added", "-removed" or "-changed", as in "status-changed", "source-added", "contact-removed"."""
    collection: str
    id: str
    """Of the record as it is now, or as it was where it is gone; for "merged" that of the record that is gone."""
    route: tuple[str | int, ...] = ()
    """Where in the record, the present one if it is still there; empty for the record as a whole."""
    old: Any = None
    new: Any = None
    """Plain data; for "renamed" and "merged" the two ids, for "broken" and "mended" the stage that failed."""
    date: str | None = None
    """When it happened, who did it and why, where the history of the partnership tells."""
    by: tuple[str, ...] = ()
    reason: str | None = None
    implied: bool = False
    """Whether another change of the record says it already."""


class Record(NamedTuple):
    """One side of a record: its data; a tombstone has `withdrawn` in them, a broken one none but a `flaw`."""

    collection: str
    id: str
    path: str
    data: dict[str, Any]
    flaw: str = ""


class Difference(NamedTuple):
    """All that is different."""

    changes: list[Change]
    """By collection and id; of one record in the order of its keys."""
    form: list[str]
    """Files that differ and say the same."""
    records: dict[tuple[str, str], dict[str, Any]]
    """Plain data of all records that changes are about, by collection and id: the newer, unless only the older says
    what it was called; empty where both are broken."""


def differences(before: Mapping[str, Entry[Any]], after: Mapping[str, Entry[Any]]) -> Difference:
    """What the files in `after` say that those in `before` do not, and the other way round; both by path."""
    old = {path: side(entry) for path, entry in before.items()}
    new = {path: side(entry) for path, entry in after.items()}
    pairs = follow.pair(old, new)
    changes: list[Change] = []
    form: list[str] = []
    for one, other in pairs.both:
        found = list(_changes(one, other, pairs.moved))
        changes += found
        if not found:
            form.append(other.path)
    for one in pairs.gone:
        survivor = pairs.moved.get((one.collection, one.id))
        if survivor is not None:
            changes.append(Change("merged", one.collection, one.id, (), one.id, survivor))
        else:
            changes.append(Change("removed", one.collection, one.id, (), one.data or None))
    changes += [_come(other) for other in pairs.come]
    records = {(one.collection, one.id): one.data for one in old.values()}
    for other in new.values():
        if other.data and ("withdrawn" not in other.data or not records.get((other.collection, other.id))):
            records[other.collection, other.id] = other.data
    rank = {name: number for number, name in enumerate(COLLECTIONS)}
    changes.sort(key=lambda change: (rank[change.collection], change.id))
    return Difference(changes, sorted(form), records)


def side(entry: Entry[Any]) -> Record:
    """What a file says, as plain data."""
    record = entry.record if entry.record is not None else entry.tombstone
    if record is not None:
        data = msgspec.json.decode(msgspec.json.encode(record, enc_hook=str))  # lists, where `plain` has tuples
        return Record(entry.collection, record.id, entry.path, data)
    return Record(entry.collection, entry.id, entry.path, {}, entry.flaw or "unsafe")


def _come(record: Record) -> Change:
    """What to say of a record that was not there before."""
    if record.flaw:
        return Change("broken", record.collection, record.id, (), None, record.flaw)
    if "withdrawn" in record.data:
        return _withdrawn(record, None)
    return Change("new", record.collection, record.id, (), None, record.data)


def _withdrawn(record: Record, old: dict[str, Any] | None) -> Change:
    told = record.data["withdrawn"]
    return Change("withdrawn", record.collection, record.id, (), old, None, told["date"], (), told["reason"])


def _changes(old: Record, new: Record, moved: follow.Moved) -> Iterator[Change]:
    """What is different in a record that is on both sides."""
    name, record_id = new.collection, new.id
    if old.id != new.id:
        yield Change("renamed", name, record_id, (), old.id, new.id)
    if old.flaw or new.flaw:
        if new.flaw:
            yield Change("broken", name, record_id, (), old.flaw or None, new.flaw)
        else:
            yield Change("mended", name, record_id, (), old.flaw, None)
        return
    if "withdrawn" in new.data and "withdrawn" not in old.data:
        yield _withdrawn(new, old.data)
        return
    if "withdrawn" in old.data and "withdrawn" not in new.data:
        yield Change("reinstated", name, record_id, (), None, new.data)
        return
    data = follow.followed(name, old.data, moved)
    if data != old.data:
        yield Change("reference-followed", name, record_id, implied=old.id != new.id)
    found = [
        Change(part.what, name, record_id, part.route, part.old, part.new, implied=_follows(part, moved, name, new.id))
        for part in parts.compare(name, data, new.data)
    ]
    yield from reasons.explain(found, new.data) if name == "partnerships" else found


def _follows(part: parts.Part, moved: follow.Moved, collection: str, record_id: str) -> bool:
    """Whether a change only notes down the former ids of what was renamed or merged."""
    if part.what != "former-ids-changed":
        return False
    added = set(part.new or ()) - set(part.old or ())
    return bool(added) and all(moved.get((collection, former)) == record_id for former in added)

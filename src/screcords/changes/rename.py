"""Give a record another id: its file moves, and everything that names it follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screcords.changes.edits import edits_of
from screcords.changes.files import Files, Renamed, Taken, by_id, in_order
from screcords.findings import Remove
from screcords.model import schemas
from screcords.model.ids import COLLECTIONS, is_id, pair_id, path_of
from screcords.text import rewrite
from screcords.text.layout import UNKNOWN

if TYPE_CHECKING:
    from screcords.repository.entry import Entry
    from screcords.repository.graph import Repository

__all__ = ["Taken", "former_id", "no_former_id", "rename", "rename_in"]


def rename(repository: Repository, collection: str, old: str, new: str) -> dict[str, bytes | None]:
    """New contents of all files that change when the record `old` is called `new`, by path (`None`: the file goes).

    A city takes its partnerships along, whose ids are made of it. The old id, if it is one, is remembered; an id that a
    record gets back is its former one no longer.

    Raises:
        Taken: there is a record `new` already, or no readable record `old`.
    """
    files = Files(repository)
    rename_in(files, by_id(repository, collection, old), old, new)
    return files.changes()


def rename_in(files: Files, entry: Entry[Any], old: str, new: str) -> None:
    """The same for a file of a larger change; the file need not satisfy its schema, and may have the new id already.

    Raises:
        Taken: there is a record `new` already.
    """
    repository, collection = files.repository, entry.collection
    if "//" in path_of(collection, new):
        raise Taken(f'"{new}" is too short for an id')
    renamed: Renamed = {name: {} for name in COLLECTIONS}
    entries = {(collection, old): entry}
    renamed[collection][old] = new
    if collection == "cities":
        for other in files.referrers.of("cities", old):
            if other.collection == "partnerships" and other.record is not None and old in other.record.cities:
                pair = pair_id(*(new if city == old else city for city in other.record.cities))
                if other.record.id == pair_id(*other.record.cities) != pair:
                    renamed["partnerships"][other.record.id] = pair
                    entries["partnerships", other.record.id] = other
    for (name, before), record in entries.items():
        after = renamed[name][before]
        there = repository.collection(name).get(after)
        if there is not None and there is not record:
            raise Taken(f'there is a record "{after}" already')
        files.move(record, path_of(name, after))
    for (name, before), record in entries.items():
        files.edit(record, rewrite.set_value(files.document(record).scan, ("id",), renamed[name][before]))
    files.follow(renamed)
    for (name, before), record in entries.items():
        if is_id(name, before) and repository.collection(name).get(before) in (None, record):
            former_id(files, record, before)
        no_former_id(files, record, renamed[name][before])
        if name == "partnerships":
            set_in_order(files, record)


def set_in_order(files: Files, entry: Entry[Any]) -> None:
    """Put the parties of a partnership in the order of its id."""
    parties = files.data(entry).get("parties", [])
    if len(parties) == 2 and parties[0].get("city", "") > parties[1].get("city", ""):
        files.put(entry, in_order(files.document(entry).text))


def former_id(files: Files, entry: Entry[Any], old: str) -> None:
    """Note in a record that it once had the id `old`, which others may have noted down.

    Raises:
        Taken: what stands under former_ids is no list.
    """
    data = files.data(entry)
    former = data.get("former_ids")
    if "former_ids" not in data:
        order = list(schemas.layout(entry.collection).slots)
        files.edit(entry, rewrite.insert(files.document(entry).scan, ("former_ids",), [old], order))
    elif not isinstance(former, list):
        raise Taken(f"{entry.path} has to be mended first: its former_ids are no list")
    elif old not in former:
        files.edit(entry, rewrite.append(files.document(entry).scan, ("former_ids",), old))


def no_former_id(files: Files, entry: Entry[Any], new: str) -> None:
    """Take the id that a record has by now out of those it had before; what was said about it stays."""
    while isinstance(former := files.data(entry).get("former_ids"), list) and new in former:
        gone = Remove(("former_ids", former.index(new)))
        files.edit(entry, edits_of(files.document(entry), gone, UNKNOWN))

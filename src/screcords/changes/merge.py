"""Put two records that turned out to be one into one file, and lose nothing that either says.

The survivor is, of the two: the one whose file lies where its id says, before one that does not; then the one made by a
hand before a seed; then the one with more partnerships; then the one that says more; then the one whose id comes first.

Where both say something, the survivor wins. What the other says lives on: as another spelling, a further Wikidata item,
an entry of a list or, in a partnership, under `[[disputes]]` with its sources; where a record has no room for it, as a
comment beside the value that won. Comments stay with what they were about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screcords.changes.files import Files, Renamed, Taken, by_id
from screcords.changes.halves import Half
from screcords.changes.join_partnerships import PartnershipJoiner
from screcords.changes.join_places import PlaceJoiner
from screcords.changes.rename import former_id, no_former_id, set_in_order
from screcords.model import schemas
from screcords.model.ids import COLLECTIONS, pair_id, path_of
from screcords.model.record import plain
from screcords.repository.references import references
from screcords.text import rewrite
from screcords.text.line_ends import with_ends_of
from screcords.text.literal import inline
from screcords.text.owners import owners
from screcords.text.scanner import scan
from screcords.text.writer import render

if TYPE_CHECKING:
    from screcords.repository.entry import Entry
    from screcords.repository.graph import Repository


def survivor(repository: Repository, one: Entry[Any], other: Entry[Any]) -> tuple[str, str]:
    """The ids of two records of a collection: the one that goes on, and the one that goes up in it."""

    def rank(entry: Entry[Any]) -> tuple[bool, bool, int, int, str]:
        record: Any = entry.record
        ties = len(repository.ties.get(record.id, ())) if entry.collection == "cities" else 0
        told = len(inline(plain(record), schemas.layout(entry.collection)))
        placed = entry.path == path_of(entry.collection, record.id)
        return not placed, record.provenance is not None, -ties, -told, record.id

    first, second = sorted((one, other), key=rank)
    return _id(first), _id(second)


def _id(entry: Entry[Any]) -> str:
    return str(entry.record.id) if entry.record is not None else entry.id


def merge(repository: Repository, collection: str, kept: str, merged: str) -> dict[str, bytes | None]:
    """New contents of all files that change when the record `merged` goes up in `kept`, by path.

    The partnerships of a city come along; those that become the same pair are merged too.

    Raises:
        Taken: one of the two is not there, or they are partners of each other.
    """
    files = Files(repository)
    merge_in(files, by_id(repository, collection, kept), by_id(repository, collection, merged))
    return files.changes()


def merge_in(files: Files, kept: Entry[Any], merged: Entry[Any]) -> None:
    """The same as part of a larger change.

    Raises:
        Taken: the two are partners of each other.
    """
    collection = kept.collection
    new, old = str(files.data(kept)["id"]), str(files.data(merged)["id"])
    renamed: Renamed = {name: {} for name in COLLECTIONS}
    renamed[collection][old] = new
    pairs: list[tuple[Entry[Any], Entry[Any] | None, str, str]] = []
    if collection == "cities":
        pairs = list(_pairs(files, old, new, renamed["partnerships"]))
    _write(files, kept, merged)
    files.remove(merged)
    for deal, same, _, _ in pairs:
        if same is not None:
            files.remove(deal)
    files.follow(renamed)
    for deal, same, before, after in pairs:
        if same is None:
            files.edit(deal, rewrite.set_value(files.document(deal).scan, ("id",), after))
            files.move(deal, path_of("partnerships", after))
            former_id(files, deal, before)
            no_former_id(files, deal, after)
            set_in_order(files, deal)
        else:
            moved = _saying(files.data(deal), renamed)
            _write(files, same, deal, moved)


def _pairs(
    files: Files, old: str, new: str, renamed: dict[str, str]
) -> list[tuple[Entry[Any], Entry[Any] | None, str, str]]:
    """The partnerships of the merged city: the file, the other file of the same pair, the id before and after."""
    found = []
    for deal in files.referrers.of("cities", old):
        if deal.collection != "partnerships" or deal.record is None or old not in deal.record.cities:
            continue
        one, other = (new if city == old else city for city in deal.record.cities)
        if one == other:
            raise Taken(f'"{old}" and "{new}" are partners of each other: end or withdraw {deal.path} first')
        after = pair_id(one, other)
        same = next((entry for entry in files.repository.pairs.get(_key(after), []) if entry is not deal), None)
        if same is not None and same.record is None:
            raise Taken(f"{same.path} has to be mended first")
        before = deal.record.id
        renamed[before] = after if same is None or same.record is None else same.record.id
        found.append((deal, same, before, after))
    return found


def _key(pair: str) -> tuple[str, str]:
    one, _, other = pair.partition("--")
    return one, other


def _saying(data: dict[str, Any], renamed: Renamed) -> dict[str, Any]:
    """Plain data with other ids in its references."""

    def put(node: Any, route: tuple[str | int, ...], value: str) -> Any:  # noqa: ANN401 - plain data
        if not route:
            return value
        if isinstance(node, list | tuple):
            return [put(item, route[1:], value) if number == route[0] else item for number, item in enumerate(node)]
        return {key: put(item, route[1:], value) if key == route[0] else item for key, item in node.items()}

    for route, collection, wanted in list(references("partnerships", data)):
        if wanted in renamed.get(collection, {}):
            data = put(data, route, renamed[collection][wanted])
    return data


def _write(files: Files, kept: Entry[Any], merged: Entry[Any], other: dict[str, Any] | None = None) -> None:
    """Give the survivor's file the text of both."""
    mine, theirs = files.document(kept), files.document(merged)
    ours = Half(files.data(kept), owners(scan(mine.text)))
    guest = Half(other or files.data(merged), owners(scan(theirs.text)))
    joined = (PartnershipJoiner if kept.collection == "partnerships" else PlaceJoiner)(ours, guest).joined()
    text = render(joined.data, schemas.layout(kept.collection), joined.about)
    files.put(kept, with_ends_of(mine.text, text))

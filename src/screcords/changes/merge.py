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
from screcords.changes.rename import former_id, set_in_order
from screcords.model import schemas
from screcords.model.dates import Date, When
from screcords.model.history import fold
from screcords.model.ids import COLLECTIONS, pair_id, path_of
from screcords.model.partnership import Partnership
from screcords.model.record import plain, typed
from screcords.repository.references import references
from screcords.text import rewrite
from screcords.text.literal import inline
from screcords.text.notes import Comments
from screcords.text.owners import owners
from screcords.text.scanner import scan
from screcords.text.writer import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from screcords.repository.entry import Entry
    from screcords.repository.graph import Repository

PLACES = ("successors", "members")


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
    ours = _Half(files.data(kept), owners(scan(mine.text)))
    guest = _Half(other or files.data(merged), owners(scan(theirs.text)))
    joined = (_Partnerships if kept.collection == "partnerships" else _Places)(ours, guest).joined()
    text = render(joined.data, schemas.layout(kept.collection), joined.about)
    files.put(kept, text.replace("\n", "\r\n") if "\r\n" in mine.text else text)


class _Half:
    """Plain data and the comments about them."""

    def __init__(self, data: Any, about: Comments | None = None) -> None:  # noqa: ANN401 - any value of a record
        self.data = data
        self.about = about or Comments()

    def at(self, step: str | int) -> _Half:
        return _Half(self.data[step], self.about.children.get(step))

    def items(self) -> list[_Half]:
        return [self.at(number) for number in range(len(self.data))]

    def note(self, line: str) -> None:
        if f"# {line}" not in self.about.lines():
            self.about.notes.above.append(f"# {line}")

    def hear(self, other: Comments) -> None:
        """Take over comments about something that is said here already."""
        own = self.about.lines()
        self.about.notes.above += [line for line in other.lines() if line not in own]


def _table(members: dict[str, _Half], about: Comments | None = None) -> _Half:
    """A table of its members; `about` gives the comments on the table itself."""
    comments = Comments()
    if about is not None:
        comments.notes = about.notes
    comments.children = {key: half.about for key, half in members.items() if half.about.lines()}
    return _Half({key: half.data for key, half in members.items()}, comments)


def _list(elements: list[_Half], about: Comments | None = None) -> _Half:
    comments = Comments()
    if about is not None:
        comments.notes = about.notes
    comments.children = {number: half.about for number, half in enumerate(elements) if half.about.lines()}
    return _Half([half.data for half in elements], comments)


class _Merger:
    """What is the same for all records: two halves become one."""

    def __init__(self, ours: _Half, guest: _Half) -> None:
        self.ours = ours
        self.guest = guest
        self.old = str(guest.data["id"])
        self.new = str(ours.data["id"])
        self.members: dict[str, _Half] = {key: ours.at(key) for key in ours.data}

    def joined(self) -> _Half:
        for key in self.guest.data:
            if key not in {"schema", "id", "provenance"}:
                self.key(key, self.guest.at(key))
        if "provenance" not in self.guest.data:
            self.members.pop("provenance", None)
        self.finish()
        former = self.members.get("former_ids", _Half([]))
        gone = _Half(self.old)
        for key in ("schema", "id", "provenance"):
            gone.hear(self.guest.about.at(key))
        ids = self.united(
            former, _list([*(self.guest.at("former_ids").items() if "former_ids" in self.guest.data else ()), gone])
        )
        self.members["former_ids"] = _list([half for half in ids.items() if half.data != self.new], ids.about)
        result = _table(self.members, self.ours.about)
        notes, theirs = result.about.notes, self.guest.about.notes
        notes.apart += [block for block in [*theirs.apart, *theirs.trailing] if block not in notes.apart]
        return result

    def finish(self) -> None:
        """What is to be done when all keys are there."""

    def key(self, key: str, theirs: _Half) -> None:
        """Take over what the other record says under one key."""
        if key not in self.members:
            self.members[key] = theirs
            return
        ours = self.members[key]
        if ours.data == theirs.data:
            ours.hear(theirs.about)
        elif isinstance(ours.data, dict) and isinstance(theirs.data, dict):
            self.members[key] = self.table(key, ours, theirs)
        elif isinstance(ours.data, list | tuple) and isinstance(theirs.data, list | tuple):
            self.members[key] = self.united(ours, theirs)
        else:
            self.conflict((key,), ours, theirs)

    def table(self, key: str, ours: _Half, theirs: _Half) -> _Half:
        """Two tables: what only one has is taken from it, lists are united."""
        members = {name: ours.at(name) for name in ours.data}
        for name in theirs.data:
            other = theirs.at(name)
            if name not in members:
                members[name] = other
            elif members[name].data == other.data:
                members[name].hear(other.about)
            elif isinstance(other.data, list | tuple):
                members[name] = self.united(members[name], other)
            else:
                self.conflict((key, name), members[name], other)
        merged = _table(members, ours.about)
        merged.about.notes.above += [line for line in theirs.about.notes.lines() if line not in merged.about.lines()]
        return merged

    @staticmethod
    def united(ours: _Half, theirs: _Half) -> _Half:
        """Two lists: what is equal stands once."""
        elements = ours.items()
        for element in theirs.items():
            same = next((half for half in elements if half.data == element.data), None)
            if same is None:
                elements.append(element)
            else:
                same.hear(element.about)
        merged = _list(elements, ours.about)
        merged.about.notes.above += [line for line in theirs.about.notes.lines() if line not in merged.about.lines()]
        return merged

    def conflict(self, route: tuple[str, ...], ours: _Half, theirs: _Half) -> None:
        """What the other record says otherwise: a comment, where the record has no better room for it."""
        ours.note(f"{self.old} has {'.'.join(route)} = {inline(theirs.data, schemas.layout('cities'))}")
        ours.hear(theirs.about)


class _Places(_Merger):
    """Cities, and organisations as well: names and identifiers have room for two."""

    def key(self, key: str, theirs: _Half) -> None:
        if key in {"lat", "lon"} and ("lat" not in self.ours.data or "lon" not in self.ours.data):
            self.members[key] = theirs
        else:
            super().key(key, theirs)

    def conflict(self, route: tuple[str, ...], ours: _Half, theirs: _Half) -> None:
        room = {"name": "aliases", "wikidata": "same_as"}.get(route[0])
        if room is None or "level" not in self.ours.data:
            super().conflict(route, ours, theirs)
        else:
            self.members[room] = self.united(self.members.get(room, _Half([])), _list([theirs]))

    def finish(self) -> None:
        for key in PLACES:
            if key in self.members:
                kept = [half for half in self.members[key].items() if half.data not in {self.old, self.new}]
                self.members[key] = _list(kept, self.members[key].about)
                if not kept:
                    del self.members[key]
        names = set(self.members["name"].data.values()) if "name" in self.members else set()
        for key, taken in (("aliases", names), ("same_as", {self.members.get("wikidata", _Half("")).data})):
            if key in self.members:
                self.members[key] = _list([half for half in self.members[key].items() if half.data not in taken])
                if not self.members[key].data:
                    del self.members[key]


class _Partnerships(_Merger):
    """Partnerships: entries that mean the same act are joined, and what differs is disputed."""

    def __init__(self, ours: _Half, guest: _Half) -> None:
        super().__init__(ours, guest)
        self.disputes: list[_Half] = []
        self.sources: dict[str, str] = {}
        """From the id of a source of the other record to the one that it has here."""
        self.agreements: dict[str, str] = {}
        self.told = [source["id"] for source in guest.data.get("sources", ())]

    def joined(self) -> _Half:
        self.names("sources", self.sources, _same_source)
        self.names("agreements", self.agreements, _same_agreement)
        self.guest = _Half(_local(self.guest.data, self.sources, self.agreements), self.guest.about)
        self.told = [self.sources[source] for source in self.told]
        return super().joined()

    def names(self, key: str, ids: dict[str, str], same: Callable[[dict[str, Any], dict[str, Any]], bool]) -> None:
        """Give entries of the other record local ids that mean the same entry, or none, here."""
        ours = list(self.ours.data.get(key, ()))
        taken = {entry["id"] for entry in ours} | {entry["id"] for entry in self.guest.data.get(key, ())}
        for entry in self.guest.data.get(key, ()):
            equal = next((mine for mine in ours if same(mine, entry)), None)
            if equal is not None:
                ids[entry["id"]] = equal["id"]
            elif any(mine["id"] == entry["id"] for mine in ours):
                stem = entry["id"].rstrip("0123456789") if key == "sources" else f"{entry['id']}-"
                number = next(number for number in range(2, 10**6) if f"{stem}{number}" not in taken)
                ids[entry["id"]] = f"{stem}{number}"
                taken.add(ids[entry["id"]])
            else:
                ids[entry["id"]] = entry["id"]

    def key(self, key: str, theirs: _Half) -> None:
        same = SAME.get(key)
        if key == "verified" and key in self.members:
            self.latest(key, theirs)
        elif same is None or key not in self.members:
            super().key(key, theirs)
        else:
            self.members[key] = self.matched(key, self.members[key], theirs, same)

    def latest(self, key: str, theirs: _Half) -> None:
        """A day on which somebody looked: the later one."""
        ours = self.members[key]
        if Date.parse(str(theirs.data)).latest > Date.parse(str(ours.data)).latest:
            theirs.hear(ours.about)
            self.members[key] = theirs
        else:
            ours.hear(theirs.about)

    def matched(
        self, key: str, ours: _Half, theirs: _Half, same: Callable[[dict[str, Any], dict[str, Any]], bool]
    ) -> _Half:
        """Two lists of tables: those that mean the same are joined, key by key."""
        elements = ours.items()
        for element in theirs.items():
            at = next((number for number, half in enumerate(elements) if same(half.data, element.data)), None)
            if at is None:
                elements.append(element)
            else:
                name = elements[at].data.get("id", at if key == "parties" else "")
                elements[at] = self.entry(f"{key}.{name}".rstrip("."), elements[at], element)
        return _list(elements, ours.about)

    def entry(self, key: str, ours: _Half, theirs: _Half) -> _Half:
        """Two tables that mean the same act."""
        members = {name: ours.at(name) for name in ours.data}
        for name in theirs.data:
            other = theirs.at(name)
            if name not in members:
                members[name] = other
            elif members[name].data == other.data:
                members[name].hear(other.about)
            elif isinstance(other.data, dict):
                members[name] = self.table(f"{key}.{name}", members[name], other)
            elif isinstance(other.data, list | tuple):
                members[name] = self.united(members[name], other)
            elif _finer(members[name].data, other.data):
                other.hear(members[name].about)
                members[name] = other
            elif not _finer(other.data, members[name].data):
                self.conflict((key, name), members[name], other)
        return _table(members, ours.about)

    def conflict(self, route: tuple[str, ...], ours: _Half, theirs: _Half) -> None:
        """A dispute with the sources of the other record, or a comment where it has none."""
        vague = "unknown" if route == ("status",) else None
        if len(route) == 1 and (_finer(ours.data, theirs.data) or ours.data == vague):
            theirs.hear(ours.about)
            self.members[route[0]] = theirs
        elif len(route) == 1 and (_finer(theirs.data, ours.data) or theirs.data == vague):
            ours.hear(theirs.about)
        elif self.told and not isinstance(theirs.data, dict | list):
            self.dispute(".".join(route), theirs, self.told)
        else:
            super().conflict(route, ours, theirs)

    def dispute(self, key: str, said: _Half, sources: list[str]) -> None:
        words = Comments()
        words.notes.above = said.about.lines()
        self.disputes.append(_Half({"key": key, "value": said.data, "sources": sorted(sources)}, words))

    def finish(self) -> None:
        if "history" in self.members:
            events = self.members["history"].items()
            events.sort(key=lambda half: Date.parse(half.data["date"]).earliest)
            self.members["history"] = _list(events, self.members["history"].about)
            self.fold()
        if self.disputes:
            self.members["disputes"] = self.united(self.members.get("disputes", _Half([])), _list(self.disputes))

    def fold(self) -> None:
        """The header says what the history of both adds up to; what it said before is disputed, if it was more."""
        data = {key: half.data for key, half in self.members.items()}
        told = fold(typed(data, Partnership).history)
        for key in sorted(told.determined):
            value, half = getattr(told, key), self.members.get(key)
            if half is None:
                if value is not None:
                    self.members[key] = _Half(str(value))
            elif key == "status" and half.data == "unknown" and value == "active":
                continue
            elif value is None:
                half.note(
                    f"{key} = {inline(half.data, schemas.layout('partnerships'))}, before the histories were joined"
                )
                self.members["status"].hear(half.about)
                del self.members[key]
            elif half.data != str(value):
                mine = [source["id"] for source in self.ours.data.get("sources", ())]
                if not _finer(half.data, str(value)) and mine and not self._disputed(key, half.data):
                    self.dispute(key, _Half(half.data), mine)
                self.members[key] = _Half(str(value), half.about)
                self.disputes = [d for d in self.disputes if (d.data["key"], d.data["value"]) != (key, str(value))]

    def _disputed(self, key: str, value: object) -> bool:
        return any((half.data["key"], half.data["value"]) == (key, value) for half in self.disputes)


def _finer(coarse: object, fine: object) -> bool:
    """Whether a date says the same as another one, and more of it."""
    try:
        one, other = When.parse(str(coarse)), When.parse(str(fine))
    except ValueError:
        return False
    if one.start is None or other.start is None or one.start is not one.end or other.start is not other.end:
        return False
    inside = one.earliest <= other.earliest and other.latest <= one.latest
    return inside and (one.earliest, one.latest) != (other.earliest, other.latest)


def _overlap(one: object, other: object) -> bool:
    if one is None or other is None:
        return one is other
    first, second = When.parse(str(one)), When.parse(str(other))
    return first.earliest <= second.latest and second.earliest <= first.latest


def _equal(*keys: str, date: str = "") -> Callable[[dict[str, Any], dict[str, Any]], bool]:
    """Whether two tables agree in some keys, and can mean the same day."""

    def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
        return all(one.get(key) == other.get(key) for key in keys) and (
            not date or _overlap(one.get(date), other.get(date))
        )

    return same


def _same_source(one: dict[str, Any], other: dict[str, Any]) -> bool:
    if one.get("party") != other.get("party") or one["type"] != other["type"]:
        return False
    if one.get("url") or other.get("url"):
        return one.get("url") == other.get("url")
    return {**one, "id": ""} == {**other, "id": ""}


def _same_agreement(one: dict[str, Any], other: dict[str, Any]) -> bool:
    if one["type"] != other["type"] or not _overlap(one.get("signed"), other.get("signed")):
        return False
    return one["id"] == other["id"] or one.get("signed") is not None


def _same_event(one: dict[str, Any], other: dict[str, Any]) -> bool:
    kinds = {one.get("kind"), other.get("kind")} - {None}
    return one["event"] == other["event"] and len(kinds) < 2 and _overlap(one["date"], other["date"])


SAME: dict[str, Callable[[dict[str, Any], dict[str, Any]], bool]] = {
    "parties": _equal("city"),
    "sources": _equal("id"),
    "agreements": _equal("id"),
    "approvals": _equal("city", "instrument", "number", date="date"),
    "history": _same_event,
    "exchanges": _equal("mode", "host", "date"),
    "allow": _equal("rule"),
}
"""By list of a partnership: whether two entries mean the same act."""


def _local(data: dict[str, Any], sources: dict[str, str], agreements: dict[str, str]) -> dict[str, Any]:
    """Plain data with other local ids of sources and agreements."""

    def said(key: str, value: Any, above: str) -> Any:  # noqa: ANN401 - plain data
        if isinstance(value, dict):
            return {name: said(name, inner, key) for name, inner in value.items()}
        if isinstance(value, list | tuple) and value and isinstance(value[0], str):
            return [sources.get(item, item) for item in value] if key == "sources" else list(value)
        if isinstance(value, list | tuple):
            return [said(key, item, above) for item in value]
        if key == "id" and above in {"sources", "agreements"}:
            return (sources if above == "sources" else agreements).get(value, value)
        return agreements.get(value, value) if key in {"agreement", "supersedes", "renews"} else value

    return {name: said(name, value, "") for name, value in data.items()}

"""The repository as a graph: cities are nodes, partnerships edges, organisations attached to cities."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, NamedTuple

from screcords.model.ids import COLLECTIONS, path_of, promised
from screcords.text.document import Document

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    import networkx

    from screcords.model.city import City
    from screcords.model.organisation import Organisation
    from screcords.model.partnership import Partnership
    from screcords.model.record import Tombstone
    from screcords.repository.entry import Entry, Stray


class Resolution(NamedTuple):
    """What a reference leads to.

    `state` is "found", "former" (the record goes by another `id` now), "withdrawn" (a tombstone), "unreadable" (there
    is such a file, but it is broken, a link, or holds another id) or "missing".
    """

    state: str
    id: str


KEPT_OPEN = 20
"""How many of the files last asked for are kept with what was found out about them, so that it is found out once."""


class Repository:
    """All records of a folder, with their indices. Nothing is lost: duplicates and broken files stay in `entries`."""

    def __init__(self, root: Path, entries: list[Entry[Any]], strays: list[Stray]) -> None:
        self.root = root
        self.entries = entries
        """All files of the three collections, by collection and path."""
        self.strays = strays
        self.cities: dict[str, Entry[City]] = {}
        self.orgs: dict[str, Entry[Organisation]] = {}
        self.partnerships: dict[str, Entry[Partnership]] = {}
        self.tombstones: dict[str, dict[str, Tombstone]] = {}
        self.unreadable: dict[str, set[str]] = {}
        self.misnamed: dict[str, set[str]] = {}
        """By collection: ids that the names of files promise, while the records in them have others."""
        self.former: dict[str, dict[str, str]] = {}
        """By collection: from a former id to the id of the record that it was merged into."""
        self.focus: Collection[str] | None = None
        """Paths that are asked about, where nothing else will be reported; rules about several records ignore it."""
        self.gone: Mapping[tuple[str, str], str] = {}
        """Collection and id of records that a change takes away, where one is looked at, and the ids they have now."""
        self.duplicates: list[tuple[Entry[Any], Entry[Any]]] = []
        """Pairs of files that hold the same id, the one that is in its place first."""
        self._opened: dict[str, Document] = {}
        self.index()

    def index(self) -> None:
        """Make the indices anew from the entries, as when some of them turn out to be broken."""
        self.tombstones = {name: {} for name in COLLECTIONS}
        self.unreadable = {name: set() for name in COLLECTIONS}
        self.misnamed = {name: set() for name in COLLECTIONS}
        self.former = {name: {} for name in COLLECTIONS}
        self.duplicates = []
        for collection in COLLECTIONS:
            self.collection(collection).clear()
        elsewhere = []
        for entry in self.entries:
            record = entry.record
            if record is None:
                if entry.tombstone is not None:
                    self.tombstones[entry.collection][entry.id] = entry.tombstone
                else:
                    self.unreadable[entry.collection].add(promised(entry.collection, entry.id))
            elif record.id == entry.id:
                self._add(entry)
            else:
                elsewhere.append(entry)
        for entry in elsewhere:
            self._add(entry)
            self.misnamed[entry.collection].add(promised(entry.collection, entry.id))
        for stray in self.lost:
            self.unreadable[stray.collection].add(promised(stray.collection, stray.promised))
        self._forget()

    @property
    def lost(self) -> list[Stray]:
        """Files with a record that is not read, for their names have another ending, and that lies nowhere else."""
        return [
            stray
            for stray in self.strays
            if stray.promised and promised(stray.collection, stray.promised) not in self.collection(stray.collection)
        ]

    def _forget(self) -> None:
        for name in ("pairs", "judged_pairs", "ties", "city_names"):
            self.__dict__.pop(name, None)

    def narrow(self, focus: Collection[str]) -> None:
        """Tell rules that nothing will be reported but of the files at these paths."""
        self.focus = focus
        self._forget()

    def _add(self, entry: Entry[Any]) -> None:
        record: Any = entry.record
        records = self.collection(entry.collection)
        first = records.setdefault(record.id, entry)
        if first is not entry:
            if entry.path == path_of(entry.collection, record.id):  # whoever came first is a copy in a wrong place
                records[record.id], old = entry, first
                self.duplicates = [(entry if one is old else one, other) for one, other in self.duplicates]
                first, entry = entry, old
            self.duplicates.append((first, entry))
        for former in record.former_ids:
            self.former[entry.collection].setdefault(former, record.id)

    def collection(self, name: str) -> dict[str, Entry[Any]]:
        """The readable records of a collection ("cities", "orgs", "partnerships") by id."""
        entries: dict[str, Entry[Any]] = getattr(self, name)
        return entries

    def resolve(self, collection: str, record_id: str) -> Resolution:
        """What a reference to `record_id` leads to."""
        if record_id in self.collection(collection):
            return Resolution("found", record_id)
        if record_id in self.unreadable[collection]:
            return Resolution("unreadable", record_id)
        if record_id in self.former[collection]:
            return Resolution("former", self.former[collection][record_id])
        if record_id in self.tombstones[collection]:
            return Resolution("withdrawn", record_id)
        if record_id in self.misnamed[collection]:
            return Resolution("unreadable", record_id)
        if any(record_id in ids for ids in self.unreadable.values()):
            return Resolution("unreadable", record_id)  # it may lie in a wrong folder; its file is told of
        if any(stray.hides(path_of(collection, record_id)) for stray in self.strays):
            return Resolution("unreadable", record_id)  # a link, or behind one, which SCR014 tells of
        return Resolution("missing", record_id)

    @functools.cached_property
    def pairs(self) -> dict[tuple[str, str], list[Entry[Partnership]]]:
        """Partnerships by their two cities, in byte order of the ids."""
        pairs: dict[tuple[str, str], list[Entry[Partnership]]] = {}
        for entry in self.entries:
            if entry.collection == "partnerships" and entry.record is not None:
                one, other = entry.record.cities
                pairs.setdefault((one, other) if one < other else (other, one), []).append(entry)
        return pairs

    @functools.cached_property
    def judged_pairs(self) -> Mapping[tuple[str, str], list[Entry[Partnership]]]:
        """The pairs that a rule has to judge that judges each by itself: all, or those of files in `focus`."""
        if self.focus is None:
            return self.pairs
        found: dict[tuple[str, str], list[Entry[Partnership]]] = {
            (min(record.cities), max(record.cities)): [] for record in self._in_focus()
        }
        for entry in self.entries if found else ():
            if entry.collection == "partnerships" and (record := entry.record) is not None:
                one, other = record.parties
                same = found.get((one.city, other.city) if one.city < other.city else (other.city, one.city))
                if same is not None:
                    same.append(entry)
        return found

    @property
    def judged_partnerships(self) -> Iterable[Entry[Partnership]]:
        """The partnerships that a rule has to judge that judges each by itself: all, or those in `focus`."""
        if self.focus is None:
            return self.partnerships.values()
        entries = (self.partnerships.get(record.id) for record in self._in_focus())
        return [entry for entry in entries if entry is not None]

    @property
    def judged_cities(self) -> Iterable[Entry[City]]:
        """The cities that a rule has to judge that judges each by itself: all, or those in `focus`."""
        if self.focus is None:
            return self.cities.values()
        return [
            self.cities[entry.record.id]
            for entry in self.judged
            if entry.collection == "cities" and entry.record is not None
        ]

    @property
    def judged_ends(self) -> set[str] | None:
        """The ids of the cities whose namesakes matter to partnerships that are judged; `None` for all cities."""
        return None if self.focus is None else {city for record in self._in_focus() for city in record.cities}

    @property
    def judged(self) -> Iterable[Entry[Any]]:
        """The files that a rule has to judge that judges each by itself: all, or those in `focus`."""
        if self.focus is None:
            return self.entries
        return [self.by_path[path] for path in sorted(self.focus) if path in self.by_path]

    def _in_focus(self) -> Iterator[Partnership]:
        """The partnerships among the files in focus."""
        for entry in self.judged:
            if entry.collection == "partnerships" and entry.record is not None:
                yield entry.record

    @functools.cached_property
    def ties(self) -> dict[str, list[Entry[Partnership]]]:
        """Partnerships of each city."""
        ties: dict[str, list[Entry[Partnership]]] = {}
        for entry in self.partnerships.values():
            for city in entry.record.cities if entry.record else ():
                ties.setdefault(city, []).append(entry)
        return ties

    @functools.cached_property
    def city_names(self) -> dict[str, list[str]]:
        """Ids of cities by what people write instead: the rest of the id, the Wikidata item, and all names, folded."""
        from screcords.reference.names import plain  # noqa: PLC0415 - only needed where something is wrong

        names: dict[str, list[str]] = {}
        for entry in self.cities.values():
            city = entry.record
            if city is not None:
                keys = [entry.id[3:], (city.wikidata or "").lower(), *map(plain, (*city.name.values(), *city.aliases))]
                for key in dict.fromkeys(keys):
                    names.setdefault(key, []).append(entry.id)
        return names

    @property
    def is_whole(self) -> bool:
        """Whether every file holds the record that its name promises: else nobody knows what is *not* there."""
        return (
            not any(self.unreadable.values())
            and not any(self.misnamed.values())
            and not any(stray.may_be_record for stray in self.strays)
        )

    def document(self, path: str) -> Document:
        """The record's file at `path`, as it was read where that matters, else read again; other paths are empty.

        Raises:
            OSError: it is gone.
        """
        entry = self.by_path.get(path)
        if entry is None:
            return Document(path, b"")
        if entry.data is None:
            return Document(path, (self.root / path).read_bytes())
        document = self._opened.get(path)
        if document is None or document.data is not entry.data:
            while len(self._opened) >= KEPT_OPEN:
                self._opened.pop(next(iter(self._opened)))
            document = self._opened[path] = Document(path, entry.data)
        return document

    @functools.cached_property
    def by_path(self) -> dict[str, Entry[Any]]:
        """All files of the three collections by path."""
        return {entry.path: entry for entry in self.entries}


def network(repository: Repository) -> networkx.Graph[str]:
    """The graph for networkx: a node a city (attribute `record`), an edge a partnership (attribute `record`).

    Cities without a partnership are nodes too; edges whose city is missing are left out.
    """
    import networkx  # noqa: PLC0415 - half a second, and lint does not need it

    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from((entry.id, {"record": entry.record}) for entry in repository.cities.values())
    for entry in repository.partnerships.values():
        if entry.record is not None and all(city in graph for city in entry.record.cities):
            graph.add_edge(*entry.record.cities, record=entry.record)
    return graph

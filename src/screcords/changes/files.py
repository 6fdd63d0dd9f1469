"""The files of a repository as they will be, while a larger change is being made up."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from screcords.changes.edits import removal
from screcords.repository.references import Referrers, references
from screcords.text import rewrite
from screcords.text.document import Document, parse
from screcords.text.edit import Edit, apply
from screcords.text.scanner import scan

if TYPE_CHECKING:
    from screcords.repository.entry import Entry
    from screcords.repository.graph import Repository

Renamed = dict[str, dict[str, str]]
"""By collection: from the old id of a record to the new one."""


class Taken(ValueError):  # noqa: N818 - reads as what it says
    """What a change needs is in use by another record, or the change makes no sense; the message says how."""


class Files:
    """New texts and places of files, on top of a repository; nothing is written."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self.texts: dict[str, str] = {}
        """Changed texts by the path of today."""
        self.raw: dict[str, bytes] = {}
        """Whole contents that took the place of what was there."""
        self.at: dict[str, str | None] = {}
        """Where a file goes; `None` where it goes away."""
        self._data: dict[str, dict[str, Any]] = {}
        self._opened: dict[str, Document] = {}

    @functools.cached_property
    def referrers(self) -> Referrers:
        """Who names whom, as it was before the change."""
        return Referrers(self.repository)

    def fork(self) -> Files:
        """A change of its own that can be thrown away, or joined again."""
        files = Files(self.repository)
        files.referrers = self.referrers
        return files

    def join(self, other: Files) -> None:
        """Take over a change of other files."""
        self.texts |= other.texts
        self.at |= other.at

    def opened(self, path: str) -> Document:
        """The file as it was before the change, kept for further questions."""
        if path not in self._opened:
            self._opened[path] = self.repository.document(path)
        return self._opened[path]

    def document(self, entry: Entry[Any]) -> Document:
        """The file with the text that it has by now."""
        document = self.repository.document(entry.path)
        if entry.path in self.texts:
            return Document(entry.path, document.encode(self.texts[entry.path]))
        return document

    def data(self, entry: Entry[Any]) -> dict[str, Any]:
        """What the file says by now.

        Raises:
            Taken: it cannot be read.
        """
        if entry.path not in self._data:
            try:
                self._data[entry.path] = parse(self.document(entry).data)
            except ValueError as error:
                raise Taken(f"{entry.path} cannot be read") from error
        return self._data[entry.path]

    def put(self, entry: Entry[Any], text: str) -> None:
        """Give a file another text."""
        self.texts[entry.path] = text
        self._data.pop(entry.path, None)

    def edit(self, entry: Entry[Any], edits: list[Edit]) -> None:
        """Make edits of the text that a file has by now."""
        self.put(entry, apply(self.document(entry).text, edits))

    def move(self, entry: Entry[Any], path: str) -> None:
        """Give a file another place.

        Raises:
            Taken: another file is there.
        """
        there = self.repository.by_path.get(path)
        if path != entry.path and there is not None and self.at.get(path, path) == path:
            raise Taken(f"there is a file {path} already")
        self.at[entry.path] = path

    def remove(self, entry: Entry[Any]) -> None:
        """Take a file away."""
        self.at[entry.path] = None

    def follow(self, renamed: Renamed) -> None:
        """Let every reference to a renamed record say the new id; an id that would stand twice in a list goes.

        A place that would name itself as its successor or member no longer does.
        """
        touched: dict[str, Entry[Any]] = {}
        for collection, ids in renamed.items():
            for old in ids:
                touched |= {entry.path: entry for entry in self.referrers.of(collection, old)}
        for path in sorted(touched):
            if self.at.get(path, path) is not None:
                self._follow(touched[path], renamed)

    def _follow(self, entry: Entry[Any], renamed: Renamed) -> None:
        data = self.data(entry)
        there: dict[tuple[str | int, ...], set[str]] = {}
        edits: list[Edit] = []
        tree = None
        for route, collection, wanted in references(entry.collection, data):
            new = renamed.get(collection, {}).get(wanted, wanted)
            seen = there.setdefault(route[:-1], set()) if isinstance(route[-1], int) else None
            repeated = seen is not None and (new in seen or (new != wanted and new in _array(data, route[:-1])))
            itself = seen is not None and entry.collection == collection and new == data.get("id")
            if seen is not None:
                seen.add(new)
            if new == wanted:
                continue
            tree = tree or self.document(entry).scan
            edits += removal(tree, route) if repeated or itself else rewrite.set_value(tree, route, new)
        if edits:
            self.edit(entry, edits)

    def changes(self) -> dict[str, bytes | None]:
        """New contents by path; `None` where a file goes."""
        found: dict[str, bytes | None] = {}
        for path in {**self.texts, **self.at}:
            if self.at.get(path, path) != path:
                found[path] = None
        for path in {**self.texts, **self.at}:
            target = self.at.get(path, path)
            if target is not None:
                found[target] = self.document(self.repository.by_path[path]).data
        return found | self.raw


def _array(data: Any, route: tuple[str | int, ...]) -> list[Any]:  # noqa: ANN401 - plain data
    for step in route:
        data = data[step]
    return data if isinstance(data, list) else []


def in_order(text: str) -> str:
    """The text of a partnership with its parties in the order of its id."""
    return apply(text, rewrite.move(scan(text), ("parties", 1), before=("parties", 0)))


def by_id(repository: Repository, collection: str, record_id: str, path: str = "") -> Entry[Any]:
    """The file of a record: the one at `path`, or else the one that has the id.

    Raises:
        Taken: there is none.
    """
    found = repository.by_path.get(path) if path else repository.collection(collection).get(record_id)
    if found is None:
        raise Taken(f'there is no readable record "{record_id}"')
    return found

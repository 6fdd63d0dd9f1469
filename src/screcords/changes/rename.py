"""Give a record another id: its file moves, and everything that names it follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screcords.model.ids import SEPARATOR, pair_id, path_of
from screcords.repository.references import referring
from screcords.text import rewrite
from screcords.text.edit import apply
from screcords.text.scanner import scan

if TYPE_CHECKING:
    from screcords.repository.entry import Entry
    from screcords.repository.graph import Repository


class Taken(ValueError):  # noqa: N818 - reads as what it says
    """The new id belongs to another record."""


def rename(repository: Repository, collection: str, old: str, new: str) -> dict[str, bytes | None]:
    """New contents of all files that change when the record `old` is called `new`, by path (`None`: the file goes).

    A city takes its partnerships along, whose ids are made of it.

    Raises:
        Taken: there is a record `new` already.
        KeyError: there is no readable record `old`.
    """
    files = _Files(repository)
    _rename(files, collection, old, new)
    return files.changes()


class _Files:
    """The files of a repository as they will be."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self.texts: dict[str, str] = {}
        self.at: dict[str, str] = {}

    def text(self, entry: Entry[Any]) -> str:
        if entry.path not in self.texts:
            self.texts[entry.path] = self.repository.document(entry.path).text
        return self.texts[entry.path]

    def set(self, entry: Entry[Any], route: tuple[str | int, ...], value: str) -> None:
        text = self.text(entry)
        self.texts[entry.path] = apply(text, rewrite.set_value(scan(text), route, value))

    def move(self, entry: Entry[Any], path: str) -> None:
        if path != entry.path and path in self.repository.by_path:
            raise Taken(f"there is a file {path} already")
        self.text(entry)
        self.at[entry.path] = path

    def changes(self) -> dict[str, bytes | None]:
        found: dict[str, bytes | None] = {}
        for path, text in self.texts.items():
            target = self.at.get(path, path)
            if target != path:
                found[path] = None
            found[target] = text.encode()
        return found


def _rename(files: _Files, collection: str, old: str, new: str) -> None:
    repository = files.repository
    entry = repository.collection(collection)[old]
    if new != old and new in repository.collection(collection):
        raise Taken(f'there is a record "{new}" already')
    files.set(entry, ("id",), new)
    files.move(entry, path_of(collection, new))
    touched: dict[str, Entry[Any]] = {}
    for other, reference in referring(repository, collection, old):
        files.set(other, reference.route, new)
        touched[other.path] = other
    if collection == "cities":
        for other in touched.values():
            if other.collection == "partnerships" and other.record is not None and old in other.record.cities:
                _follow(files, other, old, new)


def _follow(files: _Files, entry: Entry[Any], old: str, new: str) -> None:
    """Rename a partnership after one of its cities was renamed, and put the parties in order again."""
    record: Any = entry.record
    one, other = (new if city == old else city for city in record.cities)
    if one > other and SEPARATOR in record.id:
        text = files.text(entry)
        files.texts[entry.path] = apply(text, rewrite.move(scan(text), ("parties", 1), before=("parties", 0)))
    wanted = pair_id(one, other)
    if wanted != record.id:
        _rename(files, "partnerships", record.id, wanted)

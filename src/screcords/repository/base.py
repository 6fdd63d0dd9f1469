"""What changed since a revision: the files, what they held before, and which records are touched by that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from screcords.model.ids import COLLECTIONS
from screcords.model.record import plain
from screcords.repository import revision
from screcords.repository.references import references, referring
from screcords.text.document import BadText, guard, parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from screcords.repository.entry import Entry
    from screcords.repository.graph import Repository


class Base(NamedTuple):
    """The revision that a check compares with."""

    name: str
    """As it was asked for: "HEAD~1", "origin/main"."""
    commit: str
    changed: dict[str, str]
    """Paths below `records/` that differ from it in the working tree, with git's letter: A, M, D or T."""
    before: dict[str, bytes]
    """What the changed files held there; those that were added are missing."""


def compare(tree: revision.Worktree, name: str) -> Base:
    """What the working tree changes since it left the revision `name`, uncommitted and untracked files included.

    Raises:
        revision.NoBaseError: there is no git, no such revision, or the history that would hold it was not fetched.
    """
    commit = revision.fork(tree.root, name)
    changed = tree.changed(commit)
    before = revision.contents(tree, commit, [path for path, letter in changed.items() if letter != "A"])
    for path, data in before.items():
        if changed[path] == "M" and _holds(tree.root / path, data):
            del changed[path]
    before = {path: data for path, data in before.items() if path in changed}
    return Base(name, commit, changed, before)


def _holds(path: Path, data: bytes) -> bool:
    """Whether a file holds just that, as one that was only touched does."""
    return not path.is_symlink() and path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


def records_before(base: Base) -> dict[str, dict[str, dict[str, Any]]]:
    """By collection and id: the plain data of the records in the changed files as they were, but for broken ones."""
    found: dict[str, dict[str, dict[str, Any]]] = {name: {} for name in COLLECTIONS}
    for path, data in base.before.items():
        parts = path.split("/")
        if len(parts) == 5 and parts[1] in found and path.endswith(".toml") and guard(data) is None:
            try:
                content = parse(data)
            except BadText:
                continue
            found[parts[1]][parts[4].removesuffix(".toml")] = content
    return found


def touched(repository: Repository, base: Base) -> frozenset[str]:
    """Paths that the change touches: the changed files, what their records name, and what names them, now or before.

    A city's neighbours are its partnerships and organisations, a partnership's its cities and organisations.
    """
    paths = set(base.changed)
    for path in base.changed:
        entry = repository.by_path.get(path)
        if entry is not None and entry.record is not None:
            paths.update(_neighbours(repository, entry))
        elif path.count("/") == 4:
            paths.update(_referring(repository, path))
    return frozenset(paths)


def _neighbours(repository: Repository, entry: Entry[Any]) -> Iterator[str]:
    record: Any = entry.record
    for reference in references(entry.collection, plain(record)):
        found = repository.collection(reference.collection).get(reference.id)
        if found is not None:
            yield found.path
    yield from (other.path for other, _ in referring(repository, entry.collection, record.id))


def _referring(repository: Repository, path: str) -> Iterator[str]:
    """What names the record that was, or should be, at `path`."""
    _, collection, *_, name = path.split("/")
    if collection in repository.former:
        record_id = name.removesuffix(".toml")
        yield from (other.path for other, _ in referring(repository, collection, record_id))

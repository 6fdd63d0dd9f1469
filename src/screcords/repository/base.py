"""What changed since a revision: the files, what they held before, and which records are touched by that."""

from __future__ import annotations

import contextlib
import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from screcords.model.ids import COLLECTIONS, SEPARATOR, is_id, pair_id, promised
from screcords.model.record import plain
from screcords.repository import revision, worktree
from screcords.repository.references import Referrers, references, referring
from screcords.text.document import BadText, guard, parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from screcords.repository.graph import Repository


FEW = 12
"""So many ids are looked for in all records; who names more of them is looked up."""


@dataclass(frozen=True)
class Base:
    """The revision that a check compares with."""

    name: str
    """As it was asked for: "HEAD~1", "origin/main"."""
    commit: str
    changed: dict[str, str]
    """Paths below `records/` that differ from it in the working tree, with git's letter: A, M, D or T."""
    before: dict[str, bytes]
    """What the changed files held there; those that were added are missing."""

    @functools.cached_property
    def records(self) -> dict[str, dict[str, Before]]:
        """By collection and id: the records in the changed files as they were; a broken one is known by its file."""
        return _records(self.before)


def compare(tree: worktree.Worktree, name: str) -> Base:
    """What the working tree changes since it left the revision `name`, uncommitted and untracked files included.

    Raises:
        git.NoBaseError: there is no git, no such revision, or the history that would hold it was not fetched.
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


class Before(NamedTuple):
    """A record as it was at the base."""

    path: str
    data: dict[str, Any]


def _records(files: Mapping[str, bytes]) -> dict[str, dict[str, Before]]:
    found: dict[str, dict[str, Before]] = {name: {} for name in COLLECTIONS}
    for path, data in files.items():
        parts = path.split("/")
        if len(parts) < 3 or parts[1] not in found or not path.endswith(".toml"):
            continue
        content: dict[str, Any] = {}
        with contextlib.suppress(BadText):
            content = parse(data) if guard(data) is None else {}
        record_id = content.get("id")
        if not isinstance(record_id, str) or not is_id(parts[1], record_id):
            record_id = promised(parts[1], parts[-1].removesuffix(".toml"))
        found[parts[1]][record_id] = Before(path, content)
    return found


def touched(repository: Repository, base: Base) -> frozenset[str]:
    """Paths that the change touches: the changed files, what their records name, and what names them, now or before.

    A city's neighbours are its partnerships and organisations, a partnership's its cities and organisations.
    """
    paths = set(base.changed)
    ids: set[tuple[str, str]] = set()
    for collection, records in base.records.items():
        for record_id, before in records.items():
            paths.update(_named(repository, collection, before.data))
            former = before.data.get("former_ids")
            ids.update(
                (collection, old) for old in (former if isinstance(former, list) else ()) if isinstance(old, str)
            )
            ids.add((collection, record_id))
    for path in base.changed:
        entry = repository.by_path.get(path)
        if entry is not None:
            ids.add((entry.collection, promised(entry.collection, entry.id)))
            if entry.record is not None:
                paths.update(_named(repository, entry.collection, plain(entry.record)))
                ids.update((entry.collection, held) for held in (entry.record.id, *entry.record.former_ids))
    names = Referrers(repository).of if len(ids) > FEW else functools.partial(referring, repository)
    for collection, record_id in ids:
        paths.update(other.path for other in names(collection, record_id))
    return frozenset(paths)


def _named(repository: Repository, collection: str, data: dict[str, Any]) -> Iterator[str]:
    """The files of the records that the data of a record names."""
    for reference in references(collection, data):
        found = repository.collection(reference.collection).get(repository.resolve(*reference[1:]).id)
        if found is not None:
            yield found.path
            yield from (other.path for first, other in repository.duplicates if first is found)


def gone(repository: Repository, base: Base) -> dict[tuple[str, str], str]:
    """Collection and id of the records that the change has taken away, and the id that each goes by now, if any.

    A city or an organisation is the same by its Wikidata item, its GeoNames id, or its English name in one country; a
    partnership by its two cities.
    """
    before = {
        (collection, record_id): record.data
        for collection, records in base.records.items()
        for record_id, record in records.items()
        if repository.resolve(collection, record_id).state == "missing"
    }
    if not before:
        return {}
    now: dict[tuple[str, str, object], str] = {}
    for path in base.changed:
        entry = repository.by_path.get(path)
        if entry is not None and entry.record is not None and entry.collection != "partnerships":
            for mark in _marks(plain(entry.record)):
                now.setdefault((entry.collection, *mark), entry.record.id)
    found = {
        (collection, record_id): next((now[key] for mark in _marks(data) if (key := (collection, *mark)) in now), "")
        for (collection, record_id), data in before.items()
    }
    for collection, record_id in found:
        if collection == "partnerships":
            cities = (found.get(("cities", city)) or city for city in record_id.split(SEPARATOR, 1))
            pair = pair_id(*cities) if SEPARATOR in record_id else ""
            found[collection, record_id] = pair if pair in repository.partnerships else ""
    return found


def _marks(data: dict[str, Any]) -> Iterator[tuple[str, object]]:
    """What tells a city or an organisation from all others, the surest first."""
    yield from ((key, data[key]) for key in ("wikidata", "geonames") if isinstance(data.get(key), str | int))
    name = data.get("name")
    if isinstance(name, dict) and isinstance(name.get("en"), str):
        yield f"name in {data.get('country', str(data.get('city'))[:2])}", name["en"]

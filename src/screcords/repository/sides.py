"""The changed records of two revisions, read from git or the working tree without a checkout."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from screcords.model.ids import COLLECTIONS, path_of
from screcords.repository import load, revision
from screcords.repository.entry import Entry
from screcords.repository.walk import FOLDER
from screcords.text.document import MAX_BYTES, BadText, guard, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from screcords.repository.worktree import Worktree

Entries = dict[str, Entry[Any]]
"""Files of the collections by path."""


class Sides(NamedTuple):
    """What differs between two revisions: by path, the records that the changed files held and hold."""

    base: str
    """Commit."""
    head: str
    """Commit; empty for the working tree."""
    before: Entries
    after: Entries


def read(tree: Worktree, base: str, head: str | None = None) -> Sides:
    """The changed records of the revisions `base` and `head`, or of `base` and the working tree.

    Raises:
        git.NoBaseError: there is no git, no such revision, or the history that would hold it was not fetched.
    """
    old = revision.commit(tree.root, base)
    new = revision.commit(tree.root, head) if head is not None else ""
    changed = revision.between(tree, old, new) if new else tree.changed(old)
    before = revision.contents(tree, old, [path for path, letter in changed.items() if letter != "A"])
    if new:
        after = revision.contents(tree, new, [path for path, letter in changed.items() if letter != "D"])
    else:
        after = {path: data for path in changed if (data := _on_disk(tree, path)) is not None}
        for path in [path for path, data in before.items() if after.get(path) == data]:  # only touched
            del before[path], after[path]
    return Sides(old, new, entries(before), entries(after))


def entries(files: Mapping[str, bytes]) -> Entries:
    """The records in the contents of files; what lies outside the collections is left out."""
    found: Entries = {}
    counts = {name: sum(path.startswith(f"{FOLDER}/{name}/") for path in files) for name in COLLECTIONS}
    for path, data in files.items():
        collection = path.split("/")[1] if path.count("/") else ""
        if collection in COLLECTIONS and path.endswith(".toml") and path.isprintable():
            entry: Entry[Any] = Entry(path, collection)
            load.examiner(collection, recognising=counts[collection] > load.FEW)(entry, data)
            entry.data = data
            found[path] = entry
    return found


def _on_disk(tree: Worktree, path: str) -> bytes | None:
    """What a file of the working tree holds, as git would store it; `None` where there is none."""
    file = tree.root / path
    if file.is_symlink():
        return os.fsencode(file.readlink())
    if not file.is_file():
        return None
    try:
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError:
        return b""


def city_names(tree: Worktree, sides: Sides, ids: Iterable[str]) -> dict[str, str]:
    """The English names of cities, as the newer side has them, else the older; cities without a record are missing."""
    wanted = {path_of("cities", city): city for city in dict.fromkeys(ids)}
    names: dict[str, str] = {}
    for changed, commit in ((sides.after, sides.head), (sides.before, sides.base)):
        rest = [path for path, city in wanted.items() if city not in names]
        texts = {path: changed[path].data or b"" for path in rest if path in changed}
        rest = [path for path in rest if path not in texts]
        if commit:
            texts |= revision.contents(tree, commit, rest)
        else:
            texts |= {path: data for path in rest if (data := _on_disk(tree, path)) is not None}
        names |= {wanted[path]: name for path, name in names_in(texts).items()}
    return names


def names_in(texts: Mapping[str, bytes]) -> dict[str, str]:
    """The English names in the files of cities, by path; those that say none are missing."""
    found = {}
    for path, entry in entries(texts).items():
        name = entry.record.name["en"] if entry.record is not None else _name_of(texts[path])
        if name:
            found[path] = name
    return found


def _name_of(data: bytes) -> str | None:
    """The English name in a broken city's file; `None` where it cannot be read at all."""
    if guard(data) is not None:
        return None
    try:
        name = parse(data).get("name")
    except BadText:
        return None
    found = name.get("en") if isinstance(name, dict) else None
    return found if isinstance(found, str) else None

"""Reads a repository: every file, in one pass, with no more work on a good file than it takes to know it is good.

A file is guarded, decoded, recognised or judged, parsed, held against its schema and made a typed record. What fails
is kept with the stage that it failed, and explained later, by the linter. Nothing here builds positions.
"""

from __future__ import annotations

import functools
import gc
import os
import stat
from typing import TYPE_CHECKING, Any

import msgspec
import rtoml

from screcords.model import schemas
from screcords.model.city import City
from screcords.model.ids import COLLECTIONS
from screcords.model.organisation import Organisation
from screcords.model.partnership import Partnership
from screcords.model.record import Tombstone, typed
from screcords.repository.entry import Entry
from screcords.repository.graph import Repository
from screcords.repository.walk import FOLDER, Walked, walk
from screcords.text import document
from screcords.text.characters import is_suspect
from screcords.text.recogniser import recogniser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from screcords.repository.cache import Known

TYPES: dict[str, type] = {"cities": City, "orgs": Organisation, "partnerships": Partnership}
CHUNK = 1 << 14
FEW = 40
"""So many files are looked at the slow way before a recogniser is made, where the others are known already."""
_OPEN = os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def load(
    root: Path,
    overlay: Mapping[str, bytes | None] | None = None,
    *,
    known: Known | None = None,
    walked: Walked | None = None,
) -> Repository:
    """Read all records below `root`, with the contents in `overlay` in place of those on the disk (`None`: no file).

    What `known` has of a file that has not changed is taken over without reading it. `walked` is what lies there, where
    that was looked at already.

    Raises:
        NoRepositoryError: `root` has no readable `records/`, or a folder in it cannot be opened.
    """
    entries: list[Entry[Any]] = []
    collecting = gc.isenabled()
    gc.disable()  # half of the time would go into looking for cycles among records, which have none
    try:
        found = walked or walk(root)
        for collection, paths in found.paths.items():
            is_warm = known is not None and bool(known.files[collection])
            examine = _when_needed(collection) if is_warm else examiner(collection)
            if overlay:
                entries += _overlaid(root, paths, collection, examine, overlay)
            elif known is not None:
                entries.extend(
                    known.entry(path, collection) or _read(root, path, collection, examine) for path in paths
                )
            else:
                entries.extend(_read(root, path, collection, examine) for path in paths)
        return Repository(root, entries, found.strays)
    finally:
        if collecting:
            gc.freeze()
            gc.enable()


def _overlaid(
    root: Path,
    paths: Iterable[str],
    collection: str,
    examine: Callable[[Entry[Any], bytes], None],
    overlay: Mapping[str, bytes | None],
) -> list[Entry[Any]]:
    """The entries of a collection as they would be; those from the overlay keep their bytes."""
    found = [_read(root, path, collection, examine) for path in paths if path not in overlay]
    for path, data in overlay.items():
        if data is not None and path.startswith(f"{FOLDER}/{collection}/"):
            entry: Entry[Any] = Entry(path, collection)
            examine(entry, data)
            entry.data = data
            found.append(entry)
    found.sort(key=lambda entry: entry.path.split("/"))
    return found


def revised(repository: Repository, overlay: Mapping[str, bytes | None]) -> Repository:
    """The repository with other contents of some files (`None`: no file); all other files are not read again."""
    entries = [entry for entry in repository.entries if entry.path not in overlay]
    for collection in COLLECTIONS:
        examine = None
        for path, data in overlay.items():
            if data is not None and path.startswith(f"{FOLDER}/{collection}/"):
                examine = examine or examiner(collection)
                entry: Entry[Any] = Entry(path, collection)
                examine(entry, data)
                entry.data = data
                entries.append(entry)
    rank = {name: number for number, name in enumerate(COLLECTIONS)}
    entries.sort(key=lambda entry: (rank[entry.collection], entry.path.split("/")))
    removed = {path for path, data in overlay.items() if data is None}
    strays = [stray for stray in repository.strays if stray.path not in removed]
    found = Repository(repository.root, entries, strays)
    found.gone = repository.gone
    return found


def _read(root: Path, path: str, collection: str, examine: Callable[[Entry[Any], bytes], None]) -> Entry[Any]:
    entry: Entry[Any] = Entry(path, collection)
    try:
        handle = os.open(f"{root}/{path}", _OPEN)
    except OSError as error:
        entry.flaw, entry.reason, entry.data = "unsafe", f"cannot be opened: {error.strerror}", b""
        return entry
    try:
        data = os.read(handle, CHUNK)
        if len(data) == CHUNK:
            data = _rest(handle, data)
    except OSError as error:
        entry.flaw, entry.reason, entry.data = "unsafe", f"cannot be read: {error.strerror}", b""
        return entry
    finally:
        os.close(handle)
    examine(entry, data)
    return entry


def _rest(handle: int, data: bytes) -> bytes:
    """The whole of a file that is longer than one read; of one over the limit, a little more than the limit."""
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        return data
    parts = [data]
    size = len(data)
    while size <= document.MAX_BYTES and (more := os.read(handle, CHUNK)):
        parts.append(more)
        size += len(more)
    return b"".join(parts)


def _never(_data: bytes) -> None:
    """A recogniser that recognises nothing."""


def _when_needed(collection: str) -> Callable[[Entry[Any], bytes], None]:
    """An examiner that is made for the first file: making it takes longer than looking at a few files."""
    seen = 0

    def examine(entry: Entry[Any], data: bytes) -> None:
        nonlocal seen
        seen += 1
        examiner(collection, recognising=seen > FEW)(entry, data)

    return examine


@functools.cache
def examiner(collection: str, *, recognising: bool = True) -> Callable[[Entry[Any], bytes], None]:
    """A function that fills an entry of `collection` from its bytes: the record, or the stage that it failed.

    Without `recognising`, every file goes the slow way, which for a few is faster than making the recogniser.
    """
    import jsonschema_rs  # noqa: PLC0415 - 40 ms that only reading records needs

    recognise = recogniser(schemas.layout(collection)).fullmatch if recognising else _never
    is_valid = jsonschema_rs.Draft202012Validator(schemas.load(schemas.SCHEMA_OF[collection])).is_valid
    kind = TYPES[collection]
    parse = rtoml.loads
    signatures: dict[tuple[str, ...], tuple[str, ...]] = {}

    def examine(entry: Entry[Any], data: bytes) -> None:
        content = None
        if recognise(data) is not None and (data.isascii() or not is_suspect(data)):
            try:
                content = parse(data.decode())
            except ValueError:  # the recogniser does not look at UTF-8
                content = None
        if content is not None:
            entry.plain = True
        else:
            entry.data = data
            if len(data) > document.MAX_BYTES:  # by how much, nobody has read
                entry.flaw, entry.reason = "unsafe", f"larger than {document.MAX_BYTES // 1024} KiB"
                return
            if (reason := document.guard(data)) is not None:
                entry.flaw, entry.reason = "unsafe", reason
                return
            try:
                content = document.parse(data)
            except document.BadEncoding:
                entry.flaw = "encoding"
                return
            except document.BadSyntax:
                entry.flaw = "syntax"
                return
        try:
            valid = is_valid(content)
            if valid and "withdrawn" in content:
                entry.tombstone = typed(content, Tombstone)
            elif valid:
                entry.record = typed(content, kind)
        except (ValueError, TypeError, msgspec.ValidationError) as error:
            valid = False
            entry.reason = str(error)
        if not valid:
            entry.flaw, entry.data = "schema", data
            return
        keys = tuple(content)
        entry.keys = signatures.setdefault(keys, keys)

    return examine

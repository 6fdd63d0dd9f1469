"""Records that were read before, by the content of their files, for checks of a small change.

A file is known by its path and git's hash of its content, which git has at hand for every file that it knows to be
unchanged, so such a file is neither opened nor parsed. Only what passed everything is kept: a typed record of a file
that is valid and plain, or in which all rules about files found nothing. All else is read anew, and so is everything
when the tool or the schemas have changed, and always where git converts files.

The cache lies in the git directory, where no commit can put anything.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import stat
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from screcords import __version__
from screcords.model import schemas
from screcords.model.city import City
from screcords.model.ids import COLLECTIONS
from screcords.model.organisation import Organisation
from screcords.model.partnership import Partnership
from screcords.model.record import as_date
from screcords.repository import worktree
from screcords.repository.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from screcords.repository.graph import Repository
    from screcords.repository.walk import Walked
    from screcords.repository.worktree import Worktree

NAME = "screcords-cache"
LATER = "screcords-cache-later"
"""Holds the few records that were read since the cache was written."""
WORTH_WRITING = 200
"""So many files must have been read anew before the whole cache is written again; fewer are kept beside it."""


class _Part(msgspec.Struct, gc=False):
    """The files of a collection: the path of each, the number of its signature, and its record."""

    paths: list[str]
    keys: list[int]


class _Cities(_Part, gc=False):
    records: list[City]


class _Orgs(_Part, gc=False):
    records: list[Organisation]


class _Partnerships(_Part, gc=False):
    records: list[Partnership]


class _Stored(msgspec.Struct, gc=False):
    listing: bytes
    """What git tracked then."""
    signatures: list[tuple[str, ...]]
    cities: _Cities
    orgs: _Orgs
    partnerships: _Partnerships


class Known:
    """The files whose records are known, and which others were asked for."""

    def __init__(self) -> None:
        self.files: dict[str, dict[str, tuple[Any, tuple[str, ...]]]] = {name: {} for name in COLLECTIONS}
        """By collection and path: the record, and the keys at its top."""
        self.later: list[str] = []
        """Paths of those that were read since the whole cache was written."""
        self.missed: list[str] = []
        """Paths that were asked for and are not known."""

    def take(self, stored: _Stored, tree: Worktree) -> list[str]:
        """Take over what is stored of the files that git says have the same content still; the paths of these."""
        found: dict[str, dict[str, tuple[Any, tuple[str, ...]]]] = {}
        for name in COLLECTIONS:
            part: Any = getattr(stored, name)
            signatures = map(stored.signatures.__getitem__, part.keys)
            found[name] = dict(zip(part.paths, zip(part.records, signatures, strict=True), strict=True))
        changed = tree.differing
        if stored.listing != tree.listing:
            gone = set(stored.listing.split(b"\0")).difference((tree.listing or b"").split(b"\0"))
            changed = [*changed, *worktree.paths_in(b"".join(line + b"\0" for line in gone))]
        for path in changed:
            for files in found.values():
                files.pop(path, None)
        for name, files in found.items():
            self.files[name] = self.files[name] | files if self.files[name] else files
        return [path for files in found.values() for path in files]

    def others(self, walked: Walked) -> set[str]:
        """What was found in `records/` and is not among these files."""
        found = {stray.path for stray in walked.strays}
        for name, paths in walked.paths.items():
            found.update(set(paths).difference(self.files[name]))
        return found

    def entry(self, path: str, collection: str) -> Entry[Any] | None:
        """The entry of an unchanged file whose content was read before."""
        found = self.files[collection].get(path)
        if found is None:
            self.missed.append(path)
            return None
        entry: Entry[Any] = Entry(path, collection)
        entry.record, entry.keys = found
        entry.plain = True
        return entry


def read(tree: Worktree) -> Known | None:
    """What is known of the files of a repository: nothing where there is no usable cache.

    `None` where there is no git, or where it does not store the bytes that lie here.
    """
    if tree.listing is None or tree.folders is None:
        return None
    whole, later = (tree.folders[0] / name for name in (NAME, LATER))
    if not tree.is_literal():
        with contextlib.suppress(OSError):
            whole.unlink()  # it would be wrong of files that git converted once it does so no more
            later.unlink()
        return None
    known = Known()
    with contextlib.suppress(OSError, ValueError, msgspec.DecodeError):
        known.take(_read(whole), tree)
    with contextlib.suppress(OSError, ValueError, msgspec.DecodeError):
        known.later = known.take(_read(later), tree)
    return known


def write(tree: Worktree, repository: Repository, known: Known) -> bool:
    """Keep the records of a repository that was read with `known`, as far as they were not known; whether it was."""
    wanted = [repository.by_path[path] for path in known.missed]
    if tree.folders is None or not any(entry.plain for entry in wanted):
        return False
    lines = worktree.compared(tree.listing or b"")
    for path in tree.differing:
        lines.pop(path, None)
    new = [entry for entry in wanted if entry.plain and entry.record is not None and entry.path in lines]
    if not new:
        return False
    folder = tree.folders[0]
    if len(new) + len(known.later) >= WORTH_WRITING:
        kept = [e for e in repository.entries if e.plain and e.record is not None and e.path in lines]
        with contextlib.suppress(OSError):
            (folder / LATER).unlink()
        return _put(folder / NAME, _encode(kept, tree.listing or b""))
    new += [repository.by_path[path] for path in known.later if path in lines]
    return _put(folder / LATER, _encode(new, b"".join(lines[entry.path] + b"\0" for entry in new)))


def _put(place: Path, data: bytes) -> bool:
    """Write a file at one go; whether that could be done."""
    scratch = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        scratch.write_bytes(data)
        scratch.replace(place)
    except OSError:
        with contextlib.suppress(OSError):
            scratch.unlink()
        return False
    return True


@functools.cache
def _key() -> bytes:
    """A digest of everything but the files that a record's verdict depends on."""
    digest = hashlib.sha256()
    parts = [__version__, sys.version, msgspec.__version__]
    parts += [f"{path}:{stat.st_size}:{stat.st_mtime_ns}" for path, stat in _sources()]
    for part in parts:
        digest.update(part.encode("utf-8", "surrogateescape") + b"\0")
    return digest.digest()


def _sources() -> list[tuple[str, os.stat_result]]:
    """The files of the tool that judge a file alone: model, text, loading, rules about files, tables, and schemas."""
    package = Path(__file__).parent.parent
    parts = ("model", "text", "repository", "reference", "changes", "rules/format")
    folders = (*(package / part for part in parts), schemas.folder())
    paths = [path for folder in folders for path in sorted(folder.iterdir()) if path.suffix in {".py", ".json"}]
    return [(str(path), path.stat()) for path in paths]


def _encode(entries: Iterable[Entry[Any]], listing: bytes) -> bytes:
    signatures: dict[tuple[str, ...], int] = {}
    parts: dict[str, tuple[list[str], list[int], list[Any]]] = {name: ([], [], []) for name in COLLECTIONS}
    for entry in entries:
        paths, keys, records = parts[entry.collection]
        paths.append(entry.path)
        keys.append(signatures.setdefault(entry.keys, len(signatures)))
        records.append(entry.record)
    cities, orgs, partnerships = parts.values()
    stored = _Stored(listing, list(signatures), _Cities(*cities), _Orgs(*orgs), _Partnerships(*partnerships))
    body = msgspec.msgpack.encode(stored, enc_hook=str)
    return _key() + zlib.crc32(body).to_bytes(4, "big") + body


def _read(place: Path) -> _Stored:
    """The stored records.

    Raises:
        ValueError: made by another tool, for other schemas, or damaged.
        OSError: there are none.
    """
    if not stat.S_ISREG(place.lstat().st_mode):
        raise ValueError("no file")
    data = place.read_bytes()
    head, body = data[:36], data[36:]
    if head != _key() + zlib.crc32(body).to_bytes(4, "big"):
        raise ValueError("not usable")
    return msgspec.msgpack.decode(body, type=_Stored, dec_hook=as_date)

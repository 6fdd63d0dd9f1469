"""Records that were read before, by the content of their files, for checks of a small change.

A file is named by git's hash of its content, which git has at hand for every file that it knows to be unchanged, so
such a file is neither opened nor parsed. Only what passed everything is kept: a typed record of a file that is valid
and plain, or in which all rules about files found nothing. All else is read anew, and so is everything when the tool,
the schemas or how git converts files have changed.

The cache lies in the git directory, where no commit can put anything.
"""

from __future__ import annotations

import hashlib
import os
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from screcords import __version__
from screcords.model import schemas
from screcords.model.city import City
from screcords.model.ids import COLLECTIONS
from screcords.model.organisation import Organisation
from screcords.model.partnership import Partnership
from screcords.model.record import as_date
from screcords.repository.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from screcords.repository.graph import Repository
    from screcords.repository.revision import Worktree

NAME = "screcords-cache"
WORTH_WRITING = 200
"""So many files must have been read anew before the cache is written again; fewer cost less than writing."""


class _Cities(msgspec.Struct, gc=False):
    hashes: list[str]
    keys: list[int]
    records: list[City]


class _Orgs(msgspec.Struct, gc=False):
    hashes: list[str]
    keys: list[int]
    records: list[Organisation]


class _Partnerships(msgspec.Struct, gc=False):
    hashes: list[str]
    keys: list[int]
    records: list[Partnership]


class _Stored(msgspec.Struct, gc=False):
    signatures: list[tuple[str, ...]]
    cities: _Cities
    orgs: _Orgs
    partnerships: _Partnerships


class Known(NamedTuple):
    """What is known of the files of a repository."""

    hashes: Mapping[str, str]
    """By path: git's hash of each file that git knows to be unchanged."""
    records: Mapping[str, Mapping[str, tuple[Any, tuple[str, ...]]]]
    """By collection and hash: the record, and the keys at its top."""

    def entry(self, path: str, collection: str) -> Entry[Any] | None:
        """The entry of an unchanged file whose content was read before."""
        found = self.records[collection].get(self.hashes.get(path, ""))
        if found is None:
            return None
        entry: Entry[Any] = Entry(path, collection)
        entry.record, entry.keys = found
        entry.plain = True
        return entry


def read(tree: Worktree) -> Known | None:
    """What is known of the files of a repository: nothing but hashes where there is no usable cache.

    `None` where there is no git.
    """
    hashes = tree.unchanged()
    if hashes is None or tree.folders is None:
        return None
    records: dict[str, dict[str, tuple[Any, tuple[str, ...]]]] = {name: {} for name in COLLECTIONS}
    try:
        stored = _decode((tree.folders[0] / NAME).read_bytes(), _key(tree))
        for name in COLLECTIONS:
            records[name] = _by_hash(getattr(stored, name), stored.signatures)
    except (OSError, ValueError, msgspec.DecodeError):
        records = {name: {} for name in COLLECTIONS}
    return Known(hashes, records)


def write(tree: Worktree, repository: Repository, known: Known) -> bool:
    """Keep the records of a repository that was read with `known`, if enough of them were not known; whether it was."""
    new = sum(
        entry.plain
        and entry.record is not None
        and entry.path in known.hashes
        and known.hashes[entry.path] not in known.records[entry.collection]
        for entry in repository.entries
    )
    if new < WORTH_WRITING or tree.folders is None:
        return False
    place = tree.folders[0] / NAME
    data = _encode(repository, known.hashes, _key(tree))
    scratch = place.with_name(f"{NAME}.{os.getpid()}")
    try:
        scratch.write_bytes(data)
        scratch.replace(place)
    except OSError:
        scratch.unlink(missing_ok=True)
        return False
    return True


def _key(tree: Worktree) -> bytes:
    """A digest of everything but the files that a record's verdict depends on."""
    digest = hashlib.sha256()
    parts = [__version__, sys.version, msgspec.__version__, tree.conversions()]
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


def _by_hash(
    part: _Cities | _Orgs | _Partnerships, signatures: list[tuple[str, ...]]
) -> dict[str, tuple[Any, tuple[str, ...]]]:
    return {
        digest: (record, signatures[key])
        for digest, record, key in zip(part.hashes, part.records, part.keys, strict=True)
    }


def _encode(repository: Repository, hashes: Mapping[str, str], key: bytes) -> bytes:
    signatures: dict[tuple[str, ...], int] = {}
    parts: dict[str, tuple[list[str], list[int], list[Any]]] = {name: ([], [], []) for name in COLLECTIONS}
    for entry in repository.entries:
        if entry.plain and entry.record is not None and entry.path in hashes:
            found, keys, records = parts[entry.collection]
            found.append(hashes[entry.path])
            keys.append(signatures.setdefault(entry.keys, len(signatures)))
            records.append(entry.record)
    cities, orgs, partnerships = parts.values()
    stored = _Stored(list(signatures), _Cities(*cities), _Orgs(*orgs), _Partnerships(*partnerships))
    body = msgspec.msgpack.encode(stored, enc_hook=str)
    return key + zlib.crc32(body).to_bytes(4, "big") + body


def _decode(data: bytes, key: bytes) -> _Stored:
    """The stored records.

    Raises:
        ValueError: made by another tool, for other schemas, or damaged.
    """
    body = data[len(key) + 4 :]
    if not data.startswith(key) or zlib.crc32(body).to_bytes(4, "big") != data[len(key) : len(key) + 4]:
        raise ValueError("not usable")
    return msgspec.msgpack.decode(body, type=_Stored, dec_hook=as_date)

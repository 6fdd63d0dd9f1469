"""Deltas: what a copy of the JSON document lacks of a newer one, and bringing the copy up to date.

A delta names both documents by their SHA-256 (FIPS 180-4), so that it is never applied to another one, and so that
what comes out is known to be, byte for byte, what an export would have written.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from screcords.publish.lines import document
from screcords.publish.objects import OBJECTS, encode

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = 1
"""Version of the delta; it grows when a key is renamed, removed, or changes its meaning."""


class NotApplicableError(ValueError):
    """A document or a delta is not what it should be; the message says what is wrong."""


class _Identified(msgspec.Struct):
    """Of a record, what it is known by."""

    id: str


class _Document(NamedTuple):
    """A JSON document: its head, and its records by list and id, as they are written."""

    head: dict[str, Any]
    lists: dict[str, dict[str, bytes]]


class _Delta(msgspec.Struct, forbid_unknown_fields=True):
    """A delta as it is read."""

    delta: int
    old: dict[str, str | None] = msgspec.field(name="from")
    new: dict[str, str | None] = msgspec.field(name="to")
    head: dict[str, Any] = msgspec.field()
    removed: dict[str, list[str]]
    records: dict[str, list[dict[str, Any]]]


def between(old: bytes, new: bytes) -> bytes:
    """The delta from one document to another.

    Raises:
        NotApplicableError: one of them is no such document.
    """
    before, after = _read(old), _read(new)
    removed = {name: [key for key in before.lists[name] if key not in after.lists[name]] for name in OBJECTS}
    fresh = {
        name: [data for key, data in after.lists[name].items() if before.lists[name].get(key) != data]
        for name in OBJECTS
    }
    head = {
        "delta": FORMAT,
        "from": {"revision": before.head.get("revision"), "sha256": hashlib.sha256(old).hexdigest()},
        "to": {"revision": after.head.get("revision"), "sha256": hashlib.sha256(new).hexdigest()},
        "head": after.head,
        "removed": removed,
        "records": {name: [msgspec.Raw(data) for data in found] for name, found in fresh.items()},
    }
    return b"".join(document(head, {}))


def apply(old: bytes, delta: bytes) -> bytes:
    """The newer document, from the older one and the delta between them.

    Raises:
        NotApplicableError: the delta is none, or is for another document, or does not give the document it promises.
    """
    change = _decoded(delta)
    found = hashlib.sha256(old).hexdigest()
    if found == change.new.get("sha256"):
        return old
    if found != change.old.get("sha256"):
        raise NotApplicableError(
            f"the delta is for another document: that of revision {change.old.get('revision') or 'unknown'}, "
            f"with the SHA-256 {change.old.get('sha256')}; this one has {found}"
        )
    before = _read(old)
    lists: dict[str, dict[str, bytes]] = {}
    for name, records in before.lists.items():
        gone = frozenset(change.removed.get(name, ()))
        kept = {key: data for key, data in records.items() if key not in gone}
        kept |= {str(data["id"]): encode(data) for data in change.records.get(name, ())}
        lists[name] = dict(sorted(kept.items()))
    new = _written(change.head, lists)
    if hashlib.sha256(new).hexdigest() != change.new.get("sha256"):
        raise NotApplicableError("the delta does not give the document that it promises: it is damaged")
    return new


def _written(head: Mapping[str, Any], lists: Mapping[str, Mapping[str, bytes]]) -> bytes:
    return b"".join(document(head, {name: records.values() for name, records in lists.items()}))


def _read(data: bytes) -> _Document:
    """Take a document apart; its records stay as they are written."""
    try:
        parts = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
        lists = {name: msgspec.json.decode(parts.pop(name), type=list[msgspec.Raw]) for name in OBJECTS}
        identify = msgspec.json.Decoder(_Identified).decode
        found = {name: {identify(record).id: bytes(record) for record in records} for name, records in lists.items()}
        return _Document({key: msgspec.json.decode(value) for key, value in parts.items()}, found)
    except (KeyError, ValueError) as error:
        raise NotApplicableError(f"it is no directory.json: {error}") from error


def _decoded(delta: bytes) -> _Delta:
    try:
        change = msgspec.json.decode(delta, type=_Delta)
    except ValueError as error:
        raise NotApplicableError(f"it is no delta: {error}") from error
    if change.delta != FORMAT:
        raise NotApplicableError(f"the delta is of version {change.delta}, and only {FORMAT} is known here")
    return change

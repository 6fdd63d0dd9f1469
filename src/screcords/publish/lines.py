"""Documents of JSON with a record a line, so that they can be searched and compared line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screcords.publish.objects import encode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def document(head: Mapping[str, Any], lists: Mapping[str, Iterable[bytes]]) -> Iterator[bytes]:
    """An object: the keys of `head`, a line each, then each list under its key, with an element a line."""
    yield b"{"
    comma = b"\n"
    for key, value in head.items():
        yield b"%s%s: %s" % (comma, encode(key), encode(value))
        comma = b",\n"
    for key, elements in lists.items():
        yield b"%s%s: [" % (comma, encode(key))
        separator = b"\n"
        for element in elements:
            yield separator
            yield element
            separator = b",\n"
        yield b"\n]"
        comma = b",\n"
    yield b"\n}\n"

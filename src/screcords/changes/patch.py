"""A set of changes as a patch that `git apply` takes."""

from __future__ import annotations

import base64
import difflib
import hashlib
import os
import stat
import zlib
from typing import TYPE_CHECKING

from screcords.changes.where import in_checkout

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from screcords.changes.changeset import ChangeSet


_WIDTH = 52
"""Bytes that git puts on one line of a binary patch."""


def patch(changes: ChangeSet, root: Path) -> str:
    """The patch, with a hunk for every run of changed lines; what is not UTF-8 is in the form for binaries.

    Its paths begin at the top of the checkout that `root` is in, as git reads them wherever in there it is run.
    """
    within = in_checkout(root)
    return "".join(
        part
        for path in changes.paths()
        for part in _file(
            f"{within}{path}", changes.before[path], changes.after[path], _mode(root, changes.moved.get(path, path))
        )
    )


def _mode(root: Path, path: str) -> str:
    """The mode that git has for a file: all that it knows is whether one may run it."""
    try:
        return "100755" if (root / path).lstat().st_mode & stat.S_IXUSR and os.name == "posix" else "100644"
    except OSError:
        return "100644"


def _file(path: str, before: bytes | None, after: bytes | None, mode: str) -> Iterator[str]:
    name = path if path.isascii() and path.isprintable() and '"' not in path else None
    left, right = (f"{side}/{path}" if name else f'"{side}/{_quoted(path)}"' for side in "ab")
    yield f"diff --git {left} {right}\n"
    if before is None:
        yield f"new file mode {mode}\n"
    elif after is None:
        yield f"deleted file mode {mode}\n"
    try:
        old, new = ((data or b"").decode() for data in (before, after))
    except UnicodeDecodeError:
        old = new = "\0"
    if "\0" in old or "\0" in new:
        yield from _binary(before or b"", after or b"")
        return
    lines = difflib.unified_diff(
        _lines(old), _lines(new), "/dev/null" if before is None else left, "/dev/null" if after is None else right
    )
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _binary(before: bytes, after: bytes) -> Iterator[str]:
    """The whole of both contents, deflated and in base 85, which git wants under the names of the two blobs."""
    yield f"index {_blob(before)}..{_blob(after)}\nGIT binary patch\n"
    for data in (after, before):
        yield f"literal {len(data)}\n"
        packed = zlib.compress(data)
        for start in range(0, len(packed), _WIDTH):
            piece = packed[start : start + _WIDTH]
            length = chr(ord("A") + len(piece) - 1) if len(piece) <= 26 else chr(ord("a") + len(piece) - 27)
            yield f"{length}{base64.b85encode(piece, pad=True).decode()}\n"
        yield "\n"


def _blob(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _lines(text: str) -> list[str]:
    """Lines that end with LF only, as git sees them."""
    return [f"{line}\n" for line in text.split("\n")[:-1]] + ([last] if (last := text.rpartition("\n")[2]) else [])


def _quoted(path: str) -> str:
    """A path as git quotes it: bytes beyond ASCII in octal."""
    return "".join(
        chr(b) if 32 <= b < 127 and b not in b'"\\' else f"\\{b:03o}" for b in path.encode("utf-8", "replace")
    )

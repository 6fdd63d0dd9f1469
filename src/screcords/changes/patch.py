"""A set of changes as a patch that `git apply` takes."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.changes.changeset import ChangeSet


def patch(changes: ChangeSet) -> str:
    """The patch, with a hunk for every run of changed lines; files that are not UTF-8 are named and left out."""
    return "".join(part for path in changes.paths() for part in _file(path, changes.before[path], changes.after[path]))


def _file(path: str, before: bytes | None, after: bytes | None) -> Iterator[str]:
    try:
        old, new = ((data or b"").decode() for data in (before, after))
    except UnicodeDecodeError:
        yield f"# {path}: the change of its encoding cannot be shown as a patch\n"
        return
    name = path if path.isascii() and path.isprintable() and '"' not in path else None
    left, right = (f"{side}/{path}" if name else f'"{side}/{_quoted(path)}"' for side in "ab")
    yield f"diff --git {left} {right}\n"
    if before is None:
        yield "new file mode 100644\n"
    elif after is None:
        yield "deleted file mode 100644\n"
    lines = difflib.unified_diff(
        _lines(old), _lines(new), "/dev/null" if before is None else left, "/dev/null" if after is None else right
    )
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """Lines that end with LF only, as git sees them."""
    return [f"{line}\n" for line in text.split("\n")[:-1]] + ([last] if (last := text.rpartition("\n")[2]) else [])


def _quoted(path: str) -> str:
    """A path as git quotes it: bytes beyond ASCII in octal."""
    return "".join(
        chr(b) if 32 <= b < 127 and b not in b'"\\' else f"\\{b:03o}" for b in path.encode("utf-8", "replace")
    )

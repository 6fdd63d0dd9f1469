"""One fix that may be made, and why one is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from screcords.findings import RemoveRecord, RenameRecord

if TYPE_CHECKING:
    from screcords.findings import Change

Key = tuple[str, str, str]
"""Code, path and changes of a fix."""


class Attempt(NamedTuple):
    """The fix of one finding."""

    code: str
    path: str
    changes: tuple[Change, ...]

    @property
    def key(self) -> Key:
        """What tells it from all others."""
        return self.code, self.path, repr(self.changes)

    @property
    def is_removal(self) -> bool:
        """A file goes only when all else is mended: something that is misspelt may speak of it."""
        return isinstance(self.changes[0], RemoveRecord)

    @property
    def is_move(self) -> bool:
        """Whether only the file moves, to where its id says."""
        change = self.changes[0]
        return isinstance(change, RenameRecord) and change.old == change.new

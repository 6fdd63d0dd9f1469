"""One file of a repository: its record, or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from screcords.model.record import Tombstone

R = TypeVar("R")


class Entry(Generic[R]):
    """A file of one of the collections.

    `flaw` is "" for a file that satisfies its schema, and else the stage that it failed: "unsafe", "encoding",
    "syntax", "schema"; `reason` says more where the stage alone does not. `plain` says that the file is certainly in
    canonical form and without a suspect character. Broken and unusual files keep their bytes in `data`, so that they
    are explained as they were read.
    """

    __slots__ = ("collection", "data", "flaw", "id", "keys", "path", "plain", "reason", "record", "tombstone")

    def __init__(self, path: str, collection: str) -> None:
        self.path = path
        self.collection = collection
        self.id = path[path.rfind("/") + 1 : -5]
        """Id that the file's name promises."""
        self.record: R | None = None
        self.tombstone: Tombstone | None = None
        self.keys: tuple[str, ...] = ()
        """Keys at the top of the record, in the order of the file."""
        self.plain = False
        self.flaw = ""
        self.reason = ""
        self.data: bytes | None = None

    @property
    def readable(self) -> bool:
        """Whether there is a record or a tombstone in it."""
        return self.record is not None or self.tombstone is not None

    def __repr__(self) -> str:
        return f"Entry({self.path!r}, flaw={self.flaw!r})"


LEFTOVER = "a backup or leftover of an editor or of git"
"""Why a copy is no record: the record itself lies beside it, or it is none of a record."""
LONE_LEFTOVER = f"{LEFTOVER}, and the record itself does not lie beside it"
"""Why a copy is not read that may be all that there is of a record."""


class Stray(NamedTuple):
    """Something in `records/` that is no record, and why."""

    path: str
    why: str
    unsafe: bool = False
    """Whether it was left unread because reading it could do harm."""
    promised: str = ""
    """Name of the record that surely is in it, without its ending; else empty."""

    @property
    def collection(self) -> str:
        """The folder of `records/` that it lies in."""
        return self.path.split("/")[1]

    @property
    def may_be_record(self) -> bool:
        """Whether it may be, or hold, a record that somebody meant to be read."""
        return self.unsafe or self.why != LEFTOVER

    def hides(self, path: str) -> bool:
        """Whether the record that is looked for at `path` may be this, or behind it."""
        name = path.rpartition("/")[2]
        return self.unsafe and (self.path.endswith(f"/{name}") or path.startswith(f"{self.path}/"))

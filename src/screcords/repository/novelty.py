"""Which records a change brings in, told from those that were there before under another path or id."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from screcords.repository import follow, sides
from screcords.repository.compare import side

if TYPE_CHECKING:
    from screcords.repository.base import Base
    from screcords.repository.graph import Repository


class Novelty:
    """What is new since a revision; found out when it is first asked for, which for most changes is never."""

    def __init__(self, repository: Repository, base: Base) -> None:
        self.repository = repository
        self.base = base

    def holds(self, collection: str, record_id: str) -> bool:
        """Whether the record was not there: not moved, not renamed, and no second file of one that was."""
        return (collection, record_id) in self._come and not self._stayed(collection, record_id)

    @functools.cached_property
    def _come(self) -> frozenset[tuple[str, str]]:
        """Collection and id of the records in added files, but for those that only go by another path or id."""
        by_path, base = self.repository.by_path, self.base
        before = {path: side(entry) for path, entry in sides.entries(base.before).items()}
        after = {path: side(by_path[path]) for path in base.changed if path in by_path}
        return frozenset((record.collection, record.id) for record in follow.pair(before, after).come)

    def _stayed(self, collection: str, record_id: str) -> bool:
        """Whether a file that did not change holds a record of that id."""
        entry = self.repository.collection(collection).get(record_id)
        holders = {entry.path} if entry is not None else set()
        for one, other in self.repository.duplicates:
            if one.collection == collection and one.record is not None and one.record.id == record_id:
                holders |= {one.path, other.path}
        return not holders.issubset(self.base.changed)

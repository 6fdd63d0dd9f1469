"""What has changed since a revision once fixes are made, without asking git again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screcords.changes.changeset import ChangeSet
    from screcords.repository.base import Base


def with_changes(base: Base, changes: ChangeSet) -> Base:
    """The same revision to compare with, seen from files as they are after `changes`.

    What was not changed before holds what the revision holds. A file that was mended back is changed no longer.
    """
    changed, before = dict(base.changed), dict(base.before)
    for path, data in changes.after.items():
        was = before.get(path) if path in changed else changes.before[path]
        changed.pop(path, None)
        before.pop(path, None)
        if was is not None and was != data:
            before[path] = was
        if was != data:
            changed[path] = "A" if was is None else "D" if data is None else "M"
    return replace(base, changed=changed, before=before)

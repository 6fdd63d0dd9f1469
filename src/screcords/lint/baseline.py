"""Which findings were there before a change: the rules run once more, over the repository as it was."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from screcords.lint.brief import told_briefly
from screcords.lint.run import Hit, run
from screcords.repository.load import revised
from screcords.rules.registry import INTERNAL_ERROR

if TYPE_CHECKING:
    from screcords.lint.config import Selection
    from screcords.lint.run import Outcome
    from screcords.repository.base import Base
    from screcords.repository.graph import Repository

Baseline = Counter[tuple[str, str, str]]
"""How often a rule said a thing of a file: code, collection and name of the file, message."""


def baseline(repository: Repository, selection: Selection, today: int, base: Base, outcome: Outcome) -> Baseline:
    """What the rules found at the base in the files that `outcome` is about; it costs nothing where that is empty.

    Rules about changes have nothing to say there: all that they find is new.
    """
    if not outcome.hits:
        return Baseline()
    before = revised(repository, {path: base.before.get(path) for path in base.changed})
    return Baseline(map(key, told_briefly(run(before, selection, today, scope=outcome.scope).hits)))


def key(hit: Hit) -> tuple[str, str, str]:
    """What makes a finding the same one before and after; a file may move meanwhile within its collection."""
    code = hit.rule.code if hit.rule else INTERNAL_ERROR[0]
    collection, _, name = hit.path.removeprefix("records/").partition("/")
    return code, f"{collection}/{name.rpartition('/')[2]}", hit.problem.message

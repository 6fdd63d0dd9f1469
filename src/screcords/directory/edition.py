"""The directory of a repository as it is published: with its day, its revision, and when its records were written."""

from __future__ import annotations

import dataclasses
import functools
from typing import TYPE_CHECKING

from screcords.directory.changelog import changelog
from screcords.directory.licence import CC_BY_SA
from screcords.directory.model import directory
from screcords.directory.recorded import recorded
from screcords.model.dates import Date
from screcords.repository import git

if TYPE_CHECKING:
    from screcords.directory.model import Directory
    from screcords.repository.graph import Repository
    from screcords.repository.worktree import Worktree


def edition(
    tree: Worktree, repository: Repository, *, day: str, commit: str = "", licence: str = CC_BY_SA, forced: bool = False
) -> Directory:
    """The directory of the records as of the day, at a commit, or in the working tree where none is given.

    The working tree is of the commit that is checked out only if nothing below `records/` differs from it.
    """
    head = commit or "HEAD"
    clean = bool(commit) or tree.is_clean()
    return dataclasses.replace(
        directory(repository, licence=licence, forced=forced),
        today=Date.parse(day),
        revision=(git.ask(tree.root, "rev-parse", "--verify", "--quiet", head) or "").strip() if clean else "",
        recorded=recorded(tree, repository, head),
        changelog=functools.partial(changelog, tree, head),
    )

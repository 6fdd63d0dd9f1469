"""When each record was first and last written down, from the history of its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.directory.model import Recorded
from screcords.model.ids import COLLECTIONS, path_of
from screcords.repository import git, log, revision, worktree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from screcords.repository.graph import Repository
    from screcords.repository.log import Commit, File
    from screcords.repository.worktree import Worktree


class _Ages:
    """The days of the files that there are now, while the history is walked back."""

    def __init__(self, former: Mapping[str, str], paths: frozenset[str], cuts: frozenset[str]) -> None:
        self.former = former
        """From the path of a record that was renamed or merged to the path of the one that goes on."""
        self.now = dict(zip(paths, paths, strict=True))
        """From what a file was called at this point of the history to what it is called now."""
        self.created: dict[str, str] = {}
        self.modified: dict[str, str] = {}
        self.cuts = cuts
        self.older: set[str] = set()
        """Files that may be older than the history that is here."""

    def add(self, commit: Commit) -> None:
        """Take one more commit into account, an older one than those before."""
        day, is_cut = commit.day, commit.hash in self.cuts
        created, modified, now = self.created, self.modified, self.now
        for file in commit.files:
            path = now.get(file.path)
            if path is None or file.letter == "D":
                continue
            if is_cut:
                self.older.add(path)
            else:
                modified[path] = max(modified.get(path, day), day)
                created[path] = min(created.get(path, day), day)
        self._follow(commit.files)

    def _follow(self, files: list[File]) -> None:
        """Know the files that this commit renamed by their old names from here on."""
        added: set[str] | None = None
        for file in files:
            if file.letter == "R":
                self._rename(file.old_path, file.path)
            elif file.letter == "D" and file.path in self.former:
                added = added or {other.path for other in files if other.letter == "A"}
                if self.former[file.path] in added:
                    self._rename(file.path, self.former[file.path])

    def _rename(self, old: str, new: str) -> None:
        path = self.now.pop(new, None)
        if path is not None:
            self.now[old] = path


def recorded(tree: Worktree, repository: Repository, head: str = "HEAD") -> dict[str, dict[str, Recorded]]:
    """By collection and id: the days on which each record of `repository`, as of the commit `head`, was written down.

    A record is created on the day of the oldest commit that holds its file, under whatever name, and modified on that
    of the newest that touches it. Where git does not tell, a day is `None`: outside git both, for a file that was never
    committed both, the last change of one with uncommitted changes, and what a shallow clone does not reach.
    """
    found: dict[str, dict[str, Recorded]] = {name: {} for name in COLLECTIONS}
    if tree.folders is None:
        return found
    former = {
        path_of(entry.collection, former_id): entry.path
        for entry in repository.entries
        if entry.record is not None
        for former_id in entry.record.former_ids
    }
    ages = _Ages(former, frozenset(entry.path for entry in repository.entries), revision.cuts(tree.root))
    for commit in log.walk(tree, head):
        ages.add(commit)
    touched = _uncommitted(tree, repository) if head == "HEAD" else frozenset()
    for entry in repository.entries:
        record_id = entry.record.id if entry.record is not None else entry.id
        modified = None if entry.path in touched else ages.modified.get(entry.path)
        created = None if entry.path in ages.older else ages.created.get(entry.path)
        found[entry.collection].setdefault(record_id, Recorded(created, modified))
    return found


def _uncommitted(tree: worktree.Worktree, repository: Repository) -> frozenset[str]:
    """Paths with changes that are not committed: all of them where git cannot tell."""
    try:
        return frozenset(tree.changed("HEAD"))
    except git.NoBaseError:
        return frozenset(entry.path for entry in repository.entries)

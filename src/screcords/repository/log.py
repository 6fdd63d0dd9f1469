"""The history of `records/` as git tells it: one pass over the log, read while git writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from screcords.repository import revision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.repository.revision import Worktree

SURE = 90
"""Per cent of a file that must have stayed for git's word that it was renamed: records of one kind are much alike."""

_SETTINGS = ("-c", "log.showRoot=true", "-c", "log.showSignature=false", "-c", "i18n.logOutputEncoding=utf-8")
"""What somebody's own settings must not change."""


class File(NamedTuple):
    """One file in one commit."""

    letter: str
    """A: added, M: changed, D: deleted, R: renamed, T: turned into something else."""
    path: str
    old_path: str
    """What it was called before, where it was renamed; else `path`."""
    before: str
    """Hash of what it held before, and `after` of what it held then; empty where they were not asked for."""
    after: str


class Commit(NamedTuple):
    """One commit that touches `records/`."""

    hash: str
    day: str
    """The day on which it was committed, in the time zone of who did it: "2026-05-31"."""
    title: str
    """The first line of what was said about it."""
    files: list[File]


def walk(tree: Worktree, head: str, *options: str, hashes: bool = False) -> Iterator[Commit]:
    """The commits that led to `head` and touch `records/`, newest first, with further `options` for `git log`.

    Merges are told with no files: what they bring was told by the commits they merge.
    """
    form = ("--raw", "--no-abbrev", "--no-renames") if hashes else ("--name-status", f"-M{SURE}%", "-l1000")
    tokens = revision.stream(
        tree.root, *_SETTINGS, "log", "-z", "--topo-order", "--relative", "--no-ext-diff", "--no-color",
        "--format=@%H %cs %s", *form, *options, "--end-of-options", head, "--", "records",
    )  # fmt: skip
    commit: Commit | None = None
    for found in tokens:
        token = found.lstrip("\n")
        if token.startswith("@"):
            if commit is not None:
                yield commit
            name, day, title = token[1:].split(" ", 2)
            commit = Commit(name, day, title.encode("utf-8", "surrogateescape").decode("utf-8", "replace"), [])
        elif token and commit is not None:
            commit.files.append(_file(token, tokens))
    if commit is not None:
        yield commit


def _file(status: str, tokens: Iterator[str]) -> File:
    """The file that a status (`M`, `R100` or `:100644 100644 <hash> <hash> M`) and the tokens after it tell of."""
    before = after = ""
    if status.startswith(":"):
        _, _, before, after, status = status.split(" ")
    old = path = next(tokens, "")
    if status[0] in "RC":
        path = next(tokens, "")
    return File(status[0], path, old, before, after)

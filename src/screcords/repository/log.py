"""The history of `records/` as git tells it: one pass over the log, read while git writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from screcords.repository import git

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.repository.worktree import Worktree

ALIKE, VERY_ALIKE = 75, 90
"""Per cent of a file that must have stayed for git's word that it was renamed: of a city's, which says much of its own,
and of another record's, since partnerships made by a machine are alike without being the same."""

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
    form = ("--raw", "--no-abbrev", "--no-renames") if hashes else ("--name-status", f"-M{ALIKE}%", "-l1000")
    tokens = git.stream(
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
            commit.files.extend(_files(token, tokens))
    if commit is not None:
        yield commit


def _files(status: str, tokens: Iterator[str]) -> Iterator[File]:
    """What a status (`M`, `R100` or `:100644 100644 <hash> <hash> M`) and the tokens after it tell.

    A renamed file that is not alike enough is one deleted and one added.
    """
    before = after = ""
    if status.startswith(":"):
        _, _, before, after, status = status.split(" ")
    old = path = next(tokens, "")
    if status[0] == "R":
        path = next(tokens, "")
        enough = ALIKE if path.startswith("records/cities/") else VERY_ALIKE
        if not status[1:].isdigit() or int(status[1:]) < enough:
            yield File("D", old, old, before, "")
            yield File("A", path, path, "", after)
            return
    yield File(status[0], path, old, before, after)

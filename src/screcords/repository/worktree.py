"""The working tree of a repository as git sees it."""

from __future__ import annotations

import functools
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from screcords.repository import git

if TYPE_CHECKING:
    from collections.abc import Collection

FEW = 100
"""So many paths are looked for one by one in what git lists."""
_STRICT = {"core.autocrlf": "false", "core.trustctime": "true", "core.checkstat": "default"}
"""Settings with which git stores the bytes that lie here, and looks as closely as it can."""
_CONVERSIONS = ("text", "crlf", "eol", "filter", "ident", "working-tree-encoding")
_CONVERTING = re.compile("|".join(_CONVERSIONS).encode())


class Worktree:
    """The working tree of a repository as git sees it; what is asked twice is found once."""

    def __init__(self, root: Path, present: Collection[str] | None = None) -> None:
        self.root = root
        self.present = present
        """What lies below `records/` and may be untracked, where that was looked at already."""

    @functools.cached_property
    def folders(self) -> tuple[Path, str] | None:
        """The git directory that all worktrees share, and the path from the top of the checkout to the repository."""
        told = git.ask(self.root, "rev-parse", "--path-format=absolute", "--git-common-dir", "--show-prefix")
        if told is None:
            return None
        folder, _, prefix = told.partition("\n")
        return Path(folder), prefix.removesuffix("\n")

    @functools.cached_property
    def differing(self) -> list[str]:
        """Tracked files below `records/` that differ from what git has staged, by content and not by time alone.

        Raises:
            NoBaseError: git cannot tell.
        """
        return self._paths("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--relative", "--", "records")

    @functools.cached_property
    def untracked(self) -> list[str]:
        """Files below `records/` that git neither tracks nor was told to ignore.

        Raises:
            NoBaseError: git cannot tell.
        """
        if self.present is not None and not self.unseen:
            return []
        return self._paths("ls-files", "--others", "--exclude-standard", "-z", "--", "records")

    @functools.cached_property
    def listing(self) -> bytes | None:
        """What git tracks below `records/`, a line a file, each ended by NUL; `None` outside git.

        State, mode, hash, stage and path: `H 100644 8f94139338f9404f26296befa88755fc2598c289 0<tab>records/cities/...`.
        """
        done = git.run(self.root, "ls-files", "--stage", "-v", "-z", "--", "records")
        return done.stdout if done is not None and done.returncode == 0 else None

    @functools.cached_property
    def unseen(self) -> list[str]:
        """What `present` has that git does not track: new files, ignored ones, and those of a nested repository."""
        present = self.present or ()
        listing = self.listing or b""
        if len(present) > FEW:
            return sorted(set(present).difference(paths_in(listing)))
        return sorted(path for path in present if f"\t{path}\0".encode("utf-8", "surrogateescape") not in listing)

    def _paths(self, *arguments: str) -> list[str]:
        return [path for path in git.told(self.root, *arguments).split("\0") if path]

    def changed(self, base: str) -> dict[str, str]:
        """Files below `records/` that differ from the commit `base`, with git's letter, sorted.

        Files that git does not track count as added (A); a renamed file is one deleted (D) and one added.

        Raises:
            NoBaseError: git cannot tell.
        """
        self._look_inside()
        staged = ("diff-index", "--cached", "--name-status", "-z", "--no-renames", "--relative", base, "--", "records")
        fields = git.told(self.root, *staged).split("\0")
        found = dict(zip(fields[1::2], (letter[:1] for letter in fields[::2]), strict=False))
        for path in (*self.differing, *self._unwatched()):
            if not _is_here(self.root, path):
                found[path] = "D"
            elif path not in found or found[path] == "D":
                found[path] = "M"
        for path in self.untracked if self.present is None else self.unseen:
            found[path] = "M" if found.get(path) == "D" else "A"
        return dict(sorted(found.items()))

    def _look_inside(self) -> None:
        """See to it that git looks at the files in `records/`.

        Raises:
            NoBaseError: it does not, or not at all of them.
        """
        lines = (self.listing or b"").split(b"\0")
        if (self.root / "records").is_symlink() or any(line.endswith(b"\trecords") for line in lines):
            raise git.NoBaseError("records/ is a link or a submodule, so git does not see here what changes in it")
        if any(line.startswith(b"S") for line in lines) and git.ask(self.root, "config", "core.sparseCheckout"):
            raise git.NoBaseError("the checkout is sparse, and records are missing: `git sparse-checkout disable`")

    def _unwatched(self) -> list[str]:
        """Files that git was told to take for unchanged, whatever they hold."""
        lines = (self.listing or b"").split(b"\0")
        unwatched = [line for line in lines if line[:1] == b"S" or line[:1].islower()]
        return paths_in(b"".join(line + b"\0" for line in unwatched))

    def is_literal(self) -> bool:
        """Whether files here hold the bytes that git has stored, and git notices every change of them.

        Not so where it converts line ends or filters what it stores, or was told not to look closely.
        """
        told = git.ask(self.root, "config", "--null", "--get-regexp", "|".join(f"^{key}$" for key in _STRICT)) or ""
        values = dict(setting.split("\n", 1) for setting in told.split("\0") if "\n" in setting)
        if self.folders is None or any(value.lower() != _STRICT[key] for key, value in values.items()):
            return False
        if b"/.gitattributes\0" in (self.listing or b""):
            return False
        top = self.root
        for _ in Path(self.folders[1]).parts:
            top = top.parent
        chosen = (git.ask(self.root, "config", "--type=path", "core.attributesFile") or "").removesuffix("\n")
        files = [folder / ".gitattributes" for folder in (self.root, *self.root.parents) if folder.is_relative_to(top)]
        files += [self.root / "records" / ".gitattributes", self.folders[0] / "info" / "attributes"]
        files += [Path(chosen)] if chosen else []
        if any(_CONVERTING.search(path.read_bytes()) for path in files if path.is_file()):
            return False
        probe = git.ask(self.root, "check-attr", "-z", *_CONVERSIONS, "--", "records/cities/xx/x/xx-x.toml") or ""
        return probe.split("\0")[2::3] == ["unspecified"] * len(_CONVERSIONS)

    def is_clean(self) -> bool:
        """Whether nothing below `records/` differs from the commit that is checked out."""
        try:
            if self.differing or self.untracked:
                return False
        except git.NoBaseError:
            return False
        return git.ask(self.root, "diff-index", "--cached", "--quiet", "HEAD", "--", "records") is not None


def paths_in(listing: bytes) -> list[str]:
    """The paths in `Worktree.listing`, or in some of its lines."""
    text = listing.decode("utf-8", "surrogateescape")
    start = text.find("\t") + 1  # the same in all lines: all hashes of a repository are of one length
    return [line[start:] for line in text.split("\0")[:-1]]


def compared(listing: bytes) -> dict[str, bytes]:
    """By path: the lines of `Worktree.listing` of files whose content git compares with what it has staged.

    Not so are those that git was told to take for unchanged (`--assume-unchanged`, `--skip-worktree`), links,
    submodules and conflicts.
    """
    lines = zip(paths_in(listing), listing.split(b"\0"), strict=False)
    return {
        path: line for path, line in lines if line.startswith(b"H 100") and b" 0\t" in line[: line.index(b"\t") + 1]
    }


def _is_here(root: Path, path: str) -> bool:
    """Whether something lies at a path, and not behind a link."""
    folder = root / path
    while (folder := folder.parent) != root:
        if folder.is_symlink():
            return False
    return os.path.lexists(root / path)

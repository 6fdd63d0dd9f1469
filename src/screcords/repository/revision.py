"""What git knows of a repository. The only place that starts another program."""

from __future__ import annotations

import datetime
import functools
import os
import re
import subprocess  # noqa: TID251 - this is the one place
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

EPOCH = "SOURCE_DATE_EPOCH"
FEW = 100
"""So many paths are looked for one by one in what git lists."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class AsOf(NamedTuple):
    """The day that counts as today, and where it is from."""

    day: str
    source: str

    @property
    def number(self) -> int:
        """The day as `model.dates` counts: 20260531."""
        return int(self.day.replace("-", ""))


class NoBaseError(Exception):
    """The revision to compare with cannot be had; the message says why, and what to do."""


def _run(root: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes] | None:
    """A git command, in English and without locks; `None` where there is no git."""
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        return subprocess.run(  # noqa: S603 - no shell, and nothing that a record says
            ["git", "-C", str(root), "-c", "core.quotePath=false", *arguments],  # noqa: S607 - git is where PATH says
            capture_output=True,
            check=False,
            env=environment,
            input=given,
        )
    except OSError:
        return None


def stream(root: Path, *arguments: str) -> Iterator[str]:
    """What a git command prints, cut at its NUL characters, while it runs; nothing where there is no git."""
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        process = subprocess.Popen(  # noqa: S603 - no shell, and nothing that a record says
            ["git", "-C", str(root), "-c", "core.quotePath=false", *arguments],  # noqa: S607 - git is where PATH says
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
    except OSError:
        return
    with process:
        rest = b""
        while process.stdout and (data := process.stdout.read(1 << 16)):
            *whole, rest = (rest + data).split(b"\0")
            for token in whole:
                yield token.decode("utf-8", "surrogateescape")


def git(root: Path, *arguments: str) -> str | None:
    """What a git command prints; `None` where there is no git, no repository, or git refuses."""
    done = _run(root, *arguments)
    return done.stdout.decode("utf-8", "surrogateescape") if done is not None and done.returncode == 0 else None


def commit(root: Path, name: str) -> str:
    """The commit that a revision names.

    Raises:
        NoBaseError: there is none, or no git.
    """
    found = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if found:
        return found.strip()
    if _run(root, "--version") is None:
        raise NoBaseError(f'git is not installed here, so nothing can be compared with "{name}"')
    if git(root, "rev-parse", "--git-dir") is None:
        raise NoBaseError(f'there is no git repository at {root}, so nothing to compare with as "{name}"')
    hint = "`git branch --all` and `git tag` list what there is"
    if (git(root, "rev-parse", "--is-shallow-repository") or "").strip() == "true":
        hint = "the clone is shallow: `git fetch --unshallow` (in GitHub Actions `fetch-depth: 0`) brings the history"
    raise NoBaseError(f'there is no revision "{name}" here; {hint}')


def fork(root: Path, name: str) -> str:
    """The commit at which the checked-out branch left the revision `name`: that revision itself for an ancestor.

    So a branch is not blamed for what the other gained meanwhile, as in a pull request.

    Raises:
        NoBaseError: there is no such revision, no git, or no commit that both have in common.
    """
    base = commit(root, name)
    if git(root, "rev-parse", "--verify", "--quiet", "HEAD") is None:
        return base  # nothing is committed yet on this branch
    common = git(root, "merge-base", base, "HEAD")
    if common is None:
        raise NoBaseError(
            f'"{name}" and what is checked out have no commit in common here; if the clone is shallow, '
            "`git fetch --unshallow` (in GitHub Actions `fetch-depth: 0`) brings the history"
        )
    return common.split()[0]


class Worktree:
    """The working tree of a repository as git sees it; what is asked twice is found once."""

    def __init__(self, root: Path, present: Collection[str] | None = None) -> None:
        self.root = root
        self.present = present
        """What lies below `records/` and may be untracked, where that was looked at already."""

    @functools.cached_property
    def folders(self) -> tuple[Path, str] | None:
        """The git directory that all worktrees share, and the path from the top of the checkout to the repository."""
        told = git(self.root, "rev-parse", "--path-format=absolute", "--git-common-dir", "--show-prefix")
        if told is None:
            return None
        folder, _, prefix = told.partition("\n")
        return Path(folder), prefix.removesuffix("\n")

    @functools.cached_property
    def differing(self) -> list[str]:
        """Tracked files below `records/` that differ from what git has staged, by content and not by time alone."""
        return self._paths("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--relative", "--", "records")

    @functools.cached_property
    def untracked(self) -> list[str]:
        """Files below `records/` that git neither tracks nor was told to ignore."""
        if self.present is not None and not self._new():
            return []
        return self._paths("ls-files", "--others", "--exclude-standard", "-z", "--", "records")

    @functools.cached_property
    def listing(self) -> bytes | None:
        """What git tracks below `records/`, a line a file, each ended by NUL; `None` outside git.

        State, mode, hash, stage and path: `H 100644 8f94139338f9404f26296befa88755fc2598c289 0<tab>records/cities/...`.
        """
        done = _run(self.root, "ls-files", "--stage", "-v", "-z", "--", "records")
        return done.stdout if done is not None and done.returncode == 0 else None

    def _new(self) -> bool:
        """Whether anything lies there that git does not track."""
        present = self.present or ()
        if self.listing is None:
            return True
        if len(present) > FEW:
            return not set(paths_in(self.listing)).issuperset(present)
        return any(f"\t{path}\0".encode("utf-8", "surrogateescape") not in self.listing for path in present)

    def _paths(self, *arguments: str) -> list[str]:
        return [path for path in (git(self.root, *arguments) or "").split("\0") if path]

    def changed(self, base: str) -> dict[str, str]:
        """Files below `records/` that differ from the commit `base`, with git's letter, sorted.

        Untracked files count as added (A); a renamed file is one deleted (D) and one added.
        """
        staged = ("diff-index", "--cached", "--name-status", "-z", "--no-renames", "--relative", base, "--", "records")
        fields = (git(self.root, *staged) or "").split("\0")
        found = dict(zip(fields[1::2], (letter[:1] for letter in fields[::2]), strict=False))
        for path in self.differing:
            if not os.path.lexists(self.root / path):
                found[path] = "D"
            elif path not in found or found[path] == "D":
                found[path] = "M"
        found |= dict.fromkeys(self.untracked, "A")
        return dict(sorted(found.items()))

    def conversions(self) -> str:
        """What makes git write other bytes into the working tree than it stores."""
        told = git(self.root, "config", "--get-regexp", r"^(core\.(autocrlf|eol|attributesfile)|filter\..*)") or ""
        files = [self.root / ".gitattributes", self.root / "records" / ".gitattributes"]
        files += [self.folders[0] / "info" / "attributes"] if self.folders else []
        return told + "".join(path.read_text("utf-8", "replace") for path in files if path.is_file())

    def is_clean(self) -> bool:
        """Whether nothing below `records/` differs from the commit that is checked out."""
        if self.differing or self.untracked:
            return False
        return git(self.root, "diff-index", "--cached", "--quiet", "HEAD", "--", "records") is not None


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


def contents(tree: Worktree, base: str, paths: Sequence[str]) -> dict[str, bytes]:
    """What files held in the commit `base`."""
    prefix = tree.folders[1] if tree.folders else ""
    wanted = [path for path in paths if "\n" not in path]
    found = blobs(tree.root, [f"{base}:{prefix}{path}" for path in wanted])
    return {path: data for path, data in zip(wanted, found, strict=True) if data is not None}


def blobs(root: Path, names: Sequence[str]) -> list[bytes | None]:
    """The contents of files that git knows, by hash or as `commit:path`; `None` for what is no file.

    Raises:
        NoBaseError: git cannot read them.
    """
    if not names:
        return []
    given = "".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape")
    done = _run(root, "cat-file", "--batch", "--buffer", given=given)
    if done is None or done.returncode != 0:
        raise NoBaseError(f"git cannot read the records of {names[0].partition(':')[0]}")
    found: list[bytes | None] = []
    at = 0
    for _ in names:
        end = done.stdout.index(b"\n", at)
        head = done.stdout[at:end].split()
        at = end + 1
        data = None
        if len(head) == 3 and head[2].isdigit() and head[1] in {b"blob", b"tree", b"commit", b"tag"}:
            size = int(head[2])
            data = done.stdout[at : at + size] if head[1] == b"blob" else None
            at += size + 1
        found.append(data)
    return found


def between(tree: Worktree, base: str, head: str) -> dict[str, str]:
    """Files below `records/` that differ between two commits, with git's letter, sorted; none counts as renamed."""
    options = ("-r", "--name-status", "-z", "--no-renames", "--relative")
    fields = (git(tree.root, "diff-tree", *options, base, head, "--", "records") or "").split("\0")
    return dict(sorted(zip(fields[1::2], (letter[:1] for letter in fields[::2]), strict=False)))


def cuts(root: Path) -> frozenset[str]:
    """Commits at which a shallow clone ends: what they seem to add may be older."""
    told = git(root, "rev-parse", "--path-format=absolute", "--git-path", "shallow")
    path = Path(told.removesuffix("\n")) if told else None
    return frozenset(path.read_text("ascii").split()) if path and path.is_file() else frozenset()


def parse_day(text: str) -> str | None:
    """`text` if it is a day of the calendar written as 2026-05-31."""
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return None
    return text if _DAY.fullmatch(text) else None


def day_of(tree: Worktree, head: str) -> str:
    """The day of the newest commit that touches `records/`, as of `head`; empty where there is none."""
    return (git(tree.root, "log", "-1", "--format=%cs", "--end-of-options", head, "--", "records") or "").strip()


def as_of(tree: Worktree) -> AsOf:
    """The day to judge dates by, so that the same records give the same verdict again.

    The day of the newest commit that touches `records/`; with uncommitted changes there, or outside git, the day in
    SOURCE_DATE_EPOCH, and failing that today.
    """
    committed = day_of(tree, "HEAD")
    if committed and tree.is_clean():
        return AsOf(committed, "newest commit of records/")
    why = "records/ has uncommitted changes" if committed else "records/ is not under git"
    if day := _day_of(os.environ.get(EPOCH, "")):
        return AsOf(day, f"{EPOCH}; {why}")
    today = datetime.datetime.now(datetime.UTC).date()  # noqa: TID251 - said in the summary, and --as-of replaces it
    return AsOf(today.isoformat(), f"today; {why}")


def _day_of(seconds: str) -> str | None:
    """The day in UTC that lies so many seconds after the beginning of 1970, if `seconds` says so."""
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) <= 12):
        return None
    try:
        return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return None

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
_STRICT = {"core.autocrlf": "false", "core.trustctime": "true", "core.checkstat": "default"}
"""Settings with which git stores the bytes that lie here, and looks as closely as it can."""
_CONVERSIONS = ("text", "crlf", "eol", "filter", "ident", "working-tree-encoding")
_CONVERTING = re.compile("|".join(_CONVERSIONS).encode())
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


def _environment() -> dict[str, str]:
    """The environment for git: in English, without locks, and with the working tree that the folder lies in.

    In a hook, git names its folder but not the working tree, and takes any folder that it is called in for its top.
    The index that the hook is about stays; git names it from the top of the working tree, where it starts the hook.
    """
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    if "GIT_WORK_TREE" not in environment and environment.pop("GIT_DIR", None) is not None:
        environment.pop("GIT_PREFIX", None)
    if index := environment.pop("GIT_INDEX_FILE", None):
        here = Path.cwd()
        found = [str(folder / index) for folder in (here, *here.parents) if (folder / index).exists()]
        environment |= {"GIT_INDEX_FILE": found[0]} if found else {}
    return environment


def _run(root: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes] | None:
    """A git command; `None` where there is no git."""
    try:
        return subprocess.run(  # noqa: S603 - no shell, and nothing that a record says
            ["git", "-C", str(root), "-c", "core.quotePath=false", *arguments],  # noqa: S607 - git is where PATH says
            capture_output=True,
            check=False,
            env=_environment(),
            input=given,
        )
    except OSError:
        return None


def stream(root: Path, *arguments: str) -> Iterator[str]:
    """What a git command prints, cut at its NUL characters, while it runs; nothing where there is no git."""
    try:
        process = subprocess.Popen(  # noqa: S603 - no shell, and nothing that a record says
            ["git", "-C", str(root), "-c", "core.quotePath=false", *arguments],  # noqa: S607 - git is where PATH says
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
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


def _told(root: Path, *arguments: str) -> str:
    """What a git command prints that should never fail.

    Raises:
        NoBaseError: it failed; the message has git's reason.
    """
    done = _run(root, *arguments)
    if done is None or done.returncode != 0:
        raise NoBaseError(f"git cannot tell what changed here: {_reason(done)}")
    return done.stdout.decode("utf-8", "surrogateescape")


def _reason(done: subprocess.CompletedProcess[bytes] | None) -> str:
    """Why a git command failed, in its own words."""
    if done is None:
        return "it is not installed"
    lines = done.stderr.decode("utf-8", "backslashreplace").splitlines()
    said = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0] if lines else "no reason")
    reason = said.partition(": ")[2] or said
    way_out = "; `git config --global --add safe.directory` with that folder lets it" if "dubious" in reason else ""
    return "".join(c if c.isprintable() else "?" for c in reason) + way_out


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
    done = _run(root, "rev-parse", "--git-dir")
    if done is None or done.returncode != 0:
        reason = "" if done is not None and b"not a git repository" in done.stderr else f": {_reason(done)}"
        raise NoBaseError(f'there is no git repository at {root}, so nothing to compare with as "{name}"{reason}')
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
        done = _run(self.root, "ls-files", "--stage", "-v", "-z", "--", "records")
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
        return [path for path in _told(self.root, *arguments).split("\0") if path]

    def changed(self, base: str) -> dict[str, str]:
        """Files below `records/` that differ from the commit `base`, with git's letter, sorted.

        Files that git does not track count as added (A); a renamed file is one deleted (D) and one added.

        Raises:
            NoBaseError: git cannot tell.
        """
        self._look_inside()
        staged = ("diff-index", "--cached", "--name-status", "-z", "--no-renames", "--relative", base, "--", "records")
        fields = _told(self.root, *staged).split("\0")
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
            raise NoBaseError("records/ is a link or a submodule, so git does not see here what changes in it")
        if any(line.startswith(b"S") for line in lines) and git(self.root, "config", "core.sparseCheckout"):
            raise NoBaseError("the checkout is sparse, and some records are not here: `git sparse-checkout disable`")

    def _unwatched(self) -> list[str]:
        """Files that git was told to take for unchanged, whatever they hold."""
        lines = (self.listing or b"").split(b"\0")
        unwatched = [line for line in lines if line[:1] == b"S" or line[:1].islower()]
        return paths_in(b"".join(line + b"\0" for line in unwatched))

    def is_literal(self) -> bool:
        """Whether files here hold the bytes that git has stored, and git notices every change of them.

        Not so where it converts line ends or filters what it stores, or was told not to look closely.
        """
        told = git(self.root, "config", "--null", "--get-regexp", "|".join(f"^{key}$" for key in _STRICT)) or ""
        values = dict(setting.split("\n", 1) for setting in told.split("\0") if "\n" in setting)
        if self.folders is None or any(value.lower() != _STRICT[key] for key, value in values.items()):
            return False
        if b"/.gitattributes\0" in (self.listing or b""):
            return False
        top = self.root
        for _ in Path(self.folders[1]).parts:
            top = top.parent
        chosen = (git(self.root, "config", "--type=path", "core.attributesFile") or "").removesuffix("\n")
        files = [folder / ".gitattributes" for folder in (self.root, *self.root.parents) if folder.is_relative_to(top)]
        files += [self.root / "records" / ".gitattributes", self.folders[0] / "info" / "attributes"]
        files += [Path(chosen)] if chosen else []
        if any(_CONVERTING.search(path.read_bytes()) for path in files if path.is_file()):
            return False
        probe = git(self.root, "check-attr", "-z", *_CONVERSIONS, "--", "records/cities/xx/x/xx-x.toml") or ""
        return probe.split("\0")[2::3] == ["unspecified"] * len(_CONVERSIONS)

    def is_clean(self) -> bool:
        """Whether nothing below `records/` differs from the commit that is checked out."""
        try:
            if self.differing or self.untracked:
                return False
        except NoBaseError:
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


def _is_here(root: Path, path: str) -> bool:
    """Whether something lies at a path, and not behind a link."""
    folder = root / path
    while (folder := folder.parent) != root:
        if folder.is_symlink():
            return False
    return os.path.lexists(root / path)


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
    """Files below `records/` that differ between two commits, with git's letter, sorted; none counts as renamed.

    Raises:
        NoBaseError: git cannot tell.
    """
    options = ("-r", "--name-status", "-z", "--no-renames", "--relative")
    fields = _told(tree.root, "diff-tree", *options, base, head, "--", "records").split("\0")
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

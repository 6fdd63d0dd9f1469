"""Commits: which one a name means, what files held in it, and what differs between two."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from screcords.repository import git

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screcords.repository.worktree import Worktree


def commit(root: Path, name: str) -> str:
    """The commit that a revision names.

    Raises:
        NoBaseError: there is none, or no git.
    """
    found = git.ask(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if found:
        return found.strip()
    if git.run(root, "--version") is None:
        raise git.NoBaseError(f'git is not installed here, so nothing can be compared with "{name}"')
    done = git.run(root, "rev-parse", "--git-dir")
    if done is None or done.returncode != 0:
        reason = "" if done is not None and b"not a git repository" in done.stderr else f": {git.reason(done)}"
        raise git.NoBaseError(f'there is no git repository at {root}, so nothing to compare with as "{name}"{reason}')
    hint = "`git branch --all` and `git tag` list what there is"
    if (git.ask(root, "rev-parse", "--is-shallow-repository") or "").strip() == "true":
        hint = "the clone is shallow: `git fetch --unshallow` (in GitHub Actions `fetch-depth: 0`) brings the history"
    raise git.NoBaseError(f'there is no revision "{name}" here; {hint}')


def fork(root: Path, name: str) -> str:
    """The commit at which the checked-out branch left the revision `name`: that revision itself for an ancestor.

    So a branch is not blamed for what the other gained meanwhile, as in a pull request.

    Raises:
        NoBaseError: there is no such revision, no git, or no commit that both have in common.
    """
    base = commit(root, name)
    if git.ask(root, "rev-parse", "--verify", "--quiet", "HEAD") is None:
        return base  # nothing is committed yet on this branch
    common = git.ask(root, "merge-base", base, "HEAD")
    if common is None:
        raise git.NoBaseError(
            f'"{name}" and what is checked out have no commit in common here; if the clone is shallow, '
            "`git fetch --unshallow` (in GitHub Actions `fetch-depth: 0`) brings the history"
        )
    return common.split()[0]


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
    done = git.run(root, "cat-file", "--batch", "--buffer", given=given)
    if done is None or done.returncode != 0:
        raise git.NoBaseError(f"git cannot read the records of {names[0].partition(':')[0]}")
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
    fields = git.told(tree.root, "diff-tree", *options, base, head, "--", "records").split("\0")
    return dict(sorted(zip(fields[1::2], (letter[:1] for letter in fields[::2]), strict=False)))


def cuts(root: Path) -> frozenset[str]:
    """Commits at which a shallow clone ends: what they seem to add may be older."""
    told = git.ask(root, "rev-parse", "--path-format=absolute", "--git-path", "shallow")
    path = Path(told.removesuffix("\n")) if told else None
    return frozenset(path.read_text("ascii").split()) if path and path.is_file() else frozenset()

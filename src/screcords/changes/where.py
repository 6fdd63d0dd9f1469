"""Where the lists of what a command is about to change lie: in the git directory, where no commit can put anything.

Outside git they lie beside `records/`. Every start asks, so nothing is imported here that takes time.
"""

from __future__ import annotations

import os
from pathlib import Path

INTENT = ".screcords-intent"
JOURNAL = ".screcords-journal"
HOME = ".screcords-lists"
"""Stands for the folder that both are in."""


def lists(root: Path) -> dict[str, Path]:
    """The files that `INTENT`, `JOURNAL` and `HOME` stand for in the repository at `root`."""
    root = Path(os.path.realpath(root))
    top, folder = _checkout(root)
    if folder is None:
        return {HOME: root, JOURNAL: root / JOURNAL, INTENT: root / INTENT}
    end = _end(root.relative_to(top).as_posix()) if root != top else ""
    return {HOME: folder} | {name: folder / f"{name[1:]}{end}" for name in (JOURNAL, INTENT)}


def in_checkout(root: Path) -> str:
    """Where a folder is in its checkout, as it begins the paths that git speaks of: "" at the top, else "data/"."""
    root = Path(os.path.realpath(root))
    top, _ = _checkout(root)
    return f"{root.relative_to(top).as_posix()}/" if root != top else ""


def _checkout(root: Path) -> tuple[Path, Path | None]:
    """The top of the working tree that a folder is in, and its git directory; outside git the folder itself."""
    for top in (root, *root.parents):
        folder = _git_folder(top)
        if folder is not None:
            return top, folder
    return root, None


def _git_folder(top: Path) -> Path | None:
    """The git directory of a working tree with its top here; a worktree or submodule has a file that names it."""
    found = top / ".git"
    try:
        if found.is_file():
            with found.open("rb") as file:
                key, _, value = file.read(1 << 14).partition(b":")
            if key != b"gitdir" or not value.strip():
                return None
            found = top / os.fsdecode(value.strip())
        return Path(os.path.realpath(found)) if (found / "HEAD").is_file() else None
    except (OSError, ValueError):
        return None


def _end(path: str) -> str:
    """Tells one repository in a checkout from another, wherever the checkout is moved."""
    import hashlib  # noqa: PLC0415 - most repositories are a checkout of their own

    return f"-{hashlib.sha256(os.fsencode(path)).hexdigest()[:16]}"

"""What `diff --delta` and `patch` do: deltas between the exports of two revisions."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from screcords.cli.options import Unusable, judge_day, load_records
from screcords.findings import plural

if TYPE_CHECKING:
    from screcords.repository.graph import Repository
    from screcords.repository.worktree import Worktree


def documents(root: Path, base: str, head: str) -> tuple[bytes, bytes]:
    """The JSON documents of two revisions (an empty `head` is the working tree), as exports of them would write them.

    Raises:
        Unusable: there are broken records in one of them, so that no export would be written.
    """
    from screcords.repository import revision  # noqa: PLC0415 - help need not wait for it
    from screcords.repository.load import revised  # noqa: PLC0415 - the same
    from screcords.repository.worktree import Worktree  # noqa: PLC0415 - the same

    tree = Worktree(root)
    here = load_records(root)
    found = []
    for commit in (base, head):
        repository = here
        if commit:
            changed = tree.changed(commit)
            held = revision.contents(tree, commit, [path for path, letter in changed.items() if letter != "A"])
            repository = revised(here, {path: held.get(path) for path in changed})
        found.append(_document(tree, repository, commit))
    return found[0], found[1]


def _document(tree: Worktree, repository: Repository, commit: str) -> bytes:
    """The JSON document of the records as of a commit, or of the working tree."""
    from screcords.directory.edition import edition  # noqa: PLC0415 - help need not wait for them
    from screcords.publish.formats import json  # noqa: PLC0415 - the same
    from screcords.repository.day import day_of  # noqa: PLC0415 - the same

    if broken := sum(map(len, repository.unreadable.values())):
        where = f"in {commit[:12]}" if commit else "in the working tree"
        raise Unusable(f"{plural(broken, 'broken record')} {where}: there is no export of it, and so no delta")
    day = day_of(tree, commit) if commit else judge_day(tree, None).day
    directory = edition(tree, repository, day=day, commit=commit)
    return b"".join(json.whole(directory, json.records(directory)))


def write(target: Path, data: bytes) -> None:
    """Put a file in place as a whole.

    Raises:
        Unusable: it cannot be written; what lies there is as it was.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=".screcords-", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            Path(name).chmod(stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o644)
            Path(name).replace(target)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise Unusable(f"cannot write {target}: {error.strerror}; nothing was changed") from error

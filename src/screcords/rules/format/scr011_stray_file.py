"""SCR011: what does not belong into records/."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.repository.graph import Repository


@rule(
    "SCR011",
    Severity.WARNING,
    Example(
        bad="# --- records/cities/us/o/us-or-harborview.toml~\nschema = 1\n",
        good="# --- records/cities/us/o/.gitkeep\n# schema\n",
    ),
)
def stray_file(repository: Repository) -> Iterator[Problem]:
    """Something in `records/` is no record: a backup, another kind of file, or one that differs only in case.

    Nothing reads it, so whoever put it there is mistaken about something; and on macOS and Windows two names that
    differ only in case are one file.
    """
    for stray in repository.strays:
        if not stray.unsafe:
            yield Problem((), stray.why, "remove it, or give it the name of a record", path=stray.path)

"""SCR011: what does not belong into records/."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity
from screcords.model.ids import promised
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
    Example(
        bad="# --- records/cities/us/o/us-or-harborview.toml\ngone\n"
        "# --- records/cities/us/o/us-or-harborview.toml.txt\nschema = 1  # <- SCR011\n",
        good='# --- records/cities/us/o/us-or-harborview.toml\nlevel = "municipality"\n',
        why="Editors on Windows add an ending that the file manager does not show.",
    ),
)
def stray_file(repository: Repository) -> Iterator[Problem]:
    """Something in `records/` is no record: a backup, another kind of file, or one that differs only in case.

    Nothing reads it, so whoever put it there is mistaken about something; and on macOS and Windows two names that
    differ only in case are one file. A record whose file ends in `.TOML` or `.toml.txt` is lost, so there it is an
    error, and what names that record is not blamed for it.
    """
    lost = repository.lost
    for stray in repository.strays:
        if stray in lost:
            name = promised(stray.collection, stray.promised)
            help_ = f"rename it to {name}.toml"
            yield Problem((), f"{stray.why}, so it is not read", help_, path=stray.path, severity=Severity.ERROR)
        elif not stray.unsafe:
            yield Problem((), stray.why, "remove it, or give it the name of a record", path=stray.path)

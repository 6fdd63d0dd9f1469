"""The changelog of the data: what changed in the last 90 days, in words, by commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.directory.changelog import as_markdown
from screcords.publish.exporter import exporter

if TYPE_CHECKING:
    from pathlib import Path

    from screcords.directory.model import Directory


@exporter("changelog", title="Changelog of the data", leaves_out=("everything but what changed of late",))
def write(directory: Directory, target: Path) -> None:
    """Write CHANGELOG.md."""
    with (target / "CHANGELOG.md").open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(as_markdown(directory.changelog()))

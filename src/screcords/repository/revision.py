"""What git knows of a repository. The only place that starts another program."""

from __future__ import annotations

import datetime
import os
import re
import subprocess  # noqa: TID251 - this is the one place
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

EPOCH = "SOURCE_DATE_EPOCH"
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class AsOf(NamedTuple):
    """The day that counts as today, and where it is from."""

    day: str
    source: str

    @property
    def number(self) -> int:
        """The day as `model.dates` counts: 20260531."""
        return int(self.day.replace("-", ""))


def git(root: Path, *arguments: str) -> str | None:
    """What a git command prints; `None` where there is no git, no repository, or git refuses."""
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and nothing that a record says
            ["git", "-C", str(root), "-c", "core.quotePath=false", *arguments],  # noqa: S607 - git is where PATH says
            capture_output=True,
            check=False,
            env=environment,
        )
    except OSError:
        return None
    return done.stdout.decode("utf-8", "surrogateescape") if done.returncode == 0 else None


def parse_day(text: str) -> str | None:
    """`text` if it is a day of the calendar written as 2026-05-31."""
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return None
    return text if _DAY.fullmatch(text) else None


def as_of(root: Path) -> AsOf:
    """The day to judge dates by, so that the same records give the same verdict again.

    The day of the newest commit that touches `records/`; with uncommitted changes there, or outside git, the day in
    SOURCE_DATE_EPOCH, and failing that today.
    """
    committed = git(root, "log", "-1", "--format=%cs", "--", "records")
    if committed and git(root, "status", "--porcelain", "--no-renames", "--", "records") == "":
        return AsOf(committed.strip(), "newest commit of records/")
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


def head(root: Path) -> str | None:
    """The commit that is checked out, or `None` outside git."""
    found = git(root, "rev-parse", "HEAD")
    return found.strip() if found else None

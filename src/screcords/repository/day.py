"""The day by which records are judged, and which day a text names."""

from __future__ import annotations

import datetime
import os
import re
from typing import TYPE_CHECKING, NamedTuple

from screcords.repository import git

if TYPE_CHECKING:
    from screcords.repository.worktree import Worktree

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


def parse_day(text: str) -> str | None:
    """`text` if it is a day of the calendar written as 2026-05-31."""
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return None
    return text if _DAY.fullmatch(text) else None


def day_of(tree: Worktree, head: str) -> str:
    """The day of the newest commit that touches `records/`, as of `head`; empty where there is none."""
    return (git.ask(tree.root, "log", "-1", "--format=%cs", "--end-of-options", head, "--", "records") or "").strip()


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

"""The changelog of the data: the commits that touch `records/`, by day, with what they changed in meaning."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from screcords.directory import wording
from screcords.directory.comparison import lines, listed, summary
from screcords.findings import plural
from screcords.model.ids import COLLECTIONS, path_of
from screcords.repository import day, log, revision, sides
from screcords.repository.compare import differences
from screcords.text.safe import markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from screcords.repository.compare import Difference
    from screcords.repository.log import Commit
    from screcords.repository.worktree import Worktree

DAYS = 90
"""So many days before the newest commit are told."""

MANY = 1000
"""Of a commit that touches more files, only their number is told."""

MOST_LINES = 200
"""So many changes of one commit are listed; the others are counted."""

MOST_COMMITS = 500
"""So many commits are told."""

_NAMES = {"cities": ("city", "cities"), "orgs": ("organisation", ""), "partnerships": ("partnership", "")}
_DONE = {"A": "new", "D": "removed", "M": "changed", "T": "changed"}


class Step(NamedTuple):
    """One commit: what it changed in meaning, or where that is too much, only its files."""

    commit: Commit
    difference: Difference | None


class Changelog(NamedTuple):
    """The commits of some time, newest first, and the English names of the cities that they are about."""

    steps: list[Step]
    names: Mapping[str, str]
    start: str
    """Where it begins, in words; empty where it goes back to the first commit."""
    known: bool = True
    """Whether there is a history at all."""


NO_HISTORY = Changelog([], {}, "", known=False)


def changelog(tree: Worktree, head: str = "HEAD", *, days: int = DAYS, since: str | None = None) -> Changelog:
    """What led to the commit `head`: the last days before it, or all that came after the revision `since`.

    Raises:
        git.NoBaseError: there is no revision `since`.
    """
    newest = day.day_of(tree, head)
    if not newest:
        return NO_HISTORY
    span = f"{revision.commit(tree.root, since)}..{head}" if since is not None else head
    first = (datetime.date.fromisoformat(newest) - datetime.timedelta(days)).isoformat() if since is None else ""
    start = f"after {since}" if since is not None else ""
    steps: list[Step] = []
    cuts = revision.cuts(tree.root)
    for commit in log.walk(tree, span, hashes=True):
        if commit.day < first or len(steps) == MOST_COMMITS:
            start = f"on {steps[-1].commit.day}" if len(steps) == MOST_COMMITS else f"on {first}"
            break
        if commit.hash in cuts:
            start = "where this clone does"
            break
        if commit.files:
            steps.append(Step(commit, _difference(tree, commit)))
    return Changelog(steps, _city_names(tree, head, steps), start)


def _difference(tree: Worktree, commit: Commit) -> Difference | None:
    """What a commit changed in meaning; `None` where it touches too many files."""
    if len(commit.files) > MANY:
        return None
    hashes = [(file.path, name) for file in commit.files for name in (file.before, file.after)]
    wanted = [name for _, name in hashes if name.strip("0")]
    held = dict(zip(wanted, revision.blobs(tree.root, wanted), strict=True))
    before = {file.path: data for file in commit.files if (data := held.get(file.before)) is not None}
    after = {file.path: data for file in commit.files if (data := held.get(file.after)) is not None}
    return differences(sides.entries(before), sides.entries(after))


def _city_names(tree: Worktree, head: str, steps: Iterable[Step]) -> dict[str, str]:
    """The names of all cities that the commits are about, as the newest commit has them."""
    ids = dict.fromkeys(city for step in steps if step.difference for city in wording.cities(step.difference))
    paths = {path_of("cities", city): city for city in ids}
    found = sides.names_in(revision.contents(tree, head, list(paths)))
    return {paths[path]: name for path, name in found.items()}


def as_markdown(found: Changelog) -> Iterator[str]:
    """The changelog as a page, in pieces."""
    yield "# What changed in the records\n"
    if not found.known:
        yield "\nThe history of these records is not known: they were exported outside git.\n"
        return
    day = ""
    for step in found.steps:
        if step.commit.day != day:
            day = step.commit.day
            yield f"\n## {day}\n"
        yield f"\n### {markdown(step.commit.title) or 'Untitled'} ({step.commit.hash[:12]})\n\n"
        yield from _told(step, found.names)
    if not found.steps:
        yield "\nNothing changed.\n"
    if found.start:
        yield f"\nThis list begins {markdown(found.start)}; git has what was before.\n"


def _told(step: Step, names: Mapping[str, str]) -> Iterator[str]:
    """The changes of one commit."""
    if step.difference is None:
        yield f"{counted(step.commit)}.\n"
        return
    told = listed(step.difference.changes)
    for _, line in lines(wording.Words(step.difference.records, names), told[:MOST_LINES]):
        yield f"- {markdown(line)}\n"
    if len(told) > MOST_LINES:
        yield f"- and {plural(len(told) - MOST_LINES, 'more change')}\n"
    if told:
        yield "\n"
    yield f"{summary(step.difference).capitalize()}.\n"


def counted(commit: Commit) -> str:
    """How many files of what a commit touched: "15,817 new cities, 26,241 new partnerships"."""
    counts = Counter((file.path.split("/")[1], _DONE.get(file.letter, "changed")) for file in commit.files)
    return ", ".join(
        plural(counts[name, done], f"{done} {_NAMES[name][0]}", f"{done} {_NAMES[name][1]}" if _NAMES[name][1] else "")
        for name in COLLECTIONS
        for done in ("new", "changed", "removed")
        if counts[name, done]
    )

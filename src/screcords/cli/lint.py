"""`screcords lint`: check the records."""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import click

from screcords.cli.options import Unusable, as_of_option, find_root, judge_day, relative_paths, root_option
from screcords.cli.reports import chosen, deliver, report_options
from screcords.findings import Report, plural
from screcords.text.safe import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from screcords.lint.config import Selection
    from screcords.lint.fix import Done
    from screcords.lint.run import Outcome
    from screcords.repository.base import Base
    from screcords.repository.day import AsOf
    from screcords.repository.graph import Repository
    from screcords.repository.worktree import Worktree


class LintArgs(NamedTuple):
    """What to lint and how."""

    root: Path
    paths: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool = False
    advice: bool = False
    as_of: str | None = None
    base: str | None = None
    """Revision to compare with: only what changed since is reported."""
    edits: bool = False
    """Whether a report shows what fixes would change."""
    cached: bool = True
    """Whether records that were read before may be taken over where only a change is looked at."""


NOTHING = "records/nothing"
"""A path that no record has, for a change that touches none."""


class Linted(NamedTuple):
    """A repository and what was found in it."""

    repository: Repository
    report: Report
    exit_code: int


def lint(args: LintArgs) -> Linted:
    """Load the repository and run the rules.

    Raises:
        Unusable: there is no repository, or settings or options make no sense.
    """
    from screcords.lint import run  # noqa: PLC0415 - help need not wait for it
    from screcords.repository import cache  # noqa: PLC0415 - the same
    from screcords.repository.load import load  # noqa: PLC0415 - the same
    from screcords.repository.walk import walk  # noqa: PLC0415 - the same
    from screcords.repository.worktree import Worktree  # noqa: PLC0415 - the same

    gc.disable()  # the process ends soon, and a tenth of the time would go into looking for garbage
    with _usable():
        walked = walk(args.root)
        tree = Worktree(args.root)
        known = cache.read(tree) if args.base is not None and args.cached else None
        if args.base is not None:
            tree.present = (known or cache.Known()).others(walked)
        asked = _asked(args, tree)
        repository = load(args.root, known=known, walked=walked)
    outcome = run.run(repository, asked.selection, asked.day.number, paths=asked.paths, base=asked.since)
    if known is not None:
        cache.write(tree, repository, known)
    return _judged(args, asked, repository, outcome)


def mend(args: LintArgs, *, unsafe: bool) -> tuple[Linted, Done]:
    """Mend what can be mended, in memory, and say how the repository stands then.

    Raises:
        Unusable: there is no repository, or settings or options make no sense.
    """
    from screcords.lint import run  # noqa: PLC0415 - help need not wait for it
    from screcords.lint.fix import fix  # noqa: PLC0415 - the same
    from screcords.lint.since import with_changes  # noqa: PLC0415 - the same
    from screcords.repository.base import gone  # noqa: PLC0415 - the same
    from screcords.repository.load import load  # noqa: PLC0415 - the same
    from screcords.repository.worktree import Worktree  # noqa: PLC0415 - the same

    with _usable():
        asked = _asked(args, Worktree(args.root))
        within, lost = asked.paths, None
        if asked.since is not None:
            repository = load(args.root)
            within, lost = _touched_in(repository, asked.since, asked.paths), gone(repository, asked.since)
        done = fix(args.root, asked.selection, asked.day.number, unsafe=unsafe, paths=within, gone=lost)
    if asked.since is not None:
        since = with_changes(asked.since, done.changes)
        outcome = run.run(done.repository, asked.selection, asked.day.number, paths=asked.paths, base=since)
        asked, done = asked._replace(since=since), done._replace(outcome=outcome)
    return _judged(args, asked, done.repository, done.outcome), done


class _Asked(NamedTuple):
    """What a run is to judge, and by what."""

    selection: Selection
    day: AsOf
    paths: list[str]
    since: Base | None
    strict: bool


def _asked(args: LintArgs, tree: Worktree) -> _Asked:
    from screcords.lint import config  # noqa: PLC0415 - help need not wait for it
    from screcords.repository.base import compare  # noqa: PLC0415 - the same

    settings = config.read(args.root)
    since = compare(tree, args.base) if args.base is not None else None
    selection = config.selection(settings, args.select, args.ignore, advice=args.advice, base=since is not None)
    day = judge_day(tree, args.as_of)
    return _Asked(selection, day, relative_paths(args.root, args.paths), since, args.strict or settings.strict)


def _judged(args: LintArgs, asked: _Asked, repository: Repository, outcome: Outcome) -> Linted:
    """What a run has found, with what was there before told from what is new, where there is a base."""
    from screcords.lint import place  # noqa: PLC0415 - help need not wait for it
    from screcords.lint.baseline import baseline  # noqa: PLC0415 - the same

    since = asked.since
    report = place.report(
        repository,
        asked.selection,
        outcome,
        asked.day,
        filtered=bool(asked.paths),
        base=since,
        strict=asked.strict,
        edits=args.edits,
        known=baseline(repository, asked.selection, asked.day.number, since, outcome) if since is not None else None,
    )
    return Linted(repository, report, exit_code(report, outcome))


@contextmanager
def _usable() -> Iterator[None]:
    """Say what makes no sense, or is not there, as the command line says it."""
    from screcords.lint.config import SettingsError  # noqa: PLC0415 - help need not wait for it
    from screcords.repository.git import NoBaseError  # noqa: PLC0415 - the same
    from screcords.repository.walk import NoRepositoryError  # noqa: PLC0415 - the same

    try:
        yield
    except (SettingsError, NoRepositoryError, NoBaseError) as error:
        raise Unusable(str(error)) from error


def exit_code(report: Report, outcome: Outcome) -> int:
    """3 where a rule crashed, 1 where something fails the run or a broken file escaped it, else 0."""
    return 3 if outcome.crashed else 1 if report.fails() else 0


def _touched_in(repository: Repository, since: Base, paths: Sequence[str]) -> list[str]:
    """What a change touches, among the files and folders in `paths` (all, where there are none)."""
    from screcords.repository.base import touched  # noqa: PLC0415 - only where a change is mended

    found = touched(repository, since)
    folders = tuple(f"{path}/" for path in paths)
    kept = [path for path in found if not paths or path in paths or path.startswith(folders)]
    return sorted(kept) or [NOTHING]


def write(root: Path, done: Done) -> list[str]:
    """Write what was mended; a line for each kind of thing that was done or not done.

    Raises:
        Unusable: a file cannot be written, or was changed meanwhile; nothing has changed then.
    """
    from screcords.changes.changeset import NotAppliedError, apply  # noqa: PLC0415 - only with --fix

    try:
        apply(root, done.changes)
    except NotAppliedError as error:
        raise Unusable(str(error)) from error
    lines = refusals(done)
    counts = ", ".join(f"{code} {number:,}" for code, number in done.fixed.items())
    mended = f"mended {plural(sum(done.fixed.values()), 'finding')} in {plural(done.changes.number(), 'file')}"
    lines.append(f"{mended}: {counts}" if counts else mended)
    return lines


def refusals(done: Done) -> list[str]:
    """A line for each fix that was not made."""
    return [f"not mended: {code} in {printable(path)}: {printable(why)}" for code, path, why in done.refused]


@click.command(short_help="Check the records.")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option(
    "--select", multiple=True, metavar="RULES", help="Run only these rules: codes or their beginnings, with commas."
)
@click.option("--ignore", multiple=True, metavar="RULES", help="Leave these rules out.")
@click.option("--strict", is_flag=True, help="Let warnings fail the run too.")
@click.option("--advice", is_flag=True, help="List advice with its places; else it is only counted.")
@report_options
@click.option(
    "--base", metavar="REV", help="Report only what changed since a revision touches; also run rules about changes."
)
@click.option("--changed", is_flag=True, help="Report only what uncommitted work touches: the same as --base HEAD.")
@click.option("--no-cache", is_flag=True, help="With --base or --changed: read every file anew.")
@click.option("--fix", is_flag=True, help="Mend what a machine can mend for sure.")
@click.option("--unsafe", is_flag=True, help="With --fix or --diff: also what is only probably meant.")
@click.option("--diff", is_flag=True, help="Print what --fix would change as a patch, and change nothing.")
@as_of_option
@root_option
def command(
    paths: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    advice: bool,
    reports: tuple[str, ...],
    statistics: bool,
    base: str | None,
    changed: bool,
    no_cache: bool,
    fix: bool,
    unsafe: bool,
    diff: bool,
    as_of: str | None,
    root: Path | None,
) -> int:
    """Check the records, all of them; PATHS only choose what is reported.

    Exit code 0: no errors (with --strict: no warnings either). 1: findings. 2: nothing could be checked.
    3: a rule failed.
    """
    if changed and base is not None:
        raise Unusable("--changed means --base HEAD; give one of the two")
    since = "HEAD" if changed else base
    where = find_root(root, paths)
    forms = chosen(reports, where, statistics=statistics)
    args = LintArgs(
        where,
        paths,
        _codes(select),
        _codes(ignore),
        strict,
        advice,
        as_of,
        since,
        forms.edits,
        not no_cache,
    )
    if unsafe and not (fix or diff):
        raise Unusable("--unsafe says what --fix and --diff may do; give one of them too")
    if diff and (reports or statistics):
        raise Unusable("--diff prints a patch and no report; ask for the report without it")
    if not fix and not diff:
        linted = lint(args)
        deliver(linted.report, forms, sys.stdout, sys.stderr)
        return linted.exit_code
    linted, done = mend(args, unsafe=unsafe)
    if diff:
        from screcords.changes.patch import patch  # noqa: PLC0415 - only here

        click.echo(patch(done.changes, args.root).encode(), nl=False)
        for line in refusals(done):
            click.echo(line, err=True)
        return 1 if done.changes or done.refused else 0
    for line in write(args.root, done):
        click.echo(printable(line), err=True)
    deliver(linted.report, forms, sys.stdout, sys.stderr)
    return linted.exit_code


def _codes(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code.strip().upper() for value in values for code in value.split(",") if code.strip())

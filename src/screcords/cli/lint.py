"""`screcords lint`: check the records."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

import click

from screcords.cli.options import Unusable, as_of_option, find_root, judge_day, relative_paths, root_option
from screcords.findings import Report, Severity, plural

if TYPE_CHECKING:
    from pathlib import Path

    from screcords.lint.fix import Done
    from screcords.lint.run import Outcome
    from screcords.repository.graph import Repository

REPORTS = ("text", "json")


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


class FixArgs(NamedTuple):
    """What to do about what is found."""

    fix: bool = False
    unsafe: bool = False
    diff: bool = False
    """Print a patch and change nothing."""


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
    from screcords.lint import config, place, run  # noqa: PLC0415 - help need not wait for them
    from screcords.repository.base import compare  # noqa: PLC0415 - the same
    from screcords.repository.load import NoRepositoryError, load  # noqa: PLC0415 - the same
    from screcords.repository.revision import NoBaseError  # noqa: PLC0415 - the same

    try:
        settings = config.read(args.root)
        since = compare(args.root, args.base) if args.base is not None else None
        selection = config.selection(settings, args.select, args.ignore, advice=args.advice, base=since is not None)
        day = judge_day(args.root, args.as_of)
        paths = relative_paths(args.root, args.paths)
        repository = load(args.root)
    except (config.SettingsError, NoRepositoryError, NoBaseError) as error:
        raise Unusable(str(error)) from error
    outcome = run.run(repository, selection, day.number, paths=paths, base=since)
    report = place.report(repository, selection, outcome, day, filtered=bool(paths), base=since)
    return Linted(repository, report, exit_code(report, outcome, strict=args.strict or settings.strict))


def exit_code(report: Report, outcome: Outcome, *, strict: bool) -> int:
    """3 where a rule crashed, 1 where something fails the run, else 0."""
    failing = report.count(Severity.ERROR) + (report.count(Severity.WARNING) if strict else 0)
    return 3 if outcome.crashed else 1 if failing else 0


def mend(args: LintArgs, how: FixArgs) -> tuple[Linted, Done]:
    """Mend what can be mended, in memory, and say how the repository stands then.

    Raises:
        Unusable: there is no repository, or settings or options make no sense.
    """
    from screcords.lint import config, place  # noqa: PLC0415 - help need not wait for them
    from screcords.lint.fix import fix  # noqa: PLC0415 - the same
    from screcords.repository.load import NoRepositoryError  # noqa: PLC0415 - the same

    try:
        settings = config.read(args.root)
        selection = config.selection(settings, args.select, args.ignore, advice=args.advice)
        day = judge_day(args.root, args.as_of)
        paths = relative_paths(args.root, args.paths)
        done = fix(args.root, selection, day.number, unsafe=how.unsafe, paths=paths)
    except (config.SettingsError, NoRepositoryError) as error:
        raise Unusable(str(error)) from error
    report = place.report(done.repository, selection, done.outcome, day, filtered=bool(paths))
    code = exit_code(report, done.outcome, strict=args.strict or settings.strict)
    return Linted(done.repository, report, code), done


def write(root: Path, done: Done) -> list[str]:
    """Write what was mended; a line for each kind of thing that was done or not done.

    Raises:
        Unusable: a file cannot be written, or was changed meanwhile; nothing has changed then.
    """
    from screcords.changes.changeset import NotAppliedError, apply  # noqa: PLC0415 - only with --fix

    try:
        paths = apply(root, done.changes)
    except NotAppliedError as error:
        raise Unusable(str(error)) from error
    lines = [f"not mended: {code} in {path}: {why}" for code, path, why in done.refused]
    counts = ", ".join(f"{code} {number:,}" for code, number in done.fixed.items())
    mended = f"mended {plural(sum(done.fixed.values()), 'finding')} in {plural(len(paths), 'file')}"
    lines.append(f"{mended}: {counts}" if counts else mended)
    return lines


def show(report: Report, kind: str, out: TextIO) -> None:
    """Write a report to standard output or a file."""
    if kind == "json":
        from screcords.report import json  # noqa: PLC0415 - one of several

        json.render(report, out)
        return
    from screcords.report import text  # noqa: PLC0415 - the same

    text.render(report, out, style(out, report.summary.root))


def style(out: TextIO, root: str) -> Any:  # noqa: ANN401 - report.text is imported late
    """What the terminal can do: no colour in pipes, with NO_COLOR, or on a dumb terminal; FORCE_COLOR wins."""
    from screcords.report.text import Style  # noqa: PLC0415 - only when drawing

    terminal = out.isatty() and os.environ.get("TERM") != "dumb"
    forced = bool(os.environ.get("FORCE_COLOR"))
    colour = (terminal or forced) and not os.environ.get("NO_COLOR")
    known = ("VTE_VERSION", "WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "WEZTERM_PANE")
    program = os.environ.get("TERM_PROGRAM") in {"iTerm.app", "vscode", "WezTerm", "ghostty", "Hyper"}
    return Style(colour, terminal and (program or any(name in os.environ for name in known)), root)


@click.command(short_help="Check the records.")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option(
    "--select", multiple=True, metavar="RULES", help="Run only these rules: codes or their beginnings, with commas."
)
@click.option("--ignore", multiple=True, metavar="RULES", help="Leave these rules out.")
@click.option("--strict", is_flag=True, help="Let warnings fail the run too.")
@click.option("--advice", is_flag=True, help="List advice with its places; else it is only counted.")
@click.option(
    "--report", "kind", type=click.Choice(REPORTS), default="text", show_default=True, help="Form of the report."
)
@click.option(
    "--base", metavar="REV", help="Report only what changed since a revision touches; also run rules about changes."
)
@click.option("--changed", is_flag=True, help="Report only what uncommitted work touches: the same as --base HEAD.")
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
    kind: str,
    base: str | None,
    changed: bool,
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
    args = LintArgs(find_root(root, paths), paths, _codes(select), _codes(ignore), strict, advice, as_of, since)
    how = FixArgs(fix, unsafe, diff)
    if unsafe and not (fix or diff):
        raise Unusable("--unsafe says what --fix and --diff may do; give one of them too")
    if not fix and not diff:
        linted = lint(args)
        show(linted.report, kind, sys.stdout)
        return linted.exit_code
    linted, done = mend(args, how)
    if diff:
        from screcords.changes.patch import patch  # noqa: PLC0415 - only here

        click.echo(patch(done.changes), nl=False)
        return 1 if done.changes else 0
    for line in write(args.root, done):
        click.echo(line, err=True)
    show(linted.report, kind, sys.stdout)
    return linted.exit_code


def _codes(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code.strip().upper() for value in values for code in value.split(",") if code.strip())

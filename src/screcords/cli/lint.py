"""`screcords lint`: check the records."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

import click

from screcords.cli.options import Unusable, as_of_option, find_root, judge_day, relative_paths, root_option
from screcords.findings import Report, Severity

if TYPE_CHECKING:
    from pathlib import Path

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
    from screcords.repository.load import NoRepositoryError, load  # noqa: PLC0415 - the same

    try:
        settings = config.read(args.root)
        selection = config.selection(settings, args.select, args.ignore, advice=args.advice)
        day = judge_day(args.root, args.as_of)
        paths = relative_paths(args.root, args.paths)
        repository = load(args.root)
    except (config.SettingsError, NoRepositoryError) as error:
        raise Unusable(str(error)) from error
    outcome = run.run(repository, selection, day.number, paths=paths)
    report = place.report(repository, selection, outcome, day, filtered=bool(paths))
    strict = args.strict or settings.strict
    failing = report.count(Severity.ERROR) + (report.count(Severity.WARNING) if strict else 0)
    return Linted(repository, report, 3 if outcome.crashed else 1 if failing else 0)


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
@as_of_option
@root_option
def command(
    paths: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    advice: bool,
    kind: str,
    as_of: str | None,
    root: Path | None,
) -> int:
    """Check the records, all of them; PATHS only choose what is reported.

    Exit code 0: no errors (with --strict: no warnings either). 1: findings. 2: nothing could be checked.
    3: a rule failed.
    """
    args = LintArgs(find_root(root, paths), paths, _codes(select), _codes(ignore), strict, advice, as_of)
    done = lint(args)
    show(done.report, kind, sys.stdout)
    return done.exit_code


def _codes(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code.strip().upper() for value in values for code in value.split(",") if code.strip())

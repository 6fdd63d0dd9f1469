"""`--report`: which forms the report is wanted in, and where each goes."""

from __future__ import annotations

import io
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

import click

from screcords.cli.options import Unusable, check_target

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from screcords.findings import Report

DEFAULT = "text"


class Wanted(NamedTuple):
    """One form of the report."""

    kind: str
    target: Path | None = None
    """The file; standard output without one."""


class Reports(NamedTuple):
    """All forms that are wanted."""

    wanted: tuple[Wanted, ...]
    statistics: bool = False
    """Whether the text report counts per rule instead of listing."""
    brief: bool = False
    """Whether the text summary follows what else goes to standard output."""

    @property
    def edits(self) -> bool:
        """Whether one of them shows what fixes would change."""
        from screcords.report import find  # noqa: PLC0415 - help need not wait for it

        return any(find(one.kind).wants_edits for one in self.wanted)


def report_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--report` and `--statistics`."""
    from screcords.report import names  # noqa: PLC0415 - only a listing of a folder

    command = click.option(
        "--statistics", is_flag=True, help="Count what each rule finds instead of listing it."
    )(command)  # fmt: skip
    return click.option(
        "--report", "reports", multiple=True, metavar="FORM[=FILE]",
        help=f"Form of the report: {', '.join(names())}. With =FILE it goes there (- is standard output); repeatable. "
        f"By default {DEFAULT}.",
    )(command)  # fmt: skip


def chosen(
    values: Sequence[str], root: Path, environ: Mapping[str, str] = os.environ, *, statistics: bool = False
) -> Reports:
    """What the options ask for; without them text, and under GitHub Actions what its users see.

    Raises:
        Unusable: a form does not exist, a file cannot be written or lies among the records of the repository at
            `root`, or two reports would go to one place.
    """
    if not values and environ.get("GITHUB_ACTIONS") == "true":
        return Reports((Wanted("github"),), statistics, brief=True)
    wanted = tuple(_wanted(value, root) for value in values) or (Wanted(DEFAULT),)
    targets = [one.target and os.path.realpath(one.target) for one in wanted]
    for number, (one, target) in enumerate(zip(wanted, targets, strict=True)):
        if target in targets[:number]:
            where = (
                f"into {one.target}" if target else "to standard output; give the others a file, as sarif=lint.sarif"
            )
            raise Unusable(f"only one report can go {where}")
    if statistics and Wanted(DEFAULT) not in wanted and None in targets:
        raise Unusable("--statistics is a form of the text report; give the other one a file")
    return Reports(wanted, statistics, brief=None not in targets)


def _wanted(value: str, root: Path) -> Wanted:
    from screcords.report import UnknownFormatError, find  # noqa: PLC0415 - help need not wait for it

    kind, equals, file = value.partition("=")
    try:
        find(kind)
    except UnknownFormatError as error:
        raise Unusable(str(error)) from error
    if not equals or file == "-":
        return Wanted(kind)
    target = Path(file)
    if not file or os.path.isdir(file):  # noqa: PTH112 - a name that is too long is no folder
        raise Unusable(f"--report {kind}= wants a file, not {'a folder' if file else 'nothing'}")
    if not os.path.isdir(target.parent):  # noqa: PTH112 - the same
        raise Unusable(f"{file} cannot be written: there is no folder {target.parent}")
    check_target(target, root)
    return Wanted(kind, target)


def deliver(
    report: Report, reports: Reports, out: TextIO, notes: TextIO, environ: Mapping[str, str] = os.environ
) -> None:
    """Write all forms of the report: files first, so that nothing is shown where one of them cannot be written.

    Raises:
        Unusable: a file cannot be written.
    """
    from screcords.report import save  # noqa: PLC0415 - help need not wait for it

    if any(one.kind != DEFAULT for one in reports.wanted):
        folder = _folder(report.summary.root, environ)
        report = report._replace(docs=_docs(report.summary.root, folder, environ), folder=folder)
    summarised = any(one.kind == "github" for one in reports.wanted) and _add_step_summary(report, notes, environ)
    for kind, target in reports.wanted:
        if target is not None:
            text = io.StringIO()
            _draw(report, Wanted(kind, target), text, reports, environ, summarised=summarised)
            try:
                save(text.getvalue(), target)
            except OSError as error:
                raise Unusable(f"{target} cannot be written: {error.strerror}") from error
    for one in reports.wanted:
        if one.target is None:
            _draw(report, one, out, reports, environ, summarised=summarised)
    if reports.brief:
        to_files = all(one.target for one in reports.wanted)
        _brief(report, notes if to_files else out, reports)


def show(report: Report, kind: str, out: TextIO) -> None:
    """Write one form of a report."""
    _draw(report, Wanted(kind), out, Reports(()), os.environ)


def _draw(
    report: Report, one: Wanted, out: TextIO, reports: Reports, environ: Mapping[str, str], *, summarised: bool = False
) -> None:
    if one.kind == "text":
        from screcords.report import text  # noqa: PLC0415 - one of several

        drawing = text.Style() if one.target else style(out, report.summary.root)
        (text.statistics if reports.statistics else text.render)(report, out, drawing)
        return
    drawn = io.StringIO()
    if one.kind == "github":
        from screcords.report import github  # noqa: PLC0415 - the same

        folder = github.folder_in(environ.get("GITHUB_WORKSPACE", ""), report.summary.root)
        github.render(report, drawn, folder, summarised=summarised)
    else:
        from screcords.report import find  # noqa: PLC0415 - the same

        find(one.kind).render(report, drawn)
    _put(drawn.getvalue(), out)


def _put(text: str, out: TextIO) -> None:
    """Write what programs read: in UTF-8, as the forms say or expect, in whatever language the system speaks."""
    if isinstance(out, io.TextIOWrapper):
        out.flush()
        out.buffer.write(text.encode("utf-8", "backslashreplace"))
    else:
        out.write(text)


def _brief(report: Report, out: TextIO, reports: Reports) -> None:
    from screcords.report import text  # noqa: PLC0415 - one of several

    drawing = style(out, report.summary.root)
    if reports.statistics:
        text.statistics(report, out, drawing)
    else:
        out.write(text.summary(report, drawing))


def _add_step_summary(report: Report, notes: TextIO, environ: Mapping[str, str]) -> bool:
    """Add to the summary of the step, where there is one, and say whether it was done; a check is no worse if not."""
    from screcords.report import github  # noqa: PLC0415 - one of several

    path = environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return False
    try:
        done = github.add_summary(report, Path(path))
    except OSError as error:
        notes.write(f"screcords: the summary of the step cannot be written: {error.strerror}\n")
        return False
    if not done:
        notes.write("screcords: the summary of the step is full, so nothing was added to it\n")
    return done


def _folder(root: str, environ: Mapping[str, str]) -> str:
    """Where the repository of records lies in the checkout; nothing where it is the checkout."""
    from screcords.report import github  # noqa: PLC0415 - one of several

    here = Path(root).resolve()
    top = next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), None)
    return github.folder_in(str(top or environ.get("GITHUB_WORKSPACE", "")), root)


def _docs(root: str, folder: str, environ: Mapping[str, str]) -> str:
    """Where the pages of the rules are: as the settings say, or in this repository, if it is known where that is."""
    from urllib.parse import quote  # noqa: PLC0415 - only for some forms

    from screcords.lint.config import read  # noqa: PLC0415 - the same

    if given := read(Path(root)).docs:
        return given.rstrip("/")
    server, name = environ.get("GITHUB_SERVER_URL"), environ.get("GITHUB_REPOSITORY")
    if not server or not name or not Path(root, "docs", "rules").is_dir():
        return ""
    where = f"{quote(folder)}/docs/rules" if folder else "docs/rules"
    return f"{server}/{name}/blob/{environ.get('GITHUB_SHA') or 'HEAD'}/{where}"


def style(out: TextIO, root: str) -> Any:  # noqa: ANN401 - report.text is imported late
    """What the terminal can do: no colour in pipes, with NO_COLOR, or on a dumb terminal; FORCE_COLOR wins."""
    from screcords.report.text import Style  # noqa: PLC0415 - only when drawing

    terminal = out.isatty() and os.environ.get("TERM") != "dumb"
    forced = bool(os.environ.get("FORCE_COLOR"))
    colour = (terminal or forced) and not os.environ.get("NO_COLOR")
    known = ("VTE_VERSION", "WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "WEZTERM_PANE")
    program = os.environ.get("TERM_PROGRAM") in {"iTerm.app", "vscode", "WezTerm", "ghostty", "Hyper"}
    links = terminal and (program or any(name in os.environ for name in known))
    return Style(colour, links, root, shutil.get_terminal_size().columns if terminal else 0)

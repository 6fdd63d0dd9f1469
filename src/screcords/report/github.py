"""Annotations for GitHub Actions, shown beside the lines of a pull request.

Workflow commands, a line each: https://docs.github.com/actions/reference/workflow-commands-for-github-actions. A step
shows ten errors, ten warnings and ten notices, so the worst come first, of each cause the first before the second and
of all rules one by one, and a last notice counts the rest.
"""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from screcords.findings import Severity, how_many, plural
from screcords.report import markdown
from screcords.report._order import ranked
from screcords.report.text import again, printable, unjudged

if TYPE_CHECKING:
    from screcords.findings import Finding, Report

SHOWN = {Severity.ERROR: 10, Severity.WARNING: 10, Severity.ADVICE: 9}
"""How many of each a step shows; one notice is kept for the count of the rest."""

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}

MOST_TEXT = 4000
"""Characters of a message; the platform cuts at 64 KiB, readers stop long before."""

MOST_SUMMARY = 1024 * 1024 - 1024
"""Bytes of a step summary; a larger one is refused as a whole."""


def render(report: Report, out: TextIO, folder: str = "", *, summarised: bool = False) -> None:
    """Write a command for each finding that will be shown.

    `folder` is where the repository lies in the workspace; `summarised` says that the summary of the step tells more.
    """
    if report.summary.unjudged:
        where = escaped(printable(_in(folder, report.summary.unjudged[0])), a_property=True)
        out.write(f"::error file={where},title=screcords::{escaped(unjudged(report))}\n")
    shown = _shown(report)
    out.writelines(_command(finding, folder) for finding in shown)
    rest = how_many(report.findings) - how_many(shown)
    if rest:
        see = "see the summary of this run, or run" if summarised else "run"
        said = f"{plural(rest, 'more finding')} not shown here: {see} `{again(report)}`"
        out.write(f"::notice title=screcords::{escaped(said)}\n")


def folder_in(workspace: str, root: str) -> str:
    """The folder of the repository, relative to the workspace, as annotations need it; nothing where it is the same."""
    if not workspace:
        return ""
    inside = os.path.relpath(os.path.realpath(root), os.path.realpath(workspace))
    return "" if inside == os.curdir or inside.startswith(os.pardir) else Path(inside).as_posix()


def add_summary(report: Report, path: Path) -> bool:
    """Append the Markdown report to the summary of the step, as far as there is room; whether there was any.

    Raises:
        OSError: the file cannot be written.
    """
    before = path.read_bytes() if path.exists() else b""
    gap = b"" if before.endswith(b"\n") or not before else b"\n\n"
    text = io.StringIO()
    markdown.render(report, text, MOST_SUMMARY - len(before) - len(gap))
    if not text.getvalue():
        return False
    with path.open("ab") as file:
        file.write(gap + text.getvalue().encode("utf-8", "backslashreplace"))
    return True


def escaped(text: str, *, a_property: bool = False) -> str:
    """`text` as the value or a property of a command."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if a_property else text


def _shown(report: Report) -> list[Finding]:
    """The findings that fit."""
    found = [finding for [finding] in ranked([finding] for finding in report.findings)]
    shown = []
    for severity, most in SHOWN.items():
        room = most - (severity is Severity.ERROR and bool(report.summary.unjudged))
        shown += [finding for finding in found if finding.severity is severity][:room]
    return shown


def _in(folder: str, path: str) -> str:
    return f"{folder}/{path}" if folder else path


def _command(finding: Finding, folder: str) -> str:
    place = finding.place
    where: dict[str, object] = {
        "file": printable(_in(folder, finding.path)),
        "line": place.line,
        "endLine": place.end_line,
    }
    if place.line == place.end_line:  # columns are only understood within a line
        where |= {"col": place.column, "endColumn": place.end_column}
    where["title"] = f"{finding.code} {finding.name}"
    message = "\n".join(printable(part) for part in (finding.message, finding.help) if part)
    if len(message) > MOST_TEXT:
        message = f"{message[:MOST_TEXT]}..."
    properties = ",".join(f"{key}={escaped(str(value), a_property=True)}" for key, value in where.items())
    return f"::{COMMANDS[finding.severity]} {properties}::{escaped(message)}\n"

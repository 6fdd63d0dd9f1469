"""Annotations for GitHub Actions, shown beside the lines of a pull request.

Workflow commands, a line each: https://docs.github.com/actions/reference/workflow-commands-for-github-actions. A step
shows ten errors, ten warnings and ten notices, so the worst come first, of each cause the first before the second, and
a last notice counts the rest.
"""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from screcords.findings import Severity, plural
from screcords.report import markdown
from screcords.report.text import printable

if TYPE_CHECKING:
    from screcords.findings import Finding, Report

SHOWN = {Severity.ERROR: 10, Severity.WARNING: 10, Severity.ADVICE: 9}
"""How many of each a step shows; one notice is kept for the count of the rest."""

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}

MOST_TEXT = 4000
"""Characters of a message; the platform cuts at 64 KiB, readers stop long before."""

MOST_SUMMARY = 1024 * 1024 - 1024
"""Bytes of a step summary; a larger one is refused as a whole."""


def render(report: Report, out: TextIO, folder: str = "") -> None:
    """Write a command for each finding that will be shown; `folder` is where the repository lies in the workspace."""
    shown = _shown(report.findings)
    out.writelines(_command(finding, folder) for finding in shown)
    rest = len(report.findings) - len(shown)
    if rest:
        said = f"{plural(rest, 'more finding')} not shown here: see the summary of this run, or run `screcords lint`"
        out.write(f"::notice title=screcords::{escaped(said)}\n")


def folder_in(workspace: str, root: str) -> str:
    """The folder of the repository, relative to the workspace, as annotations need it; nothing where it is the same."""
    if not workspace:
        return ""
    inside = os.path.relpath(os.path.realpath(root), os.path.realpath(workspace))
    return "" if inside == os.curdir or inside.startswith(os.pardir) else Path(inside).as_posix()


def add_summary(report: Report, path: Path) -> None:
    """Append the Markdown report to the summary of the step, as far as there is room.

    Raises:
        OSError: the file cannot be written.
    """
    taken = path.stat().st_size if path.exists() else 0
    text = io.StringIO()
    markdown.render(report, text, MOST_SUMMARY - taken)
    with path.open("ab") as file:
        file.write(text.getvalue().encode("utf-8", "backslashreplace"))


def escaped(text: str, *, a_property: bool = False) -> str:
    """`text` as the value or a property of a command."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if a_property else text


def _shown(findings: tuple[Finding, ...]) -> list[Finding]:
    """The findings that fit, worst first; what a change brought in before what was there, causes before repetitions."""
    seen: dict[tuple[str, str], int] = {}
    ranked = []
    for finding in findings:
        cause = finding.code, finding.message
        seen[cause] = seen.get(cause, 0) + 1
        ranked.append((finding.new is False, seen[cause], finding))
    ranked.sort(key=lambda item: item[:2])
    return [
        finding
        for severity, most in SHOWN.items()
        for finding in [finding for _, _, finding in ranked if finding.severity is severity][:most]
    ]


def _command(finding: Finding, folder: str) -> str:
    place = finding.place
    where: dict[str, object] = {
        "file": printable(f"{folder}/{finding.path}" if folder else finding.path),
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

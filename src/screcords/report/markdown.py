"""A summary for a pull request, in Markdown: the verdict, then each file, folded.

Texts of records are shown as they are and mean nothing: no markup, no link, nobody is mentioned.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, TextIO

from screcords.findings import Severity, plural
from screcords.report.text import counted, printable, verdict
from screcords.text.safe import markdown as escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.findings import Finding, Report

MOST = 60_000
"""Bytes; a comment on a pull request holds 65,536 characters."""

MOST_TEXT = 1000
"""Characters of one message."""

FEW = 3
"""So many files are shown unfolded."""

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.ADVICE: 2}
_RESERVED = 300
"""Bytes kept for saying how much was left out."""


def render(report: Report, out: TextIO, most: int = MOST) -> None:
    """Write the summary, cut so that it has at most `most` bytes."""
    head = _head(report)
    room = most - len(head.encode()) - _RESERVED
    if room < 0:
        return
    out.write(head)
    files = _files(report)
    shown = 0
    for number, (path, findings) in enumerate(files):
        lines = []
        block = _block(path, findings, [], unfolded=len(files) <= FEW)
        taken = len(block.encode())
        for finding in findings:
            line = _line(report, finding)
            if taken + len(line.encode()) > room:
                break
            lines.append(line)
            taken += len(line.encode())
        if lines:
            out.write(_block(path, findings, lines, unfolded=len(files) <= FEW))
        shown += len(lines)
        room -= taken
        if len(lines) < len(findings):
            rest = len(report.findings) - shown
            where = plural(len(files) - number, "file")
            out.write(
                f"\n**{plural(rest, 'more finding')} in {where} not shown here.** Run `screcords lint` to see all.\n"
            )
            return


def _head(report: Report) -> str:
    facts = report.summary
    ends = "fails" if report.fails() else "passes"
    lines = [f"## screcords: the check {ends}", f"**{verdict(report)}** in {counted(report)}."]
    sure = sum(bool(finding.repair and finding.repair.safe) for finding in report.findings)
    perhaps = sum(bool(finding.repair and not finding.repair.safe) for finding in report.findings)
    if sure:
        lines.append(f"`screcords lint --fix` mends {sure:,} of them.")
    if perhaps:
        lines.append(f"`screcords lint --fix --unsafe` {'also ' if sure else ''}mends {perhaps:,}; look at the result.")
    if facts.advice:
        codes = ", ".join(
            f"{_rule(report, code)} {report.names[code]} {number:,}" for code, number in facts.advice.items()
        )
        lines.append(f"Advice, which never fails the check: {codes}.")
    if facts.not_run:
        reasons = sorted({left.why for left in facts.not_run})
        lines.append(f"{plural(len(facts.not_run), 'rule')} did not run ({escaped('; '.join(reasons))}).")
    ran = f"{plural(facts.rules, 'rule')} ran, dates judged as of {escaped(facts.as_of)} ({escaped(facts.as_of_from)})."
    return "\n\n".join([*lines, ran]) + "\n"


def _files(report: Report) -> list[tuple[str, list[Finding]]]:
    """Findings by file: files with the worst first, and in each the worst first."""
    found: dict[str, list[Finding]] = {}
    for finding in report.findings:
        found.setdefault(finding.path, []).append(finding)
    for findings in found.values():
        findings.sort(key=lambda finding: _RANK[finding.severity])
    return sorted(found.items(), key=lambda item: _RANK[item[1][0].severity])


def _block(path: str, findings: list[Finding], lines: list[str], *, unfolded: bool) -> str:
    counts = ", ".join(_counts(findings))
    name = html.escape(printable(path), quote=False)
    opened = "<details open>" if unfolded else "<details>"
    summary = f"<summary><code>{name}</code>: {counts}</summary>"
    return f"\n{opened}\n{summary}\n\n{''.join(lines)}\n</details>\n"


def _counts(findings: list[Finding]) -> Iterator[str]:
    nouns = {
        Severity.ERROR: ("error", ""),
        Severity.WARNING: ("warning", ""),
        Severity.ADVICE: ("piece of advice", "pieces of advice"),
    }
    for severity, noun in nouns.items():
        number = sum(finding.severity is severity for finding in findings)
        if number:
            yield plural(number, *noun)


def _line(report: Report, finding: Finding) -> str:
    place = finding.place
    message = escaped(finding.message[:MOST_TEXT])
    for other in finding.related:
        message += f"; see {escaped(other.path)}:{other.place.line} ({escaped(other.message[:MOST_TEXT])})"
    way_out = f" → {escaped(finding.help[:MOST_TEXT])}" if finding.help else ""
    rule = f"{_rule(report, finding.code)} {finding.name}"
    return f"- line {place.line}, column {place.column}: {finding.severity.value} {rule}: {message}{way_out}\n"


def _rule(report: Report, code: str) -> str:
    page = report.page(code)
    return f"[{code}]({page})" if page else code

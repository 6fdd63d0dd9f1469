"""A summary for a pull request, in Markdown: the verdict, then each file, folded.

What many files have in common is told once, before them. Where not all fits, no cause and no rule hides another.
Texts of records are shown as they are and mean nothing: no markup, no link, nobody is mentioned.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple, TextIO

from screcords.findings import Severity, how_many, plural
from screcords.report._order import RANK, causes, ranked
from screcords.report.text import BEFORE, again, counted, mendable, printable, scope, unjudged, verdict
from screcords.text.safe import markdown as escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.findings import Finding, Report

MOST = 60_000
"""Bytes; a comment on a pull request holds 65,536 characters."""

MOST_TEXT = 1000
"""Characters of one message."""

FEW = 3
"""So many files or causes are shown unfolded."""

MOST_PLACES = 40
"""So many places of one cause are listed."""

_RESERVED = 300
"""Bytes kept for saying how much was left out."""


class _Block(NamedTuple):
    """What is folded together: a file, or a cause that many findings have in common."""

    summary: str
    lots: list[list[Finding]]
    """What is shown of it, each lot by its first finding."""
    is_cause: bool


def render(report: Report, out: TextIO, most: int = MOST) -> None:
    """Write the summary, cut so that it has at most `most` bytes; nothing at all if not even the verdict fits."""
    head = _head(report)
    way = _code(again(report))
    room = most - len(head.encode()) - len(way.encode()) - _RESERVED
    if room < 0:
        return
    out.write(head)
    lots = causes(report.findings)
    blocks = _fitting(report, lots, room)
    shown = {id(finding) for block in blocks for lot in block.lots for finding in lot}
    out.writelines(_block(report, block, unfolded=len(blocks) <= FEW) for block in blocks)
    rest = [finding for finding in report.findings if id(finding) not in shown]
    if rest:
        where = plural(len({finding.path for finding in rest}), "file")
        out.write(f"\n**{plural(how_many(rest), 'more finding')} in {where} not shown here.** Run {way} to see all.\n")


def _fitting(report: Report, lots: list[list[Finding]], room: int) -> list[_Block]:
    """What fits into so many bytes: of each cause and rule something before more of it; in the order of reading."""
    files: dict[str, list[Finding]] = {}
    for lot in lots:
        if len(lot) == 1:
            files.setdefault(lot[0].path, []).extend(lot)
    found: dict[str | int, _Block] = {}
    for lot in ranked(lots):
        is_cause = len(lot) > 1
        key = id(lot) if is_cause else lot[0].path
        empty = _Block(_of_cause(lot) if is_cause else _of_file(lot[0].path, files[lot[0].path]), [], is_cause)
        taken = len(_lines(report, lot, is_cause=is_cause).encode())
        taken += 0 if key in found else len(_block(report, empty, unfolded=True).encode())
        if taken > room:
            break
        room -= taken
        found.setdefault(key, empty).lots.append(lot)
    order = {id(lot): number for number, lot in enumerate(lots)}
    for block in found.values():
        block.lots.sort(key=lambda lot: (RANK[lot[0].severity], order[id(lot)]))
    return sorted(
        found.values(),
        key=lambda block: (
            RANK[block.lots[0][0].severity],
            not block.is_cause,
            min(order[id(lot)] for lot in block.lots),
        ),
    )


def _head(report: Report) -> str:
    facts = report.summary
    ends = "fails" if report.fails() else "passes"
    where = scope(report)
    looked_at = f"{escaped(where)}. Evaluated were {counted(report)}" if where else f" in {counted(report)}"
    lines = [f"## screcords: the check {ends}", f"**{verdict(report)}**{looked_at}."]
    if facts.unjudged:
        lines.append(f"**{unjudged(report)}**")
    sure, perhaps = mendable(report)
    if sure:
        lines.append(f"{_code(again(report, '--fix'))} mends {sure:,} of them.")
    if perhaps:
        also = "also " if sure else ""
        lines.append(f"{_code(again(report, '--fix', '--unsafe'))} {also}mends {perhaps:,}; look at the result.")
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


def _block(report: Report, block: _Block, *, unfolded: bool) -> str:
    opened = "<details open>" if unfolded else "<details>"
    lines = "".join(_lines(report, lot, is_cause=block.is_cause) for lot in block.lots)
    return f"\n{opened}\n<summary>{block.summary}</summary>\n\n{lines}\n</details>\n"


def _of_file(path: str, findings: list[Finding]) -> str:
    return f"<code>{html.escape(printable(path), quote=False)}</code>: {', '.join(_counts(findings))}"


def _of_cause(findings: list[Finding]) -> str:
    files = plural(len({finding.path for finding in findings}), "file")
    rule = f"{findings[0].code} {findings[0].name}"
    return f"{rule}: {', '.join(_counts(findings))} in {files}, all with one cause"


def _counts(findings: list[Finding]) -> Iterator[str]:
    nouns = {
        Severity.ERROR: ("error", ""),
        Severity.WARNING: ("warning", ""),
        Severity.ADVICE: ("piece of advice", "pieces of advice"),
    }
    for severity, noun in nouns.items():
        number = how_many(finding for finding in findings if finding.severity is severity)
        if number:
            yield plural(number, *noun)


def _lines(report: Report, lot: list[Finding], *, is_cause: bool) -> str:
    """A line for a finding; for a cause what is wrong, and the places."""
    first = lot[0]
    rule = f"{first.severity.value} {_rule(report, first.code)} {first.name}"
    if not is_cause:
        before = BEFORE if first.new is False else ""
        return f"- line {first.place.line}, column {first.place.column}: {rule}: {_said(first)}{before}\n"
    lines = [f"- {rule}: {_said(first)}\n"]
    lines += [
        f"  - {escaped(finding.path)}: line {finding.place.line}, column {finding.place.column}\n"
        for finding in lot[:MOST_PLACES]
    ]
    if len(lot) > MOST_PLACES:
        way = _code(again(report, "--report", "json"))
        lines.append(f"  - and {plural(len(lot) - MOST_PLACES, 'more place')}: {way} lists them\n")
    return "".join(lines)


def _said(finding: Finding) -> str:
    message = escaped(finding.message[:MOST_TEXT])
    for other in finding.related:
        message += f"; see {escaped(other.path)}:{other.place.line} ({escaped(other.message[:MOST_TEXT])})"
    return f"{message} → {escaped(finding.help[:MOST_TEXT])}" if finding.help else message


def _rule(report: Report, code: str) -> str:
    page = report.page(code)
    return f"[{code}]({page})" if page else code


def _code(command: str) -> str:
    """A command, as code."""
    ticks = "`" * (1 + max(map(len, re.findall("`+", command)), default=0))
    return f"{ticks} {command} {ticks}" if len(ticks) > 1 else f"`{command}`"

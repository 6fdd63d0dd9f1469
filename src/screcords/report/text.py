"""Findings for people: place, code, what is wrong, the line itself, and the way out."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple, TextIO

from screcords.findings import Severity, plural

if TYPE_CHECKING:
    from screcords.findings import Finding, RelatedPlace, Report

MOST_COLUMNS = 160
"""Longer source lines are cut around the place."""

_COLOURS = {
    "error": "1;31",
    "warning": "1;33",
    "advice": "1;36",
    "bold": "1",
    "dim": "2",
    "help": "32",
    "arrow": "1;34",
}


class Style(NamedTuple):
    """What the terminal can do."""

    colour: bool = False
    hyperlinks: bool = False
    root: str = ""
    """Absolute folder that paths are relative to; needed for hyperlinks."""

    def paint(self, text: str, what: str) -> str:
        """`text` in the colour of `what`."""
        return f"\033[{_COLOURS[what]}m{text}\033[0m" if self.colour else text

    def link(self, text: str, path: str) -> str:
        """`text` that leads to the file when clicked (OSC 8)."""
        if not self.hyperlinks or not self.root:
            return text
        from urllib.parse import quote  # noqa: PLC0415 - only on a terminal with links

        return f"\033]8;;file://{quote(f'{self.root}/{path}')}\033\\{text}\033]8;;\033\\"


def render(report: Report, out: TextIO, style: Style = Style()) -> None:  # noqa: B008 - an immutable default
    """Write all findings, then the summary."""
    out.writelines(_finding(finding, style) for finding in report.findings)
    out.write(summary(report, style))


def printable(text: str) -> str:
    """`text` without characters that steer a terminal or turn the direction of writing."""
    return "".join(c if c.isprintable() or c == "\t" else f"\\u{ord(c):04x}" for c in text)


def _finding(finding: Finding, style: Style) -> str:
    place = finding.place
    where = f"{printable(finding.path)}:{place.line}:{place.column}"
    severity = finding.severity.value
    lines = [
        f"{style.link(style.paint(where, 'bold'), finding.path)}: "
        f"{style.paint(f'{severity}[{finding.code}]', severity)} {finding.name}: {printable(finding.message)}"
    ]
    lines += _excerpt(finding, style)
    lines += [_related(other, style) for other in finding.related]
    if finding.help:
        lines.append(f"  {style.paint('help:', 'help')} {printable(finding.help)}")
    return "\n".join(lines) + "\n\n"


def _excerpt(finding: Finding, style: Style) -> list[str]:
    if not finding.lines or not any(line.strip() for line in finding.lines):
        return []
    place = finding.place
    margin = len(str(place.line + len(finding.lines) - 1))
    shown = []
    for number, line in enumerate(finding.lines):
        last = place.line + number == place.end_line
        start = place.column - 1 if number == 0 else 0
        end = place.end_column - 1 if last else len(line)
        cut = max(0, start - MOST_COLUMNS // 2)
        piece = line[cut : cut + MOST_COLUMNS]
        lead = f"{place.line + number:>{margin}} |"
        shown.append(f"{style.paint(lead, 'arrow')} {printable(piece.expandtabs(4))}".rstrip())
        if number == 0:
            before = printable(line[cut:start].expandtabs(4))
            through = printable(piece[: max(end, start + 1) - cut].expandtabs(4))
            caret = "^" * max(1, _width(through) - _width(before))
            lead = f"{' ' * margin} |"
            mark = style.paint(caret, finding.severity.value)
            shown.append(f"{style.paint(lead, 'arrow')} {' ' * _width(before)}{mark}")
    return shown


def _width(text: str) -> int:
    """How many columns of a terminal `text` takes: two for wide characters, none for combining ones."""
    return sum(
        0 if unicodedata.category(c) in {"Mn", "Me"} else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _related(other: RelatedPlace, style: Style) -> str:
    where = f"{printable(other.path)}:{other.place.line}:{other.place.column}"
    return f"  {style.paint('see', 'arrow')} {style.link(where, other.path)}: {printable(other.message)}"


def _where(report: Report) -> str:
    facts = report.summary
    if facts.base:
        return f" in what {plural(facts.changed, 'file')} changed since {printable(facts.base)} touch"
    return " in the paths named" if facts.filtered else ""


def summary(report: Report, style: Style = Style()) -> str:  # noqa: B008 - an immutable default
    """What was looked at and what was found, in a few lines."""
    facts = report.summary
    total = sum(facts.records.values())
    names = {"cities": ("city", "cities"), "orgs": ("organisation", ""), "partnerships": ("partnership", "")}
    kinds = ", ".join(plural(number, *names[name]) for name, number in facts.records.items())
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    shown = report.count(Severity.ADVICE)
    verdict = f"{plural(errors, 'error')}, {plural(warnings, 'warning')}"
    if shown:
        verdict += f", {plural(shown, 'piece', 'pieces')} of advice"
    colour = "error" if errors else "warning" if warnings else "help"
    lines = [
        f"{plural(total, 'record')}: {kinds}",
        style.paint(verdict, colour) + _where(report),
    ]
    if facts.advice:
        counts = ", ".join(f"{code} {report.names[code]} {number:,}" for code, number in facts.advice.items())
        number = sum(facts.advice.values())
        lines.append(f"{plural(number, 'piece', 'pieces')} of advice (list them with --advice): {counts}")
    lines.append(f"{plural(facts.rules, 'rule')} ran, dates judged as of {facts.as_of} ({facts.as_of_from})")
    if facts.not_run:
        reasons: dict[str, list[str]] = {}
        for left in facts.not_run:
            reasons.setdefault(left.why, []).append(left.code)
        lines.append("not run: " + "; ".join(f"{', '.join(codes)} ({why})" for why, codes in reasons.items()))
    return "\n".join(lines) + "\n"

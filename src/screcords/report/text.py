"""Findings for people: place, code, what is wrong, the line itself, and the way out."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, NamedTuple, TextIO

from screcords.findings import Severity, how_many, plural
from screcords.report._order import MANY, causes
from screcords.text.safe import printable as printable  # noqa: PLC0414 - the other reports take it from here
from screcords.text.safe import width

if TYPE_CHECKING:
    from screcords.findings import Finding, RelatedPlace, Report

MOST_COLUMNS = 160
"""Longer source lines are cut around the place; those of a narrower terminal at its edge."""

FEWEST_COLUMNS = 20
"""So much of a line is shown in any terminal."""

BEFORE = " (there before)"
"""Ends the message of a finding that a change did not bring in."""

MOST_PLACES = 3
"""How many of their places are shown."""

MOST_CODES = 12
"""More rules that did not run for one reason are only counted."""

UNJUDGED = "this broken file was not judged: run the rules SCR0 and SCR1 too"

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
    columns: int = 0
    """How wide the terminal is; 0 where there is none."""

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
    """Write all findings, those of one cause together, then the summary."""
    for cause in causes(report.findings):
        if len(cause) > MANY:
            out.write(_several(cause, style))
        else:
            out.writelines(_finding(finding, style) for finding in cause)
    out.write(summary(report, style))


def statistics(report: Report, out: TextIO, style: Style = Style()) -> None:  # noqa: B008 - an immutable default
    """Write how often each rule found something, the worst and most frequent first, then the summary."""
    severities = list(Severity)
    counts: dict[tuple[int, str, str], list[int]] = {}
    for finding in report.findings:
        row = counts.setdefault((severities.index(finding.severity), finding.code, finding.name), [0, 0])
        row[0] += finding.stands_for
        row[1] += finding.fixable
    for code, number in report.summary.advice.items():
        counts.setdefault((severities.index(Severity.ADVICE), code, report.names[code]), [0, 0])[0] += number
    width = max((len(f"{number:,}") for number, _ in counts.values()), default=0)
    for (rank, code, name), (number, fixable) in sorted(
        counts.items(), key=lambda row: (row[0][0], -row[1][0], row[0])
    ):
        severity = severities[rank].value
        mends = f"  (a machine can mend {fixable:,})" if fixable else ""
        out.write(f"{number:>{width},}  {style.paint(f'{severity:<7}', severity)}  {code} {name}{mends}\n")
    if counts:
        out.write("\n")
    out.write(summary(report, style))


def _several(cause: list[Finding], style: Style) -> str:
    """One cause with many findings: the first as usual, the next places, and how many more there are."""
    lines = [f"  {style.paint('also', 'arrow')} {_where(other, style)}" for other in cause[1:MOST_PLACES]]
    lines.append(
        f"  and {plural(len(cause) - MOST_PLACES, 'more place')}, {len(cause):,} in all (--report json lists them)"
    )
    return _finding(cause[0], style)[:-1] + "\n".join(lines) + "\n\n"


def _finding(finding: Finding, style: Style) -> str:
    severity = finding.severity.value
    lines = [
        f"{_where(finding, style)}: "
        f"{style.paint(f'{severity}[{finding.code}]', severity)} {finding.name}: {printable(finding.message)}"
        f"{BEFORE if finding.new is False else ''}"
    ]
    lines += _excerpt(finding, style)
    lines += [_related(other, style) for other in finding.related]
    if finding.help:
        lines.append(f"  {style.paint('help:', 'help')} {printable(finding.help)}")
    return "\n".join(lines) + "\n\n"


def _where(finding: Finding, style: Style) -> str:
    where = f"{printable(finding.path)}:{finding.place.line}:{finding.place.column}"
    return style.link(style.paint(where, "bold"), finding.path)


def _excerpt(finding: Finding, style: Style) -> list[str]:
    if not finding.lines or not any(line.strip() for line in finding.lines):
        return []
    place = finding.place
    margin = len(str(place.line + len(finding.lines) - 1))
    room = min(MOST_COLUMNS, max(style.columns - margin - 3, FEWEST_COLUMNS)) if style.columns else MOST_COLUMNS
    shown = []
    for number, line in enumerate(finding.lines):
        last = place.line + number == place.end_line
        start = place.column - 1 if number == 0 else 0
        end = place.end_column - 1 if last else len(line)
        cut, piece = _piece(line, start, room)
        lead = f"{place.line + number:>{margin}} |"
        shown.append(f"{style.paint(lead, 'arrow')} {printable(piece.expandtabs(4))}".rstrip())
        if number == 0:
            before = printable(line[cut:start].expandtabs(4))
            through = printable(piece[: max(end, start + 1) - cut].expandtabs(4))
            caret = "^" * max(1, width(through) - width(before))
            lead = f"{' ' * margin} |"
            mark = style.paint(caret, finding.severity.value)
            shown.append(f"{style.paint(lead, 'arrow')} {' ' * width(before)}{mark}")
    return shown


def _piece(line: str, start: int, room: int) -> tuple[int, str]:
    """The part of a line around a place that fits into so many columns, and where it begins."""
    cut = max(0, start - room // 2)
    while width(printable(line[cut:start].expandtabs(4))) > room // 2:  # wide characters, tabs and hidden ones
        cut += 1
    piece = line[cut : cut + room]
    while width(printable(piece.expandtabs(4))) > room and len(piece) > 1:
        piece = piece[:-1]
    return cut, piece


def _related(other: RelatedPlace, style: Style) -> str:
    where = f"{printable(other.path)}:{other.place.line}:{other.place.column}"
    return f"  {style.paint('see', 'arrow')} {style.link(where, other.path)}: {printable(other.message)}"


def scope(report: Report) -> str:
    """Of what part of the records findings are reported; nothing where it is all."""
    facts = report.summary
    if facts.base:
        touched = f" in what {plural(facts.changed, 'file')} changed since {printable(facts.base)} touch"
        return f"{touched}, as far as it is in the paths named" if facts.filtered else touched
    return " in the paths named" if facts.filtered else ""


def again(report: Report, *options: str) -> str:
    """The command that looks at the same things once more."""
    facts = report.summary
    base = ("--base", shlex.quote(printable(facts.base))) if facts.base else ()
    advice = ("--advice",) if report.count(Severity.ADVICE) else ()
    return " ".join(["screcords lint", *base, *advice, *options, *(("PATHS",) if facts.filtered else ())])


def mendable(report: Report) -> tuple[int, int]:
    """How many findings a machine can mend for sure, and how many more only as is probably meant."""
    safe = [finding.repair.safe for finding in report.findings if finding.repair]
    return safe.count(True), safe.count(False)


def unjudged(report: Report) -> str:
    """That broken files escaped the rules that ran, and what to do; nothing where none did."""
    number = len(report.summary.unjudged)
    were = plural(number, "broken file was", "broken files were")
    return f"{were} not judged: run the rules SCR0 and SCR1 too" if number else ""


def counted(report: Report) -> str:
    """What was looked at."""
    records = report.summary.records
    names = {"cities": ("city", "cities"), "orgs": ("organisation", ""), "partnerships": ("partnership", "")}
    kinds = ", ".join(plural(number, *names[name]) for name, number in records.items())
    return f"{plural(sum(records.values()), 'record')}: {kinds}"


def verdict(report: Report) -> str:
    """What was found."""
    shown = report.count(Severity.ADVICE)
    found = f"{plural(report.count(Severity.ERROR), 'error')}, {plural(report.count(Severity.WARNING), 'warning')}"
    if shown:
        found += f", {plural(shown, 'piece', 'pieces')} of advice"
    old = how_many(finding for finding in report.findings if finding.new is False)
    return f"{found} ({old:,} of them there before)" if old else found


def _mending(report: Report) -> str:
    """How many findings a machine can mend, and how; nothing where it can mend none."""
    sure, perhaps = mendable(report)
    if sure:
        more = f", with --unsafe {perhaps:,} more: look at the result then" if perhaps else ""
        return f"`{again(report, '--fix')}` mends {sure:,} of them{more}"
    return f"`{again(report, '--fix', '--unsafe')}` mends {perhaps:,} of them: look at the result" if perhaps else ""


def summary(report: Report, style: Style = Style()) -> str:  # noqa: B008 - an immutable default
    """What was looked at and what was found, in a few lines."""
    facts = report.summary
    colour = "error" if report.count(Severity.ERROR) else "warning" if report.count(Severity.WARNING) else "help"
    lines = [
        counted(report),
        style.paint(verdict(report), colour) + scope(report),
    ]
    if ways := _mending(report):
        lines.append(ways)
    if facts.advice:
        counts = ", ".join(f"{code} {report.names[code]} {number:,}" for code, number in facts.advice.items())
        number = sum(facts.advice.values())
        lines.append(f"{plural(number, 'piece', 'pieces')} of advice (list them with --advice): {counts}")
    if facts.unjudged:
        lines.append(style.paint(unjudged(report), "error"))
    lines.append(f"{plural(facts.rules, 'rule')} ran, dates judged as of {facts.as_of} ({facts.as_of_from})")
    if facts.not_run:
        reasons: dict[str, list[str]] = {}
        for left in facts.not_run:
            reasons.setdefault(left.why, []).append(left.code)
        said = (
            f"{', '.join(codes) if len(codes) <= MOST_CODES else plural(len(codes), 'rule')} ({why})"
            for why, codes in reasons.items()
        )
        lines.append("not run: " + "; ".join(said))
    return "\n".join(lines) + "\n"

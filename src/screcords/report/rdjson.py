"""Diagnostics for reviewdog, which comments on pull requests of several platforms.

The format: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf. Its columns count bytes in UTF-8, its paths
begin at the top of the checkout.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TextIO

from screcords.findings import Severity
from screcords.report.text import UNJUDGED, printable

if TYPE_CHECKING:
    from screcords.findings import Finding, Replacement, Report

WANTS_EDITS = True

SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.ADVICE: "INFO"}


def render(report: Report, out: TextIO) -> None:
    """Write one document with all findings."""
    report = report.from_top()
    diagnostics = [
        {"message": UNJUDGED, "location": {"path": path}, "severity": "ERROR"} for path in report.summary.unjudged
    ]
    diagnostics += [_diagnostic(report, one) for one in report.findings]
    document = {"source": {"name": "screcords"}, "diagnostics": diagnostics}
    out.write(json.dumps(document, indent=2))
    out.write("\n")


def _diagnostic(report: Report, finding: Finding) -> dict[str, Any]:
    page = report.page(finding.code)
    message = "\n".join(printable(part) for part in (finding.message, finding.help) if part)
    diagnostic: dict[str, Any] = {
        "message": message,
        "location": {"path": finding.path, "range": _range(finding)},
        "severity": SEVERITIES[finding.severity],
        "code": {"value": finding.code, "url": page} if page else {"value": finding.code},
    }
    if finding.repair and finding.repair.as_one:
        diagnostic["suggestions"] = [_suggestion(finding.repair.as_one)]
    if finding.related:
        diagnostic["related_locations"] = [
            {
                "message": printable(other.message),
                "location": {"path": other.path, "range": {"start": {"line": other.place.line}}},
            }
            for other in finding.related
        ]
    return diagnostic


def _range(finding: Finding) -> dict[str, Any]:
    """The place; a column is left out where the report does not hold the line that it counts in."""
    place = finding.place
    start = _position(finding, place.line, place.column)
    return {"start": start, "end": _position(finding, place.end_line, place.end_column)}


def _position(finding: Finding, line: int, column: int) -> dict[str, int]:
    number = line - finding.place.line
    if number >= len(finding.lines):
        return {"line": line}
    return {"line": line, "column": len(finding.lines[number][: column - 1].encode("utf-8", "replace")) + 1}


def _suggestion(edit: Replacement) -> dict[str, Any]:
    start, end = edit.byte_columns
    return {
        "range": {
            "start": {"line": edit.place.line, "column": start},
            "end": {"line": edit.place.end_line, "column": end},
        },
        "text": edit.text,
    }

"""Findings for programs: one JSON document, described by schema/report.json."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from screcords.findings import Finding, Report
    from screcords.text.span import Place

FORMAT = 1
"""Version of the document; it grows when a key is renamed, removed, or changes its meaning."""


def render(report: Report, out: TextIO) -> None:
    """Write the report as JSON, indented, with one line end at the end."""
    facts = report.summary
    document = {
        "format": FORMAT,
        "findings": [_finding(finding) for finding in report.findings],
        "summary": {
            "records": dict(facts.records),
            "findings": {name: dict(counts) for name, counts in facts.findings.items()},
            "advice": dict(facts.advice),
            "rules_run": facts.rules,
            "not_run": [left._asdict() for left in facts.not_run],
            "as_of": facts.as_of,
            "as_of_from": facts.as_of_from,
            "filtered": facts.filtered,
            "unjudged": len(facts.unjudged),
            "base": facts.base,
            "changed": facts.changed,
        },
    }
    json.dump(document, out, indent=2, ensure_ascii=True)
    out.write("\n")


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "path": finding.path,
        **_place(finding.place),
        "message": finding.message,
        "help": finding.help,
        "fixable": finding.fixable,
        **({} if finding.new is None else {"new": finding.new}),
        **({} if finding.stands_for == 1 else {"stands_for": finding.stands_for}),
        "related": [{"path": path, **_place(place), "message": message} for path, place, message in finding.related],
    }


def _place(place: Place) -> dict[str, int]:
    return {
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }

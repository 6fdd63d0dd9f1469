"""SARIF 2.1.0, the OASIS standard for results of checks: https://docs.oasis-open.org/sarif/sarif/v2.1.0/.

Paths begin at the top of the checkout, columns count code points. Fingerprints come from the rule, the record and what
is said, not from lines, so that a finding stays the same one when lines move. GitHub takes 25,000 results at most, so
no more are written, the worst first, and a notification counts the rest.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, TextIO
from urllib.parse import quote

from screcords import __version__
from screcords.findings import Severity, plural
from screcords.report._order import RANK
from screcords.report.text import UNJUDGED, again, printable
from screcords.rules.page import page
from screcords.rules.registry import INTERNAL_ERROR, all_rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from screcords.findings import Finding, NotRun, Repair, Report
    from screcords.rules.rule import Rule
    from screcords.text.span import Place

WANTS_EDITS = True

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note", Severity.OFF: "none"}
ROOT = "%SRCROOT%"
FINGERPRINT = "screcords/v2"

MOST_RESULTS = 25_000
"""With one more GitHub refuses the whole log:
https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit"""


def render(report: Report, out: TextIO) -> None:
    """Write one log with one run."""
    prints = fingerprints(report.findings)
    report = report.from_top()
    crashes = [finding for finding in report.findings if finding.code == INTERNAL_ERROR[0]]
    results = [pair for pair in zip(report.findings, prints, strict=True) if pair[0].code != INTERNAL_ERROR[0]]
    told = _worst(results)
    indexes = {code: number for number, code in enumerate(all_rules())}
    unjudged = report.summary.unjudged
    invocation: dict[str, Any] = {"executionSuccessful": not crashes and not unjudged}
    notes = [_crash(finding) for finding in crashes] + [_unjudged(path) for path in unjudged]
    if len(told) < len(results):
        notes.append(_left_out(len(results) - len(told), again(report, "--report", "json")))
    if notes:
        invocation["toolExecutionNotifications"] = notes
    if report.summary.not_run:
        invocation["toolConfigurationNotifications"] = [_not_run(left) for left in report.summary.not_run]
    run = {
        "tool": {
            "driver": {
                "name": "screcords",
                "version": __version__,
                "semanticVersion": __version__,
                "shortDescription": {"text": "Checks records of sister-city partnerships."},
                "rules": [_rule(report, rule, number) for number, rule in enumerate(all_rules().values())],
                "notifications": [_crash_descriptor()],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The top of the checkout."}}},
        "invocations": [invocation],
        "results": [_result(finding, indexes, fingerprint) for finding, fingerprint in told],
    }
    out.write(json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2))
    out.write("\n")


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """What tells the findings from each other, and the same from run to run: no lines, no folders, no numbers.

    Where a finding lies in a list, the entries are told by what stays when they change places, `Finding.anchor`; only
    findings that are still alike are counted.
    """
    seen: dict[str, int] = {}
    found = []
    for finding in findings:
        record = PurePosixPath(finding.path).name if finding.path.startswith("records/") else finding.path
        route = ".".join("*" if isinstance(step, int) else step for step in finding.route)
        said = re.sub(r"\d+", "0", finding.message)
        context = json.dumps([finding.code, record, route, said, *finding.anchor])
        seen[context] = seen.get(context, 0) + 1
        found.append(f"{hashlib.sha256(context.encode()).hexdigest()[:32]}:{seen[context]}")
    return found


def _worst(results: list[tuple[Finding, str]]) -> list[tuple[Finding, str]]:
    """As many results as may be told; where those are not all, the worst, and what a change brought in first."""
    if len(results) <= MOST_RESULTS:
        return results
    return sorted(results, key=lambda pair: (RANK[pair[0].severity], pair[0].new is False))[:MOST_RESULTS]


def _rule(report: Report, rule: Rule, number: int) -> dict[str, Any]:
    text = page(rule)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": _braced(rule.title)},
        "fullDescription": {"text": _braced(rule.why or rule.title)},
        "help": {"text": _braced(text), "markdown": text},  # Markdown is shown as it stands; so are braces in examples
        "helpUri": report.page(rule.code) or f"sarif:/runs/0/tool/driver/rules/{number}/help",
        "defaultConfiguration": {
            "enabled": rule.severity is not Severity.OFF,
            "level": LEVELS[rule.severity],
        },
        "properties": {"tags": [rule.family]},
    }


def _crash_descriptor() -> dict[str, Any]:
    code, name = INTERNAL_ERROR
    text = "A rule failed for a record; the other rules went on. This is a mistake in screcords: please report it."
    return {"id": code, "name": name, "shortDescription": {"text": text}, "defaultConfiguration": {"level": "error"}}


def _result(finding: Finding, indexes: dict[str, int], fingerprint: str) -> dict[str, Any]:
    said = "\n".join(part for part in (finding.message, finding.help) if part)
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": indexes.get(finding.code, -1),
        "level": LEVELS[finding.severity],
        "message": {"text": message(said)},
        "locations": [{"physicalLocation": _location(finding.path, finding.place)}],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    if finding.new is not None:
        result["baselineState"] = "new" if finding.new else "unchanged"
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": message(other.message)},
                "physicalLocation": _location(other.path, other.place),
            }
            for number, other in enumerate(finding.related, start=1)
        ]
    if finding.repair and finding.repair.edits:
        result["fixes"] = [_fix(finding, finding.repair)]
    return result


def _fix(finding: Finding, repair: Repair) -> dict[str, Any]:
    replacements = []
    for edit in repair.edits:
        replacement: dict[str, Any] = {"deletedRegion": _region(edit.place)}
        if edit.text:
            replacement["insertedContent"] = {"text": edit.text}
        replacements.append(replacement)
    title = repair.title or finding.help or f"mend {finding.name}"
    return {
        "description": {"text": message(title)},
        "artifactChanges": [{"artifactLocation": _artifact(finding.path), "replacements": replacements}],
        "properties": {"safe": repair.safe},
    }


def _crash(finding: Finding) -> dict[str, Any]:
    return {
        "descriptor": {"id": finding.code, "index": 0},
        "level": "error",
        "message": {"text": message(f"{finding.message}\n{finding.help}".strip())},
        "locations": [{"physicalLocation": _location(finding.path, finding.place)}],
    }


def _unjudged(path: str) -> dict[str, Any]:
    return {
        "level": "error",
        "message": {"text": UNJUDGED},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(path)}}],
    }


def _left_out(number: int, command: str) -> dict[str, Any]:
    said = f"{plural(number, 'result')} left out, for no more than {MOST_RESULTS:,} are accepted; {command} lists all"
    return {"level": "warning", "message": {"text": message(said)}}


def _not_run(left: NotRun) -> dict[str, Any]:
    return {
        "associatedRule": {"id": left.code},
        "level": "note",
        "message": {"text": message(f"{left.code} ({left.name}) did not run: {left.why}")},
    }


def _location(path: str, place: Place) -> dict[str, Any]:
    return {"artifactLocation": _artifact(path), "region": _region(place)}


def _artifact(path: str) -> dict[str, Any]:
    return {"uri": quote(path, errors="surrogateescape"), "uriBaseId": ROOT}


def _region(place: Place) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def message(text: str) -> str:
    """A text from a record as a message: braces are doubled, as placeholders would have them, and nothing is a link."""
    lines = (printable(line) for line in text.split("\n"))
    return _braced("\n".join(lines)).replace("](", "] (")


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")

"""JUnit XML for CI systems that show tests: a suite a collection, a test a rule and file.

What fails the check is a failure; a rule that failed itself is an error. Warnings and advice that do not fail it are
tests that passed, with what was found as their output. One more test stands for all other records of the collection, or
for all else in the part of the records that was asked about; rules that did not run are skipped tests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO
from xml.etree import ElementTree as ET

from screcords.findings import how_many, plural
from screcords.report.text import UNJUDGED, printable, scope

if TYPE_CHECKING:
    from screcords.findings import Finding, Report

CRASH = "SCR999"


def render(report: Report, out: TextIO) -> None:
    """Write all suites with their counts."""
    suites = ET.Element("testsuites", name="screcords")
    grouped: dict[str, dict[tuple[str, str], list[Finding]]] = {name: {} for name in report.summary.findings}
    for finding in report.findings:
        tests = grouped[report.collection(finding.path)]
        tests.setdefault((finding.code, finding.path), []).append(finding)
    part = scope(report)
    for name, tests in grouped.items():
        unjudged = [path for path in report.summary.unjudged if report.collection(path) == name]
        told = {path for _, path in tests}.union(unjudged)
        others = report.summary.records.get(name, 0) - len(told)
        if not told and (part or others <= 0):
            continue
        suite = ET.SubElement(suites, "testsuite", name=name)
        for path in unjudged:
            test = ET.SubElement(suite, "testcase", name="broken file", classname=printable(path))
            ET.SubElement(test, "failure", type="unjudged", message=UNJUDGED)
        for findings in tests.values():
            _test(report, suite, findings)
        if others > 0 and not part:
            said = f"{plural(others, 'record')} without findings"
            ET.SubElement(suite, "testcase", name=said, classname=name)
        _count(suite)
    if part:
        suite = ET.SubElement(suites, "testsuite", name="all else")
        ET.SubElement(suite, "testcase", name=f"no other findings{part}", classname="records")
        _count(suite)
    if report.summary.not_run:
        suite = ET.SubElement(suites, "testsuite", name="rules that did not run")
        for left in report.summary.not_run:
            test = ET.SubElement(suite, "testcase", name=f"{left.code} {left.name}", classname="rules")
            ET.SubElement(test, "skipped", message=printable(left.why))
        _count(suite)
    for kind in ("tests", "failures", "errors"):
        suites.set(kind, str(sum(int(suite.get(kind, 0)) for suite in suites)))
    ET.indent(suites)
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write(ET.tostring(suites, encoding="unicode"))
    out.write("\n")


def _test(report: Report, suite: ET.Element, findings: list[Finding]) -> None:
    first = findings[0]
    test = ET.SubElement(suite, "testcase", name=f"{first.code} {first.name}", classname=printable(first.path))
    failing = [finding for finding in findings if report.is_failure(finding)]
    if failing:
        number = how_many(failing)
        more = f" (and {number - 1:,} more)" if number > 1 else ""
        kind = "error" if first.code == CRASH else "failure"
        failure = ET.SubElement(test, kind, type=first.code, message=printable(failing[0].message) + more)
        failure.text = "\n".join(_lines(finding) for finding in failing)
    others = [finding for finding in findings if not report.is_failure(finding)]
    if others:
        ET.SubElement(test, "system-out").text = "\n".join(_lines(finding) for finding in others)


def _lines(finding: Finding) -> str:
    place = finding.place
    where = f"{printable(finding.path)}:{place.line}:{place.column}"
    lines = [f"{where}: {finding.severity.value}: {printable(finding.message)}"]
    lines += [
        f"  see {printable(other.path)}:{other.place.line}: {printable(other.message)}" for other in finding.related
    ]
    if finding.help:
        lines.append(f"  help: {printable(finding.help)}")
    return "\n".join(lines)


def _count(suite: ET.Element) -> None:
    suite.set("tests", str(len(suite)))
    for kind, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(kind, str(sum(test.find(tag) is not None for test in suite)))

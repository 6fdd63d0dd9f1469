"""JUnit XML: valid by the schema of Jenkins, well-formed whatever is in a record, and with counts that are right."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree
from report_samples import ALL, drawn, finding, paths, report, texts

from screcords.findings import Severity
from screcords.report import junit
from screcords.report.text import printable
from screcords.rules.world import CITY

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parents[1] / "data/schemas/junit-10.xsd"))


def suites(made):
    tree = etree.fromstring(drawn(junit.render, made).encode())
    SCHEMA.assertValid(tree)
    check_counts(tree)
    return tree


def check_counts(tree):
    total = {"tests": 0, "failures": 0, "errors": 0}
    for suite in tree:
        counts = {
            "tests": len(suite.findall("testcase")),
            "failures": len(suite.findall("testcase/failure")),
            "errors": len(suite.findall("testcase/error")),
            "skipped": len(suite.findall("testcase/skipped")),
        }
        assert {key: int(suite.get(key)) for key in counts} == counts
        for key in total:
            total[key] += counts[key]
    assert {key: int(tree.get(key)) for key in total} == total


def test_golden(golden):
    golden("report/junit.xml", drawn(junit.render, ALL))


def test_each_rule_and_file_is_a_test():
    tree = suites(report(finding(), finding(), finding("SCR103"), finding(path=CITY)))
    tests = [(test.get("name"), test.get("classname")) for test in tree.findall("testsuite/testcase[failure]")]
    assert tests == [
        ("SCR106 bad-enum", CITY),
        ("SCR106 bad-enum", finding().path),
        ("SCR103 unknown-key", finding().path),
    ]
    [both] = tree.xpath("//testcase[@name='SCR106 bad-enum' and contains(@classname, 'partnerships')]/failure")
    assert both.get("message").endswith("(and 1 more)")
    assert both.text.count("is no word of the vocabulary") == 2


def test_clean_records_are_tests_that_pass():
    tree = suites(report())
    assert [(suite.get("name"), suite.get("tests"), suite.get("failures")) for suite in tree] == [
        ("cities", "1", "0"), ("orgs", "1", "0"), ("partnerships", "1", "0"), ("rules that did not run", "1", "0"),
    ]  # fmt: skip


@pytest.mark.parametrize("strict", [False, True])
def test_warnings_fail_when_they_fail_the_check(strict):
    tree = suites(
        report(finding(severity=Severity.WARNING), finding("SCR103", severity=Severity.ADVICE), strict=strict)
    )
    assert tree.get("failures") == ("1" if strict else "0")
    assert len(tree.findall("testsuite/testcase/system-out")) == (1 if strict else 2)


def test_a_broken_file_that_was_not_judged_is_a_failure():
    tree = suites(report(unjudged=(CITY,)))
    assert tree.get("failures") == "1"
    [test] = tree.findall("testsuite/testcase[failure]")
    assert (test.get("classname"), test.getparent().get("name")) == (CITY, "cities")
    assert [test.get("name") for test in tree.findall("testsuite[@name='cities']/testcase")] == [
        "broken file", "1 record without findings",
    ]  # fmt: skip


@pytest.mark.parametrize("part", [{"filtered": True}, {"base": "main", "changed": 2}])
def test_what_was_not_asked_about_is_not_said_to_be_clean(part):
    tree = suites(report(finding(), **part))
    assert [suite.get("name") for suite in tree] == ["partnerships", "all else", "rules that did not run"]
    [rest] = tree.findall("testsuite[@name='all else']/testcase")
    assert rest.get("name").startswith("no other findings in ")
    assert "without findings" not in etree.tostring(tree).decode()


def test_what_stands_for_more_is_counted():
    tree = suites(report(finding(), finding(stands_for=40)))
    assert tree.find(".//failure").get("message").endswith("(and 40 more)")


def test_a_rule_that_failed_is_an_error():
    assert suites(ALL).get("errors") == "1"


@given(message=texts, way_out=texts, path=paths)
@settings(max_examples=60)
def test_whatever_stands_in_a_record_is_text(message, way_out, path):
    tree = suites(report(finding(message=message, help=way_out, path=path)))
    [failure] = tree.findall(".//failure")
    assert failure.get("message") == printable(message)
    assert failure.getparent().get("classname") == printable(path)
    assert len(failure) == 0

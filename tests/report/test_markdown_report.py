"""The summary in Markdown: texts of records mean nothing in it, and it keeps to its size."""

import html
import re

import pytest
from hypothesis import given
from markdown_it import MarkdownIt
from report_samples import ALL, HOSTILE, drawn, finding, paths, report, texts

from screcords.findings import Repair, Severity
from screcords.report import markdown
from screcords.report.text import printable
from screcords.rules.world import PARTNERSHIP

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
OURS = re.compile(r"<!-- -->|</?span>")


def test_golden(golden):
    golden("report/markdown.md", drawn(markdown.render, ALL))


@given(text=texts)
def test_a_text_is_shown_as_it_is(text):
    shown = MARKDOWN.renderInline(f"x{markdown.escaped(text)}x")
    plain = html.unescape(OURS.sub("", shown)) if not re.search(r"<(?!!-- -->|/?span>)", shown) else shown
    assert plain == f"x{printable(text)}x".replace("\t", " ")


@given(text=texts)
def test_nobody_is_mentioned_and_nothing_becomes_a_link_or_formula(text):
    said = markdown.escaped(text)
    assert not re.search(r"@\w|#\d|://|www\.|(?<!<span>)\$|GH-\d", said, re.IGNORECASE)
    assert not re.search(r"\b[0-9a-f]{7,40}\b|:[\w+-]+:", said, re.IGNORECASE | re.ASCII)
    assert "\n" not in said


@given(message=texts, way_out=texts, path=paths)
def test_the_structure_is_ours_whatever_is_in_a_record(message, way_out, path):
    shown = MARKDOWN.render(drawn(markdown.render, report(finding(message=message, help=way_out, path=path))))
    tags = re.findall(r"<(?!!--)/?([a-z0-9]+)", shown)
    assert [tag for tag in tags if tag not in {"p", "strong", "code", "span"}] == [
        "h2", "h2", "details", "summary", "summary", "ul", "li", "li", "ul", "details",
    ]  # fmt: skip


def test_one_line_each_with_place_rule_and_way_out():
    text = drawn(markdown.render, ALL)
    line = "- line 3, column 8: error [SCR106](https://example.org/o/r/blob/main/docs/rules/SCR106.md) bad-enum: "
    assert f'{line}"twin" is no word of the vocabulary → write "sister"\n' in text
    assert len(re.findall("^- line", text, re.MULTILINE)) == len(ALL.findings)
    assert "`screcords lint --advice --fix` mends 1 of them." in text
    assert "`screcords lint --advice --fix --unsafe` also mends 1" in text


@pytest.mark.parametrize(
    ("severity", "strict", "ends"),
    [(Severity.ERROR, False, "fails"), (Severity.WARNING, False, "passes"), (Severity.WARNING, True, "fails"), (Severity.ADVICE, True, "passes")],
)  # fmt: skip
def test_the_verdict(severity, strict, ends):
    assert drawn(markdown.render, report(finding(severity=severity), strict=strict)).startswith(
        f"## screcords: the check {ends}\n"
    )


def test_a_broken_file_that_was_not_judged_fails_the_check():
    text = drawn(markdown.render, report(unjudged=(PARTNERSHIP,)))
    assert text.startswith("## screcords: the check fails\n")
    assert "**1 broken file was not judged: run the rules SCR0 and SCR1 too**" in text


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ({"filtered": True}, "in the paths named. Evaluated were 4 records"),
        ({"base": "a_b", "changed": 2}, "in what 2 files changed since a\\_b touch. Evaluated were 4 records"),
        ({"base": "x", "changed": 1, "filtered": True}, "in what 1 file changed since x touch, as far as it is in the"),
        ({}, "in 4 records"),
    ],
)
def test_of_what_part_it_speaks(part, said):
    assert f"**0 errors, 0 warnings** {said}" in drawn(markdown.render, report(**part))


def test_the_way_out_looks_at_the_same():
    made = report(finding(repair=Repair("", True)), base="x`y", filtered=True)
    assert "`` screcords lint --base 'x`y' --fix PATHS `` mends 1 of them." in drawn(markdown.render, made)


def flood(number, code="SCR501", **more):
    return [
        finding(code, **{"message": "there is no such city", "path": f"records/partnerships/{n:04}.toml"} | more)
        for n in range(number)
    ]


def test_what_many_files_have_in_common_is_told_once():
    text = drawn(markdown.render, report(*flood(242), finding(message='"activ" is no word', path="records/z.toml")))
    assert "<summary>SCR501 unknown-city: 242 errors in 242 files, all with one cause</summary>" in text
    assert text.count("there is no such city") == 1
    assert text.count("  - records/partnerships/") == 40
    assert "  - and 202 more places: `screcords lint --report json` lists them\n" in text
    assert '"activ" is no word' in text
    assert "not shown here" not in text


def test_where_not_all_fits_no_rule_hides_another():
    moved = [one._replace(message=f"belongs elsewhere {n}") for n, one in enumerate(flood(900, "SCR010"))]
    last = finding(message='"activ" is no word', path="records/z.toml")
    text = drawn(markdown.render, report(*moved, *flood(242), last, base="HEAD"))
    assert '"activ" is no word' in text
    assert "there is no such city" in text
    assert "Run `screcords lint --base HEAD` to see all." in text
    shown = len(re.findall("^- line", text, re.MULTILINE))
    assert f"**{901 - shown} more findings in {901 - shown} files not shown here.**" in text


def test_what_stands_for_more_is_counted():
    text = drawn(markdown.render, report(finding(), finding("SCR103", message="and 40 more", stands_for=40)))
    assert "**41 errors, 0 warnings**" in text
    assert "</code>: 41 errors</summary>" in text


def test_files_with_errors_come_first():
    text = drawn(
        markdown.render,
        report(finding(severity=Severity.WARNING, path="records/a.toml"), finding(path="records/b.toml")),
    )
    assert text.index("records/b.toml") < text.index("records/a.toml")


@pytest.mark.parametrize("most", [0, 500, 1000, 5000, 60_000])
@pytest.mark.parametrize("files", [1, 7, 400])
def test_it_is_cut_and_says_so(most, files):
    made = report(
        *(
            finding(message=f"{HOSTILE[-2]} {number}", path=f"records/{number % files}.toml", repair=Repair("", True))
            for number in range(400)
        )
    )
    text = drawn(markdown.render, made, most=most)
    assert len(text.encode()) <= most
    shown = len(re.findall("^- line", text, re.MULTILINE))
    left = re.search(r"\*\*(\d+) more finding", text)
    if text:
        assert shown + (int(left[1]) if left else 0) == 400
        assert text.count("<details") == text.count("</details>")

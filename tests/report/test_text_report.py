"""Findings for people: the line, the caret under what is meant, and nothing that steers a terminal."""

import io
import os
import re
import unicodedata

import pytest

from screcords.cli.reports import style
from screcords.findings import Finding, NotRun, RelatedPlace, Repair, Report, Severity, Summary
from screcords.report import text
from screcords.report.text import Style, printable, render
from screcords.rules.world import CITY, OTHER_CITY
from screcords.text.document import Document
from screcords.text.safe import width
from screcords.text.span import Place

SUMMARY = Summary(
    "/repo", {"cities": 1, "orgs": 0, "partnerships": 2}, {}, {}, 3, (), "2026-06-01", "--as-of", filtered=False
)


def finding(line, start, end=None, *, number=7, message="wrong", **more):
    """A finding on one line, from column `start` (from 1) up to `end`."""
    end = end or start + 1
    given = {
        "code": "SCR999",
        "name": "a-name",
        "severity": Severity.ERROR,
        "path": "records/cities/x.toml",
        "help": "",
        "fixable": False,
        "related": (),
    }
    return Finding(**given | {"place": Place(number, start, number, end), "message": message, "lines": (line,)} | more)


PLAIN = Style()


def rendered(*findings, style=PLAIN):
    out = io.StringIO()
    render(Report(findings, SUMMARY, {"SCR999": "a-name"}), out, style)
    return out.getvalue()


def excerpt(*args, **more):
    """The source line and the line of carets, both without the margin."""
    _, line, caret, *_ = rendered(finding(*args, **more)).split("\n")
    return line.removeprefix("7 | "), caret.removeprefix("  | ")


def columns(shown):
    """What a terminal makes of a text: each column with the character in it."""
    cells = []
    for character in shown:
        if unicodedata.category(character) in {"Mn", "Me"}:
            continue
        cells += [character] * (2 if unicodedata.east_asian_width(character) in "WF" else 1)
    return cells


def under_caret(line, caret):
    return "".join(dict.fromkeys(columns(line)[caret.index("^") : caret.rindex("^") + 1]))


# Golden files


ORDERED = Report(
    (
        finding('kind = "twin"', 8, 14, code="SCR106", message='"twin" is no kind', help='write "sister"'),
        finding(
            'ja = "湊川市" # 湊',
            6,
            11,
            number=12,
            severity=Severity.WARNING,
            path="records/cities/jp/m/jp-minatogawa.toml",
        ),
        finding("a\tb\tc = [\t1 ]", 10, 11, number=100, severity=Severity.ADVICE),
        finding("aliases = [" + ", ".join(f'"Name {number}"' for number in range(60)) + "]", 300, 309),
        finding(
            'website = "\x1b]0;title\x07\u202e"', 11, 24, message="a control character: \x1b", path="records/\x1b.toml"
        ),
        finding(
            'id = "us-or-harborview"',
            6,
            24,
            message="two records have this id",
            related=(
                RelatedPlace("records/cities/us/o/us-or-harborview.toml", Place(2, 6, 2, 24), "first defined here"),
            ),
            help="merge them, rename one, or withdraw one",
        ),
        finding("", 1, place=Place(7, 10, 9, 2), lines=("fields = [", '    "culture",', "]")),
        finding("", 1, number=1, lines=(), message="larger than 256 KiB"),
    ),
    Summary(
        "/repo",
        {"cities": 1, "orgs": 0, "partnerships": 40_000},
        {},
        {"SCR407": 1234, "SCR516": 1},
        61,
        (
            NotRun("SCR206", "id-vanished", "needs --base"),
            NotRun("SCR307", "ends-before-start", "ignored"),
            NotRun("SCR306", "x", "ignored"),
        ),
        "2026-06-01",
        "newest commit of records/",
        filtered=True,
    ),
    {"SCR407": "city-without-qid", "SCR516": "one-sided-evidence"},
)


@pytest.mark.parametrize(
    ("name", "chosen"),
    [("plain", Style()), ("colour", Style(colour=True)), ("links", Style(hyperlinks=True, root="/a folder/repo"))],
)
def test_golden(golden, name, chosen):
    out = io.StringIO()
    render(ORDERED, out, chosen)
    golden(f"report/{name}.txt", out.getvalue())


# Carets


@pytest.mark.parametrize(
    ("line", "start", "end", "marked"),
    [
        ('kind = "twin"', 8, 14, '"twin"'), ('ja = "湊川市"', 6, 11, '"湊川市"'), ('湊川市 = "x"', 7, 10, '"x"'), ("湊川市", 2, 3, "川"),
        ("\tkind = 1", 9, 10, "1"), ("a\tb\tc", 5, 6, "c"), ("湊\tb", 3, 4, "b"), ("e\u0301a = 1", 7, 8, "1"), ("บ้านฟ้า = 1", 11, 12, "1"), ("กั้ = 1", 7, 8, "1"),
        ("𝔎 = 1", 5, 6, "1"), ("😀 = 1", 5, 6, "1"), ("ｱ = 1", 5, 6, "1"), ("x\u200by = 1", 7, 8, "1"), ("\x1bx = 1", 6, 7, "1"),
    ],
)  # fmt: skip
def test_the_caret_stands_under_what_is_meant(line, start, end, marked):
    shown, caret = excerpt(line, start, end)
    assert under_caret(shown, caret) == "".join(dict.fromkeys(columns(marked)))


def test_a_tab_is_marked_from_where_it_stands():
    shown, caret = excerpt("ab\tx", 3, 4)
    assert (shown, caret) == ("ab  x", "  ^^")


def test_the_end_of_a_line_has_a_caret_too():
    assert excerpt("kind", 5, 5) == ("kind", "    ^")


def test_a_place_of_several_lines_shows_them_all_and_marks_the_first():
    place = Place(7, 10, 9, 2)
    out = rendered(finding("", 1, place=place, lines=("fields = [", '    "culture",', "]")))
    assert out.split("\n")[1:5] == ["7 | fields = [", "  |          ^", '8 |     "culture",', "9 | ]"]


def test_the_margin_grows_with_the_number():
    out = rendered(finding("", 1, place=Place(99, 1, 101, 2), lines=("a", "b", "c"))).split("\n")
    assert out[1:5] == [" 99 | a", "    | ^", "100 | b", "101 | c"]


@pytest.mark.parametrize("columns", [10, 40, 60, 300])
@pytest.mark.parametrize("start", [1, 50, 81, 200, 399, 400])
@pytest.mark.parametrize("letter", ["x", "湊", "\t"])
def test_a_line_and_its_mark_fit_into_the_terminal(columns, start, letter):
    line = letter * 199 + "y" * 201
    style = PLAIN._replace(columns=columns)
    out = rendered(finding(line, start, start + 300), style=style).split("\n")
    assert all(width(shown) <= max(columns, 26) for shown in out[1:3])
    assert "^" in out[2]


@pytest.mark.parametrize("start", [1, 50, 81, 200, 399, 400])
def test_long_lines_are_cut_around_the_place(start):
    line = "".join(chr(ord("a") + number % 26) for number in range(400))
    shown, caret = excerpt(line, start)
    assert len(shown) <= text.MOST_COLUMNS
    assert under_caret(shown, caret) == line[start - 1]
    assert excerpt(line, start, 401)[1].rstrip("^").strip() == ""
    assert len(excerpt(line, start, 401)[1]) <= text.MOST_COLUMNS


@pytest.mark.parametrize("lines", [(), ("",), ("  \t",)])
def test_nothing_is_shown_where_there_is_nothing(lines):
    assert rendered(finding("", 1, lines=lines)).split("\n")[:2] == [
        "records/cities/x.toml:7:1: error[SCR999] a-name: wrong",
        "",
    ]


# Hostile text

NASTY = [
    "\x1b[31m",
    "\x1b]8;;x\x1b\\",
    "\x07",
    "\x00",
    "\r",
    "\x9b31m",
    "\u202e",
    "\u2066",
    "\u200f",
    "\u061c",
    "\u2028",
    "\u0085",
    "\ufeff",
    "\U000e0041",
    "\ud800",
]


@pytest.mark.parametrize("nasty", NASTY, ids=ascii)
def test_no_text_of_a_record_steers_the_terminal(nasty):
    other = RelatedPlace(f"p{nasty}", Place(1, 1, 1, 2), f"m{nasty}")
    out = rendered(
        finding(f"k = {nasty}", 5, message=f"x{nasty}y", path=f"a{nasty}b", help=f"h{nasty}", related=(other,))
    )
    assert nasty not in out
    assert all(character.isprintable() or character == "\n" for character in out)
    out.encode()


def test_ordinary_text_is_left_as_it_is():
    for words in ("München 湊川市 Київ القدس תל أ ไทย", "𝔎 😀", "tab\there"):
        assert printable(words) == words
    assert printable("a\u202eb\x1b") == "a\\u202eb\\u001b"


# What the terminal can do


class Terminal(io.StringIO):
    def __init__(self, tty):
        super().__init__()
        self.tty = tty

    def isatty(self):
        return self.tty


@pytest.mark.parametrize(
    ("tty", "environment", "colour", "links"),
    [
        (False, {}, False, False), (True, {}, True, False), (True, {"TERM": "dumb"}, False, False), (True, {"NO_COLOR": "1"}, False, False),
        (True, {"NO_COLOR": ""}, True, False), (False, {"FORCE_COLOR": "1"}, True, False), (False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
        (True, {"VTE_VERSION": "6003"}, True, True), (True, {"TERM_PROGRAM": "iTerm.app"}, True, True), (True, {"TERM_PROGRAM": "Apple_Terminal"}, True, False),
        (False, {"VTE_VERSION": "6003"}, False, False), (False, {"FORCE_COLOR": "1", "VTE_VERSION": "6003"}, True, False),
        (True, {"VTE_VERSION": "6003", "NO_COLOR": "1"}, False, True), (True, {"VTE_VERSION": "6003", "TERM": "dumb"}, False, False),
    ],
)  # fmt: skip
def test_style(monkeypatch, tty, environment, colour, links):
    for name in (
        "NO_COLOR",
        "FORCE_COLOR",
        "TERM_PROGRAM",
        "VTE_VERSION",
        "WT_SESSION",
        "KITTY_WINDOW_ID",
        "KONSOLE_VERSION",
        "WEZTERM_PANE",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    found = style(Terminal(tty), "/repo")
    assert (found.colour, found.hyperlinks, found.root) == (colour, links, "/repo")


def test_colour_changes_nothing_but_colour():
    other = RelatedPlace("p", Place(1, 1, 1, 2), "there")
    one = finding("湊川市", 2, 3, help="do this", related=(other,))
    coloured = rendered(one, style=Style(colour=True))
    assert "\x1b[1;31m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == rendered(one)
    linked = rendered(one, style=Style(hyperlinks=True, root="/r"))
    assert re.sub(r"\x1b\]8;;[^\x1b]*\x1b\\", "", linked) == rendered(one)


def test_links_are_quoted_and_lead_to_the_file():
    out = rendered(finding("x", 1, path="records/a b/ü.toml"), style=Style(hyperlinks=True, root="/my folder"))
    assert "\x1b]8;;file:///my%20folder/records/a%20b/%C3%BC.toml\x1b\\records/a b/ü.toml:7:1\x1b]8;;\x1b\\" in out


# The summary


def test_the_summary_counts(world, lint):
    out = lint(world).out
    assert out.startswith("4 records: 2 cities, 1 organisation, 1 partnership\n0 errors, 0 warnings\n")
    assert re.search(r"^\d+ rules ran, dates judged as of 2026-06-01 \(--as-of\)$", out, re.MULTILINE)


def test_places_are_those_of_the_text(world, lint):
    """The file, line and column of a finding lead to what it speaks of."""
    world.edit(OTHER_CITY, 'ja = "湊川市"', 'ja = "湊川市"\nko = "\u200b湊川市"')
    (where,) = re.findall(r"^(\S+):(\d+):(\d+): error\[SCR006\]", lint(world).out, re.MULTILINE)
    document = Document(OTHER_CITY, (world.root / where[0]).read_bytes())
    assert document.lines.line_text(int(where[1]))[int(where[2]) - 1 :].startswith(('"\u200b', "\u200b"))


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no terminals here")
def test_on_a_real_terminal(world, process):
    world.write(CITY, "schema = ")
    ours, theirs = os.openpty()
    done = process(
        "lint",
        "--root",
        world.root,
        "--as-of",
        "2026-06-01",
        env={"TERM": "xterm", "VTE_VERSION": "6003"},
        capture_output=False,
        stdout=theirs,
    )
    os.close(theirs)
    out = os.read(ours, 1 << 16).decode()
    os.close(ours)
    assert done.returncode == 1
    assert "\x1b[1;31merror[SCR001]\x1b[0m" in out
    assert f"\x1b]8;;file://{world.root.resolve()}/{CITY}\x1b\\" in out


@pytest.mark.parametrize(
    ("safe", "said"),
    [
        ([], ""),
        ([True], "`screcords lint --fix` mends 1 of them"),
        ([False, False], "`screcords lint --fix --unsafe` mends 2 of them: look at the result"),
        ([True, False, True], "`screcords lint --fix` mends 2 of them, with --unsafe 1 more: look at the result then"),
    ],
)
def test_how_much_a_machine_can_mend_is_said_once(safe, said):
    found = [finding("x = 1", 1, fixable=True, repair=Repair("", one), number=n) for n, one in enumerate(safe)]
    lines = rendered(*found, finding("y = 1", 1, number=9)).splitlines()
    assert [line for line in lines if "--fix" in line] == ([said] if said else [])

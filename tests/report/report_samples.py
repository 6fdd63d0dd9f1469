"""Reports for tests: a small one that has everything, and texts that mean something to somebody."""

import io

from hypothesis import strategies as st

from screcords.findings import Finding, NotRun, RelatedPlace, Repair, Replacement, Report, Severity, Summary
from screcords.rules.registry import all_rules
from screcords.rules.world import CITY, OTHER_CITY, PARTNERSHIP
from screcords.text.span import Place

ZERO = {"error": 0, "warning": 0, "advice": 0}
SUMMARY = Summary(
    "/repo",
    {"cities": 2, "orgs": 1, "partnerships": 1},
    dict.fromkeys(("cities", "orgs", "partnerships", "other"), ZERO),
    {"SCR511": 1},
    70,
    (NotRun("SCR206", "id-vanished", "needs --base"),),
    "2026-06-01",
    "--as-of",
    filtered=False,
)
NAMES = {code: rule.name for code, rule in all_rules().items()}


def finding(code="SCR106", **more):
    given = {
        "name": NAMES.get(code, "internal-error"),
        "severity": Severity.ERROR,
        "path": PARTNERSHIP,
        "place": Place(3, 8, 3, 14),
        "message": '"twin" is no word of the vocabulary',
        "help": 'write "sister"',
        "fixable": False,
        "related": (),
        "lines": ('kind = "twin"',),
        "route": ("kind",),
    }
    return Finding(code, **given | more)


def report(*findings, docs="", folder="", **summary):
    return Report(findings, SUMMARY._replace(**summary), NAMES, docs, folder)


def drawn(render, *args, **more):
    out = io.StringIO()
    render(*args, out, **more) if more else render(*args, out)
    return out.getvalue()


EDIT = Replacement(Place(3, 8, 3, 14), '"sister"', (8, 14))
ALL = report(
    finding("SCR401", path=CITY, place=Place(8, 12, 8, 24), message='the Wikidata item "Q1" is that of Minatogawa', help="merge them",
            related=(RelatedPlace(OTHER_CITY, Place(7, 12, 7, 24), "first used here"),), lines=('wikidata = "Q1"',), route=("wikidata",)),
    finding("SCR205", path=OTHER_CITY, severity=Severity.WARNING, place=Place(12, 6, 12, 11), message="湊川市 is far from 50% of it", help="",
            lines=('ja = "湊川市" # 湊',), route=("name", "ja"), new=None),
    finding(fixable=True, repair=Repair("", True, (EDIT,), EDIT)),
    finding("SCR103", place=Place(6, 1, 8, 2), message='"x" is no key: a, b', help="did you mean `y`?", lines=("x = [", "", "]"),
            fixable=True, repair=Repair("rename it", False), route=("x", 0)),
    finding("SCR011", path="records/a b,c:d%.toml~", severity=Severity.ADVICE, place=Place(1, 1, 1, 1), message="no record", help="delete it", lines=()),
    finding("SCR999", path="screcords.toml", place=Place(1, 1, 1, 1), message="the rule SCR307 failed here", help="please report it", lines=()),
    docs="https://example.org/o/r/blob/main/docs/rules",
)  # fmt: skip
"""One of everything."""

HOSTILE = (
    "a\nb\r\nc\rd",
    "::error file=x::y",
    "##[error]x",
    "100% :: , %0A %25",
    "`` ` ``` `code`",
    "<script>alert(1)</script><!-- --> <img src=x onerror=y> &lt; &amp;",
    "| a | b | ~~c~~ **d** _e_ [f](https://example.org) ![g](h)",
    "@octocat #1 GH-1 www.example.org https://example.org/x?y=z a@example.org $x$",
    "</code></summary></details>",
    "]]></failure><x/>",
    "\0\x01\x1b[31m\x7f\x85\u2028\u202e\u2066\ufeff\ufffe\uffff",
    "\ud800 \udcff",
    "{0} {{x}} [1](2)",
    "\\",
    "*",
    "- [ ] x",
    "湊川市 𝔎 😀 e\u0301",
    "=cmd|' /C calc'!A0",
    "GH-12 :tada: ::+1: 1ac0a6de 1ac0a6de04c0a1b2c3d4e5f60718293a4b5c6d7e",
)

texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=60),
    st.text("<>&`|*_[]()#@!~$\\:%,/\n\r\t -.{}\"'w", max_size=40),
    st.lists(st.sampled_from([*HOSTILE, "www.", "://", "::", "%", "-->", "<!--"]), max_size=4).map("".join),
)
paths = texts.map(lambda text: f"records/{text}.toml")

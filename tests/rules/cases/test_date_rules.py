import pytest
from small_world import HOME, PARTNER, city, org, pair, town

from screcords.model import schemas
from screcords.rules.dates.scr301_bad_date import bad_date
from screcords.rules.rule import Violation

FILE = pair(PARTNER, HOME)
COMMON = schemas.load("common")["$defs"]


@pytest.mark.parametrize(
    ("kind", "value", "help_"),
    [
        ("date", "May 1988", 'write "1988-05"'),
        ("date", "4/5/1983", 'write "1983-04-05" or "1983-05-04"'),
        ("date", "1983/1997", "write a year"),
        ("date", "", "write a year"),
        ("interval", "1983-1997", 'write "1983/1997"'),
        ("interval", "1983 – today", 'write "1983/.."'),
        ("interval", "1983", 'write "1983/.."'),
        ("interval", "../..", "write two dates"),
        ("interval", "long ago", "write two dates"),
        ("date_or_interval", "May 2019 to June 2019", 'write "2019-05/2019-06"'),
        ("date_or_interval", "May 2019", 'write "2019-05"'),
    ],
)
def test_the_way_out_of_a_bad_date(kind, value, help_):
    (problem,) = bad_date(Violation("SCR301", ("since",), "pattern", value, "", COMMON[kind], {}, "partnerships"))
    assert problem.help.startswith(help_)
    assert problem.message


def test_impossible_day_of_the_calendar(lint):
    (hit,) = lint({FILE: 'since = "1988-02-30"'}, full=True)
    assert hit.problem.message.endswith("has 29 days")


def test_future_everywhere(lint):
    files = {
        FILE: """
until = "2031"
status = "terminated"
first_contact = "2030"
[[agreements]]
id = "a"
type = "protocol"
signed = "2026-06-02"
[[approvals]]
city = "us-or-harborview"
body = "council"
instrument = "motion"
date = "2026-07"
[[history]]
date = "2031"
event = "terminated"
[[exchanges]]
date = "2026-07/2026-08"
mode = "virtual"
title = { en = "Songs" }
[[sources]]
id = "s1"
type = "news"
date = "2027"
accessed = "2027-01-01"
""",
        org(f"{HOME}-sister-cities"): 'founded = "2027"\n[[memberships]]\nnetwork = "clair"\nperiod = "2027/2028"',
        city("us-or-westview"): town("Westview", valid='"2027/.."'),
    }
    assert {route[-1] for *_, route, _ in lint(files, "SCR302")} == {
        *("until", "first_contact", "signed", "date", "accessed", "founded", "period", "valid")
    }


def test_what_may_lie_ahead(lint):
    files = {
        FILE: 'status = "proposed"\nsince = "2027"\n[[agreements]]\nid = "a"\ntype = "protocol"\nsigned = "2027"',
        org(
            f"{HOME}-sister-cities"
        ): '[[memberships]]\nnetwork = "clair"\nperiod = "2020/2029"\n[seeking]\nuntil = "2030"',
        city("us-or-westview"): town("Westview", valid='"1890/2027"', successors=f'["{HOME}"]'),
    }
    assert lint(files) == []
    assert [route for *_, route, _ in lint({FILE: 'since = "2026"'}, "SCR302")] == []


def event(name, date, kind=""):
    return f'[[history]]\ndate = "{date}"\nevent = "{name}"\n' + (f'kind = "{kind}"\n' if kind else "")


@pytest.mark.parametrize(
    ("head", "history", "routes"),
    [
        ('since = "1990"', event("approved", "1988"), []),
        ('since = "1990"', event("established", "1988"), [("since",)]),
        ('kind = "friendship"\nsince = "1988"', event("established", "1988", "sister"), [("kind",)]),
        ('kind = "friendship"\nsince = "1988"', event("established", "1988"), []),
        ('status = "dormant"', event("suspended", "2022"), [("status",)]),
        ('status = "terminated"', event("terminated", "2022"), [("history", 0, "date")]),
        ('status = "terminated"\nuntil = "2022-03"', event("terminated", "2022"), [("until",)]),
        ('status = "active"\nuntil = "2022"', event("terminated", "2022") + event("resumed", "2023"), [("until",)]),
        ('status = "active"', event("terminated", "2022") + event("resumed", "2023"), []),
        ('status = "active"', event("expired", "2022") + event("reaffirmed", "2023"), []),
        ('status = "unknown"', event("dormant", "2022"), [("status",)]),
    ],
)
def test_header_and_history(lint, head, history, routes):
    found = lint({FILE: f"{head}\n{history}"}, "SCR305", "SCR306")
    assert [route for _, _, route, _ in found] == routes
    assert {code for code, *_ in found} <= {"SCR305"}


def test_ends_without_history(lint):
    for status in ("active", "unknown", "dormant", "suspended", "proposed"):
        assert lint({FILE: f'status = "{status}"\nuntil = "2019"'}, "SCR306")[0][2:] == (("until",), "error")
    for status in ("expired", "terminated", "historic"):
        assert lint({FILE: f'status = "{status}"'}, "SCR306")[0][2:] == (("status",), "advice")
        assert lint({FILE: f'status = "{status}"\nuntil = "2019"'}) == []

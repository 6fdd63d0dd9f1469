import pytest
from small_world import HOME, PARTNER, org, pair

from screcords.model.dates import ALWAYS, Date
from screcords.model.durations import Duration, in_words
from screcords.rules.registry import all_rules
from screcords.text.canonical import canonical

FILE = pair(PARTNER, HOME)


def event(name, date, kind="", **more):
    lines = "".join(f"{key} = {value}\n" for key, value in more.items())
    return f'[[history]]\ndate = "{date}"\nevent = "{name}"\n' + (f'kind = "{kind}"\n' if kind else "") + lines


def agreement(name, signed="", type_="sister-city-agreement", **more):
    lines = "".join(f'{key} = "{value}"\n' for key, value in more.items())
    return f'[[agreements]]\nid = "{name}"\ntype = "{type_}"\n' + (f'signed = "{signed}"\n' if signed else "") + lines


def exchange(date, mode="in-person"):
    return f'[[exchanges]]\ndate = "{date}"\nmode = "{mode}"\ntitle = {{ en = "A visit" }}\n'


def routes(found):
    return [route for _, _, route, _ in found]


# Durations


@pytest.mark.parametrize(
    ("text", "day", "end"),
    [
        ("P5Y", 19880520, 19930520), ("P18M", 19881231, 19900630), ("P1Y", 20240229, 20250228), ("P2W", 20231220, 20240103),
        ("P1Y2M3D", 20230130, 20240402), ("P9999Y", 20200101, ALWAYS), ("P9999D", 99980101, ALWAYS), ("P5Y", ALWAYS, ALWAYS),
    ],
)  # fmt: skip
def test_the_day_on_which_a_duration_is_over(text, day, end):
    assert Duration.parse(text).after(day) == end


@pytest.mark.parametrize("text", ["", "P", "5Y", "P5", "PT5H", "P5y", "P1M1Y"])
def test_what_is_no_duration(text):
    with pytest.raises(ValueError, match="not a duration"):
        Duration.parse(text)


@pytest.mark.parametrize(
    ("start", "text", "end"),
    [
        ("1988", "P5Y", "1993"), ("1988~", "P5Y", "1993~"), ("1988-05", "P18M", "1989-11"), ("1988-05-20", "P30D", "1988-06-19"),
        ("1988", "P18M", None), ("1988-05", "P30D", None), ("1988", "P9999Y", None), ("0101-05-20", "P1Y", "0102-05-20"),
    ],
)  # fmt: skip
def test_an_end_is_as_precise_as_its_beginning(start, text, end):
    assert Duration.parse(text).end(Date.parse(start)) == end


def test_durations_in_words():
    assert in_words("P5Y") == "5 years"
    assert in_words("P1Y6M") == "1 year and 6 months"
    assert in_words("P2W") == "2 weeks"
    assert in_words("P0Y") == "0 years"
    assert in_words("P0Y6M") == "6 months"
    assert in_words("soon") == "soon"


# SCR303


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('since = "1919"', [("since",)]),
        ('since = "1920"', []),
        ('since = "1919~"\nkind = "friendship"', [("since",)]),
        ('first_contact = "1291"', []),
        ('kind = "contact"\nsince = "1913"', []),
        ('since = "1913"\n' + event("established", "1913", "sister"), [("history", 0, "date")]),
        (event("established", "1913", "historical-tie") + event("upgraded", "1988-05-20", "sister"), []),
        (event("proposed", "1913"), []),
        (agreement("a", "1896"), [("agreements", 0, "signed")]),
    ],
)
def test_implausibly_early(lint, text, expected):
    assert routes(lint({FILE: text}, "SCR303")) == expected


# SCR304


@pytest.mark.parametrize(
    ("dates", "numbers"),
    [
        (["1988", "1988-05", "1988"], []),
        (["1988-05-21", "1988-05-20"], [1]),
        (["1998", "1988", "1997"], [1, 2]),
        (["1988-05", "1988", "1987"], [2]),
    ],
)
def test_history_order(lint, dates, numbers):
    found = lint({FILE: "".join(event("reaffirmed", date) for date in dates)}, "SCR304")
    assert [route[1] for route in routes(found)] == numbers


@pytest.fixture
def mended(world, screcords):
    """The text of the partnership after `lint --fix` on it, and on it again."""

    def mend(text, rule, *more):
        files = world.root / FILE
        with_text = canonical_of(text)
        files.write_text(with_text, encoding="utf-8")
        arguments = (
            "lint",
            "--root",
            world.root,
            "--as-of",
            "2026-06-01",
            "--select",
            f"{rule},SCR305,SCR306",
            "--fix",
            *more,
        )
        screcords(*arguments)
        once = files.read_text(encoding="utf-8")
        screcords(*arguments)
        assert files.read_text(encoding="utf-8") == once
        return with_text, once

    return mend


def canonical_of(text):
    from screcords.model import schemas
    from screcords.rules.world import overlay

    return canonical(overlay(FILE, text, bad=False), schemas.layout("partnerships"))


def test_events_are_put_in_order_with_their_comments_and_those_of_the_same_time_stay(mended):
    before = [
        event("renamed", "1999"), event("established", "1988-05-20", "sister").replace("[[history]]", "# How it began\n[[history]]"),
        event("reaffirmed", "1998"), event("approved", "1998-03"),
    ]  # fmt: skip
    text, after = mended("".join(before), "SCR304")
    order = [line for line in after.splitlines() if line.startswith(("event", "# How"))]
    assert order == [
        "# How it began",
        'event = "established"',
        'event = "reaffirmed"',
        'event = "approved"',
        'event = "renamed"',
    ]
    assert sorted(text.split()) == sorted(after.split())


def test_many_events_in_reverse(mended):
    _, after = mended("".join(event("reaffirmed", str(year)) for year in range(2010, 1990, -1)), "SCR304")
    years = [line for line in after.splitlines() if line.startswith("date = ")]
    assert years == sorted(years)
    assert len(years) == 20


# SCR308


@pytest.mark.parametrize(
    ("events", "numbers"),
    [
        ([("established", "sister"), ("upgraded", "friendship")], [1]),
        ([("established", "friendship"), ("upgraded", "sister")], []),
        ([("established", "sister"), ("upgraded", "sister")], [1]),
        ([("established", "sister"), ("downgraded", "friendship")], []),
        ([("established", "friendship"), ("downgraded", "sister")], [1]),
        ([("established", "sister"), ("established", "sister")], [1]),
        ([("established", "sister"), ("approved", ""), ("established", "sister")], [2]),
        ([("established", "sister"), ("expired", ""), ("established", "sister")], []),
        ([("established", "sister"), ("terminated", ""), ("established", "sister")], [2]),
        ([("established", "sister"), ("terminated", ""), ("resumed", "")], []),
        ([("established", "sister"), ("resumed", "")], [1]),
        ([("resumed", "")], []),
        ([("established", "sister"), ("dormant", ""), ("resumed", "")], []),
        ([("established", "sister"), ("terminated", ""), ("suspended", "")], [2]),
        ([("proposed", ""), ("suspended", "")], [1]),
        ([("established", "sister"), ("retired", ""), ("resumed", "")], [2]),
        ([("established", "sister"), ("transferred", ""), ("reaffirmed", "")], [2]),
        ([("established", "sister"), ("retired", ""), ("reaffirmed", "")], [2]),
        ([("established", "sister"), ("terminated", ""), ("reaffirmed", "")], [2]),
        ([("established", "sister"), ("terminated", ""), ("approved", "")], []),
        ([("established", "sister"), ("expired", ""), ("reaffirmed", "")], []),
        ([("established", "sister"), ("proposed", "")], [1]),
        ([("established", ""), ("upgraded", "sister")], []),
    ],
)
def test_moves(lint, events, numbers):
    text = "".join(event(name, str(1990 + n), kind) for n, (name, kind) in enumerate(events))
    found = lint({FILE: text}, "SCR308", full=True)
    assert [hit.problem.route for hit in found] == [("history", number, "event") for number in numbers]
    assert all(hit.problem.help for hit in found)


# SCR309


@pytest.mark.parametrize(
    ("name", "date", "signed", "count"),
    [
        ("established", "1988-03-14", "1988-05-20", 1),
        ("established", "1988", "1988-05-20", 0),
        ("established", "1987", "1988~", 0),
        ("approved", "1988-03-14", "1988-05-20", 0),
        ("terminated", "2001", "1988-05-20", 0),
        ("reaffirmed", "1989", "1988-05-20", 1),
    ],
)
def test_dates_of_events_and_agreements(lint, name, date, signed, count):
    text = agreement("a", signed) + event(name, date, "sister" if name == "established" else "", agreement='"a"')
    assert len(lint({FILE: text}, "SCR309")) == count
    assert lint({FILE: text.replace('agreement = "a"', 'agreement = "b"')}, "SCR309") == []


# SCR310

PACT = agreement("pact", "2015-05-20", term="P5Y")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PACT, [("agreements", 0, "term")]),
        ('status = "dormant"\n' + PACT, [("agreements", 0, "term")]),
        ('status = "terminated"\nuntil = "2019"\n' + PACT, []),
        (agreement("pact", "2022-05-20", term="P5Y"), []),
        (agreement("pact", "2021-06-01", term="P5Y"), []),
        (agreement("pact", "2021-05-31", term="P5Y"), [("agreements", 0, "term")]),
        (agreement("pact", "2021", term="P5Y"), []),
        (
            PACT + agreement("more", "2020-01-01", "reaffirmation", renews="pact", term="P4Y"),
            [("agreements", 1, "term")],
        ),
        (PACT + agreement("more", "2020-01-01", "reaffirmation", renews="pact", term="P8Y"), []),
        (PACT + agreement("open", "1988"), []),
        (PACT + agreement("loi", "2020", "letter-of-intent"), [("agreements", 0, "term")]),
        (PACT + agreement("amended", "2016", "amendment"), [("agreements", 0, "term")]),
        (PACT + event("reaffirmed", "2020"), []),
        (PACT + event("reaffirmed", "2014"), [("agreements", 0, "term")]),
        (agreement("pact", term="P5Y"), []),
        (agreement("open", "2001"), []),
    ],
)
def test_terms(lint, text, expected):
    assert routes(lint({FILE: text}, "SCR310")) == expected


@pytest.mark.parametrize(
    ("signed", "term", "help_"),
    [
        ("2018", "P5Y", 'write status = "expired" and until = "2023"'),
        ("2018", "P52W", 'write status = "expired" and until, the day on which the term ended'),
    ],
)
def test_the_end_of_a_term_is_told_where_it_can_be(lint, signed, term, help_):
    text = 'kind = "project"\n' + agreement("pact", signed, "project-agreement", term=term)
    (hit,) = lint({FILE: text}, "SCR310", full=True)
    assert hit.problem.help == f"add what renewed it, or {help_}"
    memorandum = agreement("pact", signed, "memorandum-of-understanding", term=term)
    (hit,) = lint({FILE: memorandum}, "SCR310", full=True)
    assert "None" not in hit.problem.help


@pytest.mark.parametrize(
    ("since", "help_"),
    [
        ("4/5/1983", 'write "1983-04-05" or "1983-05-04", whichever is meant'),
        ("5/20/1988", 'write "1988-05-20"'),
        ("31/04/1988", "write a year, a month or a day as 1977, 1977-05 or 1977-05-23"),
        ("1988-05-00", 'write "1988-05"'),
    ],
)
def test_the_way_out_of_a_date_that_is_none(lint, since, help_):
    (hit,) = lint({FILE: f'since = "{since}"'}, "SCR301", full=True)
    assert hit.problem.help == help_
    assert "period" not in hit.problem.message


def test_what_has_lapsed_expires(mended):
    _, after = mended('kind = "project"\n' + PACT, "SCR310", "--unsafe")
    assert 'status = "expired"\n' in after
    assert 'until = "2020-05-20"\n' in after
    assert "[[history]]" not in after


def test_what_has_lapsed_expires_in_its_history_too(mended):
    text = 'since = "2015-05-20"\n' + PACT + event("established", "2015-05-20", "sister", agreement='"pact"')
    _, after = mended(text, "SCR310", "--unsafe")
    assert 'status = "expired"\nsince = "2015-05-20"\nuntil = "2020-05-20"\n' in after
    assert '[[history]]\ndate = "2020-05-20"\nevent = "expired"\nagreement = "pact"\n' in after
    assert after == canonical_of(after)


@pytest.mark.parametrize(
    ("agreements", "is_mended"),
    [
        (agreement("pact", "2015-05-20", "memorandum-of-understanding", term="P5Y"), False),
        (agreement("pact", "2015-05-20", "friendship-agreement", term="P5Y"), True),
        (agreement("pact", "2010", term="P2Y") + agreement("more", "2015-05-20", "protocol", term="P5Y"), False),
        (PACT + agreement("more", "2017-05-20", "reaffirmation", renews="pact", term="P4Y"), True),
        (PACT + agreement("more", "2017-05-20", "amendment", term="P4Y"), False),
    ],
)
def test_only_with_what_made_them_partners_they_expire(mended, agreements, is_mended):
    _, after = mended('kind = "friendship"\n' + agreements, "SCR310", "--unsafe")
    assert ('status = "expired"\n' in after) is is_mended


def test_a_lapse_is_not_mended_unasked_and_not_where_it_cannot_follow(mended):
    text, after = mended(PACT, "SCR310")
    assert text == after
    text, after = mended('status = "dormant"\n' + PACT, "SCR310", "--unsafe")
    assert text == after


# SCR311


@pytest.fixture
def stale(lint, tmp_path, monkeypatch):
    rule = all_rules()["SCR311"]
    from screcords.findings import Severity

    monkeypatch.setitem(all_rules(), "SCR311", rule._replace(severity=Severity.WARNING, seed_severity=Severity.WARNING))
    return lambda text: [route for _, _, route, _ in lint({FILE: text}, "SCR311")]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ('since = "1988"', 1),
        ('since = "2022"', 0),
        ('since = "2021"', 0),
        ('since = "1988"\n' + exchange("2019/.."), 0),
        ('since = "1988"\n' + exchange("2019/2020"), 1),
        ('since = "1988"\n' + event("reaffirmed", "2023"), 0),
        ('since = "1988"\nstatus = "suspended"\n' + event("suspended", "2012"), 0),
        (agreement("a", "2024"), 0),
        ('status = "unknown"\nsince = "1988"', 0),
    ],
)
def test_activity(stale, text, count):
    assert len(stale(text)) == count


def test_active_within_is_a_setting(world, lint, screcords):
    def run(within):
        settings = f'[lint]\nactive_within = "{within}"\n[lint.severity]\nSCR311 = "warning"\n'
        world.write("screcords.toml", settings)
        return screcords("lint", "--root", world.root, "--as-of", "2026-06-01").out

    assert "SCR311" in run("P5Y")
    assert "more than 5 years ago" in run("P5Y")
    assert "activity-stale" not in run("P50Y")
    world.write("screcords.toml", '[lint]\nactive_within = "5 years"\n')
    assert screcords("lint", "--root", world.root).code == 2


# SCR312


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('verified = "2023-06-01"', []),
        ('verified = "2023-05-31"', [("verified",)]),
        ('verified = "2023"', []),
        ('verified = "2022"', [("verified",)]),
        ('verified = "2022"\nprovenance = "wikidata"', []),
        ('provenance = "wikipedia"', []),
    ],
)
def test_verification(lint, text, expected):
    assert routes(lint({FILE: text}, "SCR312")) == expected


def test_records_without_verification_and_organisations(lint):
    hand = "\n".join(line for line in canonical_of('status = "active"').splitlines() if not line.startswith("verified"))
    files = {FILE: hand + "\n", org(f"{HOME}-sister-cities"): 'verified = "2020"'}
    assert sorted(routes(lint(files, "SCR312"))) == [("id",), ("verified",)]


def test_a_verification_in_the_future_is_reported_once(lint):
    found = lint({FILE: 'verified = "2030-01-01"'}, "SCR302", "SCR312")
    assert [code for code, *_ in found] == ["SCR302"]


# SCR313


def source(type_, name="s1"):
    return f'[[sources]]\nid = "{name}"\ntype = "{type_}"\ntitle = "x"\nurl = "https://www.example.org/x"\naccessed = "2025-11-02"\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('since = "1977-01-01"\n' + source("wikidata"), [("since",)]),
        ('since = "1977-01-02"\n' + source("wikidata"), []),
        ('since = "1977-01"\n' + source("wikidata"), []),
        ('since = "1977-01-01"\n' + source("wikidata") + source("council-record", "s2"), []),
        ('first_contact = "1977-01-01"\n' + source("wikipedia"), [("first_contact",)]),
        (event("transferred", "2016-01-01") + source("wikipedia"), []),
        (event("terminated", "2016-01-01", reason='"municipal-merger"') + source("wikipedia"), []),
        (
            'since = "1977-01-01"\n' + event("established", "1977-01-01", "sister", sources='["s1"]')
            + source("directory") + source("news", "s2"),
            [("history", 0, "date")],
        ),
        ('since = "1977"\n' + agreement("a", "1977-01-01") + source("directory"), [("agreements", 0, "signed")]),
    ],
)  # fmt: skip
def test_false_precision(lint, text, expected):
    assert routes(lint({FILE: text}, "SCR313")) == expected


def test_the_year_is_written_in_both_places(mended):
    text = 'since = "1977-01-01"\n' + event("established", "1977-01-01", "sister") + source("directory")
    _, after = mended(text, "SCR313", "--unsafe")
    assert 'since = "1977"\n' in after
    assert 'date = "1977"\nevent = "established"' in after


# SCR314

SUSPENDED = 'status = "suspended"\n' + event("established", "1988-05-20", "sister") + event("suspended", "2014-03")
PAUSED = SUSPENDED.replace("suspended", "active", 1) + event("resumed", "2018")
BACK = event("established", "1988-05-20", "sister") + event("terminated", "2014-03") + event("resumed", "2018")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (exchange("1960"), 0),
        ('first_contact = "1979"\n' + exchange("1978"), 1),
        ('first_contact = "1979"\n' + exchange("1978/1979"), 0),
        (event("established", "1988-05-20", "sister") + exchange("1988-05"), 0),
        (event("established", "1988-05-20", "sister") + exchange("1988-04"), 1),
        ('first_contact = "1979"\n' + event("established", "1988-05-20", "sister") + exchange("1980"), 0),
        ('status = "terminated"\nuntil = "2001"\n' + exchange("2002"), 1),
        ('status = "terminated"\nuntil = "2001"\n' + exchange("2001-12"), 0),
        ('status = "terminated"\nuntil = "2001"\n' + exchange("2000/.."), 0),
        (SUSPENDED + exchange("2014-03"), 0),
        (SUSPENDED + exchange("2015"), 1),
        (SUSPENDED + exchange("2015", "virtual"), 0),
        (PAUSED + exchange("2015"), 1),
        (PAUSED + exchange("2018"), 0),
        (PAUSED + exchange("2020"), 0),
        (BACK + exchange("2013"), 0),
        (BACK + exchange("2014"), 0),
        (BACK + exchange("2015"), 1),
        (BACK + exchange("2015", "virtual"), 1),
        (BACK + exchange("2018"), 0),
        (BACK + exchange("2020"), 0),
        (BACK.replace("terminated", "expired") + exchange("2015"), 0),
    ],
)
def test_exchanges(lint, text, count):
    assert len(lint({FILE: text}, "SCR314")) == count


def test_a_history_out_of_order_is_one_mistake(lint):
    text = (
        'status = "terminated"\nuntil = "2022"\n'
        + event("terminated", "2022", sources='["s1"]')
        + event("established", "1988-05-20", "sister")
    )
    assert [code for code, *_ in lint({FILE: text}, "SCR304", "SCR308")] == ["SCR304"]


def test_what_is_final_is_not_resumed_and_no_word_that_is_wrong_too_is_offered(lint):
    events = (
        '[[history]]\ndate = "1988"\nevent = "established"\nkind = "sister"\n'
        '[[history]]\ndate = "2000"\nevent = "retired"\n[[history]]\ndate = "2010"\nevent = "resumed"\nsources = ["s2"]\n'
    )
    (found,) = lint({FILE: f'since = "1988"\n{events}'}, "SCR308", full=True)
    assert (
        found.problem.help == "nothing follows that end; if they began anew later, it was terminated: write that there"
    )


def test_an_exchange_before_the_first_event_may_be_the_first_contact(lint):
    visit = '[[exchanges]]\ndate = "1980"\nmode = "in-person"\ntitle = { en = "Visit" }\n'
    event = '[[history]]\ndate = "1988-05-20"\nevent = "established"\nkind = "sister"\n'
    (found,) = lint({FILE: event + visit}, "SCR314", full=True)
    assert found.problem.message == '"1980" lies before the first event ("1988-05-20")'
    assert "first_contact" in found.problem.help

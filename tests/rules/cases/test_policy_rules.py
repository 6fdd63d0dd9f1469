import pytest
from small_world import HOME, PARTNER, city, org, pair, town

from screcords.lint import config
from screcords.lint.run import run
from screcords.repository.load import load
from screcords.rules.policies import Policies, Policy
from screcords.rules.policy.scr905_size_mismatch import _times as times
from screcords.rules.registry import all_rules
from screcords.rules.world import WORLD, overlay

FILE = pair(PARTNER, HOME)
OTHER = pair("jp-kawashima", HOME)
SOURCE = "https://www.harborview.example/policy"


@pytest.fixture
def judge(tmp_path):
    """What a rule finds in the world with `files` laid over it, by one policy of Harborview: id and route."""

    def check(files, code, *, today=20260601, raw=False, **policy):
        tree = dict(WORLD) | {path: text if raw else overlay(path, text, bad=True) for path, text in files.items()}
        for path, text in tree.items():
            target = tmp_path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        given = Policy((code,), SOURCE, **({"city": HOME} | policy))
        selection = config.selection(config.Settings(policies=(given,)), (code,), advice=True)
        hits = run(load(tmp_path), selection, today).hits
        assert not [hit for hit in hits if hit.error], [hit.problem.message for hit in hits if hit.error]
        found = [hit for hit in hits if hit.rule and hit.rule.code == code]
        assert all(SOURCE in hit.problem.help for hit in found)
        return [(hit.path.rpartition("/")[2].removesuffix(".toml"), hit.problem.route) for hit in found]

    return check


def agreement(name, type_, signed):
    return f'[[agreements]]\nid = "{name}"\ntype = "{type_}"\nsigned = "{signed}"\n'


def event(name, date, kind=""):
    return f'[[history]]\ndate = "{date}"\nevent = "{name}"\n' + (f'kind = "{kind}"\n' if kind else "")


KAWASHIMA = {city("jp-kawashima"): town("Kawashima", 34.0, 134.0)}


def names(found):
    return [name for name, _ in found]


# SCR901


@pytest.mark.parametrize(
    ("text", "more", "expected"),
    [
        ('since = "1999"', {}, ["jp-kawashima--us-or-harborview"]),
        ('since = "1970"', {}, ["jp-minatogawa--us-or-harborview"]),
        ('since = "1999"\nstatus = "suspended"', {}, ["jp-kawashima--us-or-harborview"]),
        ('since = "1999"\nstatus = "proposed"', {}, []),
        ('since = "1999"\nkind = "friendship"', {}, []),
        ('since = "1999"\nkind = "friendship"', {"kinds": ("sister", "friendship")}, ["jp-kawashima--us-or-harborview"]),
        ('since = "1999"', {"per_country": 2}, []),
        ('since = "1999"\n' + event("established", "1980", "friendship") + event("upgraded", "1999", "sister"), {}, ["jp-minatogawa--us-or-harborview"]),
    ],
)  # fmt: skip
def test_one_in_each_country(judge, text, more, expected):
    assert names(judge(KAWASHIMA | {OTHER: text}, "SCR901", **more)) == expected


def test_partners_at_home_and_cities_that_cannot_be_read_do_not_count(judge):
    home = {city("us-or-westview"): town("Westview"), city("us-or-eastview"): town("Eastview", 45.9)}
    pairs = {pair(HOME, "us-or-westview"): "", pair("us-or-eastview", HOME): ""}
    assert judge(home | pairs, "SCR901") == []
    assert judge(home | pairs, "SCR901", city="") == []
    assert judge({city("jp-kawashima"): "schema = 1\n[broken", OTHER: ""}, "SCR901") == []


def test_three_in_a_country_are_two_too_many(judge):
    third = {city("jp-azuma"): town("Azuma", 36.0, 138.0), pair("jp-azuma", HOME): 'since = "2001"'}
    found = judge(KAWASHIMA | {OTHER: 'since = "1999"'} | third, "SCR901")
    assert sorted(names(found)) == ["jp-azuma--us-or-harborview", "jp-kawashima--us-or-harborview"]


# SCR902


def test_two_countries(judge):
    home = {city("us-or-westview"): town("Westview")}
    assert judge(home | {pair(HOME, "us-or-westview"): ""}, "SCR902") == [
        ("us-or-harborview--us-or-westview", ("parties", 1, "city"))
    ]
    everybody = judge(home | {pair(HOME, "us-or-westview"): ""}, "SCR902", city="")
    assert len(everybody) == 1
    assert judge(home | {pair(HOME, "us-or-westview"): 'status = "terminated"\nuntil = "2001"'}, "SCR902") == []


# SCR903


@pytest.mark.parametrize(
    ("text", "more", "count"),
    [
        ('since = "2012-09"', {}, 1),
        ('since = "2012-09"\n' + agreement("f", "friendship-agreement", "2010-09"), {}, 0),
        ('since = "2012-09"\n' + agreement("f", "friendship-agreement", "2010-10"), {}, 1),
        ('since = "2012-09"\n' + agreement("f", "friendship-agreement", "2010-11"), {}, 1),
        ('since = "2012-09"\n' + agreement("f", "friendship-agreement", "2010"), {}, 0),
        ('since = "2012-09"\n' + agreement("f", "memorandum-of-understanding", "2010"), {}, 0),
        ('since = "2012-09"\n' + agreement("f", "memorandum-of-understanding", "2010"), {"after": ("friendship",)}, 1),
        ('since = "2012-09"\n' + agreement("f", "friendship-agreement", "2012"), {"months": 6}, 0),
        ('since = "2012-09"\n' + agreement("f", "friendship-agreement", "2014"), {}, 1),
        ('since = "2012-09"\n' + event("established", "2009", "friendship") + event("upgraded", "2012-09", "sister"), {}, 0),
        ('since = "2012-09"\n' + event("established", "2012-01", "friendship") + event("upgraded", "2012-09", "sister"), {}, 1),
        ('kind = "friendship"\nsince = "2012-09"', {}, 0),
        ('kind = "friendship"\nsince = "2012-09"', {"kinds": ("friendship",), "after": ("memorandum",)}, 1),
        ('kind = "friendship"\nsince = "2012-09"', {"kinds": ("friendship",), "after": ("friendship",)}, 0),
        ('status = "terminated"\nuntil = "2020"\nsince = "2012-09"', {}, 0),
    ],
)  # fmt: skip
def test_stages(judge, text, more, count):
    assert [route for _, route in judge({FILE: text}, "SCR903", **more)] == [("since",)] * count


def test_without_a_beginning_no_stage_was_skipped(judge):
    text = "\n".join(line for line in WORLD[FILE].splitlines() if not line.startswith("since")) + "\n"
    assert judge({FILE: text}, "SCR903", raw=True) == []


# SCR904


def exchange(date):
    return f'[[exchanges]]\ndate = "{date}"\nmode = "virtual"\ntitle = {{ en = "A talk" }}\n'


def report(type_, date):
    return f'[[sources]]\nid = "s1"\ntype = "{type_}"\ntitle = "Report"\nurl = "https://x.example/r"\ndate = "{date}"\n'


@pytest.mark.parametrize(
    ("text", "more", "count"),
    [
        ("", {}, 1),
        (exchange("2025-06-01"), {}, 0),
        (exchange("2025-05-31"), {}, 1),
        (exchange("2025"), {}, 0),
        (exchange("2023"), {"activity": "P3Y"}, 0),
        (report("council-record", "2026"), {}, 0),
        (report("correspondence", "2026-01"), {}, 0),
        (report("news", "2026-01"), {}, 1),
        (event("reaffirmed", "2026-02"), {}, 0),
        ('since = "2026-02"', {}, 0),
        ('status = "dormant"', {}, 0),
        ('status = "unknown"', {}, 1),
        ('kind = "contact"', {}, 0),
        ('kind = "contact"', {"kinds": ("contact",)}, 1),
    ],
)
def test_activity(judge, text, more, count):
    assert [route for _, route in judge({FILE: text}, "SCR904", **more)] == [("status",)] * count
    assert len(judge({FILE: text}, "SCR904", **(more | {"city": ""}))) == count


# SCR905


@pytest.mark.parametrize(
    ("home", "partner", "more", "count"),
    [
        (12000, 120000, {}, 0),
        (12000, 120001, {}, 1),
        (120001, 12000, {}, 1),
        (12000, 60000, {"ratio": 4.5}, 1),
        (12000, None, {}, 0),
    ],
)
def test_sizes(judge, home, partner, more, count):
    files = {city(HOME): f"population = {{ value = {home}, year = 2020 }}"}
    if partner is not None:
        files[city(PARTNER)] = f"population = {{ value = {partner} }}"
    assert [route for _, route in judge(files, "SCR905", **more)] == [("parties", 0, "city")] * count


@pytest.mark.parametrize(
    ("large", "small", "ratio", "said"),
    [
        (1000000, 99999, 10, "10.1 times as many; 10 is allowed"),
        (1200000, 100000, 10, "12.0 times as many; 10 is allowed"),
        (110000, 100000, 1, "1.1 times as many; 1 is allowed"),
    ],
)
def test_how_many_times_is_more_than_what_is_allowed(large, small, ratio, said):
    assert times(large, small, ratio) == said


# SCR906

NEUENTAL = {city("de-neuental"): 'country = "DE"\n' + town("Neuental", 51.0, 9.2)}
SECOND = pair("de-neuental", HOME)


@pytest.mark.parametrize(
    ("text", "more", "count"),
    [
        ('since = "1993-05-20"', {}, 0),
        ('since = "1993-05-19"', {}, 1),
        ('since = "1993"', {}, 0),
        ('since = "1992~"', {}, 1),
        ('since = "1984"', {}, 1),
        ('since = "1990"', {"window": "P1Y"}, 0),
        ('since = "1990"', {"most": 2}, 0),
        ('since = "1990"\nstatus = "proposed"', {}, 0),
        ('since = "1990"\nstatus = "terminated"\nuntil = "2001"', {}, 1),
        ('since = "1990"\nkind = "contact"', {}, 0),
        ('since = "1990"\n' + event("established", "1970", "friendship") + event("upgraded", "1990", "sister"), {}, 0),
    ],
)
def test_pace(judge, text, more, count):
    assert len(judge(NEUENTAL | {SECOND: text}, "SCR906", **more)) == count


def test_a_moratorium(judge):
    from screcords.model.dates import Period

    no_more = {"moratorium": Period.parse("1990/2000")}
    for since, count in (("1989", 0), ("1990", 1), ("2000-12", 1), ("2001", 0), ("1995~", 1)):
        assert len(judge(NEUENTAL | {SECOND: f'since = "{since}"'}, "SCR906", **no_more)) == count
    assert len(judge(NEUENTAL | {SECOND: 'since = "1989"'}, "SCR906", window="P5Y", **no_more)) == 1


def test_what_goes_on_under_a_new_id_is_no_new_partner(judge):
    old = {
        city("jp-oldtown"): town("Oldtown", 34.0, 134.0, valid='"1889/2005"', successors=f'["{PARTNER}"]'),
        pair("jp-oldtown", HOME): f'since = "2004"\nuntil = "2005"\nstatus = "superseded"\nsuperseded_by = "{PARTNER}--{HOME}"',
        FILE: 'since = "2005"',
    }  # fmt: skip
    assert judge(old, "SCR906") == []


# SCR907


def approval(number="88-14", body="council", city_=HOME, agreement_="a", instrument="resolution"):
    return (
        "[[approvals]]\n" + (f'agreement = "{agreement_}"\n' if agreement_ else "")
        + f'city = "{city_}"\nbody = "{body}"\ninstrument = "{instrument}"\n'
        + (f'number = "{number}"\n' if number else "") + 'date = "1988-03"\n'
    )  # fmt: skip


SIGNED = agreement("a", "sister-city-agreement", "1988-05-20")


@pytest.mark.parametrize(
    ("text", "more", "expected"),
    [
        ("", {}, []),
        (SIGNED, {}, [("agreements", 0, "id")]),
        (SIGNED + approval(), {}, []),
        (SIGNED + approval(agreement_=""), {}, []),
        (SIGNED + approval(agreement_="b"), {}, [("agreements", 0, "id")]),
        (SIGNED + approval(number=""), {}, [("approvals", 0, "instrument")]),
        (SIGNED + approval(number="") + approval(), {}, []),
        (SIGNED + approval(body="executive"), {}, [("agreements", 0, "id")]),
        (SIGNED + approval(city_=PARTNER), {}, [("agreements", 0, "id")]),
        (SIGNED + approval(), {"instruments": ("ordinance",)}, [("agreements", 0, "id")]),
        (SIGNED + approval(instrument="ordinance"), {"instruments": ("ordinance",)}, []),
        (agreement("a", "letter-of-intent", "1987") + agreement("b", "termination-notice", "2001"), {}, []),
    ],
)
def test_approvals(judge, text, more, expected):
    assert [route for _, route in judge({FILE: text}, "SCR907", **more)] == expected


def test_each_side_answers_for_itself(judge):
    assert len(judge({FILE: SIGNED}, "SCR907", city="")) == 2
    assert len(judge({FILE: SIGNED + approval()}, "SCR907", city="")) == 1


# SCR908

ORG = org(f"{HOME}-sister-cities")
COMMITTEE = f'[[committees]]\npartnership = "{PARTNER}--{HOME}"\n'
UNNAMED = f'[[parties]]\ncity = "{PARTNER}"\n[[parties]]\ncity = "{HOME}"\n'


@pytest.mark.parametrize(
    ("files", "count"),
    [
        ({}, 1),
        ({ORG: COMMITTEE}, 0),
        ({ORG: COMMITTEE, FILE: UNNAMED}, 0),
        ({FILE: UNNAMED}, 1),
        ({FILE: 'status = "terminated"\nuntil = "2001"'}, 0),
        ({FILE: 'kind = "friendship"'}, 0),
        ({ORG: "schema = 1\n[broken"}, 0),
        ({ORG: "schema = 1\n[broken", FILE: UNNAMED}, 0),
    ],
)
def test_committees(judge, files, count):
    assert [route for _, route in judge(files, "SCR908", people=15)] == [("parties", 1, "city")] * count


# All


@pytest.mark.parametrize("code", [code for code in all_rules() if code.startswith("SCR9")])
def test_without_a_policy_nothing_is_looked_at(code):
    from screcords.rules.rule import Context

    class Untouchable:
        def __getattr__(self, name):
            raise AssertionError(name)

    assert list(all_rules()[code].check(Untouchable(), Context(Untouchable(), 20260601))) == []
    other = Policies([Policy(("SCR000",), SOURCE)])
    assert list(all_rules()[code].check(Untouchable(), Context(Untouchable(), 20260601, other))) == []


def test_a_friendship_that_came_later_is_said_to_be_later(tmp_path):
    for path, text in (WORLD | {FILE: overlay(FILE, agreement("f", "friendship-agreement", "1990"), bad=True)}).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    given = config.Settings(policies=(Policy(("SCR903",), SOURCE, city=HOME, after=("friendship",)),))
    (hit,) = run(load(tmp_path), config.selection(given, ("SCR903",)), 20260601).hits
    said = "sister since 1988-05-20, and no friendship agreement came first: that of 1990 is later"
    assert hit.problem.message == said


def test_policies_that_differ_only_in_their_source_are_one():
    first, second = (Policy(("SCR901",), f"https://www.harborview.example/{name}", city=HOME) for name in "ab")
    assert Policies((first, second)).of("SCR901", HOME) == [first]

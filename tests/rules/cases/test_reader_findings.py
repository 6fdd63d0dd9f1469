"""One mistake, one finding: what a mistake in one place must not bring along in another, and what was passed over."""

import pytest
from small_world import HOME, PARTNER, city, org, pair, town

FILE = pair(PARTNER, HOME)
ORG = f"{HOME}-sister-cities"
WEST = "us-or-westview"
EXCHANGE = '[[exchanges]]\ndate = "{}"\nmode = "in-person"\ntitle = {{ en = "Choir" }}'
SOURCE = (
    '[[sources]]\nid = "s1"\ntype = "official-site"\ntitle = "Sister cities"\n'
    'url = "https://www.harborview.example/sister-cities"\naccessed = "2025-11-02"\nparty = "us-or-harborview"\n'
)


def codes(found):
    return sorted({code for code, *_ in found})


@pytest.mark.parametrize(
    ("path", "text", "route"),
    [
        (FILE, EXCHANGE.format("2020/2019"), ("exchanges", 0, "date")),
        (org(ORG), '[[memberships]]\nnetwork = "clair"\nperiod = "2010/2001"', ("memberships", 0, "period")),
        (city(HOME), 'valid = "2005/1780"', ("valid",)),
    ],
)
def test_periods_that_end_before_they_start(lint, path, text, route):
    hits = [
        hit for hit in lint({path: text}, full=True) if hit.severity.value != "advice" and hit.rule.code != "SCR105"
    ]
    assert [(hit.rule.code, hit.problem.route) for hit in hits] == [("SCR307", route)]
    start, end = hits[0].problem.message.split('"')[1].split("/")
    assert hits[0].problem.fix.changes[0].value == f"{end}/{start}"


@pytest.mark.parametrize("date", ["2019/2020", "2019/2019-05", "../2019", "2019/.."])
def test_periods_in_order(lint, date):
    assert not lint({FILE: EXCHANGE.format(date)}, "SCR307")


def test_a_misspelt_party_is_told_of_once(lint):
    parties = '[[parties]]\ncity = "jp-minatogawa"\n[[parties]]\ncity = "us-or-harborvew"\n'
    approval = (
        '[[approvals]]\ncity = "us-or-harborview"\nbody = "council"\ninstrument = "resolution"\ndate = "1988-05-02"\n'
        '[[history]]\ndate = "1988-05-20"\nevent = "established"\nby = ["us-or-harborview"]\nsources = ["s1"]\n'
    )
    found = lint({FILE: parties + approval + SOURCE}, "SCR501", "SCR204", "SCR516", "SCR203")
    assert codes(found) == ["SCR501"]


def test_a_misspelt_organisation_is_told_of_once(lint):
    text = f'[[parties]]\ncity = "{PARTNER}"\n[[parties]]\ncity = "{HOME}"\norgs = ["{ORG}s"]\n'
    assert codes(lint({FILE: text, org(ORG): 'status = "active"'}, "SCR506", "SCR515")) == ["SCR506"]


@pytest.mark.parametrize("code", ["US-ZZ", "CA-ON"])
def test_a_subdivision_that_is_none_is_told_of_once(lint, code):
    assert codes(lint({city(HOME): f'subdivision = "{code}"'}, "SCR205", "SCR408")) == ["SCR408"]


def test_a_former_id_of_a_living_city_is_told_of_once(lint):
    files = {
        city(HOME): f'former_ids = ["{PARTNER}"]',
    }
    assert codes(lint(files, "SCR207", "SCR503")) == ["SCR207"]


def test_a_date_with_a_blank_is_told_of_once(lint):
    assert codes(lint({FILE: 'since = "1988 "'}, "SCR012", "SCR301", "SCR004")) == ["SCR301"]


def test_a_withdrawal_lies_in_the_past(lint):
    tomb = 'schema = 1\nid = "us-or-gone"\nstatus = "withdrawn"\nwithdrawn = {{ reason = "other", date = "{}" }}\n'
    path = city("us-or-gone")
    ((code, name, route, _),) = lint({path: tomb.format("2062")}, "SCR302")
    assert (code, name, route) == ("SCR302", "us-or-gone.toml", ("withdrawn", "date"))
    assert not lint({path: tomb.format("2026")}, "SCR302")


@pytest.mark.parametrize(
    ("key", "help_"),
    [
        ("since", None),
        ("summary.de", None),
        ("history.0.date", None),
        ("parties.jp-minatogawa.designation.ja", None),
        ("sinse", 'did you mean "since"?'),
        ("history.0.dat", 'did you mean "history.0.date"?'),
        ("qqq", "name a key of this record, dotted for nested ones"),
    ],
)
def test_what_a_dispute_is_about(lint, key, help_):
    text = f'[[disputes]]\nkey = "{key}"\nvalue = "1987"\nsources = ["s1"]\n' + SOURCE
    found = lint({FILE: text}, "SCR204", full=True)
    assert [hit.problem.help for hit in found] == ([help_] if help_ else [])


def test_a_city_that_is_its_own_successor_is_no_way_out(lint):
    old = town("Westview", valid='"1890/2007"', successors=f'["{WEST}"]')
    text = f'[[parties]]\ncity = "{PARTNER}"\n[[parties]]\ncity = "{WEST}"\n'
    hits = lint({city(WEST): old, pair(PARTNER, WEST): text}, "SCR512", full=True)
    assert [hit.problem.help for hit in hits] == [
        "end it, or name the successor of the city and file the continuation with it"
    ]


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("https://www.example.org:8080/", ""),
        ("https://www.example.org:65535/", ""),
        ("https://my-town.example.org/a-b?c=-d", ""),
        ("https://www.example.org:65536/", "has a port over 65535"),
        ("https://www.example.org:99999", "has a port over 65535"),
        ("https://-www.example.org/", "has a host with a part that begins with a hyphen"),
        ("https://www.-example.org/", "has a host with a part that begins with a hyphen"),
        ("https://www.example.org/<b>", "has a < in it"),
        ("https://www.exam>ple.org/", "has a > in it"),
        ("https://www.example.org/a\\\\b", "has a \\ in it"),
        ('https://www.example.org/a\\"b', 'has a " in it'),
    ],
)
def test_web_addresses(lint, url, complaint):
    text = f'[[parties]]\ncity = "{PARTNER}"\nlisting = "{url}"\n[[parties]]\ncity = "{HOME}"\n'
    found = lint({FILE: text}, "SCR108", full=True)
    assert [hit.problem.message.endswith(complaint) for hit in found] == ([True] if complaint else [])


@pytest.mark.parametrize(
    ("name", "north", "fires"),
    [
        ("Minatogawa City", 0.005, True),
        ("Minatogawa Town", 0.005, True),
        ("Minatogawa City", 0.09, False),
        ("Minatogawa", 0.09, True),
        ("Minatogawa Hill", 0.005, False),
    ],
)
def test_a_word_for_the_kind_of_place_makes_no_other_place(lint, name, north, fires):
    home = {city(PARTNER): town("Minatogawa", lat=34.69, lon=135.19)}
    again = {city("jp-minatogawa-city"): town(name, lat=34.69 + north, lon=135.19)}
    assert bool(lint(home | again, "SCR402")) is fires

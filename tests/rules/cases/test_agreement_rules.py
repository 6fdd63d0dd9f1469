import pytest
from small_world import HOME, PARTNER, org, pair

from screcords.lint import config
from screcords.lint.fix import fix
from screcords.rules.world import WORLD, overlay

FILE = pair(PARTNER, HOME)
ORG = org(f"{HOME}-sister-cities")
TWO = org(f"{HOME}-twin-towns")


def agreement(name, kind, *lines):
    return f'[[agreements]]\nid = "{name}"\ntype = "{kind}"\n' + "".join(f"{line}\n" for line in lines)


FRIENDS = agreement("friends", "friendship-agreement", 'signed = "1983"')
SISTERS = agreement("sisters", "sister-city-agreement", 'signed = "1988-05-20"')
END = agreement("end", "termination-notice", 'signed = "1990"')


def signed(*rows):
    return (
        "signatories = ["
        + ", ".join(f'{{ city = "{city}", office = "{office}"{more} }}' for city, office, more in rows)
        + "]"
    )


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ('kind = "contact"\n', False),
        ('kind = "contact"\n' + agreement("a", "letter-of-intent"), False),
        ('kind = "contact"\n' + agreement("a", "protocol"), True),
        ('kind = "contact"\nsince = "1995"\n' + agreement("a", "protocol", 'signed = "1988"'), False),
        ('kind = "sister"\n', False),
    ],
)
def test_contacts_have_no_formal_instrument(lint, text, fires):
    assert bool(lint({FILE: text}, "SCR601")) is fires


def bare(kind, status="active", more=""):
    return (
        f'schema = 1\nid = "{PARTNER}--{HOME}"\nkind = "{kind}"\nstatus = "{status}"\n{more}\n'
        f'[[parties]]\ncity = "{PARTNER}"\n[[parties]]\ncity = "{HOME}"\n{{}}'
        '[[sources]]\nid = "s1"\ntype = "news"\ntitle = "Visitors"\nurl = "https://news.example/1"\n'
    )


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        (bare("sister").format(""), True),
        (bare("project").format(""), True),
        (bare("partner").format(""), False),
        (bare("historical-tie").format(""), False),
        (bare("sister", "proposed").format(""), False),
        (bare("sister").format(agreement("a", "protocol")), False),
        (bare("sister", more='provenance = "wikidata"').format(""), True),
    ],
)
def test_what_is_formal_was_agreed_some_day(lint, text, fires):
    assert bool(lint({FILE: text}, "SCR601")) is fires


@pytest.mark.parametrize(
    ("kind", "rows", "routes"),
    [
        ("sister-city-agreement", [(HOME, "mayor", ""), (PARTNER, "mayor", "")], []),
        (
            "sister-city-agreement",
            [(HOME, "mayor", ""), (HOME, "council-chair", "")],
            [("agreements", 0, "signatories", 0)],
        ),
        ("letter-of-intent", [(HOME, "mayor", "")], []),
        ("memorandum-of-understanding", [(HOME, "org-president", "")], [("agreements", 0, "signatories", 0)]),
    ],
)
def test_both_sign(lint, kind, rows, routes):
    assert [route for *_, route, _ in lint({FILE: agreement("a", kind, signed(*rows))}, "SCR602")] == routes


def test_who_is_misspelt_has_signed_all_the_same(lint):
    text = agreement("a", "protocol", signed((HOME, "mayor", ""), ("jp-minatogwa", "mayor", "")))
    assert [code for code, *_ in lint({FILE: text})] == ["SCR501"]


@pytest.mark.parametrize(
    ("kind", "rows", "rank"),
    [
        ("twinning-charter", [(HOME, "premier", ""), (PARTNER, "prefect", "")], 0),
        ("twinning-charter", [(HOME, "city-clerk", ""), (HOME, "mayor", ""), (PARTNER, "mayor", "")], 0),
        ("twinning-charter", [(HOME, "deputy-mayor", ""), (PARTNER, "consul", ', for = "mayor"')], 1),
        ("twinning-charter", [(HOME, "councillor", ""), (PARTNER, "ambassador", "")], 2),
        ("protocol", [(HOME, "councillor", ""), (PARTNER, "ambassador", "")], 0),
    ],
)
def test_heads_sign_what_founds(lint, kind, rows, rank):
    assert len(lint({FILE: agreement("a", kind, signed(*rows))}, "SCR603")) == rank


@pytest.mark.parametrize(
    ("date", "late"),
    [
        ("1988-03", False),
        ("1988", False),
        ("1988-07-19", False),
        ("1988-07-20", True),
        ("1988-08", True),
        ("1989", True),
    ],
)
def test_sixty_days_between_signature_and_approval(lint, date, late):
    approval = (
        f'[[approvals]]\nagreement = "sisters"\ncity = "{HOME}"\nbody = "council"\ninstrument = "motion"\nnumber = "1"\n'
        f'date = "{date}"\n'
    )
    assert bool(lint({FILE: SISTERS + approval}, "SCR604")) is late
    assert not lint({FILE: SISTERS + approval.replace('agreement = "sisters"\n', "")}, "SCR604")


@pytest.mark.parametrize(
    ("header", "agreements", "fires"),
    [
        ("", SISTERS, False),
        ("", FRIENDS + SISTERS, False),
        ("", FRIENDS, False),  # the stage before
        ('since = "1983"', FRIENDS, True),
        ('kind = "friendship"\nsince = "1983"', FRIENDS + SISTERS, True),
        ('kind = "friendship"\nsince = "1983"', FRIENDS + SISTERS + END, False),
        ('kind = "friendship"\nsince = "1988-05-20"', SISTERS.replace("1988-05-20", "1960") + FRIENDS, False),
        ('kind = "partner"', SISTERS, False),
        ('kind = "historical-tie"', SISTERS, False),
        ('status = "terminated"\nuntil = "2001"\nkind = "friendship"', SISTERS, False),
        ("", agreement("p", "project-agreement", 'signed = "2001"'), False),
        ('kind = "project"', SISTERS, True),
        ("", agreement("m", "memorandum-of-understanding"), False),
        ('since = "1983"', FRIENDS + agreement("s", "sister-city-agreement", 'supersedes = "friends"'), False),
    ],
)
def test_kind_and_last_agreement(lint, header, agreements, fires):
    assert bool(lint({FILE: f"{header}\n{agreements}"}, "SCR605")) is fires


def mended(tmp_path, text):
    for path, data in (WORLD | {FILE: overlay(FILE, text, bad=True)}).items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(data, encoding="utf-8")
    done = fix(tmp_path, config.selection(config.Settings()), 20260601, unsafe=True)
    return (done.changes.after.get(FILE) or b"").decode(), done


def test_kind_is_mended_in_header_and_history(tmp_path):
    history = '[[history]]\ndate = "1983"\nevent = "established"\nkind = "sister"\nagreement = "friends"\n'
    text, done = mended(tmp_path, f'kind = "sister"\nsince = "1983"\n{FRIENDS}{history}')
    assert text.count('kind = "friendship"') == 2
    assert done.fixed == {"SCR605": 1}
    assert not [hit for hit in done.outcome.hits if hit.rule]


def step(name, date, kind="", **keys):
    more = "".join(f'{key} = "{value}"\n' for key, value in keys.items())
    return f'[[history]]\ndate = "{date}"\nevent = "{name}"\nsources = ["s1"]\n{more}' + (
        f'kind = "{kind}"\n' if kind else ""
    )


DOWN = 'kind = "friendship"\nsince = "2000"\n'
BEGAN = step("established", "1988-05-20", "sister")


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        (DOWN + SISTERS + BEGAN + step("downgraded", "2000", "friendship"), False),
        ('since = "2000"\n' + FRIENDS + step("established", "1983", "friendship") + step("upgraded", "2000", "sister"), False),
        (DOWN + SISTERS + BEGAN + step("terminated", "1995") + step("established", "2000", "friendship"), False),
        (DOWN + SISTERS.replace('signed = "1988-05-20"\n', "") + BEGAN + step("downgraded", "2000", "friendship"), False),
        (DOWN + SISTERS.replace("1988-05-20", "2003") + BEGAN + step("downgraded", "2000", "friendship"), True),
        (DOWN + SISTERS.replace("1988-05-20", "2000") + step("downgraded", "2000", "friendship", agreement="sisters"), True),
        (DOWN + SISTERS + step("established", "2000", "friendship"), True),
    ],
)  # fmt: skip
def test_a_later_event_that_set_the_kind_is_believed(lint, text, fires):
    assert bool(lint({FILE: text}, "SCR605")) is fires


@pytest.mark.parametrize("signed", ["1988-05-20", "2000", "2003"])
def test_no_step_of_the_history_is_rewritten(tmp_path, signed):
    history = BEGAN + step("downgraded", "2000", "friendship")
    text, done = mended(tmp_path, DOWN + SISTERS.replace("1988-05-20", signed) + history)
    assert "SCR605" not in done.fixed
    assert not text or 'event = "downgraded"\nkind = "friendship"' in text


def test_an_upgrade_that_the_history_lacks_is_for_a_person(tmp_path):
    history = '[[history]]\ndate = "1983"\nevent = "established"\nkind = "friendship"\nagreement = "friends"\n'
    text, done = mended(tmp_path, f'kind = "friendship"\nsince = "1983"\n{FRIENDS}{SISTERS}{history}')
    assert not text
    assert [hit.rule.code for hit in done.outcome.hits] == ["SCR605"]


@pytest.mark.parametrize(
    ("agreements", "routes"),
    [
        (agreement("a", "protocol", 'renews = "a"'), [("agreements", 0, "renews")]),
        (
            agreement("a", "protocol", 'renews = "b"')
            + agreement("b", "protocol", 'supersedes = "c"')
            + agreement("c", "protocol", 'renews = "a"'),
            [("agreements", 0, "renews")],
        ),
        (
            agreement("a", "protocol", 'renews = "b"', 'signed = "1990"')
            + agreement("b", "protocol", 'supersedes = "c"', 'signed = "1990-05"')
            + agreement("c", "protocol", 'signed = "1989"'),
            [],
        ),
        (
            agreement("x", "protocol")
            + agreement("a", "protocol", 'renews = "b"', 'supersedes = "b"')
            + agreement("b", "protocol", 'supersedes = "a"'),
            [("agreements", 1, "renews")],
        ),
        (
            agreement("a", "protocol", 'renews = "b"', 'signed = "1980"')
            + agreement("b", "protocol", 'signed = "1990"'),
            [("agreements", 0, "renews")],
        ),
        # a tail that leads into a circle is no part of it
        (
            agreement("t", "protocol", 'renews = "a"')
            + agreement("a", "protocol", 'renews = "b"')
            + agreement("b", "protocol", 'renews = "a"'),
            [("agreements", 1, "renews")],
        ),
    ],
)
def test_chains_of_agreements(lint, agreements, routes):
    assert [route for *_, route, _ in lint({FILE: agreements}, "SCR606")] == routes


@pytest.mark.parametrize(
    ("contacts", "found"),
    [
        ('[[contacts]]\nrole = "press"\nphone = "+1-503-555-0100"', []),
        ('[[contacts]]\nrole = "press"\nurl = "https://a.example/contact"', []),
        ('[[contacts]]\nrole = "press"\noffice = "mayor"', ["error"]),
    ],
)
def test_contacts_that_reach_somebody(lint, contacts, found):
    assert [severity for *_, severity in lint({ORG: contacts}, "SCR607")] == found


def test_an_organisation_that_cannot_be_reached(lint):
    bare_org = (
        f'schema = 1\nid = "{HOME}-sister-cities"\nkind = "nonprofit"\nstatus = "{{}}"\ncity = "{HOME}"\n{{}}\n'
        '[name]\nen = "Harborview Sister Cities"\n'
    )
    assert [severity for *_, severity in lint({ORG: bare_org.format("unknown", "")}, "SCR607")] == ["advice"]
    assert not lint({ORG: bare_org.format("dissolved", "")}, "SCR607")
    assert not lint({ORG: bare_org.format("active", 'facebook = "https://www.facebook.com/hsc"')}, "SCR607")


COMMITTEE = f'[[committees]]\npartnership = "{PARTNER}--{HOME}"\n'


@pytest.mark.parametrize(
    ("committees", "pair_text", "number"),
    [
        (COMMITTEE, 'status = "terminated"\nuntil = "2001"', 1),
        (COMMITTEE, 'status = "dormant"', 0),
        (COMMITTEE * 3, "", 2),
        (f'status = "dissolved"\n{COMMITTEE}', 'status = "terminated"\nuntil = "2001"', 0),
        ('[[committees]]\npartnership = "jp-a--us-or-b"\n', "", 0),
    ],
)
def test_committees(lint, committees, pair_text, number):
    assert len(lint({ORG: committees, FILE: pair_text}, "SCR608")) == number


def member(network="clair", **keys):
    return f'[[memberships]]\nnetwork = "{network}"\n' + "".join(f'{key} = "{value}"\n' for key, value in keys.items())


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (member() + member(), 1),
        (member() + member("cemr"), 0),
        (member() + member(period="1990/.."), 0),
        (member(period="1980/..") + member(period="1990/1991"), 1),
        (member(period="1980/1990") + member(period="1990/1991"), 0),
        (member(period="../1990") + member(period="1989/1991"), 1),
        (member(period="1980/..", kind="city") + member(period="1990/..", kind="prefecture"), 0),
        (member("other", url="https://a.example") + member("other", url="https://b.example"), 0),
        ('status = "merged"\n' + member(period="1980/.."), 1),
        ('status = "merged"\n' + member(period="1980/1999"), 0),
        ('status = "inactive"\n' + member(period="1980/.."), 0),
        ('status = "dissolved"\n' + member(), 0),
    ],
)
def test_memberships(lint, text, number):
    assert len(lint({ORG: text}, "SCR609")) == number


@pytest.mark.parametrize(
    ("one", "two", "fires"),
    [
        ('website = "https://city.example/a"', 'website = "https://city.example/b"', False),
        ('website = "https://city.example/a/"', 'website = "http://www.city.example/a#top"', True),
        ('wikidata = "Q5"', 'wikidata = "Q5"', True),
        ('wikidata = "Q5"\nstatus = "dissolved"', 'wikidata = "Q5"', True),
        ('status = "merged"\nwebsite = "https://city.example/"', 'website = "https://city.example/"', False),
        ('[name]\nen = "Town Friends"', '[name]\nde = "town-friends"', True),
        ('[name]\nen = "Town Friends"\n', 'city = "jp-minatogawa"\n[name]\nen = "Town Friends"', False),
        (
            'registration = { scheme = "EIN", number = "93-0000001" }',
            'registration = { scheme = "charity", number = "930000001" }',
            False,
        ),
    ],
)
def test_two_records_of_one_organisation(lint, one, two, fires):
    texts = [
        text if "[name]" in text else f'{text}\n[name]\nen = "{name}"' for text, name in ((one, "One"), (two, "Two"))
    ]
    texts = [
        text if "website" in text else f'website = "https://{name}.example"\n{text}'
        for text, name in zip(texts, ("one", "two"), strict=True)
    ]
    assert len(lint({ORG: texts[0], TWO: texts[1]}, "SCR610")) == fires

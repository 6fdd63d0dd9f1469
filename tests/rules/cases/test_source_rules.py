import pytest
from small_world import HOME, PARTNER, org, pair

from screcords.lint import config
from screcords.lint.fix import fix
from screcords.rules.sources.addresses import host
from screcords.rules.world import WORLD, overlay

FILE = pair(PARTNER, HOME)
ORG = org(f"{HOME}-sister-cities")
HISTORY = '[[history]]\ndate = "1988-05-20"\nevent = "established"\nkind = "sister"\nsources = ["s1"]\n'


def source(number=1, **keys):
    given = {"id": f"s{number}", "type": "news", **keys}
    return "[[sources]]\n" + "".join(f'{key} = "{value}"\n' for key, value in given.items())


def sourceless(**keys):
    head = "".join(f'{key} = "{value}"\n' for key, value in keys.items())
    return (
        f'schema = 1\nid = "{PARTNER}--{HOME}"\nkind = "sister"\nstatus = "active"\n{head}\n'
        f'[[parties]]\ncity = "{PARTNER}"\n[[parties]]\ncity = "{HOME}"\n'
    )


def test_a_seed_has_the_source_it_was_made_from(lint):
    assert [severity for *_, severity in lint({FILE: sourceless()}, "SCR701")] == ["warning"]
    assert [severity for *_, severity in lint({FILE: sourceless(provenance="wikidata")}, "SCR701")] == ["error"]


def test_organisations_have_sources_too(lint):
    bare = WORLD[ORG].partition("[[sources]]")[0]
    (hit,) = lint({ORG: bare}, "SCR701", full=True)
    assert "organisation" in hit.problem.help


@pytest.mark.parametrize(
    ("event", "fires"),
    [("suspended", True), ("terminated", True), ("dormant", False), ("reaffirmed", False), ("expired", False)],
)
def test_contentious_events(lint, event, fires):
    text = f'[[history]]\ndate = "2001"\nevent = "{event}"\n'
    assert bool(lint({FILE: text}, "SCR702")) is fires
    assert not lint({FILE: text + 'sources = ["s1"]'}, "SCR702")


def test_the_agreement_of_an_event_needs_its_own_source(lint):
    text = '[[agreements]]\nid = "a"\ntype = "termination-notice"\n[[history]]\ndate = "2001"\nevent = "terminated"\nagreement = "a"'
    assert lint({FILE: text}, "SCR702")


@pytest.mark.parametrize(
    ("sources", "fires"),
    [
        (source(url="https://www.facebook.com/harborview"), True),
        (source(url="https://de.zxc.wiki/wiki/Ringpartnerschaft"), True),
        (source(url="https://de.wikipedia.org/wiki/Kobe"), True),
        (source(url="https://notwikipedia.org/"), False),
        (source(type="wikidata", url="https://www.wikidata.org/wiki/Q1") + source(2, publisher="Courier"), False),
        (source(type="correspondence", date="2001"), False),
    ],
)
def test_sources_that_anybody_can_write(lint, sources, fires):
    assert bool(lint({FILE: sources}, "SCR703")) is fires
    assert not lint({FILE: f'provenance = "wikidata"\n{sources}'}, "SCR703")


def test_a_listing_is_better_than_a_wiki(lint):
    parties = f'[[parties]]\ncity = "{PARTNER}"\nlisting = "https://city.example/"\n[[parties]]\ncity = "{HOME}"\n'
    assert not lint({FILE: parties + source(type="wikipedia", url="https://en.wikipedia.org/wiki/A")}, "SCR703")


@pytest.mark.parametrize(
    ("keys", "severities"),
    [
        ({"title": "A", "url": "https://a.example", "accessed": "2025"}, []),
        (
            {
                "title": "A",
                "url": "https://a.example",
                "archived": "https://web.archive.org/web/2020/https://a.example",
            },
            [],
        ),
        ({"title": "A", "url": "https://a.example"}, ["advice"]),
        ({"title": "A", "publisher": "B"}, ["warning"]),
        ({"publisher": "B", "date": "2001"}, ["advice"]),
        ({"type": "wikipedia", "url": "https://en.wikipedia.org/wiki/A"}, ["advice"]),
        ({"type": "wikipedia", "url": "https://en.wikipedia.org/wiki/A", "date": "2026-02"}, []),
    ],
)
def test_what_a_reader_needs_to_find_a_source(lint, keys, severities):
    assert [severity for *_, severity in lint({FILE: source(**keys)}, "SCR704")] == severities


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://WWW.City.example:8080/a", "city.example"),
        ("https://city.example?x=1", "city.example"),
        ("https://city.example", "city.example"),
        ("mailto:x", ""),
    ],
)
def test_hosts(url, name):
    assert host(url) == name


CLEANED = [
    ("https://a.example/p?fbclid=IwAR0", "https://a.example/p"),
    ("https://a.example/p?utm_medium=x&id=3&UTM_Campaign=y#part", "https://a.example/p?id=3#part"),
    ("https://a.example/p;jsessionid=0A1B2C?x=1", "https://a.example/p?x=1"),
    ("https://a.example/p.php?PHPSESSID=abc&x=1", "https://a.example/p.php?x=1"),
    ("http://www.facebook.com/harborview?ref=ts&fbclid=1", "https://www.facebook.com/harborview?ref=ts"),
    ("http://de.wikipedia.org/wiki/Kobe", "https://de.wikipedia.org/wiki/Kobe"),
]


@pytest.mark.parametrize(("url", "clean"), CLEANED)
def test_addresses_are_cleaned(tmp_path, url, clean):
    text = source(title="A", url=url, accessed="2025")
    for path, data in (WORLD | {FILE: overlay(FILE, text, bad=True)}).items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(data, encoding="utf-8")
    done = fix(tmp_path, config.selection(config.Settings()), 20260601)
    assert f'url = "{clean}"' in done.changes.after[FILE].decode()
    assert done.fixed == {"SCR705": 1}


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/p?page_id=72",
        "https://a.example/p?ref=home&lang=de;x",
        "http://www.city.minatogawa.example/",
        "https://web.archive.org/web/2020/http://a.example/?utm_source=x",
        "https://a.example/utm_source=x",
        "https://tomorrow.example/bit.ly",
        "https://a.example/p?title=A&oldid=25",
    ],
)
def test_addresses_that_are_fine(lint, url):
    assert not lint({FILE: source(title="A", url=url, accessed="2025")}, "SCR705")


def test_all_addresses_of_a_record_are_looked_at(lint):
    url = '"https://t.co/abc"'
    files = {
        FILE: f'[[parties]]\ncity = "{PARTNER}"\nlisting = {url}\n[[parties]]\ncity = "{HOME}"\nlisting = {url}\n',
        ORG: f"website = {url}\nfacebook = {url}\nsocial = [{url}]\nmeetings = {{ url = {url} }}\n"
        f'[[contacts]]\nrole = "web"\nurl = {url}\n[[committees]]\npartnership = "{PARTNER}--{HOME}"\nurl = {url}\n'
        f'[[memberships]]\nnetwork = "clair"\nurl = {url}\n'
        f'[[sources]]\nid = "s1"\ntype = "news"\nurl = {url}\narchived = {url}\n',
    }
    assert {route for *_, route, _ in lint(files, "SCR705")} == {
        ("parties", 0, "listing"),
        ("parties", 1, "listing"),
        ("website",),
        ("facebook",),
        ("social", 0),
        ("meetings", "url"),
        ("contacts", 0, "url"),
        ("committees", 0, "url"),
        ("memberships", 0, "url"),
        ("sources", 0, "url"),
        ("sources", 0, "archived"),
    }


@pytest.mark.parametrize(
    ("stamp", "fires"),
    [
        ("web/20200102030405", False),
        ("web/20200102030405id_", False),
        ("20200102", False),
        ("web/2026", False),
        ("web/20260602", True),
        ("web/20201302", True),
        ("web/2020010299", True),
        ("web/202", True),
        ("web/202001020304050", True),
        ("web/*", True),
        ("save", True),
    ],
)
def test_moments_of_archives(lint, stamp, fires):
    archived = f"https://web.archive.org/{stamp}/https://a.example/"
    assert bool(lint({FILE: source(title="A", url="https://a.example/", archived=archived)}, "SCR706")) is fires


def test_other_archives_are_left_alone(lint):
    assert not lint({FILE: source(url="https://a.example/", archived="https://archive.ph/AbC12")}, "SCR706")


@pytest.mark.parametrize("host", ["archive.ph", "archive.today", "archive.is", "Archive.PH", "archive.li"])
@pytest.mark.parametrize(
    ("stamp", "fires"),
    [
        ("20301102123456", True),
        ("20239902000000", True),
        ("2030.11.02-123456", True),
        ("2023.13.02-123456", True),
        ("20231102123456", False),
        ("2023.11.02-123456", False),
        ("2023", False),
        ("newest", False),
    ],
)
def test_moments_of_other_archives(lint, host, stamp, fires):
    archived = f"https://{host}/{stamp}/https://a.example/"
    assert bool(lint({FILE: source(url="https://a.example/", archived=archived)}, "SCR706")) is fires


def test_order_of_dates_is_aware_of_partial_ones(lint):
    assert not lint({FILE: source(date="2020-05", accessed="2020")}, "SCR706")
    assert not lint({FILE: source(date="2020-05-03", accessed="2020-05-03")}, "SCR706")
    ((*_, route, _),) = lint({ORG: source(date="2021", accessed="2020")}, "SCR706")
    assert route == ("sources", 0, "accessed")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (HISTORY + source(), 0),
        (HISTORY + source() + source(2) + source(3), 2),
        (HISTORY + source() + source(2, party=HOME), 0),
        (HISTORY.replace('sources = ["s1"]\n', "") + source(), 0),
        ('origins = ["trade"]\n' + HISTORY + source() + source(2), 0),
        ('summary.en = "A bridge."\n' + HISTORY + source() + source(2), 0),
        ('provenance = "wikidata"\n' + HISTORY + source() + source(2), 0),
        (HISTORY + source() + source(2) + '[[disputes]]\nkey = "since"\nvalue = "1987"\nsources = ["s2"]', 0),
        (
            f'[[parties]]\ncity = "{PARTNER}"\nlisting = "https://a.example/"\n[[parties]]\ncity = "{HOME}"\n'
            + HISTORY
            + source()
            + source(2, url="https://a.example/"),
            0,
        ),
    ],
)
def test_sources_that_nothing_refers_to(lint, text, number):
    assert len(lint({FILE: text}, "SCR707")) == number


def test_a_listing_on_a_social_network_is_no_better_than_a_wiki(lint):
    parties = f'[[parties]]\ncity = "{PARTNER}"\nlisting = "https://www.facebook.com/minatogawa"\n[[parties]]\ncity = "{HOME}"\n'
    assert lint({FILE: parties + source(type="wikipedia", url="https://en.wikipedia.org/wiki/A")}, "SCR703")


WIKI = '[[sources]]\nid = "s1"\ntype = "wikidata"\nurl = "https://www.wikidata.org/wiki/Q990000001"\n'
NEWS = '[[sources]]\nid = "s1"\ntype = "news"\nurl = "https://www.news.example/sisters"\n'
EVENT = '[[history]]\ndate = "2022-03-01"\nevent = "{}"\nby = ["us-or-harborview"]\nsources = ["s1"]\n'
NOTICE = '[[agreements]]\nid = "end-2022"\ntype = "termination-notice"\nsigned = "2022-03-01"\nsources = ["s1"]\n'


@pytest.mark.parametrize(
    ("text", "severities"),
    [
        ('status = "suspended"\n' + WIKI, ["error"]),
        ('status = "terminated"\n' + WIKI, ["error"]),
        ('status = "terminated"\nuntil = "2020"\n' + NEWS, ["advice"]),
        ('status = "suspended"\n' + NEWS, ["advice"]),
        ('status = "suspended"\nprovenance = "wikidata"\n' + WIKI, ["error"]),
        ('status = "terminated"\nuntil = "2020"\nprovenance = "wikidata"\n' + WIKI, []),
        ('status = "suspended"\n' + EVENT.format("suspended") + WIKI, []),
        ('status = "suspended"\n' + EVENT.format("reaffirmed") + WIKI, ["error"]),
        ('status = "terminated"\nuntil = "2022-03-01"\n' + NOTICE + WIKI, []),
        ('status = "dormant"\n' + WIKI, []),
    ],
)
def test_a_header_does_not_end_without_a_source(lint, text, severities):
    found = lint({FILE: text}, "SCR702")
    assert [severity for *_, severity in found] == severities
    assert {route for *_, route, _ in found} <= {("status",)}

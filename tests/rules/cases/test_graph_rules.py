import pytest
from small_world import HOME, PARTNER, city, org, pair, town

FILE = pair(PARTNER, HOME)
WEST = "us-or-westview"
ORG = f"{HOME}-sister-cities"


def parties(one, other, *, first="", second=""):
    source = '[[sources]]\nid = "s1"\ntype = "news"\ntitle = "News"\nurl = "https://news.example/1"\n'
    return f'[[parties]]\ncity = "{one}"\n{first}\n[[parties]]\ncity = "{other}"\n{second}\n{source}'


def messages(hits):
    return [(hit.rule.code, hit.problem.message, hit.problem.help) for hit in hits]


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [
        ("us-or-harborvew", HOME),
        ("jp-kobe", "jp-minatogawa"),
        ("us-wa-harborview", HOME),
        ("gb-minatogawa", PARTNER),
        ("q990000002", PARTNER),
        ("fr-xyz", ""),
    ],
)
def test_which_city_was_meant(lint, wanted, meant):
    files = {
        city(PARTNER): 'aliases = ["Kobe"]',
        FILE: f'[[exchanges]]\ndate = "1990"\nmode = "virtual"\nhost = "{wanted}"\ntitle = {{ en = "Songs" }}',
    }
    ((code, message, help_),) = messages(lint(files, full=True))
    assert (code, message) == ("SCR501", f'there is no city "{wanted}"')
    assert help_ == (f'did you mean "{meant}"?' if meant else "correct the id, or add a record of the city")


def test_former_and_withdrawn_cities_are_said_to_be_so(lint):
    tomb = 'schema = 1\nid = "us-or-gone"\nstatus = "withdrawn"\nwithdrawn = { reason = "other", date = "2026" }\n'
    files = {
        city(HOME): 'former_ids = ["us-or-old"]',
        city("us-or-gone"): tomb,
        FILE: '[[agreements]]\nid = "a"\ntype = "protocol"\nplace = "us-or-old"\n'
        'signatories = [{ city = "us-or-gone", office = "mayor" }]',
    }
    former, withdrawn = lint(files, full=True)
    assert former.problem.message == f'the city "us-or-old" goes by "{HOME}" now'
    assert former.problem.related[0].path == city(HOME)
    assert "withdrawn" in withdrawn.problem.message


def test_all_kinds_of_references_to_cities(lint):
    files = {
        city(HOME): 'members = ["us-or-a"]',
        org(ORG): 'city = "us-or-b"',
        FILE: parties(PARTNER, HOME),
    }
    assert [route for _, _, route, _ in lint(files, "SCR501")] == [("city",), ("members", 0)]


def test_a_city_is_missed_once_a_record(lint):
    exchange = f'[[exchanges]]\ndate = "1990"\nmode = "virtual"\nhost = "{WEST}"\ntitle = {{ en = "Songs" }}\n'
    assert len(lint({FILE: exchange * 3})) == 1


def test_partner_under_its_own_former_id_is_one_finding(lint):
    files = {city(HOME): f'former_ids = ["{WEST}"]', pair(HOME, WEST): parties(HOME, WEST)}
    assert [code for code, *_ in lint(files)] == ["SCR503"]


def test_partners_that_became_one(lint):
    files = {
        city(WEST): town("Westview", valid='"1890/2007"', successors=f'["{HOME}"]'),
        pair(HOME, WEST): parties(HOME, WEST),
    }
    assert lint(files) == [("SCR503", f"{HOME}--{WEST}.toml", ("parties", 1, "city"), "warning")]


def test_two_cities_of_one_name_are_told_once_and_their_partnerships_not(lint):
    files = {
        city("us-or-harborview-two"): town("Harborview", 44.64, -124.06),
        pair(PARTNER, "us-or-harborview-two"): parties(PARTNER, "us-or-harborview-two"),
    }
    assert [code for code, *_ in lint(files)] == ["SCR402"]
    files[city("us-or-harborview-two")] += '[[allow]]\nrule = "SCR402"\nreason = "two places"\n'
    assert lint(files) == []


def test_references_to_partnerships(lint):
    files = {org(ORG): f'[[committees]]\npartnership = "{HOME}--{PARTNER}"'}
    assert messages(lint(files, full=True)) == [
        ("SCR506", f'there is no partnership "{HOME}--{PARTNER}"', f'did you mean "{PARTNER}--{HOME}"?')
    ]


def test_members_and_neighbours(lint):
    files = {
        city(WEST): town("Westview", level='"intercommunality"', members=f'["{HOME}"]'),
        pair(HOME, WEST): parties(HOME, WEST),
    }
    ((_, message, _),) = messages(lint(files, "SCR507", full=True))
    assert message == f'"{HOME}" is a member of "{WEST}"'


def test_organisations_of_successors_and_countries_belong(lint):
    files = {
        city(WEST): town("Westview", valid='"1890/2007"', successors=f'["{HOME}"]'),
        pair(PARTNER, WEST): 'status = "historic"\nuntil = "2007"\n'
        + parties(PARTNER, WEST, second=f'orgs = ["{ORG}", "us-national"]'),
        org("us-national"): 'schema = 1\nid = "us-national"\nkind = "national-association"\nstatus = "active"\n'
        'country = "US"\n\n[name]\nen = "National"\n\n[[sources]]\nid = "s1"\ntype = "news"\nurl = "https://news.example/1"\n',
    }
    assert lint(files) == []
    files[pair(PARTNER, WEST)] = 'status = "historic"\nuntil = "2007"\n' + parties(
        PARTNER, WEST, first='orgs = ["us-national"]'
    )
    assert [(code, route) for code, _, route, _ in lint(files)] == [("SCR510", ("parties", 0, "orgs", 0))]


def test_dissolved_partner_points_to_the_pair_that_goes_on(lint):
    files = {
        city(WEST): town("Westview", valid='"1890/2007"', successors=f'["{HOME}"]'),
        pair(PARTNER, WEST): parties(PARTNER, WEST),
    }
    ((code, _, help_),) = messages(lint(files, full=True))
    assert (code, help_) == ("SCR512", f'write status = "superseded" and superseded_by = "{PARTNER}--{HOME}"')


def test_announced_end_of_a_partner(lint):
    files = {
        city(WEST): town("Westview", valid='"1890/2026"', successors=f'["{HOME}"]'),
        pair(PARTNER, WEST): parties(PARTNER, WEST),
    }
    assert lint(files) == []


OVER = 'status = "superseded"\nuntil = "2007"\nsuperseded_by = "{}"\n'


@pytest.mark.parametrize(
    ("target", "message"),
    [
        (f"{PARTNER}--{HOME}", None),
        (f"{PARTNER}--us-or-nowhere", "there is no partnership"),
        (f"{PARTNER}--{WEST}", "supersedes itself"),
        (f"{PARTNER}--us-or-eastview", "not the pair of the same cities"),
    ],
)
def test_supersession(lint, target, message):
    files = {
        city(WEST): town("Westview", 43.0, valid='"1890/2007"', successors=f'["{HOME}"]'),
        city("us-or-eastview"): town("Eastview", 42.0),
        pair(PARTNER, "us-or-eastview"): parties(PARTNER, "us-or-eastview"),
        pair(PARTNER, WEST): OVER.format(target) + parties(PARTNER, WEST),
    }
    found = messages(lint(files, full=True))
    assert [code for code, *_ in found] == (["SCR513"] if message else [])
    assert not message or message in found[0][1]


def test_supersession_in_a_circle_is_told_once(lint):
    files = {
        city(WEST): town("Westview", 43.0),
        pair(PARTNER, WEST): OVER.format(f"{PARTNER}--{HOME}") + parties(PARTNER, WEST),
        FILE: OVER.format(f"{PARTNER}--{WEST}"),
    }
    assert [code for code, *_ in lint(files)] == ["SCR513"]


def test_group_names_what_is_missing(lint):
    files = {
        city(WEST): town("Westview"),
        FILE: 'group = "g"',
        pair(PARTNER, WEST): 'group = "g"\n' + parties(PARTNER, WEST),
        pair(HOME, WEST): parties(HOME, WEST),
    }
    (hit,) = lint(files, "SCR514", full=True)
    assert hit.problem.help == f"add to the group {HOME}--{WEST}"
    assert hit.problem.related[0].path == pair(HOME, WEST)


def test_group_with_a_broken_file_is_not_incomplete(lint):
    files = {
        city(WEST): town("Westview"),
        FILE: 'group = "g"',
        pair(PARTNER, WEST): 'group = "g"\n' + parties(PARTNER, WEST),
        pair(HOME, WEST): "schema = \n",
    }
    assert lint(files, "SCR514") == []


@pytest.mark.parametrize("status", ["dormant", "terminated", "historic"])
def test_dissolved_organisation_of_a_sleeping_partnership(lint, status):
    files = {
        org(ORG): 'status = "dissolved"',
        FILE: f'status = "{status}"\n' + parties(PARTNER, HOME, second=f'orgs = ["{ORG}"]'),
    }
    assert lint(files, "SCR515") == []


def source(kind, party=""):
    party_line = f'party = "{party}"\n' if party else ""
    return f'[[sources]]\nid = "{kind}-{party or "nobody"}"\ntype = "{kind}"\n{party_line}'


@pytest.mark.parametrize(
    ("sources", "missing"),
    [
        (source("wikidata", HOME), 0),
        (source("wikidata", PARTNER), 1),
        (source("wikidata", PARTNER) + source("wikidata", HOME), None),
        (source("wikipedia", HOME), None),
        (source("wikipedia", HOME) + source("wikidata", HOME), 0),
        (source("wikipedia", HOME) + source("wikidata", PARTNER), None),
        (source("news"), None),
        (source("news") + source("official-site", HOME), 0),
    ],
)
def test_one_sided_evidence(lint, sources, missing):
    found = [route for _, _, route, _ in lint({FILE: sources}, "SCR516")]
    assert found == ([] if missing is None else [("parties", missing, "city")])


def test_a_whole_folder_missing_is_quick(lint):
    files = {pair(PARTNER, f"us-or-town-{number}"): parties(PARTNER, f"us-or-town-{number}") for number in range(300)}
    assert len(lint(files, "SCR501")) == 300


def test_a_misspelt_city_may_be_the_one_that_nothing_speaks_of(lint):
    west = {city(WEST): town("Westview")}
    moved = {**west, FILE: None, pair("jp-mntgw", HOME): parties("jp-mntgw", HOME)}
    assert lint(moved, "SCR501", "SCR511") == [("SCR501", f"jp-mntgw--{HOME}.toml", ("parties", 0, "city"), "error")]


@pytest.mark.parametrize(
    "files",
    [
        {org(ORG): 'city = "us-or-weestview"'},
        {org(ORG): f'[[sources]]\nid = "s1"\ntype = "news"\ntitle = "N"\nurl = "https://n.example"\nparty = "{WEST}x"'},
        {city(PARTNER): 'successors = ["us-or-weestview"]\nvalid = "../2007"'},
        {city(PARTNER): 'former_ids = ["jp-old"]', FILE: parties("jp-old", HOME)},
    ],
)
def test_while_a_reference_leads_nowhere_no_city_counts_as_unreferenced(lint, files):
    found = lint({city(WEST): town("Westview"), **files}, "SCR501", "SCR511")
    assert [code for code, *_ in found] == ["SCR501"]


@pytest.mark.parametrize(
    ("known", "help_"),
    [("", f'did you mean "{WEST}"? Then the pair'), (f'former_ids = ["{WEST}x"]\n', "the pair")],
)
def test_a_partnership_of_a_pair_that_has_a_file_is_to_be_merged(lint, known, help_):
    files = {
        city(WEST): known + town("Westview"),
        pair(PARTNER, WEST): parties(PARTNER, WEST),
        pair(PARTNER, f"{WEST}x"): parties(PARTNER, f"{WEST}x"),
    }
    (hit,) = lint(files, "SCR501", full=True)
    assert hit.problem.help == (f"{help_} has a file already: merge the two (`screcords lint --fix --unsafe` does it)")
    assert (hit.problem.related[-1].path, hit.problem.fix.safe) == (pair(PARTNER, WEST), False)


def test_a_pair_of_two_successors_needs_the_pair_in_between(lint):
    files = {
        city("jp-kawa"): town("Kawa", 34.0, 134.0),
        city("us-or-eastview"): town("Eastview", 44.1, -120.2),
        city(PARTNER): 'valid = "../2005"\nsuccessors = ["jp-kawa"]',
        city(HOME): 'valid = "../2007"\nsuccessors = ["us-or-eastview"]',
        FILE: 'status = "superseded"\nuntil = "2007"\nsuperseded_by = "jp-kawa--us-or-eastview"',
        pair("jp-kawa", "us-or-eastview"): parties("jp-kawa", "us-or-eastview"),
    }
    (found,) = lint(files, "SCR513", full=True)
    assert "has neither of the two cities" in found.problem.message
    between = {
        FILE: 'status = "superseded"\nuntil = "2005"\nsuperseded_by = "jp-kawa--us-or-harborview"',
        pair("jp-kawa", HOME): f'status = "superseded"\nuntil = "2007"\n'
        f'superseded_by = "jp-kawa--us-or-eastview"\n{parties("jp-kawa", HOME)}',
    }
    assert lint(files | between, "SCR513") == []


def test_a_status_that_has_not_followed_is_told_once(lint):
    files = {
        city(WEST): town("Westview", valid='"1890/2007"', successors=f'["{HOME}"]'),
        pair(PARTNER, WEST): f'superseded_by = "{PARTNER}--{HOME}"\n{parties(PARTNER, WEST)}',
    }
    assert [code for code, *_ in lint(files)] == ["SCR513"]


def test_a_side_that_nobody_knows_is_no_missing_evidence(lint):
    source = '[[sources]]\nid = "s1"\ntype = "official-site"\ntitle = "T"\nurl = "https://n.example"\nparty = "{}"\n'
    tail = f'[[parties]]\ncity = "{PARTNER}"\n[[parties]]\ncity = "{HOME}"\n'
    both = source.format(PARTNER) + source.format("us-or-x").replace("s1", "s2")
    assert [code for code, *_ in lint({FILE: tail + both}, "SCR204", "SCR516")] == ["SCR204"]
    itself = {pair(PARTNER, PARTNER): parties(PARTNER, PARTNER) + source.format(PARTNER).replace("s1", "s2")}
    assert [code for code, *_ in lint(itself, "SCR503", "SCR516")] == ["SCR503"]

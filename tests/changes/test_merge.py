"""Two records become one, and nothing is lost."""

import tomllib

import pytest

from screcords.changes.files import Files, Taken
from screcords.changes.merge import merge, survivor
from screcords.changes.rename import rename, rename_in
from screcords.lint import config
from screcords.lint.run import run
from screcords.repository.load import load
from screcords.rules.world import CITY, ORG, OTHER_CITY, PARTNERSHIP, WORLD

DAY = 20260601
TWIN = "us-or-port-jones"
TWIN_PATH = f"records/cities/us/o/{TWIN}.toml"
TWIN_PAIR = f"records/partnerships/jp/m/jp-minatogawa--{TWIN}.toml"
CITY_B = f"""\
# Found in an old list.

schema = 1
id = "{TWIN}"  # minted twice
level = "municipality"
country = "US"
subdivision = "US-OR"
lat = 44.64  # of the pier
lon = -124.06
wikidata = "Q990000007"
unlocode = "USHBV"  # since 1990
successors = ["us-or-harborview"]
aliases = ["Jonesport"]
former_ids = ["us-or-jones"]
provenance = "wikidata"
facts_from = ["geonames"]

[name]
en = "Port Jones"
ja = "ポートジョーンズ"  # by the consulate

[former_names]
en = ["Jones Landing"]
"""
PAIR_B = f"""\
schema = 1
id = "jp-minatogawa--{TWIN}"
kind = "friendship"  # says the council
status = "active"
since = "1988"
first_contact = "1979~"
fields = ["culture"]
verified = "2026-01-02"

[[parties]]
city = "jp-minatogawa"
listing = "https://www.city.minatogawa.example/kokusai/"

[[parties]]
city = "{TWIN}"
designation = {{ en = "sister city" }}

[[agreements]]
id = "sister-1988"
type = "sister-city-agreement"
signed = "1988-05-20"
sources = ["s1"]

[[sources]]
id = "s1"  # the paper
type = "news"
title = "A visit"
publisher = "The Harborview Sentinel"
date = "1988-05-21"

[[sources]]
id = "s3"
type = "official-site"
title = "Sister cities"
url = "https://www.city.minatogawa.example/kokusai/shimai.html"
accessed = "2025-11-02"
party = "jp-minatogawa"
"""


def write(root, changes):
    for path, data in changes.items():
        if data is None:
            (root / path).unlink()
        else:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)


def found(root):
    hits = run(load(root), config.selection(config.Settings()), DAY).hits
    return sorted((hit.rule.code, hit.path, hit.problem.message) for hit in hits)


@pytest.fixture
def twins(world):
    """A city that is there twice, each with a partnership with the same partner."""
    return world.write_all({TWIN_PATH: CITY_B, TWIN_PAIR: PAIR_B})


@pytest.fixture
def merged(twins):
    write(twins.root, merge(load(twins.root), "cities", "us-or-harborview", TWIN))
    return twins


def test_a_city_keeps_what_both_say(merged):
    text = merged.read(CITY)
    assert not (merged.root / TWIN_PATH).exists()
    data = tomllib.loads(text)
    assert data["former_ids"] == ["us-or-jones", TWIN]
    assert data["aliases"] == ["Jonesport", "Port Jones"]
    assert data["same_as"] == ["Q990000007"]
    assert data["unlocode"] == "USHBV"
    assert data["name"] == {"en": "Harborview", "ja": "ポートジョーンズ"}
    assert data["former_names"] == {"en": ["Jones Landing"]}
    assert data["facts_from"] == ["geonames", "official"]
    assert data["lat"] == 44.6368
    assert "# us-or-port-jones has lat = 44.64\n# of the pier\nlat = 44.6368\n" in text
    assert "provenance" not in data
    assert "successors" not in data  # itself
    for comment in ("# Found in an old list.", "# minted twice", "# since 1990", "# by the consulate"):
        assert comment in text
    assert 'unlocode = "USHBV"  # since 1990' in text


def test_partnerships_that_become_one_pair_are_merged(merged):
    assert not (merged.root / TWIN_PAIR).exists()
    text = merged.read(PARTNERSHIP)
    data = tomllib.loads(text)
    assert data["former_ids"] == [f"jp-minatogawa--{TWIN}"]
    assert data["kind"] == "sister"
    assert data["since"] == "1988-05-20"  # which says more than 1988
    assert data["first_contact"] == "1979~"
    assert data["verified"] == "2026-01-02"
    assert data["parties"][0]["listing"]
    assert data["parties"][1] == {
        "city": "us-or-harborview",
        "orgs": ["us-or-harborview-sister-cities"],
        "designation": {"en": "sister city"},
    }
    assert [source["id"] for source in data["sources"]] == ["s1", "s2", "s4"]  # s1 and s3 of the other: s4 and s1
    assert data["agreements"][0]["sources"] == ["s4"]
    assert data["disputes"] == [{"key": "kind", "value": "friendship", "sources": ["s1", "s4"]}]
    assert "# says the council" in text
    assert 'id = "s4"  # the paper' in text
    assert found(merged.root) == []


def test_partnerships_of_the_merged_city_move(world):
    other = "records/cities/jp/a/jp-akaura.toml"
    pair = f"records/partnerships/jp/a/jp-akaura--{TWIN}.toml"
    org = WORLD[ORG].replace("[[sources]]", f'[[committees]]\npartnership = "jp-akaura--{TWIN}"\n\n[[sources]]')
    text = WORLD[PARTNERSHIP].replace("jp-minatogawa", "jp-akaura").replace('us-or-harborview"', f'{TWIN}"')
    home = WORLD[OTHER_CITY].replace("jp-minatogawa", "jp-akaura").replace("Minatogawa", "Akaura")
    home = home.replace("湊川市", "赤浦市").replace("Q990000002", "Q990000004").replace("34.68", "34.28")
    world.write_all({TWIN_PATH: CITY_B, other: home, pair: text, ORG: org})
    write(world.root, merge(load(world.root), "cities", "us-or-harborview", TWIN))
    moved = "records/partnerships/jp/a/jp-akaura--us-or-harborview.toml"
    data = tomllib.loads(world.read(moved))
    assert data["former_ids"] == [f"jp-akaura--{TWIN}"]
    assert [party["city"] for party in data["parties"]] == ["jp-akaura", "us-or-harborview"]
    assert data["sources"][1]["party"] == "us-or-harborview"
    assert 'partnership = "jp-akaura--us-or-harborview"' in world.read(ORG)
    assert [entry for entry in found(world.root) if entry[0] != "SCR004"] == []


def test_parties_take_the_order_of_the_new_id(world):
    city = WORLD[CITY].replace("us-or-harborview", "ca-bc-harborview").replace("US-OR", "CA-BC").replace('"US"', '"CA"')
    world.write("records/cities/ca/b/ca-bc-harborview.toml", city)
    changes = rename(load(world.root), "cities", "us-or-harborview", "ca-on-harborview")
    moved = "records/partnerships/ca/o/ca-on-harborview--jp-minatogawa.toml"
    assert [party["city"] for party in tomllib.loads(changes[moved].decode())["parties"]] == [
        "ca-on-harborview", "jp-minatogawa",
    ]  # fmt: skip
    assert changes[PARTNERSHIP] is None
    assert tomllib.loads(changes[moved].decode())["former_ids"] == ["jp-minatogawa--us-or-harborview"]


def test_what_is_taken_is_said(twins):
    repository = load(twins.root)
    with pytest.raises(Taken, match="there is a"):
        rename(repository, "cities", "us-or-harborview", TWIN)
    with pytest.raises(Taken, match="no readable record"):
        rename(repository, "cities", "us-or-nowhere", "us-or-somewhere")
    with pytest.raises(Taken, match="partners of each other"):
        merge(repository, "cities", "us-or-harborview", "jp-minatogawa")


def test_histories_are_joined_and_the_header_follows(twins):
    event = '[[history]]\ndate = "{}"\nevent = "{}"\n{}sources = ["{}"]\n\n'
    mine = event.format("1988-05", "established", 'kind = "sister"\n', "s1")
    theirs = event.format("1988-05-20", "established", 'kind = "sister"\n', "s3")
    theirs += event.format("2019", "terminated", f'by = ["{TWIN}"]\n', "s1") + "# how it ended\n"
    kept = WORLD[PARTNERSHIP].replace('"1988-05-20"', '"1988-05"')
    twins.write(PARTNERSHIP, kept.replace("[[sources]]", f"{mine}[[sources]]", 1))
    text = PAIR_B.replace("active", "terminated").replace('"1988"', '"1988-05-20"\nuntil = "2019"')
    twins.write(TWIN_PAIR, text.replace("[[sources]]", f"{theirs}[[sources]]", 1).replace("friendship", "sister"))
    write(twins.root, merge(load(twins.root), "cities", "us-or-harborview", TWIN))
    text = twins.read(PARTNERSHIP)
    data = tomllib.loads(text)
    assert [(e["date"], e["event"], e["sources"]) for e in data["history"]] == [
        ("1988-05-20", "established", ["s1"]), ("2019", "terminated", ["s4"]),
    ]  # fmt: skip
    assert data["history"][1]["by"] == ["us-or-harborview"]
    assert (data["status"], data["since"], data["until"]) == ("terminated", "1988-05-20", "2019")
    assert {"key": "status", "value": "active", "sources": ["s1", "s2"]} in data["disputes"]
    assert "# how it ended" in text
    assert [entry[0] for entry in found(twins.root) if entry[0] not in {"SCR702", "SCR704"}] == []


def test_line_ends_of_the_survivor_stay(twins):
    twins.write(CITY, WORLD[CITY].replace("\n", "\r\n"))
    changes = merge(load(twins.root), "cities", "us-or-harborview", TWIN)
    assert changes[CITY].count(b"\n") == changes[CITY].count(b"\r\n")


def test_who_goes_on(twins):
    repository = load(twins.root)
    one, other = repository.cities["us-or-harborview"], repository.cities[TWIN]
    assert survivor(repository, one, other) == survivor(repository, other, one) == ("us-or-harborview", TWIN)
    twins.write(CITY, WORLD[CITY].replace("facts_from", 'provenance = "wikidata"\nfacts_from'))
    twins.write(TWIN_PATH, CITY_B.replace('provenance = "wikidata"\n', ""))
    repository = load(twins.root)
    assert survivor(repository, repository.cities["us-or-harborview"], repository.cities[TWIN])[0] == TWIN


def test_lists_that_name_both_name_one(twins):
    area = 'schema = 1\nid = "us-or-bay"\nlevel = "intercommunality"\ncountry = "US"\nsubdivision = "US-OR"\n'
    area += f'members = [\n    "{TWIN}",  # the port\n    "us-or-harborview",\n]\n\n[name]\nen = "Bay"\n'
    path = "records/cities/us/o/us-or-bay.toml"
    twins.write(path, area)
    write(twins.root, merge(load(twins.root), "cities", "us-or-harborview", TWIN))
    assert tomllib.loads(twins.read(path))["members"] == ["us-or-harborview"]
    assert "# the port\nmembers" in twins.read(path)


def test_a_pair_that_gets_its_id_back_has_it_as_a_former_one_no_longer(world):
    pair = "jp-minatogawa--us-or-harborview"
    (world.root / PARTNERSHIP).unlink()
    world.write(TWIN_PATH, CITY_B)
    moved = WORLD[PARTNERSHIP].replace("us-or-harborview", TWIN)
    moved = moved.replace("\n\n[[parties]]", f'\nformer_ids = ["{pair}"] # Ann\n\n[[parties]]', 1)
    world.write(TWIN_PAIR, moved)
    write(world.root, merge(load(world.root), "cities", "us-or-harborview", TWIN))
    assert f'former_ids = ["jp-minatogawa--{TWIN}"]  # Ann' in world.read(PARTNERSHIP).replace("] #", "]  #")


@pytest.mark.parametrize("former", ["3", '"us-or-westview"'])
def test_former_ids_that_are_no_list_are_mended_first(world, former):
    text = WORLD[CITY].replace("level = ", f"former_ids = {former}\nlevel = ", 1)
    world.write(CITY, text)
    repository = load(world.root)
    with pytest.raises(Taken, match="no list"):
        rename_in(Files(repository), repository.by_path[CITY], "us-or-harborview", "us-or-westview")

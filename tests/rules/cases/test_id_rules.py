from pathlib import Path

import pytest
from small_world import HOME, PARTNER, city, org, pair, town

from screcords.repository.graph import Repository
from screcords.rules.ids.scr201_bad_id import bad_id
from screcords.rules.rule import Context, Violation
from screcords.rules.world import WORLD

ID = {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 100}
PAIR = {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*--[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 202}
PAIR_FILE = pair(PARTNER, HOME)


def told(value, schema=ID, route=("sources", 0, "id"), data=None):
    violation = Violation("SCR201", route, "pattern", value, "", schema, data or {}, "partnerships")
    (problem,) = bad_id(violation, Context(Repository(Path(), [], []), 20260601))
    return problem


@pytest.mark.parametrize(
    ("value", "fault", "better"),
    [
        ("jp_Kyōto", "no letter of a to z", 'write "jp-kyoto"'),
        ("Portland", "capital letters", 'write "portland"'),
        ("st louis", "a blank", 'write "st-louis"'),
        ("a--b", "two hyphens", 'write "a-b"'),
        ("-a", "hyphens stand only between words", 'write "a"'),
        ("", "empty", "write words"),
        ("???", "cannot be in it", "write words"),
        ("a" * 101, "longer than 100", "write a shorter one"),
        (f"us-or-{'a' * 100}", "longer than 100", "write a shorter one"),
        (f"us-or-{'西' * 60}", "no letter of a to z", "write a shorter one"),
    ],
)
def test_a_bad_id_is_explained_with_the_way_out(value, fault, better):
    problem = told(value)
    assert fault in problem.message
    assert problem.help.startswith(better)


def test_the_id_of_a_partnership_follows_from_its_parties():
    data = {"parties": [{"city": "us-or-harborview"}, {"city": "jp-minatogawa"}]}
    assert told("harborview", PAIR, ("id",), data).help == 'write "jp-minatogawa--us-or-harborview"'


def test_a_reference_to_a_partnership_is_mended_by_halves():
    assert told("JP-Kyoto--US-MA-Boston", PAIR).help == 'write "jp-kyoto--us-ma-boston"'
    assert told("jp-kyoto", PAIR).help.startswith("write words")


@pytest.mark.parametrize("parties", [None, 3, [], ["a", "b"], [{"city": 1}, {}], {"city": "a"}])
def test_broken_parties_do_no_harm(parties):
    assert told("x", PAIR, ("id",), {"parties": parties})


def test_the_same_id_in_two_files_names_both(lint):
    files = {city("us-or-harbor"): f'id = "{HOME}"\n' + town("Harborview East", 43.0)}
    (hit,) = lint(files, full=True)
    assert hit.rule.code == "SCR202"
    assert hit.problem.related[0].path == city(HOME)
    for way in ("merge", "rename", "withdraw"):
        assert way in hit.problem.help


def test_former_id_that_is_its_own_id_or_withdrawn(lint):
    tomb = 'schema = 1\nid = "us-or-westview"\nstatus = "withdrawn"\nwithdrawn = { reason = "other", date = "2026" }\n'
    files = {city(HOME): f'former_ids = ["{HOME}", "us-or-westview"]', city("us-or-westview"): tomb}
    assert [(code, route) for code, _, route, _ in lint(files, "SCR202")] == [
        ("SCR202", ("former_ids", 0)),
        ("SCR202", ("former_ids", 1)),
    ]


def test_former_ids_are_unique_within_a_collection_only(lint):
    files = {city(HOME): 'former_ids = ["us-or-west"]', org(f"{HOME}-sister-cities"): 'former_ids = ["us-or-west"]'}
    assert lint(files) == []


def test_the_id_of_a_tombstone_elsewhere_is_taken(lint):
    tomb = 'schema = 1\nid = "us-or-westview"\nstatus = "withdrawn"\nwithdrawn = { reason = "other", date = "2026" }\n'
    files = {city("us-or-westview"): tomb, city("us-or-west"): 'id = "us-or-westview"\n' + town("Westview")}
    assert ("SCR207", "us-or-west.toml", ("id",), "error") in lint(files)


def test_misspelt_party_is_no_matter_of_the_id(lint):
    files = {
        PAIR_FILE: f'[[parties]]\ncity = "jp-minatogwa"\n[[parties]]\ncity = "{HOME}"\n[[sources]]\nid = "s1"\ntype = "news"\nurl = "https://news.example/1"'
    }
    assert [code for code, *_ in lint(files)] == ["SCR501"]


def test_misspelt_id_is_renamed(lint):
    files = {
        PAIR_FILE: None,
        pair(
            "jp-minatogaw", HOME
        ): f'[[parties]]\ncity = "{PARTNER}"\n[[parties]]\ncity = "{HOME}"\n[[sources]]\nid = "s1"\ntype = "news"\nurl = "https://news.example/1"',
    }
    (hit,) = lint(files, full=True)
    assert (hit.rule.code, hit.problem.help) == ("SCR203", f'rename it to "{PARTNER}--{HOME}"')


def test_turned_pair_beside_the_right_one_is_one_finding(lint):
    files = {pair(HOME, PARTNER): f'id = "{HOME}--{PARTNER}"'}
    assert [code for code, *_ in lint(files)] == ["SCR504"]


def test_local_ids_and_references(lint):
    files = {
        PAIR_FILE: """
[[agreements]]
id = "a"
type = "protocol"
supersedes = "b"
sources = ["s1", "s3"]
[[agreements]]
id = "a"
type = "protocol"
renews = "a"
[[history]]
date = "1988-05-20"
event = "established"
by = ["us-or-westview"]
[[exchanges]]
date = "1990"
mode = "virtual"
title = { en = "Songs" }
sources = ["s4"]
[[disputes]]
key = "since"
value = "1989"
sources = ["s2", "x"]
"""
    }
    assert sorted(route for *_, route, _ in lint(files, "SCR204")) == [
        ("agreements", 0, "sources", 1),
        ("agreements", 0, "supersedes"),
        ("agreements", 1, "id"),
        ("disputes", 0, "sources", 1),
        ("exchanges", 0, "sources", 0),
        ("history", 0, "by", 0),
    ]


def test_sources_say_for_which_party_they_speak(lint):
    source = '[[sources]]\nid = "s1"\ntype = "news"\nparty = "us-or-westview"\n[[sources]]\nid = "s1"\ntype = "news"'
    assert [route for *_, route, _ in lint({PAIR_FILE: source}, "SCR204")] == [
        ("sources", 1, "id"),
        ("sources", 0, "party"),
    ]
    act = '[[instruments]]\nbody = "council"\ninstrument = "resolution"\nsources = ["s9"]'
    assert lint({org(f"{HOME}-sister-cities"): act}) == [
        ("SCR204", f"{HOME}-sister-cities.toml", ("instruments", 0, "sources", 0), "error")
    ]


@pytest.mark.parametrize(
    ("record_id", "name"),
    [
        ("us-mo-st-louis", "Saint Louis"),
        ("us-or-sao-paulo", "São Paulo"),
        ("us-or-mount-angel", "Mt. Angel"),
        ("us-or-coeur-dalene", "Coeur d'Alene"),
    ],
)
def test_spellings_resemble_their_id(lint, record_id, name):
    state = record_id[3:5].upper()
    assert lint({city(record_id): town(name, subdivision=f'"US-{state}"')}, "SCR205") == []


def test_country_of_the_id(lint):
    assert [route for *_, route, _ in lint({city(PARTNER): 'country = "CN"'}, "SCR205")] == [("country",)]
    assert lint({city(PARTNER): 'country = "YU"'}, "SCR205") == []


def test_an_id_that_was_withdrawn_is_told_of_once(lint):
    tomb = 'schema = 1\nid = "us-or-gone"\nstatus = "withdrawn"\nwithdrawn = { reason = "other", date = "2026" }\n'
    again = town("Gone").replace("lat =", 'id = "us-or-gone"\nlat =')
    files = {city("us-or-gone"): tomb, city("us-or-again"): again}
    assert [code for code, *_ in lint(files)] == ["SCR207"]


def test_a_copy_left_beside_the_original_is_deleted(lint):
    path = city(HOME)
    (hit,) = lint({path.replace(".toml", " copy.toml"): WORLD[path]}, "SCR202", full=True)
    assert hit.problem.help == "delete this copy: nothing else stands in it"

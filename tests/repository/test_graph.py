"""What refers to what: found, former, withdrawn, unreadable, missing; pairs, ties, duplicates; the graph."""

import pytest

from screcords.repository.graph import network
from screcords.repository.load import load
from screcords.rules.world import CITY, ORG, OTHER_CITY, PARTNERSHIP, WORLD

PAIR = "jp-minatogawa--us-or-harborview"


def tombstone(record_id):
    return f'schema = 1\nid = "{record_id}"\nstatus = "withdrawn"\nwithdrawn = {{ reason = "other", date = "2026-03-01" }}\n'


def test_references(world):
    world.edit(CITY, 'wikidata = "Q990000001"\n', 'wikidata = "Q990000001"\nformer_ids = ["us-or-old-harbor"]\n')
    world.write("records/cities/us/o/us-or-taken-back.toml", tombstone("us-or-taken-back"))
    world.write("records/cities/us/o/us-or-broken.toml", "schema = ")
    repository = load(world.root)
    assert repository.resolve("cities", "us-or-harborview") == ("found", "us-or-harborview")
    assert repository.resolve("cities", "us-or-old-harbor") == ("former", "us-or-harborview")
    assert repository.resolve("cities", "us-or-taken-back") == ("withdrawn", "us-or-taken-back")
    assert repository.resolve("cities", "us-or-broken") == ("unreadable", "us-or-broken")
    assert repository.resolve("cities", "us-or-nowhere") == ("missing", "us-or-nowhere")
    assert repository.resolve("orgs", "us-or-harborview") == ("missing", "us-or-harborview")
    assert repository.resolve("partnerships", PAIR).state == "found"


def test_tombstones_are_no_records(world):
    world.write(CITY, tombstone("us-or-harborview"))
    repository = load(world.root)
    assert set(repository.cities) == {"jp-minatogawa"}
    assert repository.tombstones["cities"]["us-or-harborview"].withdrawn.reason == "other"
    assert len(repository.entries) == 4


def test_duplicates_are_kept_and_the_one_in_its_place_counts(world):
    elsewhere = "records/cities/us/a/us-or-a-copy.toml"
    world.write(elsewhere, WORLD[CITY].replace('en = "Harborview"', 'en = "Copy"'))
    repository = load(world.root)
    assert len(repository.entries) == 5
    assert repository.cities["us-or-harborview"].path == CITY
    assert [(first.path, second.path) for first, second in repository.duplicates] == [(CITY, elsewhere)]


def test_a_record_in_the_wrong_place_is_found_by_its_id(world):
    (world.root / CITY).rename(world.root / "records/cities/us/o/portland.toml")
    repository = load(world.root)
    assert repository.resolve("cities", "us-or-harborview").state == "found"
    assert repository.resolve("cities", "portland").state == "unreadable"


def test_pairs_do_not_depend_on_which_city_is_named_first(world):
    backwards = WORLD[PARTNERSHIP].replace(
        'id = "jp-minatogawa--us-or-harborview"', 'id = "us-or-harborview--jp-minatogawa"'
    )
    backwards = (
        backwards.replace('"jp-minatogawa"', '"?"')
        .replace('"us-or-harborview"', '"jp-minatogawa"')
        .replace('"?"', '"us-or-harborview"')
    )
    world.write("records/partnerships/us/o/us-or-harborview--jp-minatogawa.toml", backwards)
    repository = load(world.root)
    assert {pair: len(entries) for pair, entries in repository.pairs.items()} == {
        ("jp-minatogawa", "us-or-harborview"): 2
    }
    assert {city: len(entries) for city, entries in repository.ties.items()} == {
        "jp-minatogawa": 2,
        "us-or-harborview": 2,
    }


def test_indices_follow_when_a_file_turns_out_to_be_broken(world):
    repository = load(world.root)
    assert repository.pairs
    assert repository.ties
    for entry in repository.entries:
        if entry.path in {PARTNERSHIP, CITY}:
            entry.record = None
    repository.index()
    assert repository.pairs == {}
    assert repository.ties == {}
    assert repository.resolve("cities", "us-or-harborview").state == "unreadable"
    assert repository.resolve("partnerships", PAIR).state == "unreadable"


def test_documents_are_as_they_were_read(world):
    world.write(CITY, "schema = ")
    repository = load(world.root)
    world.write(CITY, "changed since")
    assert repository.document(CITY).data == b"schema = "
    assert repository.document(ORG).text == WORLD[ORG]
    assert repository.document("records/cities/strange.txt").data == b""
    (world.root / ORG).unlink()
    with pytest.raises(OSError):
        repository.document(ORG)


def test_the_graph(world):
    lonely = "records/cities/us/l/us-lonely.toml"
    world.write(lonely, WORLD[CITY].replace("us-or-harborview", "us-lonely"))
    graph = network(load(world.root))
    assert set(graph.nodes) == {"jp-minatogawa", "us-or-harborview", "us-lonely"}
    assert list(graph.edges) == [("jp-minatogawa", "us-or-harborview")] or list(graph.edges) == [
        ("us-or-harborview", "jp-minatogawa")
    ]
    assert graph.nodes["us-lonely"]["record"].name == {"en": "Harborview"}
    assert graph.edges["us-or-harborview", "jp-minatogawa"]["record"].id == PAIR
    world.write(OTHER_CITY, "schema = ")
    graph = network(load(world.root))
    assert set(graph.nodes) == {"us-or-harborview", "us-lonely"}
    assert not graph.edges

"""Whatever people have said beside or above anything in two records is still said in the one that they become."""

import re

import pytest
from test_merge import CITY_B, PAIR_B, TWIN, TWIN_PAIR, TWIN_PATH, write

from screcords.changes.merge import merge
from screcords.repository.load import load
from screcords.rules.world import CITY, PARTNERSHIP, WORLD

SWAPPED = "records/partnerships/us/o/us-or-harborview--jp-minatogawa.toml"
SWAPPED_ID = "us-or-harborview--jp-minatogawa"


def annotated(text, mark):
    """The text with a comment above and one beside each of its statements."""
    lines = []
    for number, line in enumerate(text.split("\n")):
        is_statement = "=" in line or line.startswith("[")
        lines += [f"# {mark}{number}a;", f"{line}  # {mark}{number}b;"] if is_statement else [line]
    return "\n".join(lines)


def said(texts):
    return sorted(re.findall(r"\w+;", "".join(texts)))


def both(world, collection, one, other):
    """Merge two files that are there; the texts before and after."""
    paths = list((world.root / "records").rglob("*.toml"))
    before = {path: path.read_text(encoding="utf-8") for path in paths}
    write(world.root, merge(load(world.root), collection, one, other))
    after = [path.read_text(encoding="utf-8") for path in (world.root / "records").rglob("*.toml")]
    assert said(after) == said(before.values())


@pytest.mark.parametrize(
    "other", [WORLD[PARTNERSHIP], WORLD[PARTNERSHIP].replace("1988", "1989")], ids=["same", "else"]
)
def test_of_partnerships(world, other):
    world.write(PARTNERSHIP, annotated(WORLD[PARTNERSHIP], "M"))
    world.write(SWAPPED, annotated(other.replace("jp-minatogawa--us-or-harborview", SWAPPED_ID), "T"))
    both(world, "partnerships", "jp-minatogawa--us-or-harborview", SWAPPED_ID)


def test_beside_what_they_were_about(world):
    text = WORLD[PARTNERSHIP].replace('[[sources]]\nid = "s2"', '# by phone\n[[sources]]  # KEEP\nid = "s2"')
    world.write(SWAPPED, text.replace("jp-minatogawa--us-or-harborview", SWAPPED_ID))
    write(world.root, merge(load(world.root), "partnerships", "jp-minatogawa--us-or-harborview", SWAPPED_ID))
    assert '# by phone\n# KEEP\n[[sources]]\nid = "s2"\n' in world.read(PARTNERSHIP)


def test_of_cities_and_the_partnerships_that_they_bring(world):
    world.write_all({CITY: annotated(WORLD[CITY], "M"), PARTNERSHIP: annotated(WORLD[PARTNERSHIP], "P")})
    world.write_all({TWIN_PATH: annotated(CITY_B, "T"), TWIN_PAIR: annotated(PAIR_B, "Q")})
    both(world, "cities", "us-or-harborview", TWIN)


@pytest.mark.parametrize(
    "more",
    [
        '# local;\naliases = ["Old Harbour"]  # ask;\nsame_as = ["Q990000009"]  # item;\n',
        'aliases = [\n    # above;\n    "Harborview",  # beside;\n    # end;\n]  # list;\n',
        '# why;\nsame_as = [\n    "Q990000001",  # beside;\n]\n',
        f'# next;\nsuccessors = [\n    "{TWIN}",  # itself;\n]  # after;\n',
        '# old;\nformer_ids = [\n    "us-or-x",  # former;\n    # end;\n]\n',
        '# by;\nprovenance = "wikidata"  # machine;\n',
    ],
    ids=["lists", "alias is the name", "same item", "itself", "former ids", "provenance"],
)
def test_of_what_the_survivor_no_longer_says(world, more):
    world.write(CITY, WORLD[CITY].replace("facts_from", f"{more}facts_from"))
    world.write(TWIN_PATH, CITY_B.replace('provenance = "wikidata"\n', ""))
    both(world, "cities", "us-or-harborview", TWIN)


def test_of_the_survivors_lists_stay_beside_them(world):
    world.write(CITY, WORLD[CITY].replace("facts_from", '# local\naliases = ["Harbour"]  # ask\nfacts_from'))
    world.write(TWIN_PATH, WORLD[CITY].replace("us-or-harborview", TWIN))
    write(world.root, merge(load(world.root), "cities", "us-or-harborview", TWIN))
    assert '# local\naliases = ["Harbour"]  # ask\n' in world.read(CITY)

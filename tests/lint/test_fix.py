"""Fixes to a fixpoint: together, in turn, refused where they do harm, and only where one asks."""

import tomllib

import pytest

from screcords.changes.edits import edits_of
from screcords.findings import Fix, Insert, Problem, SetValue, Severity
from screcords.lint import config
from screcords.lint.fix import fix
from screcords.model import schemas
from screcords.rules.world import CITY, ORG, OTHER_CITY, PARTNERSHIP, WORLD
from screcords.text.document import Document
from screcords.text.edit import apply

DAY = 20260601
PAIR = "jp-minatogawa--us-or-harborview"
SWAPPED = "records/partnerships/us/o/us-or-harborview--jp-minatogawa.toml"


@pytest.fixture
def mend(world):
    """Mend the world with `files` laid over it (None: no file); what is there afterwards, and how it went."""

    def run(files, *paths, unsafe=False, select=(), ignore=(), again=True):
        for path, text in files.items():
            if text is None:
                (world.root / path).unlink()
            else:
                world.write(path, text)
        selection = config.selection(config.Settings(), select, ignore)
        done = fix(world.root, selection, DAY, unsafe=unsafe, paths=paths)
        tree = {entry.path: world.read(entry.path) for entry in done.repository.entries if not entry.data}
        tree |= {path: data.decode() for path, data in done.changes.after.items() if data is not None}
        for path, data in done.changes.after.items():
            world.write(path, data) if data is not None else (world.root / path).unlink()
        if again and not paths:
            assert not fix(world.root, selection, DAY, unsafe=unsafe).changes
        return {path: world.read(path) for path in {*tree, *WORLD} if (world.root / path).exists()}, done

    return run


def remembered(text, old="us-or-harborview--jp-minatogawa"):
    """The text of a record that had another id once."""
    return text.replace("\n\n[[parties]]", f'\nformer_ids = ["{old}"]\n\n[[parties]]', 1)


def codes(done, severity=Severity.ERROR):
    return [hit.rule.code for hit in done.outcome.hits if hit.severity is severity]


def test_nothing_to_mend(mend):
    tree, done = mend({})
    assert tree == WORLD
    assert (done.fixed, done.refused, done.changes.paths()) == ({}, [], [])


def test_edits_of_several_rules_in_one_file_are_made_together(mend):
    text = WORLD[PARTNERSHIP].replace('kind = "sister"', 'kind="twin" # K').replace('"1988-05-20"', "1988-05-20 # S")
    text = text.replace("accessed", 'lang = ""\naccessed', 1).replace("\n", "\r\n")
    tree, done = mend({PARTNERSHIP: text})
    assert done.fixed.keys() == {"SCR003", "SCR004", "SCR007", "SCR105", "SCR106"}
    assert tree[PARTNERSHIP] == WORLD[PARTNERSHIP].replace('kind = "sister"', 'kind = "sister"  # K').replace(
        '"1988-05-20"', '"1988-05-20"  # S'
    )


def test_crlf_stays_where_line_ends_are_not_mended(mend):
    text = WORLD[PARTNERSHIP].replace('"sister"', '"twin"').replace("\n", "\r\n")
    tree, _ = mend({PARTNERSHIP: text}, ignore=("SCR003",))
    assert tree[PARTNERSHIP] == WORLD[PARTNERSHIP].replace("\n", "\r\n")


def test_byte_order_mark_and_what_it_hid(mend):
    text = "\ufeff" + WORLD[PARTNERSHIP].replace('"sister"', '"twin"').replace("active", "activ")
    tree, done = mend({PARTNERSHIP: text})
    assert done.fixed == {"SCR002": 1, "SCR106": 1}
    assert codes(done) == ["SCR106"]  # that a word is wrong was so before
    assert tree[PARTNERSHIP].startswith("schema")


def test_a_byte_order_mark_stays_where_it_is_not_asked_for(mend):
    text = "\ufeff" + WORLD[PARTNERSHIP]
    tree, done = mend({PARTNERSHIP: text}, ignore=("SCR002",))
    assert tree[PARTNERSHIP] == text
    assert done.fixed == {}


def test_files_that_lie_elsewhere_change_places(mend):
    a, b = WORLD[CITY], WORLD[OTHER_CITY]
    tree, done = mend({CITY: b, OTHER_CITY: a})
    assert tree == WORLD
    assert done.fixed == {"SCR010": 2}


def test_a_chain_of_files_moves_up(mend):
    def town(number):
        text = WORLD[CITY].replace("us-or-harborview", f"us-or-town-{number}").replace("Harborview", f"Town {number}")
        return text.replace("44.6368", f"4{number}.6").replace("Q990000001", f"Q99000001{number}")

    path = "records/cities/us/o/us-or-town-{}.toml".format
    tree, done = mend({path(1): town(2), path(2): town(3), path(3): town(4)})
    assert {path(n): tree.get(path(n)) for n in (1, 2, 3, 4)} == {path(1): None} | {path(n): town(n) for n in (2, 3, 4)}
    assert done.fixed == {"SCR010": 3}


def test_a_place_that_is_taken_is_said(mend):
    files = {SWAPPED: WORLD[PARTNERSHIP].replace(PAIR, "us-or-harborview--jp-minatogawa"), PARTNERSHIP: "schema = [\n"}
    _, done = mend(files)
    assert [(code, path) for code, path, _ in done.refused] == [("SCR203", SWAPPED)]
    assert "there is a file" in done.refused[0][2]


def test_a_renamed_record_takes_its_own_findings_along(mend):
    """An error in a file that moves is not taken for a new one."""
    text = WORLD[PARTNERSHIP].replace(PAIR, "us-or-harborview--jp-minatogawa").replace('since = "1988', 'since = "2088')
    tree, done = mend({PARTNERSHIP: None, SWAPPED: text})
    assert done.fixed == {"SCR203": 1}
    assert tree[PARTNERSHIP] == remembered(WORLD[PARTNERSHIP]).replace('since = "1988', 'since = "2088')
    assert codes(done) == ["SCR302"]


def test_references_follow_a_renamed_record(mend):
    swapped = "us-or-harborview--jp-minatogawa"
    org = WORLD[ORG].replace("[[sources]]", f'[[committees]]\npartnership = "{swapped}"  # ours\n\n[[sources]]')
    tree, done = mend({PARTNERSHIP: None, SWAPPED: WORLD[PARTNERSHIP].replace(PAIR, swapped), ORG: org}, SWAPPED)
    assert done.fixed == {"SCR203": 1}
    assert f'partnership = "{PAIR}"  # ours' in tree[ORG]


def test_a_bad_id_is_renamed_and_all_that_say_it(mend):
    bad = "us-or-Harborview"
    files = {path: text.replace("us-or-harborview", bad) for path, text in WORLD.items()}
    tree, done = mend(files)
    assert tree == WORLD
    assert codes(done) == []


def test_a_record_whose_id_alone_was_changed_is_renamed_where_one_asks(mend):
    """The others still name it as the name of its file does; what was meant, nobody knows for sure."""
    changed = {CITY: WORLD[CITY].replace("us-or-harborview", "us-or-harbor-view")}
    renamed = {
        path.replace(CITY, CITY.replace("harborview", "harbor-view")).replace(PAIR, PAIR.replace("orv", "or-v")): text
        for path, text in WORLD.items()
    }
    tree, done = mend(changed)
    assert (done.fixed, done.refused, codes(done)) == ({}, [], ["SCR010"])
    (hit,) = (hit for hit in done.outcome.hits if hit.rule.code == "SCR010")
    assert hit.problem.help.startswith('2 records name "us-or-harborview": if the id was changed on purpose, ')
    assert "`screcords lint --fix --unsafe`" in hit.problem.help
    tree, done = mend(changed, unsafe=True)
    assert (done.fixed, done.refused, codes(done)) == ({"SCR010": 1}, [], [])
    assert tree.keys() == renamed.keys()
    city = tomllib.loads(tree[CITY.replace("harborview", "harbor-view")])
    assert (city["id"], city["former_ids"]) == ("us-or-harbor-view", ["us-or-harborview"])
    assert tomllib.loads(tree[PARTNERSHIP.replace("harborview", "harbor-view")])["former_ids"] == [PAIR]
    assert tomllib.loads(tree[ORG])["city"] == "us-or-harbor-view"


def test_a_record_that_nothing_names_by_its_file_moves(mend):
    elsewhere = CITY.replace("harborview", "westview")
    tree, done = mend({CITY: None, elsewhere: WORLD[CITY]})
    assert (tree, done.fixed) == (WORLD, {"SCR010": 1})


def test_only_what_is_asked_for_is_mended(mend):
    spoilt = {path: WORLD[path].replace(" = ", "=") for path in (CITY, OTHER_CITY, PARTNERSHIP)}
    tree, done = mend(spoilt, CITY, "records/partnerships")
    assert tree[OTHER_CITY] == spoilt[OTHER_CITY]
    assert done.changes.paths() == [CITY, PARTNERSHIP]
    assert codes(done, Severity.WARNING) == []  # what is reported is about these paths only


def test_what_would_make_another_error_is_not_done_and_named(mend):
    """To say that it is superseded, as the history does, needs to say by what."""
    events = '[[history]]\ndate = "1988-05-20"\nevent = "established"\nkind = "sister"\nsources = ["s1"]\n\n'
    events += '[[history]]\ndate = "2007"\nevent = "transferred"\nby = ["jp-minatogawa"]\nsources = ["s1"]\n\n'
    text = WORLD[PARTNERSHIP].replace("[[sources]]", f"{events}[[sources]]", 1).replace("kind = ", "kind=")
    tree, done = mend({PARTNERSHIP: text})
    assert ("SCR305", PARTNERSHIP, f"it would bring in SCR513 in {PARTNERSHIP}") in done.refused
    assert tomllib.loads(tree[PARTNERSHIP])["status"] == "active"
    assert 'kind = "sister"' in tree[PARTNERSHIP]  # the rest is mended all the same


def spoiler(monkeypatch, *problems):
    """Let SCR012 say something of its own, with fixes that do harm."""
    from screcords.rules.registry import all_rules

    def check(document):
        yield from (problem for path, problem in problems if document.path == path and b"spoil" in document.data)

    rule = all_rules()["SCR012"]
    selection = config.selection(config.Settings())
    selection.rules["SCR012"] = rule._replace(check=check)
    monkeypatch.setattr(config, "selection", lambda *_a, **_k: selection)


def test_an_error_in_another_file_counts_too(mend, monkeypatch):
    fixes = Fix((SetValue(("city",), "us-or-nowhere"),))
    spoiler(monkeypatch, (ORG, Problem(("city",), "wrong", fix=fixes)))
    tree, done = mend({ORG: WORLD[ORG] + "# spoil\n", CITY: WORLD[CITY].replace(" = ", "=")}, again=False)
    assert done.refused == [("SCR012", ORG, f"it would bring in SCR501 in {ORG}")]
    assert tree[ORG] == WORLD[ORG] + "# spoil\n"
    assert tree[CITY] == WORLD[CITY]


def test_a_new_warning_counts_too(mend, monkeypatch):
    fixes = Fix((SetValue(("kind",), "project"),))
    spoiler(monkeypatch, (PARTNERSHIP, Problem(("kind",), "wrong", fix=fixes)))
    agreement = '[[agreements]]\nid = "sisters"\ntype = "sister-city-agreement"\nsigned = "1988-05-20"\n\n'
    text = WORLD[PARTNERSHIP].replace("[[sources]]", f"{agreement}[[sources]]", 1) + "# spoil\n"
    tree, done = mend({PARTNERSHIP: text}, again=False)
    assert done.refused == [("SCR012", PARTNERSHIP, f"it would bring in SCR605 in {PARTNERSHIP}")]
    assert tree[PARTNERSHIP] == text


def test_a_warning_in_place_of_an_error_is_progress(mend):
    more = '[[agreements]]\nid = "sisters"\ntype = "sister-city-agreement"\nsigned = "1988-05-20"\n\n'
    more += '[[history]]\ndate = "1988-05-20"\nevent = "established"\nkind = "friendship"\nsources = ["s1"]\n\n'
    tree, done = mend({PARTNERSHIP: WORLD[PARTNERSHIP].replace("[[sources]]", f"{more}[[sources]]", 1)})
    assert done.fixed == {"SCR305": 1}
    assert tomllib.loads(tree[PARTNERSHIP])["kind"] == "friendship"
    assert codes(done, Severity.WARNING) == ["SCR605"]


def test_a_rule_that_never_has_enough_comes_to_an_end(mend, monkeypatch):
    kinds = [Problem(("kind",), "no", fix=Fix((SetValue(("kind",), "sister"),)))]
    spoiler(monkeypatch, *[(PARTNERSHIP, problem) for problem in kinds])
    _, done = mend({PARTNERSHIP: WORLD[PARTNERSHIP] + "# spoil\n"}, again=False)
    assert done.refused == [("SCR012", PARTNERSHIP, "nothing would change")]


def test_fixes_of_one_key_wait_for_each_other(mend):
    text = WORLD[CITY].replace("Q990000001", " https://www.wikidata.org/wiki/Q990000001\u200b")
    tree, done = mend({CITY: text})
    assert tree[CITY] == WORLD[CITY]
    assert done.fixed.keys() >= {"SCR006", "SCR111"}


def test_a_committee_is_named_by_its_partnership(mend):
    org = WORLD[ORG].replace("[[sources]]", f'[[committees]]\npartnership = "{PAIR}"\n\n[[sources]]')
    several = '[\n    # first\n    "us-or-a",  # A\n    "us-or-z",  # Z\n    # last\n]'
    pair = WORLD[PARTNERSHIP].replace('["us-or-harborview-sister-cities"]', several)
    tree, _ = mend({ORG: org, PARTNERSHIP: pair}, select=("SCR509", "SCR004"))
    wanted = several.replace('    "us-or-z"', '    "us-or-harborview-sister-cities",\n    "us-or-z"')
    assert wanted in tree[PARTNERSHIP]


def test_former_ids_are_followed_everywhere_in_a_record(mend):
    city = WORLD[CITY].replace("facts_from", 'former_ids = ["us-or-old"]\nfacts_from')
    pair = WORLD[PARTNERSHIP].replace('us-or-harborview"', 'us-or-old"')
    old = "records/partnerships/jp/m/jp-minatogawa--us-or-old.toml"
    tree, done = mend({CITY: city, PARTNERSHIP: None, old: pair})
    assert done.fixed["SCR501"] == 1
    assert tree[PARTNERSHIP] == remembered(WORLD[PARTNERSHIP], "jp-minatogawa--us-or-old")
    assert codes(done) == []


def test_a_city_that_only_a_misspelt_partnership_names_stays(mend):
    pair = WORLD[PARTNERSHIP].replace('jp-minatogawa"\n', 'jp-minatgawa"\n')
    tree, _ = mend({PARTNERSHIP: pair}, unsafe=True, select=("SCR5",))
    assert tree == WORLD


def test_litter_goes(mend):
    litter = "records/cities/us/o/us-or-westview.toml"
    text = WORLD[CITY].replace("us-or-harborview", "us-or-westview").replace("Q990000001", "Q990000009")
    tree, done = mend({litter: text.replace("Harborview", "Westview")}, unsafe=True, select=("SCR511",))
    assert tree == WORLD
    assert done.fixed == {"SCR511": 1}


@pytest.mark.parametrize(
    "place",
    [
        "link",
        "records/partnerships/jp/m/{}.TOML",
        "records/{}.toml",
        "records/deals/{}.toml",
        "records/partnerships/jp/m/{}.toml~",
        "records/partnerships/jp/m/{}.toml.bak",
        "records/partnerships/jp/m/{}.toml.orig",
        "records/partnerships/jp/m/.{}.toml",
        "records/partnerships/jp/m/.{}.toml.swp",
        "records/partnerships/jp/m/#{}.toml#",
    ],
)
def test_a_city_stays_while_a_stray_may_speak_of_it(world, mend, tmp_path, place):
    (tmp_path / "outside").write_text(WORLD[PARTNERSHIP], encoding="utf-8")
    if place == "link":
        (world.root / PARTNERSHIP).unlink()
        (world.root / PARTNERSHIP).symlink_to(tmp_path / "outside")
        files = {}
    else:
        files = {PARTNERSHIP: None, place.format(PAIR): WORLD[PARTNERSHIP]}
    _, done = mend(files | {ORG: None}, unsafe=True, select=("SCR511",), again=False)
    assert done.changes.paths() == []


def test_a_city_goes_in_spite_of_what_an_editor_left(mend):
    litter = "records/cities/us/o/us-or-westview.toml"
    text = WORLD[CITY].replace("us-or-harborview", "us-or-westview").replace("Q990000001", "Q990000009")
    files = {
        litter: text.replace("Harborview", "Westview"),
        f"{PARTNERSHIP}~": "",
        "records/partnerships/jp/m/.DS_Store": "",
    }
    _, done = mend(files, unsafe=True, select=("SCR511",))
    assert done.changes.paths() == [litter]


def test_an_id_that_makes_no_path_is_said(mend):
    """A number for an id becomes a text, which is no id that a file could be named after."""
    text = WORLD[CITY].replace('"us-or-harborview"', "17").replace('"Harborview"', '"Elsewhere"')
    tree, done = mend({CITY: text, ORG: WORLD[ORG].replace(" = ", "=")}, unsafe=True)
    assert tree.keys() == WORLD.keys()
    assert tree[ORG] == WORLD[ORG]
    assert ("SCR010", CITY, "another file is in that place, or the id makes no path") in done.refused


CITY_TEXT = 'schema = 1\nsame_as = {}\n\n[name]\nen = "A"\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[]", '["Q3"]'),
        ('["Q1"]', '["Q1", "Q3"]'),
        ('["Q1", "Q2"]  # all', '["Q1", "Q2", "Q3"]  # all'),
        ('[\n    "Q1",  # one\n]', '[\n    "Q1",  # one\n    "Q3",\n]'),
        ('[\n    "Q1"  # one, two\n]', '[\n    "Q1",  # one, two\n    "Q3",\n]'),
        ('[\n  "Q1" ]', '[\n  "Q1",  "Q3"]'),
        ("[ # none\n  # here\n]", '[ # none\n    "Q3",\n  # here\n]'),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_adding_to_lists(before, after, line_end):
    document = Document(CITY, CITY_TEXT.replace("{}", before).replace("\n", line_end).encode())
    edits = edits_of(document, Insert(("same_as", 9), "Q3"), schemas.layout("cities"))
    result = apply(document.text, edits)
    data = tomllib.loads(result)
    assert data["same_as"] == [*tomllib.loads(document.text)["same_as"], "Q3"]
    assert result == CITY_TEXT.replace("{}", after).replace("\n", line_end)


@pytest.mark.parametrize(("wrong", "right"), [("CittÃ\u00a0 Nuova", "Città Nuova"), ("Å\u0081Ã³dÅº", "Łódź")])
def test_half_of_a_mangled_letter_is_no_hidden_character(mend, wrong, right):
    text = WORLD[CITY] + f'it = "{wrong}"\n'
    tree, done = mend({CITY: text})
    assert tree[CITY] == text
    assert codes(done) == ["SCR008"]
    tree, done = mend({CITY: text}, unsafe=True)
    assert f'it = "{right}"' in tree[CITY]
    assert codes(done) == []


def test_a_mangled_comment_is_not_robbed_of_its_letters(mend):
    text = WORLD[CITY].replace("\n[name]", "\n# CittÃ\u00a0 Nuova\n[name]")
    tree, done = mend({CITY: text}, unsafe=True)
    assert tree[CITY] == text
    assert codes(done) == ["SCR006"]


def committee(number):
    """An organisation of Harborview with a committee for the pair."""
    text = WORLD[ORG].replace("us-or-harborview-sister-cities", f"us-or-friends-{number:02}")
    text = text.replace("Harborview Sister Cities", f"Friends {number}").replace("www.harborview-", f"www{number}.")
    return text.replace("[[sources]]", f'[[committees]]\npartnership = "{PAIR}"\n\n[[sources]]')


@pytest.mark.parametrize("there", ["", "orgs = []\n", 'orgs = ["us-or-harborview-sister-cities"]\n'])
@pytest.mark.parametrize("number", [1, 16])
def test_several_committees_are_named_and_nothing_is_said_to_be_left(mend, there, number):
    orgs = {f"records/orgs/us/o/us-or-friends-{n:02}.toml": committee(n) for n in range(number)}
    pair = WORLD[PARTNERSHIP].replace('orgs = ["us-or-harborview-sister-cities"]\n', there)
    tree, done = mend(orgs | {PARTNERSHIP: pair}, select=("SCR5", "SCR0", "SCR1"))
    assert done.refused == []
    assert done.fixed["SCR509"] == number
    named = tomllib.loads(tree[PARTNERSHIP])["parties"][1]["orgs"]
    assert named == [*(f"us-or-friends-{n:02}" for n in range(number)), *tomllib.loads(there or "orgs = []")["orgs"]]


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("1988-05-20T00:00:00", "1988-05-20"),
        ("1988-05-20T00:00:00Z", "1988-05-20"),
        ("1988-05-20 00:00:00+00:00", "1988-05-20"),
        ("1988-05-20T07:32:00", None),
    ],
)
def test_midnight_is_a_day(mend, line, mended):
    tree, _ = mend({PARTNERSHIP: WORLD[PARTNERSHIP].replace('"1988-05-20"', line)})
    assert f'since = "{mended}"' in tree[PARTNERSHIP] if mended else "07:32:00" in tree[PARTNERSHIP]


@pytest.mark.parametrize(
    ("before", "after"),
    [("One.[1]\n\nTwo.", "One.\n\nTwo."), ("One.\n[1]\n\nTwo  words.", "One.\n\nTwo words."), ("A  b\nc", "A b\nc")],
)
def test_paragraphs_stay(mend, before, after):
    start = WORLD[PARTNERSHIP].replace("\n[[parties]]", '\n[summary]\nen = """\n{}"""\n\n[[parties]]', 1)
    tree, _ = mend({PARTNERSHIP: start.replace("{}", before)}, unsafe=True)
    assert tomllib.loads(tree[PARTNERSHIP])["summary"]["en"] == after


@pytest.mark.parametrize(("before", "after"), [("ST. JOHN'S", "St. John's"), ("PORTO D'ASCOLI", "Porto D'Ascoli")])
def test_capitals(mend, before, after):
    tree, _ = mend({CITY: WORLD[CITY].replace("Harborview", before)}, unsafe=True, select=("SCR012",))
    assert tomllib.loads(tree[CITY])["name"]["en"] == after


PLACEHOLDERS = 'languages = [ "-", # one\n  "de", # two\n  "TODO" # three\n, "en" ]\n'


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_comments_on_what_goes_are_about_nothing_else(mend, line_end):
    text = WORLD[ORG].replace("verified", f"{PLACEHOLDERS}verified").replace("\n", line_end)
    tree, _ = mend({ORG: text}, select=("SCR007",))
    assert tree[ORG].count(line_end) == tree[ORG].count("\n")
    lines = tree[ORG].replace("\r", "")
    assert "\n# one\n# three\nlanguages = [" in lines
    assert '"de", # two\n' in lines
    assert tomllib.loads(lines)["languages"] == ["de", "en"]


def test_what_was_said_about_a_key_that_goes_is_not_said_about_the_next(mend):
    text = WORLD[PARTNERSHIP].replace("accessed", '  publisher = "TODO" # who?\naccessed', 1)
    tree, _ = mend({PARTNERSHIP: text}, select=("SCR007",))
    assert "\n# who?\n\naccessed" in tree[PARTNERSHIP]


def test_an_id_that_a_record_gets_back_is_its_former_one_no_longer(mend):
    old = 'id = "us-or-Harborview"\nformer_ids = [\n  "us-or-harborview", # before Ann\n]'
    tree, done = mend({CITY: WORLD[CITY].replace('id = "us-or-harborview"', old)})
    assert codes(done) == []
    assert "former_ids" not in tree[CITY]
    assert "# before Ann\n" in tree[CITY]


def test_a_swapped_pair_gets_its_id_back(mend):
    swapped = remembered(WORLD[PARTNERSHIP], PAIR).replace(f'id = "{PAIR}"', 'id = "us-or-harborview--jp-minatogawa"')
    tree, done = mend({PARTNERSHIP: None, SWAPPED: swapped})
    assert codes(done) == []
    assert PARTNERSHIP in tree
    assert f'former_ids = ["{PAIR}"]' not in tree[PARTNERSHIP]


def test_what_was_said_in_a_list_without_former_ids_stays(mend):
    swapped = remembered(WORLD[PARTNERSHIP]).replace('["us-or-harborview--jp-minatogawa"]', "[\n  # ask Ann\n] # x")
    swapped = swapped.replace(f'id = "{PAIR}"', 'id = "us-or-harborview--jp-minatogawa"')
    tree, _ = mend({PARTNERSHIP: None, SWAPPED: swapped})
    assert "# ask Ann\n" in tree[PARTNERSHIP]
    assert '"us-or-harborview--jp-minatogawa"' in tree[PARTNERSHIP]


def test_what_was_said_in_a_value_stays_when_another_is_written(mend):
    tree, _ = mend({CITY: WORLD[CITY].replace("schema = 1", "schema = [ # why\n 1 ]")})
    assert tree[CITY] == f"# why\n{WORLD[CITY]}"


TOMBSTONE = f'schema = 1\nid = "{PAIR}"\nstatus = "withdrawn"\n'
REASON = '{ reason = "not-a-partnership", date = "2026-01-15" }'


def test_a_misspelt_tombstone_gets_nothing_that_was_never_said(mend):
    tree, done = mend({PARTNERSHIP: f"{TOMBSTONE}withdrawx = {REASON}\n", ORG: None}, unsafe=True, select=("SCR1",))
    assert codes(done) == []
    assert tree[PARTNERSHIP] == f"{TOMBSTONE}withdrawn = {REASON}\n"


@pytest.mark.parametrize("path", [CITY, ORG, PARTNERSHIP])
def test_of_a_tombstone_without_its_reason_that_alone_is_missing(mend, path):
    text = TOMBSTONE.replace(PAIR, path.rpartition("/")[2].removesuffix(".toml"))
    tree, done = mend({path: text}, unsafe=True, select=("SCR1",), again=False)
    assert tree[path] == text
    assert codes(done) == ["SCR102"]
    assert [hit.problem.route for hit in done.outcome.hits] == [("status",)]

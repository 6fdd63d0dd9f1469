"""The stages of a run: one cause is one finding, a crash stays where it is, and paths choose only what is shown."""

import gc
import weakref
from pathlib import Path

import pytest

from screcords.lint import config, run
from screcords.repository.load import load
from screcords.rules.registry import all_rules
from screcords.rules.world import CITY, ORG, OTHER_CITY, PARTNERSHIP, WORLD

HIDDEN = "\u200b"


def where(found):
    return {(finding["path"], finding["code"]) for finding in found}


# One cause, one finding

BREAKS = {
    "syntax": ("schema = 1", "schema = "),
    "encoding": ("schema = 1", "\ufeffschema = 1"),
    "unsafe": ("schema = 1", "schema = " + "[" * 100 + "]" * 100),
    "version": ("schema = 1", "schema = 2"),
    "unknown key": ("schema = 1", 'schema = 1\nmayor_name = "x y"'),
    "missing key": ("schema = 1\n", ""),
    "hidden character": ('en = "', f'en = "{HIDDEN}'),
}
"""How a file is broken: what stands in it, and what takes its place."""

FEATURES = Path(__file__).parents[1] / "golden" / "features"
FILES = sorted(path.relative_to(FEATURES).as_posix() for path in FEATURES.rglob("*.toml"))


@pytest.mark.parametrize("how", BREAKS)
def test_a_broken_file_is_reported_there_and_nowhere_else(features, findings, how):
    """Each file in turn: cities, organisations and partnerships that others refer to in every way."""
    clean = where(findings(features, "--advice"))
    for path in FILES:
        text = features.read(path)
        broken = text.replace(*BREAKS[how])
        if broken == text:
            continue
        features.write(path, broken)
        found = findings(features, "--advice")
        features.write(path, text)
        own = [finding for finding in found if finding["path"] == path and finding["severity"] == "error"]
        assert own, path
        elsewhere = {place for place in where(found) if place[0] != path}
        assert elsewhere <= clean, path
        assert not [finding for finding in found if finding["code"] == "SCR999"]


def test_there_is_something_to_break():
    assert len(FILES) == 32
    assert {path.split("/")[1] for path in FILES} == {"cities", "orgs", "partnerships"}


def test_all_files_broken_at_once(features, findings):
    for path in FILES:
        features.write(path, "schema = ")
    assert sorted((finding["path"], finding["code"]) for finding in findings(features)) == [
        (path, "SCR001") for path in FILES
    ]


def test_a_missing_city_is_reported_where_it_is_named(world, findings):
    (world.root / CITY).unlink()
    assert where(findings(world)) == {(ORG, "SCR501"), (PARTNERSHIP, "SCR501")}


@pytest.mark.parametrize("path", [CITY, ORG, PARTNERSHIP])
def test_a_record_under_the_wrong_id_is_one_mistake(world, findings, path):
    """What names the record by the id that its file promises is not to blame."""
    name = path.rpartition("/")[2].removesuffix(".toml")
    other = name.replace("harborview", "harborvieu")
    world.write(path, world.read(path).replace(f'id = "{name}"', f'id = "{other}"'))
    found = findings(world, "--advice")
    assert {finding["path"] for finding in found} == {path}
    assert "SCR010" in {finding["code"] for finding in found}
    assert len([finding for finding in found if finding["severity"] == "error"]) <= 2


def test_a_misspelt_key_is_one_mistake(world, findings):
    world.edit(PARTNERSHIP, 'kind = "sister"', 'kidn = "sister"')
    assert [finding["code"] for finding in findings(world)] == ["SCR103"]


def test_several_mistakes_of_one_file_are_all_reported(world, findings):
    world.edit(CITY, 'wikidata = "Q990000001"', 'wikidata = "Q0"\nunlocode = 5\nmayor = "x"\nvalid = "1988-02-30/.."')
    found = {(finding["code"], finding["line"]) for finding in findings(world) if finding["severity"] == "error"}
    assert found == {("SCR111", 8), ("SCR104", 9), ("SCR103", 10), ("SCR301", 11)}


@pytest.mark.parametrize(
    ("old", "new", "code", "column"),
    [
        ("schema = 1", "schema = 1.0", "SCR101", 10), ("lat = 44.6368", "lat = nan", "SCR112", 7), ("lat = 44.6368", "lat = -inf", "SCR112", 7),
        ('id = "us-or-harborview"', 'id = "us-or-harborview\\n"', "SCR006", 6), ('wikidata = "Q990000001"', 'wikidata = "Q1\\n"', "SCR006", 12),
        ("lat = 44.6368", "lat = 1988-05-20", "SCR105", 7), ('level = "municipality"', "level = 07:32:00", "SCR105", 9),
        ('wikidata = "Q990000001"', "geonames = 5.0", "SCR104", 12), ('wikidata = "Q990000001"', "geonames = 99999999999999999999", "SCR111", 12),
    ],
)  # fmt: skip
def test_values_that_validators_differ_about_are_reported_in_their_place(world, findings, old, new, code, column):  # noqa: PLR0917
    world.edit(CITY, old, new)
    found = [finding for finding in findings(world) if finding["severity"] == "error"]
    assert [(finding["code"], finding["column"]) for finding in found] == [(code, column)]
    assert found[0]["message"]
    assert "Expected" not in found[0]["message"]


# Crashes


@pytest.fixture
def crashing(monkeypatch):
    """Makes a rule crash, after it has yielded what it finds."""

    def crash(code, error=None, when=bool):
        rule = all_rules()[code]

        def check(subject, *context):
            yield from rule.check(subject, *context)
            if when(subject):
                raise error or RuntimeError("something\nwent \x1b[31mwrong")

        monkeypatch.setitem(all_rules(), code, rule._replace(check=check))

    return crash


def test_a_rule_that_crashes_is_reported_for_each_record_and_the_others_go_on(world, lint, findings, crashing):
    world.edit(PARTNERSHIP, 'verified = "2025-11-02"', 'verified = "2025-11-02"\nuntil = "1970"')
    before = where(findings(world))
    assert before
    crashing("SCR407")
    found = findings(world)
    assert where(found) == before | {(CITY, "SCR999"), (OTHER_CITY, "SCR999")}
    crash = next(finding for finding in found if finding["code"] == "SCR999")
    assert crash["name"] == "internal-error"
    assert crash["severity"] == "error"
    assert "SCR407" in crash["message"]
    assert "RuntimeError" in crash["message"]
    done = lint(world)
    assert done.code == 3
    assert done.err == ""
    assert "\x1b" not in done.out
    assert "Traceback" not in done.out
    assert "please report" in done.out


def test_a_crash_for_one_record_leaves_the_rule_at_work_for_others(world, findings, crashing):
    for path in (CITY, OTHER_CITY):
        world.write(
            path, "".join(line for line in WORLD[path].splitlines(keepends=True) if not line.startswith("wikidata"))
        )
    crashing("SCR407", when=lambda city: city.id == "jp-minatogawa")
    assert where(findings(world, "--select", "SCR407")) == {
        (CITY, "SCR407"),
        (OTHER_CITY, "SCR407"),
        (OTHER_CITY, "SCR999"),
    }


@pytest.mark.parametrize(
    "error", [RecursionError("deep"), MemoryError(), KeyError("x"), StopIteration(), AssertionError()]
)
def test_whatever_a_rule_raises(world, lint, crashing, error):
    crashing("SCR407", error)
    done = lint(world)
    assert done.code == 3
    assert done.out.count("error[SCR999]") == 2


def test_a_rule_about_files_that_crashes(world, lint, findings, crashing):
    world.edit(CITY, 'level = "municipality"', 'level="municipality"')
    assert {code for _, code in where(findings(world))} == {"SCR004"}
    crashing("SCR005")
    assert where(findings(world)) == {(CITY, "SCR004"), (CITY, "SCR999")}
    assert lint(world).code == 3


def test_a_rule_about_the_repository_that_crashes_says_so_once(world, lint, findings, crashing):
    crashing("SCR501")
    found = findings(world)
    assert where(found) == {("records", "SCR999")}
    assert (found[0]["line"], found[0]["column"]) == (1, 1)
    assert lint(world).code == 3


def test_rules_that_explain_and_crash(world, findings, crashing):
    world.edit(CITY, 'wikidata = "Q990000001"', 'wikidata = "Q0"')
    crashing("SCR111")
    assert where(findings(world)) == {(CITY, "SCR111"), (CITY, "SCR999")}
    world.write(CITY, "schema = ")
    crashing("SCR001")
    assert where(findings(world)) == {(CITY, "SCR001"), (CITY, "SCR999")}


def test_a_crash_is_shown_wherever_one_looks(world, lint, crashing):
    crashing("SCR407")
    assert lint(world, world.root / ORG).code == 3


def test_a_run_that_is_stopped_says_so(world, lint, crashing):
    crashing("SCR407", KeyboardInterrupt())
    done = lint(world)
    assert done.code == 130
    assert done.err.strip() == "stopped"


# Paths


@pytest.fixture
def faulty(features):
    """A repository with findings of all kinds in many files."""
    features.write("records/cities/us/o/us-or-harborview.toml~", "x")
    features.edit("records/cities/jp/m/jp-minatogawa.toml", 'en = "Minatogawa"', 'en = "Minatogawa\u200b"')
    features.edit("records/cities/th/b/th-ban-fa.toml", "schema = 1", "schema = ")
    features.edit("records/orgs/us/s/us-sister-states.toml", 'kind = "national-association"', 'kind = "club"')
    features.edit(
        "records/partnerships/de/n/de-neuental--us-or-harborview.toml",
        'since = "2010-06-01"',
        'since = "2010-06-01"\nuntil = "1999"',
    )
    features.write("records/cities/us/o/us-or-copy.toml", features.read("records/cities/us/o/us-or-harborview.toml"))
    return features


def test_paths_choose_only_what_is_reported(faulty, findings):
    everything = findings(faulty, "--advice")
    paths = {finding["path"] for finding in everything}
    assert len(paths) >= 6
    for path in paths:
        shown = findings(faulty, "--advice", faulty.root / path)
        assert shown == [finding for finding in everything if finding["path"] == path]
    clean = faulty.root / "records/cities/it/n/it-nessuno.toml"
    assert findings(faulty, clean) == []


def test_folders_choose_what_lies_in_them(faulty, findings):
    everything = findings(faulty, "--advice")
    for folder in ("records/cities", "records/cities/us", "records/partnerships/", "records/orgs/us/s"):
        expected = [finding for finding in everything if finding["path"].startswith(folder.rstrip("/") + "/")]
        assert expected
        assert findings(faulty, "--advice", faulty.root / folder) == expected
    assert findings(faulty, "--advice", faulty.root) == everything
    assert findings(faulty, "--advice", faulty.root / "records") == everything


def test_a_folder_whose_name_begins_another_is_not_that_one(faulty, findings):
    faulty.write("records/cities/u/o/x.toml", "schema = ")
    assert {finding["path"] for finding in findings(faulty, faulty.root / "records/cities/u")} == {
        "records/cities/u/o/x.toml"
    }


def test_several_paths(faulty, findings):
    everything = findings(faulty)
    two = sorted({finding["path"] for finding in everything})[:2]
    assert findings(faulty, *(faulty.root / path for path in two)) == [f for f in everything if f["path"] in two]


def test_paths_may_be_relative_and_the_repository_is_found_above_them(world, screcords, monkeypatch):
    world.write(CITY, "schema = ")
    monkeypatch.chdir(world.root / "records/cities/us")
    done = screcords("lint", "o/us-or-harborview.toml", "--as-of", "2026-06-01")
    assert done.code == 1
    assert f"{CITY}:1:10: error[SCR001]" in done.out
    assert screcords("lint", "../jp", "--as-of", "2026-06-01").code == 0


def test_the_summary_says_that_only_paths_were_asked_about(faulty, lint):
    done = lint(faulty, faulty.root / "records/cities/it")
    assert "0 errors, 0 warnings in the paths named" in done.out
    assert done.code == 0
    assert "33 records" in done.out


def test_order_and_repetition(faulty, findings):
    """By collection, path and place; and the same every time."""
    found = findings(faulty, "--advice")
    collections = ["cities", "orgs", "partnerships"]
    keys = [(collections.index(f["path"].split("/")[1]), f["path"], f["line"], f["column"]) for f in found]
    assert keys == sorted(keys)
    assert findings(faulty, "--advice") == found


def test_a_run_holds_nothing_back(world):
    """What refers to itself is only freed by looking for it, which at the end of a check costs a tenth of its time."""
    selection = config.selection(config.read(world.root), (), (), advice=False, base=False)
    repository = load(world.root)
    gone = weakref.ref(repository)
    gc.disable()
    try:
        run.run(repository, selection, 20260601)
        del repository
        assert gone() is None
    finally:
        gc.enable()

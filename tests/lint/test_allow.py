"""Exceptions: they silence one rule in one record, and are reported once nobody needs them."""

import pytest

from screcords.rules.registry import all_rules
from screcords.rules.world import CITY, OTHER_CITY, PARTNERSHIP, WORLD

LATE = 'verified = "2025-11-02"\nuntil = "1970"'


def allow(*codes):
    return "".join(f'\n[[allow]]\nrule = "{code}"\nreason = "The council says so."\n' for code in codes)


def where(found):
    return {(finding["path"], finding["code"]) for finding in found}


@pytest.fixture
def ended(world):
    """A partnership that ends before it starts, and is active all the same: SCR306 and SCR307."""
    world.edit(PARTNERSHIP, 'verified = "2025-11-02"', 'until = "1970"\nverified = "2025-11-02"')
    return world


def add(folder, path, text):
    folder.write(path, folder.read(path) + text)


def test_an_exception_silences_one_rule(ended, findings):
    assert where(findings(ended)) == {(PARTNERSHIP, "SCR306"), (PARTNERSHIP, "SCR307")}
    add(ended, PARTNERSHIP, allow("SCR307"))
    assert where(findings(ended)) == {(PARTNERSHIP, "SCR306")}


def test_an_exception_counts_in_its_own_record_only(ended, findings):
    add(ended, OTHER_CITY, allow("SCR307"))
    found = findings(ended)
    assert (PARTNERSHIP, "SCR307") in where(found)
    assert (OTHER_CITY, "SCR013") in where(found)


def test_advice_too_can_be_allowed(world, findings, lint):
    world.edit(CITY, 'wikidata = "Q990000001"\n', "")
    assert "SCR407" in lint(world).out
    add(world, CITY, allow("SCR407"))
    done = lint(world, "--strict")
    assert done.code == 0
    assert "of advice" not in done.out
    assert findings(world, "--select", "SCR407") == []


def test_an_exception_that_is_not_needed_is_a_warning(world, findings, lint):
    add(world, PARTNERSHIP, allow("SCR306", "SCR307"))
    found = findings(world)
    lines = world.read(PARTNERSHIP).splitlines()
    assert [(f["code"], lines[f["line"] - 1]) for f in found] == [
        ("SCR013", 'rule = "SCR306"'),
        ("SCR013", 'rule = "SCR307"'),
    ]
    assert lint(world).code == 0
    assert lint(world, "--strict").code == 1


def test_the_ratchet_turns_when_the_cause_goes(ended, findings):
    add(ended, PARTNERSHIP, allow("SCR306", "SCR307"))
    assert findings(ended) == []
    ended.edit(PARTNERSHIP, 'until = "1970"\n', "")
    assert [finding["code"] for finding in findings(ended)] == ["SCR013", "SCR013"]


@pytest.mark.parametrize("arguments", [("--ignore", "SCR307"), ("--select", "SCR013"), ("--select", "SCR0")])
def test_an_exception_for_a_rule_that_did_not_run_is_left_alone(world, findings, arguments):
    add(world, PARTNERSHIP, allow("SCR307"))
    assert findings(world, *arguments) == []


def test_an_exception_for_no_rule_at_all(world, findings):
    add(world, PARTNERSHIP, allow("SCR370"))
    (found,) = findings(world)
    assert found["code"] == "SCR013"
    assert found["message"] == 'there is no rule "SCR370"'
    assert "SCR3" in found["help"]


def test_an_exception_needs_a_reason(world, findings):
    add(world, PARTNERSHIP, '\n[[allow]]\nrule = "SCR307"\n')
    assert [finding["code"] for finding in findings(world)] == ["SCR102"]


@pytest.mark.parametrize(
    "how", [("schema = 1", "schema = 2"), ('en = "Harborview"', 'en = "Harbor\u200bview"'), ("schema = 1", "schema = ")]
)
def test_exceptions_of_a_broken_record_are_not_judged(world, findings, how):
    """The rule could not look at the record: that is the one cause, and it is reported already."""
    add(world, CITY, allow("SCR407"))
    world.edit(CITY, *how)
    found = findings(world)
    assert len(found) == 1
    assert found[0]["severity"] == "error"


def test_exceptions_are_not_judged_while_what_they_depend_on_is_broken(world, findings):
    """Two towns on a river: the exception is needed again as soon as the other town can be read."""
    near = WORLD[OTHER_CITY].replace("lat = 34.6851", "lat = 44.6400").replace("lon = 135.1684", "lon = -124.0535")
    near = (
        near.replace('country = "JP"', 'country = "US"')
        .replace("jp-minatogawa", "us-minatogawa")
        .replace('ja = "湊川市"\n', "")
    )
    (world.root / OTHER_CITY).unlink()
    world.write("records/cities/us/m/us-minatogawa.toml", near)
    (world.root / PARTNERSHIP).unlink()
    pair = "records/partnerships/us/m/us-minatogawa--us-or-harborview.toml"
    world.write(pair, WORLD[PARTNERSHIP].replace("jp-minatogawa", "us-minatogawa") + allow("SCR507"))
    assert "SCR013" not in {finding["code"] for finding in findings(world)}
    world.edit("records/cities/us/m/us-minatogawa.toml", "schema = 1", "schema = ")
    assert [(f["path"], f["code"]) for f in findings(world) if f["severity"] != "advice"] == [
        ("records/cities/us/m/us-minatogawa.toml", "SCR001")
    ]


def test_exceptions_for_a_rule_that_crashed_are_not_judged(world, findings, monkeypatch):
    def crash(record):
        raise RuntimeError
        yield

    monkeypatch.setitem(all_rules(), "SCR306", all_rules()["SCR306"]._replace(check=crash, needs=()))
    add(world, PARTNERSHIP, allow("SCR306"))
    assert where(findings(world)) == {(PARTNERSHIP, "SCR999")}


def test_unused_exceptions_follow_the_paths_that_are_asked_about(world, findings):
    add(world, PARTNERSHIP, allow("SCR307"))
    assert findings(world, world.root / CITY) == []
    assert where(findings(world, world.root / PARTNERSHIP)) == {(PARTNERSHIP, "SCR013")}


def test_an_exception_that_is_made_twice_is_needed_once(ended, findings, lint):
    add(ended, PARTNERSHIP, allow("SCR307", "SCR306", "SCR307"))
    (found,) = findings(ended)
    assert (found["code"], found["message"]) == ("SCR013", "SCR307 is excepted twice in this record")
    assert lint(ended, "--fix").code == 0
    assert ended.read(PARTNERSHIP).count('rule = "SCR307"') == 1
    assert findings(ended) == []


def test_an_exception_that_is_made_twice_and_not_needed_goes_altogether(world, findings, lint):
    add(world, PARTNERSHIP, allow("SCR307", "SCR307"))
    assert [found["code"] for found in findings(world)] == ["SCR013", "SCR013"]
    lint(world, "--fix")
    assert "allow" not in world.read(PARTNERSHIP)

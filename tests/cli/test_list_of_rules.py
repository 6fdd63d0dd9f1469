"""`screcords rules` and `explain`: what there is to know about a rule, for people and for programs."""

import json

import pytest

from screcords.rules.page import page
from screcords.rules.registry import all_rules

KEYS = {"code", "name", "severity", "seed_severity", "family", "fix", "title", "needs"}


def test_all_rules_for_programs(screcords):
    listed = json.loads(screcords("rules", "--format", "json").out)
    assert [rule["code"] for rule in listed] == list(all_rules())
    for rule in listed:
        assert set(rule) == KEYS
        own = all_rules()[rule["code"]]
        assert (rule["name"], rule["severity"], rule["seed_severity"]) == (
            own.name,
            own.severity.value,
            own.seed_severity.value,
        )
        assert rule["fix"] in {None, "safe", "unsafe", "safe or unsafe", "rename"}
        assert rule["needs"] == list(own.needs)


@pytest.mark.parametrize("form", ["text", "json"])
def test_selectors(screcords, form):
    def codes(*selectors):
        out = screcords("rules", *selectors, "--format", form).out
        return [rule["code"] for rule in json.loads(out)] if form == "json" else [line[:6] for line in out.splitlines()]

    assert codes("SCR103", "scr10") == [code for code in all_rules() if code.startswith("SCR10")]
    assert codes("SCR307") == ["SCR307"]
    assert codes("unknown-key") == ["SCR103"]
    assert codes("Dates", "bad-enum") == [
        code for code, rule in all_rules().items() if rule.family == "dates" or code == "SCR106"
    ]


@pytest.mark.parametrize("word", ["", " ", "SCR99", "no-such-rule"])
def test_what_names_no_rule(screcords, word):
    assert screcords("rules", word).code == 2


@pytest.mark.parametrize("word", ["SCR3", "scr30", "dates"])
def test_what_names_several_rules_is_led_to_their_list(screcords, word):
    done = screcords("explain", word)
    assert (done.code, done.out) == (2, "")
    assert f"`screcords rules {word}` lists them" in done.err


def test_a_selector_that_names_nothing(screcords):
    done = screcords("rules", "SCR99", "--format", "json")
    assert (done.code, done.out) == (2, "")
    assert "there is no rule" in done.err


def test_the_page_says_how_to_mend_and_how_to_allow():
    for rule in all_rules().values():
        mending = page(rule).split("## Mending\n\n")[1].split("## Exceptions\n\n")
        assert ("--fix" in mending[0]) == bool(rule.fix)
        assert ("--unsafe" in mending[0]) == ("unsafe" in rule.fix)
        assert f'rule = "{rule.code}"' in mending[1] or "There are none" in mending[1]


def test_the_page_is_what_explain_shows(screcords):
    assert screcords("explain", "bad-enum").out == page(all_rules()["SCR106"])

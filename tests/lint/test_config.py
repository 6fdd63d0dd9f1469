"""Settings and flags: which rules run, how much they weigh, and what is said of settings that cannot be used."""

import re

import pytest

from screcords.findings import Severity
from screcords.lint import config
from screcords.lint.config import Settings, SettingsError, selection, unknown_rule
from screcords.rules.registry import all_rules
from screcords.rules.world import CITY, PARTNERSHIP


def codes(found):
    return sorted(finding["code"] for finding in found)


@pytest.fixture
def messy(world):
    """An error (SCR306, SCR307), a warning (SCR004) and advice (SCR407)."""
    world.edit(PARTNERSHIP, 'verified = "2025-11-02"', 'verified = "2025-11-02"\nuntil = "1970"')
    world.edit(CITY, 'wikidata = "Q990000001"\n', "")
    return world


# Flags


def test_exit_codes(messy, lint):
    assert lint(messy).code == 1
    assert lint(messy, "--ignore", "SCR306,SCR307").code == 0
    assert lint(messy, "--ignore", "SCR306", "--ignore", "SCR307", "--strict").code == 1
    assert lint(messy, "--ignore", "SCR306,SCR307,SCR004", "--strict").code == 0
    assert lint(messy, "--select", "SCR407", "--strict").code == 0


def test_select(messy, findings):
    assert codes(findings(messy)) == ["SCR004", "SCR306", "SCR307"]
    assert codes(findings(messy, "--select", "SCR307")) == ["SCR307"]
    assert codes(findings(messy, "--select", "scr3")) == ["SCR306", "SCR307"]
    assert codes(findings(messy, "--select", "SCR306, SCR004")) == ["SCR004", "SCR306"]
    assert codes(findings(messy, "--select", "SCR3", "--ignore", "SCR306")) == ["SCR307"]
    assert codes(findings(messy, "--ignore", "SCR3")) == ["SCR004"]


def test_advice_is_counted_and_listed_when_asked_for(messy, lint, findings):
    done = lint(messy)
    assert "1 piece of advice (list them with --advice): SCR407 city-without-qid 1" in done.out
    assert "advice[SCR407]" not in done.out
    assert "SCR407" in codes(findings(messy, "--advice"))
    assert codes(findings(messy, "--select", "SCR4")) == ["SCR407"]
    listed = lint(messy, "--advice").out
    assert "1 piece of advice" in listed
    assert "list them with" not in listed


def test_the_summary_names_the_rules_that_did_not_run(messy, lint):
    out = lint(messy, "--ignore", "SCR306,SCR307").out
    assert "SCR306, SCR307 (ignored)" in out
    left = re.search(r"not run: (.*)", out)[1]
    assert f"{len(all_rules()) - len(re.findall('SCR', left))} rules ran" in out
    out = lint(messy, "--select", "SCR307").out
    assert "1 rule ran" in out
    assert re.search(r"not run: .*\(not selected\)", out)
    assert "SCR307" not in out.partition("not run: ")[2]


@pytest.mark.parametrize("flag", ["--select", "--ignore"])
@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("SCR370", "did you mean SCR307?"),
        ("ends-before-start", "did you mean SCR307?"),
        ("XYZ", ""),
        ("SCRX", ""),
        ("SCR3077", "did you mean SCR307?"),
    ],
)
def test_selectors_that_name_no_rule(world, lint, flag, word, hint):
    done = lint(world, flag, word)
    assert done.code == 2
    assert done.out == ""
    assert done.err.startswith(f'screcords: there is no rule "{word.upper()}"')
    assert hint in done.err
    assert done.err.count("\n") == 1


# Settings


def test_settings_are_those_of_screcords_toml(messy, findings, lint):
    messy.write(
        "screcords.toml",
        '[lint]\nselect = ["SCR3", "SCR004"]\nignore = ["SCR306"]\nstrict = true\n[lint.severity]\nSCR307 = "warning"\n',
    )
    assert config.read(messy.root) == Settings(("SCR3", "SCR004"), ("SCR306",), True, {"SCR307": "warning"})
    found = findings(messy)
    assert [(f["code"], f["severity"]) for f in found] == [("SCR307", "warning"), ("SCR004", "warning")] or codes(
        found
    ) == ["SCR004", "SCR307"]
    assert lint(messy).code == 1


def test_settings_are_those_of_pyproject_where_there_is_no_file_of_their_own(messy, findings):
    messy.write("pyproject.toml", '[project]\nname = "x"\n[tool.screcords.lint]\nselect = ["SCR306"]\n')
    assert codes(findings(messy)) == ["SCR306"]
    messy.write("screcords.toml", '[lint]\nselect = ["SCR307"]\n')
    assert codes(findings(messy)) == ["SCR307"]


@pytest.mark.parametrize("text", ["", "[lint]\n", "# nothing\n"])
def test_empty_settings_change_nothing(messy, findings, text):
    messy.write("screcords.toml", text)
    assert config.read(messy.root) == Settings()
    assert codes(findings(messy)) == ["SCR004", "SCR306", "SCR307"]


def test_the_command_line_wins(messy, findings):
    messy.write("screcords.toml", '[lint]\nselect = ["SCR306"]\nignore = ["SCR307"]\n')
    assert codes(findings(messy, "--select", "SCR307")) == ["SCR307"]
    assert codes(findings(messy, "--select", "SCR3", "--ignore", "SCR306")) == ["SCR307"]


def test_severities(messy, findings, lint):
    messy.write(
        "screcords.toml", '[lint.severity]\nSCR307 = "advice"\nSCR306 = "off"\nSCR407 = "error"\nSCR004 = "error"\n'
    )
    found = findings(messy)
    assert [(f["code"], f["severity"]) for f in found] == [("SCR407", "error"), ("SCR004", "error")]
    out = lint(messy).out
    assert "SCR307 ends-before-start 1" in out
    assert "SCR306, SCR311 (off)" in out.partition("not run: ")[2]
    assert [(f["code"], f["severity"]) for f in findings(messy, "--select", "SCR306")] == [("SCR306", "error")]


def test_a_severity_of_the_settings_holds_for_both_kinds_of_records():
    for code, rule in all_rules().items():
        own = selection(Settings()).severity.get(code)
        if own is None:
            continue  # it needs what is not there, such as a revision to compare with
        assert own == (rule.severity, rule.seed_severity)
        assert selection(Settings(severity={code: "warning"})).severity[code] == (Severity.WARNING,) * 2


def test_seeds_are_judged_by_their_own_severity(messy, findings, monkeypatch):
    rule = all_rules()["SCR307"]
    monkeypatch.setitem(all_rules(), "SCR307", rule._replace(seed_severity=Severity.WARNING))
    assert [f["severity"] for f in findings(messy) if f["code"] == "SCR307"] == ["error"]
    messy.edit(PARTNERSHIP, 'verified = "2025-11-02"\n', 'verified = "2025-11-02"\nprovenance = "wikidata"\n')
    assert [f["severity"] for f in findings(messy) if f["code"] == "SCR307"] == ["warning"]


ERRORS = {
    "misspelt table": ("[lnit]\n", '1:2: unknown setting "lnit", did you mean "lint"?'),
    "misspelt key": ("[lint]\nstrickt = true\n", '2:1: unknown setting "strickt", did you mean "strict"?'),
    "unknown key": ("[lint]\nfoo = 1\n", '2:1: unknown setting "foo"'),
    "wrong type": ('[lint]\nstrict = "yes"\n', "2:10: this is text where true or false is needed"),
    "list wanted": ('[lint]\nselect = "SCR3"\n', "2:10: this is text where a list is needed"),
    "table wanted": ("lint = 1\n", "1:8: this is a whole number where a table is needed"),
    "no severity": ('[lint.severity]\nSCR307 = "fatal"\n', '2:10: "fatal" is none of error, warning, advice, off'),
    "no code": ('[lint.severity]\nends = "error"\n', '2:1: there is no rule "ends"'),
    "unknown rule": ('[lint]\nselect = ["SCR3", "SCR370"]\n', '2:19: there is no rule "SCR370", did you mean SCR307?'),
    "unknown rule, ignored": ('[lint]\nignore = ["SCR999"]\n', '2:11: there is no rule "SCR999"'),
    "unknown rule, weighed": ('[lint.severity]\nSCR370 = "error"\n', '2:1: there is no rule "SCR370"'),
    "small letters": ('[lint]\nselect = ["scr5"]\n', '2:11: "scr5" is no code: write "SCR5"'),
    "lines of its own": ('[lint]\nselect = ["SCR\\n::error::pwned"]\n', '"SCR\\u000a::error::pwned"'),
    "lines, ignored": ('[lint]\nignore = ["SCR\\n::error::pwned"]\n', '"SCR\\u000a::error::pwned"'),
    "lines, weighed": ('[lint.severity]\n"SCR\\n::error::pwned" = "off"\n', '"SCR\\u000a::error::pwned"'),
    "lines, policies": ('[[policies]]\nrules = ["SCR\\n::error::pwned"]\n', '"SCR\\u000a::error::pwned"'),
    "list of tables": ("[[lint]]\nstrict = true\n", "this is a list where a table is needed"),
    "a beginning, weighed": (
        '[lint.severity]\nSCR4 = "error"\n',
        '2:1: "SCR4" is only the beginning of a code: write whole',
    ),
    "no time": ('[lint]\nactive_within = "P0Y"\n', '2:17: "P0Y" is no time at all: write how long, such as "P1Y"'),
    "small letters, weighed": ('[lint.severity]\nscr307 = "off"\n', '2:1: "scr307" is no code: write "SCR307"'),
    "no duration": ('[lint]\nactive_within = "5 years"\n', '2:17: "5 years" does not have the form'),
    "few": ("[[policies]]\nrules = []\n", "2:9: the list is empty"),
    "small": ("[[policies]]\nratio = 1\n", "2:9: 1 is too small: more than 1"),
    "date": ("[lint]\nstrict = 2026-01-01\n", "2:10: "),
    "syntax": ("[lint]\nselect = [SCR3]\n", "2:11: "),
    "twice": ("[lint]\nstrict = true\nstrict = false\n", "3:1: "),
    "open": ("[lint\n", "1:"),
    "deep": ("x = " + "[" * 9000, "1:1: nested deeper than 32 levels"),
}


@pytest.mark.parametrize("name", ERRORS)
def test_settings_that_cannot_be_used_are_one_message_with_its_place(world, lint, name):
    text, said = ERRORS[name]
    world.write("screcords.toml", text)
    with pytest.raises(SettingsError):
        config.read(world.root)
    done = lint(world)
    assert done.code == 2
    assert done.out == ""
    assert done.err.startswith("screcords: screcords.toml:")
    assert said in done.err
    assert re.match(r"screcords: screcords\.toml:\d+:\d+: .", done.err)
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"\xef\xbb\xbf[lint]\n", "1:1: "), (b"[lint]\n# \xff\n", "2:3: "), (b"[lint]\nx = '\0'", "2:6: ")],
)
def test_settings_in_another_encoding(world, lint, data, said):
    world.write("screcords.toml", data)
    done = lint(world)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"screcords: screcords.toml:{said}")


def test_places_in_pyproject(world, lint):
    world.write("pyproject.toml", '[project]\nname = "x"\n\n[tool.screcords.lint]\nstrickt = true\n')
    assert lint(world).err == 'screcords: pyproject.toml:5:1: unknown setting "strickt", did you mean "strict"?\n'
    world.write("pyproject.toml", '[tool.screcords]\nlint.severity.SCR307 = "fatal"\n')
    assert lint(world).err.startswith('screcords: pyproject.toml:2:24: "fatal" is none of error, ')
    world.write("pyproject.toml", "[tool]\nscrecords = 5\n")
    assert lint(world).err.startswith("screcords: pyproject.toml:2:13: this is a whole number where a table is needed")


def test_settings_of_others_are_not_ours(world, lint):
    world.write("pyproject.toml", '[tool.other.lint]\nstrickt = true\n[tool]\nx = "screcords"\n')
    assert lint(world).code == 0


@pytest.mark.parametrize("verb", [("export", "csv", "--to", "out"), ("build", "--to", "out")])
def test_broken_settings_stop_every_verb(world, screcords, monkeypatch, verb):
    world.write("screcords.toml", "[lnit]\n")
    monkeypatch.chdir(world.root)
    done = screcords(*verb)
    assert (done.code, done.out) == (2, "")
    assert not (world.root / "out").exists()


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("", "advice"),
        ("error", "advice"),
        ("warning", "advice"),
        ("advice", "advice"),
    ],
)
def test_a_case_that_a_rule_takes_less_seriously_stays_mild(world, findings, setting, expected):
    world.edit(PARTNERSHIP, 'status = "active"', 'status = "terminated"')
    if setting:
        world.write("screcords.toml", f'[lint.severity]\nSCR306 = "{setting}"\n')
    assert [f["severity"] for f in findings(world, "--advice") if f["code"] == "SCR306"] == [expected]


@pytest.mark.parametrize(("setting", "expected"), [("", "warning"), ("error", "error"), ("advice", "advice")])
def test_a_case_that_a_rule_takes_more_seriously_weighs_what_the_settings_say(world, findings, setting, expected):
    source = '\n[[sources]]\nid = "s3"\ntype = "news"\ntitle = "Sisters at last"\n'
    world.write(PARTNERSHIP, world.read(PARTNERSHIP) + source)
    if setting:
        world.write("screcords.toml", f'[lint.severity]\nSCR704 = "{setting}"\n')
    assert [f["severity"] for f in findings(world, "--advice") if f["code"] == "SCR704"] == [expected]


@pytest.mark.parametrize("code", ["SCR708", "scr411", "SCR412"])
def test_checks_that_ask_the_network_are_not_here(code):
    assert unknown_rule(code) == f"{code.upper()} is a check that asks the network, which this version does not have"

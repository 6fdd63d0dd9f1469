"""Policies in the settings: what they may say, whom they are about, and the packs and examples that come with the tool."""

import json
import re
from pathlib import Path

import pytest

from screcords.lint import config, policies
from screcords.model import schemas
from screcords.model.ids import pair_id, path_of
from screcords.rules.policies import USED_BY, Policies, Policy
from screcords.rules.registry import all_rules
from screcords.rules.world import ORG, OTHER_CITY, PARTNERSHIP, WORLD, overlay

EXAMPLES = Path(__file__).parents[2] / "examples" / "policies"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.toml"))
HOME = "us-or-harborview"
SOURCE = 'source = "https://www.harborview.example/policy"\n'
CODES = sorted(code for code in all_rules() if code.startswith("SCR9"))


def policy(lines, rules="SCR901", source=SOURCE):
    quoted = ", ".join(f'"{code}"' for code in rules.split())
    return f"[[policies]]\nrules = [{quoted}]\n{source}{lines}\n"


def write(world, files):
    for path, text in files.items():
        world.write(path, overlay(path, text, bad=False))


def town(record_id, **keys):
    """A city of any country, far from the others."""
    country = record_id[:2].upper()
    lines = "".join(f"{key} = {value}\n" for key, value in keys.items())
    place = 'subdivision = "US-OR"\n' if country == "US" else ""
    number = 990100000 + sum(map(ord, record_id)) * 7
    return {
        path_of("cities", record_id): f'schema = 1\nid = "{record_id}"\nlevel = "municipality"\ncountry = "{country}"\n{place}'
        f'wikidata = "Q{number}"\n{lines}facts_from = ["official"]\n\n[name]\nen = "{record_id.title()}"\n'
    }  # fmt: skip


def pair(one, other, text=""):
    return {path_of("partnerships", pair_id(one, other)): text or 'kind = "sister"'}


# Errors

BAD = {
    "unknown key": (policy("peopel = 15"), 4, 1, 'unknown setting "peopel", did you mean "people"?'),
    "unknown rule": (policy("", "SCR909"), 2, 10, 'there is no rule "SCR909", did you mean "SCR90'),
    "other rule": (policy("", "SCR901 SCR307"), 2, 20, "SCR307 (ends-before-start) needs no policy; policies switch on SCR901"),
    "no rule": ("[[policies]]\nrules = []\n", 2, 9, "the list is empty"),
    "neither": (f"[[policies]]\n{SOURCE}", 1, 1, "neither rules nor a pack"),
    "both": (policy('pack = "austin"'), 4, 1, "rules and a pack: give one of them"),
    "unknown pack": ('[[policies]]\npack = "portlnad"\n', 2, 8, '"portlnad" is none of austin, '),
    "no source": (policy("", source=""), 1, 1, "source is missing"),
    "bad source": (policy("", source='source = "the city code"\n'), 3, 10, '"the city code" does not have the form'),
    "unknown city": (policy('city = "us-or-habrorview"'), 4, 8, 'there is no city "us-or-habrorview", did you mean "us-or-harborview"?'),
    "unknown org": (policy('org = "us-or-harborview-sisters"'), 4, 7, 'there is no organisation "us-or-harborview-sisters", did you mean'),
    "city and org": (policy(f'city = "{HOME}"\norg = "{HOME}-sister-cities"'), 5, 1, "a city and an organisation"),
    "means nothing": (policy("people = 15"), 4, 1, '"people" means nothing to SCR901: it is for SCR908'),
    "means nothing to the pack": ('[[policies]]\npack = "birmingham"\nratio = 5\n', 3, 1, '"ratio" means nothing to SCR901'),
    "bad date": (policy('since = "2001-02-30"'), 4, 9, "month 2 of 2001 has 28 days"),
    "bad period": (policy('moratorium = "1996-13/.."', "SCR906"), 4, 14, '"1996-13/.." does not have the form'),
    "bad duration": (policy('window = "5 years"', "SCR906"), 4, 10, '"5 years" does not have the form'),
    "reversed period": (policy('moratorium = "2000/1996"', "SCR906"), 4, 14, '"2000/1996" ends before it starts'),
    "no time": (policy('window = "P0Y"', "SCR906"), 4, 10, '"P0Y" is no time at all: write how long'),
    "no time, either": (policy('activity = "P0Y0M0D"', "SCR904"), 4, 12, '"P0Y0M0D" is no time at all'),
    "beginning": (policy("", "SCR90"), 2, 10, '"SCR90" is only the beginning of a code: write whole codes here, such as "SCR901"'),
    "no ratio": (policy("ratio = nan", "SCR905"), 4, 9, "nan is no number"),
    "small ratio": (policy("ratio = 1", "SCR905"), 4, 9, "1 is too small: more than 1 is needed"),
    "no list": ('[policies]\npack = "austin"\n', 1, 1, "this is a table where a list is needed: write [[policies]] with two brackets"),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_a_policy_that_cannot_be_used_is_one_message_with_its_place(world, lint, what):
    text, line, column, message = BAD[what]
    world.write("screcords.toml", text)
    done = lint(world)
    assert done.code == 2
    assert done.out == ""
    assert done.err.startswith(f"screcords: screcords.toml:{line}:{column}: "), done.err
    assert message in done.err
    assert done.err.count("\n") == 1


def test_the_place_in_pyproject(world, lint):
    world.write("pyproject.toml", '[[tool.screcords.policies]]\npack = "austin"\ncity = "us-tx-austin"\n')
    assert lint(world).err.startswith('screcords: pyproject.toml:3:8: there is no city "us-tx-austin"')


def test_a_city_that_goes_by_another_id_was_withdrawn_or_cannot_be_read(world, lint):
    world.edit(
        path_of("cities", HOME),
        'facts_from = ["official"]',
        'former_ids = ["us-or-oldtown"]\nfacts_from = ["official"]',
    )
    world.write("screcords.toml", policy('city = "us-or-oldtown"'))
    assert '"us-or-oldtown" is a former id: write "us-or-harborview"' in lint(world).err
    grave = 'schema = 1\nid = "us-or-ghost"\nstatus = "withdrawn"\nwithdrawn = { reason = "entered-in-error", date = "2024" }\n'
    world.write(path_of("cities", "us-or-ghost"), grave)
    world.write("screcords.toml", policy('city = "us-or-ghost"'))
    assert 'the city "us-or-ghost" was withdrawn' in lint(world).err
    world.write(path_of("cities", "us-or-torn"), "schema = ")
    world.write("screcords.toml", policy('city = "us-or-torn"'))
    assert lint(world).err == ""


def test_a_city_whose_file_is_elsewhere_is_found(world, lint):
    text = world.read(path_of("cities", HOME))
    (world.root / path_of("cities", HOME)).unlink()
    world.write("records/cities/us/x/us-or-harborview.toml", text)
    world.write("screcords.toml", policy(f'city = "{HOME}"'))
    assert lint(world).code == 1


# What runs


def test_without_a_policy_its_rules_do_not_run_and_the_summary_says_so(world, lint):
    line = next(line for line in lint(world).out.splitlines() if line.startswith("not run: "))
    assert f"{', '.join(CODES)} (no policy)" in line
    assert "SCR901 (no policy)" in lint(world, "--select", "SCR901").out


def test_with_a_policy_only_its_rules_run(world, lint):
    world.write("screcords.toml", policy(f'city = "{HOME}"', "SCR901 SCR908"))
    document = json.loads(lint(world, "--report", "json").out)
    assert {rule["code"] for rule in document["summary"]["not_run"] if rule["why"] == "no policy"} == set(CODES) - {
        "SCR901",
        "SCR908",
    }
    assert {finding["code"] for finding in document["findings"]} == {"SCR908"}
    assert lint(world, "--ignore", "SCR9").code == 0


def test_severity_and_exceptions_as_for_other_rules(world, lint, findings):
    world.write("screcords.toml", policy(f'city = "{HOME}"', "SCR908"))
    assert lint(world).code == 0
    assert lint(world, "--strict").code == 1
    world.write("screcords.toml", '[lint.severity]\nSCR908 = "error"\n' + policy(f'city = "{HOME}"', "SCR908"))
    assert lint(world).code == 1
    world.write(
        PARTNERSHIP, world.read(PARTNERSHIP) + '\n[[allow]]\nrule = "SCR908"\nreason = "The consulate does it."\n'
    )
    assert findings(world) == []
    world.write("screcords.toml", "")
    assert findings(world) == []


# Whom a policy is about

TWO_ABROAD = town("jp-kawashima") | pair("jp-kawashima", HOME, 'since = "1999"')


def found(findings, world, settings, *arguments):
    world.write("screcords.toml", settings)
    return {
        (f["code"], f["path"].rpartition("/")[2].removesuffix(".toml"))
        for f in findings(world, "--select", "SCR9", *arguments)
    }


@pytest.fixture
def abroad(world):
    write(world, TWO_ABROAD)
    return world


SECOND = ("SCR901", "jp-kawashima--us-or-harborview")


@pytest.mark.parametrize(
    ("whom", "count"),
    [
        (f'city = "{HOME}"', 1),
        ('city = "jp-minatogawa"', 0),
        ("", 1),
        (f'org = "{HOME}-sister-cities"', 0),
    ],
)
def test_whom_a_policy_is_about(abroad, findings, whom, count):
    assert found(findings, abroad, policy(whom)) == ({SECOND} if count else set())


def test_an_organisation_is_asked_about_the_partnerships_that_name_it(abroad, findings):
    path = path_of("partnerships", SECOND[1])
    abroad.write(
        path, abroad.read(path).replace(f'city = "{HOME}"\n', f'city = "{HOME}"\norgs = ["{HOME}-sister-cities"]\n')
    )
    assert found(findings, abroad, policy(f'org = "{HOME}-sister-cities"')) == {SECOND}


def test_what_a_city_says_stands_in_place_of_what_is_said_of_all(abroad, findings):
    everybody = policy("")
    assert found(findings, abroad, everybody + policy(f'city = "{HOME}"\nper_country = 2')) == set()
    assert found(findings, abroad, policy("per_country = 2") + policy(f'city = "{HOME}"')) == {SECOND}
    assert found(findings, abroad, everybody + policy('city = "jp-minatogawa"\nper_country = 2')) == {SECOND}


def test_what_is_older_than_the_policy_is_left_alone(abroad, findings):
    assert found(findings, abroad, policy('since = "1999-06"')) == {SECOND}
    assert found(findings, abroad, policy('since = "2000"')) == set()


def test_policies_are_given_by_rule_city_and_organisation():
    whose = ({}, {"city": "a"}, {"org": "o", "per_country": 2})
    every, city, org = (Policy(("SCR901",), "https://x.example", **more) for more in whose)
    given = Policies([every, city, org])
    assert given.codes == {"SCR901"}
    assert list(given) == [every, city, org]
    assert given.of("SCR901", "a") == [city]
    assert given.of("SCR901", "a", ["o"]) == [city, org]
    assert given.of("SCR901", "b", ["o"]) == [org]
    assert given.of("SCR901", "b", ["p"]) == [every]
    assert given.of("SCR902", "a") == []
    assert Policies([city, city]).of("SCR901", "a") == [city]
    assert Policies([city._replace(city="", org="o"), city]).of("SCR901", "a", ["o"]) == [city]


# Schema, packs, examples


def test_each_parameter_has_a_default_and_a_rule():
    keys = set(schemas.load("settings")["properties"]["policies"]["items"]["properties"])
    assert keys == {*USED_BY, "rules", "pack", "city", "org", "source"} == set(Policy._fields)
    assert {code for codes in USED_BY.values() for code in codes} == set(CODES)


def test_the_schema_knows_the_packs():
    assert schemas.load("settings")["properties"]["policies"]["items"]["properties"]["pack"]["enum"] == list(
        policies.packs()
    )
    assert {"sister-cities-international", "portland", "austin", "vancouver", "birmingham"} <= set(policies.packs())


@pytest.mark.parametrize("name", policies.packs())
def test_packs_are_policies_of_everybody_and_say_where_they_are_from(name):
    parts = policies.pack(name)
    assert policies.policies(parts, Path())
    assert all(part["source"].startswith("https://") and "city" not in part for part in parts)
    assert (policies.PACKS / f"{name}.toml").read_text(encoding="utf-8").startswith("# ")


def test_keys_beside_a_pack_replace_those_of_the_pack(world):
    world.write("screcords.toml", '[[policies]]\npack = "vancouver"\nratio = 3\nsource = "https://x.example/y"\n')
    one, other = config.read(world.root).policies
    assert (one.rules, other.rules) == (("SCR901", "SCR904"), ("SCR905",))
    assert (one.ratio, other.ratio) == (10, 3)
    assert one.source == other.source == "https://x.example/y"
    assert one.pack == "vancouver"
    assert str(one.since) == "2022-07"


def test_there_is_an_example_for_each_pack():
    assert set(policies.packs()) <= set(NAMES)


def story(name, home):
    """A small repository that does what the policy of an example does not want, and the rules that say so."""
    abroad, signed = f"jp-{name}", '[[agreements]]\nid = "a"\ntype = "{}"\nsigned = "{}"\n'
    small, large = "{ value = 1000, year = 2020 }", "{ value = 900000, year = 2020 }"
    sister, friends = (
        signed.format("sister-city-agreement", "2023-05"),
        signed.format("friendship-agreement", "2023-05"),
    )
    stories = {
        "portland": (town(home, population=small) | town("jp-one", population=large) | town("jp-two", population=small)
                     | pair("jp-one", home, 'since = "1999"') | pair("jp-two", home, f'since = "2023-05"\n{sister}'), {"SCR901", "SCR905", "SCR907"}),
        "austin": (town(home) | town(abroad) | pair(abroad, home, f'since = "2023-05"\n{sister}'), {"SCR903", "SCR904", "SCR908"}),
        "vancouver": (town(home, population=large) | town("jp-one", population=small) | town("jp-two", population=large)
                      | pair("jp-one", home, f'kind = "friendship"\nsince = "2023-05"\n{friends}') | pair("jp-two", home, 'kind = "friendship"\nsince = "2024"'),
                      {"SCR901", "SCR904", "SCR905"}),
        "birmingham": (town(home) | town("jp-one") | town("jp-two") | pair("jp-one", home) | pair("jp-two", home), {"SCR901"}),
        "sister-cities-international": (town(home, population=small) | town("us-or-near", population=large) | pair(home, "us-or-near"), {"SCR902", "SCR905"}),
        "south-san-francisco": (town(home) | town("jp-one") | town("de-two") | pair("jp-one", home, 'since = "2020"')
                                | pair("de-two", home, f'since = "2023-05"\n{sister}'), {"SCR906", "SCR907"}),
        "seattle": (town(home) | town(abroad) | pair(abroad, home, 'since = "2003"'), {"SCR906", "SCR908"}),
        "denton": (town(home) | town(abroad) | pair(abroad, home, f'since = "2023-05"\n{sister}'), {"SCR907"}),
    }  # fmt: skip
    return stories[name]


@pytest.mark.parametrize("name", policies.packs())
def test_an_example_loads_and_its_pack_speaks(world, findings, name):
    text = (EXAMPLES / f"{name}.toml").read_text(encoding="utf-8")
    home = re.search(r'^city = "(.*)"', text, re.MULTILINE)[1]
    files, codes = story(name, home)
    write(world, {path: text for path, text in files.items() if "/cities/" in path})
    write(world, {path: text for path, text in files.items() if "/cities/" not in path})
    assert {code for code, _ in found(findings, world, text)} == codes
    everybody = set(CODES) & {code for code, _ in found(findings, world, text.replace(f'city = "{home}"\n', ""))}
    assert codes <= everybody


def test_the_example_of_an_own_policy_loads(world, lint):
    (world.root / ORG).unlink()
    text = (EXAMPLES / "own-policy.toml").read_text(encoding="utf-8")
    org = re.search(r'^org = "(.*)"', text, re.MULTILINE)[1]
    write(world, {path_of("orgs", org): ""} | town("us-ky-louisville"))
    world.write(PARTNERSHIP, world.read(PARTNERSHIP).replace(f"{HOME}-sister-cities", org))
    world.write("screcords.toml", text)
    assert lint(world, "--select", "SCR9").code == 0
    (own,) = config.read(world.root).policies
    assert own.org == org
    assert own.kinds == ("sister", "friendship")


REAL = {"city": "us-ky-louisville", "org": "us-az-phoenix-sister-cities"}
"""What stands in for an id that an example tells people to replace."""


@pytest.mark.parametrize("name", NAMES)
def test_an_example_can_be_pasted_beside_the_real_records_or_says_what_to_replace(tmp_path, name):
    text = (EXAMPLES / f"{name}.toml").read_text(encoding="utf-8")
    records = EXAMPLES.parents[1] / "records"
    (tmp_path / "records").symlink_to(records)
    key, record_id = re.search(r'^(city|org) = "(.*)"', text, re.MULTILINE).groups()
    is_there = (records.parent / path_of({"city": "cities", "org": "orgs"}[key], record_id)).is_file()
    opening = text.partition("[[policies]]")[0]
    assert ("Replace the id" in opening) is not is_there
    guide = (EXAMPLES.parents[1] / "docs" / "policies.md").read_text(encoding="utf-8")
    assert is_there or f"`{name}.toml`" in guide
    (tmp_path / "screcords.toml").write_text(text.replace(record_id, record_id if is_there else REAL[key]))
    assert config.read(tmp_path).policies


@pytest.mark.parametrize("name", NAMES)
def test_examples_begin_with_what_they_are_for_and_are_in_the_guide(name):
    text = (EXAMPLES / f"{name}.toml").read_text(encoding="utf-8")
    assert text.startswith("# ")
    guide = (EXAMPLES.parents[1] / "docs" / "policies.md").read_text(encoding="utf-8")
    assert f"{name}.toml" in guide


def test_a_policy_that_stands_there_twice_is_followed_once(abroad, findings):
    abroad.write("screcords.toml", policy(f'city = "{HOME}"') * 2)
    assert [f["code"] for f in findings(abroad)].count("SCR901") == 1


def test_what_a_policy_says_of_a_place_no_milder_rule_repeats(world, findings):
    pack = '[[policies]]\npack = "{}"\ncity = "us-or-harborview"\n'
    world.write("screcords.toml", pack.format("sister-cities-international"))
    world.write(OTHER_CITY, WORLD[OTHER_CITY].replace('country = "JP"', 'country = "US"'))
    told = {f["code"] for f in findings(world, "--select", "SCR508,SCR902")}
    assert told == {"SCR902"}
    world.write(OTHER_CITY, WORLD[OTHER_CITY])
    world.write("screcords.toml", pack.format("denton"))
    deal = '[[agreements]]\nid = "a"\ntype = "sister-city-agreement"\nsigned = "1988-05-20"\n\n'
    by = '[[approvals]]\nagreement = "a"\ncity = "{}"\nbody = "council"\ninstrument = "ordinance"\ndate = "1988-03"\n\n'
    approvals = by.format("us-or-harborview") + by.format("jp-minatogawa")
    world.edit(PARTNERSHIP, '[[sources]]\nid = "s1"', deal + approvals + '[[sources]]\nid = "s1"')
    found = [(f["code"], f["line"]) for f in findings(world, "--select", "SCR604,SCR907")]
    assert [code for code, _ in found] == ["SCR907", "SCR604"]
    assert len(dict.fromkeys(line for _, line in found)) == 2

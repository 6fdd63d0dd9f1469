"""SARIF: valid by the schema of OASIS, places in code points, fixes that do what they say, fingerprints that stay."""

import json
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given, settings
from report_samples import ALL, HOSTILE, drawn, finding, paths, report, texts

from screcords.report import sarif
from screcords.rules.registry import all_rules
from screcords.rules.world import CITY, OTHER_CITY, PARTNERSHIP

SCHEMA = json.loads((Path(__file__).parents[1] / "data/schemas/sarif-2.1.0.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft7Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def log(made):
    return json.loads(drawn(sarif.render, made))


def run(made):
    return log(made)["runs"][0]


def results(made):
    return run(made)["results"]


def test_golden(golden):
    made = run(ALL)
    made["tool"]["driver"] = made["tool"]["driver"]["notifications"]
    for result in made["results"]:
        assert list(all_rules())[result.pop("ruleIndex")] == result["ruleId"]
    golden("report/sarif.json", json.dumps(made, indent=2, ensure_ascii=False) + "\n")


@pytest.mark.parametrize("made", [ALL, report(), report(finding(new=True), finding(new=False))])
def test_it_is_valid(made):
    VALIDATOR.validate(log(made))


@given(message=texts, way_out=texts, path=paths)
@settings(max_examples=40)
def test_whatever_stands_in_a_record_is_valid_and_no_link(message, way_out, path):
    made = report(finding(message=message, help=way_out, path=path, related=()))
    found = results(made)[0]
    VALIDATOR.evolve(schema=SCHEMA["definitions"]["result"] | {"definitions": SCHEMA["definitions"]}).validate(found)
    assert "](" not in found["message"]["text"]
    uri = found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(uri, errors="surrogateescape") == path if "\ud800" not in path else True
    assert uri.isascii()


def test_every_rule_is_described_with_its_page():
    rules = run(ALL)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(all_rules())
    assert rules[0]["helpUri"] == "https://example.org/o/r/blob/main/docs/rules/SCR001.md"
    assert rules[0]["help"]["markdown"].startswith("# SCR001")
    assert "helpUri" not in run(report())["tool"]["driver"]["rules"][0]


def test_no_folder_of_the_machine_is_named():
    assert "/a/machine" not in drawn(sarif.render, report(finding(), root="/a/machine"))
    assert "uri" not in run(ALL)["originalUriBaseIds"]["%SRCROOT%"]


def test_a_rule_that_failed_is_told_apart():
    made = run(ALL)
    assert not made["invocations"][0]["executionSuccessful"]
    assert "SCR307 failed" in made["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert "SCR999" not in {result["ruleId"] for result in made["results"]}
    assert run(report(finding()))["invocations"][0]["executionSuccessful"]


def test_what_was_there_before_is_told_from_what_is_new():
    states = [
        result.get("baselineState") for result in results(report(finding(new=True), finding(new=False), finding()))
    ]
    assert states == ["new", "unchanged", None]


# Fingerprints


def prints(found):
    return {
        (one["code"] if "code" in one else one["ruleId"], one["partialFingerprints"][sarif.FINGERPRINT])
        for one in found
    }


def test_fingerprints_differ():
    made = [
        finding(),
        finding(),
        finding("SCR103"),
        finding(path=CITY),
        finding(route=("status",)),
        finding(message="other"),
    ]
    assert len(set(sarif.fingerprints(made))) == len(made)


def test_fingerprints_know_no_numbers_and_no_folders():
    one = finding(path="records/cities/us/o/x.toml", message="ends 1977", route=("history", 1, "date"))
    other = one._replace(path="records/cities/us/p/x.toml", message="ends 1978", route=("history", 4, "date"))
    assert sarif.fingerprints([one]) == sarif.fingerprints([other])


def test_fingerprints_survive_moved_lines(world, lint):
    world.edit(CITY, 'country = "US"', 'country = "us"')
    world.edit(PARTNERSHIP, 'kind = "sister"', 'kind = "Partnerschaft"')

    def found():
        return prints(json.loads(lint(world, "--report", "sarif").out)["runs"][0]["results"])

    before = found()
    for path in (CITY, PARTNERSHIP):
        world.write(path, "# a line\n# and one more\n" + world.read(path))
    assert found() == before != set()


# Fixes


def applied(text, replacements):
    """The text after the replacements of a fix, by lines and code points."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    edits = []
    for replacement in replacements:
        region = replacement["deletedRegion"]
        start = starts[region["startLine"] - 1] + region["startColumn"] - 1
        end = starts[region["endLine"] - 1] + region["endColumn"] - 1
        edits.append((start, end, replacement.get("insertedContent", {}).get("text", "")))
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


SLIPS = {
    "synonym": (PARTNERSHIP, 'kind = "sister"', 'kind = "Partnerschaft"'),
    "date": (PARTNERSHIP, 'since = "1988-05-20"', "since = 1988-05-20"),
    "hidden": (OTHER_CITY, 'ja = "湊川市"', 'ja = "湊\u200b川市"'),
    "beside wide ones": (OTHER_CITY, '[name]\nen = "Minatogawa"\nja = "湊川市"\n', 'name = { ja = "湊川市", "𝔎" = "x", en = "Mina\u200btogawa" }\n'),
    "order": (CITY, 'level = "municipality"\ncountry = "US"\n', 'country = "US"\nlevel = "municipality"\n'),
    "key": (PARTNERSHIP, "verified =", "veriffied ="),
}  # fmt: skip


@pytest.mark.parametrize("name", SLIPS)
def test_a_fix_does_what_the_linter_does(world, lint, name):
    path, right, wrong = SLIPS[name]
    world.edit(path, right, wrong)
    before = world.read(path)
    found = json.loads(lint(world, "--report", "sarif").out)["runs"][0]["results"]
    VALIDATOR.validate(json.loads(lint(world, "--report", "sarif").out))
    codes = {result["ruleId"] for result in found if "fixes" in result}
    assert codes
    for code in codes:
        world.write(path, before)
        mine = [result for result in found if result["ruleId"] == code and "fixes" in result]
        fixed = before
        for result in mine[:1]:
            [change] = result["fixes"][0]["artifactChanges"]
            assert change["artifactLocation"]["uri"] == path
            fixed = applied(before, change["replacements"])
        world.write(path, fixed)
        left = json.loads(lint(world, "--report", "sarif", "--select", code).out)["runs"][0]["results"]
        assert len(left) == len(mine) - 1, code


def test_whether_a_fix_is_safe_is_said(world, lint):
    world.edit(PARTNERSHIP, "verified =", "veriffied =")
    [result] = json.loads(lint(world, "--report", "sarif").out)["runs"][0]["results"]
    assert result["fixes"][0]["properties"] == {"safe": False}


def test_a_file_that_would_move_has_no_edits(world, lint):
    text = world.read(CITY)
    (world.root / CITY).unlink()
    world.write("records/cities/us/x/wrong.toml", text)
    done = lint(world, "--report", "sarif", "--select", "SCR010")
    assert [result.get("fixes") for result in json.loads(done.out)["runs"][0]["results"]] == [None]


@pytest.mark.parametrize("text", HOSTILE)
def test_placeholders_in_records_are_none(text):
    said = sarif.message(text)
    assert "{" not in said.replace("{{", "")
    assert "}" not in said.replace("}}", "")

"""SARIF: valid by the schema of OASIS, places in code points, fixes that do what they say, fingerprints that stay."""

import json
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given, settings
from report_samples import ALL, HOSTILE, drawn, finding, paths, report, texts

from screcords.findings import Severity
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


def test_without_pages_a_rule_refers_to_its_text_in_the_log():
    for number, rule in enumerate(run(report())["tool"]["driver"]["rules"]):
        assert rule["helpUri"] == f"sarif:/runs/0/tool/driver/rules/{number}/help"


def test_braces_in_examples_of_rules_are_no_placeholders():
    for rule in run(ALL)["tool"]["driver"]["rules"]:
        for key in ("shortDescription", "fullDescription", "help"):
            assert "{" not in rule[key]["text"].replace("{{", "")


def test_a_broken_file_that_was_not_judged_is_no_success():
    invocation = run(report(unjudged=(CITY,)))["invocations"][0]
    assert not invocation["executionSuccessful"]
    [note] = invocation["toolExecutionNotifications"]
    assert "was not judged" in note["message"]["text"]
    assert note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == CITY


def test_no_more_results_than_github_takes_the_worst_first(monkeypatch):
    monkeypatch.setattr(sarif, "MOST_RESULTS", 3)
    kinds = (Severity.ADVICE, Severity.WARNING, Severity.ADVICE, Severity.ERROR, Severity.WARNING)
    made = report(*(finding(severity=kind, message=f"{number}") for number, kind in enumerate(kinds)), base="main")
    VALIDATOR.validate(log(made))
    assert [result["level"] for result in results(made)] == ["error", "warning", "warning"]
    invocation = run(made)["invocations"][0]
    [note] = invocation["toolExecutionNotifications"]
    assert note["message"]["text"].startswith("2 results left out")
    assert "screcords lint --base main --advice --report json lists all" in note["message"]["text"]
    assert invocation["executionSuccessful"]


def test_paths_begin_at_the_top_of_the_checkout():
    made = report(*ALL.findings, unjudged=(CITY,))
    inside = drawn(sarif.render, made._replace(folder="da ta"))
    assert inside.count('"uri": "da%20ta/records/') == drawn(sarif.render, made).count('"uri": "records/') > 3
    assert prints(results(made)) == prints(results(made._replace(folder="da ta")))


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


def by_place(world, lint, *arguments):
    """Fingerprints by the first word of what is said."""
    done = lint(world, "--report", "sarif", *arguments)
    found = json.loads(done.out)["runs"][0]["results"]
    return [(one["message"]["text"], one["partialFingerprints"][sarif.FINGERPRINT]) for one in found]


EVENT = '[[history]]\ndate = "{}"\nevent = "renewal"\nsources = ["s1"]\n\n'


def test_what_is_mended_gives_its_fingerprint_to_no_other(world, lint):
    first, second = EVENT.format("1983-02-30"), EVENT.format("1988-02-31")
    world.write(PARTNERSHIP, world.read(PARTNERSHIP).replace("[[sources]]", f"{first}{second}[[sources]]", 1))
    both = by_place(world, lint, "--select", "SCR301")
    assert len({fingerprint for _, fingerprint in both}) == len(both) == 2
    world.edit(PARTNERSHIP, "1983-02-30", "1983-02-28")
    assert by_place(world, lint, "--select", "SCR301") == both[1:]


@pytest.mark.parametrize("wrong", ['url = "no address"', 'type = "official-site"', 'type = "x"'])
def test_entries_that_change_places_keep_their_fingerprints(world, lint, wrong):
    text = world.read(PARTNERSHIP)
    start = text.index("[[sources]]")
    blocks = [
        f'[[sources]]\nid = "{name}"\n{wrong}\ntitle = "{name}"\naccessed = "2025-11-02"\nparty = "us-or-harborview"\n\n'
        for name in ("s1", "s2")
    ]
    found = []
    for order in (blocks, blocks[::-1]):
        world.write(PARTNERSHIP, text[:start] + "".join(order))
        found.append(by_place(world, lint, "--select", "SCR0,SCR1"))
    assert found[0]
    assert len({fingerprint for _, fingerprint in found[0]}) == len(found[0])
    assert sorted(found[0]) == sorted(found[1])
    assert not any(fingerprint.endswith(":2") for _, fingerprint in found[0])


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

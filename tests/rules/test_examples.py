"""Every rule's examples are its tests: bad ones fire on the marked lines, good ones are clean under all rules."""

import pathlib
import re

import pytest

from screcords.findings import Severity
from screcords.lint import config, place
from screcords.lint.fix import fix
from screcords.lint.run import run
from screcords.repository.day import AsOf
from screcords.repository.load import load
from screcords.rules.registry import all_rules
from screcords.rules.world import MARK, WORLD, base_of, files

CASES = [
    pytest.param(rule, example, id=f"{rule.code}-{number}")
    for rule in all_rules().values()
    for number, example in enumerate(rule.examples)
]
DAY = "2026-06-01"


def lint(folder, tree, *, advice=False, as_of=DAY, base=None, settings=""):
    if settings:
        tree = tree | {"screcords.toml": settings.encode()}
    for path, data in tree.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    repository = load(folder)
    selection = config.selection(config.read(folder), advice=advice, base=base is not None)
    day = AsOf(as_of or DAY, "test")
    outcome = run(repository, selection, day.number, base=base)
    return place.report(repository, selection, outcome, day, filtered=False, base=base).findings


def marked(tree, code):
    return {
        (path, number)
        for path, data in tree.items()
        for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), start=1)
        if f"{MARK}{code}" in line
    }


@pytest.mark.parametrize(("rule", "example"), [case for case in CASES if case.values[1].bad])
def test_bad_example_fires_where_it_is_marked_and_nothing_else_does(rule, example, tmp_path):
    tree = files(rule, example.bad, bad=True)
    findings = lint(
        tmp_path, tree, advice=True, as_of=example.as_of, base=base_of(rule, example, tree), settings=example.settings
    )
    own = [finding for finding in findings if finding.code == rule.code]
    assert own, findings
    wanted = marked(tree, rule.code)
    if wanted:
        assert {(finding.path, finding.place.line) for finding in own} == wanted
    others = [f for f in findings if f.code != rule.code and f.severity is not Severity.ADVICE]
    assert not others


@pytest.mark.parametrize(("rule", "example"), [case for case in CASES if case.values[1].good])
def test_good_example_is_clean_under_all_rules(rule, example, tmp_path):
    tree = files(rule, example.good, bad=False)
    findings = lint(
        tmp_path, tree, advice=True, as_of=example.as_of, base=base_of(rule, example, tree), settings=example.settings
    )
    assert [f for f in findings if f.severity is not Severity.ADVICE or f.code == rule.code] == []


ANOTHER_WAY = {
    ("SCR004", 0),  # what is good shows the idea, and has other sources
    ("SCR006", 0),
    ("SCR007", 0),  # takes the key away; the good one has a text
    ("SCR012", 1),
    ("SCR102", 0),  # nobody knows the right status
    ("SCR201", 1),  # numbers of the made-up world come from the id
    ("SCR203", 0),
    ("SCR311", 0),  # the good one adds an exchange
    ("SCR401", 2),  # the survivor keeps what both say
    ("SCR402", 0),  # the good one is another place
    ("SCR403", 3),
    ("SCR504", 0),
    ("SCR511", 0),  # the good one adds the partnership
}
"""Examples whose good one is another way out than the fix; all others are exactly what the fix makes."""

MARKS = re.compile(rb" *# <- SCR\d+")


def mend(folder, rule, tree, example, *, advice):
    selection = config.selection(config.read(folder), advice=advice)
    day = int((example.as_of or DAY).replace("-", ""))
    done = fix(folder, selection, day, unsafe=True)
    return done, {path: data for path, data in (tree | done.changes.after).items() if data is not None}


def repairs(rule, example, folder):
    if not example.bad:
        return []
    tree = files(rule, example.bad, bad=True)
    base = base_of(rule, example, tree)
    findings = lint(folder, tree, advice=True, as_of=example.as_of, base=base, settings=example.settings)
    return [finding.repair for finding in findings if finding.repair and finding.code == rule.code]


def has_fix(rule, example, folder):
    return bool(repairs(rule, example, folder))


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.code)
def test_a_rule_that_promises_a_fix_has_one_and_no_other_has(rule, tmp_path):
    found = [has_fix(rule, ex, tmp_path / str(number)) for number, ex in enumerate(rule.examples) if ex.bad]
    assert any(found) is bool(rule.fix)


@pytest.mark.parametrize("rule", [rule for rule in all_rules().values() if rule.fix], ids=lambda rule: rule.code)
def test_a_rule_says_whether_its_fixes_are_sure(rule, tmp_path):
    offered = [
        repair.safe
        for number, example in enumerate(rule.examples)
        for repair in repairs(rule, example, tmp_path / str(number))
    ]
    may_be = {"safe": {True}, "rename": {True}, "unsafe": {False}, "safe or unsafe": {True, False}}[rule.fix]
    assert may_be.issuperset(offered)


@pytest.mark.parametrize(("rule", "example"), [case for case in CASES if case.values[1].bad and case.values[0].fix])
def test_a_bad_example_is_mended_for_good(rule, example, tmp_path):
    tree = files(rule, example.bad, bad=True)
    if not has_fix(rule, example, tmp_path):
        return
    # advice about what is left over, such as SCR511, would be mended as well
    advice = rule.severity is Severity.ADVICE or (rule.code, rule.examples.index(example)) == ("SCR403", 3)
    tree = {path: MARKS.sub(b"", data) for path, data in tree.items()}
    before = lint(tmp_path, tree, as_of=example.as_of, settings=example.settings)
    done, after = mend(tmp_path, rule, tree, example, advice=advice)
    with_fix = tmp_path / "after"
    findings = lint(with_fix, after, advice=advice, as_of=example.as_of, settings=example.settings)
    assert not [finding for finding in findings if finding.code == rule.code]
    if isinstance(example.bad, str):  # what is bytes could not be read before
        known = {(finding.code, finding.path) for finding in before}
        assert [f for f in findings if f.severity is not Severity.ADVICE and (f.code, f.path) not in known] == []
    again, _ = mend(with_fix, rule, after, example, advice=advice)
    assert not again.changes
    assert not done.refused
    if example.good and isinstance(example.bad, str) and (rule.code, rule.examples.index(example)) not in ANOTHER_WAY:
        wanted = files(rule, example.good, bad=False)
        assert after == wanted


def test_the_world_of_the_examples_is_clean_even_of_advice(tmp_path):
    assert lint(tmp_path, {path: text.encode() for path, text in WORLD.items()}, advice=True) == ()


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.code)
def test_file_name_code_and_function_agree(rule):
    module = pathlib.Path(rule.check.__code__.co_filename).stem
    assert module == f"{rule.code.lower()}_{rule.name.replace('-', '_')}"
    assert rule.check.__name__.replace("_", "-") == rule.name


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.code)
def test_title_is_one_sentence_and_there_is_a_reason(rule):
    assert rule.title.endswith(".")
    assert rule.why
    assert any(example.good for example in rule.examples)

"""Every rule's examples are its tests: bad ones fire on the marked lines, good ones are clean under all rules."""

import pathlib

import pytest

from screcords.findings import Severity
from screcords.lint import config, place
from screcords.lint.run import run
from screcords.repository.load import load
from screcords.repository.revision import AsOf
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

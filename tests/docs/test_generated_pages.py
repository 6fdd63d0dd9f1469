"""The committed pages are what the generator makes of the code and the schemas."""

import pytest

from screcords.model import schemas
from screcords.rules.registry import all_rules
from tools.docs import linting, records, rules, site, trial
from tools.docs.markdown import fill, table
from tools.docs.schema import keys, terms


def test_committed_pages_are_up_to_date():
    stale = site.differences()
    assert not stale, f"run `{site.COMMAND}` and commit the result:\n" + "\n".join(stale)


@pytest.mark.parametrize("code", all_rules())
def test_every_rule_has_its_page_and_a_line_in_the_index(code, pages):
    assert f"docs/rules/{code}.md" in pages
    assert f"[{code}]({code}.md)" in pages["docs/rules/README.md"]


def test_every_family_is_known_to_the_index():
    assert {rule.family for rule in all_rules().values()} <= set(rules.FAMILIES)


def every_key(schema, node, route=""):
    for key in keys(schema, node):
        yield f"{route}{key.name}", key
        if key.holder:
            yield from every_key(schema, key.holder, f"{route}{key.name}.")


@pytest.mark.parametrize("collection", schemas.SCHEMA_OF)
def test_every_key_and_term_of_the_schemas_is_in_the_reference(collection, pages):
    page = pages["docs/records.md"]
    schema = schemas.load(schemas.SCHEMA_OF[collection])
    for route, key in every_key(schema, schema):
        assert f"| `{key.name}` |" in page or f"| `{route}` |" in page, route
        for term, meaning in (key.terms or {}).items():
            assert f"| `{term}` | {meaning} |" in page, (route, term)


def test_every_setting_is_in_the_reference(pages):
    for group in schemas.load("settings")["properties"].values():
        for name in group.get("items", group)["properties"]:
            assert f"| `{name}` |" in pages["docs/records.md"]


def test_the_records_shown_are_clean_and_canonical():
    files = {
        path.relative_to(records.SAMPLES).as_posix(): path.read_bytes() for path in records.SAMPLES.rglob("*.toml")
    }
    report = trial.lint(files, advice=True)
    assert not report.findings
    assert sum(report.summary.records.values()) == len(files) == 5


@pytest.mark.parametrize("name", [name for name, slips in linting.SLIPS.items() if slips])
def test_each_example_of_output_shows_a_finding(name):
    assert trial.lint(linting.tree(name), advice=True).findings


def test_there_are_at_least_three_examples_of_output(pages):
    assert pages["docs/linting.md"].count("<!-- example: ") >= 3


def test_a_block_is_filled_between_its_markers():
    text = "a\n<!-- say: word -->\nold\n<!-- end -->\nb\n"
    filled = fill(text, {"say": str.upper})
    assert filled == "a\n<!-- say: word -->\n\nWORD\n\n<!-- end -->\nb\n"
    assert fill(filled, {"say": str.upper}) == filled
    assert fill(filled, {"say": str.upper}, again=False) == "a\nWORD\nb\n"


def test_cells_stay_in_their_row():
    assert table(("a",), [("x|y\nz",)]) == "| a |\n| --- |\n| x\\|y z |"


def test_terms_come_with_their_meanings():
    assert terms({"enum": ["a"], "x-taplo": {"docs": {"enumValues": ["A."]}}}) == {"a": "A."}
    assert terms({"x-terms": {"b": "B."}}) == {"b": "B."}
    assert terms({"type": "string"}) == {}

"""What the schema asks for: which rule speaks, and what it offers."""

import pytest
from small_world import HOME

from screcords.lint import config
from screcords.lint.run import run
from screcords.repository.load import load
from screcords.rules.world import CITY, ORG, PARTNERSHIP

SCHEMA = ("SCR101", "SCR102", "SCR103", "SCR104", "SCR106", "SCR111", "SCR112")


@pytest.fixture
def hits(world):
    """What the schema's rules find when `old` is replaced in a file of the world."""

    def run_over(path, old, new):
        world.edit(path, old, new)
        found = run(load(world.root), config.selection(config.Settings(), SCHEMA), 20260601).hits
        assert not [hit for hit in found if hit.error]
        return found

    return run_over


@pytest.mark.parametrize("path", [CITY, ORG, PARTNERSHIP])
def test_a_missing_version_is_added(hits, path):
    (hit,) = hits(path, "schema = 1\n", "")
    assert (hit.rule.code, hit.problem.message, hit.problem.fix.safe) == ("SCR101", '"schema" is missing', True)


@pytest.mark.parametrize("version", ["2", "17", "1.5"])
def test_a_record_of_a_later_format_is_left_alone(hits, version):
    (hit,) = hits(CITY, "schema = 1\nid", f"schema = {version}\nnew_key = 1\nid")
    assert (hit.rule.code, hit.problem.fix) == ("SCR101", None)
    assert "too old" in hit.problem.help


@pytest.mark.parametrize("version", ['"2"', '"2.0"'])
def test_a_later_format_in_the_form_of_text_is_not_made_an_earlier_one(hits, version):
    (hit,) = hits(CITY, "schema = 1", f"schema = {version}")
    assert (hit.rule.code, hit.problem.fix) == ("SCR101", None)


@pytest.mark.parametrize("version", ["0", '"1"', "-1", "1.0", "true"])
def test_what_is_no_version_is_put_right(hits, version):
    (hit,) = hits(CITY, "schema = 1", f"schema = {version}")
    assert (hit.rule.code, hit.problem.help, hit.problem.fix.safe) == ("SCR101", "write schema = 1", True)


def test_an_organisation_has_a_city_or_a_country(hits):
    (hit,) = hits(ORG, f'city = "{HOME}"\n', "")
    assert (hit.rule.code, hit.problem.message) == ("SCR102", '"city" is missing')
    assert not hits(ORG, 'status = "active"\n', 'status = "active"\ncountry = "US"\n')


@pytest.mark.parametrize(
    ("event", "missing"), [("upgraded", True), ("downgraded", True), ("established", False), ("reaffirmed", False)]
)
def test_what_changes_the_kind_names_it(hits, event, missing):
    found = hits(PARTNERSHIP, '\n[[sources]]\nid = "s1"', f'\n[[history]]\ndate = "1999"\nevent = "{event}"\n'
                 '\n[[sources]]\nid = "s1"')  # fmt: skip
    assert [hit.problem.route for hit in found] == ([("history", 0)] if missing else [])
    assert all(hit.problem.help == 'add kind = "sister", or what is true here' for hit in found)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("https://www.geonames.org/4299276/x.html", "4299276"),
        ("geonames.org/4299276", "4299276"),
        ("https://sws.geonames.org/4299276/", "4299276"),
        ("4299276", "4299276"),
        ("Louisville", ""),
        ("https://www.example.org/4299276", ""),
        ("0", ""),
    ],
)
def test_a_number_of_geonames_is_found_in_the_address_of_its_page(hits, value, number):
    (hit,) = hits(CITY, "wikidata =", f'geonames = "{value}"\nwikidata =')
    assert hit.rule.code == "SCR111"
    assert hit.problem.help == (f"write {number}" if number else "a GeoNames id is a number, as in 4299276")
    assert bool(hit.problem.fix) is bool(number)


@pytest.mark.parametrize(
    ("url", "fires"),
    [
        ("https://192.168.0.1/x", True),
        ("http://10.0.0.7", True),
        ("http://127.0.0.1:8000/x", True),
        ("https://172.16.4.4/x", True),
        ("https://169.254.1.1/", True),
        ("https://localhost.localdomain/x", True),
        ("https://intranet.city.local/x", True),
        ("https://wiki.internal", True),
        ("https://www.harborview.test?x", True),
        ("https://www.harborview.invalid/", True),
        ("https://www.harborview.example/x", False),
        ("https://10.example.org/x", False),
        ("https://172.32.4.4/x", False),
        ("https://8.8.8.8/x", False),
        ("https://www.local.example/x.test", False),
        ("https://www.test.de/x", False),
    ],
)
def test_addresses_that_nobody_can_open(world, url, fires):
    world.edit(PARTNERSHIP, "https://www.harborview.example/sister-cities", url)
    found = run(load(world.root), config.selection(config.Settings(), ("SCR108",)), 20260601).hits
    assert [hit.problem.route for hit in found] == ([("sources", 1, "url")] if fires else [])
    assert all("nobody else can open" in hit.problem.message for hit in found)


@pytest.mark.parametrize(("value", "meant"), [("44,6368", "44.6368"), ("44.6368", "44.6368"), ("4,4,4", "")])
def test_a_number_in_quotes_may_have_a_comma(hits, value, meant):
    (hit,) = hits(CITY, "lat = 44.6368", f'lat = "{value}"')
    assert hit.problem.help == f"write {meant or 'a number'}"
    assert bool(hit.problem.fix) is bool(meant)

"""Rules that give way to others do so only where the others speak, and their exceptions are left alone then."""

import pytest

from screcords.rules.world import CITY, ORG, PARTNERSHIP, WORLD, overlay

WEST = "records/cities/us/o/us-or-westview.toml"
HOME = "records/partnerships/us/o/us-or-harborview--us-or-westview.toml"
WEST_FACTS = 'lat = 45.5152\nlon = -122.6784\n[name]\nen = "Westview"'
TWIN = "records/cities/us/o/us-or-harborview-2.toml"
TWIN_PAIR = "records/partnerships/jp/m/jp-minatogawa--us-or-harborview-2.toml"
SOURCE = 'source = "https://www.harborview.example/policy"\n'
APPROVED = (
    '[[agreements]]\nid = "sister-1988"\ntype = "sister-city-agreement"\nsigned = "1988-05-20"\n'
    '[[approvals]]\nagreement = "sister-1988"\ncity = "us-or-harborview"\nbody = "council"\n'
    'instrument = "resolution"\ndate = "1988-03-14"'
)

# By the rule that gives way: the other one, where that one speaks, where this one does, the files and the settings.
CASES = {
    "SCR512": (
        "SCR513",
        "records/partnerships/jp/m/jp-minatogawa--us-or-westview.toml",
        "records/partnerships/jp/m/jp-minatogawa--us-or-westview.toml",
        {
            WEST: f'valid = "1890/2007"\nsuccessors = ["us-or-harborview"]\n{WEST_FACTS}',
            "records/partnerships/jp/m/jp-minatogawa--us-or-westview.toml": (
                'superseded_by = "jp-minatogawa--us-or-harborview"'
            ),
        },
        "",
    ),
    "SCR505": ("SCR402", TWIN, TWIN_PAIR, {TWIN: 'lat = 44.6368\nlon = -124.05\n[name]\nen = "Harborview"', TWIN_PAIR: 'kind = "sister"'}, ""),
    "SCR508": ("SCR902", HOME, HOME, {WEST: WEST_FACTS, HOME: 'kind = "sister"'}, f'[[policies]]\nrules = ["SCR902"]\n{SOURCE}'),
    "SCR604": (
        "SCR907",
        PARTNERSHIP,
        PARTNERSHIP,
        {PARTNERSHIP: APPROVED},
        f'[[policies]]\nrules = ["SCR907"]\n{SOURCE}instruments = ["resolution"]',
    ),
    "SCR404": ("SCR205", CITY, CITY, {CITY: WORLD[CITY].replace('"US"', '"CA"').replace('subdivision = "US-OR"\n', "")}, ""),
}  # fmt: skip


def allow(code):
    return f'\n[[allow]]\nrule = "{code}"\nreason = "The council says so."\n'


def spoken(found):
    return {finding["code"] for finding in found}


@pytest.fixture
def case(world):
    def write(code, *exceptions):
        _, _, _, files, settings = CASES[code]
        for path, text in files.items():
            world.write(path, overlay(path, text, bad=False))
        for path, exception in exceptions:
            world.write(path, world.read(path) + allow(exception))
        if settings:
            world.write("screcords.toml", settings)
        return world

    return write


@pytest.mark.parametrize("code", CASES)
def test_a_rule_gives_way_where_the_other_speaks(case, findings, code):
    other = CASES[code][0]
    assert spoken(findings(case(code), "--select", f"{code},{other}")) == {other}


@pytest.mark.parametrize("code", CASES)
def test_it_speaks_where_the_other_does_not_run(case, findings, code):
    world, other = case(code), CASES[code][0]
    assert spoken(findings(world, "--select", code)) == {code}
    assert code in spoken(findings(world, "--ignore", other, "--advice"))


@pytest.mark.parametrize("code", sorted(CASES.keys() - {"SCR505"}))
def test_it_speaks_where_the_other_is_allowed(case, findings, code):
    other, at, _, _, _ = CASES[code]
    assert spoken(findings(case(code, (at, other)), "--select", f"{code},{other}")) == {code}


@pytest.mark.parametrize("code", CASES)
def test_an_exception_from_a_rule_that_gave_way_is_left_alone(case, findings, code):
    other, _, own, _, _ = CASES[code]
    world = case(code, (own, code))
    assert spoken(findings(world, "--select", f"{code},{other},SCR013")) == {other}


def test_namesakes_that_are_two_places_by_their_own_word_are_no_hidden_duplicates(case, findings):
    assert findings(case("SCR505", (TWIN, "SCR402")), "--select", "SCR402,SCR505,SCR013") == []


def test_a_country_that_a_subdivision_contradicts(world, findings):
    world.edit(CITY, 'country = "US"', 'country = "TW"')
    world.write(CITY, world.read(CITY) + allow("SCR404"))
    assert spoken(findings(world, "--select", "SCR404,SCR408,SCR013")) == {"SCR408"}
    assert spoken(findings(world, "--select", "SCR404,SCR013")) == set()


def test_an_exception_from_a_rule_that_does_not_know_enough_is_left_alone(world, findings):
    text = overlay(
        "records/cities/us/o/us-or-lonely.toml", 'lat = 45.5\nlon = -122.6\n[name]\nen = "Lonely"', bad=False
    )
    world.write("records/cities/us/o/us-or-lonely.toml", text + allow("SCR511"))
    assert findings(world, "--select", "SCR511,SCR013") == []
    world.edit(ORG, 'city = "us-or-harborview"', 'city = "jp-zzzz"')
    assert spoken(findings(world, "--select", "SCR501,SCR511,SCR013")) == {"SCR501"}

import unicodedata

import pytest
from small_world import HOME, PARTNER, city, pair, town

from screcords.reference.names import fold
from screcords.rules.places.namesakes import key

WEST = "us-or-westview"


def routes(found):
    return [route for _, _, route, _ in found]


def test_item_under_same_as_counts(lint):
    files = {city(WEST): town("Westview", same_as='["Q990000001"]')}
    assert lint(files) == [("SCR401", f"{WEST}.toml", ("same_as", 0), "error")]
    files = {city(HOME): 'same_as = ["Q77"]', city(WEST): town("Westview", same_as='["Q77"]')}
    (hit,) = lint(files, full=True)
    assert hit.problem.related[0].route == ("same_as", 0)


def test_codes_of_other_registers_are_warnings(lint):
    files = {city(HOME): 'unlocode = "USHBV"', city(WEST): town("Westview", unlocode='"USHBV"')}
    assert lint(files) == [("SCR401", f"{WEST}.toml", ("unlocode",), "warning")]


@pytest.mark.parametrize(
    ("name", "keys", "found"),
    [
        ("Harborview", {}, True),
        ("Hárborview", {}, True),
        ("Harborview", {"lat": 44.9}, False),
        ("Harborview", {"level": '"county"'}, False),
        ("Harborview", {"level": '"district"'}, True),
        ("Harborview", {"subdivision": '"US-WA"', "id": '"us-wa-harborview"'}, False),
        ("Harborview", {"valid": '"../1999"', "successors": f'["{HOME}"]'}, False),
        ("Port Harborview", {}, False),
    ],
)
def test_near_duplicates(lint, name, keys, found):
    record_id = keys.get("id", '"us-or-harborview-two"').strip('"')
    keys = {"lat": 44.64, "lon": -124.06, **keys}
    assert bool(lint({city(record_id): town(name, **keys)}, "SCR402")) is found


def test_near_duplicate_can_be_allowed_on_either_side(lint):
    allow = '[[allow]]\nrule = "SCR402"\nreason = "two places"\n'
    files = {city("us-or-harborview-two"): town("Harborview", 44.64, -124.06) + allow}
    assert lint(files) == []


@pytest.mark.parametrize(
    ("lat", "lon", "code"),
    [
        ("95.0", "135.2", "SCR403"),
        ("34.7", "200.0", "SCR403"),
        ("135.2", "34.7", "SCR403"),
        ("-34.7", "135.2", "SCR403"),
        ("34.7", "-135.2", "SCR403"),
        ("0.0", "0.0", "SCR403"),
        ("54.7", "135.2", "SCR404"),
        ("34.7", "135.2", None),
        ("34.70001", "135.12345", None),
        ("34.123456", "135.123456", None),
    ],
)
def test_coordinates(lint, lat, lon, code):
    found = lint({city(PARTNER): f"lat = {lat}\nlon = {lon}"}, "SCR403", "SCR404")
    assert [found[0] for found in found] == ([code] if code else [])


def test_senseless_precision_is_advice(lint):
    assert lint({city(PARTNER): "lat = 34.1234567\nlon = 135.2"}, "SCR403")[0][2:] == (("lat",), "advice")
    assert lint({city(HOME): "lat = 44.1\nlon = -124.1234567"}, "SCR403")[0][2:] == (("lon",), "advice")


def test_half_a_place(lint):
    whole = 'schema = 1\nid = "us-or-westview"\nlevel = "{}"\ncountry = "US"\n{}wikidata = "Q7"\n\n[name]\nen = "Westview"\n'
    assert routes(lint({city(WEST): whole.format("municipality", "lon = -120.5\n")}, "SCR414")) == [("lon",)]
    assert lint({city(WEST): whole.format("municipality", "")}, "SCR414")[0][3] == "warning"
    assert lint({city(WEST): whole.format("county", "")}, "SCR414")[0][3] == "advice"


@pytest.mark.parametrize(
    ("level", "help_"),
    [
        ("port", "withdraw"),
        ("National Park", "withdraw"),
        ("city", 'write "municipality"'),
        ("Landkreis", 'write "county"'),
        ("Municipality", 'write "municipality"'),
        ("municpality", 'write "municipality"'),
        ("xyz", "write one of"),
    ],
)
def test_levels(lint, level, help_):
    (hit,) = lint({city(HOME): f'level = "{level}"'}, "SCR405", full=True)
    assert hit.problem.help.startswith(help_)


def test_levels_that_differ_by_one_are_no_matter(lint):
    assert lint({city(PARTNER): 'level = "county"'}, "SCR406") == []
    assert routes(lint({city(PARTNER): 'level = "state"'}, "SCR406")) == [("parties", 0, "city")]


@pytest.mark.parametrize(
    ("lines", "route"),
    [
        ('country = "SU"', ("country",)),
        ('subdivision = "JP-99"', ("subdivision",)),
        ('subdivision = "US-OR"', ("subdivision",)),
        ('subdivision = "JP-28"', None),
    ],
)
def test_countries_and_subdivisions(lint, lines, route):
    assert routes(lint({city(PARTNER): lines}, "SCR408")) == ([route] if route else [])


@pytest.mark.parametrize(
    ("population", "route"),
    [
        ("value = -1", ("population", "value")),
        ("value = 40000001", ("population", "value")),
        ("value = 31000000", None),
        ("value = 12, year = 2027", ("population", "year")),
        ("value = 12, year = 202", ("population", "year")),
        ("value = 12, year = 2026", None),
    ],
)
def test_population(lint, population, route):
    assert routes(lint({city(HOME): f"population = {{ {population} }}"})) == ([route] if route else [])


def test_a_state_may_be_large(lint):
    assert lint({city(HOME): 'level = "state"\npopulation = { value = 200000000 }'}, "SCR409") == []


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Washington, D.C.", False),
        ("Frankfurt (Oder)", False),
        ("Harborview (Oregon)", True),
        ("Harborview, OR", True),
        ("Georgia (country)", True),
        ("Westview (rural gmina)", True),
        ("Isle of Pines", False),
        ("Town of Westview", True),
    ],
)
def test_english_names(lint, name, found):
    assert bool(lint({city(HOME): f'[name]\nen = "{name}"'}, "SCR410")) is found


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Harborview (Lincoln County, Oregon)", "Harborview"),
        ("Harborview (Oregon, USA)", "Harborview"),
        ("Harborview , Oregon", "Harborview"),
        ("Harborview, Oregon, USA", "Harborview"),
        ("Harborview, Lincoln County, Oregon", "Harborview"),
        ("Harborview (Oregon), USA", "Harborview"),
        ("Harborview (Bay), Oregon", "Harborview (Bay)"),
        ("City of Harborview, Oregon", "Harborview"),
        ("Washington, D.C., USA", "Washington, D.C."),
    ],
)
def test_an_english_name_is_cut_to_the_whole_name(lint, name, bare):
    (hit,) = lint({city(HOME): f'[name]\nen = "{name}"'}, "SCR410", full=True)
    assert hit.problem.help == f'write "{bare}"'
    assert hit.problem.fix.changes[0].value == bare


@pytest.mark.parametrize("name", ["City of ", "(Oregon)", "Harborview (Bay, (Oregon)", "Harborview)", ", Oregon"])
def test_odd_names_are_not_cut(lint, name):
    for hit in lint({city(HOME): f'[name]\nen = "{name}"'}, "SCR410", full=True):
        assert hit.problem.fix is None


@pytest.mark.parametrize(
    ("tag", "text", "found"),
    [
        ("ru", "Moskva", True),
        ("ru", "Москва", False),
        ("zh", "纽约", False),
        ("zh-Latn", "Niuyue", False),
        ("sr", "Beograd", False),
        ("de", "Москва", True),
        ("de", "Köln", False),
        ("xx", "whatever", False),
    ],
)
def test_scripts(lint, tag, text, found):
    assert bool(lint({city(HOME): f'[name]\nen = "Harborview"\n{tag} = "{text}"'}, "SCR410")) is found


def test_succession(lint):
    east = "us-or-eastview"
    ended = {"valid": '"1890/2007"'}
    files = {
        city(WEST): town("Westview", 43.0, **ended, successors=f'["{east}"]'),
        city(east): town("Eastview", 42.0, **ended, successors=f'["{WEST}"]'),
    }
    assert lint(files) == [("SCR413", f"{east}.toml", ("successors", 0), "error")]
    files[city(east)] = town("Eastview", 42.0, **ended, successors=f'["{HOME}"]')
    assert lint(files) == [("SCR413", f"{WEST}.toml", ("successors",), "warning")]
    files[city(east)] = town("Eastview", 42.0, successors=f'["{HOME}"]')
    assert lint(files) == [("SCR413", f"{east}.toml", ("successors",), "warning")]


def test_missing_successor_is_said_once(lint):
    files = {city(WEST): town("Westview", valid='"1890/2007"', successors='["us-or-nowhere"]')}
    assert [code for code, *_ in lint(files)] == ["SCR501"]


def test_broken_files_have_no_follow_ons(lint):
    files = {city(PARTNER): 'schema = 1\nid = "jp-minatogawa\n', pair(PARTNER, HOME): 'status = "active"'}
    assert {code for code, *_ in lint(files)} == {"SCR001"}


@pytest.mark.parametrize("word", ["Bad {}", "{}sund", "Sankt-{}a", "San{} Luis", "City of {}"])
def test_quick_folding_of_names_is_the_folding_of_names(word):
    letters = [
        chr(code) for code in (*range(0xA1, 0x250), *range(0x1E00, 0x1F00), 0x2019, 0x2BB, 0x2010, 0x2013, 0x4E00)
    ]
    for letter in letters:
        if unicodedata.is_normalized("NFKC", letter):
            assert key(word.format(letter)) == fold(word.format(letter)), letter


@pytest.mark.parametrize(("valid", "expected"), [("1900/2030", []), ("1900/2026", []), ("1900/2025", ["SCR413"])])
def test_an_end_that_is_still_to_come_needs_no_successor(lint, valid, expected):
    found = lint({city("us-or-westview"): town("Westview", valid=f'"{valid}"')}, "SCR413")
    assert [code for code, *_ in found] == expected


def test_a_successor_whose_end_is_only_decided_goes_on(lint):
    files = {
        city("us-or-westview"): town("Westview", valid='"1900/2007"', successors='["us-or-eastview"]'),
        city("us-or-eastview"): town("Eastview", 44.1, -120.2, valid='"1900/2030"', successors='["us-or-harborview"]'),
    }
    assert lint(files, "SCR413") == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ('country = "TW"\nsubdivision = "US-OR"', {"SCR408"}),
        ('country = "TW"\nsubdivision = "TW-TPE"', {"SCR205"}),
        ('country = "TW"\nsubdivision = "TW-TPE"\nlat = 54.6\nlon = 135.1', {"SCR205", "SCR404"}),
    ],
)
def test_a_wrong_country_is_one_finding(lint, lines, expected):
    found = lint({city(HOME): lines}, "SCR205", "SCR403", "SCR404", "SCR408")
    assert {code for code, *_ in found} == expected


def test_a_point_that_would_fit_the_wrong_country_turned_around_is_right(lint):
    found = lint({city("fr-lafontaine"): town("Lafontaine", 48.8, 2.3, country='"SO"')})
    assert [code for code, *_ in found] == ["SCR205"]


def test_the_country_that_id_and_subdivision_agree_on_is_offered(lint):
    (found,) = lint({city(HOME): 'country = "TW"'}, full=True)
    assert found.problem.help.startswith('write country = "US" (United States), as the id has it too, or ')

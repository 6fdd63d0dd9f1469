"""Countries: the tables hold what the faces promise, and what people write is understood."""

import re

import pytest

from screcords.reference import countries


def test_codes_are_two_letters_with_a_name():
    assert len(countries.codes()) == 250
    for code in countries.codes():
        country = countries.get(code)
        assert country
        assert re.fullmatch("[A-Z]{2}", code)
        assert country.name == country.name.strip() != ""
        assert re.fullmatch("[A-Z]{3}", country.alpha3)
        assert country.numeric is None or re.fullmatch(r"\d{3}", country.numeric)
        assert country.calling_code is None or re.fullmatch(r"[1-9]\d{0,2}", country.calling_code)


def test_names_codes_and_numbers_are_unique():
    everything = [countries.get(code) for code in countries.codes()]
    for key in ("name", "alpha3", "numeric"):
        values = [value for country in everything if (value := getattr(country, key))]
        assert len(values) == len(set(values))


def test_every_country_has_a_region_but_antarctica():
    without = {code for code in countries.codes() if countries.region(code) is None}
    assert without == {"AQ"}
    assert {countries.region(code) for code in countries.codes()} - {None} == {
        "Africa",
        "Americas",
        "Asia",
        "Europe",
        "Oceania",
    }
    assert {countries.subregion(code) for code in countries.codes()} - {None} <= countries.REGIONS


@pytest.mark.parametrize(
    ("code", "name", "region", "subregion", "calling", "languages"),
    [
        ("JP", "Japan", "Asia", "Eastern Asia", "81", ("ja",)),
        ("US", "United States", "Americas", "Northern America", "1", ("en",)),
        ("XK", "Kosovo", "Europe", "Southern Europe", "383", ("sq", "sr", "sr-Latn")),
        ("TW", "Taiwan", "Asia", "Eastern Asia", "886", None),
        ("BA", "Bosnia and Herzegovina", "Europe", "Southern Europe", "387", None),
        ("CI", "Côte d'Ivoire", "Africa", "Western Africa", "225", ("fr",)),
        ("CH", "Switzerland", "Europe", "Western Europe", "41", ("de", "fr", "it")),
        ("HU", "Hungary", "Europe", "Eastern Europe", "36", ("hu",)),
    ],
)
def test_samples(  # noqa: PLR0917 (a column each)
    code, name, region, subregion, calling, languages
):
    country = countries.get(code)
    assert country
    assert (countries.name(code), country.region, country.subregion) == (name, region, subregion)
    assert country.calling_code == calling
    assert languages is None or country.languages == languages


def test_former_codes_are_not_current_and_lead_to_current_ones():
    withdrawn = countries._withdrawn()
    assert {"SU", "DD", "YU", "CS", "AN", "BU", "TP", "ZR", "FX"} <= withdrawn.keys()
    for code, state in withdrawn.items():
        assert not countries.is_code(code)
        assert state.successors
        assert set(state.successors) <= countries.codes()


@pytest.mark.parametrize(
    ("code", "successor"),
    [
        ("DD", "DE"),
        ("BU", "MM"),
        ("TP", "TL"),
        ("ZR", "CD"),
        ("FX", "FR"),
        ("SU", None),
        ("YU", None),
        ("CS", None),
        ("AN", None),
    ],
)
def test_one_successor_or_none(code, successor):
    former = countries.former(code)
    assert former
    assert former.successor == successor


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("UK", "GB"),
        ("EL", "GR"),
        ("de", "DE"),
        ("usa", "US"),
        ("U.S.A.", "US"),
        ("DEU", "DE"),
        ("Germany", "DE"),
        ("Deutschland", "DE"),
        ("日本", "JP"),
        ("Россия", "RU"),
        ("Ελλάδα", "GR"),
        ("大韩民国", None),
        ("대한민국", "KR"),
        ("CN-TW", "TW"),
        ("FR-973", "GF"),
        ("US-OR", "US"),
        ("DD", "DE"),
        ("Soviet Union", None),
        ("Cote d'Ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("the Netherlands", "NL"),
        ("Trinidad & Tobago", "TT"),
        ("St. Lucia", "LC"),
        ("Turkey", "TR"),
        ("Czech Republic", "CZ"),
        ("Republic of Korea", "KR"),
        ("Korea", None),
        ("Congo", None),
        ("xx", None),
        ("", None),
    ],
)
def test_suggestions(text, code):
    assert countries.suggest(text) == code


def test_every_synonym_leads_to_a_current_code():
    assert set(countries._SYNONYMS.values()) <= countries.codes()
    assert not countries._SYNONYMS.keys() & countries.codes()
    for code in countries.codes():
        assert countries.suggest(countries.name(code)) == code


def test_an_unknown_code_stands_for_itself():
    assert countries.name("QQ") == "QQ"
    assert countries.get("QQ") is None
    assert countries.region("QQ") is None

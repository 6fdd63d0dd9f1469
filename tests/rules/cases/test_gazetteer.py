"""Coordinates from GeoNames: offered where one place fits, and only then."""

import pytest
from small_world import city

from screcords.changes.edits import edits_of
from screcords.findings import Insert, SetValue
from screcords.model import schemas
from screcords.rules.places import gazetteer
from screcords.text.document import Document
from screcords.text.edit import apply

PLACES = [
    (1, "Rainbridge", 51.123456, 9.2, "DE", "05", ["Regenbrück", "Pont-de-Pluie"]),
    (2, "Neustadt", 50.0, 8.0, "DE", "08", []),
    (3, "Neustadt", 53.0, 10.0, "DE", "06", []),
    (4, "Westview", 45.5, -122.6, "US", "OR", []),
    (5, "Westview", 25.9, -80.2, "US", "FL", []),
    (6, "Lakeport", 43.2, -79.9, "CA", "08", []),
    (7, "Lakeport", 44.6, -63.6, "CA", "07", []),
    (8, "Regenbrück", 47.1, 8.1, "CH", "LU", []),
]
KEYS = ("geonameid", "name", "latitude", "longitude", "countrycode", "admin1code", "alternatenames")


@pytest.fixture(autouse=True)
def _places(monkeypatch):
    places = {str(place[0]): dict(zip(KEYS, place, strict=True)) for place in PLACES}
    monkeypatch.setattr(gazetteer, "_places", lambda: places)
    monkeypatch.setattr(gazetteer, "is_there", lambda: True)
    gazetteer._named.cache_clear()
    yield
    gazetteer._named.cache_clear()


def record(record_id, name, lines=""):
    return (
        f'schema = 1\nid = "{record_id}"\nlevel = "municipality"\ncountry = "{record_id[:2].upper()}"\n{lines}'
        f'wikidata = "Q990000009"\n\n[name]\nen = "{name}"\n'
    )


@pytest.mark.parametrize(
    ("record_id", "name", "lines", "found"),
    [
        ("de-rainbridge", "Rainbridge", "", 1),
        ("de-rainbridge", "RAINBRIDGE", "", 1),
        ("de-rainbridge", "Regenbrück", "", 1),
        ("ch-rainbridge", "Rainbridge", "", None),
        ("de-neustadt", "Neustadt", "", None),
        ("de-neustadt", "Neustadt", "geonames = 3\n", 3),
        ("de-neustadt", "Neustadt", "geonames = 4\n", None),
        ("de-rainbridge", "Rainbridge", "geonames = 99\n", None),
        ("us-or-westview", "Westview", "", 4),
        ("us-or-westview", "Westview", 'subdivision = "US-FL"\n', 5),
        ("us-wa-westview", "Westview", "", None),
        ("ca-on-lakeport", "Lakeport", "", 6),
        ("ca-qc-lakeport", "Lakeport", "", None),
        ("de-rainbridge", "Rainbridge", "lat = 51.1\n", 1),
        ("de-rainbridge", "Rainbridge", "lat = 47.1\n", None),
    ],
)
def test_the_one_place_that_fits_is_offered(lint, record_id, name, lines, found):
    (hit,) = lint({city(record_id): record(record_id, name, lines)}, "SCR414", full=True)
    fix = hit.problem.fix
    assert (fix is not None) is (found is not None)
    if fix is not None:
        assert not fix.safe
        assert f"of the GeoNames place {found}" in fix.title


def test_what_is_written_is_rounded_and_attributed(lint):
    text = record("de-rainbridge", "Rainbridge").replace("wikidata", 'wikidata = "Q1"\nfacts_from = ["wikidata"]\n#', 1)
    (hit,) = lint({city("de-rainbridge"): text}, "SCR414", full=True)
    changes = hit.problem.fix.changes
    assert changes == (
        Insert(("lat",), 51.1235),
        Insert(("lon",), 9.2),
        Insert(("geonames",), 1),
        SetValue(("facts_from",), ["geonames", "wikidata"]),
    )
    document = Document("x.toml", text.encode())
    mended = apply(text, [edit for change in changes for edit in edits_of(document, change, schemas.layout("cities"))])
    assert 'lat = 51.1235\nlon = 9.2\nwikidata = "Q1"\ngeonames = 1\nfacts_from = ["geonames", "wikidata"]' in mended


def test_a_county_is_no_populated_place(lint):
    text = record("de-rainbridge", "Rainbridge").replace("municipality", "county")
    (hit,) = lint({city("de-rainbridge"): text}, "SCR414", full=True)
    assert hit.problem.fix is None
    assert "gazetteer" not in hit.problem.help


def test_a_part_of_a_city_is_found_by_its_number_only(lint):
    text = record("de-rainbridge", "Rainbridge").replace("municipality", "district")
    (hit,) = lint({city("de-rainbridge"): text}, "SCR414", full=True)
    assert hit.problem.fix is None
    numbered = text.replace("wikidata", "geonames = 1\nwikidata")
    (hit,) = lint({city("de-rainbridge"): numbered}, "SCR414", full=True)
    assert hit.problem.fix is not None


def test_without_the_extra_the_help_says_how_to_get_it(lint, monkeypatch):
    monkeypatch.setattr(gazetteer, "is_there", lambda: False)
    (hit,) = lint({city("de-rainbridge"): record("de-rainbridge", "Rainbridge")}, "SCR414", full=True)
    assert hit.problem.fix is None
    assert "pip install 'screcords[gazetteer]'" in hit.problem.help


def test_where_nothing_is_missing_nothing_is_read(lint, monkeypatch):
    monkeypatch.setattr(gazetteer, "_places", None)
    assert lint({}, "SCR414") == []


def test_what_is_allowed_is_not_looked_up(lint, monkeypatch):
    monkeypatch.setattr(gazetteer, "_places", None)
    allow = '\n[[allow]]\nrule = "SCR414"\nreason = "It lies under a lake now."\n'
    assert lint({city("de-rainbridge"): record("de-rainbridge", "Rainbridge") + allow}) == []

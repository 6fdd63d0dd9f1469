"""Subdivisions: ISO 3166-2 as a table, and names that importers meet."""

import re

import pytest

from screcords.reference import countries, subdivisions


def test_codes_belong_to_countries_and_have_names():
    total = 0
    for country in countries.codes():
        for entry in subdivisions.of(country):
            total += 1
            assert re.fullmatch(country + "-[A-Z0-9]{1,3}", entry.code)
            assert entry.name
            assert entry.type
            assert subdivisions.is_code(entry.code)
    assert total > 5000
    assert set(subdivisions._countries()) <= countries.codes()


def test_counts():
    assert len([entry for entry in subdivisions.of("US") if entry.type == "state"]) == 50
    assert len(subdivisions.of("DE")) == 16
    assert len(subdivisions.of("JP")) == 47
    assert len(subdivisions.of("CA")) == 13
    assert subdivisions.of("QQ") == ()


@pytest.mark.parametrize(
    ("code", "name"), [("US-OR", "Oregon"), ("DE-BY", "Bavaria"), ("JP-26", "Kyōto"), ("US-ZZ", "US-ZZ")]
)
def test_names(code, name):
    assert subdivisions.name(code) == name


@pytest.mark.parametrize("code", ["US-ZZ", "us-or", "USOR", "US", "", "UK-ENG", "US-", "OR"])
def test_wrong_codes(code):
    assert not subdivisions.is_code(code)


@pytest.mark.parametrize(
    ("country", "name", "code"),
    [
        ("US", "Oregon", "US-OR"),
        ("US", "oregon ", "US-OR"),
        ("US", "OR", "US-OR"),
        ("US", "District of Columbia", "US-DC"),
        ("CA", "Québec", "CA-QC"),
        ("CA", "Quebec", "CA-QC"),
        ("CA", "British Columbia", "CA-BC"),
        ("AU", "New South Wales", "AU-NSW"),
        ("DE", "Bayern", "DE-BY"),
        ("DE", "Bavaria", "DE-BY"),
        ("JP", "Kyoto", "JP-26"),
        ("US", "Ontario", None),
        ("QQ", "Oregon", None),
        ("US", "", None),
    ],
)
def test_find(country, name, code):
    assert subdivisions.find(country, name) == code

"""The sentinel records are what they claim: valid, of every key, and each value its own."""

import collections

import jsonschema_rs
import pytest
import sentinel

from screcords.model import schemas


@pytest.mark.parametrize("name", sentinel.TYPES)
def test_they_are_valid_and_use_every_key(name):
    data = {"schema": 1, **sentinel.RECORDS[name]}
    assert [error.message for error in jsonschema_rs.Draft202012Validator(schemas.load(name)).iter_errors(data)] == []
    left_out = {"allow", "withdrawn"} | ({"status"} if name == "city" else set())
    assert set(data) == set(schemas.load(name)["properties"]) - left_out


def test_every_value_is_its_own():
    """But for the truth values, and the few terms that no vocabulary has enough of."""
    values = collections.Counter(value for value in sentinel.EXPECTED.values() if value is not True)
    assert [value for value, count in values.items() if count > 1] == []


def test_nothing_is_missing_where_all_is_found():
    assert sentinel.missing(sentinel.EXPECTED.values()) == []
    assert len(sentinel.missing([])) > 150
    assert sentinel.missing([], but=["city", "organisation", "partnership", "tombstone"]) == []


@pytest.mark.parametrize("route", [route for route, value in sentinel.EXPECTED.items() if value is not True])
def test_each_that_is_lost_is_noticed(route):
    found = [value for other, value in sentinel.EXPECTED.items() if other != route]
    assert sentinel.missing(found) == [f"{route} = {sentinel.EXPECTED[route]}"]


def test_the_directory_holds_them():
    found = sentinel.directory()
    assert set(found.cities) == {sentinel.HOME, sentinel.ONE, sentinel.OTHER}
    assert (set(found.orgs), set(found.partnerships)) == ({sentinel.ORG}, {sentinel.PAIR})

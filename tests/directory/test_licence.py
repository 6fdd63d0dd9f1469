"""The licence of a record follows from where its facts are from; what is joined to it counts too."""

import itertools

import pytest

from screcords.directory.licence import ATTRIBUTION, CC0, CC_BY, CC_BY_SA, LICENCES, licence_of, permits, strictest
from screcords.model.city import City
from screcords.model.organisation import Organisation
from screcords.model.partnership import Partnership
from screcords.model.record import typed


def city(*facts):
    return typed(
        {"schema": 1, "id": "de-x", "level": "town", "country": "DE", "name": {"en": "X"}, "facts_from": list(facts)},
        City,
    )


def sources(*types):
    return [{"id": f"s{number}", "type": kind} for number, kind in enumerate(types)]


def partnership(*types):
    data = {
        "schema": 1,
        "id": "de-x--de-y",
        "kind": "sister",
        "status": "active",
        "parties": [{"city": "de-x"}, {"city": "de-y"}],
    }
    return typed(data | {"sources": sources(*types)}, Partnership)


def organisation(*types):
    data = {"schema": 1, "id": "de-x-y", "kind": "nonprofit", "status": "active", "city": "de-x", "name": {"en": "X"}}
    return typed(data | {"sources": sources(*types)}, Organisation)


@pytest.mark.parametrize(
    ("facts", "licence"),
    [
        ((), CC0),
        (("wikidata",), CC0),
        (("natural-earth", "official"), CC0),
        (("geonames",), CC_BY),
        (("wikidata", "geonames", "other"), CC_BY),
    ],
)
def test_cities(facts, licence):
    assert licence_of(city(*facts)) == licence


@pytest.mark.parametrize("kind", [partnership, organisation])
@pytest.mark.parametrize(
    ("types", "licence"),
    [
        ((), CC0),
        (("wikidata",), CC0),
        (("wikipedia",), CC_BY_SA),
        (("wikipedia", "wikipedia"), CC_BY_SA),
        (("wikipedia", "wikidata"), CC0),
        (("official-site", "wikipedia"), CC0),
    ],
)
def test_only_where_wikipedia_is_the_only_witness_its_licence_follows(kind, types, licence):
    assert licence_of(kind(*types)) == licence


def test_licences_are_in_order_of_what_they_ask():
    assert LICENCES == (CC0, CC_BY, CC_BY_SA)
    assert set(ATTRIBUTION) == set(LICENCES)
    for one, other in itertools.product(LICENCES, repeat=2):
        assert strictest(one, other) == strictest(other, one)
        assert permits(strictest(one, other), one)
        assert permits(one, other) or permits(other, one)
        assert permits(one, one)
    assert permits(CC_BY_SA, CC0)
    assert not permits(CC0, CC_BY)
    assert strictest(CC0) == CC0
    assert strictest(CC_BY, CC_BY_SA, CC0) == CC_BY_SA

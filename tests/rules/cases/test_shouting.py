"""Names and summaries in capitals (SCR012): in every script that has them, but for abbreviations."""

import pytest
from small_world import HOME, PARTNER, city, org, pair

from screcords.text.plain import hushed


@pytest.mark.parametrize(
    ("name", "shouted"),
    [
        ("GRENOBLE", True), ("PORTLAND", True), ("PARIS", True), ("SAINT-ÉTIENNE", True), ("MÜNCHEN AN DER ISAR", True),
        ("ХАРЬКОВ", True), ("ΑΘΗΝΑ", True), ("ST. JOHN'S", True), ("Y", False), ("Å", False), ("UK", False), ("NYC", False),
        ("ROMA", False), ("Washington DC", False), ("京都市", False), ("さいたま市", False), ("القاهرة", False), ("თბილისი", False),
        ("서울특별시", False), ("Łódź", False),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "place", ['[name]\nen = "Harborview"\nxx = "{}"', '[former_names]\nxx = ["{}"]', 'aliases = ["{}"]']
)
def test_names_of_places(lint, name, shouted, place):
    found = lint({city(HOME): place.format(name)}, "SCR012")
    assert bool(found) is shouted


@pytest.mark.parametrize(
    ("text", "shouted"),
    [
        ("EIN 93-1234567", False),
        ("UNESCO", False),
        ("HARBORVIEW SISTER CITIES", True),
        ("VEREIN FÜR PARTNERSCHAFT", True),
    ],
)
def test_names_of_organisations_and_summaries(lint, text, shouted):
    assert bool(lint({org(f"{HOME}-sister-cities"): f'[name]\nen = "{text}"'}, "SCR012")) is shouted
    assert bool(lint({pair(PARTNER, HOME): f'summary.en = "{text}"'}, "SCR012")) is shouted


@pytest.mark.parametrize(
    ("text", "meant"), [("ST. JOHN'S", "St. John's"), ("L'AQUILA", "L'Aquila"), ("SAINT-ÉTIENNE", "Saint-Étienne")]
)
def test_capitals_are_brought_down(text, meant):
    assert hushed(text) == meant

"""Identifiers: minted once, in ASCII, with one place for each."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screcords.model.ids import COLLECTIONS, city_id, is_id, is_pair, is_slug, pair_id, path_of, slug

NAMES = st.text(max_size=150) | st.text("abc -'.äßŁ市Ж", max_size=300)
SLUGS = st.from_regex(r"\A[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}\Z")


@given(NAMES)
def test_a_slug_is_an_id_or_nothing(text):
    made = slug(text)
    assert made == "" or is_slug(made)
    assert made.isascii()
    assert len(made) <= 100
    assert slug(made) == made


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("St. John's", "st-johns"), ("Kőszeg", "koszeg"), ("O'Fallon", "o-fallon"), ("Łódź", "lodz"), ("Ærø", "aero"), ("Straße", "strasse"),
        ("  A--B  ", "a-b"), ("Ōtsu", "otsu"), ("'s-Hertogenbosch", "s-hertogenbosch"), ("!?", ""), ("", ""), ("100 Mile House", "100-mile-house"),
    ],
)  # fmt: skip
def test_slugs_of_names(name, made):
    assert slug(name) == made


def test_a_long_name_is_cut_between_words():
    assert slug("abcdefghi " * 20) == "-".join(["abcdefghi"] * 10)
    assert slug("x" * 200) == "x" * 100
    assert slug("x" * 99 + " y") == "x" * 99
    assert slug("x" * 98 + " y") == "x" * 98 + "-y"


@pytest.mark.parametrize(
    "text", ["", "-", "a-", "-a", "a--b", "A", "a_b", "ä", "a b", "a\n", "x" * 101, "a.b", "..", "a/b"]
)
def test_what_is_no_slug(text):
    assert not is_slug(text)


@pytest.mark.parametrize("text", ["", "a", "a--", "--b", "a---b", "a--b--c", "a--B", "a--b\n", "x" * 101 + "--b"])
def test_what_is_no_pair(text):
    assert not is_pair(text)
    assert not is_id("partnerships", text)


@given(SLUGS, SLUGS)
def test_a_pair_has_one_id_whichever_city_is_named_first(one, other):
    made = pair_id(one, other)
    assert made == pair_id(other, one)
    assert is_pair(made)
    first, second = made.split("--")
    assert first.encode() <= second.encode()
    assert {first, second} == {one, other}


def test_pairs_are_ordered_by_bytes():
    assert pair_id("de-a-b", "de-a") == "de-a--de-a-b"
    assert pair_id("us-z", "de-a") == "de-a--us-z"


@given(SLUGS, SLUGS)
def test_no_two_records_share_a_file(one, other):
    if one != other:
        assert path_of("cities", one) != path_of("cities", other)
    assert path_of("cities", one) != path_of("orgs", one)


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_the_folder_follows_from_the_id(collection):
    assert path_of(collection, "us-ky-louisville") == f"records/{collection}/us/k/us-ky-louisville.toml"
    assert re.fullmatch(
        r"records/\w+/de/m/de-mainz--us-ky-louisville\.toml", path_of(collection, "de-mainz--us-ky-louisville")
    )


def test_city_ids():
    assert city_id("DE", "München") == "de-munchen"
    assert city_id("US", "Louisville", "US-KY") == "us-ky-louisville"
    assert city_id("CN", "Suzhou", qualifier="Anhui") == "cn-suzhou-anhui"
    assert city_id("DE", "Mainz", "DE-RP") == "de-mainz"
    for country in ("US", "CA", "AU"):
        with pytest.raises(ValueError):
            city_id(country, "Springfield")
    with pytest.raises(ValueError):
        city_id("DE", "!")


@given(NAMES)
def test_a_minted_id_is_an_id(name):
    try:
        made = city_id("JP", name)
    except ValueError:
        assert slug(name) == ""
    else:
        assert is_id("cities", made)
        assert made.startswith("jp-")

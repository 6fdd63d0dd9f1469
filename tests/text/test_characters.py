"""Hidden, decomposed and mangled characters, and the fast check for texts that have none."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screcords.text.characters import HIDDEN, MOJIBAKE, hidden, is_suspect


def test_every_plain_character_is_visible_composed_and_stands_alone():
    for code in range(0x80, 0x110000):
        character = chr(code)
        if 0xD800 <= code < 0xE000 or is_suspect(character.encode()):
            continue
        assert character not in HIDDEN
        assert not unicodedata.combining(character), hex(code)
        assert unicodedata.is_normalized("NFC", character), hex(code)
        assert not MOJIBAKE.search(character)


@settings(deadline=None, derandomize=True)
@given(st.text())
def test_what_is_not_suspect_is_clean(text):
    if not is_suspect(text.encode("utf-8", "ignore")):
        clean = text.encode("utf-8", "ignore").decode()
        assert not hidden(clean)
        assert unicodedata.is_normalized("NFC", clean)
        assert not MOJIBAKE.search(clean)


@pytest.mark.parametrize(
    "name",
    ["Kraków", "Århus", "Øygarden", "Ñuñoa", "São Paulo", "İzmir", "Hà Nội", "Москва", "京都市", "서울", "القاهرة"],
)
def test_real_names_are_plain(name):
    assert not is_suspect(name.encode())


@pytest.mark.parametrize(
    "name", ["Bogotá", "Kraków", "Zürich", "Łódź", "München", "Đà Nẵng", "ÊÉ", "Ångström", "“Ruhr”"]
)
def test_mojibake_is_seen(name):
    wrong = name.encode().decode("cp1252", "replace")
    assert is_suspect(wrong.encode())
    assert MOJIBAKE.search(wrong)


def test_joiners_between_letters_that_need_them_are_no_hidden_characters():
    assert hidden("کتاب‌خانه") == []
    assert hidden("Ky\u200coto") == [2]

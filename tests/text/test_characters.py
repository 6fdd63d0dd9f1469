"""Hidden, decomposed and mangled characters, and the fast check for texts that have none."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screcords.text.characters import ASCII, HIDDEN, MOJIBAKE, hidden, is_suspect, mangled, unmangled
from screcords.text.recogniser import MAY_BE_CAPITAL, NO_LETTER_OF_A_CASE


def test_every_plain_character_is_visible_composed_and_stands_alone():
    for code in range(0x80, 0x110000):
        character = chr(code)
        if 0xD800 <= code < 0xE000 or is_suspect(character.encode()):
            continue
        assert character not in HIDDEN
        assert not hidden(character)
        assert not unicodedata.combining(character), hex(code)
        assert unicodedata.is_normalized("NFC", character), hex(code)
        assert not MOJIBAKE.search(character)


@settings(deadline=None, derandomize=True)
@given(st.text())
def test_what_is_not_suspect_is_clean(text):
    if not is_suspect(text.encode("utf-8", "ignore")):
        clean = text.encode("utf-8", "ignore").decode()
        assert not hidden(clean, "".join(map(chr, ASCII)))
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


@pytest.mark.parametrize(
    "character",
    [
        "\0",
        "\x1b",
        "\t",
        "\n",
        "\x7f",
        "\x85",
        "\u2800",
        "\ue000",
        "\uf8ff",
        "\ufdd0",
        "\ufffe",
        "\U0001ffff",
        "\U000f0000",
        "\u200b",
    ],
)
def test_what_one_does_not_see_or_nobody_understands_is_hidden(character):
    assert hidden(f"a{character}b") == [1]
    assert hidden(f"a{character}b", character) == []
    assert character.isascii() or is_suspect(character.encode())


def test_mojibake_of_plain_letters_is_suspect():
    assert MOJIBAKE.search("Ä“")
    assert is_suspect("Ä“".encode())


def as_read(text):
    """How Windows-1252 reads UTF-8; its five bytes without a meaning stay control characters."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("name", ["Città Nuova", "Łódź", "Москва", "こんにちは", "“Ruhr”", "Bogotá"])
def test_what_was_mangled_is_brought_back_however_often(name):
    wrong = as_read(name)
    assert mangled(wrong)
    assert unmangled(wrong) == name
    assert unmangled(as_read(wrong)) == name
    assert unmangled(name) is None
    assert not mangled(name)


@pytest.mark.parametrize("text", ["Harborâ€™s ï¿½", "M\ufffdrida", "MÃ©rida – 京都", "Harbor\x92s", "Mérida"])
def test_what_is_lost_or_only_half_mangled_is_not_guessed_at(text):
    assert unmangled(text) is None


def test_every_capital_may_be_one_and_only_small_letters_are_neither():
    capital = re.compile(MAY_BE_CAPITAL.encode("latin-1"))
    caseless = re.compile(NO_LETTER_OF_A_CASE.encode("latin-1"))
    for code in range(0x110000):
        if 0xD800 <= code < 0xE000 or code == 0x22:
            continue
        character, data = chr(code), chr(code).encode()
        is_capital, is_caseless = bool(capital.fullmatch(data)), bool(caseless.fullmatch(data))
        assert is_capital or not character.isupper(), hex(code)
        assert is_capital + is_caseless == 1 or (character.islower() and not is_capital + is_caseless), hex(code)

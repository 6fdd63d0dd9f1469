"""Language tags: right ones pass, wrong ones lead to the right one where it is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screcords.reference import languages


def test_common_tags_are_right():
    assert not {tag: found for tag in languages.COMMON if (found := languages._problem(tag))}
    assert 200 < len(languages.COMMON) < 500


def test_no_confused_tag_is_registered():
    registered = languages._registry()["language"]
    assert not {tag for tag in languages._MEANT if tag in registered}
    assert not {tag: meant for tag, meant in languages._MEANT.items() if languages.problem(meant)}


@pytest.mark.parametrize(
    "tag",
    [
        "se",
        "kr",
        "tw",
        "my",
        "en",
        "de-1996",
        "de-AT-1996",
        "sl-rozaj-biske",
        "zh-Hant-TW",
        "es-419",
        "x-default",
        "en-x-house",
        "en-u-ca-gregory",
        "qaa",
        "und",
        "mul",
        "ja-Latn-hepburn",
        "sr-Latn-RS",
        "i-default",
        "de-Qaaa",
        "en-XA",
    ],
)
def test_right(tag):
    assert languages.problem(tag) is None


@pytest.mark.parametrize(
    ("tag", "meant"),
    [
        ("jp", "ja"),
        ("cn", "zh"),
        ("ger", "de"),
        ("deu", "de"),
        ("ua", "uk"),
        ("cz", "cs"),
        ("dk", "da"),
        ("gr", "el"),
        ("JP", "ja"),
        ("jp-JP", "ja-JP"),
        ("iw", "he"),
        ("in", "id"),
        ("zh-min-nan", "nan"),
        ("zh-yue", "yue"),
        ("en_US", "en-US"),
        ("en-UK", "en-GB"),
        ("EN", "en"),
        ("zh-hans", "zh-Hans"),
        ("pt-br", "pt-BR"),
        ("english", "en"),
        ("Japanese", "ja"),
        ("de-DD", "de-DE"),
        ("sr-YU", None),
        ("xx", None),
        ("zh-Hanx", None),
        ("de-1901-1901", None),
        ("en-a-bb-a-cc", None),
        ("de-yue", None),
        ("日本語", None),
        ("de-", None),
        ("a", None),
        ("", None),
        ("en\n", "en"),
    ],
)
def test_wrong(tag, meant):
    found = languages.problem(tag)
    assert found
    message, suggestion = found
    assert suggestion == meant
    assert message[0] == '"' or message[0].islower()
    assert not message.endswith(".")


@given(st.text(max_size=30) | st.from_regex(r"[A-Za-z]{1,9}([-_][A-Za-z0-9]{0,9}){0,4}", fullmatch=True))
def test_any_text_is_judged_and_suggestions_are_right(tag):
    found = languages.problem(tag)
    if found and found[1]:
        assert found[1] != tag
        # One mistake is mended at a time; each step is nearer, and the steps end.
        for _ in range(6):
            found = languages.problem(found[1])
            if not found or not found[1]:
                break
        else:
            pytest.fail(f"no end of suggestions for {tag!r}")


@pytest.mark.parametrize(
    ("tag", "scripts"),
    [
        ("ja", {"Hira", "Kana", "Hani"}),
        ("ja-Latn", {"Latn"}),
        ("zh", {"Hani"}),
        ("zh-Hant-TW", {"Hani"}),
        ("ko", {"Hang", "Hani"}),
        ("ru", {"Cyrl"}),
        ("sr", {"Cyrl", "Latn"}),
        ("sr-Latn", {"Latn"}),
        ("fa", {"Arab"}),
        ("he", {"Hebr"}),
        ("el", {"Grek"}),
        ("th", {"Thai"}),
        ("hi", {"Deva"}),
        ("ka", {"Geor"}),
        ("hy", {"Armn"}),
        ("en", {"Latn"}),
        ("pa", {"Arab", "Guru"}),
        ("mn", {"Cyrl", "Mong"}),
        ("az", {"Arab", "Latn"}),
        ("xx", set()),
        ("en-x-cyrl", {"Latn"}),
    ],
)
def test_scripts(tag, scripts):
    assert languages.script_of(tag) == scripts


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("京都市", "ja", True),
        ("さいたま市", "ja", True),
        ("Kyoto", "ja", False),
        ("Kyōto", "ja-Latn", True),
        ("纽约", "zh", True),
        ("New York", "zh", False),
        ("Нью-Йорк", "ru", True),
        ("New York", "ru", False),
        ("Нови Сад", "sr", True),
        ("Novi Sad", "sr", True),
        ("서울", "ko", True),
        ("서울".encode().decode(), "kr", False),
        ("القاهرة", "ar", True),
        ("Αθήνα", "el", True),
        ("Århus", "da", True),
        ("Москва", "en", False),
        ("پنجاب", "pa", True),
        ("ਪੰਜਾਬ", "pa", True),
        ("anything", "xx", True),
        ("anything", "en-Zzzz", True),
    ],
)
def test_has_script(text, tag, expected):
    assert languages.has_script(text, tag) is expected


@pytest.mark.parametrize(
    ("text", "language"),
    [("서울", "ko"), ("さいたま市", "ja"), ("Αθήνα", "el"), ("東京", None), ("Москва", None), ("Bonn", None)],
)
def test_language_of(text, language):
    assert languages.language_of(text) == language

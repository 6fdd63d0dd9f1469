"""Scripts: those that a language tag lets expect, and whether a text has a sign of them."""

from __future__ import annotations

import re
from functools import cache

from screcords.reference import table

# Blocks of the scripts that records meet; one sign is enough to tell that a name is written so (Blocks.txt).
_RANGES = {
    "Arab": "\u0620-\u064a\u066e-\u06d3\u0750-\u077f\u08a0-\u08c9\ufb50-\ufdff\ufe70-\ufefc",
    "Armn": "\u0531-\u0587\ufb13-\ufb17",
    "Beng": "\u0980-\u09fe",
    "Bopo": "\u3105-\u312f\u31a0-\u31bf",
    "Cans": "\u1400-\u167f\u18b0-\u18f5",
    "Cher": "\u13a0-\u13fd\uab70-\uabbf",
    "Cyrl": "\u0400-\u052f\u1c80-\u1c88\u2de0-\u2dff\ua640-\ua69f",
    "Deva": "\u0900-\u097f\ua8e0-\ua8ff",
    "Ethi": "\u1200-\u139f\u2d80-\u2dde\uab01-\uab2e",
    "Geor": "\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2d",
    "Grek": "\u0370-\u03ff\u1f00-\u1fff",
    "Gujr": "\u0a81-\u0aff",
    "Guru": "\u0a01-\u0a76",
    "Hang": "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7fb",
    "Hani": "\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af",
    "Hebr": "\u0591-\u05f4\ufb1d-\ufb4f",
    "Hira": "\u3041-\u309f",
    "Kana": "\u30a1-\u30ff\u31f0-\u31ff\uff66-\uff9f",
    "Khmr": "\u1780-\u17f9",
    "Knda": "\u0c80-\u0cf3",
    "Laoo": "\u0e81-\u0edf",
    "Latn": "A-Za-z\u00aa\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff\u2c60-\u2c7f\ua722-\ua7ff\uff21-\uff5a",
    "Mlym": "\u0d00-\u0d7f",
    "Mong": "\u1800-\u18aa",
    "Mymr": "\u1000-\u109f\ua9e0-\ua9fe\uaa60-\uaa7f",
    "Nkoo": "\u07c0-\u07fa",
    "Orya": "\u0b01-\u0b77",
    "Sinh": "\u0d81-\u0df4",
    "Syrc": "\u0700-\u074f",
    "Taml": "\u0b82-\u0bfa",
    "Telu": "\u0c00-\u0c7f",
    "Tfng": "\u2d30-\u2d7f",
    "Thaa": "\u0780-\u07b1",
    "Thai": "\u0e01-\u0e5b",
    "Tibt": "\u0f00-\u0fda",
}
_TOGETHER = {
    "Jpan": frozenset({"Hani", "Hira", "Kana"}),
    "Kore": frozenset({"Hang", "Hani"}),
    "Hans": frozenset({"Hani"}),
    "Hant": frozenset({"Hani"}),
    "Hrkt": frozenset({"Hira", "Kana"}),
}
# Scripts that, among the languages of names in records, give one language away.
_GIVEN_AWAY = {
    "Hang": "ko",
    "Hira": "ja",
    "Kana": "ja",
    "Grek": "el",
    "Hebr": "he",
    "Thai": "th",
    "Geor": "ka",
    "Armn": "hy",
}


@cache
def _scripts() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in table.lines("scripts.tsv"):
        scripts, _, languages = line.partition("\t")
        found |= dict.fromkeys(languages.split(), frozenset(scripts.split()))
    return found


@cache
def script_of(tag: str) -> frozenset[str]:
    """The scripts (ISO 15924) in which a value with this tag is expected; empty where nothing is known.

    A script in the tag decides; else those in which CLDR says that the language is written today: Cyrl and Latn for sr.
    """
    for subtag in tag.split("-")[1:]:
        if len(subtag) == 4 and subtag.isalpha():
            script = subtag.title()
            return _TOGETHER.get(script, frozenset({script}))
        if len(subtag) == 1:
            break
    return _scripts().get(tag.partition("-")[0].lower(), frozenset())


@cache
def _signs(tag: str) -> re.Pattern[str] | None:
    expected = script_of(tag)
    if not expected or not expected <= _RANGES.keys():
        return None
    return re.compile(f"[{''.join(_RANGES[script] for script in sorted(expected))}]")


def has_script(text: str, tag: str) -> bool:
    """Whether a text has at least one sign of a script that its tag lets expect; true where nothing is known."""
    pattern = _signs(tag)
    return pattern is None or pattern.search(text) is not None


def language_of(text: str) -> str | None:
    """The language that the script of a text gives away, such as ko for Hangul; None where many share the script."""
    found = {language for script, language in _GIVEN_AWAY.items() if re.search(f"[{_RANGES[script]}]", text)}
    return found.pop() if len(found) == 1 else None

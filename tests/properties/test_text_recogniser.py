"""The recogniser is sound: whatever it lets pass is canonical, plain, and read alike by both parsers."""

import random
import re
import tomllib
from typing import Any

import rtoml
from hypothesis import given, settings
from hypothesis import strategies as st
from toml_texts import LAYOUT, TERMS, WORDS, routes

from screcords.text.canonical import canonical, write
from screcords.text.layout import Layout, Slot
from screcords.text.recogniser import recogniser

fast = settings(deadline=None, derandomize=True, max_examples=400)
numbers = st.integers(0, 2**32)

RECOGNISER = recogniser(LAYOUT)
PLACEHOLDER = re.compile(r"(?i)todo|tbd|tbc|xxx|n/?a|none|null|nil|unknown|-|--|-99|\?|\?\?|\.|…|n\.a\.|k\.a\.")
PLAIN = [
    "Köln",
    "L'Aquila",
    "a b",
    "日本語",
    "https://x.example/?a=1&b=2",
    "𝒳",
    "no",
    "Nab",
    "x.y",
    "-5",
    "1.0",
    "to-do",
]
ODD = [
    "",
    " a",
    "a ",
    "a  b",
    "unknown",
    "N/A",
    "-",
    "??",
    "…",
    "<b>",
    "[1]",
    "{{x",
    "''x",
    "&amp;",
    "a\tb",
    "\x85",
    "a\nb",
    '"',
]
LANGUAGES = ["ar", "de", "fr", "ja", "pt-BR", "zh", "zh-Hant"]


def record(pick: random.Random, strings: list[str]) -> dict[str, Any]:
    """Data of the shape that the layout is made for."""

    def some(make: dict[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in make.items() if pick.random() < 0.6}

    def words() -> dict[str, str]:
        return {key: pick.choice(strings) for key in ["en", *pick.sample(LANGUAGES, pick.choice([0, 1, 5]))]}

    def set_of(most: int) -> list[str]:
        return sorted({pick.choice(strings) for _ in range(pick.randrange(most))})

    def office() -> dict[str, str]:
        return {"city": pick.choice(strings)} | some({"office": pick.choice(strings), "for": pick.choice(strings)})

    party = {"city": pick.choice(strings)}
    optional = {
        "status": pick.choice(["active", "unknown"]),
        "lat": pick.choice([0, -1, 51.0, -0.5, 12.345678, 4299276, 1e22, 0.00001, 38.90078125123]),
        "open": pick.choice([True, False]),
        "fields": sorted(pick.sample(TERMS, pick.randrange(5))),
        "aliases": set_of(9),
        "links": [pick.choice(strings) for _ in range(pick.randrange(6))],
        "population": some({"value": 5, "year": 1999}),
        "signatories": [office() for _ in range(pick.randrange(3))],
        "name": words(),
        "summary": words(),
        "parties": [party | some({"orgs": set_of(3), "share": 0.5, "designation": words()}) for _ in range(2)],
        "sources": [some({"id": "s1", "signatories": [office()]}) for _ in range(pick.randrange(1, 3))],
    }
    return {"schema": 1} | some(optional)


def is_plain(data: Any) -> bool:
    strings = ((route, value) for route, value in routes(data) if isinstance(value, str))
    return all(
        value
        and value == value.strip(" ")
        and not re.search(r"""  |[\x00-\x1f\x7f-\x9f\\<>"]|\{\{|\[\[|''|&amp;|\[[0-9]+\]""", value)
        and (not PLACEHOLDER.fullmatch(value) or route == ("status",))
        for route, value in strings
    )


def check_sound(data: bytes) -> bool:
    """Check what a match promises; return whether there was one."""
    if not RECOGNISER.fullmatch(data):
        return False
    text = data.decode()
    content = tomllib.loads(text)
    assert canonical(text, LAYOUT) == text
    assert rtoml.loads(text) == content
    assert is_plain(content)
    return True


@fast
@given(numbers)
def test_plain_records_are_recognised(number: int) -> None:
    pick = random.Random(number)
    data = record(pick, PLAIN)
    text = write(data, LAYOUT)
    unusual = any(
        # more digits than are certain, or a set or an inline language map of several that only the slow way can judge
        (route[-1] == "lat" and value in {1e22, 0.00001})
        or (len(route) > 1 and route[-1] == "orgs" and len(value) > 1)
        or (route[-1] == "designation" and len(value) > 2)
        for route, value in routes(data)
    )
    assert check_sound(text.encode()) or unusual, text


@fast
@given(numbers)
def test_odd_strings_are_left_to_the_slow_way(number: int) -> None:
    pick = random.Random(number)
    check_sound(write(record(pick, PLAIN + ODD), LAYOUT).encode())


@settings(deadline=None, derandomize=True, max_examples=1500)
@given(numbers)
def test_whatever_matches_is_canonical(number: int) -> None:
    pick = random.Random(number)
    text = write(record(pick, PLAIN), LAYOUT)
    for _ in range(pick.choice([1, 1, 1, 2])):
        text = mangled(text, pick)
    check_sound(text.encode())


def mangled(text: str, pick: random.Random) -> str:
    """One small change such as an editor or a careless hand would make."""
    lines = text.splitlines(keepends=True)
    first, second = pick.randrange(len(lines)), pick.randrange(len(lines))
    at = pick.randrange(len(text))
    how = pick.randrange(7)
    if how == 0:
        lines[first], lines[second] = lines[second], lines[first]
        return "".join(lines)
    if how == 1:
        return "".join([*lines[:first], lines[second], *lines[first:]])
    if how == 2:
        return "".join(lines[:first] + lines[first + 1 :])
    if how == 3:
        return text[:at] + text[at + 1 :]
    if how == 4:
        return text[:at] + pick.choice(list("\"'[]{}=.,#\\\n\r\t -0129.aZ\x00é…<>?&;")) + text[at:]
    if how == 5:
        words = re.findall(r'"[^"]*"|[0-9.]+', text)
        return text.replace(
            pick.choice(words),
            pick.choice([*words, '"unknown"', '"?"', "-0", "1.50", "00", "1e5", '"a\\tb"', "[]", "{}"]),
            1,
        )
    return text.replace(
        pick.choice([", ", "\n    ", " = ", "\n\n", '"', " }", "{ "]),
        pick.choice([",", "\n", "=", "  ", ", ", '", "']),
        1,
    )


def test_a_vocabulary_may_have_placeholders_and_a_free_key_may_not() -> None:
    both = recogniser(
        Layout({"status": Slot(terms=("unknown",)), "sources": Slot("tables", layout=Layout({"status": Slot()}))})
    )
    assert not both.fullmatch(b'a = 1\nstatus = "unknown"\n')
    assert not both.fullmatch(b'schema = 1\n\n[[sources]]\nstatus = "unknown"\n')
    one = recogniser(
        Layout({"schema": Slot(), "status": Slot(terms=("unknown",)), "name": Slot("table", layout=WORDS)})
    )
    assert one.fullmatch(b'schema = 1\nstatus = "unknown"\n')
    assert not one.fullmatch(b'schema = 1\n\n[name]\nstatus = "unknown"\n')


def test_an_array_is_broken_into_lines_exactly_when_it_must_be() -> None:
    for letters in range(80, 96):
        for word in ("x" * letters, "é" * letters):
            data = {"links": ["a", word]}
            assert RECOGNISER.fullmatch(write(data, LAYOUT).encode())
            short = f'links = ["a", "{word}"]\n'
            lines = f'links = [\n    "a",\n    "{word}",\n]\n'
            assert bool(RECOGNISER.fullmatch(short.encode())) == (len(short) <= 101)
            assert bool(RECOGNISER.fullmatch(lines.encode())) == (len(short) > 101)

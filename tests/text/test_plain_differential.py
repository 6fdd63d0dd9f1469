"""The recogniser lets pass only what the rules about text have nothing against: with and without it, the same is found."""

import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screcords.model import schemas
from screcords.repository.entry import Entry
from screcords.repository.load import examiner
from screcords.rules.registry import all_rules
from screcords.text.canonical import write
from screcords.text.document import Document

CODES = ("SCR003", "SCR004", "SCR005", "SCR006", "SCR007", "SCR008", "SCR012")
PAIR = {
    "schema": 1,
    "id": "jp-minatogawa--us-or-harborview",
    "kind": "sister",
    "status": "active",
    "parties": [{"city": "jp-minatogawa"}, {"city": "us-or-harborview"}],
}
CITY = {"schema": 1, "id": "us-or-harborview", "level": "municipality", "country": "US", "lat": 44.6, "lon": -124.0}
ORG = {"schema": 1, "id": "us-or-harborview-sister-cities", "kind": "nonprofit", "status": "active", "country": "US"}
PLACES = {
    "summary": ("partnerships", lambda value: PAIR | {"summary": {"en": value}}),
    "summary in another language": ("partnerships", lambda value: PAIR | {"summary": {"en": "A choir.", "fr": value}}),
    "title": (
        "partnerships",
        lambda value: PAIR | {"sources": [{"id": "s1", "type": "news", "title": value, "publisher": value}]},
    ),
    "name of a city": ("cities", lambda value: CITY | {"name": {"en": value}}),
    "name in another language": ("cities", lambda value: CITY | {"name": {"en": "Harborview", "ja": value}}),
    "alias": ("cities", lambda value: CITY | {"aliases": [value], "name": {"en": "Harborview"}}),
    "name of an organisation": ("orgs", lambda value: ORG | {"name": {"en": value}}),
    "street": ("orgs", lambda value: ORG | {"name": {"en": "Sister Cities"}, "address": {"street": value}}),
}
NASTY = [
    *("", " ", " a", "a ", "a  b", "todo", "TODO", "Tbd", "n/a", "N/A", "NA", "na", "Na", "None", "none", "NULL", "nil"),
    *("Unknown", "n.a.", "k.A.", "-99", "xxx", "-", "--", "?", "...", "\u2026", "\u2014", "\u2013", "\u2013-?", "\u2014\u2014"),
    *("\u212a.a.", "un\u212anown", "x[", "x]", "x[[y", "x]]", "x{{", "x}}", "x{y}", "<b>x</b>", "a < b", "a > b", "x[1]"),
    *("x[a]", "x[z]", "[citation needed]", "&nbsp;", "&#39;", "&amp;", "&AMP;", "&Eacute;", "&#x27;", "A & B", "A&B"),
    *("R&D;", "a''b", "a'b", "HARBORVIEW TOWN HALL", "HARBORVIEW", "HARBORVW", "1988-05-20 12", "A1234567890", "\u00c9COLE NORMALE"),
    *("HARBORVIEW \u00c9", "a\0b", "a\x1b[31mb", "a\x7fb", "a\x80b", "a\x9fb", "a\tb", "a\nb", "a\rb", "a\\b", 'a"b', "\ufffe"),
    *("\uffff", "\ufdd0", "\ue000", "\uf8ff", "\u2800", "\U000f0000", "\U0010ffff", "\U0001fffe", "a\u00a0b", "a\u200bb", "\u00adb"),
    *("e\u0301", "\u00c3\u00a9", "\u00c4\u201c", "\u00d8\u2013", "\u00e2\u20ac", "\ufffd", "caf\u00e9", "Stra\u00dfe", "\u6e2f\u5ddd\u5e02"),
]  # fmt: skip
PIECES = st.sampled_from(
    [*NASTY, *"[]{}<>&;#'-.?AZaz09 \u2013\u2014\u2026\u00c4\u00d8\u201d", "nbsp", "NA", "HARBORVIEW"]
)


def path(collection):
    record_id = {"partnerships": PAIR, "cities": CITY, "orgs": ORG}[collection]["id"]
    return f"records/{collection}/{record_id[:2]}/{record_id[3]}/{record_id}.toml"


@functools.cache
def rules():
    return [all_rules()[code] for code in CODES]


def entry(collection, data, *, recognising):
    made = Entry(path(collection), collection)
    examiner(collection, recognising=recognising)(made, data)
    return made


def findings(made, data):
    if made.plain or made.flaw == "unsafe":
        return []
    document = Document(made.path, data)
    return [(rule.code, problem.route, problem.message) for rule in rules() for problem in rule.check(document)]


def check(place, value):
    collection, make = PLACES[place]
    data = write(make(value), schemas.layout(collection)).encode()
    fast, slow = (entry(collection, data, recognising=recognising) for recognising in (True, False))
    assert not slow.plain
    assert findings(fast, data) == findings(slow, data)
    assert fast.record == slow.record


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("value", NASTY)
def test_nasty_values_are_found_with_the_recogniser_too(place, value):
    check(place, value)


@settings(deadline=None, derandomize=True, max_examples=500)
@given(st.sampled_from(sorted(PLACES)), st.lists(PIECES | st.text(max_size=3), max_size=4).map("".join))
def test_whatever_the_text(place, value):
    check(place, value)


@pytest.mark.parametrize(
    "value", ["Harborview", "\u6e2f\u5ddd\u5e02", "A & B", "L'Aquila", "NATO", "None", "St. John's"]
)
def test_ordinary_values_are_recognised(value):
    for collection, make in PLACES.values():
        if value != "None":
            assert entry(collection, write(make(value), schemas.layout(collection)).encode(), recognising=True).plain


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("HARBORVIEW TOWN HALL", "SCR012"),
        ("\u2014", "SCR007"),
        ("x]]", "SCR012"),
        ("x}}", "SCR012"),
        ("x&nbsp;y", "SCR012"),
        ("x&#39;y", "SCR012"),
        ("x[a]", "SCR012"),
        ("a\0b", "SCR006"),
        ("a\x1b[31mb", "SCR006"),
        ("a\ue000b", "SCR006"),
        ("a\u2800b", "SCR006"),
    ],
)
def test_what_is_found_in_a_canonical_file(value, code):
    collection, make = PLACES["summary"]
    data = write(make(value), schemas.layout(collection)).encode()
    assert [found for found, *_ in findings(entry(collection, data, recognising=True), data)] == [code]


def test_line_ends_are_for_prose():
    text = "One.\nTwo."
    for place, codes in (("summary", []), ("title", ["SCR006"] * 2), ("name of a city", ["SCR006"])):
        collection, make = PLACES[place]
        data = write(make(text), schemas.layout(collection)).encode()
        made = entry(collection, data, recognising=True)
        assert [code for code, *_ in findings(made, data) if code != "SCR004"] == codes


def test_an_escaped_hidden_character_is_told_of_once():
    data = write(PAIR | {"summary": {"en": "Harbor@view"}}, schemas.layout("partnerships"))
    escaped = data.replace("@", "\\u00a0").encode()
    made = entry("partnerships", escaped, recognising=True)
    assert [code for code, *_ in findings(made, escaped)] == ["SCR006"]

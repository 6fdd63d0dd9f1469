"""The canonical form means the same, keeps every comment beside its owner, and is its own canonical form."""

import tomllib
from collections import Counter
from typing import Any

import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st
from toml_texts import LAYOUT, Author, routes

from screcords.text.canonical import canonical, write
from screcords.text.layout import Layout, form_of
from screcords.text.notes import Comments
from screcords.text.owners import owners
from screcords.text.scanner import scan

fast = settings(deadline=None, derandomize=True, max_examples=250)
numbers = st.integers(0, 2**32)


def with_sets_in_order(data: Any, layout: Layout) -> Any:
    """The data, with arrays that are sets sorted as the canonical form sorts them."""
    if isinstance(data, list):
        return [with_sets_in_order(element, layout) for element in data]
    if not isinstance(data, dict):
        return data
    result = {}
    for key, value in data.items():
        slot = layout.slots.get(key)
        is_set = slot and slot.sorted and isinstance(value, list) and all(isinstance(item, str) for item in value)
        result[key] = sorted(value) if is_set else with_sets_in_order(value, (slot and slot.layout) or Layout({}))
    return result


def comment_texts(text: str) -> Counter[str]:
    return Counter(text[comment.start : comment.end].rstrip() for comment in scan(text).comments)


def belongings(comments: Comments, route: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
    """Each comment with the keys of its owner; comments are unique in these texts."""
    found = dict.fromkeys(comments.notes.lines(), route)
    for step, child in comments.children.items():
        found |= belongings(child, (*route, step) if isinstance(step, str) else route)
    return found


@fast
@given(numbers)
def test_same_meaning(number: int) -> None:
    text = Author(number).text()
    written = canonical(text, LAYOUT)
    assert tomllib.loads(written) == with_sets_in_order(tomllib.loads(text), LAYOUT)


@fast
@given(numbers)
def test_own_canonical_form(number: int) -> None:
    written = canonical(Author(number).text(), LAYOUT)
    assert canonical(written, LAYOUT) == written


@fast
@given(numbers)
def test_every_comment_survives_with_its_owner(number: int) -> None:
    text = Author(number).text()
    written = canonical(text, LAYOUT)
    assert comment_texts(written) == comment_texts(text)
    before, after = belongings(owners(scan(text))), belongings(owners(scan(written)))
    for comment, owner in before.items():
        # inside what is written on one line now, the owner is the whole of it
        assert after[comment] == owner[: len(after[comment])], comment


@fast
@given(numbers)
def test_tidy(number: int) -> None:
    written = canonical(Author(number).text(), LAYOUT)
    assert "\r" not in written
    assert not written.startswith("\n")
    assert "\n\n\n" not in written
    assert all(line == line.rstrip(" \t") for line in written.split("\n"))
    assert written == "" or (written.endswith("\n") and not written.endswith("\n\n"))


@fast
@given(numbers)
def test_data_are_written_as_the_formatter_would(number: int) -> None:
    data = tomllib.loads(Author(number).text())
    assert write(data, LAYOUT) == canonical(tomli_w.dumps(data), LAYOUT)


@fast
@given(numbers)
def test_entries_come_first_and_then_tables_each_in_order(number: int) -> None:
    data = tomllib.loads(Author(number).text())
    order = LAYOUT.order(data)
    tables = [key for key in order if form_of(data[key], LAYOUT.slots.get(key), top=True) in {"table", "tables"}]
    assert list(tomllib.loads(write(data, LAYOUT))) == [key for key in order if key not in tables] + tables


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@fast
@given(st.dictionaries(texts, texts | st.integers() | st.floats(allow_nan=False) | st.booleans() | st.datetimes()))
def test_scalars_are_spelled_as_tomli_w_spells_them(data: dict[str, Any]) -> None:
    written = write(data, Layout({}))
    assert tomllib.loads(written) == data
    if not any(isinstance(value, str) and "\n" in value for value in data.values()):
        assert written == tomli_w.dumps(dict(sorted(data.items())))


@fast
@given(numbers)
def test_every_route_survives(number: int) -> None:
    text = Author(number).text()
    written = canonical(text, LAYOUT)
    found = scan(written)
    assert all(found.find_all(route) for route, _ in routes(tomllib.loads(text)))

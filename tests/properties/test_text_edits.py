"""An edit does what it says and nothing else."""

import copy
import random
import tomllib
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from toml_texts import Author, routes

from screcords.text.edit import apply
from screcords.text.rewrite import insert, remove, rename_key, set_value
from screcords.text.scanner import scan

fast = settings(deadline=None, derandomize=True, max_examples=150)
numbers = st.integers(0, 2**32)
Route = tuple[str | int, ...]


def text_and_route(number: int) -> tuple[str, dict[str, Any], Route]:
    text = Author(number).text()
    data = tomllib.loads(text)
    there = [route for route, _ in routes(data)]
    assume(there)
    return text, data, random.Random(number).choice(there)


def parent(data: Any, route: Route) -> Any:
    for step in route[:-1]:
        data = data[step]
    return data


def without_empty_tables(data: Any) -> Any:
    """The data without tables that exist only as long as something is in them, at any depth."""
    if isinstance(data, dict):
        pruned = {key: without_empty_tables(value) for key, value in data.items()}
        return {key: value for key, value in pruned.items() if value not in ({}, [])}
    if isinstance(data, list):
        return [without_empty_tables(element) for element in data]
    return data


def is_rest_of(after: str, before: str) -> bool:
    """Whether `after` is `before` with something left out."""
    characters = iter(before)
    return all(character in characters for character in after)


@fast
@given(numbers)
def test_set_value(number: int) -> None:
    text, data, route = text_and_route(number)
    (node,) = scan(text).nodes(route)
    assume(node.kind in {"scalar", "array", "inline"})
    found = scan(text)
    after = apply(text, set_value(found, route, ["new", {"x": 1}]))
    parent(data, route)[route[-1]] = ["new", {"x": 1}]
    assert tomllib.loads(after) == data
    rest = text[: node.value.start] + '["new", { x = 1 }]' + text[node.value.end :]
    inside = [span for span in found.comments if node.value.start < span.start < node.value.end]
    assert is_rest_of(rest, after) if inside else after == rest
    assert all(text[span.start : span.end] in after for span in found.comments)


@fast
@given(numbers)
def test_remove(number: int) -> None:
    text, data, route = text_and_route(number)
    after = apply(text, remove(scan(text), route))
    del parent(data, route)[route[-1]]
    assert without_empty_tables(tomllib.loads(after)) == without_empty_tables(data)
    assert is_rest_of(after, text)


@fast
@given(numbers)
def test_remove_leaves_the_comments_of_others(number: int) -> None:
    text, _, route = text_and_route(number)
    found = scan(text)
    (node,) = found.nodes(route)
    assume(node.kind in {"scalar", "array", "inline"})
    after = apply(text, remove(found, route))
    start, end = found.lines.place(node.entry).line, found.lines.place(node.entry).end_line
    for comment in found.comments:
        line = found.lines.place(comment).line
        above = [found.lines.line_text(number).strip() for number in range(line + 1, start)]
        if (line < start and not all(words.startswith("#") for words in above)) or line > end:
            assert text[comment.start : comment.end] in after


@fast
@given(numbers)
def test_rename_key(number: int) -> None:
    text, data, route = text_and_route(number)
    assume(isinstance(route[-1], str))
    after = apply(text, rename_key(scan(text), route, "re named"))
    holder = parent(data, route)
    holder["re named"] = holder.pop(route[-1])
    assert tomllib.loads(after) == data


@fast
@given(numbers)
def test_insert(number: int) -> None:
    text, data, route = text_and_route(number)
    table = data if number % 3 == 0 else parent(data, (*route, ""))
    assume(isinstance(table, dict))
    where: Route = () if number % 3 == 0 else route
    (node,) = scan(text).nodes(where)
    expected = copy.deepcopy(data)
    parent(expected, (*where, ""))["new key"] = 1
    try:
        edits = insert(scan(text), (*where, "new key"), 1, order=("id", "new key"))
    except ValueError:
        assert node.kind == "implied"  # no line of its own to stand under
    else:
        assert tomllib.loads(apply(text, edits)) == expected
        assert is_rest_of(text, apply(text, edits))

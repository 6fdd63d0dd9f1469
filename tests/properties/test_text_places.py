"""Whatever valid text somebody writes, the scanner finds everything in it where it is."""

import tomllib

from hypothesis import example, given, settings
from hypothesis import strategies as st
from toml_texts import Author, routes

from screcords.text.document import Document
from screcords.text.explain import explain
from screcords.text.scanner import scan
from screcords.text.span import BOM

fast = settings(deadline=None, derandomize=True, max_examples=150)
numbers = st.integers(0, 2**32)
BROKEN = [
    "kind = Köln",
    "kind = 'x",
    'kind = "x',
    "kind = [1, 2",
    'kind = ["a",',
    "[broken",
    "[[broken]",
    "kind",
    "kind: 1",
    "= 1",
    "<<<<<<< ours",
    "kind = { a = 1",
    "kind = { a = 1,",
    'kind = """x',
    "kind = “x”",
    "!",
    "kind = 1 2",
    "kind = 1\nkind = 2",
]


@fast
@given(numbers)
def test_value_at_place_is_the_value(number: int) -> None:
    text = Author(number).text()
    data = tomllib.loads(text)
    found = scan(text)
    assert found.errors == []
    for route, value in routes(data):
        (node,) = found.nodes(route)
        span = found.find(route)
        written = text[span.start : span.end]
        if node.kind in {"scalar", "array", "inline"}:
            assert tomllib.loads(f"v = {written}") == {"v": value}, route
            assert text[node.entry.start : node.entry.end].endswith(written)
        elif node.kind != "dotted":
            assert written.startswith("[")
            assert written.endswith("]")
        if isinstance(route[-1], str):
            key = found.find(route, "key")
            assert tomllib.loads(f"{text[key.start : key.end]} = 1") == {route[-1]: 1}


@fast
@given(numbers)
def test_nothing_is_found_that_is_not_there(number: int) -> None:
    text = Author(number).text()
    data = tomllib.loads(text)
    found = scan(text)
    for route, _ in routes(data):
        nowhere = (*route, "no such key")
        assert found.find_all(nowhere) == []
        assert found.find(nowhere, "key") == found.find(route)
    assert 0 <= found.find(("nothing",)).start <= len(text)


@fast
@given(numbers, st.booleans())
def test_lines_and_columns(number: int, with_bom: bool) -> None:
    text = Author(number).text()
    document = Document("x.toml", ((BOM if with_bom else "") + text).encode())
    lines = text.replace("\r\n", "\n").split("\n")
    for route, _ in routes(tomllib.loads(text)):
        span, place = document.find(route), document.locate(route)
        first = text[span.start : span.end].replace("\r\n", "\n").split("\n")[0]
        assert lines[place.line - 1][place.column - 1 :].startswith(first)
        assert document.lines.offset(place.line, place.column) == span.start
        assert document.lines.offset(place.end_line, place.end_column) == span.end


@fast
@given(numbers, numbers, st.sampled_from(["cut", "drop", "double", "add"]))
@example(0, 0, "cut")
def test_mangled_text_is_explained_inside_the_text(number: int, at: int, how: str) -> None:
    text = Author(number).text()
    at %= len(text) + 1
    odd = "\"'[]{}=.,#\\\n\r\t \x00é“_"[number % 19]
    mangled = {
        "cut": text[:at],
        "drop": text[:at] + text[at + 1 :],
        "double": text[:at] + text[at : at + 9] + text[at:],
        "add": text[:at] + odd + text[at:],
    }[how]
    try:
        tomllib.loads(mangled)
    except ValueError:
        faults = explain(mangled)
        assert faults
        assert all(0 <= fault.span.start <= fault.span.end <= len(mangled) for fault in faults)
        assert all(fault.message and "\n" not in fault.message for fault in faults)
        assert scan(mangled).errors, "the scanner leaves this to tomllib"
    else:
        assert scan(mangled).errors == []
        assert explain(mangled) == []


@fast
@given(st.text(alphabet="ab=.[]{}\"'#\\\n\r\t ,1-:Tué", max_size=40))
def test_scanner_and_tomllib_agree_on_any_text(text: str) -> None:
    try:
        tomllib.loads(text)
    except ValueError:
        assert explain(text)
    else:
        assert scan(text).errors == []


@fast
@given(numbers)
def test_keys_after_a_broken_line_keep_their_places(number: int) -> None:
    before = Author(number).text().rstrip("\r\n")
    broken = BROKEN[number % len(BROKEN)]
    text = f'{before}\n{broken}\nstatus = "active"\n[[places]]\ncity = "a"\n'
    found = scan(text)
    (status,) = (statement.node.value for statement in found.statements if statement.route[-1:] == ("status",))
    assert text[status.start : status.end] == '"active"'
    city = found.find(("places", 0, "city"))
    assert text[city.start : city.end] == '"a"'

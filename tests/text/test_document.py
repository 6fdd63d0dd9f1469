import pytest

from screcords.text.document import BadEncoding, BadSyntax, Document, judge, parse
from screcords.text.span import Place, Span

TEXT = """\
# about
schema = 1
name.en = "Köln"  # 𝒳
fields = ["a", "𝒳b", "c"]
population = { value = 1, year.of = 2 }

[[parties]]
city = '''
x'''

[parties.share]
"of it" = 0.5

[[parties]]
city = "b"
orgs = [
\t"o1",
    { city = "x", office = "mayor" },
]

[meetings]
"""
PLACES = [
    (("schema",), "value", "1"),
    (("schema",), "key", "schema"),
    (("schema",), "entry", "schema = 1"),
    (("name", "en"), "value", '"Köln"'),
    (("name", "en"), "key", "en"),
    (("name", "en"), "entry", 'name.en = "Köln"'),
    (("name",), "key", "name"),
    (("name",), "value", "name.en"),
    (("name", "de"), "value", "name.en"),
    (("fields",), "value", '["a", "𝒳b", "c"]'),
    (("fields", 1), "value", '"𝒳b"'),
    (("fields", 1), "key", '"𝒳b"'),
    (("fields", 9), "value", '["a", "𝒳b", "c"]'),
    (("fields", -1), "value", '["a", "𝒳b", "c"]'),
    (("population", "value"), "value", "1"),
    (("population", "year", "of"), "value", "2"),
    (("population", "year"), "key", "year"),
    (("population", "month"), "key", "{ value = 1, year.of = 2 }"),
    (("parties",), "value", "[[parties]]"),
    (("parties", 0), "value", "[[parties]]"),
    (("parties", 0, "city"), "value", "'''\nx'''"),
    (("parties", 0, "share"), "value", "[parties.share]"),
    (("parties", 0, "share"), "key", "share"),
    (("parties", 0, "share", "of it"), "key", '"of it"'),
    (("parties", 1, "city"), "value", '"b"'),
    (("parties", 1, "orgs", 0), "value", '"o1"'),
    (("parties", 1, "orgs", 1, "office"), "value", '"mayor"'),
    (("parties", 1, "share"), "value", "[[parties]]"),
    (("parties", 2, "city"), "value", "[[parties]]"),
    (("meetings", "url"), "value", "[meetings]"),
    (("meetings", "url", "x"), "entry", "[meetings]"),
    ((), "value", "schema"),
    (("nothing",), "value", "schema"),
]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize(("route", "part", "there"), PLACES)
def test_find(route, part, there, bom, line_end) -> None:
    document = Document("x.toml", bom + TEXT.replace("\n", line_end).encode())
    span = document.find(route, part)
    assert document.text[span.start : span.end] == there.replace("\n", line_end)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_locate_counts_lines_and_code_points(bom: bytes, line_end: str) -> None:
    document = Document("x.toml", bom + TEXT.replace("\n", line_end).encode())
    assert document.locate(("fields", 1)) == Place(4, 16, 4, 20)
    assert document.locate(("parties", 1, "orgs", 0)) == Place(17, 2, 17, 6)
    assert document.locate(("parties", 1)) == Place(14, 1, 14, 12)
    assert document.locate(("parties", 0, "city")) == Place(8, 8, 9, 5)
    first = Document("x.toml", bom + b"id = 1")
    assert first.locate(("id",), "key") == Place(1, 1, 1, 3)


def test_second_element_is_the_second_header() -> None:
    document = Document("x.toml", TEXT.encode())
    assert document.find(("parties", 1)).start > document.find(("parties", 0)).start
    assert document.find(("parties",)) == document.find(("parties", 0))


def test_keys_that_are_there_twice() -> None:
    document = Document("x.toml", b"a = 1\nb = 2\na = 3\n[t]\nx = 1\n[t]\ny = 2\n")
    assert document.find(("a",)) == Span(4, 5)
    assert [document.text[s.start : s.end] for s in document.scan.find_all(("a",))] == ["1", "3"]
    assert document.locate(("t", "y")).line == 7
    assert len(document.scan.find_all(("t",))) == 2


@pytest.mark.parametrize("data", [b"", b"\n\n", b"# x", b"\xef\xbb\xbf", b"[", b"=", b"\xff", b"a", b"\r"])
def test_nothing_to_find_still_has_a_place(data: bytes) -> None:
    document = Document("x.toml", data)
    for route in [(), ("a",), ("a", 0, "b")]:
        span = document.find(route)
        assert 0 <= span.start <= span.end <= len(document.text)
        assert document.locate(route).line == 1


def test_missing_final_newline() -> None:
    document = Document("x.toml", b'a = 1\nb = "x"')
    assert document.locate(("b",)) == Place(2, 5, 2, 8)


def test_bytes_that_are_no_text_have_a_place_too() -> None:
    document = Document("x.toml", b"a = 1\nb = '\xfcx'\nc = 2")
    assert document.text.split("\n")[1] == "b = '\ufffdx'"
    assert document.locate(("c",)) == Place(3, 5, 3, 6)


@pytest.mark.parametrize(
    ("data", "span"),
    [
        (b"\xef\xbb\xbfa = 1", (0, 0)),
        ("é = '".encode() + b"\xfc'", (5, 6)),
        (b"a = '\xed\xa0\x80'", (5, 6)),
        (b"a = '\xc3", (5, 6)),
        (b"a\x00b", (1, 2)),
        ("a = 1".encode("utf-16"), (0, 1)),
    ],
)
def test_bad_encoding_says_where(data: bytes, span: tuple[int, int]) -> None:
    with pytest.raises(BadEncoding) as caught:
        parse(data)
    assert caught.value.span == span


def test_fast_parser_is_only_for_recognised_files() -> None:
    newer = b"a = { b = 1, }"  # TOML 1.1, which rtoml takes
    with pytest.raises(BadSyntax):
        parse(newer)
    assert parse(b'a = "\xc3\xa9"', recognised=True) == {"a": "é"}
    with pytest.raises(BadEncoding):
        parse(b'a = "\xff"', recognised=True)


def test_line_ends_in_strings_are_tomllibs() -> None:
    assert parse(b'a = """\r\nx\r\ny"""') == {"a": "x\ny"}


def test_judge() -> None:
    assert judge("a = 1")
    assert not judge("a = ")
    assert not judge("a = " + "[" * 100_000)
    assert not judge("\ufeffa = 1")


def test_byte_order_mark_comes_back_with_changed_text() -> None:
    assert Document("x", b"\xef\xbb\xbfa").encode("é") == b"\xef\xbb\xbf\xc3\xa9"
    assert Document("x", b"a").encode("é") == b"\xc3\xa9"

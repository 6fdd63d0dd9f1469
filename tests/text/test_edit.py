import pytest

from screcords.text.edit import Edit, OverlapError, apply
from screcords.text.rewrite import append, insert, move, remove, rename_key, set_value
from screcords.text.scanner import scan
from screcords.text.span import Span

TEXT = """\
# licence

schema = 1
id = 'x'   # the id
# about fields
fields = ["a", 'b', "c"] # f
# not about fields

name.en = "y"
population = { value = 1, year = 2 }
links = [
  "one", # 1
  # about two
  "two",
  "three" # 3
]

# first
[[parties]]
city = "a"

[parties.share]
of = 1

# second
[[parties]] # b
city  =  "b"
# end of b

[meetings]
"""


def changed(edits: list[Edit], text: str = TEXT) -> tuple[str, str]:
    """What is different before and after, without the lines around it."""
    after = apply(text, edits)
    old, new = text.splitlines(keepends=True), after.splitlines(keepends=True)
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return "".join(old), "".join(new)


def test_apply_in_any_order() -> None:
    edits = [Edit(Span(3, 4), "D"), Edit(Span(0, 1), ""), Edit(Span(1, 1), "+"), Edit(Span(4, 4), "!")]
    assert apply("abcd", edits) == apply("abcd", reversed(edits)) == "+bcD!"


def test_same_edit_twice_is_one_edit() -> None:
    assert apply("ab", [Edit(Span(0, 1), "x")] * 2) == "xb"


@pytest.mark.parametrize("other", [Span(1, 2), Span(2, 3), Span(0, 9), Span(2, 2)])
def test_overlapping_edits_are_refused(other: Span) -> None:
    with pytest.raises(OverlapError):
        apply("abcdefghi", [Edit(Span(1, 3), "x"), Edit(other, "y")])


@pytest.mark.parametrize("span", [Span(-1, 0), Span(0, 3), Span(2, 1)])
def test_edits_stay_inside_the_text(span: Span) -> None:
    with pytest.raises(IndexError):
        apply("ab", [Edit(span, "")])


@pytest.mark.parametrize(
    ("route", "value", "old", "new"),
    [
        (("schema",), 2, "schema = 1\n", "schema = 2\n"),
        (("id",), "é", "id = 'x'   # the id\n", 'id = "é"   # the id\n'),
        (("fields", 1), "z", """fields = ["a", 'b', "c"] # f\n""", 'fields = ["a", "z", "c"] # f\n'),
        (("fields",), ["q"], """fields = ["a", 'b', "c"] # f\n""", 'fields = ["q"] # f\n'),
        (("population", "year"), 3, "population = { value = 1, year = 2 }\n", "population = { value = 1, year = 3 }\n"),
        (("parties", 1, "city"), "c", 'city  =  "b"\n', 'city  =  "c"\n'),
        (("name", "en"), "a\nb", 'name.en = "y"\n', 'name.en = """\na\nb"""\n'),
    ],
)
def test_set_value(route, value, old, new) -> None:
    assert changed(set_value(scan(TEXT), route, value)) == (old, new)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_what_was_said_inside_a_value_goes_above_its_key(line_end) -> None:
    before = "a = 1\nb = [ # why\n  1, # one\n  # end\n] # x\n".replace("\n", line_end)
    after = "a = 1\n# why\n# one\n# end\nb = 2 # x\n".replace("\n", line_end)
    assert apply(before, set_value(scan(before), ("b",), 2)) == after


def test_what_was_said_inside_a_nested_value_goes_above_the_key_of_its_line() -> None:
    before = "[t]\nb = { c = [ # why\n  1 ], d = 1 }\n"
    assert apply(before, set_value(scan(before), ("t", "b", "c"), 2)) == "[t]\n# why\nb = { c = 2, d = 1 }\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a = []\n", 'a = ["x"]\n'),
        ("a = [ # none yet\n] # b\n", 'a = [ # none yet\n    "x",\n] # b\n'),
        ("a = [\r\n  # none yet\r\n  # ask Ann\r\n]\r\n", 'a = [\r\n    "x",\r\n  # none yet\r\n  # ask Ann\r\n]\r\n'),
        ("a = [\n]\n", 'a = ["x"\n]\n'),
    ],
)
def test_the_first_element_takes_no_comment_of_its_list(before, after) -> None:
    assert apply(before, append(scan(before), ("a",), "x")) == after


@pytest.mark.parametrize(
    ("route", "old", "new"),
    [
        (("schema",), "schema = 1\n", ""),
        (("fields",), """# about fields\nfields = ["a", 'b', "c"] # f\n""", ""),
        (("fields", 0), """fields = ["a", 'b', "c"] # f\n""", """fields = ['b', "c"] # f\n"""),
        (("fields", 1), """fields = ["a", 'b', "c"] # f\n""", """fields = ["a", "c"] # f\n"""),
        (("fields", 2), """fields = ["a", 'b', "c"] # f\n""", """fields = ["a", 'b'] # f\n"""),
        (("links", 0), '  "one", # 1\n', ""),
        (("links", 1), '  # about two\n  "two",\n', ""),
        (("links", 2), '  "three" # 3\n', ""),
        (("name", "en"), 'name.en = "y"\n', ""),
        (("name",), 'name.en = "y"\n', ""),
        (("population", "value"), "population = { value = 1, year = 2 }\n", "population = { year = 2 }\n"),
        (("population", "year"), "population = { value = 1, year = 2 }\n", "population = { value = 1 }\n"),
        (("parties", 0, "share"), "[parties.share]\nof = 1\n\n", ""),
        (("parties", 0), '# first\n[[parties]]\ncity = "a"\n\n[parties.share]\nof = 1\n\n', ""),
        (("parties", 1), '# second\n[[parties]] # b\ncity  =  "b"\n# end of b\n\n', ""),
        (("meetings",), "\n[meetings]\n", ""),
    ],
)
def test_remove(route, old, new) -> None:
    assert changed(remove(scan(TEXT), route)) == (old, new)


@pytest.mark.parametrize(
    ("text", "route", "after"),
    [
        ("a = { b = 1 }", ("a", "b"), "a = {}"),
        ("a = { b.c = 1, b.d = 2, e = 3 }", ("a", "b"), "a = { e = 3 }"),
        ("a = { e = 3, b.c = 1, b.d = 2 }", ("a", "b"), "a = { e = 3 }"),
        ("a = { e = 3, b.c = 1, b.d = 2 }", ("a", "b", "d"), "a = { e = 3, b.c = 1 }"),
        ("a = [ 1 ]", ("a", 0), "a = [  ]"),
        ("a = [1, # one\n  2]", ("a", 0), "a = [\n  2]"),
        ("a = [1, # one\n  2]", ("a", 1), "a = [1, # one\n  ]"),
        ("a = [1, # , one\n  2,\n]", ("a", 1), "a = [1, # , one\n]"),
        ("a = [[1, 2], 3]", ("a", 0, 1), "a = [[1], 3]"),
        ("a = [{ b = 1 }, { b = 2 }]", ("a", 0), "a = [{ b = 2 }]"),
        ("a = [{ b = 1, c = 2 }]", ("a", 0, "b"), "a = [{ c = 2 }]"),
        ("a = 1\nb = 2", ("b",), "a = 1\n"),
        ("a = 1\r\n# b\r\nb = 2\r\nc = 3\r\n", ("b",), "a = 1\r\nc = 3\r\n"),
        ("a.b = 1\nx = 1\na.c = 2\n", ("a",), "x = 1\n"),
        ("[a]\nb = 1\n[x]\n[a.c]\nd = 1\n", ("a",), "[x]\n"),
    ],
)
def test_remove_in_other_spellings(text: str, route, after: str) -> None:
    assert apply(text, remove(scan(text), route)) == after


ORDER = ("schema", "id", "lat", "fields", "name", "population")


@pytest.mark.parametrize(
    ("route", "value", "after"),
    [
        (("lat",), 1.0, "id = 'x'   # the id\nlat = 1.0\n"),
        (("zoo",), [1], '  "three" # 3\n]\nzoo = [1]\n'),
        (("name", "fr"), "z", 'name.en = "y"\nname.fr = "z"\n'),
        (("population", "at"), 5, "population = { at = 5, value = 1, year = 2 }\n"),
        (("population", "zed"), 5, "population = { value = 1, year = 2, zed = 5 }\n"),
        (("parties", 0, "orgs"), ["o"], 'city = "a"\norgs = ["o"]\n'),
        (("parties", 0, "alias"), "o", '# first\n[[parties]]\nalias = "o"\ncity = "a"\n'),
        (("parties", 0, "share", "to"), 2, "of = 1\nto = 2\n"),
        (("parties", 1, "designation"), {"ja": "x"}, 'city  =  "b"\ndesignation = { ja = "x" }\n'),
        (("meetings", "url"), "u", '[meetings]\nurl = "u"\n'),
    ],
)
def test_insert(route, value, after) -> None:
    order = ORDER if len(route) == 1 else ()
    result = apply(TEXT, insert(scan(TEXT), route, value, order))
    assert after in result
    assert len(result) > len(TEXT)


@pytest.mark.parametrize(
    ("text", "route", "after"),
    [
        ("", ("a",), "a = 1\n"),
        ("# x", ("a",), "# x\na = 1"),
        ("[t]\n", ("a",), "a = 1\n\n[t]\n"),
        ("# top\n\n# t\n[t]\n", ("a",), "# top\n\na = 1\n\n# t\n[t]\n"),
        ("b = 2", ("c",), "b = 2\nc = 1"),
        ("# b\nb = 2", ("a",), "a = 1\n# b\nb = 2"),
        ("b = 2\r\n", ("c",), "b = 2\r\nc = 1\r\n"),
        ("[t]", ("t", "a"), "[t]\na = 1"),
        ("[t] # x\r\n\r\n[u]\r\n", ("t", "a"), "[t] # x\r\na = 1\r\n\r\n[u]\r\n"),
        ("  b = 2\n", ("c",), "  b = 2\n  c = 1\n"),
        ("t = {}\n", ("t", "a"), "t = { a = 1 }\n"),
    ],
)
def test_insert_first_and_last(text: str, route, after: str) -> None:
    assert apply(text, insert(scan(text), route, 1)) == after


@pytest.mark.parametrize(
    ("text", "route", "after"),
    [
        ("a = 1 # a", ("a",), "n = 1 # a"),
        ("a.b = 1\na.c = 2\n[z]\na = 1", ("a",), "n.b = 1\nn.c = 2\n[z]\na = 1"),
        ("a.b = 1", ("a", "b"), "a.n = 1"),
        ("[a]\na = 1\n[a.b]\n[[a.c]]\n[[a.c]]\nx = 1", ("a",), "[n]\na = 1\n[n.b]\n[[n.c]]\n[[n.c]]\nx = 1"),
        ("[[a.c]]\n[a.c.d]\n[[a.c]]", ("a", "c"), "[[a.n]]\n[a.n.d]\n[[a.n]]"),
        ("[[a]]\n[a.c]\n[[a]]\n[a.c]", ("a", 1, "c"), "[[a]]\n[a.c]\n[[a]]\n[a.n]"),
        ("a = { b = 1, c = { b = 2 } }", ("a", "c", "b"), "a = { b = 1, c = { n = 2 } }"),
        ("a = [{ b = 1 }]", ("a", 0, "b"), "a = [{ n = 1 }]"),
        ("'a' = 1", ("a",), "n = 1"),
    ],
)
def test_rename_key(text: str, route, after: str) -> None:
    assert apply(text, rename_key(scan(text), route, "n")) == after


def test_rename_to_a_key_that_needs_quotes() -> None:
    assert apply("a = 1", rename_key(scan("a = 1"), ("a",), "é ")) == '"é " = 1'


def test_move_entry_with_its_comments() -> None:
    text = "a = 1\n# about b\nb = 2 # b\nc = 3"
    assert apply(text, move(scan(text), ("b",), before=("a",))) == "# about b\nb = 2 # b\na = 1\nc = 3"
    assert apply(text, move(scan(text), ("b",), after=("c",))) == "a = 1\nc = 3\n# about b\nb = 2 # b\n"
    assert move(scan(text), ("b",), after=("a",)) == []


def test_move_table_with_its_section() -> None:
    text = "[a]\nx = 1\n\n# b\n[[b]]\ny = 1\n# end\n\n[c]\nz = 1\n"
    first = "# b\n[[b]]\ny = 1\n# end\n\n[a]\nx = 1\n\n[c]\nz = 1\n"
    assert apply(text, move(scan(text), ("b", 0), before=("a",))) == first
    last = "[a]\nx = 1\n\n[c]\nz = 1\n\n# b\n[[b]]\ny = 1\n# end\n"
    assert apply(text, move(scan(text), ("b", 0), after=("c",))) == last
    assert apply(last, move(scan(last), ("b", 0), before=("a",))) == first


@pytest.mark.parametrize("act", [remove, lambda s, r: set_value(s, r, 1), lambda s, r: rename_key(s, r, "n")])
@pytest.mark.parametrize("route", [("nothing",), ("fields", 9), ("parties", 5), ("schema", "x")])
def test_what_does_not_exist_cannot_be_edited(act, route) -> None:
    with pytest.raises(KeyError):
        act(scan(TEXT), route)


def test_tables_are_not_set_and_keys_not_inserted_twice() -> None:
    with pytest.raises(ValueError, match="parties"):
        set_value(scan(TEXT), ("parties",), 1)
    with pytest.raises(ValueError, match="already"):
        insert(scan(TEXT), ("schema",), 1)
    with pytest.raises(ValueError, match="lines of its own"):
        move(scan(TEXT), ("fields", 0), before=("schema",))

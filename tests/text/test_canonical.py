"""The canonical form by example; that it loses nothing is in tests/properties."""

import pytest

from screcords.text.canonical import canonical, write
from screcords.text.document import BadSyntax
from screcords.text.layout import Layout, Slot

VALUE = Slot()
WORDS = Layout({"en": VALUE})
LAYOUT = Layout(
    {
        "schema": VALUE,
        "id": VALUE,
        "lat": VALUE,
        "fields": Slot(sorted=True),
        "links": VALUE,
        "population": Slot("inline", layout=Layout({"value": VALUE, "year": VALUE})),
        "signatories": Slot("rows", layout=Layout({"city": VALUE, "office": VALUE})),
        "name": Slot("table", layout=WORDS),
        "parties": Slot("tables", layout=Layout({"city": VALUE, "designation": Slot("inline", layout=WORDS)})),
    }
)

FORMS = {
    "order and spacing": (
        "lat=51.0\nschema   =1\r\nzoo = true\nid='x'\nape = 1\n",
        'schema = 1\nid = "x"\nlat = 51.0\nape = 1\nzoo = true\n',
    ),
    "numbers in their shortest spelling": (
        "lat = 5_1.50\nschema = 0xFF\nape = 1e3\n",
        "schema = 255\nlat = 51.5\nape = 1000.0\n",
    ),
    "sets are sorted and keep repeats": ('fields = ["b", "a", "b"]', 'fields = ["a", "b", "b"]\n'),
    "other arrays keep their order": ('links = ["b", "a"]', 'links = ["b", "a"]\n'),
    "a set of other things keeps its order": ("fields = [2, 1]", "fields = [2, 1]\n"),
    "long arrays one a line": (
        f'links = ["{"a" * 50}", "{"b" * 50}"]',
        f'links = [\n    "{"a" * 50}",\n    "{"b" * 50}",\n]\n',
    ),
    "short arrays on one line": ('links = [\n  "a",\n  "b",\n]', 'links = ["a", "b"]\n'),
    "rows": (
        'signatories = [{office="mayor",city="a"}]',
        'signatories = [\n    { city = "a", office = "mayor" },\n]\n',
    ),
    "inline tables": ("population = {year=1,value=2,z=3}\n", "population = { value = 2, year = 1, z = 3 }\n"),
    "dotted keys become the form of the layout": (
        'population.value = 1\nname.de = "x"\nname.en = "y"',
        'population = { value = 1 }\n\n[name]\nen = "y"\nde = "x"\n',
    ),
    "headers become the form of the layout": (
        '[[parties]]\n[parties.designation]\nja = "x"\n[population]\nvalue = 1\n[[signatories]]\ncity = "a"\n',
        'population = { value = 1 }\nsignatories = [\n    { city = "a" },\n]\n\n'
        '[[parties]]\ndesignation = { ja = "x" }\n',
    ),
    "arrays become tables": (
        'parties = [{city="a"}, {city="b"}]\nname = {}',
        '[name]\n\n[[parties]]\ncity = "a"\n\n[[parties]]\ncity = "b"\n',
    ),
    "unknown tables stay tables, at the end": (
        "[zoo]\na = 1\n[ape]\nb.c = 1\n[name]\n",
        "[name]\n\n[ape]\nb = { c = 1 }\n\n[zoo]\na = 1\n",
    ),
    "data of another shape than wanted": (
        'name = "x"\nparties = []\nid = { a = 1 }\nlinks = [{ b = 1 }]\n[population]\n',
        'id = { a = 1 }\nlinks = [\n    { b = 1 },\n]\npopulation = {}\nname = "x"\nparties = []\n',
    ),
    "strings": (
        "id = 'C:\\dir \"x\"'\nlinks = ['''it's''', \"\\u00e9\\u0001\\u007F\", 'a\tb']",
        'id = "C:\\\\dir \\"x\\""\nlinks = ["it\'s", "é\\u0001\\u007f", "a\tb"]\n',
    ),
    "strings of several lines": (
        'id = "a\\nb \\n\\tc\\r\\n"\nlinks = ["""\na\nb"""]',
        'id = """\na\nb\\u0020\n\tc\\r\n"""\nlinks = ["a\\nb"]\n',
    ),
    "keys": ("'a-b' = 1\n\"é\" = 2\n'' = 3", '"" = 3\na-b = 1\n"é" = 2\n'),
    "nothing": ("\n\n", ""),
}

COMMENTS = {
    "beside and above": (
        "id = 'x'   # the id\n# about schema,\n#  two lines\nschema = 1#first\n",
        '# about schema,\n#  two lines\nschema = 1  #first\nid = "x"  # the id\n',
    ),
    "the top of the file": (
        "# licence\n\nid = 'x'\nschema = 1\n",
        '# licence\n\nschema = 1\nid = "x"\n',
    ),
    "directly above the first entry": (
        "# the id\nid = 'x'\nschema = 1\n",
        'schema = 1\n# the id\nid = "x"\n',
    ),
    "a block by itself goes with what follows": (
        "schema = 1\n\n# by itself\n\nlat = 1\nid = 'x'\n",
        'schema = 1\nid = "x"\n\n# by itself\n\nlat = 1\n',
    ),
    "the end of the file and of tables": (
        "[[parties]]\ncity = 'a'\n# end of a\n\n# and more\n\n# about b\n[[parties]] # b\n# b has no city\n\n[name]\nen = 'x'\n\n# end\n",
        '[name]\nen = "x"\n\n# end\n\n[[parties]]\ncity = "a"\n# end of a\n\n# and more\n\n# about b\n[[parties]]  # b\n# b has no city\n',
    ),
    "inside arrays, sorted with their elements": (
        "fields = [ # open\n  # about b\n  'b', # b\n  'a' # a\n  # end\n] # fields\n",
        'fields = [  # open\n    "a",  # a\n    # about b\n    "b",  # b\n    # end\n]  # fields\n',
    ),
    "beside the bracket of an empty array": ("fields = [ # none\n]", "fields = [  # none\n]\n"),
    "beside the bracket of an array that becomes a part of a line": (
        "links = [ # all\n  [ # one\n    1, 2 ] # both\n]\n",
        "links = [  # all\n    # one\n    [1, 2],  # both\n]\n",
    ),
    "inside an empty array": ("fields = [\n# none\n]", "fields = [\n    # none\n]\n"),
    "rows": (
        "signatories = [\n  { office = 'mayor', city = 'a' }, # he\n  # she\n  { city = 'b' }\n]",
        'signatories = [\n    { city = "a", office = "mayor" },  # he\n    # she\n    { city = "b" },\n]\n',
    ),
    "tables that become inline": (
        "[[parties]]\ncity = 'a'\n# its own words\n[parties.designation] # here\n# Japanese\nja = 'x' # ja\n# end\n",
        '[[parties]]\ncity = "a"\n# its own words\n# Japanese\n# ja\n# end\ndesignation = { ja = "x" }  # here\n',
    ),
    "inline that becomes tables": (
        "# both\nparties = [ # open\n  { city = 'a' }, # first\n  # second\n  { city = 'b' },\n  # end\n]\n",
        '# both\n# open\n[[parties]]  # first\ncity = "a"\n\n# second\n[[parties]]\ncity = "b"\n\n# end\n',
    ),
    "nested arrays": (
        "links = [\n  [ 1, # one\n    2 ], # both\n]\n",
        "links = [\n    # one\n    [1, 2],  # both\n]\n",
    ),
    "only comments": ("# a\n\n\n# b", "# a\n\n# b\n"),
    "no comments in strings": ("id = '# x'\nlinks = ['#']", 'id = "# x"\nlinks = ["#"]\n'),
}


def _cases(forms: dict[str, tuple[str, str]]) -> list[object]:
    return [pytest.param(before, after, id=name) for name, (before, after) in forms.items()]


@pytest.mark.parametrize(("before", "after"), _cases(FORMS) + _cases(COMMENTS))
def test_canonical(before: str, after: str) -> None:
    assert canonical(before, LAYOUT) == after
    assert canonical(before.replace("\r\n", "\n").replace("\n", "\r\n"), LAYOUT) == after
    assert canonical(after, LAYOUT) == after


@pytest.mark.parametrize("text", ["a = ", "a = 1\na = 2", "a = " + "[" * 99, "\ufeffa = 1"])
def test_invalid_text_has_no_canonical_form(text: str) -> None:
    with pytest.raises(BadSyntax):
        canonical(text, LAYOUT)


def test_hundred_characters_are_a_line() -> None:
    fits = 'links = ["' + "日" * (100 - len('links = [""]')) + '"]'
    assert len(fits) == 100
    assert canonical(fits, LAYOUT) == fits + "\n"
    assert canonical(fits.replace("日", "日日", 1), LAYOUT).count("\n") == 3


def test_write_refuses_what_toml_has_not() -> None:
    with pytest.raises(TypeError, match="NoneType"):
        write({"a": None}, LAYOUT)


def test_monstrous_integers_are_written_as_they_can_be_read() -> None:
    text = f"a = 0x{'f' * 5000}\n"
    assert canonical(text, LAYOUT) == text

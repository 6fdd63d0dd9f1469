"""What people are told who do not know TOML."""

import pytest

from screcords.text.explain import explain

BLANK = "this is not the ordinary blank but U+00A0 (no-break space)"
CONFLICT = "an unsolved git conflict: keep one side and delete the marks"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("kind = sister", 'write text in quotes: "sister"'),
        ("lat = 44°38N", "write degrees as a decimal number: 44.6333"),
        ("lon = 124°3′W", "write degrees as a decimal number: -124.05"),
        ("lat = 44° north", 'write text in quotes: "44° north"'),
        ("kind = sister city # x", 'write text in quotes: "sister city"'),
        ("since = 1988-05", 'write text in quotes: "1988-05"'),
        ("kind = “sister”", '“ is a typographic quote: write straight quotes, "sister"'),
        ("“kind” = 1", '“ is a typographic quote: write the key without quotes or in straight ones "…"'),
        ('kind = "sister', 'the closing " of this text is missing'),
        ("kind = '''sister'", "the closing ''' of this text is missing"),
        ('kind = sister"', 'the opening " of this text is missing'),
        ('kind = "the "best" city"', 'the text ended at the quote before this: write \\" for a quote inside a text'),
        (
            "a = 'L'Aquila'",
            'the text ended at the quote before this: write a text with \' in it between "double quotes"',
        ),
        ('a = 1\rb = "x"\rc = 2\r', "lines end with CR alone: save the file with Unix line ends (LF)"),
        ("a = 1\r\nb = x\r\n", 'write text in quotes: "x"'),
        ("[name\n", "the closing ] is missing: write [name]"),
        ("[[parties]\n", "the closing ]] is missing: write [[parties]]"),
        ("[a]]\n", "as many brackets close as open: [ and ]"),
        ('fields = ["a", "b"\nkind = "sister"', "the closing ] of this list is missing"),
        ('fields = ["a" "b"]', "a comma is missing after this value"),
        ('fields = ["a",, "b"]', "a comma without a value before it"),
        ("<<<<<<< HEAD\n", "an unsolved git conflict: keep one side and delete the marks"),
        ("=======\n", "an unsolved git conflict: keep one side and delete the marks"),
        (">>>>>>> theirs\n", "an unsolved git conflict: keep one side and delete the marks"),
        ("<<<<<<< HEAD\na = 1\n=======\na = 2\n>>>>>>> theirs\n", CONFLICT),
        ("a = [\n<<<<<<< HEAD\n  1,\n=======\n  2,\n>>>>>>> theirs\n]\n", CONFLICT),
        ("a = 1\n<<<<<<< HEAD\n||||||| base\n=======\na = 2\n>>>>>>> theirs\nb =\n", CONFLICT),
        ("a = 1\n\na = 2", '"a" is there already, on line 1: keep one of the two'),
        ("[a]\n[b]\n[a]", '"a" is there already, on line 1: keep one of the two'),
        ("a = 1\na.b = 2", '"a" has a value already, on line 1, and cannot be a table as well'),
        ('kind "sister"', "a = is missing after kind"),
        ('kind: "sister"', "write = instead of : after kind"),
        ('home town = "x"', "a key has no blanks: write home_town, or put it in quotes"),
        ('straße = "x"', 'a key of other letters than A to Z, digits, - and _ needs quotes: "straße"'),
        ("a =", "the value after = is missing"),
        ("= 1", "a key is expected here, such as since or name.en"),
        ('a = "\\e"', "\\e belongs to TOML 1.1, this is TOML 1.0: write \\u001b"),
        ('a = "\\x41"', "\\x belongs to TOML 1.1, this is TOML 1.0: write \\u00…"),
        ('a = "C:\\dir"', "a single \\ means nothing here: write it twice, \\\\"),
        ('a = "\\u12"', "\\u needs 4 hexadecimal digits"),
        ('a = "\\uD800"', "\\uD800 is no character"),
        ("a = { b = 1, }", "no comma before the closing } in TOML 1.0"),
        (
            "a = { b = 1,\n c = 2 }",
            "an inline table { … } stays on one line in TOML 1.0: join the lines, or use a [table]",
        ),
        ("a = { b = 1\nc = 2", "the closing } of this inline table is missing"),
        ("a = 7:30", 'a time needs seconds in TOML 1.0: write 7:30:00, or quotes: "7:30"'),
        (
            "a = 1988-05-20T07:30",
            'a time needs seconds in TOML 1.0: write 1988-05-20T07:30:00, or quotes: "1988-05-20T07:30"',
        ),
        ("a = None", "TOML has no None: leave the whole line out"),
        ("a = True", "write true in lower case"),
        ("a = yes", 'write true or false, or the word in quotes: "yes"'),
        ("a = 0123", 'a number has no zero in front: write 123, or quotes if it is a code: "0123"'),
        ("a = 00.5", 'a number has no zero in front: write 0.5, or quotes if it is a code: "00.5"'),
        ("lat = -52,5", "write decimal numbers with a point: -52.5"),
        ("a = 633,045", "write thousands without a mark, 633045, and decimal numbers with a point, 633.045"),
        ("a = 1.633.045", "write numbers without marks between thousands: 1633045"),
        ("a = -.5", "write a digit before the point: -0.5"),
        ("a = 5.", "write a digit after the point: 5.0"),
        ("a = 1__0", "each _ in a number stands between two digits"),
        ("a = 1987-02-29", "there is no day 1987-02-29"),
        ("a = 1 2 # x", 'write text in quotes: "1 2"'),
        ("a = [1] x", "nothing may follow here but a comment after #: x"),
        ("a = 1 # \x01", "an invisible control character (U+0001) stands here: delete it"),
        ("\ufeffa = 1", "the file starts with an invisible byte order mark: save it as UTF-8 without BOM"),
        (f"a = {'1' * 4301}", "a number of more than 4,300 digits"),
        ("a = " + "[" * 40, "nested deeper than 32 levels"),
        ('kind = "sister",', "take the comma at the end of the line away"),
        ('since = "1988-05-20"; # x', "take the semicolon at the end of the line away"),
        ("lat = 44.6368,", "take the comma at the end of the line away"),
        ('fields = ["a"],', "take the comma at the end of the line away"),
        ("[[parties]],", "take the comma at the end of the line away"),
        ('kind =\u00a0"sister"', f"{BLANK}: replace it with a blank"),
        ('kind\u00a0= "sister"', f"{BLANK}: replace it with a blank"),
        ('\u00a0kind = "sister"', f"{BLANK}: replace it with a blank"),
        ('kind = "sister"\u00a0', f"{BLANK}: replace it with a blank"),
        ('a = ["a",\u00a0"b"]', f"{BLANK}: replace it with a blank"),
        ("a = { b = 1\u00a0}", f"{BLANK}: replace it with a blank"),
        ("ki\u200bnd = 1", "an invisible character (U+200B) stands here: delete it"),
        ("[[parties]]\n[parties]", "parties is a list: write [[parties]] with two brackets, as on line 1"),
        ("[parties]\n[[parties]]", "parties is a list: write [[parties]] with two brackets, as on line 2"),
        ('a = ("x", "y")', 'a list stands in square brackets: write ["x", "y"]'),
        ("a = { value = 10256 year = 2020 }", "a comma is missing after 10256"),
        (
            "a = { value = 10,256, year = 2020 }",
            "write thousands without a mark, 10256, and decimal numbers with a point, 10.256",
        ),
        ("kind = 「sister」", '「 is a typographic quote: write straight quotes, "sister"'),
        ("kind = „sister“", '„ is a typographic quote: write straight quotes, "sister"'),
        ('kind ＝ "sister"', "write = instead of ＝ after kind"),
        ('kind＝"sister"', "write = instead of ＝ after kind"),
        ("a = 1 b = 2", "a line holds one key and its value: write b on a line of its own"),
    ],
)
def test_first_complaint(text: str, told: str) -> None:
    assert explain(text)[0].message == told


def test_one_cause_is_told_once() -> None:
    text = '[[parties]\ncity = "a"\n\n[[parties]]\ncity = "b"\nfields = ["x", "y"\nkind = sister\n'
    assert [fault.message for fault in explain(text)] == [
        "the closing ]] is missing: write [[parties]]",
        "the closing ] of this list is missing",
        'write text in quotes: "sister"',
    ]


def test_place_of_a_duplicate_is_that_of_the_second_key() -> None:
    text = 'id = "a"\nid = "b"'
    (fault,) = explain(text)
    assert text[fault.span.start : fault.span.end] == "id"
    assert fault.span.start == 9


def test_a_conflict_is_one_mistake():
    one = "<<<<<<< HEAD\na = 1\n||||||| base\na = 0\n=======\na = 2\n>>>>>>> theirs\n"
    (fault,) = explain(one)
    assert one[fault.span.start : fault.span.end] == "<<<<<<< HEAD"
    assert [fault.message for fault in explain(one + one.replace("a", "b").replace("\n", "\r\n"))] == [CONFLICT] * 2


def test_what_is_left_of_a_conflict_is_told_without_what_follows_from_it():
    assert [fault.message for fault in explain("a = 1\n=======\na = 2\n>>>>>>> theirs\n")] == [CONFLICT] * 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("kind = sister,\n", ['write text in quotes: "sister"', "take the comma at the end of the line away"]),
        (
            'fields = ["business, "culture"]\nkind = "a"\n',
            ["a quote is missing before the comma in this text, or there is one too many"],
        ),
        (
            'fields = [\n    "business, "culture",\n    "trade",\n]\nkind = "a"\n',
            ["a quote is missing before the comma in this text, or there is one too many"],
        ),
        (
            "a = {\n  b = 1,\n  c = 2\n}\nd = 1\n",
            ["an inline table { … } stays on one line in TOML 1.0: join the lines, or use a [table]"],
        ),
        ('a = [\n  { b = "x" c = "y" },\n  { b = "x", c = "z" },\n]\nd = 1\n', ["a comma is missing here"]),
        ('title = "a\nb"\nd = 1\n', ["this text goes on on the next line: write it on one line"]),
        ('title = "a\nb = "c"\n', ['the closing " of this text is missing']),
        ('a = { en: "x" }\n', ["write = instead of : after en"]),
    ],
)
def test_one_cause_has_no_echo(text: str, told: list[str]) -> None:
    assert [fault.message for fault in explain(text)] == told


def test_what_is_known_to_be_a_list_has_two_brackets_each_time() -> None:
    text = "[parties]\na = 1\n\n[parties]\na = 2\n\n[name]\n[name]\n"
    assert [fault.message for fault in explain(text, frozenset({"parties"}))] == [
        "parties is a list: write [[parties]] with two brackets, each time",
        '"name" is there already, on line 7: keep one of the two',
    ]

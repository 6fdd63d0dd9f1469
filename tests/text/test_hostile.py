"""A file made to stop the check does not: no crash, no depth, and time that grows with length only."""

import time

import pytest

from screcords.text.document import BadText, parse
from screcords.text.guard import MAX_BYTES, guard
from screcords.text.scanner import scan

LIMIT = MAX_BYTES
HOSTILE = {
    "dotted key": "a." * LIMIT,
    "quoted dotted key": '"a".' * LIMIT,
    "dotted header": "[" + "a." * LIMIT,
    "brackets": "a = " + "[" * LIMIT,
    "brackets and line ends": "a = " + "[\n" * LIMIT,
    "braces": "a = " + "{a=" * LIMIT,
    "quotes": 'a = "' + '"' * LIMIT,
    "unclosed multi-line strings": 'a = """\n\\' * LIMIT,
    "escapes": 'a = "' + "\\q" * LIMIT,
    "one key again and again": "a=1\n" * LIMIT,
    "one table again and again": "[a]\n" * LIMIT,
    "elements": "[[a]]\n" * LIMIT,
    "entries in a list": "a = [" + "b = 1," * LIMIT,
    "commas": "a = [1" + "," * LIMIT,
    "unclosed lists": "a = [\n" * LIMIT,
    "comments in lists": "a = [ # x\n" * LIMIT,
    "inline pairs": "a = {" + "b=1," * LIMIT,
    "underscores": "a = " + "_" * LIMIT,
    "digits": "a = " + "9" * LIMIT,
    "blanks": "a = [" + " " * LIMIT,
    "line ends": "\n" * LIMIT,
    "conflicts": "<<<<<<<\n" * LIMIT,
}


@pytest.mark.parametrize("text", [pytest.param(text[:LIMIT], id=name) for name, text in HOSTILE.items()])
def test_time_and_depth_are_bounded(text: str) -> None:
    start = time.process_time()
    faults = scan(text).errors
    try:
        parse(text.encode())
    except BadText as error:
        faults = faults + error.faults
    assert time.process_time() - start < 3  # a second each is the aim; machines differ
    assert len(faults) <= 200
    assert all(0 <= fault.span.start <= fault.span.end <= len(text) for fault in faults)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"a = 1", None),
        (b" " * MAX_BYTES, None),
        (b" " * (MAX_BYTES + 1), "larger than 256 KiB (262,145 bytes)"),
        (b"a = " + b"[" * 32 + b"]" * 32, None),
        (b"a = " + b"[" * 33 + b"]" * 33, "nested deeper than 32 levels"),
        (b"a = " + b"{a=[" * 17, "nested deeper than 32 levels"),
        (b"[[a]]\n" * 100, None),
        (b'a = "' + b"[" * 99 + b'"', None),
        (b"a = '" + b"[" * 99 + b"'", None),
        (b'a = """"' + b"[\n" * 99 + b'""""\nb = 1', None),
        (b"a = '''" + b"{\n" * 99 + b"'''", None),
        (b"a = 1 # " + b"[" * 99, None),
        (b'a = "\\"' + b"[" * 99 + b'"', None),
        (b'a = "#"\nb = ' + b"[" * 99, "nested deeper than 32 levels"),
        (b"a = '\\'\nb = " + b"[" * 99, "nested deeper than 32 levels"),
        (b".".join([b"a"] * 32) + b" = 1", None),
        (b".".join([b"a"] * 33) + b" = 1", "a key of more than 32 parts"),
        (b" . ".join([b'"a.b"', b"'c'"] * 17) + b" = 1", "a key of more than 32 parts"),
        (b"[" + b".".join([b"a"] * 33) + b"]", "a key of more than 32 parts"),
        (b'a = "' + b"a." * 99 + b'"', None),
        (b"# " + b"a." * 99, None),
        (b"a.b = 1.5\n" * 99, None),
    ],
)
def test_guard(data: bytes, reason: str | None) -> None:
    assert guard(data) == reason

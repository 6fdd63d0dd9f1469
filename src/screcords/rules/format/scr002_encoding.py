"""SCR002: files that are not plain UTF-8."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, Rewrite, Severity
from screcords.rules.rule import Example, rule
from screcords.text.document import BadEncoding, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.text.document import Document


@rule(
    "SCR002",
    Severity.ERROR,
    Example(bad=b"\xef\xbb\xbfschema = 1\n", good='kind = "sister"', why="A byte order mark in front of the text."),
    Example(bad='schema = 1\nid = "jp-kyōto"\n'.encode("utf-16"), why="Saved as Unicode by an old editor."),
    Example(bad=b'schema = 1\n[name]\nen = "M\xfcnchen"\n', why="Saved in a Western encoding."),
    Example(bad=b'schema = 1\nid = "jp\x00-kyoto"\n', why="A NUL character."),
    fix="safe or unsafe",
)
def encoding(document: Document) -> Iterator[Problem]:
    """The file is not in UTF-8, begins with a byte order mark, or holds a NUL character.

    Every program that reads records expects UTF-8 without a mark. Choose "UTF-8" when saving; older versions of
    Notepad and Excel add the mark or use another encoding.
    """
    try:
        parse(document.data)
    except BadEncoding as error:
        wide = _looks_wide(document.data)
        message = "this looks like UTF-16: save the file as UTF-8" if wide else str(error)
        yield Problem((), message, span=error.span, fix=_fix(document.data))


def _fix(data: bytes) -> Fix | None:
    """A mark and NULs can go; what is marked as UTF-16 can be read; a Western encoding is a guess."""
    for mark, codec in (
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
        (codecs.BOM_UTF8, "utf-8-sig"),
    ):
        if data.startswith(mark):
            return _rewritten(data, codec, safe=True)
    if codec := _looks_wide(data):
        return _rewritten(data, codec, safe=True)
    return _rewritten(data, "utf-8", safe=True) or _rewritten(data, "cp1252", safe=False)


def _looks_wide(data: bytes) -> str:
    """The encoding of two bytes a character that a file without a mark is in, by where its zeros are; else nothing."""
    head = data[:4096]
    half = len(head) // 2
    if len(data) % 2 or not half or head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ""
    first, second = head[::2].count(0), head[1::2].count(0)
    if max(first, second) * 10 < half * 4 or min(first, second) * 50 > half:
        return ""
    return "utf-16-be" if first > second else "utf-16-le"


def _rewritten(data: bytes, codec: str, *, safe: bool) -> Fix | None:
    try:
        text = data.decode(codec)
    except ValueError:
        return None
    return Fix((Rewrite(text.replace("\0", "").encode()),), "save as UTF-8", safe=safe)

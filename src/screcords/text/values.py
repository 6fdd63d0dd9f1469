"""The scanner's hands: arrays, inline tables and single values become nodes."""

import re

from screcords.text.definitions import define
from screcords.text.guard import MAX_DEPTH
from screcords.text.hints import QUOTES, complaint, surplus_mark, too_deep, two_on_a_line, unclosed
from screcords.text.reader import Lost, Reader
from screcords.text.span import Span
from screcords.text.tree import Node

_RAW_LINE = re.compile(r"(?:[^#\r\n]|\r(?!\n))*+")
_RAW_ELEMENT = re.compile(rf"(?:[{QUOTES}][^{QUOTES}\n]*+[{QUOTES}])|\([^()\n]*+\)|(?:[^#,\[\]{{}}\r\n]|\r(?!\n))*+")
# A number or text as it mostly is, with what surely ends it.
_PLAIN_ELEMENT = re.compile(r'(?:0|-?[1-9][0-9]{0,14}|"[^"\\\x00-\x1f\x7f]*+")(?=[ \t]*+[,\]])')
# A number with a comma in it, as the value of an inline table that seems to go on with a key.
_NUMBER_IN_TWO = re.compile(r"[+-]?[0-9]+,[0-9]+[ \t]*")
# What looks like the next entry or header: an array that reaches it was never closed.
_NEXT_STATEMENT = re.compile(
    r"""
      (?:[A-Za-z0-9_.-]++|"[^"\n]*+")[ \t]*+=[ \t]
    | \[\[?(?!(?:true|false|inf|nan)\b)[A-Za-z][A-Za-z0-9_.-]*+\]{0,2}[ \t]*+(?:\r?\n|\Z)
    """,
    re.VERBOSE,
)

# A line that ends with a comma or a brace, or is followed by one, belongs to an inline table rather than to the file.
_MOST_LINES_OF_A_TEXT = 20
_ONE_LINE = "an inline table { … } stays on one line in TOML 1.0: join the lines, or use a [table]"
_GOES_ON = re.compile(r"[^\n]*(?:[},][ \t]*+(?:#[^\n]*+)?(?:\r?\n|\Z)|\n[ \t]*+\})")


def read_value(reader: Reader, node: Node, at: int, depth: int = 0) -> int:
    """Read the value at `at` into `node`, and return its end. Raise Lost if the rest of the statement makes no sense.

    `depth` says in how many brackets it is.
    """
    first = reader.text[at : at + 1]
    node.value = Span(at, max(at, reader.line_end(at)))  # in case the end is never found
    node.entry = Span(min(node.entry.start, at), node.value.end)
    if depth > MAX_DEPTH:
        reader.fault(at, at + 1, too_deep())
        raise Lost(at)
    if first and first in "\"'":
        end = _text(reader, at)
    elif first == "[":
        node.become("array")
        end = _array(reader, node, at, depth)
    elif first == "{":
        node.become("inline")
        end = _inline_table(reader, node, at, depth)
    else:
        end = _single(reader, at, alone=depth == 0)
    node.value = Span(at, end)
    node.entry = Span(node.entry.start, end)
    return end


def _single(reader: Reader, at: int, *, alone: bool) -> int:
    """Return the end of a number, boolean or date, or of what stands in its place."""
    found = (_RAW_LINE if alone else _RAW_ELEMENT).match(reader.text, at)
    raw = found[0].rstrip(" \t") if found else ""
    wrong = None if reader.is_full() and raw else complaint(raw)
    if wrong and not reader.unseen(at, at + len(raw)):
        mark = surplus_mark(raw) if alone else None
        value = raw[: mark[0]].rstrip(" \t") if mark else raw
        if mark and value:
            wrong = complaint(value)
        if wrong:
            wrong = (two_on_a_line(value) if alone else None) or wrong
            reader.fault(at, at + len(value), wrong)
        if mark and value:
            reader.fault(at + mark[0], at + len(raw), mark[1])
    return at + len(raw)


def _text(reader: Reader, at: int) -> int:
    """Return the end of the text at `at`; if it goes on on the next line, say that, and go on behind it."""
    quote = reader.text[at]
    try:
        return reader.string(at)[0]
    except Lost as lost:
        if reader.text.startswith(quote * 3, at):
            raise
        end = lost.at
        for _ in range(_MOST_LINES_OF_A_TEXT):
            start = reader.text.find("\n", end) + 1
            end = reader.line_end(start)
            line = reader.text[start:end]
            if (
                not start
                or not line.strip()
                or line.lstrip().startswith("#")
                or _NEXT_STATEMENT.match(reader.text, reader.blanks(start))
            ):
                break
            if quote in line:
                reader.take_back()
                reader.fault(at, lost.at, "this text goes on on the next line: write it on one line")
                raise Lost(end) from None
        raise


def _beyond(reader: Reader, at: int) -> int:
    """Return the end of the lines that belong to what was not understood: the next statement comes after it."""
    while True:
        start = reader.text.find("\n", at) + 1
        if not start:
            return len(reader.text)
        first = reader.blanks(start)
        if reader.is_line_end(first) or (
            _NEXT_STATEMENT.match(reader.text, first) and not _GOES_ON.match(reader.text, first)
        ):
            return start - 1
        at = start


def _array(reader: Reader, node: Node, start: int, depth: int) -> int:
    at = reader.gap(start + 1)
    while not reader.text.startswith("]", at):
        if at >= len(reader.text) or _is_next_statement(reader, at):
            return _give_up(reader, start, at)
        if reader.text.startswith(",", at):
            reader.fault(at, at + 1, "a comma without a value before it")
            at = reader.gap(at + 1)
            continue
        if plain := _PLAIN_ELEMENT.match(reader.text, at):
            span = Span(at, plain.end())
            item = Node("scalar", None, span, span)
            node.items.append(item)
            at = reader.blanks(span.end)
        else:
            item = Node("scalar", None, Span(at, at), Span(at, at))
            node.items.append(item)
            try:
                at = reader.gap(read_value(reader, item, at, depth + 1))
            except Lost as lost:
                raise Lost(_beyond(reader, lost.at)) from None
        if reader.text.startswith(",", at):
            at = reader.gap(at + 1)
        elif not reader.text.startswith("]", at):
            _expect_comma(reader, start, item.value.end, at)
    return at + 1


def _expect_comma(reader: Reader, start: int, end: int, at: int) -> None:
    """Complain about what follows an element; go on if it can be the next element."""
    text = reader.text
    if at >= len(text) or _is_next_statement(reader, at):
        _give_up(reader, start, at)
    if reader.unseen(at, at + 1):
        raise Lost(_beyond(reader, at))
    if text[at].isalnum() and re.fullmatch(
        r"""["'][^"'\n]*,[ \t]*["']""", text[text.rfind(text[end - 1], 0, end - 1) : end]
    ):
        reader.fault(end - 1, end, "a quote is missing before the comma in this text, or there is one too many")
        raise Lost(_beyond(reader, at))
    if text[at] in "\"'[{" or text[at].isalnum():
        reader.fault(end, end + 1, "a comma is missing after this value")
        return
    reader.fault(at, at + 1, f"{text[at]} is not understood here: a list goes on with a comma or ends with ]")
    raise Lost(_beyond(reader, at))


def _give_up(reader: Reader, start: int, at: int) -> int:
    """Say that the array is not closed, and go on with the statement that it has reached."""
    reader.fault(start, start + 1, unclosed("["))
    raise Lost(max(start, reader.text.rfind("\n", start, at)))


def _is_next_statement(reader: Reader, at: int) -> bool:
    if not _NEXT_STATEMENT.match(reader.text, at):
        return False
    while reader.text[at - 1 : at] in {" ", "\t"}:
        at -= 1
    return reader.text[at - 1 : at] in {"\n", ""}


def _inline_table(reader: Reader, node: Node, start: int, depth: int) -> int:
    text = reader.text
    at = _within(reader, start, start + 1)
    last = at
    while not text.startswith("}", at):
        key = at
        parts = reader.key(key)
        at = reader.blanks(parts[-1][1].end)
        if not text.startswith("=", at) and _NUMBER_IN_TWO.fullmatch(text, last, at):
            reader.fault(last, at, complaint(text[last:at].rstrip(" \t")) or "")
            raise Lost(at)
        child = define(reader, node, parts)
        if not text.startswith("=", at):
            if not reader.has_complained(key, at) and not reader.unseen(at, at + 1):
                reader.fault(at, at + 1, "a = is missing after this key")
            raise Lost(at)
        last = reader.blanks(at + 1)
        at = _within(reader, start, read_value(reader, child, reader.blanks(at + 1), depth + 1))
        if text.startswith("}", at):
            break
        if not text.startswith(",", at):
            reader.fault(at, at + 1, unclosed("{") if reader.is_line_end(at) else "a comma is missing here")
            raise Lost(at)
        comma, at = at, _within(reader, start, at + 1)
        if text.startswith("}", at):
            reader.fault(comma, comma + 1, "no comma before the closing } in TOML 1.0")
    return at + 1


def _within(reader: Reader, start: int, at: int) -> int:
    """Return the end of the blanks in an inline table, which stays on its line in TOML 1.0."""
    at = reader.blanks(at)
    if at < len(reader.text) and not (reader.is_line_end(at) or reader.text[at] == "#"):
        return at
    beyond = Reader.gap(Reader(reader.text), at)
    is_next = _NEXT_STATEMENT.match(reader.text, beyond) and not _GOES_ON.match(reader.text, beyond)
    if beyond >= len(reader.text) or is_next:
        reader.fault(start, at, unclosed("{"))
        raise Lost(at)
    if not any(fault.message == _ONE_LINE and fault.span.start >= start for fault in reader.faults):
        reader.fault(at, at + 1, _ONE_LINE)
    return reader.gap(at)

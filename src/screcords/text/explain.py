"""Whether a text is TOML 1.0, which `tomllib` decides, and if not, why not, which the scanner says in plain words."""

import re
import tomllib
from typing import Any

from screcords.text.guard import guard
from screcords.text.scanner import CONFLICT, scan
from screcords.text.span import BOM, Lines, Span
from screcords.text.tree import Fault

_MARK = re.compile(r"^([<=>])\1{6}(?: [^\r\n]*)?(?=[\r\n]|\Z)", re.MULTILINE)
_POSITION = re.compile(r" \(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)\Z")


def judge(text: str) -> bool:
    """Tell whether `text` is valid TOML 1.0 and safe to read."""
    return not isinstance(_verdict(text), str)


def explain(text: str, lists: frozenset[str] = frozenset()) -> list[Fault]:
    """Return what is wrong with the syntax of `text`: nothing if it is valid, at least one fault if it is not.

    Every fault lies inside the text. Where the scanner has nothing to say, `tomllib` says it. `lists` are names at the
    top that are known to be lists of tables.
    """
    verdict = _verdict(text)
    if not isinstance(verdict, str):
        return []
    if guard(text.encode()):
        return [Fault(Span(0, 0), verdict)]
    if found := _old_line_ends(text) or _conflicts(text):
        return found
    return _first_causes(sorted(scan(text, lists).errors)) or [_translated(verdict, text)]


def _old_line_ends(text: str) -> list[Fault]:
    """Return one fault for a text whose lines end with CR alone, as on Macs of old: TOML sees one line in it."""
    at = text.replace("\r\n", "  ").find("\r")
    if at < 0 or text.count("\r") - 2 * text.count("\r\n") <= text.count("\n") - text.count("\r\n"):
        return []
    return [Fault(Span(at, at + 1), "lines end with CR alone: save the file with Unix line ends (LF)")]


def _conflicts(text: str) -> list[Fault]:
    """Return one fault for each conflict that git left in a text, at its first mark: all else follows from it."""
    found: list[Fault] = []
    opened: re.Match[str] | None = None
    is_parted = False
    for mark in _MARK.finditer(text):
        if mark[1] == "<":
            opened, is_parted = mark, False
        elif mark[1] == "=":
            is_parted = opened is not None
        elif opened is not None and is_parted:
            found.append(Fault(Span(opened.start(), opened.end()), CONFLICT))
            opened, is_parted = None, False
    return found


def _first_causes(faults: list[Fault]) -> list[Fault]:
    """Return what is left of a conflict, if there is some, else all faults."""
    return [fault for fault in faults if fault.message == CONFLICT] or faults


def load(text: str) -> dict[str, Any] | str:
    """Return the data of a valid text, or the verdict of the parser about another one."""
    return _verdict(text)


def _verdict(text: str) -> dict[str, Any] | str:
    unsafe = guard(text.encode())
    if unsafe:
        return unsafe
    try:
        return tomllib.loads(text)
    except RecursionError:  # cannot be, after the guard
        return "nested too deeply"
    except ValueError as error:
        return str(error)


def _translated(verdict: str, text: str) -> Fault:
    """Return a message of tomllib as a fault, with its position taken out of the words."""
    lines, start = Lines(text), len(text)
    found = _POSITION.search(verdict)
    message = verdict[: found.start()] if found else verdict
    if found and found[1]:
        # tomllib counts a byte order mark as a column
        column = int(found[2]) - (text.startswith(BOM) and found[1] == "1")
        start = lines.offset(int(found[1]), column)
    end = min(start + 1, len(text))
    return Fault(Span(start, end), message[:1].lower() + message[1:])

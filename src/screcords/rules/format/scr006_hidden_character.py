"""SCR006: characters that nobody sees."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, Rewrite, SetValue, Severity, quoted
from screcords.rules.format.strings import strings
from screcords.rules.rule import Example, rule
from screcords.text.characters import hidden, mangled
from screcords.text.edit import Edit, apply

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.text.document import Document

_MARKS = (b"\\", b"\t", b'"""', b"'''")
"""Without one of them, a text in ASCII has no character that is hidden."""

_BREAKS = "\t\n\r\u2028\u2029\u2800"
"""What parts two words although Unicode does not count it among the blanks."""


@rule(
    "SCR006",
    Severity.ERROR,
    Example(bad='summary.en = "Harborview\u200b and Minatogawa"  # <- SCR006', good='summary.en = "Harborview"'),
    Example(bad='summary.en = "Harborview\\u0007"  # <- SCR006', good='summary.en = "Harborview"'),
    Example(good='summary.fa = "کتاب\u200cخانه"', why="A joiner between letters that need it is part of the spelling."),
    fix="safe",
)
def hidden_character(document: Document) -> Iterator[Problem]:
    """A text holds a character that cannot be seen: zero-width, direction mark, no-break blank, control character.

    They come along when one copies from PDFs and web pages, break searches, and can make a text read otherwise than
    it is stored. Characters that mean nothing by Unicode (private use, noncharacters) count as hidden; line ends do so
    everywhere but in a `summary` or a `note`. In a text that was read in the wrong encoding they are halves of letters,
    and left to SCR008.
    """
    if document.data.isascii() and not any(mark in document.data for mark in _MARKS):
        return
    for text in strings(document):
        if mangled(text.value):
            continue  # SCR008; taking half of a letter away would lose it
        allowed = "\n" if text.is_prose else ""
        for at in hidden(text.value, allowed)[:1]:
            character = text.value[at]
            message = f"a hidden character: U+{ord(character):04X} {_name(character)}"
            visible = _visible(text.value, allowed)
            help_ = f"type the text anew: {quoted(visible)}"
            yield Problem(text.route, message, help_, fix=Fix((SetValue(text.route, visible),)))
    yield from _in_comments(document)


def _name(character: str) -> str:
    kinds = {"Cc": "control character", "Co": "private use", "Cn": "noncharacter"}
    return unicodedata.name(character, kinds.get(unicodedata.category(character), "unnamed")).lower()


def _visible(value: str, allowed: str) -> str:
    places = set(hidden(value, allowed))
    kept = (
        " " if unicodedata.category(c) == "Zs" or (n in places and c in _BREAKS) else "" if n in places else c
        for n, c in enumerate(value)
    )
    return "\n".join(" ".join(line.split()) for line in "".join(kept).split("\n"))


def _in_comments(document: Document) -> Iterator[Problem]:
    text = document.text
    found = {span: places for span in document.scan.comments if (places := hidden(text[span.start : span.end], "\t"))}
    if not found:
        return
    kept = {span for span in found if mangled(text[span.start : span.end])}  # they are halves of letters
    edits = [Edit(span, _told(text[span.start : span.end], set(at))) for span, at in found.items() if span not in kept]
    fix = Fix((Rewrite(document.encode(apply(text, edits))),))  # all at once, for there may be many
    for span, (first, *_) in found.items():
        at = span.start + first
        message = f"a hidden character in a comment: U+{ord(text[at]):04X}"
        yield Problem((), message, "type the comment anew", span=(at, at + 1), fix=None if span in kept else fix)


def _told(comment: str, places: set[int]) -> str:
    """A comment without its hidden characters; a blank of whatever kind still parts two words."""
    return "".join(_seen(c) if n in places else c for n, c in enumerate(comment)).rstrip(" ")


def _seen(character: str) -> str:
    return " " if unicodedata.category(character) == "Zs" or character in _BREAKS else ""

"""SCR006: characters that nobody sees."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, Rewrite, SetValue, Severity, quoted
from screcords.rules.format.strings import strings
from screcords.rules.rule import Example, rule
from screcords.text.characters import hidden

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.text.document import Document


@rule(
    "SCR006",
    Severity.ERROR,
    Example(bad='summary.en = "Harborview\u200b and Minatogawa"  # <- SCR006', good='summary.en = "Harborview"'),
    Example(good='summary.fa = "کتاب\u200cخانه"', why="A joiner between letters that need it is part of the spelling."),
    fix="safe",
)
def hidden_character(document: Document) -> Iterator[Problem]:
    """A text holds a character that cannot be seen: zero-width, direction mark, no-break blank, soft hyphen.

    They come along when one copies from PDFs and web pages, break searches, and can make a text read otherwise than
    it is stored.
    """
    if document.data.isascii() and b"\\" not in document.data:
        return
    for text in strings(document):
        for at in hidden(text.value)[:1]:
            character = text.value[at]
            name = unicodedata.name(character, "unnamed").lower()
            message = f"a hidden character: U+{ord(character):04X} {name}"
            visible = _visible(text.value)
            help_ = f"type the text anew: {quoted(visible)}"
            yield Problem(text.route, message, help_, fix=Fix((SetValue(text.route, visible),)))
    yield from _in_comments(document)


def _visible(value: str) -> str:
    places = set(hidden(value))
    kept = (" " if unicodedata.category(c) == "Zs" else "" if n in places else c for n, c in enumerate(value))
    return " ".join("".join(kept).split())


def _in_comments(document: Document) -> Iterator[Problem]:
    for start, end in document.scan.comments:
        for at in hidden(document.text[start:end])[:1]:
            character = document.text[start + at]
            message = f"a hidden character in a comment: U+{ord(character):04X}"
            text = document.text
            fix = Fix((Rewrite(document.encode(text[: start + at] + text[start + at + 1 :])),))
            yield Problem((), message, "type the comment anew", span=(start + at, start + at + 1), fix=fix)

"""SCR004: the order and spacing of a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from screcords.changes.reformat import collection_of, reformatted
from screcords.findings import Fix, Problem, Rewrite, Severity
from screcords.rules.format.sample import SAMPLE
from screcords.rules.rule import Example, rule
from screcords.text.characters import hidden

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.text.document import Document

_ESCAPE = re.compile(r"(?<!\\)((?:\\\\)*)\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")

BAD = SAMPLE.replace('["culture", "education"]', '["education", "culture"]  # <- SCR004')


@rule("SCR004", Severity.WARNING, Example(bad=BAD, good='fields = ["culture", "education"]'), fix="safe")
def not_canonical(document: Document) -> Iterator[Problem]:
    """Keys, tables or sorted lists stand in another order or spacing than the canonical one.

    With one order and one spacing for all files, a change shows only what changed in meaning, and two changes to one
    record seldom collide. The order is that of docs/records.md.
    """
    if collection_of(document.path) is None:
        return
    new = reformatted(document)
    text, wanted = (_unescaped(form.replace("\r\n", "\n")) for form in (document.text, new))
    have, want = ([line.rstrip(" \t") for line in form.rstrip(" \t\n").split("\n")] for form in (text, wanted))
    if have == want:
        return
    first = next((n for n, (a, b) in enumerate(zip(have, want, strict=False)) if a != b), min(len(have), len(want)))
    instead = (
        f"`{want[first]}`"
        if first < len(want) and want[first]
        else "no such line"
        if first >= len(want)
        else "an empty line"
    )
    start = document.lines.offset(first + 1, 1)
    end = start + len(document.lines.line_text(first + 1)) if first < len(have) else start
    fix = Fix((Rewrite(document.encode(new)),), "put it in canonical form")
    message = f"not in canonical form: {instead} is expected here"
    yield Problem((), message, "write it that way (screcords fmt does)", span=(start, end), fix=fix)


def _unescaped(text: str) -> str:
    """The text with hidden characters in one spelling: escaped or not, they look alike, and SCR006 speaks of them."""
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(found: re.Match[str]) -> str:
    code = int(found[2] or found[3], 16)
    character = chr(code) if code < 0x110000 else ""
    return found[1] + character if character and character not in "\r\n" and hidden(character) else found[0]

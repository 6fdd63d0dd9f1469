"""SCR012: markup, capitals, blanks in text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, SetValue, Severity, quoted
from screcords.rules.format.strings import strings
from screcords.rules.rule import Example, rule
from screcords.text.plain import MARKUP, SHORT, SHORT_PLACE, SHOUTABLE, hushed, shouts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.rules.format.strings import Text
    from screcords.text.document import Document

_NAME = '# --- records/cities/us/o/us-or-harborview.toml\n[name]\nen = "Harborview"\n'
_GAP = re.compile(r"\n{3,}")


@rule(
    "SCR012",
    Severity.WARNING,
    Example(bad='summary.en = "Grenoble[1]"  # <- SCR012', good='summary.en = "Grenoble"'),
    Example(bad='summary.en = "Two  blanks"  # <- SCR012', good='summary.en = "One blank"'),
    Example(
        bad=_NAME + 'fr = "SAINT-ÉTIENNE"  # <- SCR012',
        good=_NAME + 'fr = "Saint-Étienne"',
        why="Up to four letters of a place, and eight of anything else, may be an abbreviation.",
    ),
    fix="unsafe",
)
def markup_or_shouting(document: Document) -> Iterator[Problem]:
    """A text holds markup, footnote marks, double blanks, or is all in capitals.

    That is what is left of copying from a web page or a PDF; every reader of the data would have to clean it up.
    """
    short = SHORT_PLACE if document.path.startswith("records/cities/") else SHORT
    for text in strings(document):
        if text.is_term or text.is_address or text.has_pattern:
            continue
        complaint = _complaint(text, short)
        if complaint:
            message, help_, mended = complaint
            fix = Fix((SetValue(text.route, mended),), safe=False) if mended and mended != text.value else None
            yield Problem(text.route, message, help_, fix=fix)


def _complaint(text: Text, short: int) -> tuple[str, str, str] | None:
    """What is wrong with a text, the way out, and the mended text ("" where only a person can say)."""
    value = text.value
    if found := MARKUP.search(value):
        mended = _in_paragraphs(MARKUP.sub("", value))
        return f"{quoted(found[0])} is markup or a footnote mark", "write plain text", mended
    if value != value.strip(" \t") or "  " in value:
        mended = _in_paragraphs(value)
        return "blanks at the edge or more than one in a row", f"write {quoted(mended)}", mended
    if text.route[0] in SHOUTABLE and shouts(value, short):
        return f"{quoted(value)} is all in capitals", f"write {quoted(hushed(value))}", hushed(value)
    return None


def _in_paragraphs(value: str) -> str:
    """A text with one blank between words and at most one empty line between paragraphs."""
    lines = "\n".join(" ".join(line.split()) for line in value.strip().split("\n"))
    return _GAP.sub("\n\n", lines)

"""SCR005: composed characters."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, SetValue, Severity, quoted
from screcords.rules.format.strings import strings
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.text.document import Document


@rule(
    "SCR005",
    Severity.WARNING,
    Example(bad='summary.en = "Ma\u0301laga"  # <- SCR005', good='summary.en = "Málaga"'),
    fix="safe",
)
def not_nfc(document: Document) -> Iterator[Problem]:
    """Letters are written as base letter and accent where one character exists (the text is not in Unicode NFC).

    Both look alike and compare as different, so that one name becomes two. Names copied from macOS file names and
    from some PDFs are decomposed.
    """
    if document.data.isascii():
        return
    for text in strings(document):
        if not unicodedata.is_normalized("NFC", text.value):
            composed = unicodedata.normalize("NFC", text.value)
            help_ = f"write {quoted(composed)} with composed letters"
            yield Problem(text.route, "decomposed characters", help_, fix=Fix((SetValue(text.route, composed),)))

"""SCR008: text that was read in the wrong encoding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, SetValue, Severity, quoted
from screcords.rules.format.strings import strings
from screcords.rules.rule import Example, rule
from screcords.text.characters import mangled, unmangled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.text.document import Document


@rule(
    "SCR008",
    Severity.ERROR,
    Example(bad='summary.en = "MÃ©rida"  # <- SCR008', good='summary.en = "Mérida"'),
    Example(
        bad='summary.en = "CittÃ\u00a0 Nuova"  # <- SCR008',
        good='summary.en = "Città Nuova"',
        why="A hidden character may be half of a mangled letter, so SCR006 leaves such a text to this rule.",
    ),
    Example(bad='summary.en = "Harborâ€™s ï¿½"  # <- SCR008', why="What was lost cannot be brought back by a machine."),
    Example(good='summary.en = "Århus and SÃO PAULO, Ñuñoa"', why="Letters that also begin mangled text may be right."),
    fix="unsafe",
)
def mojibake(document: Document) -> Iterator[Problem]:
    """Letters are mangled: the text was once read in the wrong encoding.

    `é` turned into `Ã©`, or was lost altogether (`\ufffd`). Copy the text anew from its source.
    """
    if document.data.isascii() and b"\\" not in document.data:
        return
    for text in strings(document):
        if sign := mangled(text.value):
            mended = unmangled(text.value)
            help_ = f"write {quoted(mended)}" if mended else "copy the text anew from its source"
            fix = Fix((SetValue(text.route, mended),), safe=False) if mended else None
            yield Problem(text.route, f"{quoted(sign)} is what a mangled letter looks like", help_, fix=fix)

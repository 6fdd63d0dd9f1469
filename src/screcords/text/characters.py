"""Characters that should not stand in a record: hidden ones, decomposed ones, and text read in the wrong encoding."""

from __future__ import annotations

import re

ASCII = bytes(range(128))
"""What `bytes.translate(None, ASCII)` takes away."""

_HIDDEN_RANGES = (
    (0x00A0, 0x00A0),  # no-break space
    (0x00AD, 0x00AD),  # soft hyphen
    (0x034F, 0x034F),  # combining grapheme joiner
    (0x061C, 0x061C),  # Arabic letter mark
    (0x115F, 0x1160),  # Hangul fillers
    (0x17B4, 0x17B5),  # Khmer inherent vowels
    (0x180B, 0x180F),  # Mongolian selectors and vowel separator
    (0x2000, 0x200F),  # blanks of other widths, zero-width characters, direction marks
    (0x2028, 0x202F),  # line and paragraph separator, direction overrides, narrow no-break space
    (0x205F, 0x206F),  # mathematical blank, invisible operators, direction isolates
    (0x3000, 0x3000),  # ideographic space
    (0x3164, 0x3164),  # Hangul filler
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFEFF, 0xFEFF),  # byte order mark inside a text
    (0xFFA0, 0xFFA0),  # halfwidth Hangul filler
    (0xFFF9, 0xFFFB),  # interlinear annotation
    (0xE0000, 0xE0FFF),  # tags
)
HIDDEN = frozenset(chr(c) for first, last in _HIDDEN_RANGES for c in range(first, last + 1))
"""Characters that one does not see: zero-width, direction, blanks other than the ordinary one, soft hyphen."""

# Besides: control characters, the blank pattern of Braille, and what has no meaning by Unicode (private use,
# noncharacters). U+0009 and U+000A are looked at apart, since prose has line ends.
_MEANINGLESS = (
    (0x0000, 0x001F),
    (0x007F, 0x009F),
    (0x2800, 0x2800),
    (0xE000, 0xF8FF),
    (0xFDD0, 0xFDEF),
    *((plane + 0xFFFE, plane + 0xFFFF) for plane in range(0, 0xF0000, 0x10000)),
    (0xF0000, 0x10FFFF),
)
_UNSEEN = re.compile(f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in (*_HIDDEN_RANGES, *_MEANINGLESS))}]")

JOINERS = frozenset("\u200c\u200d")
"""Zero-width non-joiner and joiner: right between letters of the scripts that need them."""

_JOINING = (
    (0x0600, 0x08FF),  # Arabic, Syriac, Thaana, N'Ko, Arabic supplements
    (0x0900, 0x0DFF),  # the scripts of India and Sri Lanka
    (0x0E80, 0x109F),  # Lao, Tibetan, Myanmar
    (0x1780, 0x18AF),  # Khmer, Mongolian
    (0xFB50, 0xFEFC),  # Arabic presentation forms
)

# UTF-8 read as Windows-1252: a lead byte of two or three, then what the continuation bytes become. After leads that
# begin many real names (Ås, Øst), letters prove nothing.
_SIGNS = "\u0080-\u00bf€‚„…†‡‰‹‘’“”•–—˜™›"
MOJIBAKE = re.compile(f"[ÂÃ][{_SIGNS}ƒˆŠŒŽšœžŸ]|[ÄÅÐÑØÙ][{_SIGNS}]|â€|ï¿½|\ufffd|ï»¿")
"""What UTF-8 looks like when it was read as Windows-1252, and the replacement character."""

_LOST = re.compile("ï¿½|\ufffd")
"""A letter that was lost on the way: nobody can tell which it was."""

_CONTROL = re.compile("[\x80-\x9f]")
"""What the bytes of a letter become that are no signs of Windows-1252."""

# Readers of Windows-1252 leave the five bytes that mean nothing in it as control characters.
_BYTE_OF = {ord(bytes([byte]).decode("cp1252", "ignore") or chr(byte)): byte for byte in range(0x80, 0xA0)}

# Letters that are visible, composed, and no part of mojibake; tests/text/test_characters.py proves it of each of them.
_PLAIN = (
    "\u00c0\u00c1\u00c4-\u02af\u02bb\u02bc\u0386\u0388-\u03ff\u0400-\u0482\u048a-\u052f\u0531-\u0556\u0561-\u0587\u05d0-\u05ea"
    "\u0620-\u064a\u0671-\u06d3\u06ee-\u06ff\u0904-\u0928\u092a-\u0930\u0932\u0933\u0935-\u0939\u093e-\u094c\u0e01-\u0e30"
    "\u0e32-\u0e37\u0e40-\u0e46\u10d0-\u10fa\u1e00-\u1e99\u1ea0-\u1ef9\u2013\u2014\u2018\u2019\u201c\u201d\u3005-\u3007\u3041-\u3096"
    "\u30a1-\u30fc\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
)
# Two of them in a row may be mojibake all the same.
_NOT_PLAIN = re.compile(f"[^{_PLAIN}]|[ÄÅÐÑØÙ][–—‘’“”]")


def is_suspect(data: bytes) -> bool:
    """Whether UTF-8 text may hold what it should not; `False` is certain, `True` asks for a closer look."""
    rest = data.translate(None, ASCII)
    return bool(rest) and _NOT_PLAIN.search(rest.decode("utf-8", "replace")) is not None


def mangled(text: str) -> str:
    """What shows that a text was read in the wrong encoding; empty where nothing does."""
    if found := MOJIBAKE.search(text):
        return found[0]
    found = _CONTROL.search(text)
    return text[found.start() - 1 : found.end()] if found and unmangled(text) else ""


def unmangled(text: str) -> str | None:
    """The text as it was before UTF-8 was read as Windows-1252, however often; `None` where that cannot be told."""
    while not _LOST.search(text):
        try:
            before = text.translate(_BYTE_OF).encode("latin-1").decode()
        except ValueError:
            return None
        if before == text:
            return None
        if not MOJIBAKE.search(before) and not _CONTROL.search(before):
            return before
        text = before
    return None


def joins(text: str, at: int) -> bool:
    """Whether the character at `at` is a joiner between letters of a script that needs it."""
    if text[at] not in JOINERS or not 0 < at < len(text) - 1:
        return False
    return all(any(first <= ord(c) <= last for first, last in _JOINING) for c in (text[at - 1], text[at + 1]))


def hidden(text: str, allowed: str = "") -> list[int]:
    """Offsets of the characters of `text` that one does not see, or that mean nothing, but for those `allowed`."""
    return [
        at
        for at in (found.start() for found in _UNSEEN.finditer(text))
        if text[at] not in allowed and not joins(text, at)
    ]

r"""Is this file certainly canonical and plain? One regular expression over the bytes answers for almost every file.

The answer "yes" is sound: if the bytes are UTF-8, the text is valid TOML, `canonical` would leave it as it is, rtoml
and tomllib read the same from it, and no string in it is empty, a placeholder, marked up or oddly spaced. "No" means
nothing: comments, escapes, strings over several lines and unusual keys go the slow way.

The expression looks twice. A look ahead checks the inside of all strings, which follow each other between quotes as
long as there are no escapes; then the structure is checked with strings as mere `"…"`. So the careful part is there
only once, and the whole compiles in milliseconds. What is optional is written `(?:key = …|)`, since a branch that
starts with a literal costs next to nothing where the literal is missing; what repeats does so possessively, so that a
hostile file cannot make the engine go back and forth. What no such expression can tell, whether free words are in
order, is captured and looked at afterwards.
"""

import re
from collections.abc import Iterator
from typing import Final

from screcords.text.layout import LINE_LENGTH, Layout, Slot
from screcords.text.literal import BARE_KEY, key, string
from screcords.text.plain import (
    BRACKETS,
    DASHES,
    ENTITY,
    PLACEHOLDERS,
    PLACEHOLDERS_IN_ONE_CASE,
    QUOTES,
    SHORT_PLACE,
    SHOUTABLE,
)


class Recogniser:
    """The canonical plain files of one layout."""

    __slots__ = ("_fullmatch", "_reserved", "pattern")

    def __init__(self, layout: Layout) -> None:
        """Compile the layout, which takes some milliseconds."""
        exempt = _keys_with_placeholder_terms(layout)
        self.pattern = re.compile(_file(layout, exempt).encode("latin-1"))
        self._fullmatch = self.pattern.fullmatch
        # For each group that holds the free keys of a table: the keys that must not be among them. For an array: None.
        self._reserved = [
            frozenset(map(str.encode, exempt.union(slot.layout.slots if slot.layout else ())))
            if slot.form == "table"
            else None
            for slot in layout.slots.values()
            if _has_group(slot)
        ]

    def fullmatch(self, data: bytes) -> re.Match[bytes] | None:
        """Return a match only if `data` is a plain canonical file."""
        match = self._fullmatch(data)
        if match is None or match.lastindex is None:
            return match
        for found, reserved in zip(match.groups(), self._reserved, strict=True):
            if not found:
                continue
            if reserved is None:
                words = _ELEMENT.findall(found)
                if words != sorted(words):
                    return None
            else:
                words = _FREE_KEY.findall(found)
                if words != sorted(set(words)) or not reserved.isdisjoint(words):
                    return None
        return match


def recogniser(layout: Layout) -> Recogniser:
    """Return the recogniser of a layout."""
    return Recogniser(layout)


_ELEMENT: Final = re.compile(rb'"([^"]*)"')
_FREE_KEY: Final = re.compile(rb"([^ \n]++) = [^\n]*+\n")


def _has_group(slot: Slot) -> bool:
    return slot.form == "table" or (slot.form == "value" and slot.sorted and not _terms(slot))


def _file(layout: Layout, exempt: set[str]) -> str:
    entries, tables = [], []
    for name, slot in layout.slots.items():
        inner = slot.layout or Layout({})
        loud = _NOT_SHOUTED if name in SHOUTABLE else ""
        if slot.form == "table":
            known, free = (part.replace(_STRING, loud + _STRING) for part in (_entries(inner), _FREE_ENTRY))
            tables.append(rf"(?:\n\[{_key(name)}\]\n{known}({free}*+)|)")
        elif slot.form == "tables":
            tables.append(rf"(?:\n\[\[{_key(name)}\]\]\n{_entries(inner)})*+")
        else:
            entries.append(_entry(name, slot, grouped=_has_group(slot)).replace(_STRING, loud + _STRING))
    return rf"(?![\n\[]){_plain_strings(exempt)}{''.join(entries)}{''.join(tables)}"


# --- the inside of strings


def _bytes(text: str) -> str:
    """The text with a letter for each of its bytes in UTF-8, as expressions for bytes are put together here."""
    return text.encode().decode("latin-1")


def _any_case(word: str) -> str:
    return "".join(f"[{char.upper()}{char}]" if char.isalpha() else re.escape(char) for char in word)


_WORDS: Final = sorted({word.lower() for word in (*PLACEHOLDERS, *PLACEHOLDERS_IN_ONE_CASE)})
_FIRST: Final = "".join(sorted({_bytes(c)[0] for word in (*_WORDS, *DASHES) for c in (word[0].upper(), word[0])}))
# Ruled out by its first byte in nearly every string.
_DASH: Final = "|".join(re.escape(_bytes(dash)) for dash in DASHES)
_PLACEHOLDER: Final = rf'(?=[{re.escape(_FIRST)}])(?:{"|".join(map(_any_case, _WORDS))}|(?:{_DASH})+)"'
_IS_PLACEHOLDER: Final = re.compile(_PLACEHOLDER.encode("latin-1"))
# Bytes that need no second look; C2 starts the control characters U+0080 to U+009F.
_EASY: Final = rf"[^\"\\\x00-\x20\x7f{re.escape(''.join(sorted(BRACKETS)))}'&\xc2]*+"
_CAREFUL: Final = rf"(?: (?![ \"])|{QUOTES[0]}(?!{QUOTES[1:]})|(?!{ENTITY})&|\xc2(?![\x80-\x9f]))"


def _plain_strings(exempt: set[str]) -> str:
    """Return a look ahead that passes over the whole file from string to string and finds each of them plain."""
    allowed = "".join(rf"(?<!\n{_key(name)} = \")" for name in sorted(exempt))
    inside = rf'(?![ "]|{allowed}{_PLACEHOLDER}){_EASY}(?:{_CAREFUL}{_EASY})*+'
    return rf'(?=(?:[^"]*+"{inside}")*+[^"]*+\Z)'


def _keys_with_placeholder_terms(layout: Layout) -> set[str]:
    """Return the keys whose vocabulary has a placeholder among its words, `status` with its `unknown` for one.

    A key that is free text elsewhere is not among them; there a placeholder has to be found.
    """
    closed, free = set(), set()
    for name, slot in _slots(layout):
        terms = _terms(slot)
        if any(_IS_PLACEHOLDER.match(f'{term}"'.encode()) for term in terms):
            closed.add(name)
        elif not terms:
            free.add(name)
    return closed - free


def _slots(layout: Layout) -> Iterator[tuple[str, Slot]]:
    """Yield every key that a file may have, with its slot; a key may come several times."""
    for name, slot in layout.slots.items():
        yield name, slot
        if slot.layout:
            yield from _slots(slot.layout)


# --- the structure, with strings as mere quotes

_STRING: Final = r'"[^"]*+"'
# Characters that may be capitals, and those that are neither that nor surely small letters, as their bytes; a text with
# a small letter is not all in capitals. tests/text/test_characters.py looks at each character there is.
MAY_BE_CAPITAL: Final = (
    r"(?:[A-Z]|\xc3[\x80-\x9e]|[\xc4-\xcd][\x80-\xbf]|\xce[\x80-\xab]|\xcf[\x8f-\xbf]|\xd0[\x80-\xaf]|\xd1[\xa0-\xbf]"
    r"|[\xd2-\xd4][\x80-\xbf]|\xd5[\x80-\x96]|\xe1(?:\x82[\xa0-\xbf]|\x83[\x80-\x8f]|[\x8e\x8f\xb2\xb8-\xbf][\x80-\xbf])"
    r"|\xe2[\x80-\xbf]{2}|\xea[\x99-\xad][\x80-\xbf]|\xef[\xbc\xbd][\x80-\xbf]|\xf0[\x80-\xbf]{3})"
)
NO_LETTER_OF_A_CASE: Final = (
    r"(?:[^\"A-Za-z\x80-\xff]|[\xc2\xd6-\xdf][\x80-\xbf]|\xc3\xb7|[\xe0\xe3-\xe9\xeb-\xee][\x80-\xbf]{2}|\xd5[\x97-\xbf]"
    r"|\xe1(?![\x82\x83\x8e\x8f\xb2\xb8-\xbf])[\x80-\xbf]{2}|\xe1\x82[\x80-\x9f]|\xe1\x83[\x90-\xbf]|\xea(?![\x99-\xad])[\x80-\xbf]{2}"
    r"|\xef(?![\xbc\xbd])[\x80-\xbf]{2}|[\xf1-\xf4][\x80-\xbf]{3})"
)
_LOUD: Final = rf"(?:{NO_LETTER_OF_A_CASE}*+{MAY_BE_CAPITAL}){{{SHORT_PLACE + 1}}}"
_NOT_SHOUTED: Final = rf'(?!"{_LOUD}(?:{NO_LETTER_OF_A_CASE}|{MAY_BE_CAPITAL})*+")'
_STRINGS: Final = rf'(?:{_STRING}(?:, (?=")|(?=\])))*+'
# At most 15 digits, so that the shortest spelling of the float is this one; below 0.0001 it would have an exponent.
_NUMBER: Final = r"(?!-0[^.])-?(?!0\.0000|[0-9.]{17})(?:0|[1-9][0-9]*+)(?:\.(?:[0-9]*[1-9]|0)|)(?![0-9.])"
_SCALAR: Final = rf"{_STRING}|{_NUMBER}|true|false"
_CODE_POINT: Final = r"[^\n\x80-\xbf][\x80-\xbf]*+"


def _fits_on_one_line(start: int) -> str:
    """Return a look ahead: the line, of which `start` characters have been seen, is no longer than a line may be.

    As many bytes are certainly as few characters; only lines with more bytes are counted with care.
    """
    room = LINE_LENGTH - start
    return rf"(?=[^\n]{{0,{room}}}+\n|(?:{_CODE_POINT}){{0,{room}}}+\n)"


_FREE_ENTRY: Final = (
    rf"(?:(?:{BARE_KEY.pattern}+ = {_STRING}|{_fits_on_one_line(0)}{BARE_KEY.pattern}+ = \[{_STRINGS}\])\n)"
)


def _key(name: str) -> str:
    return re.escape(key(name).encode()).decode("latin-1")


def _term(term: str) -> str:
    return re.escape(string(term).encode()).decode("latin-1")


def _terms(slot: Slot) -> list[str]:
    """Return the vocabulary of a slot in order, if it is one of strings."""
    return sorted(set(slot.terms)) if all(isinstance(term, str) for term in slot.terms) else []


def _entries(layout: Layout) -> str:
    return "".join(_entry(name, slot) for name, slot in layout.slots.items())


def _entry(name: str, slot: Slot, *, grouped: bool = False) -> str:
    return rf"(?:{_key(name)} = {_value(name, slot, grouped=grouped)}\n|)"


def _value(name: str, slot: Slot, *, grouped: bool) -> str:
    if slot.form == "inline":
        return _inline_table(slot.layout or Layout({}))
    if slot.form == "rows":
        return rf"\[(?:\n(?:    {_inline_table(slot.layout or Layout({}))},\n)++|)\]"
    start = len(f"{key(name)} = [")
    array = (
        rf"\[(?:{_fits_on_one_line(start)}{_elements(slot, grouped=grouped)}|{_lines(start, slot, grouped=grouped)})\]"
    )
    return rf"(?:{_scalar(slot)}|{f'({array})' if grouped else array})"


def _scalar(slot: Slot) -> str:
    return "|".join(map(_term, _terms(slot))) or _SCALAR


def _elements(slot: Slot, *, grouped: bool = False) -> str:
    """Return what is between the brackets of an array of strings on one line.

    In an array that is a set, one element at the most, unless they are of a vocabulary or are looked at afterwards.
    """
    terms = _terms(slot)
    if slot.sorted and terms:
        return "".join(rf'(?:{_term(term)}(?:, (?=")|(?=\]))|)' for term in terms)
    if slot.sorted and not grouped:
        return rf"(?:{_STRING}|)"
    return rf'(?:(?:{_scalar(slot)})(?:, (?=")|(?=\])))*+' if terms else _STRINGS


def _lines(start: int, slot: Slot, *, grouped: bool) -> str:
    """Return what is between the brackets of an array with one element a line, which one line would be too short for.

    One line has a comma and a blank between elements where these have a comma, a line end and the indent, and a bracket
    at its end where these have the last comma. So counting each line end and its indent as one gives its length.
    """
    too_long = rf"(?=\n    (?:\n    |{_CODE_POINT}){{{LINE_LENGTH + 1 - start}}}+)\n"
    terms = _terms(slot)
    if slot.sorted and terms:
        return too_long + "".join(rf"(?:    {_term(term)},\n|)" for term in terms)
    element = rf"    (?:{_scalar(slot)}),\n" if terms else rf"    {_STRING},\n"
    return too_long + (element if slot.sorted and not grouped else rf"(?:{element})++")


def _inline_table(layout: Layout) -> str:
    pairs = "".join(
        rf"(?:{_key(name)} = {_inline_value(slot)}(?:, (?! )|(?= \}}))|)" for name, slot in layout.slots.items()
    )
    # and one key of which nothing is known, as those of languages; two would have to be in order
    taken = "".join(rf"(?!{_key(name)} )" for name in layout.slots)
    return rf"\{{(?: (?![ }}]){pairs}(?:{taken}{BARE_KEY.pattern}+ = {_STRING}(?= \}})|) |)\}}"


def _inline_value(slot: Slot) -> str:
    if slot.form == "inline":
        return _inline_table(slot.layout or Layout({}))
    return rf"(?:{_scalar(slot)}|\[{_elements(slot)}\])"

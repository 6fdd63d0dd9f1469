r"""Is this file certainly canonical and plain? One regular expression over the bytes answers for almost every file.

The answer "yes" is sound: if the bytes are UTF-8, the text is valid TOML, `canonical` would leave it as it is, rtoml
and tomllib read the same from it, and no string in it is empty, a placeholder, marked up or oddly spaced. "No" means
nothing: comments, escapes, strings over several lines and unusual keys go the slow way.

The expression looks twice. A look ahead checks the inside of all strings, which follow each other between quotes as
long as there are no escapes; then the structure is checked with strings as mere `"…"`. So the careful part is there
only once, and the whole compiles in milliseconds. What is optional is written `(?:key = …|)`, since a branch that
starts with a literal costs next to nothing where the literal is missing; what repeats does so possessively, so that a
hostile file cannot make the engine go back and forth.
"""

import re
from collections.abc import Iterator
from typing import Final

from screcords.text.layout import LINE_LENGTH, Layout, Slot
from screcords.text.literal import BARE_KEY, key, string


def recogniser(layout: Layout) -> re.Pattern[bytes]:
    """Return the pattern whose `fullmatch(data)` is true only for plain canonical files of `layout`."""
    entries = _entries({name: slot for name, slot in layout.slots.items() if slot.form not in {"table", "tables"}})
    tables = []
    for name, slot in layout.slots.items():
        inner = slot.layout or Layout({})
        section = _entries(inner.slots) + _others(inner)
        if slot.form == "table":
            tables.append(rf"(?:\n\[{_key(name)}\]\n{section}|)")
        elif slot.form == "tables":
            tables.append(rf"(?:\n\[\[{_key(name)}\]\]\n{section})*+")
    return re.compile(rf"(?![\n\[]){_plain_strings(layout)}{entries}{''.join(tables)}".encode("latin-1"))


# --- the inside of strings

_PLACEHOLDERS: Final = ("todo", "tbd", "tbc", "xxx", "n/a", "na", "none", "null", "nil", "unknown", "n.a.", "k.a.")


def _any_case(word: str) -> str:
    return "".join(f"[{char.upper()}{char}]" if char.isalpha() else re.escape(char) for char in word)


# Ruled out by its first byte in nearly every string. E2 80 A6 is the ellipsis.
_PLACEHOLDER: Final = (
    rf'(?=[TtXxNnUuKk?.\-\xe2])(?:{"|".join(map(_any_case, _PLACEHOLDERS))}|[?.-]+|-99|(?:\xe2\x80\xa6)+)"'
)
_IS_PLACEHOLDER: Final = re.compile(_PLACEHOLDER.encode("latin-1"))
# Bytes that need no second look; C2 starts the control characters U+0080 to U+009F.
_EASY: Final = r"[^\"\\\x00-\x20\x7f<>{\['&\xc2]*+"
_CAREFUL: Final = r"(?: (?![ \"])|'(?!')|&(?!amp;)|\xc2(?![\x80-\x9f]))"


def _plain_strings(layout: Layout) -> str:
    """Return a look ahead that passes over the whole file from string to string and finds each of them plain."""
    allowed = "".join(rf"(?<!\n{_key(name)} = \")" for name in sorted(_keys_with_placeholder_terms(layout)))
    inside = rf'(?![ "]|{allowed}{_PLACEHOLDER}){_EASY}(?:{_CAREFUL}{_EASY})*+'
    return rf'(?=(?:[^"]*+"{inside}")*+[^"]*+\Z)'


def _keys_with_placeholder_terms(layout: Layout) -> set[str]:
    """Return the keys whose vocabulary has a placeholder among its words, `status` with its `unknown` for one.

    A key that is free text elsewhere is not among them; there a placeholder has to be found.
    """
    closed, free = set(), set()
    for name, slot in _slots(layout):
        if any(_IS_PLACEHOLDER.match(f'{term}"'.encode()) for term in slot.terms):
            closed.add(name)
        elif not slot.terms:
            free.add(name)
    return closed - free


def _slots(layout: Layout) -> Iterator[tuple[str, Slot]]:
    """Yield every key that a file may have, with its slot; a key may come several times."""
    yield from layout.slots.items()
    yield from ((name, Slot()) for name in layout.others)
    for slot in layout.slots.values():
        if slot.layout:
            yield from _slots(slot.layout)


# --- the structure, with strings as mere quotes

_STRING: Final = r'"[^"]*+"'
# At most 15 digits, so that the shortest spelling of the float is this one; below 0.0001 it would have an exponent.
_NUMBER: Final = r"(?!-0[^.])-?(?!0\.0000|[0-9.]{17})(?:0|[1-9][0-9]*+)(?:\.(?:[0-9]*[1-9]|0)|)(?![0-9.])"
_SCALAR: Final = rf"{_STRING}|{_NUMBER}|true|false"
_CODE_POINT: Final = r"[^\n\x80-\xbf][\x80-\xbf]*+"


def _key(name: str) -> str:
    return re.escape(key(name).encode()).decode("latin-1")


def _term(term: str) -> str:
    return re.escape(string(term).encode()).decode("latin-1")


def _entries(slots: dict[str, Slot]) -> str:
    return "".join(rf"(?:{_key(name)} = {_value(name, slot)}\n|)" for name, slot in slots.items())


def _others(layout: Layout) -> str:
    """Return the pattern of the keys that may follow the slots, by first letter, so that most are passed at once."""
    by_letter: dict[str, list[str]] = {}
    for name in sorted(set(layout.others) - set(layout.slots)):
        by_letter.setdefault(_key(name)[0], []).append(rf"(?:{_key(name)} = {_STRING}\n|)")
    return "".join(rf"(?:(?={letter}){''.join(entries)}|)" for letter, entries in by_letter.items())


def _value(name: str, slot: Slot) -> str:
    if slot.form == "inline":
        return _inline_table(slot.layout or Layout({}))
    if slot.form == "rows":
        return rf"\[(?:\n(?:    {_inline_table(slot.layout or Layout({}))},\n)++|)\]"
    start = len(f"{key(name)} = ")
    return rf"(?:{_scalar(slot)}|\[(?:{_fits_on_one_line(start + 1)}{_elements(slot)}|{_lines(start + 1, slot)})\])"


def _scalar(slot: Slot) -> str:
    return "|".join(map(_term, slot.terms)) if slot.terms else _SCALAR


def _elements(slot: Slot) -> str:
    """Return what is between the brackets of an array of strings on one line."""
    if slot.terms and slot.sorted:
        return "".join(rf'(?:{_term(term)}(?:, (?=")|(?=\]))|)' for term in sorted(set(slot.terms)))
    element = rf"(?:{_scalar(slot)})" if slot.terms else _STRING
    if slot.sorted:
        return rf"(?:{element}|)"  # whether several are in order is more than such a pattern can tell
    return rf'(?:{element}(?:, (?=")|(?=\])))*+'


def _fits_on_one_line(start: int) -> str:
    """Return a look ahead: the line, of which `start` characters have been seen, is no longer than a line may be.

    As many bytes are certainly as few characters; only lines with more bytes are counted with care.
    """
    room = LINE_LENGTH - start
    return rf"(?=[^\n]{{0,{room}}}+\n|(?:{_CODE_POINT}){{0,{room}}}+\n)"


def _lines(start: int, slot: Slot) -> str:
    """Return what is between the brackets of an array with one element a line, which one line would be too short for.

    One line has a comma and a blank between elements where these have a comma, a line end and the indent, and a bracket
    at its end where these have the last comma. So counting each line end and its indent as one gives its length.
    """
    too_long = rf"(?=\n    (?:\n    |{_CODE_POINT}){{{LINE_LENGTH + 1 - start}}}+)\n"
    if slot.terms and slot.sorted:
        return too_long + "".join(rf"(?:    {_term(term)},\n|)" for term in sorted(set(slot.terms)))
    element = rf"    (?:{_scalar(slot)}),\n" if slot.terms else rf"    {_STRING},\n"
    return too_long + (element if slot.sorted else rf"(?:{element})++")


def _inline_table(layout: Layout) -> str:
    pairs = "".join(
        rf"(?:{_key(name)} = {_inline_value(slot)}(?:, (?! )|(?= \}}))|)" for name, slot in layout.slots.items()
    )
    if layout.others:  # one of them, whichever it is: two would have to be in order
        taken = "".join(rf"(?!{_key(name)} )" for name in layout.slots)
        pairs += rf"(?:{taken}{BARE_KEY.pattern}+ = {_STRING}(?= \}})|)"
    return rf"\{{(?: (?![ }}]){pairs} |)\}}"


def _inline_value(slot: Slot) -> str:
    if slot.form == "inline":
        return _inline_table(slot.layout or Layout({}))
    return rf"(?:{_scalar(slot)}|\[{_elements(slot)}\])"

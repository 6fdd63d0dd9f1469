"""Plain values as TOML: what stands right of an equals sign, and how a key is spelled.

The spelling is that of `tomli_w`, which escapes what must be escaped. Only strings over several lines are spelled here
(a test compares them): tomli-w turns CR LF inside them into LF, which is another value.
"""

import re
from datetime import date, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screcords.text.layout import Layout

BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")

_NEEDS_NO_ESCAPE = re.compile(r'[^"\\\x00-\x08\x0a-\x1f\x7f]*+')
_SHORT = {"\b": "\\b", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_ESCAPES = {
    ord(char): _SHORT.get(char, f"\\u{ord(char):04x}")
    for char in [*map(chr, range(0x20)), "\x7f", '"', "\\"]
    if char != "\t"
}
_ESCAPES_IN_LINES = {code: escape for code, escape in _ESCAPES.items() if code != ord("\n")}
_BLANK_BEFORE_LINE_END = re.compile(r"[ \t](?=\n)")
_LONGEST_DECIMAL = 4000  # digits; Python refuses to write or read more than 4,300


def key(name: str) -> str:
    """Return a key as written: bare where TOML allows it, quoted otherwise."""
    return name if BARE_KEY.fullmatch(name) else string(name)


def string(value: str) -> str:
    """Return a basic string on one line; only what must be escaped is."""
    if _NEEDS_NO_ESCAPE.fullmatch(value):
        return f'"{value}"'
    import tomli_w  # noqa: PLC0415 - few strings need it

    return tomli_w.dumps({"v": value}).removeprefix("v = ").removesuffix("\n")


def text(value: str) -> str:
    """Return a string in the form it has as the value of a key: over several lines if it has several.

    A blank at the end of a line is escaped, since neither editors nor the linter would let it live.
    """
    if "\n" not in value:
        return string(value)
    lines = value.translate(_ESCAPES_IN_LINES)
    lines = _BLANK_BEFORE_LINE_END.sub(lambda blank: "\\u0020" if blank[0] == " " else "\\t", lines)
    return f'"""\n{lines}"""'


def integer(value: int) -> str:
    """Return an integer; a monstrous one, which only `0x` can have brought here, in hexadecimal again."""
    return hex(value) if value.bit_length() > 3 * _LONGEST_DECIMAL else str(value)


def scalar(value: object) -> str:
    """Return one value that is no array and no table. Raise TypeError for what TOML does not know."""
    if isinstance(value, str):
        return string(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return integer(value)
    if isinstance(value, float | date | time):  # a datetime is a date
        return str(value)
    raise TypeError(f"TOML has no {type(value).__name__}")


def inline(value: object, layout: "Layout", *, as_set: bool = False) -> str:
    """Return any value on one line: arrays and tables inside it, too, the tables with their keys in order.

    `layout` is that of the tables in it; `as_set` says that the array is one whose order means nothing.
    """
    if isinstance(value, dict):
        return table(value, layout)
    if isinstance(value, list | tuple):
        return f"[{', '.join(inline(value[index], layout) for index in order_of(value, as_set=as_set))}]"
    return scalar(value)


def table(value: "dict[str, object]", layout: "Layout") -> str:
    """Return an inline table."""
    pairs = []
    for name in layout.order(value):
        slot = layout.slots.get(name)
        written = inline(value[name], layout.inner(name), as_set=bool(slot and slot.sorted))
        pairs.append(f"{key(name)} = {written}")
    return f"{{ {', '.join(pairs)} }}" if pairs else "{}"


def order_of(array: "list[object] | tuple[object, ...]", *, as_set: bool) -> list[int]:
    """Return the indexes of an array in the order in which its elements are written."""
    indexes = list(range(len(array)))
    if as_set and all(isinstance(element, str) for element in array):
        indexes.sort(key=lambda index: str(array[index]))
    return indexes

"""What somebody probably meant who wrote a value that is none, and how it is written."""

import re
import unicodedata

from screcords.text.characters import hidden
from screcords.text.guard import MAX_DEPTH

_VALUE = re.compile(
    r"""
      true | false
    | [+-]? (?: inf | nan )
    | (?P<date> [0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]) )
      (?: [Tt\ ] (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9] (?:\.[0-9]++)?
          (?: [Zz] | [+-](?:[01][0-9]|2[0-3]):[0-5][0-9] )? )?
    | (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9] (?:\.[0-9]++)?
    | 0x[0-9A-Fa-f]++(?:_[0-9A-Fa-f]++)*+ | 0o[0-7]++(?:_[0-7]++)*+ | 0b[01]++(?:_[01]++)*+
    | [+-]? (?: 0 | [1-9][0-9]*+(?:_[0-9]++)*+ )
      (?P<real> (?:\.[0-9]++(?:_[0-9]++)*+)? (?:[eE][+-]?[0-9]++(?:_[0-9]++)*+)? )
    """,
    re.VERBOSE,
)
QUOTES = "“”„‟‘’‚‛«»‹›「」『』〝〞〟´`＂＇"
"""What stands for quotes in print, and never in TOML."""

MARKS = {",": "comma", ";": "semicolon", "，": "comma", "；": "semicolon", "、": "comma"}
"""What stands at the end of a line in other notations."""

_NEXT_PAIR = re.compile(r"([^\s=,;\"']{1,40})[ \t]++([A-Za-z0-9_-]{1,60})[ \t]*+=")
_DEGREES = re.compile(
    r"(?P<degrees>[0-9]{1,3})°[ ]?(?:(?P<minutes>[0-5]?[0-9])['′]?[ ]?)?(?P<side>[NSEW])", re.ASCII | re.IGNORECASE
)
_LONGEST_NUMBER = 4300  # digits that Python, and so tomllib, is willing to read
_LONGEST_GUESS = 200
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

# What stands after the sign looks like a number, but not like one of TOML's.
_NUMBERS = [
    (re.compile(likely), advice)
    for likely, advice in [
        (
            r"[0-9]{1,2}:[0-9]{2}|[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}",
            'a time needs seconds in TOML 1.0: write {raw}:00, or quotes: "{raw}"',
        ),
        (r"[0-9]{1,3}(?:[.' ,][0-9]{3}){2,}", "write numbers without marks between thousands: {sign}{joined}"),
        (
            r"[1-9][0-9]{0,2},[0-9]{3}",
            "write thousands without a mark, {sign}{joined}, and decimal numbers with a point, {sign}{point}",
        ),
        (r"[0-9]+,[0-9]+", "write decimal numbers with a point: {sign}{point}"),
        (
            r"0[0-9_]+(?:\.[0-9]+)?",
            'a number has no zero in front: write {sign}{plain}, or quotes if it is a code: "{raw}"',
        ),
        (r"\.[0-9]+", "write a digit before the point: {sign}0{digits}"),
        (r"[0-9]+\.", "write a digit after the point: {raw}0"),
        (r"[0-9_]*__[0-9_]*|_[0-9_]+|[0-9_]+_", "each _ in a number stands between two digits"),
    ]
]


def complaint(raw: str) -> str | None:
    """Return what is wrong with a value that is neither string, array nor table; None for a good one."""
    found = _VALUE.fullmatch(raw)
    if found is None:
        return _guess(raw)
    if found["date"] and not _is_day(found["date"]):
        return f"there is no day {found['date']}"
    if found["real"] == "" and len(raw) > _LONGEST_NUMBER and raw[1:2] not in ("x", "o", "b"):
        return f"a number of more than {_LONGEST_NUMBER:,} digits"
    return None


def _is_day(date: str) -> bool:
    year, month, day = int(date[:4]), int(date[5:7]), int(date[8:])
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return year > 0 and day <= _DAYS[month - 1] + leap


def _guess(raw: str) -> str:
    """Return the likeliest explanation, the special ones before the general."""
    if not raw:
        return "the value after = is missing"
    if raw[0] in QUOTES:
        inside = raw.strip(QUOTES)
        return f'{raw[0]} is a typographic quote: write straight quotes, "{_short(inside)}"'
    return _guess_word(raw) or _guess_number(raw) or _guess_structure(raw) or _guess_text(raw)


def surplus_mark(raw: str) -> tuple[int, str] | None:
    """Return where a comma or semicolon ends `raw` that should end without, and the complaint about it."""
    rest = raw.rstrip("".join(MARKS) + " \t")
    mark = raw[len(rest) :].lstrip(" \t")
    if not mark:
        return None
    at = raw.index(mark[0], len(rest))
    return at, f"take the {MARKS[mark[0]]} at the end of the line away"


def unseen(raw: str) -> tuple[int, str] | None:
    """Return where the first character stands in `raw` that one does not see, and the complaint about it."""
    found = hidden(raw, "\t\r\n")
    if not found:
        return None
    character = raw[found[0]]
    code = f"U+{ord(character):04X}"
    if unicodedata.category(character) == "Zs":
        name = unicodedata.name(character).lower()
        return found[0], f"this is not the ordinary blank but {code} ({name}): replace it with a blank"
    return found[0], f"an invisible character ({code}) stands here: delete it"


def _guess_word(raw: str) -> str | None:
    lower = raw.lower()
    if lower in {"true", "false"}:
        return f"write {lower} in lower case"
    if lower in {"yes", "no", "on", "off"}:
        return f'write true or false, or the word in quotes: "{raw}"'
    if lower in {"none", "null", "nil", "undefined"}:
        return f"TOML has no {raw}: leave the whole line out"
    return None


def _guess_number(raw: str) -> str | None:
    if len(raw) > _LONGEST_GUESS:
        return None
    sign = raw[0] if raw[0] in "+-" else ""
    digits = raw[len(sign) :]
    for likely, advice in _NUMBERS:
        if likely.fullmatch(digits):
            return advice.format(raw=raw, sign=sign, digits=digits, **_readings(digits))
    return None


def _readings(digits: str) -> dict[str, str]:
    """Return what the digits could be meant for."""
    whole = digits.lstrip("0_")
    return {
        "plain": whole if whole and whole[0] != "." else f"0{whole}",
        "joined": re.sub("[^0-9]", "", digits),
        "point": digits.replace(",", "."),
    }


def _guess_structure(raw: str) -> str | None:
    """Return the complaint where the value is there, but not what holds it apart from others."""
    if raw[0] == "(":
        return f"a list stands in square brackets: write [{raw[1:].removesuffix(')')[:60].strip()}]"
    if found := _NEXT_PAIR.match(raw):
        return f"a comma is missing after {found[1]}"
    return None


def two_on_a_line(raw: str) -> str | None:
    """Return the complaint about a second `key = value` behind the value of the first one."""
    found = _NEXT_PAIR.match(raw)
    return f"a line holds one key and its value: write {found[2]} on a line of its own" if found else None


def _guess_text(raw: str) -> str:
    if found := _DEGREES.fullmatch(raw):
        degrees = round(int(found["degrees"]) + int(found["minutes"] or 0) / 60, 4)
        return f"write degrees as a decimal number: {'-' if found['side'] in 'SsWw' else ''}{degrees}"
    if raw.endswith(('"', "'")):
        return f"the opening {raw[-1]} of this text is missing"
    return f'write text in quotes: "{_short(raw)}"'


def _short(raw: str) -> str:
    return raw.replace('"', "'") if len(raw) <= 60 else f"{raw[:57]}…"


def unclosed(bracket: str) -> str:
    """Return the complaint about an array or inline table that is never closed."""
    closing = "]" if bracket == "[" else "}"
    return f"the closing {closing} of this {'list' if bracket == '[' else 'inline table'} is missing"


def too_deep() -> str:
    """Return the complaint about brackets in brackets in brackets."""
    return f"nested deeper than {MAX_DEPTH} levels"

"""Is a file safe to hand to a parser at all? Asked before parsing, so it may cost next to nothing."""

import re

MAX_BYTES = 256 * 1024
TOO_LARGE = f"larger than {MAX_BYTES // 1024} KiB"
MAX_DEPTH = 32
MAX_KEY_PARTS = 32

_STRINGS_AND_COMMENTS = re.compile(
    rb'''
      """ (?: [^"\\]++ | \\. | "(?!"") )*+ (?: """ "{0,2}+ | \Z )
    | \'\'\' (?: [^']++ | '(?!\'\') )*+ (?: \'\'\' '{0,2}+ | \Z )
    | " (?: [^"\\\n]++ | \\[^\n] )*+ "?
    | ' [^'\n]*+ '?
    | \# [^\n]*+
    ''',
    re.VERBOSE | re.DOTALL,
)
_BRACKETS = re.compile(rb"[\[{]|[\]}]")
# Strings have become "" here, and stand for quoted parts of a key. One start for each part keeps the search linear.
_LONG_KEY = re.compile(rb'(?:(?:(?<![A-Za-z0-9_-])[A-Za-z0-9_-]++|"")[ \t]*+\.[ \t]*+){%d}' % MAX_KEY_PARTS)


def guard(data: bytes) -> str | None:
    """Return why `data` is unsafe to parse, or None.

    Deep nesting ends parsers that recurse, some of them with the whole process, and the time of others grows with the
    square of the length of a dotted key. Few files have enough brackets or dots for either, so most are only counted.
    """
    if len(data) > MAX_BYTES:
        return f"{TOO_LARGE} ({len(data):,} bytes)"
    brackets = data.count(b"[") + data.count(b"{")
    if brackets <= MAX_DEPTH and data.count(b".") < MAX_KEY_PARTS:
        return None
    bare = _STRINGS_AND_COMMENTS.sub(lambda found: b"" if found[0].startswith(b"#") else b'""', data)
    if brackets > MAX_DEPTH and _depth(bare) > MAX_DEPTH:
        return f"nested deeper than {MAX_DEPTH} levels"
    if _LONG_KEY.search(bare):
        return f"a key of more than {MAX_KEY_PARTS} parts"
    return None


def _depth(bare: bytes) -> int:
    depth = deepest = 0
    for bracket in _BRACKETS.findall(bare):
        if bracket in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif depth:
            depth -= 1
    return deepest

"""Text of records shown to people: whatever stands in it, it steers no terminal and means nothing in Markdown."""

from __future__ import annotations

import html
import re
import unicodedata

_LIVE = re.compile(
    r"\b[0-9a-f]{7,40}\b|GH-(?=\d)|:(?=[\w+-]+:)|[\\`*_\[\]|~]|[<>&]|[@#]|\$|www\.|://", re.IGNORECASE | re.ASCII
)
"""What has a meaning in Markdown as GitHub and GitLab write it."""


def printable(text: str) -> str:
    """`text` without characters that steer a terminal or turn the direction of writing."""
    return "".join(c if c.isprintable() or c == "\t" else f"\\u{ord(c):04x}" for c in text)


def width(text: str) -> int:
    """How many columns of a terminal `text` takes: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(c) in {"Mn", "Me"} else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def markdown(text: str) -> str:
    """`text` so that Markdown shows it as it is: no markup, no HTML, no link, no mention."""
    return _LIVE.sub(_harmless, printable(text).replace("\t", " "))


def _harmless(match: re.Match[str]) -> str:
    found = match[0]
    if len(found) >= 7:  # the id of a commit is one from seven digits on
        return "<!-- -->".join(found[start : start + 6] for start in range(0, len(found), 6))
    if found == ":" or found[-1] == "-":
        return f"{found}<!-- -->"  # keeps :tada: and GH-1 apart
    if found in '<>&"':
        return html.escape(found, quote=False)
    if found in "@#":
        return f"{found}<!-- -->"  # keeps @name and #1 apart; a backslash does not
    if found == "$":
        return "<span>$</span>"  # a formula otherwise
    if len(found) > 1:
        return f"{found[:-2]}<!-- -->{found[-2:]}"  # www. and :// are links by themselves
    return f"\\{found}"

"""What a plain text is not: a placeholder, markup, all in capitals. One definition, for rules and for the recogniser.

The expressions are strings here, so that they can be compiled for text as well as for bytes; but for the dashes they
are of ASCII.
"""

import re
from typing import Final

PLACEHOLDERS: Final = frozenset({"todo", "tbd", "tbc", "xxx", "n/a", "n.a.", "k.a.", "unknown", "-99"})
"""In any case."""

PLACEHOLDERS_IN_ONE_CASE: Final = frozenset({"none", "null", "nil", "NA", "NONE", "NULL", "NIL", "na"})
"""Also names of towns when written with one capital: None in Piedmont."""

DASHES: Final = "-?.\u2026\u2013\u2014"
"""A text of nothing else is a placeholder."""

ENTITY: Final = "&(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#[Xx][0-9A-Fa-f]+);"
QUOTES: Final = "''"
BRACKETS: Final = frozenset("<>[]{}")
"""What the rest of the markup is made of."""

MARKUP: Final = re.compile(
    rf"</?[A-Za-z][^<>]*+>|\[\[|\]\]|\{{\{{|\}}\}}|{QUOTES}|{ENTITY}|\[[0-9]+\]|\[(?:citation needed|[a-z])\]"
)

SHOUTABLE: Final = frozenset({"name", "former_names", "aliases", "summary"})
"""Keys whose text is not to be all in capitals. Elsewhere there are abbreviations."""

SHORT: Final = 8
"""With up to so many letters, the name of an organisation may be an abbreviation."""

SHORT_PLACE: Final = 4
"""With up to so many letters, the name of a place may be one (Y, Å) or an abbreviation (NYC)."""


def is_placeholder(value: str) -> bool:
    """Whether a text stands for the absence of one."""
    word = value.strip()
    return word.lower() in PLACEHOLDERS or word in PLACEHOLDERS_IN_ONE_CASE or not word.strip(DASHES)


def shouts(value: str, short: int) -> bool:
    """Whether a text of more than `short` letters is all in capitals."""
    return value.isupper() and sum(map(str.isupper, value)) > short


_POSSESSIVE = re.compile(r"(?<=\w['’])\w\b")
"""One letter behind an apostrophe, as in St. John's; more of them are a name of their own, as in L'Aquila."""


def hushed(value: str) -> str:
    """A text in capitals as it is usually written, but for the small words of its language."""
    return _POSSESSIVE.sub(lambda found: found[0].lower(), value.title())

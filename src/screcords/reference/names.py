"""Names of places folded for comparison: what two spellings of one name have in common."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = re.compile(r"(?<=\w)['’ʼʻ‘`´](?=\w)")
_BREAKS = re.compile(r"[^0-9a-z]+")

# Words that say what kind of place it is. Before a name only with its `of`, or where its
# language has no other use for it there; `city` alone stays: Iowa City is not Iowa, Ciudad Real not Real.
_BEFORE = re.compile(
    r"(?:the )?(?:city and county|city|town|township|municipality|municipal district|village|borough|district|county|"
    r"commune|prefecture|province) of (?!the\b)|"
    r"(?:comune di|commune de|ville de|mairie de|municipio de|municipi de|ayuntamiento de|concello de|"
    r"camara municipal de|prefeitura de|gmina|miasto|stadt|gemeente|kommune|obec|municipiul|comuna|orasul) "
)
_AFTER = re.compile(
    r" (?:(?:metropolitan |city |rural )?municipality|kommune?|municipal corporation|(?:urban |rural )?gmina)$"
)
# Japanese and Korean units, only where a hyphen marks them: Tsushima-shi, Jeju-si.
_UNIT = re.compile(r"(?<=\w\w\w)-(?:shi|machi|cho|mura|son|gun|si|gu|eup)$")
# In brackets after a name: (town), (rural gmina), but not (Oder).
_BRACKETED = re.compile(
    r" *\((?:the )?(?:city|town|village|municipality|commune|comune|(?:urban|rural|urban-rural) gmina|gmina)\)$"
)
_SHORT = {"st": "saint", "sankt": "saint", "ste": "sainte", "sta": "santa", "sto": "santo", "mt": "mount", "ft": "fort"}


def ascii_of(text: str) -> str:
    """The text in ASCII; other scripts are transliterated sign by sign, which is enough to compare and no more."""
    if text.isascii():
        return text
    from anyascii import anyascii  # noqa: PLC0415 (most names need no table of 0.3 MB)

    # Composed: anyascii knows é and 한 as letters, and not the pieces of a Korean syllable.
    return anyascii(unicodedata.normalize("NFKC", text))


def plain(text: str) -> str:
    """Lower-case words in ASCII without punctuation, nothing left out: `Côte-d'Or` is `cote dor`."""
    return _BREAKS.sub(" ", _APOSTROPHES.sub("", ascii_of(_APOSTROPHES.sub("", text))).casefold()).strip()


def fold(name: str) -> str:
    """What two spellings of a place name have in common: `City of São Paulo` and `Sao Paulo` are `sao paulo`.

    Words for the kind of place are dropped where they stand as such, and never the whole name; a few abbreviations are
    written out. For comparing only: the result is neither a spelling nor an id.
    """
    text = ascii_of(_APOSTROPHES.sub("", name)).casefold().strip()
    text = _BRACKETED.sub("", text)
    text = _UNIT.sub("", text)
    text = _BREAKS.sub(" ", _APOSTROPHES.sub("", text)).strip()
    text = _AFTER.sub("", text)
    text = _BEFORE.sub("", text, count=1) if (found := _BEFORE.match(text)) and found.end() < len(text) else text
    return " ".join(_SHORT.get(word, word) for word in text.split())

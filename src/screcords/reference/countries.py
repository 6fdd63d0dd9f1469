"""Countries and territories: ISO 3166-1 and Kosovo (XK), withdrawn codes, and what people write instead."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from screcords.reference import table

# UN M49: the subregions in the words of the standard, under their regions.
_SUBREGIONS = {
    "011": ("Western Africa", "Africa"),
    "014": ("Eastern Africa", "Africa"),
    "015": ("Northern Africa", "Africa"),
    "017": ("Middle Africa", "Africa"),
    "018": ("Southern Africa", "Africa"),
    "005": ("South America", "Americas"),
    "013": ("Central America", "Americas"),
    "021": ("Northern America", "Americas"),
    "029": ("Caribbean", "Americas"),
    "030": ("Eastern Asia", "Asia"),
    "034": ("Southern Asia", "Asia"),
    "035": ("South-eastern Asia", "Asia"),
    "143": ("Central Asia", "Asia"),
    "145": ("Western Asia", "Asia"),
    "039": ("Southern Europe", "Europe"),
    "151": ("Eastern Europe", "Europe"),
    "154": ("Northern Europe", "Europe"),
    "155": ("Western Europe", "Europe"),
    "053": ("Australia and New Zealand", "Oceania"),
    "054": ("Melanesia", "Oceania"),
    "057": ("Micronesia", "Oceania"),
    "061": ("Polynesia", "Oceania"),
}

#: Every name of a UN M49 region that a record may use: regions, subregions, and the two common groups of subregions.
REGIONS = frozenset(name for pair in _SUBREGIONS.values() for name in pair) | {
    "Latin America and the Caribbean",
    "Sub-Saharan Africa",
}

# Codes of other standards, and of ISO 3166-2 where a territory has its own code as well.
_SYNONYMS = {
    "UK": "GB",
    "EL": "GR",
    "CN-TW": "TW",
    "CN-71": "TW",
    "CN-HK": "HK",
    "CN-91": "HK",
    "CN-MO": "MO",
    "CN-92": "MO",
    "FI-01": "AX",
    "NO-21": "SJ",
    "NO-22": "SJ",
    "NL-AW": "AW",
    "NL-CW": "CW",
    "NL-SX": "SX",
    "NL-BQ1": "BQ",
    "NL-BQ2": "BQ",
    "NL-BQ3": "BQ",
    "US-AS": "AS",
    "US-GU": "GU",
    "US-MP": "MP",
    "US-PR": "PR",
    "US-UM": "UM",
    "US-VI": "VI",
    "FR-971": "GP",
    "FR-972": "MQ",
    "FR-973": "GF",
    "FR-974": "RE",
    "FR-976": "YT",
    "FR-BL": "BL",
    "FR-GF": "GF",
    "FR-GP": "GP",
    "FR-MF": "MF",
    "FR-MQ": "MQ",
    "FR-NC": "NC",
    "FR-PF": "PF",
    "FR-PM": "PM",
    "FR-RE": "RE",
    "FR-TF": "TF",
    "FR-WF": "WF",
    "FR-YT": "YT",
}

_SUBDIVISION = re.compile(r"([A-Z]{2})-[A-Z0-9]{1,3}")


class Country(NamedTuple):
    """What the table knows of a country or territory."""

    code: str
    alpha3: str
    numeric: str | None
    m49: str | None
    calling_code: str | None
    trunk_prefix: str | None
    languages: tuple[str, ...]
    name: str
    other_names: tuple[str, ...]

    @property
    def region(self) -> str | None:
        """The region of UN M49, such as Europe; Antarctica has none."""
        return _SUBREGIONS[self.m49][1] if self.m49 else None

    @property
    def subregion(self) -> str | None:
        """The subregion of UN M49, such as Eastern Asia."""
        return _SUBREGIONS[self.m49][0] if self.m49 else None


class Former(NamedTuple):
    """A withdrawn code."""

    code: str
    name: str
    successors: tuple[str, ...]

    @property
    def successor(self) -> str | None:
        """The one code that took its place; None where there are several, for only a person can tell which."""
        return self.successors[0] if len(self.successors) == 1 else None


def _country(line: str) -> Country:
    fields = line.split("\t")
    code, alpha3, numeric, m49, calling, trunk, languages, name = fields[:8]
    others = tuple(fields[8].split(";")) if len(fields) > 8 else ()
    return Country(
        code,
        alpha3,
        numeric or None,
        m49 or None,
        calling or None,
        trunk or None,
        tuple(languages.split()),
        name,
        others,
    )


def _former(line: str) -> Former:
    code, name, successors = line.split("\t")
    return Former(code, name, tuple(successors.split()))


@cache
def _current() -> dict[str, Country]:
    return {line[:2]: _country(line) for line in table.lines("countries.tsv")}


@cache
def _withdrawn() -> dict[str, Former]:
    return {line[:2]: _former(line) for line in table.lines("former.tsv")}


def _key(text: str) -> str:
    """The letters and digits of a name, without case and accents; marks of other scripts fall away on both sides."""
    folded = unicodedata.normalize("NFKD", text).casefold().replace("&", " and ")
    words = re.split(r"[^\w]+|_", "".join(character for character in folded if not unicodedata.combining(character)))
    return "".join(word for word in words if word not in {"the", "and"})


@cache
def _names() -> dict[str, str]:
    """Every way to write a country; a way that could mean two is left out."""
    found: dict[str, str] = {}
    doubtful = {"congo"}  # which ISO has for one of the two
    for country in _current().values():
        for text in (country.name, country.alpha3, *country.other_names):
            key = _key(text)
            if found.setdefault(key, country.code) != country.code:
                doubtful.add(key)
    for former in _withdrawn().values():
        if former.successor:
            found.setdefault(_key(former.name), former.successor)
    return {key: code for key, code in found.items() if key and key not in doubtful}


def codes() -> frozenset[str]:
    """The current codes."""
    return frozenset(_current())


def is_code(code: str) -> bool:
    """Whether this is a current code, upper case."""
    return code in _current()


def get(code: str) -> Country | None:
    """What is known of a current code."""
    return _current().get(code)


def name(code: str) -> str:
    """The usual short English name; a code that is not current stands for itself."""
    country = _current().get(code)
    return country.name if country else code


def region(code: str) -> str | None:
    """The UN M49 region of a country."""
    country = _current().get(code)
    return country.region if country else None


def subregion(code: str) -> str | None:
    """The UN M49 subregion of a country."""
    country = _current().get(code)
    return country.subregion if country else None


def former(code: str) -> Former | None:
    """The withdrawn state or territory of a code that is not current."""
    return _withdrawn().get(code)


def suggest(text: str) -> str | None:
    """The current code that somebody meant: by other codes, in lower case, by name in English or its own languages.

    Former states lead to their successor where there is one. A code of a subdivision leads to its country. Nothing is
    guessed from spelling.
    """
    code = text.strip().upper().replace("_", "-")
    if code in _SYNONYMS:
        return _SYNONYMS[code]
    if is_code(code):
        return code
    if withdrawn := former(code):
        return withdrawn.successor
    if (shape := _SUBDIVISION.fullmatch(code)) and is_code(shape[1]):
        return shape[1]
    return _names().get(_key(text))

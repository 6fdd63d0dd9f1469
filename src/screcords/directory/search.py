"""Finding a city or an organisation by what somebody types: an id, a name in any language or script, half a name.

In this order, and the first that finds anything decides:

1. an id, or a former id;
2. a whole name without regard to case, accents and script, with ü as u or as ue; one that is not ASCII as it is written
   first, since names of other places may be alike in transliteration;
3. an identifier of Wikidata, GeoNames or UN/LOCODE;
4. a whole name and what tells it from its namesakes: country, subdivision, level or the end of the id;
5. names that hold all the words, or begin so.

Where nothing is found, names that are spelled alike are suggested.
"""

from __future__ import annotations

import difflib
import functools
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from screcords.model.ids import QUALIFIED_COUNTRIES, SEPARATOR, pair_id
from screcords.reference import countries, subdivisions
from screcords.reference.names import fold, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from screcords.directory.holdings import Holdings, Named, Place

MOST = 5
"""So many names are suggested where nothing is found."""

LIKENESS = 0.7
"""Least likeness of a suggestion by difflib's ratio, from 0 to 1."""

CANDIDATES = 80
"""So many names are compared letter by letter."""

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "ae", "Ö": "oe", "Ü": "ue",
                          "Ø": "oe", "Å": "aa"})  # fmt: skip
_CODE = re.compile(r"[Qq][1-9]\d*|\d{3,}|[A-Za-z]{2}[A-Za-z2-9]{3}")
_QUALIFIED = re.compile(r"(.+?)\s*(?:,\s*(.+)|\(([^()]+)\))\s*")


class Hit(NamedTuple):
    """A record that may be meant."""

    collection: str
    id: str


class Looked(NamedTuple):
    """What a look-up found: records that the words may mean, or where there is none, some that are spelled alike."""

    hits: tuple[Hit, ...]
    alike: tuple[Hit, ...] = ()
    loose: bool = False
    """Whether the names hold more than the words that were looked for."""


def folds(text: str, folded: str | None = None) -> tuple[str, ...]:
    """The folded forms of a name: one, or two where a letter can be written in two ways (ü as u and as ue).

    `folded` is the first of them where it is known.
    """
    if text.isascii():
        return (text.lower() if text.isalpha() and len(text) > 3 else folded or fold(text),)
    wide = text.translate(_UMLAUTS)
    return (folded or fold(text),) if wide == text else (folded or fold(text), fold(wide))


class Finder:
    """Looks up names; made once for some holdings."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings

    @functools.cached_property
    def folded(self) -> dict[str, list[Named]]:
        """All names by their folded forms."""
        found: dict[str, list[Named]] = {}
        known: dict[str, tuple[str, ...]] = {}
        for name in self._holdings.names():
            keys = known.get(name.text)
            if keys is None:
                keys = known[name.text] = folds(name.text, name.folded)
            for key in keys:
                found.setdefault(key, []).append(name)
        return found

    def look_up(self, text: str, *, orgs: bool = False) -> Looked:
        """What `text` may mean: cities, and with `orgs` organisations too."""
        text = text.strip()
        if by_id := self._by_id(text, orgs=orgs):
            return Looked((by_id,))
        for find in (self._exact, self._coded, self._qualified):
            if kept := self._sorted(find(text), orgs=orgs):
                return Looked(kept)
        if kept := self._sorted(self._holding(text), orgs=orgs):
            return Looked(kept, loose=True)
        return Looked((), self._alike(text, orgs=orgs))

    def precise(self, text: str, *, orgs: bool = False) -> tuple[Hit, ...]:
        """What `text` means where it is an id or a whole name."""
        text = text.strip()
        if by_id := self._by_id(text, orgs=orgs):
            return (by_id,)
        finds = (self._exact, self._coded, self._qualified)
        return next((kept for find in finds if (kept := self._sorted(find(text), orgs=orgs))), ())

    def _by_id(self, text: str, *, orgs: bool) -> Hit | None:
        key = text.lower()
        if self._holdings.place(key):
            return Hit("cities", key)
        if successor := self._holdings.successor("cities", key):
            return Hit("cities", successor)
        if orgs and self._holdings.has_org(key):
            return Hit("orgs", key)
        successor = self._holdings.successor("orgs", key) if orgs else None
        return Hit("orgs", successor) if successor else None

    def _coded(self, text: str) -> list[Hit]:
        return [Hit(*found) for found in self._holdings.coded(text.upper())] if _CODE.fullmatch(text) else []

    def _exact(self, text: str) -> list[Hit]:
        keys = [key for key in folds(text) if key]
        names = self._holdings.called(keys)
        if names is None:
            names = [name for key in keys for name in self.folded.get(key, ())]
        if not text.isascii():
            names = [name for name in names if _written(name.text) == _written(text)] or names
        return [Hit(name.collection, name.id) for name in names]

    def _qualified(self, text: str) -> list[Hit]:
        """Cities with a name that is a part of the text, and for which the rest of it is true."""
        for name, rest in _splits(text):
            found = [hit for hit in self._exact(name) if (place := self._place(hit)) and _fits(place, rest, name)]
            if found:
                return found
        return []

    def _holding(self, text: str) -> list[Hit]:
        """Records with a name that holds all the words of the text, or words that begin so."""
        words = [f" {word}" for word in folds(text)[0].split()]
        if not words or max(map(len, words)) <= 3:
            return []
        return [
            Hit(name.collection, name.id)
            for key, names in self.folded.items()
            if all(word in f" {key}" for word in words)
            for name in names
        ]

    def _alike(self, text: str, *, orgs: bool) -> tuple[Hit, ...]:
        """Records whose names are spelled alike, the most alike first."""
        if not any(map(str.isalnum, text)):
            return ()  # signs are transliterated by what they show, which no name is like
        keys: list[str] = []
        name = next((name for name, _ in _splits(text) if "," in text), text)
        for wanted in folds(name):
            keys += _close(wanted, self.folded)
        hits: dict[Hit, None] = {}
        for key in dict.fromkeys(keys):
            named = (Hit(name.collection, name.id) for name in self.folded[key])
            hits |= dict.fromkeys(self._sorted(named, orgs=orgs))
        return tuple(hits)[:MOST]

    def _sorted(self, hits: Iterable[Hit], *, orgs: bool) -> tuple[Hit, ...]:
        """Each record once, cities first, those with most partnerships and inhabitants before the others."""

        def rank(hit: Hit) -> tuple[bool, int, int, str]:
            place = self._place(hit)
            return (False, -place.partnerships, -(place.population or 0), hit.id) if place else (True, 0, 0, hit.id)

        return tuple(sorted({hit for hit in hits if orgs or hit.collection == "cities"}, key=rank))

    def _place(self, hit: Hit) -> Place | None:
        return self._holdings.place(hit.id) if hit.collection == "cities" else None

    def pairs(self, one: str, other: str) -> tuple[str, ...]:
        """Ids of the partnerships between what two texts may mean."""
        ones, others = self.precise(one), self.precise(other)
        found = {pair_id(a.id, b.id) for a in ones for b in others if a.id != b.id}
        return tuple(sorted(key for key in found if self._holdings.has_tie(key)))

    def partnership(self, text: str) -> str | None:
        """The id of the partnership that `text` is an id or a former id of, in either order of the cities."""
        one, between, other = text.strip().lower().partition(SEPARATOR)
        if not between:
            return None
        for key in (f"{one}{SEPARATOR}{other}", pair_id(one, other)):
            if self._holdings.has_tie(key):
                return key
            if successor := self._holdings.successor("partnerships", key):
                return successor
        cities = [self._holdings.successor("cities", city) or city for city in (one, other)]
        key = pair_id(*cities)
        return key if self._holdings.has_tie(key) else None


def distinction(place: Place) -> str:
    """What to write after the name of a city so that it is no other: the subdivision where addresses have it."""
    has_one = place.subdivision and place.country in QUALIFIED_COUNTRIES
    return subdivisions.name(place.subdivision or "") if has_one else countries.name(place.country)


def label(place: Place, *, full: bool = False) -> str:
    """A city with its country, and its subdivision where addresses have it or all is wanted."""
    parts = [place.name]
    if place.subdivision and (full or place.country in QUALIFIED_COUNTRIES):
        parts.append(subdivisions.name(place.subdivision))
    parts.append(countries.name(place.country))
    return ", ".join(dict.fromkeys(parts))


def _written(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _splits(text: str) -> Iterator[tuple[str, str]]:
    """Ways to take a text for a name and a word that tells it from others: Portland, OR; Portland OR."""
    if match := _QUALIFIED.fullmatch(text):
        yield match[1], match[2] or match[3]
    words = text.replace(",", " ").split()
    for number in range(1, min(4, len(words))):
        yield " ".join(words[:-number]), " ".join(words[-number:])


def _fits(place: Place, word: str, after: str) -> bool:
    """Whether a country, subdivision, level or the end of an id, written after a name, is that of the place."""
    folded = plain(word)
    if not folded:
        return False
    if countries.suggest(word) == place.country or folded == place.level:
        return True
    if place.subdivision and (
        place.subdivision.partition("-")[2].lower() == folded.replace(" ", "")
        or subdivisions.find(place.country, word) == place.subdivision
    ):
        return True
    parts = [part.strip() for part in word.split(",")]
    if len(parts) > 1:
        return all(_fits(place, part, after) for part in parts)
    return place.id.endswith(f"-{folded.replace(' ', '-')}") and len(folded) > 2 and folded != plain(after)


def _close(wanted: str, known: Iterable[str]) -> list[str]:
    """Those of the known words that are spelled most like the wanted one.

    Pairs of letters choose the candidates, for comparing all letter by letter would take seconds; words of the same
    letters in another order are candidates too.
    """
    if len(wanted) < 3:
        return []
    pairs = {wanted[at : at + 2] for at in range(len(wanted) - 1)}
    letters = sorted(wanted)
    ranked = []
    for word in known:
        if abs(len(word) - len(wanted)) > max(2, len(wanted) // 3):
            continue
        shared = sum(pair in word for pair in pairs)
        if shared * 3 >= len(pairs) or (len(word) == len(letters) and sorted(word) == letters):
            ranked.append((-shared, abs(len(word) - len(wanted)), word))
    best = [word for _, _, word in sorted(ranked)[:CANDIDATES]]
    best += [word for _, _, word in ranked if len(word) == len(letters) and sorted(word) == letters]
    return difflib.get_close_matches(wanted, dict.fromkeys(best), MOST, LIKENESS)

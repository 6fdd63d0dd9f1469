"""Which records of cities may mean one place: by name, country, distance and level."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from screcords.model.city import LEVELS
from screcords.reference.names import fold
from screcords.reference.places import DEGREE, distance_km

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from screcords.model.city import City
    from screcords.repository.entry import Entry
    from screcords.repository.graph import Repository

NEAR = 15.0
"""Kilometres within which two places of one name are taken for one."""

VERY_NEAR = 5.0
"""The same for names that differ in a word for the kind of place: Iowa City is not Iowa."""

_KINDS = (" city", " town", " village")

Namesakes = tuple["Entry[City]", "Entry[City]", float]


_LETTERS = str.maketrans(
    dict(zip("øØłŁđĐıðħĦ’ʻ‐–", "oOlLdDidhH''--", strict=True)) | {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "Þ": "Th"}
)
"""Letters that are no ASCII letter with a mark."""

_folded: dict[str, str] = {}


def key(name: str) -> str:
    """The folded name, kept because several rules ask for it; one plain word is folded already."""
    if name.isascii() and name.isalpha():
        return name.lower()
    folded = _folded.get(name)
    if folded is None:
        plain = _plain(name)
        folded = _folded[name] = plain.lower() if plain.isalpha() and plain.isascii() else fold(plain)
    return folded


def _plain(name: str) -> str:
    """A Latin name without its marks, as the transliteration would have it, but without loading that; else the name."""
    if name.isascii():
        return name
    text = name.translate(_LETTERS)
    bare = normalize("NFD", text).encode("ascii", "ignore").decode()
    return bare if len(bare) == len(text) else name


def namesakes(
    repository: Repository, *, aliases: bool = False, among: Collection[str] | None = None
) -> Iterator[Namesakes]:
    """Pairs of cities that may be one, with their distance in kilometres; with `aliases`, by any other spelling too.

    With `among`, only pairs with one of the cities of these ids at least.
    """
    known: dict[str, Entry[City]] = {}
    groups: dict[str, list[Entry[City]]] = {}
    for entry in repository.cities.values() if among is None else _around(repository, among):
        city = entry.record
        if city is None:
            continue
        names = (city.name["en"], *city.aliases) if aliases and city.aliases else (city.name["en"],)
        for name in names:
            where = f"{city.country} {key(name) if aliases else _stem(name)}"
            first = known.setdefault(where, entry)
            if first is not entry:
                groups.setdefault(where, [first]).append(entry)
    seen: set[tuple[str, str]] = set()
    for group in groups.values():
        group.sort(key=lambda entry: entry.id)
        for number, first in enumerate(group):
            for second in group[number + 1 :]:
                if among is not None and first.id not in among and second.id not in among:
                    continue
                if first is not second and (first.id, second.id) not in seen:
                    seen.add((first.id, second.id))
                    distance = _distance(first.record, second.record)
                    if distance is not None and (aliases or _names_fit(first, second, distance)):
                        yield first, second, distance


def bear_one_name(first: Entry[City], second: Entry[City], distance: float) -> bool:
    """Whether a pair that was found by any spelling is one by its usual names too."""
    one, other = first.record, second.record
    if one is None or other is None or _stem(one.name["en"]) != _stem(other.name["en"]):
        return False
    return _names_fit(first, second, distance)


def _names_fit(first: Entry[City], second: Entry[City], distance: float) -> bool:
    return distance < VERY_NEAR or _are_alike(first, second)


def _stem(name: str) -> str:
    """The folded name without a word for the kind of place."""
    folded = key(name)
    return folded.rpartition(" ")[0] if folded.endswith(_KINDS) else folded


def _around(repository: Repository, ids: Collection[str]) -> Iterator[Entry[City]]:
    """The cities near those of some ids, by country and latitude, and those themselves."""
    middles: dict[str, list[float]] = {}
    for record_id in ids:
        entry = repository.cities.get(record_id)
        if entry is not None and entry.record is not None and entry.record.lat is not None:
            middles.setdefault(entry.record.country, []).append(entry.record.lat)
    for entry in repository.cities.values():
        city = entry.record
        if city is None or city.lat is None or city.country not in middles:
            continue
        lat = city.lat
        if any(abs(lat - middle) * DEGREE <= NEAR for middle in middles[city.country]):
            yield entry


def _are_alike(first: Entry[City], second: Entry[City]) -> bool:
    """Whether two places have the same name with all its words."""
    one, other = first.record, second.record
    return one is not None and other is not None and key(one.name["en"]) == key(other.name["en"])


def _distance(one: City | None, other: City | None) -> float | None:
    """How far apart two places are that may be one; None where they are not."""
    if one is None or other is None or one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    if abs(one.lat - other.lat) * DEGREE > NEAR:
        return None
    if one.subdivision and other.subdivision and one.subdivision != other.subdivision:
        return None
    if LEVELS.get(one.level, 1) != LEVELS.get(other.level, 1):
        return None  # a town and the county of its name
    if one.id in other.successors or other.id in one.successors or _apart(one, other):
        return None  # the old municipality and the new one
    distance = distance_km(one.lat, one.lon, other.lat, other.lon)
    return distance if distance < NEAR else None


def _apart(one: City, other: City) -> bool:
    """Whether one had ended before the other began."""
    for early, late in ((one.valid, other.valid), (other.valid, one.valid)):
        if early and early.end and late and late.start and not late.start.before(early.end):
            return True
    return False

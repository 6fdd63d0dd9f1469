"""Finding partnerships by words, places and what is known of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from screcords.directory.search import folds
from screcords.model.ids import SEPARATOR
from screcords.reference import countries, places, subdivisions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from screcords.directory.holdings import Holdings, Tie
    from screcords.directory.search import Finder


class Near(NamedTuple):
    """A point, and how far from it a city may be."""

    lat: float
    lon: float
    within: float
    """Kilometres."""


class Wanted(NamedTuple):
    """What is looked for; an empty part asks for nothing in particular. Words ask all, the other parts one each."""

    words: Sequence[str] = ()
    countries: Collection[str] = ()
    kinds: Collection[str] = ()
    fields: Collection[str] = ()
    statuses: Collection[str] = ()
    in_force: bool = False
    near: Near | None = None


class Found(NamedTuple):
    """A partnership, and how far from the point in question its nearer city is."""

    tie: Tie
    distance_km: float | None


def find(finder: Finder, holdings: Holdings, wanted: Wanted) -> list[Found]:
    """The partnerships that are wanted, in the order of their ids; with a point, the nearest first."""
    ties = [tie for tie in holdings.ties if _admits(holdings, wanted, tie)]
    for word in wanted.words:
        cities, ids = _matching(finder, holdings, word)
        ties = [
            tie
            for tie in ties
            if tie.one in cities
            or tie.other in cities
            or tie.id in ids
            or word.lower() in {tie.kind, tie.status, *tie.fields}
        ]
    if wanted.near is None:
        return [Found(tie, None) for tie in ties]
    reached = _reached(holdings, wanted.near)
    found = [
        Found(tie, min(reached[city] for city in (tie.one, tie.other) if city in reached))
        for tie in ties
        if tie.one in reached or tie.other in reached
    ]
    return sorted(found, key=lambda each: (each.distance_km, each.tie.id))


def _admits(holdings: Holdings, wanted: Wanted, tie: Tie) -> bool:
    return (
        (not wanted.kinds or tie.kind in wanted.kinds)
        and (not wanted.statuses or tie.status in wanted.statuses)
        and (not wanted.in_force or tie.in_force)
        and (not wanted.fields or not set(wanted.fields).isdisjoint(tie.fields))
        and (
            not wanted.countries
            or holdings.places[tie.one].country in wanted.countries
            or holdings.places[tie.other].country in wanted.countries
        )
    )


def _matching(finder: Finder, holdings: Holdings, word: str) -> tuple[set[str], set[str]]:
    """The cities that a word or phrase speaks of, and the partnerships whose texts or ids hold it.

    It speaks of those with a name, in any language, that has a word beginning so, and of those of the country or the
    subdivision of that name.
    """
    keys = [f" {key}" for key in folds(word) if key]
    cities = _named(finder, holdings, word)
    country = countries.suggest(word) if len(word) > 2 else None
    subs: dict[str | None, bool] = {None: False}
    for place in holdings.places.values():
        if place.subdivision not in subs:
            named = folds(subdivisions.name(place.subdivision or ""))
            subs[place.subdivision] = any(key in f" {name}" for name in named for key in keys)
        if place.country == country or subs[place.subdivision]:
            cities.add(place.id)
    texts = {key for key, text in holdings.texts() if any(k in f" {folded}" for folded in folds(text) for k in keys)}
    whole = word.lower()
    if SEPARATOR in whole:
        texts.add(whole)
    if whole in holdings.places:
        cities.add(whole)
    return cities, texts


def _named(finder: Finder, holdings: Holdings, word: str) -> set[str]:
    """The cities with a name in which a word begins so."""
    keys = [key for key in folds(word) if key]
    found = holdings.speaking_of(keys)
    if found is not None:
        return found
    return {
        name.id
        for folded, names in finder.folded.items()
        if any(f" {key}" in f" {folded}" for key in keys)
        for name in names
        if name.collection == "cities"
    }


def _reached(holdings: Holdings, near: Near) -> dict[str, float]:
    """Distance of the cities within reach, in kilometres to one decimal."""
    return {key: round(distance, 1) for key, distance in _distances(holdings, near) if distance <= near.within}


def _distances(holdings: Holdings, near: Near) -> Iterator[tuple[str, float]]:
    span = near.within / places.DEGREE
    for key, place in holdings.places.items():
        if place.lat is not None and place.lon is not None and abs(place.lat - near.lat) <= span:
            yield key, places.distance_km(near.lat, near.lon, place.lat, place.lon)

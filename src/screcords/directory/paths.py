"""Ways through the network: chains of sister cities, cities that share a sister, and what two cities have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from screcords.directory.holdings import Tie


class Chains(NamedTuple):
    """The shortest chains between two cities."""

    steps: int
    """Partnerships in each of them; 0 from a city to itself."""
    number: int
    """How many there are."""
    shown: tuple[tuple[str, ...], ...]
    """Ids of the cities of each, the first of them in byte order of the ids."""


class Cousin(NamedTuple):
    """A city that shares sisters with another one and is none of them."""

    id: str
    via: tuple[str, ...]
    """The sisters that both have, sorted."""


def neighbours(ties: Iterable[Tie], *, in_force: bool = False) -> dict[str, set[str]]:
    """The partners of each city; with `in_force` only those of partnerships in force."""
    found: dict[str, set[str]] = {}
    for tie in ties:
        if tie.one != tie.other and (not in_force or tie.in_force):
            found.setdefault(tie.one, set()).add(tie.other)
            found.setdefault(tie.other, set()).add(tie.one)
    return found


def shortest(partners: Mapping[str, set[str]], one: str, other: str, most: int) -> Chains | None:
    """All shortest chains between two cities, at most `most` of them written out; `None` where there is none.

    Breadth-first from `other`, so that a walk from `one` that gets nearer with each step cannot miss. The number of
    chains is a sum over those steps (U. Brandes, "A faster algorithm for betweenness centrality", Journal of
    Mathematical Sociology 25 (2001), 163) and exact however many there are.
    """
    distance, ways, layer = {other: 0}, {other: 1}, [other]
    while layer and one not in distance:
        following: dict[str, int] = {}
        for city in layer:
            for partner in partners.get(city, ()):
                if partner not in distance:
                    following[partner] = following.get(partner, 0) + ways[city]
        distance.update(dict.fromkeys(following, distance[layer[0]] + 1))
        ways.update(following)
        layer = list(following)
    if one not in distance:
        return None
    shown: list[tuple[str, ...]] = []
    for chain in _walks(partners, distance, one):
        if len(shown) == most:
            break
        shown.append(chain)
    return Chains(distance[one], ways[one], tuple(shown))


def _walks(partners: Mapping[str, set[str]], distance: Mapping[str, int], start: str) -> Iterator[tuple[str, ...]]:
    """The chains that get nearer with each step, in byte order of the ids, without recursion."""
    pending: list[tuple[str, ...]] = [(start,)]
    while pending:
        chain = pending.pop()
        left = distance[chain[-1]]
        if not left:
            yield chain
            continue
        nearer = (city for city in partners[chain[-1]] if distance.get(city, left) == left - 1)
        pending += [(*chain, city) for city in sorted(nearer, reverse=True)]


def cousins(partners: Mapping[str, set[str]], city: str) -> list[Cousin]:
    """Cities that share a sister with `city` and are none of its sisters, those that share most first."""
    sisters = partners.get(city, set())
    via: dict[str, list[str]] = {}
    for sister in sorted(sisters):
        for cousin in partners[sister] - sisters - {city}:
            via.setdefault(cousin, []).append(sister)
    found = [Cousin(cousin, tuple(shared)) for cousin, shared in via.items()]
    return sorted(found, key=lambda cousin: (-len(cousin.via), cousin.id))


def ties_of(ties: Iterable[Tie], city: str) -> dict[str, Tie]:
    """The partnerships of a city by the other city; where there are two with one, that in force."""
    found: dict[str, Tie] = {}
    for tie in ties:
        if city in {tie.one, tie.other} and (tie.in_force or tie.across(city) not in found):
            found[tie.across(city)] = tie
    return found

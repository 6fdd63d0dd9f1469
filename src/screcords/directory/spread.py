"""Statistics of where: by country, state and size of the city, country by country, and how far apart."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from math import fsum
from typing import TYPE_CHECKING

from screcords.directory import facts
from screcords.directory.series import NOT_SAID, Series, left_out, number, ordered
from screcords.reference import countries, subdivisions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screcords.directory.model import Directory
    from screcords.directory.series import Rows

BANDS = (0, 1_000, 5_000, 20_000, 50_000, 100_000, 500_000, 1_000_000, 5_000_000)
"""Numbers of inhabitants at which a band begins."""

STEPS = (0, 10, 16, 25, 40, 63, 100, 160, 250, 400, 630, 1_000, 1_600, 2_500, 4_000, 6_300, 10_000, 16_000, 25_000)
"""Kilometres at which a class of lengths begins: Renard's series R5 (ISO 3), so that classes are of one width on a
logarithmic scale; the end of the last is beyond the farthest point of the earth."""

SHARES = (0.0, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 1.0)


def _by_place(directory: Directory, place: dict[str, str]) -> dict[str, list[int]]:
    """By place of a city: members, partnerships, those in force, those within the place."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for city in directory.ties:
        if city in place:
            counts[place[city]][0] += 1
    for record in directory.partnerships.values():
        sides = [place[city] for city in record.cities if city in place]
        for side in dict.fromkeys(sides):
            counts[side][1] += 1
            counts[side][2] += record.in_force
            counts[side][3] += sides.count(side) == 2
    return counts


def nations(directory: Directory) -> Series:
    """Members and partnerships by country."""
    counts = _by_place(directory, {key: city.country for key, city in directory.cities.items()})
    rows: Rows = tuple((code, countries.name(code), *numbers) for code, numbers in ordered(counts, 1))
    return Series(
        "country", "By country", ("country", "name", "members", "partnerships", "in_force", "within"), rows,
        keys=2, measured=3, note="A partnership of two countries counts for both; one within has both cities there.",
    )  # fmt: skip


def states(directory: Directory) -> Series:
    """Members and partnerships by state or territory of the United States."""
    american = {key: city for key, city in directory.cities.items() if city.country == "US"}
    counts = _by_place(directory, {key: city.subdivision or NOT_SAID for key, city in american.items()})
    rows: Rows = tuple((code, subdivisions.name(code), *numbers) for code, numbers in ordered(counts, 1))
    return Series(
        "us-state", "By state of the United States",
        ("state", "name", "members", "partnerships", "in_force", "within"), rows, keys=2, measured=3,
    )  # fmt: skip


def populations(directory: Directory) -> Series:
    """Members by number of inhabitants."""
    members, ties = Counter[int | None](), Counter[int | None]()
    for key, records in directory.ties.items():
        population = directory.cities[key].population
        band = bisect_right(BANDS, population.value) - 1 if population else None
        members[band] += 1
        ties[band] += len(records)
    rows = tuple(
        (_band(band), members[band], number(ties[band] / members[band]))
        for band in (*range(len(BANDS)), None)
        if members[band]
    )
    return Series(
        "population", "By population of the city", ("inhabitants", "members", "partnerships_a_member"), rows,
        ranked=False,
    )  # fmt: skip


def _band(band: int | None) -> str:
    if band is None:
        return NOT_SAID
    low = BANDS[band]
    if band + 1 == len(BANDS):
        return f"{low:,} and more"
    return f"{low:,} to {BANDS[band + 1] - 1:,}" if low else f"under {BANDS[1]:,}"


def matrix(directory: Directory) -> Series:
    """Partnerships by pair of countries, domestic ones included."""
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for record in directory.partnerships.values():
        one, other = sorted(directory.cities[city].country for city in record.cities)
        counts[one, other][0] += 1
        counts[one, other][1] += record.in_force
    rows: Rows = tuple(
        (one, other, *numbers) for (one, other), numbers in sorted(counts.items(), key=lambda i: (-i[1][0], i[0]))
    )
    return Series(
        "country-pairs", "Countries paired", ("country_a", "country_b", "partnerships", "in_force"), rows, keys=2,
        note="Each pair once, in the order of the codes.",
    )  # fmt: skip


def _kilometres(directory: Directory) -> list[float]:
    found = (facts.distance_km(directory, record) for record in directory.partnerships.values())
    return sorted(length for length in found if length is not None)


def lengths(directory: Directory) -> Series:
    """Partnerships by distance of the two cities, in classes."""
    found = _kilometres(directory)
    counts = Counter(bisect_right(STEPS, length) - 1 for length in found)
    rows = tuple((STEPS[at], STEPS[at + 1], counts[at]) for at in range(len(STEPS) - 1))
    return Series(
        "lengths", "Distance of the two cities", ("from_km", "to_km", "partnerships"), rows, keys=2, ranked=False,
        note=left_out(len(directory.partnerships) - len(found), "for lack of coordinates of a city"),
    )  # fmt: skip


def quantiles(directory: Directory) -> Series:
    """Quantiles and mean of the distances."""
    found = _kilometres(directory)
    rows: list[tuple[str, float | None]] = (
        [(_share(share), quantile(found, share)) for share in SHARES] if found else []
    )
    if found:
        rows.append(("mean", number(round(fsum(found) / len(found), 1))))
    return Series(
        "length-quantiles", "Distance of the two cities, quantiles", ("quantile", "km"), tuple(rows), ranked=False
    )


def _share(share: float) -> str:
    return {0.0: "minimum", 0.5: "median", 1.0: "maximum"}.get(share, f"{share:.0%}")


def quantile(values: Sequence[float], share: float) -> float:
    """A quantile of sorted values, interpolated.

    Definition 7 of R. J. Hyndman and Y. Fan, The American Statistician 50 (1996), 361-365.
    """
    at = share * (len(values) - 1)
    low = int(at)
    high = min(low + 1, len(values) - 1)
    return round(values[low] + (at - low) * (values[high] - values[low]), 1)

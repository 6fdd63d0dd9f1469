"""SCR413: dissolved municipalities and what took over from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Related, Severity, quoted
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.city import City
    from screcords.repository.entry import Entry
    from screcords.repository.graph import Repository
    from screcords.rules.rule import Context

PLACE = "# --- records/cities/us/o/us-or-westview.toml\n"
FACTS = 'lat = 45.5152\nlon = -122.6784\n[name]\nen = "Westview"\n'


@rule(
    "SCR413",
    Severity.ERROR,
    Example(
        bad=f'{PLACE}valid = "1890/2007"  # <- SCR413\n{FACTS}',
        good=f'{PLACE}valid = "1890/2007"\nsuccessors = ["us-or-harborview"]\n{FACTS}',
    ),
    Example(
        bad=f'{PLACE}valid = "1890/2007"\nsuccessors = ["us-or-westview"]  # <- SCR413\n{FACTS}',
        good=f'{PLACE}valid = "1890/2007"\nsuccessors = ["us-or-harborview"]\n{FACTS}',
        why="A place cannot take over from itself; if it goes on, it has not ended.",
    ),
    Example(
        good=f'{PLACE}valid = "1890/2027"\n{FACTS}',
        as_of="2026-06-01",
        why="An end that is decided and still to come needs no successor yet.",
    ),
)
def succession_broken(repository: Repository, context: Context) -> Iterator[Problem]:
    """A municipality has ended and nothing took over from it, or its successors lead nowhere or back to itself.

    When municipalities merge, the old record gets an end in `valid` and the new one goes under `successors`, so that
    its partnerships can be followed. If the place only changed its name, it has not ended: note the old name under
    `former_names`.
    """
    cities, today = repository.cities, context.today
    for entry in cities.values():
        city = entry.record
        if city is None or (city.valid is None and not city.successors):
            continue
        if city.valid is not None and city.valid.is_reversed:
            continue  # SCR307: when it ended is not known
        if not city.ended:
            if city.successors:
                message = "it has successors, and nothing says when it ended"
                help_ = 'give valid an end, if only the year: valid = "../2007"'
                yield Problem(("successors",), message, help_, path=entry.path, severity=Severity.WARNING)
        elif not city.successors:
            if not _is_over(city, today):
                continue  # who will take over may not be known yet
            message = f'it ended "{city.valid.end if city.valid else ""}", and nothing took over from it'
            yield Problem(("valid",), message, 'name the places that did: successors = ["..."]', path=entry.path)
        elif circle := _circle(entry, cities):
            if entry.id == min(step.id for step in circle):
                yield _round(entry, circle)
        elif all(_has_ended(cities.get(place), today) for place in city.successors):
            yield _ended(entry, [cities[place] for place in city.successors])


def _is_over(city: City, today: int) -> bool:
    """Whether its end is behind us, and not only decided."""
    return city.valid is not None and city.valid.latest < today


def _has_ended(entry: Entry[City] | None, today: int) -> bool:
    return entry is not None and entry.record is not None and _is_over(entry.record, today)


def _circle(entry: Entry[City], cities: dict[str, Entry[City]]) -> list[Entry[City]]:
    """The way along successors that leads back to the place, if there is one."""
    home = entry.id
    ways = [[entry]]
    seen = {home}
    while ways:
        way = ways.pop()
        for place in way[-1].record.successors if way[-1].record else ():
            if place == home:
                return way
            if place not in seen and place in cities:
                seen.add(place)
                ways.append([*way, cities[place]])
    return []


def _round(entry: Entry[City], circle: list[Entry[City]]) -> Problem:
    first = entry.record.successors if entry.record else ()
    onward = circle[1].id if len(circle) > 1 else entry.id
    message = "it is named as its own successor"
    if len(circle) > 1:
        message = f"its successors lead back to it: {' > '.join(step.id for step in (*circle, entry))}"
    return Problem(
        ("successors", first.index(onward)),
        message,
        "remove the one that did not take over",
        related=tuple(Related(step.path, ("successors",), "and from here on") for step in circle[1:]),
        path=entry.path,
    )


def _ended(entry: Entry[City], successors: list[Entry[City]]) -> Problem:
    names = ", ".join(quoted(successor.id) for successor in successors)
    return Problem(
        ("successors",),
        f"what took over from it has ended as well ({names})",
        "name the place that goes on today too",
        related=tuple(Related(successor.path, ("valid",), "ended here") for successor in successors),
        path=entry.path,
        severity=Severity.WARNING,
    )

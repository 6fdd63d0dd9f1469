"""SCR606: agreements that replace or renew each other in a circle, or before their time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Related, Severity, quoted
from screcords.model.ids import path_of
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.partnership import Agreement, Partnership

OLD = '[[agreements]]\nid = "mou-2010"\ntype = "memorandum-of-understanding"\nsigned = "2010"\n'
NEW = '[[agreements]]\nid = "mou-2020"\ntype = "memorandum-of-understanding"\nsigned = "2020"\n'


@rule(
    "SCR606",
    Severity.ERROR,
    Example(
        bad=f'{OLD}renews = "mou-2020"  # <- SCR606\n{NEW}',
        good=f'{OLD}{NEW}renews = "mou-2010"',
    ),
    Example(
        bad=f'{OLD}supersedes = "mou-2020"  # <- SCR606\n{NEW}renews = "mou-2010"',
        good=f'{OLD}{NEW}supersedes = "mou-2010"',
        why="Of two agreements one came first.",
    ),
    Example(good=f'{OLD}{NEW.replace("2020", "2010-06").replace("mou-2010-06", "mou-b")}renews = "mou-2010"'),
    needs=("agreements",),
)
def amendment_chain(record: Partnership) -> Iterator[Problem]:
    """An agreement renews or supersedes a later one, or in the end itself.

    `renews` and `supersedes` stand in the newer agreement and name the older one. Check which is which, and the years.
    """
    if len(record.agreements) == 1 and not (record.agreements[0].renews or record.agreements[0].supersedes):
        return
    places = {agreement.id: number for number, agreement in reversed([*enumerate(record.agreements)])}
    path = path_of("partnerships", record.id)
    told: set[int] = set()
    for number, agreement in enumerate(record.agreements):
        for key in ("renews", "supersedes"):
            target = getattr(agreement, key)
            if target not in places:
                continue  # SCR204
            other = places[target]
            circle = _way(record.agreements, places, other, number)
            if circle is not None:
                if told.isdisjoint(circle):
                    told.update(circle)
                    yield Problem(
                        ("agreements", number, key),
                        f"{quoted(agreement.id)} {key} {quoted(target)}, which in the end {_back(circle, number)}",
                        "the newer agreement names the older one, not the other way round",
                        related=tuple(
                            Related(path, ("agreements", place, "id"), "part of the circle")
                            for place in circle
                            if place != number
                        ),
                    )
                continue
            signed, earlier = agreement.signed, record.agreements[other].signed
            if signed is not None and earlier is not None and signed.before(earlier):
                yield Problem(
                    ("agreements", number, key),
                    f'{quoted(agreement.id)} (signed "{signed}") {key} a later agreement ("{earlier}")',
                    "the newer agreement names the older one: move it there, or correct a date",
                    related=(Related(path, ("agreements", other, "signed"), "signed here"),),
                )


def _back(circle: list[int], number: int) -> str:
    return "is itself" if circle == [number] else "goes back to it"


def _way(agreements: tuple[Agreement, ...], places: dict[str, int], start: int, goal: int) -> list[int] | None:
    """The agreements on the way from `start` to `goal` by what they renew and supersede; None where there is none."""
    came: dict[int, int | None] = {start: None}
    waiting = [start]
    while waiting:
        place = waiting.pop()
        if place == goal:
            way = [place]
            while (before := came[way[-1]]) is not None:
                way.append(before)
            return way
        for target in (agreements[place].renews, agreements[place].supersedes):
            following = places.get(target or "")
            if following is not None and following not in came:
                came[following] = place
                waiting.append(following)
    return None

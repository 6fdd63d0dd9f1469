"""SCR514: agreements among three or more cities."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from screcords.findings import Problem, Related, Severity, quoted
from screcords.model.ids import pair_id
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.dates import Date
    from screcords.model.partnership import Partnership
    from screcords.repository.entry import Entry
    from screcords.repository.graph import Repository

SHOWN = 3
WEST = '# --- records/cities/us/o/us-or-westview.toml\nlat = 45.5152\nlon = -122.6784\n[name]\nen = "Westview"\n'
FIRST = "# --- records/partnerships/jp/m/jp-minatogawa--us-or-harborview.toml\n"
SECOND = "# --- records/partnerships/jp/m/jp-minatogawa--us-or-westview.toml\n"
THIRD = "# --- records/partnerships/us/o/us-or-harborview--us-or-westview.toml\n"
GROUP = 'group = "harbours-of-peace"'
SIGNED = '[[agreements]]\nid = "harbours-1990"\ntype = "sister-city-agreement"\nsigned = "{}"{}\n'


@rule(
    "SCR514",
    Severity.ADVICE,
    Example(
        bad=f"{WEST}{FIRST}{GROUP}  # <- SCR514\n{SECOND}{GROUP}\n",
        good=f"{WEST}{FIRST}{GROUP}\n{SECOND}{GROUP}\n{THIRD}{GROUP}\n",
        why="Three cities are three pairs.",
    ),
    Example(
        bad=f"{WEST}{FIRST}{GROUP}\n{SIGNED.format('1990-05-01', '')}{SECOND}{GROUP}\n"
        f"{SIGNED.format('1991-05-01', '  # <- SCR514')}{THIRD}{GROUP}\n",
        good=f"{WEST}{FIRST}{GROUP}\n{SIGNED.format('1990-05-01', '')}{SECOND}{GROUP}\n"
        f"{SIGNED.format('1990-05', '')}{THIRD}{GROUP}\n",
        why="One agreement has one date in all its records.",
    ),
)
def group_incomplete(repository: Repository) -> Iterator[Problem]:
    """An agreement among several cities lacks some of its pairs, or has several dates.

    Each pair of cities of a `group` has a record of its own: three for three cities, 351 for the 27 of the Douzelage.
    Add the pairs that are missing. The same agreement (the same local id) was signed on the same day in all of them.
    """
    groups: dict[str, list[Entry[Partnership]]] = {}
    for entry in repository.partnerships.values():
        if entry.record is not None and entry.record.group is not None:
            groups.setdefault(entry.record.group, []).append(entry)
    for name, entries in groups.items():
        yield from _missing(repository, name, entries)
        yield from _dates(name, entries)


def _missing(repository: Repository, name: str, entries: list[Entry[Partnership]]) -> Iterator[Problem]:
    there = {pair_id(*entry.record.cities) for entry in entries if entry.record}
    cities = sorted({city for entry in entries if entry.record for city in entry.record.cities})
    total = len(cities) * (len(cities) - 1) // 2
    if len(there) == total:
        return
    pairs = [pair for one, other in combinations(cities, 2) if (pair := f"{one}--{other}") not in there]
    missing = [pair for pair in pairs if repository.resolve("partnerships", pair).state != "unreadable"]
    if not missing:
        return
    more = f" and {len(missing) - SHOWN} more" if len(missing) > SHOWN else ""
    yield Problem(
        ("group",),
        f"the {len(cities)} cities of {quoted(name)} are {total} pairs, of which {total - len(missing)} are there",
        f"add to the group {', '.join(missing[:SHOWN])}{more}",
        related=tuple(
            Related(found.path, ("id",), "is there, and not in the group")
            for pair in missing[:SHOWN]
            if (found := repository.partnerships.get(pair)) is not None
        ),
        path=entries[0].path,
    )


def _dates(name: str, entries: list[Entry[Partnership]]) -> Iterator[Problem]:
    first: dict[str, tuple[Date, str, int]] = {}
    for entry in entries:
        for number, agreement in enumerate(entry.record.agreements if entry.record else ()):
            if agreement.signed is None:
                continue
            signed, path, place = first.setdefault(agreement.id, (agreement.signed, entry.path, number))
            if not signed.overlaps(agreement.signed):
                yield Problem(
                    ("agreements", number, "signed"),
                    f'{quoted(agreement.id)} of the group {quoted(name)} was signed "{signed}" by another record',
                    "give the agreement one date, or two ids where they are two",
                    related=(Related(path, ("agreements", place, "signed"), "the other date"),),
                    path=entry.path,
                )

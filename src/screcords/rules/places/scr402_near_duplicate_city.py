"""SCR402: one place twice, under one name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.changes.merge import survivor
from screcords.findings import Fix, MergeRecords, Problem, Related, Severity, quoted
from screcords.rules.places.namesakes import namesakes
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.repository.graph import Repository


@rule(
    "SCR402",
    Severity.WARNING,
    Example(
        bad="# --- records/cities/us/o/us-or-harborview-city.toml\nlat = 44.64\nlon = -124.06\n"
        '[name]  # <- SCR402\nen = "Harborview Municipality"',
        good="# --- records/cities/us/o/us-or-harborview-city.toml\nlat = 42.1\nlon = -120.3\n"
        '[name]\nen = "Harborview City"',
        why="A namesake far away is another place.",
    ),
    Example(
        good="# --- records/cities/us/o/us-or-harborview-county.toml\nlat = 44.64\nlon = -124.06\n"
        'level = "county"\n[name]\nen = "Harborview"',
        why="So is the county around a town.",
    ),
    fix="unsafe",
)
def near_duplicate_city(repository: Repository) -> Iterator[Problem]:
    """Two cities of one country have the same name and lie within 15 kilometres of each other.

    Mostly a place was entered twice, once as the city and once as its municipality: "Amsterdam" and "Amsterdam
    (municipality)". "Amsterdam City" counts as the same name within 5 kilometres. Merge the two records. If they are
    two places after all, give their subdivisions or levels, or allow it with a reason in the second one.
    """
    among = None if repository.focus is None else {entry.id for entry in repository.judged_cities}
    for first, second, distance in namesakes(repository, among=among):
        if first.record is None or second.record is None:
            continue
        name = second.record.name["en"]
        kept, merged = survivor(repository, first, second)
        yield Problem(
            ("name",),
            f"{quoted(name)} lies {distance:.1f} km from another record of this name",
            "merge the two if they are one place, else tell them apart by subdivision or level",
            related=(Related(first.path, ("name",), f"the other {first.record.name['en']}"),),
            path=second.path,
            fix=Fix((MergeRecords("cities", kept, merged),), f'merge "{merged}" into "{kept}"', safe=False),
        )

"""SCR503: a city that is its own partner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Related, Severity, quoted
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.city import City
    from screcords.repository.graph import Repository
    from screcords.rules.rule import Context

ITSELF = "# --- records/partnerships/jp/m/jp-minatogawa--jp-minatogawa.toml\n"
PARTIES = '[[parties]]\ncity = "jp-minatogawa"\n[[parties]]\ncity = "jp-minatogawa"  # <- SCR503'


@rule(
    "SCR503",
    Severity.ERROR,
    Example(
        bad=ITSELF + PARTIES,
        good="# --- records/partnerships/jp/m/jp-minatogawa--us-or-harborview.toml\n"
        '[[parties]]\ncity = "jp-minatogawa"\n[[parties]]\ncity = "us-or-harborview"',
    ),
    Example(
        bad='# --- records/cities/us/o/us-or-westview.toml\nvalid = "../2007"\nsuccessors = ["us-or-harborview"]\n'
        'lat = 45.5152\nlon = -122.6784\n[name]\nen = "Westview"\n'
        "# --- records/partnerships/us/o/us-or-harborview--us-or-westview.toml\n"
        '[[parties]]\ncity = "us-or-harborview"\n[[parties]]\ncity = "us-or-westview"  # <- SCR503',
        good='# --- records/cities/us/o/us-or-westview.toml\nvalid = "../2007"\nsuccessors = ["us-or-harborview"]\n'
        'lat = 45.5152\nlon = -122.6784\n[name]\nen = "Westview"\n'
        "# --- records/partnerships/us/o/us-or-harborview--us-or-westview.toml\n"
        'status = "historic"\nuntil = "2007"',
        why="Two partners that became one place are partners no more.",
    ),
    Example(
        good='# --- records/cities/us/o/us-or-westview.toml\nvalid = "1900/2030"\nsuccessors = ["us-or-harborview"]\n'
        'lat = 45.5152\nlon = -122.6784\n[name]\nen = "Westview"\n'
        "# --- records/partnerships/us/o/us-or-harborview--us-or-westview.toml\n"
        '[[parties]]\ncity = "us-or-harborview"\n[[parties]]\ncity = "us-or-westview"',
        as_of="2026-06-01",
        why="A merger that is decided and still to come ends nothing yet.",
    ),
)
def self_partnership(repository: Repository, context: Context) -> Iterator[Problem]:
    """Both parties of a partnership are the same city.

    An id was pasted twice, or the partner is an old record of the city itself. Where two partners were merged into one
    place later, end the partnership on the day of the merger (a warning).
    """
    # An id that is a former one and that of a living city is SCR207's.
    former = {old: new for old, new in repository.former["cities"].items() if old not in repository.cities}
    merged = {
        entry.id: entry.record.successors
        for entry in repository.cities.values()
        if entry.record is not None and entry.record.successors and not _is_to_come(entry.record, context.today)
    }
    for (one, other), entries in repository.judged_pairs.items():
        if one == other:
            message = f"both parties are {quoted(one)}"
        elif former and former.get(one, one) == former.get(other, other):
            message = f"both parties are {quoted(former.get(one, one))}, of which the other is a former id"
        elif merged and (one in merged or other in merged):
            yield from _merged(repository, one, other, merged)
            continue
        else:
            continue
        for entry in entries:
            yield Problem(
                ("parties", 1, "city"),
                message,
                "name the other city, or withdraw the record",
                related=(Related(entry.path, ("parties", 0, "city"), "the other party"),),
                path=entry.path,
            )


def _is_to_come(city: City, today: int) -> bool:
    """Whether the end of a city is decided, and not yet behind us."""
    return city.valid is not None and city.valid.latest >= today and city.ended


def _merged(repository: Repository, one: str, other: str, merged: dict[str, tuple[str, ...]]) -> Iterator[Problem]:
    """A partnership in force of two places of which one is part of the other now."""
    for old, new in ((one, other), (other, one)):
        if new not in merged.get(old, ()):
            continue
        for entry in repository.pairs[one, other]:
            if entry.record is not None and entry.record.in_force:
                yield Problem(
                    ("parties", entry.record.cities.index(old), "city"),
                    f"{quoted(old)} became part of its partner {quoted(new)}",
                    'end the partnership with the merger: status = "historic" and until',
                    related=(Related(repository.cities[old].path, ("successors",), "succession stated here"),),
                    path=entry.path,
                    severity=Severity.WARNING,
                )

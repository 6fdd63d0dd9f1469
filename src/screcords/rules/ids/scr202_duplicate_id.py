"""SCR202: ids that two records claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Related, Severity, quoted
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.repository.graph import Repository


@rule(
    "SCR202",
    Severity.ERROR,
    Example(
        bad="# --- records/cities/us/o/us-or-harbor-view.toml\n"
        'id = "us-or-harborview"  # <- SCR202\nlat = 45.5152\nlon = -122.6784\nwikidata = "Q990000003"\n'
        '[name]\nen = "Harborview Heights"',
        good="# --- records/cities/us/o/us-or-harborview-heights.toml\n"
        'lat = 45.5152\nlon = -122.6784\nwikidata = "Q990000003"\n[name]\nen = "Harborview Heights"',
        why="Two files may not share an id; a namesake takes a qualifier.",
    ),
    Example(
        bad="# --- records/cities/us/o/us-or-harborview.toml\n"
        'former_ids = ["us-or-port-view"]\n'
        "# --- records/cities/us/o/us-or-westview.toml\n"
        'former_ids = ["us-or-port-view"]  # <- SCR202\nlat = 45.5152\nlon = -122.6784\n[name]\nen = "Westview"',
        good="# --- records/cities/us/o/us-or-harborview.toml\n"
        'former_ids = ["us-or-port-view"]\n'
        "# --- records/cities/us/o/us-or-westview.toml\n"
        'lat = 45.5152\nlon = -122.6784\n[name]\nen = "Westview"',
        why="A record that was merged away lives on in one other record only.",
    ),
)
def duplicate_id(repository: Repository) -> Iterator[Problem]:
    """Two records of a collection have the same id, or both say that they once had it.

    This happens when two people add the same place at the same time. Look at both files. If they mean the same thing,
    merge them and delete one; if not, give one another id; and if one was made in error, withdraw it.
    """
    for first, entry in repository.duplicates:
        if entry.record is None:
            continue
        yield Problem(
            ("id",),
            f"the id {quoted(entry.record.id)} is taken by another record",
            "delete this copy: nothing else stands in it"
            if entry.record == first.record
            else "merge the two files and delete one if they mean the same, else rename one, or withdraw the wrong one",
            related=(Related(first.path, ("id",), "first defined here"),),
            path=entry.path,
        )
    if any(repository.former.values()):
        yield from _former(repository)


def _former(repository: Repository) -> Iterator[Problem]:
    """Former ids that two records list, or that are withdrawn as well."""
    seen: dict[tuple[str, str], tuple[str, int]] = {}
    withdrawn = {
        (entry.collection, entry.id): entry.path for entry in repository.entries if entry.tombstone is not None
    }
    for entry in repository.entries:
        if entry.record is None or "former_ids" not in entry.keys:
            continue
        for number, former in enumerate(entry.record.former_ids):
            key = (entry.collection, former)
            route = ("former_ids", number)
            if former == entry.record.id:
                yield Problem(route, f"{quoted(former)} is the id that it has now", "remove it", path=entry.path)
            elif key in withdrawn:
                yield Problem(
                    route,
                    f"{quoted(former)} is both merged into this record and withdrawn",
                    "delete the withdrawn file if the two meant the same, else remove the former id",
                    related=(Related(withdrawn[key], ("id",), "withdrawn here"),),
                    path=entry.path,
                )
            elif key in seen and seen[key][0] != entry.path:
                path, place = seen[key]
                yield Problem(
                    route,
                    f"the former id {quoted(former)} is listed by two records",
                    "leave it in the one record that goes on with it, and remove it here or there",
                    related=(Related(path, ("former_ids", place), "first listed here"),),
                    path=entry.path,
                )
            seen.setdefault(key, (entry.path, number))

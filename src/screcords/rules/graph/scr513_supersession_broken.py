"""SCR513: partnerships that go on in another record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Related, Severity, quoted
from screcords.rules.graph.references import References
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.partnership import Partnership
    from screcords.repository.entry import Entry
    from screcords.repository.graph import Repository

OLD = (
    '# --- records/cities/us/o/us-or-westview.toml\nvalid = "1890/2007"\nsuccessors = ["{successor}"]\n'
    'lat = 45.5152\nlon = -122.6784\n[name]\nen = "Westview"\n'
    '# --- records/cities/us/o/us-or-eastview.toml\nlat = 44.1\nlon = -120.2\n[name]\nen = "Eastview"\n'
    "# --- records/partnerships/jp/m/jp-minatogawa--us-or-westview.toml\n"
    'status = "superseded"{two}\nuntil = "2007"\n{by}'
)
BY = 'superseded_by = "jp-minatogawa--us-or-harborview"'


@rule(
    "SCR513",
    Severity.ERROR,
    Example(
        bad=OLD.format(successor="us-or-eastview", by=f"{BY}  # <- SCR513", two=""),
        good=OLD.format(successor="us-or-harborview", by=BY, two=""),
        why="The record that goes on is that of the successor.",
    ),
    Example(
        bad=OLD.format(successor="us-or-harborview", by="", two="  # <- SCR513"),
        good=OLD.format(successor="us-or-harborview", by=BY, two=""),
        why="A superseded record says by which.",
    ),
)
def supersession_broken(repository: Repository) -> Iterator[Problem]:
    """`superseded_by` leads nowhere, to other cities, or round in a circle; or it and the status disagree.

    A partnership is superseded when a municipality was merged and its successor goes on with the same partner. The new
    record has one city in common with the old one, and the other is named as successor in the record of the old city.
    Where both cities were merged, one after the other, the pair in between has a record of its own.
    """
    references = References(repository)
    for entry in repository.partnerships.values():
        record = entry.record
        if record is None:
            continue
        if record.superseded_by is None:
            if record.status == "superseded":
                message = "the partnership is superseded, and nothing says by which"
                yield Problem(("status",), message, 'name it: superseded_by = "..."', path=entry.path)
        elif fault := references.fault("partnerships", record.superseded_by):
            yield Problem(("superseded_by",), fault.message, fault.help, related=fault.related, path=entry.path)
        elif record.status != "superseded":
            message = f"the partnership is {record.status}, and superseded_by says that another goes on with it"
            yield Problem(("superseded_by",), message, 'write status = "superseded", or remove it', path=entry.path)
        else:
            yield from _continued(repository, entry, record)


def _continued(repository: Repository, entry: Entry[Partnership], record: Partnership) -> Iterator[Problem]:
    heir = repository.partnerships.get(record.superseded_by or "")
    if heir is None or heir.record is None:
        return  # its file is broken
    circle = _circle(repository, entry)
    if circle:
        if entry.id == min(circle):
            message = "the partnership supersedes itself" if len(circle) == 1 else "these records supersede one another"
            related = tuple(
                Related(repository.partnerships[step].path, ("superseded_by",), "and from here on")
                for step in circle
                if step != entry.id
            )
            yield Problem(("superseded_by",), message, "name the record that goes on", related=related, path=entry.path)
        return
    one, two = record.cities
    new, other = heir.record.cities
    ways = [
        (one == new or two == other, _follows(repository, one, new) and _follows(repository, two, other)),
        (one == other or two == new, _follows(repository, one, other) and _follows(repository, two, new)),
    ]
    if any(follows for _, follows in ways):
        if any(shares for shares, follows in ways if follows) or not _are_known(repository, one, two, new, other):
            return
        message = f"{quoted(heir.id)} has neither of the two cities: both of its own took over from them"
        help_ = "name the pair of one of the two cities and the successor of the other; that pair then names this one"
    else:
        message = f"{quoted(heir.id)} is not the pair of the same cities or their successors"
        help_ = "name the pair of one city and the successor of the other, or add it to `successors` of the other"
    where = Related(heir.path, ("parties", 0, "city"), "its parties")
    yield Problem(("superseded_by",), message, help_, related=(where,), path=entry.path)


def _are_known(repository: Repository, *cities: str) -> bool:
    """Whether all have records under these ids; else SCR501 speaks, or their files are broken."""
    return all(city in repository.cities for city in cities)


def _follows(repository: Repository, old: str, new: str) -> bool:
    """Whether `new` is the city `old`, took over from it, or from what took over from it; or nobody can tell."""
    pending = [old]
    seen: set[str] = set()
    while pending:
        place = pending.pop()
        if place == new:
            return True
        if place in seen:
            continue
        seen.add(place)
        entry = repository.cities.get(place)
        if entry is None or entry.record is None:
            return True
        pending += entry.record.successors
    return False


def _circle(repository: Repository, entry: Entry[Partnership]) -> list[str]:
    """The ids on the way from a record along `superseded_by` back to it; none where it does not lead back."""
    way: list[str] = []
    step: str | None = entry.id
    while step is not None and step not in way:
        way.append(step)
        found = repository.partnerships.get(step)
        step = found.record.superseded_by if found is not None and found.record is not None else None
    return way if step == entry.id else []

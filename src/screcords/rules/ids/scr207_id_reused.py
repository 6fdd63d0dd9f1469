"""SCR207: ids that were given away before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screcords.findings import Problem, Related, Severity, quoted
from screcords.rules.rule import Change, Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.repository.entry import Entry
    from screcords.repository.graph import Repository


@rule(
    "SCR207",
    Severity.ERROR,
    Example(
        bad='# --- records/cities/us/o/us-or-harborview.toml\nformer_ids = ["us-or-westview"]\n'
        "# --- records/cities/us/o/us-or-westview.toml\n"
        'id = "us-or-westview"  # <- SCR207\nlat = 45.5152\nlon = -122.6784\n[name]\nen = "Westview"',
        good='# --- records/cities/us/o/us-or-harborview.toml\nformer_ids = ["us-or-westview"]\n'
        "# --- records/cities/us/o/us-or-westview-heights.toml\n"
        'lat = 45.5152\nlon = -122.6784\n[name]\nen = "Westview Heights"',
        why="Whoever kept the old id would be led to another place without notice.",
    ),
)
def id_reused(subject: Repository | Change) -> Iterator[Problem]:
    """A record has an id that belonged to a record which was merged or withdrawn.

    Ids live on outside of these files, in links and in exports, and each leads to one thing for ever. Give the new
    record another id, for example with a qualifier after the name; or, if it is the old thing after all, remove the id
    from `former_ids`. A check against a revision in which the id was given away (`--base`) cannot know that: allow it
    in the record, and say why.
    """
    if isinstance(subject, Change):
        yield from _since_base(subject)
        return
    repository = subject
    for collection, former in repository.former.items():
        records = repository.collection(collection)
        for old, survivor in former.items():
            entry = records.get(old)
            if entry is None or old == survivor:
                continue
            holder = next(held for held in repository.entries if _remembers(held, collection, old))
            number = holder.record.former_ids.index(old) if holder.record else 0
            yield Problem(
                ("id",),
                f"the id {quoted(old)} belonged to a record that was merged into {quoted(survivor)}",
                "give this record another id",
                related=(Related(holder.path, ("former_ids", number), "merged here"),),
                path=entry.path,
            )
    if any(repository.tombstones.values()):
        yield from _withdrawn(repository)


def _since_base(change: Change) -> Iterator[Problem]:
    """Ids that were given away at the base, and whose tombstone or mention this change takes away."""
    given = {
        (collection, old): f"belonged to a record that was merged into {quoted(record_id)}"
        for collection, records in change.before.items()
        for record_id, before in records.items()
        for old in before.data.get("former_ids", ())
        if isinstance(old, str) and change.repository.former[collection].get(old) is None
    } | {
        (collection, record_id): "belonged to a record that was withdrawn"
        for collection, records in change.before.items()
        for record_id, before in records.items()
        if "withdrawn" in before.data
    }
    yield from _exchanged(change)
    for (collection, record_id), why in given.items():
        entry = change.repository.collection(collection).get(record_id)
        if entry is not None:
            message = f"the id {quoted(record_id)} {why} at {change.base.name}"
            yield Problem(("id",), message, "give this record another id", path=entry.path)


def _exchanged(change: Change) -> Iterator[Problem]:
    """Cities whose ids mean another place now, while the place that they meant goes by another id."""
    cities = change.repository.cities
    holders = {
        item: entry.record.id
        for path in change.base.changed
        if (entry := change.repository.by_path.get(path)) is not None and entry.collection == "cities"
        if entry.record is not None
        for item in entry.record.identifiers
    }
    for record_id, before in change.before["cities"].items():
        entry, item = cities.get(record_id), before.data.get("wikidata")
        now = holders.get(item) if isinstance(item, str) else None
        if entry is None or entry.record is None or now is None or now == record_id:
            continue
        if item not in entry.record.identifiers and entry.record.wikidata is not None:
            yield Problem(
                ("id",),
                f"the id {quoted(record_id)} meant {item} at {change.base.name}, which goes by {quoted(now)} now",
                "give each place its old id again",
                path=entry.path,
            )


def _remembers(entry: Entry[Any], collection: str, old: str) -> bool:
    """Whether a file's record lists an id as one that it had before, or that went up in it."""
    return entry.collection == collection and entry.record is not None and old in entry.record.former_ids


def _withdrawn(repository: Repository) -> Iterator[Problem]:
    paths = {
        (entry.collection, entry.tombstone.id): entry.path
        for entry in repository.entries
        if entry.tombstone is not None
    }
    for entry in repository.entries:
        if entry.record is not None and (entry.collection, entry.record.id) in paths:
            path = paths[entry.collection, entry.record.id]
            yield Problem(
                ("id",),
                f"the id {quoted(entry.record.id)} belonged to a record that was withdrawn",
                "give this record another id",
                related=(Related(path, ("id",), "withdrawn here"),),
                path=entry.path,
            )

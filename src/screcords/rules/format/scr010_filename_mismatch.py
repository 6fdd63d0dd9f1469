"""SCR010: where a record's file is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screcords.findings import Fix, Problem, RenameRecord, Severity
from screcords.model.ids import is_id, pair_id, path_of
from screcords.repository.references import Referrers
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.repository.entry import Entry
    from screcords.repository.graph import Repository

_PORTLAND = 'wikidata = "Q990000003"\nname = { en = "Portland" }\nid = "us-or-portland"  '


@rule(
    "SCR010",
    Severity.ERROR,
    Example(
        bad="# --- records/cities/us/o/us-or-Portland.toml\n" + _PORTLAND + "# <- SCR010",
        good="# --- records/cities/us/o/us-or-portland.toml\n" + _PORTLAND,
    ),
    fix="safe or unsafe",
)
def filename_mismatch(repository: Repository) -> Iterator[Problem]:
    """A file does not lie where its id says: collection, first two letters, fourth letter, id and `.toml`.

    Records are found by their path, and the addresses of the directory are made of it. Where the id was changed, and
    other records still name the one that the file's name promises, `--fix --unsafe` renames the record: its file moves,
    the others follow, and it keeps the old id in `former_ids`.
    """
    referrers: Referrers | None = None
    second = {id(entry) for _, entry in repository.duplicates}
    for entry in repository.judged:
        if entry.record is not None:
            record_id = entry.record.id
        elif entry.tombstone is not None:
            record_id = entry.tombstone.id
        else:
            continue
        # A second file with an id that is at home elsewhere is a duplicate, which SCR202 reports.
        if entry.path != path_of(entry.collection, record_id) and id(entry) not in second:
            if not is_id(entry.collection, record_id):
                continue
            wanted = path_of(entry.collection, record_id)
            there = repository.by_path.get(wanted)
            if there is not None and there.tombstone is not None and entry.record is not None:
                continue  # SCR207: the id was given away
            if there is not None and there.record is None:
                help_ = f"another file is at {wanted}: merge the two, or mend the id"
                yield Problem(("id",), f"the file is not at {wanted}", help_, path=entry.path)
                continue
            names = 0
            if _may_be_renamed(repository, entry, wanted):
                referrers = referrers or Referrers(repository)
                names = len(referrers.of(entry.collection, entry.id))
            yield _misplaced(entry, record_id, wanted, names)


def _may_be_renamed(repository: Repository, entry: Entry[Any], wanted: str) -> bool:
    """Whether the record may have had the id that its file's name promises, which nothing else lays claim to now."""
    collection, old, record = entry.collection, entry.id, entry.record
    return (
        record is not None
        and "//" not in wanted  # too short for a place of its own
        and is_id(collection, old)
        and entry.path == path_of(collection, old)
        and (collection != "partnerships" or record.id == pair_id(*record.cities))  # else SCR203
        and old not in repository.collection(collection)
        and not any(old in taken[collection] for taken in (repository.former, repository.tombstones))
    )


def _misplaced(entry: Entry[Any], record_id: str, wanted: str, names: int) -> Problem:
    """Where others still name the record by the id that it had, a move alone would leave them behind."""
    fix = Fix((RenameRecord(entry.collection, record_id, record_id),), f"move it to {wanted}")
    help_ = f"move it to {wanted}, or mend the id"
    if names:
        title = f'rename the record "{entry.id}" to "{record_id}"'
        fix = Fix((RenameRecord(entry.collection, entry.id, record_id),), title, safe=False)
        who = f"{names:,} records name" if names > 1 else "another record names"
        help_ = (
            f'{who} "{entry.id}": if the id was changed on purpose, `screcords lint --fix --unsafe` makes them follow '
            "and keeps the old id in former_ids; else put the id back"
        )
    return Problem(("id",), f"the file is not at {wanted}", help_, path=entry.path, fix=fix)

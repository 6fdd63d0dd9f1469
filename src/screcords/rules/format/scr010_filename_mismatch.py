"""SCR010: where a record's file is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, RenameRecord, Severity
from screcords.model.ids import is_id, path_of
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.repository.graph import Repository

_PORTLAND = 'wikidata = "Q990000003"\nname = { en = "Portland" }\nid = "us-or-portland"  '


@rule(
    "SCR010",
    Severity.ERROR,
    Example(
        bad="# --- records/cities/us/o/us-or-Portland.toml\n" + _PORTLAND + "# <- SCR010",
        good="# --- records/cities/us/o/us-or-portland.toml\n" + _PORTLAND,
    ),
    fix="rename",
)
def filename_mismatch(repository: Repository) -> Iterator[Problem]:
    """A file does not lie where its id says: collection, first two letters, fourth letter, id and `.toml`.

    Records are found by their path, and the addresses of the directory are made of it.
    """
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
            fix = Fix((RenameRecord(entry.collection, record_id, record_id),), f"move it to {wanted}")
            help_ = f"move it to {wanted}, or mend the id"
            yield Problem(("id",), f"the file is not at {wanted}", help_, path=entry.path, fix=fix)

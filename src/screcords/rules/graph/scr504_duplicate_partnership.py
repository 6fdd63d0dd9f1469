"""SCR504: one pair in two files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Fix, MergeRecords, Problem, Related, Severity
from screcords.model.ids import pair_id
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.repository.graph import Repository


@rule(
    "SCR504",
    Severity.ERROR,
    Example(
        bad="# --- records/partnerships/us/o/us-or-harborview--jp-minatogawa.toml\n"
        'id = "us-or-harborview--jp-minatogawa"  # <- SCR504\n',
        good="# --- records/partnerships/jp/m/jp-minatogawa--us-or-harborview.toml\n"
        '[[parties]]\ncity = "jp-minatogawa"\n[[parties]]\ncity = "us-or-harborview"',
    ),
    fix="unsafe",
)
def duplicate_partnership(repository: Repository) -> Iterator[Problem]:
    """A pair of cities has two files.

    Both sides report their partnership, and it is easily filed twice. Move what the second file knows more, such as
    sources and agreements, into the first one, and delete the second. What was agreed anew between the same cities goes
    into the same file as well.
    """
    for (one, other), entries in repository.judged_pairs.items():
        if len(entries) == 1:
            continue
        wanted = pair_id(one, other)
        first, *others = sorted(entries, key=lambda entry: (entry.id != wanted, entry.path))
        for entry in others:
            if entry.record is None or first.record is None or entry.record.id == first.record.id:
                continue  # SCR202
            yield Problem(
                ("id",),
                f"{one} and {other} have a file already",
                "merge this file into the other one, and delete it",
                related=(Related(first.path, ("id",), "first filed here"),),
                path=entry.path,
                fix=Fix(
                    (MergeRecords("partnerships", first.record.id, entry.record.id),),
                    f'merge it into "{first.record.id}"',
                    safe=False,
                ),
            )

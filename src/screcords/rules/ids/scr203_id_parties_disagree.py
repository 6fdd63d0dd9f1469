"""SCR203: the id of a partnership and its parties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Fix, Move, Problem, RenameRecord, Severity, quoted
from screcords.model.ids import pair_id
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.partnership import Partnership
    from screcords.rules.rule import Context


@rule(
    "SCR203",
    Severity.ERROR,
    Example(
        bad="# --- records/partnerships/jp/m/jp-minatogawa--us-or-harborview.toml\ngone\n"
        "# --- records/partnerships/us/o/us-or-harborview--jp-minatogawa.toml\n"
        'id = "us-or-harborview--jp-minatogawa"  # <- SCR203\n',
        good="# --- records/partnerships/jp/m/jp-minatogawa--us-or-harborview.toml\n"
        '[[parties]]\ncity = "jp-minatogawa"\n[[parties]]\ncity = "us-or-harborview"',
        why="The ids of the two cities stand in byte order, whichever city lists the other.",
    ),
    Example(
        bad='[[parties]]\ncity = "us-or-harborview"  # <- SCR203\n[[parties]]\ncity = "jp-minatogawa"',
        good='[[parties]]\ncity = "jp-minatogawa"\n[[parties]]\ncity = "us-or-harborview"',
        why="The parties follow the order of the id.",
    ),
    fix="rename",
)
def id_parties_disagree(record: Partnership, context: Context) -> Iterator[Problem]:
    """The id of a partnership is not the ids of its two cities in byte order, or its parties stand the other way round.

    A pair can be told from either side. One fixed order makes sure that nobody files it a second time, and that two
    proposals of the same pair meet in the same file.
    """
    party, other = record.parties
    one, two = party.city, other.city
    if one <= two and record.id == f"{one}--{two}":
        return
    wanted = pair_id(one, two)
    if record.id == wanted:
        help_ = f"put the party {quoted(two)} first"
        fix = Fix((Move(("parties", 1), ("parties", 0)),))
        yield Problem(("parties", 0, "city"), "the parties do not stand in the order of the id", help_, fix=fix)
        return
    repository = context.repository
    if wanted in repository.partnerships:
        return  # the pair has a file already: SCR504
    if any(repository.resolve("cities", city).state in {"missing", "former"} for city in (one, two)):
        return  # the city is wrong, and not the id: SCR501
    swapped = record.id in {f"{one}--{two}", f"{two}--{one}"}
    message = "the two cities stand in the wrong order" if swapped else "its parties make another id"
    fix = Fix((RenameRecord("partnerships", record.id, wanted),))
    yield Problem(("id",), f"the id is {quoted(record.id)}, but {message}", f'rename it to "{wanted}"', fix=fix)

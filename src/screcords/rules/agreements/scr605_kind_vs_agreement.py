"""SCR605: the kind of a partnership and what its agreement says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, Related, SetValue, Severity
from screcords.model.history import STARTS
from screcords.model.ids import path_of
from screcords.rules.agreements.chain import KIND_OF, telling
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.partnership import Agreement, Partnership

COMPARED = frozenset({"sister", "friendship", "project"})

FRIENDSHIP = '[[agreements]]\nid = "friendship-1983"\ntype = "friendship-agreement"\nsigned = "1983-09-02"\n'
OLDER = 'supersedes = "friendship-1983"\n'
SISTER = f'[[agreements]]\nid = "sister-1988"\ntype = "sister-city-agreement"\nsigned = "1988-05-20"\n{OLDER}'


@rule(
    "SCR605",
    Severity.WARNING,
    Example(
        bad=f'kind = "sister"  # <- SCR605\nsince = "1983-09-02"\n{FRIENDSHIP}',
        good=f'kind = "friendship"\nsince = "1983-09-02"\n{FRIENDSHIP}',
    ),
    Example(
        bad=f'kind = "friendship"  # <- SCR605\nsince = "1983-09-02"\n{FRIENDSHIP}{SISTER}',
        good=f'kind = "sister"\nsince = "1988-05-20"\n{FRIENDSHIP}{SISTER}',
        why="A friendship that became more is more since then.",
    ),
    Example(
        good='kind = "sister"\nsince = "1988-05-20"\n[[agreements]]\nid = "schools-2019"\ntype = "project-agreement"\n'
        'signed = "2019"',
        why="A project beside the partnership does not change what it is.",
    ),
    Example(
        good=f'kind = "sister"\nsince = "1988-05-20"\n{FRIENDSHIP}',
        why="The agreement of the first stage does not speak of the next one.",
    ),
    Example(
        good=f'kind = "friendship"\nsince = "2000"\n{SISTER.replace(OLDER, "")}[[history]]\ndate = "1988-05-20"\n'
        'event = "established"\nkind = "sister"\n[[history]]\ndate = "2000"\nevent = "downgraded"\n'
        'kind = "friendship"\nsources = ["s2"]',
        why="An event after the agreement made them something else.",
    ),
    needs=("agreements",),
    fix="unsafe",
)
def kind_vs_agreement(record: Partnership) -> Iterator[Problem]:
    """The kind of a partnership is not what the last agreement in force says.

    Lists call every partner a sister city; the paper that the mayors signed says whether it is one. The agreement wins,
    unless its type is wrong here: look at its title. A memorandum, protocol or declaration says nothing about the kind,
    and where an event after the agreement gave the kind (`downgraded`, for example), the event wins.
    """
    if record.kind not in COMPARED or not record.in_force:
        return
    numbers = [number for number in telling(record.agreements) if not _is_beside(record, number)]
    if not numbers:
        return
    last = numbers[-1]
    agreement = record.agreements[last]
    kind = KIND_OF[agreement.type]
    if (
        kind == record.kind
        or _is_changed_since(record, agreement)
        or (record.kind == "sister" and _is_sister_otherwise(record, numbers))
    ):
        return
    where = Related(path_of("partnerships", record.id), ("agreements", last, "type"), "the last agreement in force")
    yield Problem(
        ("kind",),
        f'kind is "{record.kind}", but the last agreement in force is a {agreement.type}',
        f'write kind = "{kind}", or mend the type of the agreement',
        related=(where,),
        fix=_fix(record, last, kind),
    )


def _is_beside(record: Partnership, number: int) -> bool:
    """Whether an agreement is about a project of cities that were partners before."""
    agreement = record.agreements[number]
    if agreement.type != "project-agreement" or agreement.signed is None or record.since is None:
        return False
    return record.kind != "project" and record.since.before(agreement.signed)


def _is_changed_since(record: Partnership, agreement: Agreement) -> bool:
    """Whether a step after the agreement (a first beginning is none) made the partnership what it is."""
    steps = [event for event in record.history if event.event in STARTS]
    if not steps or steps[-1].kind != record.kind or (len(steps) == 1 and steps[-1].event == "established"):
        return False
    if agreement.signed is None:
        return steps[-1].agreement != agreement.id
    return agreement.signed.before(steps[-1].date)


def _is_sister_otherwise(record: Partnership, numbers: list[int]) -> bool:
    """Whether an older text made them sisters, or a later one did that the record does not have."""
    if any(KIND_OF[record.agreements[number].type] == "sister" for number in numbers):
        return True
    signed = record.agreements[numbers[-1]].signed
    return signed is not None and record.since is not None and signed.before(record.since)


def _fix(record: Partnership, number: int, kind: str) -> Fix | None:
    """The other kind in the header and the event that gave it; none where an event is missing or would be untrue.

    What was upgraded or downgraded to a kind is for a person to look at.
    """
    signed = record.agreements[number].signed
    starts = [
        place for place, event in enumerate(record.history) if event.event in STARTS and event.kind == record.kind
    ]
    changes = [SetValue(("kind",), kind)]
    later = signed is not None and record.since is not None and record.since.before(signed)
    if (later and record.history) or any(record.history[place].event != "established" for place in starts):
        return None
    if later and record.kind == "friendship":
        changes.append(SetValue(("since",), str(signed)))
    changes += [SetValue(("history", place, "kind"), kind) for place in starts]
    return Fix(tuple(changes), f'write kind = "{kind}"', safe=False)

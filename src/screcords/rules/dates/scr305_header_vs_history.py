"""SCR305: the header of a partnership and its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Fix, Insert, Problem, Related, Remove, SetValue, Severity
from screcords.model.history import STATUS_OF, Fold, fold
from screcords.model.ids import path_of
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.partnership import Partnership

ESTABLISHED = '[[history]]\ndate = "1988-05-20"\nevent = "established"\nkind = "sister"\n'
TERMINATED = '[[history]]\ndate = "2022-03"\nevent = "terminated"\nby = ["us-or-harborview"]\nsources = ["s2"]'


@rule(
    "SCR305",
    Severity.ERROR,
    Example(
        bad=f'status = "active"  # <- SCR305\nuntil = "2022-03"\n{ESTABLISHED}{TERMINATED}',
        good=f'status = "terminated"\nuntil = "2022-03"\n{ESTABLISHED}{TERMINATED}',
    ),
    Example(
        bad=f'since = "1988"  # <- SCR305\n{ESTABLISHED}',
        good=f'since = "1988-05-20"\n{ESTABLISHED}',
        why="Both say the same day, as precisely as it is known.",
    ),
    Example(
        good='status = "unknown"\nsince = "1988-05-20"\n' + ESTABLISHED,
        why="`unknown` agrees with a history that ends in force: nobody has checked lately.",
    ),
    needs=("history",),
    fix="safe",
)
def header_vs_history(record: Partnership) -> Iterator[Problem]:
    """The `kind`, `status`, `since` or `until` of a partnership is not what its history adds up to.

    The history is the truth and the four keys are its summary. Where they differ, an event was added and the summary
    forgotten: write what the message says. If the summary is right, add the event that is missing to the history.
    """
    told = fold(record.history)
    determined = told.determined
    status = "active" if record.status == "unknown" and told.status == "active" else record.status
    if "status" in determined and status != told.status:
        yield _differs(record, "status", status, str(told.status))
    if "kind" in determined and record.kind != told.kind:
        yield _differs(record, "kind", record.kind, str(told.kind))
    if "since" in determined and record.since != told.since:
        yield _differs(record, "since", record.since, told.since)
    if "until" in determined and record.until != told.until:
        yield _until(record, told)


def _until(record: Partnership, told: Fold) -> Problem:
    if told.until is not None:
        return _differs(record, "until", record.until, told.until)
    return Problem(
        ("until",),
        f'until is "{record.until}", but by its history the partnership has no end',
        "the history wins: remove until, or add the event that ended it",
        related=(_said(record, "status", "in force again since here"),),
        fix=Fix((Remove(("until",)),), "remove until: the history wins"),
    )


def _differs(record: Partnership, key: str, header: object, told: object) -> Problem:
    help_ = f'the history wins: write {key} = "{told}", or mend the history'
    title = f'write {key} = "{told}": the history wins'
    if header is None:
        route = ("history", _event(record, key), "date")
        fix = Fix((Insert((key,), str(told)),), title)
        return Problem(route, f'{key} is missing, and the history says "{told}"', help_, fix=fix)
    fix = Fix((SetValue((key,), str(told)),), title)
    related = (_said(record, key, f"the history says {told} here"),)
    return Problem((key,), f'{key} is "{header}", but the history says "{told}"', help_, related=related, fix=fix)


def _said(record: Partnership, key: str, message: str) -> Related:
    return Related(path_of("partnerships", record.id), ("history", _event(record, key), "event"), message)


def _event(record: Partnership, key: str) -> int:
    """Number of the last event that sets a key."""
    told = Fold()
    found = 0
    for number, event in enumerate(record.history):
        before = getattr(told, key)
        told.add(event)
        if getattr(told, key) != before or (key == "status" and event.event in STATUS_OF):
            found = number
    return found

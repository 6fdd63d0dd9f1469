"""SCR304: the order of a history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Fix, Move, Problem, Related, Severity
from screcords.model.ids import path_of
from screcords.rules.dates.order import misplaced
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.partnership import Partnership

ESTABLISHED = '[[history]]\ndate = "1988-05-20"\nevent = "established"\nkind = "sister"\n'
REAFFIRMED = '[[history]]\ndate = "1998"\nevent = "reaffirmed"\n'


@rule(
    "SCR304",
    Severity.WARNING,
    Example(
        bad=f'{REAFFIRMED}[[history]]\ndate = "1988-05-20"  # <- SCR304\nevent = "established"\nkind = "sister"',
        good=f"{ESTABLISHED}{REAFFIRMED}",
    ),
    Example(
        good=f'{ESTABLISHED}[[history]]\ndate = "1988"\nevent = "renamed"',
        why="1988 may be later than May 1988, so the order stands.",
    ),
    needs=("history",),
    fix="safe",
)
def history_order(record: Partnership) -> Iterator[Problem]:
    """An event stands after one that happened later.

    The history is read from top to bottom: the keys at the top of the record are what its events add up to, in that
    order. Put the event where it belongs, or correct its date. Events of which nobody can say which was first, such as
    `1988` and `1988-05`, stay as they are.
    """
    history = record.history
    for number, later in misplaced(history):
        yield Problem(
            ("history", number, "date"),
            f'"{history[number].date}" stands after "{history[later].date}"',
            f"move this event before the one of {history[later].date}",
            related=(Related(path_of("partnerships", record.id), ("history", later, "date"), "the later event"),),
            fix=Fix((Move(("history", number), ("history", later)),)),
        )

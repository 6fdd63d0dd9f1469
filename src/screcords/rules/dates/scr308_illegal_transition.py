"""SCR308: moves of a partnership that cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity, quoted
from screcords.model.history import IN_FORCE, KIND_RANK, LEFT, MOVES, STATUS_OF, Fold, is_legal
from screcords.rules.dates.order import misplaced
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.partnership import Event, Partnership

ESTABLISHED = '[[history]]\ndate = "1988-05-20"\nevent = "established"\nkind = "{}"\n'
TERMINATED = 'status = "terminated"\nuntil = "2019"\nsince = "1988-05-20"\n'
SOURCED = 'by = ["us-or-harborview"]\nsources = ["s2"]\n'
END = f'[[history]]\ndate = "2010"\nevent = "terminated"\n{SOURCED}'

NO_MORE = "nothing follows that end; if they began anew later, it was terminated: write that there"


@rule(
    "SCR308",
    Severity.WARNING,
    Example(
        bad='kind = "friendship"\nsince = "1998"\n'
        + ESTABLISHED.format("sister")
        + f'[[history]]\ndate = "1998"\nevent = "upgraded"  # <- SCR308\nkind = "friendship"\n{SOURCED}',
        good='kind = "sister"\nsince = "1998"\n'
        + ESTABLISHED.format("friendship")
        + f'[[history]]\ndate = "1998"\nevent = "upgraded"\nkind = "sister"\n{SOURCED}',
    ),
    Example(
        bad=f"{TERMINATED}{ESTABLISHED.format('sister')}{END}"
        f'[[history]]\ndate = "2015"\nevent = "suspended"  # <- SCR308\n{SOURCED}'
        f"{END.replace('2010', '2019')}",
        good=f'{TERMINATED}{ESTABLISHED.format("sister")}[[history]]\ndate = "2015"\nevent = "suspended"\n'
        f"{SOURCED}{END.replace('2010', '2019')}",
        why="What has ended cannot be suspended.",
    ),
    Example(
        bad=f"{TERMINATED}{ESTABLISHED.format('sister')}{END.replace('2010', '2019')}"
        '[[history]]\ndate = "2021"\nevent = "reaffirmed"  # <- SCR308\n',
        good=f'status = "active"\nsince = "1988-05-20"\n{ESTABLISHED.format("sister")}{END.replace("2010", "2019")}'
        f'[[history]]\ndate = "2021"\nevent = "resumed"\n{SOURCED}',
        why="Nor can it be reaffirmed: it is resumed.",
    ),
    needs=("history",),
)
def illegal_transition(record: Partnership) -> Iterator[Problem]:
    """An event cannot happen to a partnership that stands as the events before it say.

    Most often an event in between is missing, or a word is not the right one: what was never suspended cannot be
    resumed, what has been terminated comes back by `resumed` only, an `upgraded` leads to a higher kind (friendship,
    then sister) and a `downgraded` to a lower one. Add the event that is missing, or correct this one.
    """
    if next(misplaced(record.history), None) is not None:
        return  # SCR304; what follows what is known when they are in order
    told = Fold()
    seen = False
    for number, event in enumerate(record.history):
        complaint = _complaint(told, event, established=seen and told.status in IN_FORCE)
        if complaint:
            message, help_ = complaint
            yield Problem(("history", number, "event"), message, help_)
        told.add(event)
        seen = seen or event.event == "established"


def _complaint(told: Fold, event: Event, *, established: bool) -> tuple[str, str] | None:
    """What is wrong with an event, and the way out."""
    status = told.status
    if not is_legal(status, event):
        target = STATUS_OF.get(event.event, "active")
        message = f"{quoted(event.event)} cannot follow: the partnership is {status} by then"
        if event.event == "resumed" and status not in LEFT:
            other = "established" if status == "proposed" else "reaffirmed"
            return message, f"add the event that it was resumed from, or write {other}"
        if status == "terminated" and target == "active":
            return message, "write resumed, or correct the end"
        able = sorted(MOVES.get(status, ()))
        return message, f"from {status} it can become {', '.join(able)}" if able else NO_MORE
    if event.event == "established" and established:
        return "established a second time", "write upgraded or reaffirmed, or add the end in between"
    if event.event not in {"upgraded", "downgraded"} or event.kind is None or told.kind is None:
        return None
    step = KIND_RANK[event.kind] - KIND_RANK[told.kind]
    if (step <= 0) if event.event == "upgraded" else (step >= 0):
        other = "downgraded" if step < 0 else "upgraded" if step > 0 else "reaffirmed"
        message = f"{quoted(event.event)} from {told.kind} to {event.kind}"
        return message, f"write {other}, or correct one of the kinds"
    return None

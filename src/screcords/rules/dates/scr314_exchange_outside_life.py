"""SCR314: exchanges of a partnership that was not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from screcords.findings import Problem, Related, Severity
from screcords.model.ids import path_of
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.findings import Route
    from screcords.model.dates import Date
    from screcords.model.partnership import Exchange, Partnership

VISIT = '[[exchanges]]\ndate = "{}"{}\nmode = "{}"\ntitle = {{ en = "Visit of the youth orchestra" }}'
SUSPENDED = (
    'status = "suspended"\n[[history]]\ndate = "2022-03"\nevent = "suspended"\nby = ["us-or-harborview"]\n'
    'reason = "armed-conflict"\nsources = ["s2"]\n'
)
RESUMED = (
    '[[history]]\ndate = "2014-03"\nevent = "terminated"\nby = ["us-or-harborview"]\nsources = ["s2"]\n'
    '[[history]]\ndate = "2018"\nevent = "resumed"\nsources = ["s2"]\n'
)


class _Pause(NamedTuple):
    """A time of suspension, or between an end and a new beginning: the event that began it, and that which ended it."""

    number: int
    start: Date
    end: Date | None
    was_over: bool = False


@rule(
    "SCR314",
    Severity.WARNING,
    Example(
        bad='first_contact = "1979"\n' + VISIT.format("1976-07", "  # <- SCR314", "in-person"),
        good='first_contact = "1979"\n' + VISIT.format("1986-07", "", "in-person"),
    ),
    Example(
        bad=SUSPENDED + VISIT.format("2023-07", "  # <- SCR314", "in-person"),
        good=SUSPENDED + VISIT.format("2023-07", "", "virtual"),
        why="During a suspension nobody travels, but young people may go on writing to each other.",
    ),
    Example(
        bad=RESUMED + VISIT.format("2015-07", "  # <- SCR314", "in-person"),
        good=RESUMED + VISIT.format("2019-07", "", "in-person"),
        why="It had ended by then, and was resumed later.",
    ),
    needs=("exchanges",),
)
def exchange_outside_life(record: Partnership) -> Iterator[Problem]:
    """An exchange took place before the partnership began, after its end, or in person while it was suspended.

    The exchange may belong to another partner or another year. If it was the first contact, say so in `first_contact`;
    if the cities still met after the end (and before it was `resumed`), or during a suspension, look whether that date
    is right. Where neither
    `first_contact` nor a history says when it began, earlier exchanges are taken as they are.
    """
    born = _birth(record)
    pauses = list(_pauses(record))
    for number, exchange in enumerate(record.exchanges):
        found = _complaint(record, exchange, born, pauses)
        if found is not None:
            message, help_, route = found
            where = Related(path_of("partnerships", record.id), route, "the other date")
            yield Problem(("exchanges", number, "date"), message, help_, related=(where,))


def _complaint(
    record: Partnership, exchange: Exchange, born: tuple[Route, Date] | None, pauses: list[_Pause]
) -> tuple[str, str, Route] | None:
    """What is wrong with an exchange, the way out, and the place that it disagrees with."""
    date = exchange.date
    if born is not None and date.latest < born[1].earliest:
        if record.first_contact is None:
            message = f'"{date}" lies before the first event ("{born[1]}")'
            return message, "correct the date, or say in first_contact when they met first", born[0]
        return f'"{date}" lies before the first contact ("{born[1]}")', "correct the date, or first_contact", born[0]
    if record.until is not None and date.earliest > record.until.latest:
        return f'"{date}" lies after the end ("{record.until}")', "correct the date, or the end", ("until",)
    for pause in pauses:
        if date.earliest <= pause.start.latest or (pause.end is not None and date.latest >= pause.end.earliest):
            continue
        route = ("history", pause.number, "date")
        if pause.was_over:
            message = f'"{date}" lies between the end ("{pause.start}") and the new beginning ("{pause.end}")'
            return message, "correct the date, or those of the events", route
        if exchange.mode == "in-person":
            message = f'"{date}" lies in a time of suspension (since "{pause.start}")'
            return message, "correct the date or the mode, or add the event resumed", route
    return None


def _birth(record: Partnership) -> tuple[Route, Date] | None:
    """The first date that the record knows of both cities having to do with each other, and its place."""
    if record.first_contact is not None:
        return ("first_contact",), record.first_contact
    if not record.history:
        return None
    number, event = min(enumerate(record.history), key=lambda item: item[1].date.earliest)
    return ("history", number, "date"), event.date


def _pauses(record: Partnership) -> Iterator[_Pause]:
    """The suspensions, and the times between `terminated` and `resumed`; after the last end `until` speaks."""
    start: tuple[int, Date] | None = None
    over: tuple[int, Date] | None = None
    for number, event in enumerate(record.history):
        if event.event == "terminated":
            over = over or (number, event.date)
        elif over is not None and event.event in {"resumed", "established"}:
            yield _Pause(*over, event.date, was_over=True)
            over = None
        if event.event == "suspended":
            start = start or (number, event.date)
        elif start is not None and event.event in {"resumed", "established", "terminated", "retired", "transferred"}:
            yield _Pause(*start, event.date)
            start = None
    if start is not None:
        yield _Pause(*start, None)

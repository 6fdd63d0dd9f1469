"""SCR303: partnerships from before there were any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity
from screcords.model.history import STARTS, fold
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.findings import Route
    from screcords.model.dates import Date
    from screcords.model.partnership import Partnership

FIRST_YEAR = 1920
"""Keighley and Poix-du-Nord: the first town partnership of the modern kind."""

INFORMAL = frozenset({"contact", "historical-tie"})


@rule(
    "SCR303",
    Severity.WARNING,
    Example(bad='since = "0836"  # <- SCR303', good='since = "1967"\norigins = ["history"]'),
    Example(
        bad='[[agreements]]\nid = "charter"\ntype = "twinning-charter"\nsigned = "1896-05-20"  # <- SCR303',
        good='[[agreements]]\nid = "charter"\ntype = "twinning-charter"\nsigned = "1986-05-20"',
        why="Two digits have changed places.",
    ),
    Example(good='kind = "historical-tie"\nsince = "1291"', why="An old tie that nobody calls a partnership."),
    needs=("since", "agreements", "history"),
)
def implausibly_early(record: Partnership) -> Iterator[Problem]:
    """A formal partnership is said to be older than 1920.

    The first ones of the modern kind were made after the First World War. An earlier year is a slip, or it is that of a
    legend, a settlement or an alliance. Write the year of the agreement into `since`, and what came before into
    `origins` (`history`), `first_contact` or the summary. A tie without any agreement is of the kind `historical-tie`.
    """
    if record.kind in INFORMAL:
        return
    if record.since is not None and _early(record.since) and "since" not in fold(record.history).determined:
        yield _problem(("since",), record.since)
    for number, agreement in enumerate(record.agreements):
        if agreement.signed is not None and _early(agreement.signed):
            yield _problem(("agreements", number, "signed"), agreement.signed)
    for number, event in enumerate(record.history):
        if event.event in STARTS and event.kind not in INFORMAL and _early(event.date):
            yield _problem(("history", number, "date"), event.date)


def _early(date: Date) -> bool:
    return date.latest < FIRST_YEAR * 10000


def _problem(route: Route, date: Date) -> Problem:
    help_ = 'write the year of the agreement, and what came before into first_contact or origins = ["history"]'
    return Problem(route, f'"{date}" is too early for a formal partnership', help_)

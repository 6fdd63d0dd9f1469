"""SCR313: the first of January that is only a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, SetValue, Severity
from screcords.model.history import fold
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.findings import Route
    from screcords.model.dates import Date
    from screcords.model.partnership import Event, Partnership

LISTS = frozenset({"wikidata", "wikipedia", "directory"})
"""Kinds of sources that often know the year only."""

SOURCE = (
    '[[sources]]\nid = "s1"\ntype = "{}"\ntitle = "Sister cities"\n'
    'url = "https://www.harborview.example/sister-cities"\naccessed = "2025-11-02"'
)


@rule(
    "SCR313",
    Severity.ADVICE,
    Example(
        bad='since = "1977-01-01"  # <- SCR313\n' + SOURCE.format("directory"),
        good='since = "1977"\n' + SOURCE.format("directory"),
    ),
    Example(
        good='since = "1977-01-01"\n' + SOURCE.format("council-record"),
        why="A council's record knows the day.",
    ),
    needs=("since", "until", "first_contact", "history", "agreements"),
    fix="unsafe",
)
def false_precision(record: Partnership) -> Iterator[Problem]:
    """A date is the first of January, and the source is a list that often knows no more than the year.

    Spreadsheets and Wikidata turn `1977` into `1977-01-01`. Write the year alone, unless another source says that it
    was New Year's Day. Mergers of municipalities do take effect on that day, so `transferred` and what happened for
    that reason is left out.
    """
    told = fold(record.history).determined
    for number, event in enumerate(record.history):
        if _suspect(event.date) and not _is_merger(event) and _from_lists(record, event.sources):
            keys = [key for key in ("since", "until") if key in told and getattr(record, key) == event.date]
            routes: list[Route] = [("history", number, "date"), *((key,) for key in keys)]
            changes = [SetValue(route, _year(event.date)) for route in routes]
            yield _problem(("history", number, "date"), event.date, *changes)
    for number, agreement in enumerate(record.agreements):
        if agreement.signed is not None and _suspect(agreement.signed) and _from_lists(record, agreement.sources):
            yield _problem(("agreements", number, "signed"), agreement.signed)
    for key in ("since", "until", "first_contact"):
        date = getattr(record, key)
        if date is not None and key not in told and _suspect(date) and _from_lists(record, ()):
            yield _problem((key,), date)


def _suspect(date: Date) -> bool:
    return date.is_day and date.earliest % 10000 == 101


def _is_merger(event: Event) -> bool:
    return event.event == "transferred" or event.reason == "municipal-merger"


def _from_lists(record: Partnership, ids: tuple[str, ...]) -> bool:
    """Whether all the sources of a date (or of the record, where it names none) are lists."""
    types = {source.type for source in record.sources if not ids or source.id in ids}
    return bool(types) and types <= LISTS


def _year(date: Date) -> str:
    return date.text.replace("-01-01", "", 1)


def _problem(route: Route, date: Date, *changes: SetValue) -> Problem:
    year = _year(date)
    fix = Fix(changes or (SetValue(route, year),), safe=False)
    return Problem(route, f'"{date}" is likely to mean the year only', f'write "{year}"', fix=fix)

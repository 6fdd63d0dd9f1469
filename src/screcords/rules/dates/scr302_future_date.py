"""SCR302: what cannot have happened yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity
from screcords.model.city import City
from screcords.model.partnership import Partnership
from screcords.repository.graph import Repository
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.findings import Route
    from screcords.model.dates import Date
    from screcords.model.organisation import Organisation
    from screcords.rules.rule import Context


@rule(
    "SCR302",
    Severity.ERROR,
    Example(bad='since = "2103"  # <- SCR302', good='since = "2013"', as_of="2026-06-01"),
    Example(
        bad='verified = "2026-07-01"  # <- SCR302',
        good='verified = "2026-05-31"',
        why="Nobody has checked the record in the future.",
        as_of="2026-06-01",
    ),
    Example(
        good='status = "proposed"\nsince = "2026-09"',
        why="What is proposed may have a day already.",
        as_of="2026-06-01",
    ),
    needs=(
        *("since", "until", "first_contact", "verified", "agreements", "approvals", "history", "exchanges", "sources"),
        *("founded", "memberships", "instruments", "valid"),
    ),
)
def future_date(record: City | Organisation | Partnership | Repository, context: Context) -> Iterator[Problem]:
    """Something is said to have happened on a day that has not come yet.

    Most often two digits of the year changed places. What counts as today is the day of the newest commit to the
    records, or that of `--as-of`. Only a proposed partnership, the end of a membership or of a municipality, and the
    day until which a partner is sought may lie ahead.
    """
    today = context.today
    if isinstance(record, Repository):
        yield from _withdrawn(record, today)
        return
    if isinstance(record, City):
        if record.valid is not None and record.valid.start is not None and record.valid.earliest > today:
            yield _problem(("valid",), record.valid.start)
        return
    yield from _of_record(record, today)


def _of_record(record: Organisation | Partnership, today: int) -> Iterator[Problem]:
    for source in record.sources:
        date, accessed = source.date, source.accessed
        if date is not None and date.earliest > today:
            yield _problem(("sources", record.sources.index(source), "date"), date)
        if accessed is not None and accessed.earliest > today:
            yield _problem(("sources", record.sources.index(source), "accessed"), accessed)
    if record.verified is not None and record.verified.earliest > today:
        yield _problem(("verified",), record.verified)
    if not isinstance(record, Partnership):
        yield from _organisation(record, today)
    elif record.status != "proposed":
        if record.since is not None and record.since.earliest > today:
            yield _problem(("since",), record.since, planned=True)
        if record.until is not None and record.until.earliest > today:
            yield _problem(("until",), record.until)
        if record.first_contact is not None and record.first_contact.earliest > today:
            yield _problem(("first_contact",), record.first_contact, planned=True)
        if record.agreements or record.history or record.approvals or record.exchanges:
            yield from _lists(record, today)


def _withdrawn(repository: Repository, today: int) -> Iterator[Problem]:
    if not any(repository.tombstones.values()):
        return
    for entry in repository.entries:
        tombstone = entry.tombstone
        if tombstone is not None and tombstone.withdrawn.date.earliest > today:
            yield _problem(("withdrawn", "date"), tombstone.withdrawn.date, path=entry.path)


def _lists(record: Partnership, today: int) -> Iterator[Problem]:
    for number, agreement in enumerate(record.agreements):
        if agreement.signed is not None and agreement.signed.earliest > today:
            yield _problem(("agreements", number, "signed"), agreement.signed)
    for number, approval in enumerate(record.approvals):
        if approval.date.earliest > today:
            yield _problem(("approvals", number, "date"), approval.date)
    for number, event in enumerate(record.history):
        if event.date.earliest > today:
            yield _problem(("history", number, "date"), event.date)
    for number, exchange in enumerate(record.exchanges):
        if exchange.date.start is not None and exchange.date.start.earliest > today:
            yield _problem(("exchanges", number, "date"), exchange.date.start)


def _organisation(record: Organisation, today: int) -> Iterator[Problem]:
    if record.founded is not None and record.founded.earliest > today:
        yield _problem(("founded",), record.founded)
    for number, membership in enumerate(record.memberships):
        if membership.period is not None and membership.period.start and membership.period.earliest > today:
            yield _problem(("memberships", number, "period"), membership.period.start)
    for number, act in enumerate(record.instruments):
        if act.date is not None and act.date.earliest > today:
            yield _problem(("instruments", number, "date"), act.date)


def _problem(route: Route, date: Date, *, planned: bool = False, path: str = "") -> Problem:
    help_ = 'correct the year, or write status = "proposed" for what is planned' if planned else "correct the date"
    return Problem(route, f'"{date}" lies in the future', help_, path=path)

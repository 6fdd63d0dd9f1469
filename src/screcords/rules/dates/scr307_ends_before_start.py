"""SCR307: the order of beginning and end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, SetValue, Severity, quoted
from screcords.model.city import City
from screcords.model.partnership import Partnership
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.findings import Route
    from screcords.model.dates import Period
    from screcords.model.organisation import Organisation


@rule(
    "SCR307",
    Severity.ERROR,
    Example(
        bad='status = "terminated"\nsince = "1988"\nuntil = "1977"  # <- SCR307',
        good='status = "terminated"\nsince = "1977"\nuntil = "1988"',
    ),
    Example(good='status = "terminated"\nsince = "1988-05"\nuntil = "1988"', why="1988 may end after May 1988."),
    Example(
        bad='[[exchanges]]\ndate = "2020/2019"  # <- SCR307\nmode = "in-person"\ntitle = { en = "Choir festival" }',
        good='[[exchanges]]\ndate = "2019/2020"\nmode = "in-person"\ntitle = { en = "Choir festival" }',
    ),
    needs=("until", "exchanges", "memberships", "valid"),
    fix="unsafe",
)
def ends_before_start(record: City | Organisation | Partnership) -> Iterator[Problem]:
    """The end of a partnership or of a period lies before its start.

    Extracts often swap the two qualifiers. The last day that the end can mean is compared with the first day that the
    start can.
    """
    if isinstance(record, City):
        if record.valid is not None and record.valid.is_reversed:
            yield _reversed(("valid",), record.valid)
        return
    if not isinstance(record, Partnership):
        for number, membership in enumerate(record.memberships):
            if membership.period is not None and membership.period.is_reversed:
                yield _reversed(("memberships", number, "period"), membership.period)
        return
    for number, exchange in enumerate(record.exchanges):
        if exchange.date.is_reversed:
            yield _reversed(("exchanges", number, "date"), exchange.date)
    if record.since and record.until and record.until.before(record.since):
        yield Problem(("until",), f"ends {record.until}, before it starts ({record.since})", "check which is which")


def _reversed(route: Route, period: Period) -> Problem:
    turned = f"{period.end}/{period.start}"
    fix = Fix((SetValue(route, turned),), safe=False)
    message = f"{quoted(str(period))} ends before it starts"
    return Problem(route, message, f'write "{turned}", or correct one of the two', fix=fix)

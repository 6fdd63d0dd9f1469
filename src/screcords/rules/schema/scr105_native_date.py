"""SCR105: dates without quotes."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, SetValue, Severity
from screcords.rules.rule import Example, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    "SCR105",
    Severity.ERROR,
    Example(bad="since = 1988-05-20  # <- SCR105", good='since = "1988-05-20"'),
    Example(
        bad="since = 1988-05-20T00:00:00Z  # <- SCR105",
        good='since = "1988-05-20"',
        why="Programs write midnight where they know the day only; another time of day goes with --unsafe.",
    ),
    fix="safe or unsafe",
)
def native_date(violation: Violation) -> Iterator[Problem]:
    """A date stands without quotes, as TOML's own date.

    TOML's dates always name a day, and ours may be a year or a month only; so all dates are text, in quotes.
    """
    value = violation.value
    day = value.date() if isinstance(value, datetime.datetime) else value
    is_date = isinstance(day, datetime.date)
    help_ = f'write "{day}"' if is_date else "write a date in quotes"
    is_sure = day is value or (isinstance(value, datetime.datetime) and not any(value.timetuple()[3:6]))
    fix = Fix((SetValue(violation.route, str(day)),), safe=is_sure) if is_date else None
    yield Problem(violation.route, "a date without quotes", help_, fix=fix)

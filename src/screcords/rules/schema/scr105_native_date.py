"""SCR105: dates without quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity
from screcords.rules.rule import Example, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    "SCR105",
    Severity.ERROR,
    Example(bad="since = 1988-05-20  # <- SCR105", good='since = "1988-05-20"'),
    fix="safe",
)
def native_date(violation: Violation) -> Iterator[Problem]:
    """A date stands without quotes, as TOML's own date.

    TOML's dates always name a day, and ours may be a year or a month only; so all dates are text, in quotes.
    """
    yield Problem(violation.route, "a date without quotes", f'write "{violation.value}"')

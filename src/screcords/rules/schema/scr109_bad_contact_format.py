"""SCR109: mailboxes and telephone numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity, quoted
from screcords.reference import countries
from screcords.rules.rule import Example, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONTACT = '# --- records/orgs/us/o/us-or-harborview-sister-cities.toml\n[[contacts]]\nrole = "primary"\n'
MOST_DIGITS = 15
"""Digits of a number with its country code (ITU-T E.164)."""


@rule(
    "SCR109",
    Severity.ERROR,
    Example(bad=_CONTACT + 'phone = "(503) 555-0100"  # <- SCR109', good=_CONTACT + 'phone = "+1-503-555-0100"'),
    Example(bad=_CONTACT + 'email = "info at example.org"  # <- SCR109', good=_CONTACT + 'email = "info@example.org"'),
    fix="safe",
)
def bad_contact_format(violation: Violation) -> Iterator[Problem]:
    """A mailbox or a telephone number is not written so that it works from everywhere.

    Telephone numbers begin with + and the country code (E.164), groups are joined by hyphens: +1-503-555-0100.
    """
    value = str(violation.value)
    if violation.route[-1] == "email":
        help_ = "write it as info@example.org"
        address = re.sub(r"\s*(?:\(at\)|\[at\]|\bat\b)\s*", "@", value.strip().removeprefix("mailto:"))
        if address != value and re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", address, re.ASCII):
            help_ = f'write "{address}"'
        yield Problem(violation.route, f"{quoted(value)} is no e-mail address", help_)
        return
    yield Problem(violation.route, f"{quoted(value)} is no international telephone number", _way_out(value, violation))


def _way_out(value: str, violation: Violation) -> str:
    groups = re.findall(r"\d+", value)
    if 1 <= len("".join(groups)) <= MOST_DIGITS:
        if value.strip().startswith(("+", "00")):
            return f'write "+{"-".join(groups).removeprefix("00")}"'
        country = countries.get(str(violation.data.get("id", ""))[:2].upper())
        if country and country.calling_code:
            national = "-".join(groups)
            if country.trunk_prefix:
                national = national.removeprefix(country.trunk_prefix)
            return f'write "+{country.calling_code}-{national.strip("-")}" if it is a number of {country.name}'
    return "write + and the country code first, as in +1-503-555-0100"

"""SCR109: mailboxes and telephone numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, SetValue, Severity, quoted
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
        message, meant = f"{quoted(value)} is no e-mail address", _mailbox(value)
        help_ = f'write "{meant}"' if meant else "write it as info@example.org"
    else:
        message, meant = f"{quoted(value)} is no international telephone number", _number(value, violation)
        help_ = f'write "{meant}"' if meant else "write + and the country code first, as in +1-503-555-0100"
    yield Problem(violation.route, message, help_, fix=Fix((SetValue(violation.route, meant),)) if meant else None)


def _mailbox(value: str) -> str | None:
    address = re.sub(r"\s*(?:\(at\)|\[at\]|\bat\b)\s*", "@", value.strip().removeprefix("mailto:"))
    return address if re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", address, re.ASCII) else None


def _number(value: str, violation: Violation) -> str | None:
    """The number in international form, where it says its country or the record's country has one calling code."""
    groups = re.findall(r"\d+", value)
    if not 1 <= len("".join(groups)) <= MOST_DIGITS or re.search(r"[A-Za-z]", value):
        return None
    if value.strip().startswith(("+", "00")):
        return f"+{'-'.join(groups).removeprefix('00').strip('-')}"
    country = countries.get(str(violation.data.get("id", ""))[:2].upper())
    if country is None or not country.calling_code:
        return None
    national = "-".join(groups)
    if country.trunk_prefix:
        national = national.removeprefix(country.trunk_prefix).strip("-")
    return f"+{country.calling_code}-{national}"

"""SCR109: mailboxes and telephone numbers."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, SetValue, Severity, plural, quoted
from screcords.reference import countries
from screcords.rules.rule import Example, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.organisation import Organisation

_CONTACT = '# --- records/orgs/us/o/us-or-harborview-sister-cities.toml\n[[contacts]]\nrole = "primary"\n'
MOST_DIGITS = 15
"""Digits of a number with its country code (ITU-T E.164)."""
FEWEST_DIGITS = 7
"""No country has shorter numbers that can be dialled from abroad."""
LONGEST = 320
"""What is longer is neither a mailbox nor a number, and not looked at closely."""

_AT = re.compile(r"(?<!\s)\s*+(?:\(at\)|\[at\]|\bat\b)\s*+")
_LABEL = r"[A-Za-z0-9\u00c0-\u1fff\u3005-\ud7ff]+"
_MAILBOX = re.compile(rf"[\w%+'-]+(?:\.[\w%+'-]+)*@{_LABEL}(?:-+{_LABEL})*(?:\.{_LABEL}(?:-+{_LABEL})*)+", re.ASCII)
_PLAIN = re.compile(r"\+?[\d\s().\-\u2010-\u2015]+(?:/[\d\s().\-\u2010-\u2015]+)?", re.ASCII)
"""One number in digits, perhaps with a stroke behind its area code; no second number, and no extension."""
_ABROAD = {"61": "0011", "81": "010", "1": "011"}
"""What people dial before a number abroad, by their own calling code, where it is not 00."""
_OTHER_THAN_00 = frozenset({*_ABROAD, "7", "55", "57", "62", "65", "66", "82", "852", "855", "886", "972"})
"""Calling codes of those who dial something else than 00 before a number abroad."""

_LENGTHS = {"1": 10, "7": 10, "30": 10, "31": 9, "33": 9, "34": 9, "41": 9, "45": 8, "47": 8, "48": 9, "52": 10}
_LENGTHS |= {"56": 9, "57": 10, "61": 9, "351": 9, "420": 9}
"""By calling code: the digits of a number without it, in plans where nearly all numbers have as many."""
_INTERNATIONAL = "write + and the country code first, as in +1-503-555-0100"
_WHOLE = "write the whole number, with + and the country code and the area code, as in +1-503-555-0100"


@rule(
    "SCR109",
    Severity.ERROR,
    Example(bad=_CONTACT + 'phone = "(503) 555-0100"  # <- SCR109', good=_CONTACT + 'phone = "+1-503-555-0100"'),
    Example(bad=_CONTACT + 'phone = "+1-503"  # <- SCR109', why="Seven to fifteen digits, with the country code."),
    Example(bad=_CONTACT + 'phone = "555-0100"  # <- SCR109', why="Nobody can tell which area code is missing."),
    Example(bad=_CONTACT + 'email = "info at example.org"  # <- SCR109', good=_CONTACT + 'email = "info@example.org"'),
    needs=("contacts",),
    fix="safe",
)
def bad_contact_format(subject: Violation | Organisation) -> Iterator[Problem]:
    """A mailbox or a telephone number is not written so that it works from everywhere.

    Telephone numbers begin with + and the country code (E.164), groups are joined by hyphens: +1-503-555-0100. With
    the country code they have at most fifteen digits.
    """
    if not isinstance(subject, Violation):
        yield from _lengths(subject)
        return
    value = str(subject.value)
    if subject.route[-1] == "email":
        message, meant = f"{quoted(value)} is no e-mail address", _mailbox(value)
        help_ = f'write "{meant}"' if meant else "write it as info@example.org"
    else:
        message = f"{quoted(value)} is no international telephone number"
        country = countries.get(str(subject.data.get("id", ""))[:2].upper())
        meant = _number(value, country)
        help_ = f'write "{meant}"' if meant else _INTERNATIONAL
        if not meant and country is not None and _number(value, country, whole=False):
            message, help_ = f"{message}: the area code is missing", _WHOLE
    yield Problem(subject.route, message, help_, fix=Fix((SetValue(subject.route, meant),)) if meant else None)


def _lengths(record: Organisation) -> Iterator[Problem]:
    """Numbers of the right form that have too many or too few digits."""
    for number, contact in enumerate(record.contacts):
        digits = sum(map(str.isdigit, contact.phone or ""))
        if contact.phone is not None and not FEWEST_DIGITS <= digits <= MOST_DIGITS:
            message = f"{quoted(contact.phone)} is no international telephone number: it has {plural(digits, 'digit')}"
            help_ = f"write all of the number: {FEWEST_DIGITS} to {MOST_DIGITS} digits, and no extension"
            yield Problem(("contacts", number, "phone"), message, help_)


def _mailbox(value: str) -> str | None:
    """The mailbox that is meant, where nothing but its form is odd."""
    if len(value) > LONGEST:
        return None
    address = _AT.sub("@", unicodedata.normalize("NFKC", value).strip().removeprefix("mailto:"))
    return address if _MAILBOX.fullmatch(address) and address != value else None


def _number(value: str, home: countries.Country | None, *, whole: bool = True) -> str | None:
    """The number in international form, where it says its country or the record's country has one calling code.

    What may be dialled otherwise than it is read is left to people: a wrong number is worse than an odd one. So is a
    number without its area code, unless it need not be `whole`.
    """
    text = unicodedata.normalize("NFKC", value).strip() if len(value) <= LONGEST else ""
    if not _PLAIN.fullmatch(text):
        return None
    own = home.calling_code or "" if home else ""
    groups = re.findall(r"\d+", text.replace("(0)", " ", 1), re.ASCII)
    digits = "".join(groups)
    if text.startswith("+"):
        meant = _abroad(groups, zero="(0)" in text)
    elif digits.startswith(_ABROAD.get(own, "00")):
        meant = None if own in _OTHER_THAN_00 else _abroad(_cut(groups, "00"), zero="(0)" in text)
    elif not own or digits.startswith("00") or home is None:
        meant = None
    else:
        trunk = home.trunk_prefix or ""
        if "(0)" in text and trunk != "0":
            return None
        has_trunk = digits.startswith(trunk)
        groups = _cut(groups, trunk) if has_trunk else groups
        if whole and not _has_area(own, "".join(groups), marked=has_trunk or "(0)" in text):
            return None
        meant = f"+{own}-{'-'.join(groups)}" if groups else None
    return meant if meant and meant != value and _is_number(meant) else None


def _has_area(own: str, digits: str, *, marked: bool) -> bool:
    """Whether a number within the country of that calling code is complete.

    That shows in its length, where all have the same, and else in what is dialled before an area code, if it is there
    (`marked`) or never is.
    """
    return len(digits) == _LENGTHS[own] if own in _LENGTHS else marked


def _abroad(groups: list[str], *, zero: bool) -> str | None:
    """A number that begins with its country's code; the zero of calls at home goes, where that country has one."""
    digits = "".join(groups)
    code = next((digits[:length] for length in (1, 2, 3) if digits[:length] in _trunks()), "")
    if not code:
        return None
    rest = _cut(groups, code)
    trunk = _trunks()[code]
    if (zero and trunk != "0") or (trunk and trunk == "0" and "".join(rest).startswith("0")):
        return None
    return f"+{'-'.join([code, *rest])}"


@functools.cache
def _trunks() -> dict[str, str]:
    """By calling code: what is dialled before a number within the country; empty if nothing, or not always the same."""
    trunks: dict[str, set[str]] = {}
    for code in countries.codes():
        country = countries.get(code)
        if country is not None and country.calling_code:
            trunks.setdefault(country.calling_code, set()).add(country.trunk_prefix or "")
    trunks["1"] = {""}
    return {code: next(iter(found)) if len(found) == 1 else "" for code, found in trunks.items()}


def _cut(groups: list[str], prefix: str) -> list[str]:
    """The groups of digits without what they begin with."""
    left = list(groups)
    while prefix and left:
        common = min(len(prefix), len(left[0]))
        prefix, left[0] = prefix[common:], left[0][common:]
        left = left if left[0] else left[1:]
    return left


def _is_number(meant: str) -> bool:
    return (
        FEWEST_DIGITS <= sum(map(str.isdigit, meant)) <= MOST_DIGITS
        and len(meant) <= 24
        and bool(re.fullmatch(r"\+[1-9][0-9]{0,3}(-[0-9]{1,12}){1,6}", meant, re.ASCII))
    )

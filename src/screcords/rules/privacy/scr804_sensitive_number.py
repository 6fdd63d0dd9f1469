"""SCR804: numbers of cards, accounts and passports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity
from screcords.rules.privacy.texts import is_bare_seed, texts
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.organisation import Organisation
    from screcords.model.partnership import Partnership

_SOCIAL = re.compile(r"(?<![\d-])(?!000|666|9\d\d)\d{3}-(?!00)(\d\d)-(?!0000)(\d{4})(?![\d-])", re.ASCII)
_SPACED = re.compile(
    r"\b(?:ssn|social security(?: number)?)\W{1,3}(?!000|666|9\d\d)\d{3} (?!00)\d\d (?!0000)\d{4}(?![\d-])",
    re.ASCII | re.IGNORECASE,
)
"""With blanks, many other numbers look alike: only where the words stand before it."""
_ACT = re.compile(
    r"(?:\b(?:resolution|ordinance|motion|bill|act|uchwała|beschluss)(?:\s+(?:no|nr|number|№))?[.:]{0,2}"
    r"|№|no\.?|nr\.?|number)\s*$",
    re.IGNORECASE,
)
_IBAN = re.compile(r"\b[A-Z]{2}\d\d(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,4})?\b", re.ASCII | re.IGNORECASE)
_CARD = re.compile(r"(?<![\d+.-])(?:\d{4}([ .-]?)\d{4}\1\d{4}\1\d{1,7}|3\d{3}([ -]?)\d{6}\2\d{5})(?![\d-])", re.ASCII)
_PASSPORT = re.compile(
    r"(?:passport|reisepass|personalausweis|passeport|pasaporte|passaporto|identity card|паспорт|旅券|パスポート|护照)"
    r"\W*(?:no|nr|n°|№|number|nummer|numéro|número|番号|号)?\W{0,3}(?:[A-Z]{0,3}|(?-i:[A-Z]{1,3}) )\d{6,9}\b",
    re.IGNORECASE,
)
FEWEST = 6
"""Digits of the shortest number of a passport; no other number that is looked for has fewer."""

SOCIAL_WORDS = ("ssn", "social security")


@rule(
    "SCR804",
    Severity.ERROR,
    Example(
        bad='summary.en = "The treasurer is SSN 219-09-9998."  # <- SCR804',
        good='summary.en = "Founded by Resolution 219-09-1998, in the register under 93-1234567."',
        why="Numbers of resolutions and registers are fine.",
    ),
    Example(
        bad='summary.en = "Gifts to DE89 3704 0044 0532 0130 00, please."  # <- SCR804',
        good='summary.en = "Gifts are welcome. Grant agreement DE12 3456 7890 1234 5678 90."',
        why="The digits after the country check an account number.",
    ),
    Example(
        bad='summary.en = "Paid with 4111 1111 1111 1111."  # <- SCR804',
        good='summary.en = "Phone +49 6131 123456 1234, ISBN 978-3-16-148410-0, item 4111 1111 1111 1112."',
        why="The last digit checks the number of a card.",
    ),
    Example(
        bad='summary.en = "The delegate travels on passport no. C01234567."  # <- SCR804',
        good='summary.en = "In 2019 about 120 children received a passport of friendship."',
    ),
    unless=is_bare_seed,
)
def sensitive_number(record: Organisation | Partnership) -> Iterator[Problem]:
    """A text holds what looks like the number of a person, a card, an account or a passport.

    Such numbers slip in when whole pages are copied. Remove it at once, and tell the maintainers if it is real: it
    stays in the history of the repository until they take it out there. Phones and numbers of registers are not
    looked at.
    """
    for route, text in texts(record):
        if sum(map(text.count, "0123456789")) < FEWEST:
            continue
        kind = _kind(text)
        if kind:
            yield Problem(
                route, f"a text holds what looks like {kind}", "remove it, and tell the maintainers if it is real"
            )


def _kind(text: str) -> str:
    """What sort of number stands in a text, or ""; never the number itself, which must not be repeated in reports."""
    for match in _SOCIAL.finditer(text):
        is_dated = 1 <= int(match[1]) <= 12 and 1900 <= int(match[2]) <= 2099
        told = any(word in text.lower() for word in SOCIAL_WORDS)
        if told or not (is_dated or _ACT.search(text[: match.start()])):
            return "a social security number"
    if _SPACED.search(text):
        return "a social security number"
    if any(_is_iban(match[0].replace("-", " ")) for match in _IBAN.finditer(text)):
        return "the number of a bank account (IBAN)"
    if any(_is_card(match[0]) for match in _CARD.finditer(text)):
        return "the number of a payment card"
    return "the number of a passport" if _PASSPORT.search(text) else ""


def _is_iban(found: str) -> bool:
    """Whether the check digits are right (ISO 13616: the remainder by 97 is 1), with or without words that follow."""
    plain = found.replace(" ", "")
    if 15 <= len(plain) <= 34 and int("".join(str(int(c, 36)) for c in plain[4:] + plain[:4])) % 97 == 1:
        return True
    before, _, last = found.rpartition(" ")
    return last.isalpha() and _is_iban(before)


def _is_card(found: str) -> bool:
    """Whether an issuer has such numbers and the last digit is right (ISO/IEC 7812: Luhn)."""
    digits = [int(c) for c in found if c.isdigit()]
    if not 13 <= len(digits) <= 19 or digits[0] not in {2, 3, 4, 5, 6} or len(set(digits)) == 1:
        return False
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0

"""Mailboxes and telephone numbers (SCR109): what is mended, and what is rather left to people."""

import re

import pytest

from screcords.rules.rule import Violation
from screcords.rules.schema.scr109_bad_contact_format import bad_contact_format
from screcords.rules.world import ORG, WORLD


def told(value, key="phone", country="us"):
    data = {"id": f"{country}-x"}
    (problem,) = bad_contact_format(Violation("SCR109", ("contacts", 0, key), "pattern", value, "", {}, data, "orgs"))
    return problem


def meant(value, key="phone", country="us"):
    fix = told(value, key, country).fix
    return fix.changes[0].value if fix else None


@pytest.mark.parametrize(
    ("country", "value", "number"),
    [
        ("us", "+49 (0)89 1234567", "+49-89-1234567"),
        ("de", "+49 (0) 89 1234567", "+49-89-1234567"),
        ("de", "0049 (0)89 1234567", "+49-89-1234567"),
        ("de", "0049 89 1234567", "+49-89-1234567"),
        ("de", "089/1234567", "+49-89-1234567"),
        ("de", "(0)89 1234567", "+49-89-1234567"),
        ("gb", "+44 (0)20 7946 0000", "+44-20-7946-0000"),
        ("it", "+39 (0)6 1234567", None),
        ("it", "06 1234567", "+39-06-1234567"),
        ("it", "+39 06 1234567", "+39-06-1234567"),
        ("de", "+49 089 1234567", None),
        ("us", "(503) 555-0100", "+1-503-555-0100"),
        ("us", "1 (503) 555-0100", "+1-503-555-0100"),
        ("us", "+1 503 555 0100", "+1-503-555-0100"),
        ("us", "+1.503.555.0100", "+1-503-555-0100"),
        ("us", "011 81 3 1234 5678", None),
        ("us", "01181312345678", None),
        ("us", "0081 3 1234 5678", None),
        ("ca", "011 81 3 1234 5678", None),
        ("au", "0011 81 3 1234 5678", None),
        ("jp", "010 1 503 555 0100", None),
        ("jp", "03-1234-5678", "+81-3-1234-5678"),
        ("kr", "010-1234-5678", "+82-10-1234-5678"),
        ("us", "+1-503", None),
        ("us", "555", None),
        ("us", "503-555-0100 ext. 12", None),
        ("us", "503-555-0100, 503-555-0101", None),
        ("us", "+1-503-555-0100/+1-503-555-0101", None),
        ("us", "+999 12345678", None),
        ("us", "\uff0b\uff11\uff0d503 555 0100", "+1-503-555-0100"),
        ("us", "+1 503 555 \uff10\uff11\uff10\uff10", "+1-503-555-0100"),
        ("us", "+1 503 555 \u0660\u0661\u0660\u0660", None),
        ("us", "5" * 100_000, None),
        ("us", " " * 100_000, None),
    ],
)
def test_numbers(country, value, number):
    assert meant(value, country=country) == number


@pytest.mark.parametrize(
    ("value", "mailbox"),
    [
        ("info at example.org", "info@example.org"),
        ("info (at) example.org", "info@example.org"),
        ("mailto:info@example.org", "info@example.org"),
        (" info@example.org ", "info@example.org"),
        ("info\uff20example.org", "info@example.org"),
        ("a..b@c.org", None),
        (".a@b.org", None),
        ("a.@b.org", None),
        ("a@b..org", None),
        ("a@-b.org", None),
        ("a@b-.org", None),
        ("nobody", None),
        ("info" + " " * 100_000 + "example.org", None),
    ],
)
def test_mailboxes(value, mailbox):
    assert meant(value, "email") == mailbox
    assert mailbox or told(value, "email").help == "write it as info@example.org"


@pytest.mark.parametrize(
    ("number", "fits"),
    [
        ("+1-503-555-0100", True),
        ("+290-2345", True),
        ("+1-503-555-0100-12345", False),
        ("+1-503-555-0100-12345678", False),
        ("+1-503", False),
    ],
)
def test_how_many_digits_a_number_has(lint, number, fits):
    text = re.sub(r"(email = .*)", rf'\1\nphone = "{number}"', WORLD[ORG], count=1)
    assert bool(lint({ORG: text}, "SCR109")) is not fits


@pytest.mark.parametrize(
    ("country", "value", "number"),
    [
        ("us", "555-0100", None),
        ("us", "1 555-0100", None),
        ("ca", "555-0100", None),
        ("de", "1234567", None),
        ("de", "(0) 89 1234567", "+49-89-1234567"),
        ("au", "2 9265 9333", "+61-2-9265-9333"),
        ("fr", "1 42 76 40 40", "+33-1-42-76-40-40"),
        ("fr", "76 40 40 40", None),
        ("pl", "629 12 34", None),
        ("pl", "22 629 12 34", "+48-22-629-12-34"),
        ("dk", "33 66 33 66", "+45-33-66-33-66"),
    ],
)
def test_a_number_without_its_area_code_is_not_completed(country, value, number):
    assert meant(value, country=country) == number
    problem = told(value, country=country)
    assert ("area code is missing" in problem.message) is (number is None)
    assert number or "area code" in problem.help


@pytest.mark.parametrize(
    ("mailbox", "fits"),
    [
        ("info@münchen.de", True),
        ("info@xn--mnchen-3ya.de", True),
        ("info@京都市.jp", True),
        ("info@мэрия.рф", True),
        ("infö@münchen.de", False),
        ("info@mün chen.de", False),
        ("info@münchen", False),
        ("info@-münchen.de", False),
        ("info@mün\u2014chen.de", False),
    ],
)
def test_hosts_of_mailboxes_may_be_of_any_script(lint, mailbox, fits):
    text = re.sub(r"email = .*", f'email = "{mailbox}"', WORLD[ORG], count=1)
    assert bool(lint({ORG: text}, "SCR109")) is not fits

"""Terms and dates as people say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.text.safe import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from screcords.directory.facts import Anniversary
    from screcords.model.dates import Period
    from screcords.model.organisation import Contact

_MARKS = {"~": "about {}", "?": "perhaps {}"}
_OFFICES = {
    "city-clerk": "the city or town clerk",
    "mayor": "the mayor's office",
    "international-affairs": "the office of international affairs",
}
MOST_NAMES = 12
"""Other names of a city that are shown."""


def standing(status: str) -> str:
    """How a partnership stands; an unknown one is presumed to be in force."""
    return "presumed" if status == "unknown" else status


def plain(term: str) -> str:
    """A term of a vocabulary as words: sister-city-agreement is sister city agreement."""
    return term.replace("-", " ")


def said(date: object) -> str:
    """A date or period as people say it: 1979~ is about 1979, 1983/.. is from 1983; nothing is empty."""
    if date is None:
        return ""
    start, slash, end = str(date).partition("/")
    if slash:
        if start == "..":
            return f"until {said(end)}"
        return f"from {said(start)}" if end == ".." else f"{said(start)} to {said(end)}"
    return _MARKS[start[-1]].format(start[:-1]) if start[-1] in _MARKS else start


def years(period: Period) -> str:
    """A period in which something existed."""
    return f"existed {said(period)}"


def offices(names: Iterable[str]) -> str:
    """Offices in a row: the mayor's office or the city clerk."""
    *others, last = (_OFFICES.get(name, plain(name)) for name in names)
    return f"{', '.join(others)} or {last}" if others else last


def in_languages(names: Mapping[str, str], english: str | None) -> list[str]:
    """Names with the languages in which they are so called, those that are as in English left out."""
    found: dict[str, list[str]] = {}
    for tag in sorted(names):
        if names[tag] != english:
            found.setdefault(names[tag], []).append(tag)
    return [f"{printable(text)} ({', '.join(tags)})" for text, tags in found.items()]


def in_english(texts: Mapping[str, str] | None) -> str:
    """The English text, else the first by language."""
    return printable(texts.get("en") or texts[min(texts)]) if texts else ""


def reached(contact: Contact) -> str:
    """A contact in a line: role, office, and the ways to reach it."""
    who = plain(contact.role) + (f", {plain(contact.office)}" if contact.office else "")
    ways = ", ".join(filter(None, (contact.email, contact.phone, contact.url)))
    return printable(f"{who}: {ways}")


def celebrated(anniversary: Anniversary) -> str:
    """An anniversary: 2027-05-20, 40 years."""
    parts = [f"{anniversary.year:04}"]
    parts += [f"{part:02}" for part in (anniversary.month, anniversary.day) if part is not None]
    doubt = ", date approximate" if anniversary.approximate else ""
    return f"{'-'.join(parts)}: {anniversary.years} years{doubt}"

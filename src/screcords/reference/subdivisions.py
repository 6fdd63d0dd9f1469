"""Subdivisions: the current codes of ISO 3166-2 with their usual names and types."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from screcords.reference import table
from screcords.reference.names import plain


class Subdivision(NamedTuple):
    """What the table knows of a subdivision."""

    code: str
    name: str
    type: str
    standard_name: str


@cache
def _countries() -> dict[str, list[tuple[str, str]]]:
    """By country the lines of its subdivisions, each with its type, not yet split."""
    found: dict[str, list[tuple[str, str]]] = {}
    here: list[tuple[str, str]] = []
    kind = ""
    for line in table.lines("subdivisions.tsv"):
        if "\t" in line:
            here.append((kind, line))
        else:
            country, kind = line.split(" ", maxsplit=1)
            here = found.setdefault(country, [])
    return found


@cache
def _of(country: str) -> dict[str, Subdivision]:
    found = {}
    for kind, line in _countries().get(country, ()):
        fields = line.split("\t")
        code = f"{country}-{fields[0]}"
        found[code] = Subdivision(code, fields[1], kind, fields[-1])
    return dict(sorted(found.items()))


@cache
def _names(country: str) -> dict[str, str]:
    """By folded name the code; a name that two subdivisions have is left out."""
    found: dict[str, str] = {}
    doubtful = set()
    for entry in _of(country).values():
        for key in {plain(entry.name), plain(entry.standard_name)}:
            if found.setdefault(key, entry.code) != entry.code:
                doubtful.add(key)
    return {key: code for key, code in found.items() if key not in doubtful}


def get(code: str) -> Subdivision | None:
    """What is known of a code such as US-OR."""
    return _of(code[:2]).get(code)


def is_code(code: str) -> bool:
    """Whether this is a current code, upper case."""
    return code in _of(code[:2])


def name(code: str) -> str:
    """The usual name; a code that is not current stands for itself."""
    found = get(code)
    return found.name if found else code


def of(country: str) -> tuple[Subdivision, ...]:
    """The subdivisions of a country, of all levels, in the order of their codes."""
    return tuple(_of(country).values())


def find(country: str, name: str) -> str | None:
    """The code for a name, without regard to case and accents, or for the part of the code after the country (`OR`)."""
    code = f"{country}-{name.strip().upper()}"
    return code if is_code(code) else _names(country).get(plain(name))

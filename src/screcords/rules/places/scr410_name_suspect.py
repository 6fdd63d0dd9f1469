"""SCR410: names of places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, Remove, SetValue, Severity, quoted
from screcords.reference import countries, subdivisions
from screcords.reference.languages import has_script
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.city import City

KINDS = {"city", "town", "village", "municipality", "commune", "comune", "gmina", "district", "county", "province"}
KINDS |= {"prefecture", "region", "state", "country", "island", "borough", "disambiguation"}
LATIN = frozenset({"cs", "da", "de", "en", "es", "fi", "fr", "hu", "it", "nl", "no", "pl", "pt", "ro", "sv", "tr"})
"""Languages that are written in Latin letters only: ASCII needs no look."""

BRACKETS = frozenset("()")
_WORD = re.compile(r"\w+")

PREFIXES = ("City of ", "Town of ", "Village of ", "Municipality of ", "Township of ", "Commune of ", "Gmina ")


@rule(
    "SCR410",
    Severity.WARNING,
    Example(
        bad='# --- records/cities/jp/m/jp-minatogawa.toml\n[name]\nen = "Minatogawa"\nja = "Minatogawa"  # <- SCR410',
        good='# --- records/cities/jp/m/jp-minatogawa.toml\n[name]\nen = "Minatogawa"\nja = "湊川市"',
    ),
    Example(
        bad='[name]\nen = "Harborview, Oregon"  # <- SCR410',
        good='[name]\nen = "Harborview"',
        why="`country` and `subdivision` say where it is.",
    ),
    Example(bad='[name]\nen = "Harborview (Lincoln County, Oregon)"  # <- SCR410', good='[name]\nen = "Harborview"'),
    Example(bad='[name]\nen = "City of Harborview"  # <- SCR410', good='[name]\nen = "Harborview"'),
    Example(
        bad='[name]\nen = "Harborview"\n[former_names]\nen = ["Harborview", "Port Jones"]  # <- SCR410',
        good='[name]\nen = "Harborview"\n[former_names]\nen = ["Port Jones"]',
    ),
    fix="unsafe",
)
def name_suspect(record: City) -> Iterator[Problem]:
    """A name is not in the script of its language, or says more than the name.

    Names are copied from lists that add the state, the kind of place or the country to tell namesakes apart:
    "Harborview, Oregon", "Westview (rural gmina)", "City of Harborview". Keep the name alone.
    Brackets that belong to it, as in Frankfurt (Oder), are fine. What it was called before goes to `former_names`.
    """
    names = record.name
    for tag, text in names.items():
        if not (tag in LATIN and text.isascii()) and not has_script(text, tag):
            message = f"{quoted(text)} is not in the script of {quoted(tag)}"
            yield Problem(("name", tag), message, "write the name as it is written in that language, or remove it")
    name = names["en"]
    if ("(" in name or "," in name or " of " in name or name[:6] == "Gmina ") and (found := _added(name, record)):
        yield found
    if record.former_names is not None:
        for tag, former in record.former_names.items():
            if tag in names and names[tag] in former:
                message = f"{quoted(names[tag])} is its name and listed as a former one"
                help_ = "write the present name under name, or remove it here"
                route = ("former_names", tag, former.index(names[tag]))
                whole = route if len(former) > 1 else route[:2] if len(record.former_names) > 1 else route[:1]
                yield Problem(route, message, help_, fix=Fix((Remove(whole),), "remove it here", safe=False))


def _added(name: str, record: City) -> Problem | None:
    """What an English name says beyond the name."""
    prefix = next((prefix for prefix in PREFIXES if name.startswith(prefix)), "")
    bare, said = name.removeprefix(prefix), "what kind of place it is" if prefix else ""
    while found := _last_part(bare):
        shorter, addition = found
        if not (what := _says(addition, record)):
            break
        bare, said = shorter, said or what
    return _cleaned(f"{quoted(name)} says {said}", bare) if said else None


def _last_part(name: str) -> tuple[str, str] | None:
    """A name without what stands in brackets at its end or after its last comma, and that."""
    opening, closing = (" (", ")") if name.endswith(")") else (", ", "")
    bare, found, rest = name.rpartition(opening)
    bare = bare.rstrip()
    addition = rest.removesuffix(closing)
    is_whole = bare.strip() and bare.count("(") == bare.count(")") and BRACKETS.isdisjoint(addition)
    return (bare, addition) if found and is_whole else None


def _says(addition: str, record: City) -> str:
    """What an addition to a name says; empty where it may belong to the name."""
    if not KINDS.isdisjoint(_WORD.findall(addition.lower())):
        return "what kind of place it is"
    places = (addition, *addition.split(", "))
    known = any(subdivisions.find(record.country, place) or countries.suggest(place) for place in places)
    return "where the place is" if known else ""


def _cleaned(message: str, bare: str) -> Problem:
    fix = Fix((SetValue(("name", "en"), bare),), safe=False) if bare.strip() else None
    return Problem(("name", "en"), message, f'write "{bare}"', fix=fix)

"""SCR205: what the id of a city promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity, quoted
from screcords.model.ids import QUALIFIED_COUNTRIES, slug
from screcords.reference.countries import is_code
from screcords.reference.subdivisions import is_code as is_subdivision
from screcords.rules.places.namesakes import key
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.city import City


@rule(
    "SCR205",
    Severity.WARNING,
    Example(
        bad="# --- records/cities/us/m/us-me-portland.toml\n"
        'subdivision = "US-OR"  # <- SCR205\nlat = 45.5152\nlon = -122.6784\n[name]\nen = "Portland"',
        good="# --- records/cities/us/o/us-or-portland.toml\n"
        'subdivision = "US-OR"\nlat = 45.5152\nlon = -122.6784\n[name]\nen = "Portland"',
        why="The namesake in Maine was meant, or the facts are those of the wrong one.",
    ),
    Example(
        bad="# --- records/cities/jp/k/jp-kawanishi.toml\nlat = 36.5\nlon = 138.5\n"
        '[name]  # <- SCR205\nen = "Tonosato"\nja = "遠里市"\n',
        good="# --- records/cities/jp/k/jp-kawanishi.toml\nlat = 36.5\nlon = 138.5\n"
        '[name]\nen = "Tonosato"\n[former_names]\nen = ["Kawanishi"]',
        why="A city that was renamed keeps its id; its old name says why.",
    ),
)
def id_city_drift(record: City) -> Iterator[Problem]:
    """The id of a city speaks of another country, state or name than its record.

    Mostly the facts of a namesake were filled in: Portland in Oregon under the id of Portland in Maine. Ids are never
    changed once they are published; where a city was renamed, note its old name under `former_names`.
    """
    record_id = record.id
    country = record.country
    if record_id[:2] != country.lower():
        named = (record.subdivision or country)[:2]
        if is_code(country) and named == country:  # SCR110 and SCR408 speak about the others
            message = f"the country is {quoted(country)}, but the id starts with {quoted(record_id[:2])}"
            yield Problem(("country",), message, "check which of the two is wrong")
        return
    rest = record_id[3:]
    if country in QUALIFIED_COUNTRIES and record.subdivision:
        state = record.subdivision[3:].lower()
        if not rest.startswith(f"{state}-") and rest != state and _is_of(country, record.subdivision):
            yield Problem(
                ("subdivision",),
                f"the subdivision is {quoted(record.subdivision)}, but the id is {quoted(record_id)}",
                "check whether the facts are those of a namesake",
            )
            return
    if record.name["en"].lower().replace(" ", "-") not in rest and not _resembles(record, rest):
        yield Problem(
            ("name",),
            f"no name of this record resembles its id {quoted(record_id)}",
            "check whether the facts are those of a namesake, or add the name that the id is from to `former_names`",
        )


def _is_of(country: str, subdivision: str) -> bool:
    """Whether there is such a subdivision in the country; SCR408 speaks about the others."""
    return subdivision[:2] == country and is_subdivision(subdivision)


def _resembles(record: City, rest: str) -> bool:
    """Whether a name, alias or former name is roughly what the id is made of."""
    if key(record.name["en"]).replace(" ", "-") in rest:
        return True
    names = [*record.name.values(), *record.aliases]
    for former in (record.former_names or {}).values():
        names += former
    # What is written in other scripts is transliterated sign by sign, and resembles anything.
    slugs = [slug(name) for name in names if any(letter.isascii() and letter.isalpha() for letter in name)]
    if any(made in rest or rest in made for made in slugs):
        return True
    import difflib  # noqa: PLC0415 - only needed where the names differ

    words = [part for made in slugs for part in made.split("-") if len(part) > 3]
    if any(word in rest.split("-") for word in words):
        return True
    return any(difflib.SequenceMatcher(None, made, rest).ratio() >= 0.6 for made in slugs)

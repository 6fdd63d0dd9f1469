"""SCR408: countries that are no more, and subdivisions of another country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, SetValue, Severity, quoted
from screcords.model.city import City
from screcords.reference import countries, subdivisions
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.findings import Route
    from screcords.model.organisation import Organisation


@rule(
    "SCR408",
    Severity.ERROR,
    Example(
        bad="# --- records/cities/de/l/de-leinefurt.toml\n"
        'country = "DD"  # <- SCR408\nlat = 51.3397\nlon = 12.3731\n[name]\nen = "Leinefurt"',
        good="# --- records/cities/de/l/de-leinefurt.toml\n"
        'country = "DE"\nlat = 51.3397\nlon = 12.3731\n[name]\nen = "Leinefurt"',
        why="What the other party called it then stays in `name_as_signed` of the partnership.",
    ),
    Example(
        bad='# --- records/cities/jp/m/jp-minatogawa.toml\nsubdivision = "CN-28"  # <- SCR408',
        good='# --- records/cities/jp/m/jp-minatogawa.toml\nsubdivision = "JP-28"',
    ),
    needs=("country", "subdivision", "address"),
    fix="safe",
)
def country_or_subdivision_invalid(record: City | Organisation) -> Iterator[Problem]:
    """A place lies in a state that is no more, or its subdivision is not one of its country.

    A record says where a place is today: what was in the Soviet Union (SU), East Germany (DD), Yugoslavia (YU) or
    Czechoslovakia (CS) is in one of their successors now. `subdivision` is the ISO 3166-2 code, and begins with the
    country.
    """
    country = record.country
    if country is not None and not countries.is_code(country):
        yield from _former(("country",), country)
        return
    if isinstance(record, City):
        code = record.subdivision
        if code is not None and (code[:2] != country or not subdivisions.is_code(code)):
            yield _subdivision(code, record.country, record.id)
    elif record.address is not None and record.address.country is not None:
        yield from _former(("address", "country"), record.address.country)


def _former(route: Route, code: str) -> Iterator[Problem]:
    former = None if countries.is_code(code) else countries.former(code)
    if former is None:
        return  # SCR110
    choice = " or ".join(f'"{new}" ({countries.name(new)})' for new in former.successors)
    help_ = f"write {choice}" if choice else "write the country that it is in now"
    fix = Fix((SetValue(route, former.successor),)) if former.successor else None
    yield Problem(route, f"{quoted(code)} ({former.name}) is no more", help_, fix=fix)


def _subdivision(code: str, country: str, record_id: str) -> Problem:
    name = countries.name(country)
    better = subdivisions.find(country, code.partition("-")[2])
    help_ = (
        f'write "{better}" ({subdivisions.name(better)})' if better else "write the ISO 3166-2 code, or leave it out"
    )
    if code[:2] != country:
        if code[:2].lower() == record_id[:2] and subdivisions.is_code(code):
            help_ = f'write country = "{code[:2]}" ({countries.name(code[:2])}), as the id has it too, or {help_}'
        return Problem(("subdivision",), f"{quoted(code)} is not in the country, {quoted(country)} ({name})", help_)
    return Problem(("subdivision",), f"{name} has no subdivision {quoted(code)}", help_)

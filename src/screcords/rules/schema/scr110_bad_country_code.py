"""SCR110: country codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, SetValue, Severity, quoted
from screcords.model.city import City
from screcords.reference import countries
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.findings import Route
    from screcords.model.organisation import Organisation

_CITY = '# --- records/cities/gb/l/gb-leedsford.toml\nid = "gb-leedsford"\n'


@rule(
    "SCR110",
    Severity.ERROR,
    Example(
        bad=_CITY + 'country = "UK"  # <- SCR110\nlat = 53.8\nlon = -1.5\n',
        good=_CITY + 'country = "GB"\nlat = 53.8\nlon = -1.5\n',
    ),
    fix="safe",
    needs=("country", "address"),
)
def bad_country_code(record: City | Organisation) -> Iterator[Problem]:
    """A country is not given by its current two-letter code of ISO 3166-1 (or XK for Kosovo), in capitals.

    The United Kingdom is GB, Greece GR. Countries that are no more, such as the Soviet Union, are SCR408's.
    """
    if record.country is not None and not countries.is_code(record.country):
        yield from _problem(("country",), record.country)
    address = None if isinstance(record, City) else record.address
    if address and address.country and not countries.is_code(address.country):
        yield from _problem(("address", "country"), address.country)


def _problem(route: Route, code: str) -> Iterator[Problem]:
    if countries.former(code):
        return
    meant = countries.suggest(code)
    help_ = f'write "{meant}" ({countries.name(meant)})' if meant else "write the two capitals of ISO 3166-1"
    fix = Fix((SetValue(route, meant),)) if meant else None
    yield Problem(route, f"{quoted(code)} is no country code", help_, fix=fix)

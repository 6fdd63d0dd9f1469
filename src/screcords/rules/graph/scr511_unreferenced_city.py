"""SCR511: cities that nothing speaks of."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, RemoveRecord, Severity
from screcords.model.ids import SEPARATOR
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.repository.graph import Repository


@rule(
    "SCR511",
    Severity.ADVICE,
    Example(
        bad="# --- records/cities/us/o/us-or-westview.toml\n"
        'id = "us-or-westview"  # <- SCR511\nlat = 45.5152\nlon = -122.6784\n[name]\nen = "Westview"',
        good="# --- records/cities/us/o/us-or-westview.toml\n"
        'lat = 45.5152\nlon = -122.6784\n[name]\nen = "Westview"\n'
        "# --- records/partnerships/jp/m/jp-minatogawa--us-or-westview.toml\n"
        '[[parties]]\ncity = "jp-minatogawa"\n[[parties]]\ncity = "us-or-westview"',
    ),
    fix="unsafe",
)
def unreferenced_city(repository: Repository) -> Iterator[Problem]:
    """No partnership, organisation or other city speaks of a city.

    The directory lists cities because of their partnerships. Add the partnership that the city was entered for, or
    withdraw the record. A record that was never published may simply go, which is what `--fix --unsafe` does.
    """
    if not repository.is_whole:  # what is broken may speak of any city
        return
    lonely = {entry.record.id: entry for entry in repository.judged_cities if entry.record is not None}
    for city in chain.from_iterable(repository.judged_pairs):
        lonely.pop(city, None)
    if not lonely:
        return
    used = _named(repository)
    if not used <= repository.cities.keys():  # SCR501; what is misspelt may speak of any city
        return
    used.update(chain.from_iterable(pair.split(SEPARATOR) for pair in repository.partnerships))
    for record_id, entry in lonely.items():
        if record_id not in used:
            message = "no partnership, organisation or other city speaks of this city"
            fix = Fix((RemoveRecord("cities", record_id),), "remove the file", safe=False)
            yield Problem(("id",), message, "add its partnership, or withdraw the record", path=entry.path, fix=fix)


def _named(repository: Repository) -> set[str]:
    """The ids of cities that anything speaks of."""
    used: set[str | None] = set(chain.from_iterable(repository.pairs))
    for org in repository.orgs.values():
        if org.record is not None:
            used.add(org.record.city)
            used.update(source.party for source in org.record.sources)
    for deal in repository.partnerships.values():
        record = deal.record
        if record is not None and (record.agreements or record.exchanges):
            for agreement in record.agreements:
                used.add(agreement.place)
                used.update(signatory.city for signatory in agreement.signatories)
            used.update(exchange.host for exchange in record.exchanges)
    for entry in repository.cities.values():
        if entry.record is not None and (entry.record.successors or entry.record.members):
            used.update(entry.record.successors)
            used.update(entry.record.members)
    return {city for city in used if city is not None}

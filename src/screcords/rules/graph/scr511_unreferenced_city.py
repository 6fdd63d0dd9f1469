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
    from screcords.rules.rule import Context


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
def unreferenced_city(repository: Repository, context: Context) -> Iterator[Problem]:
    """No partnership, organisation or other city speaks of a city.

    The directory lists cities because of their partnerships. Add the partnership that the city was entered for, or
    withdraw the record. A record that was never published may simply go, which is what `--fix --unsafe` does.
    """
    if not repository.is_whole:  # what is broken may speak of any city
        return
    named = set(chain.from_iterable(repository.judged_pairs))
    lonely = {
        entry.record.id: entry for entry in repository.judged_cities if entry.record and entry.record.id not in named
    }
    if not lonely:
        return
    for collection in ("orgs", "cities", "partnerships"):  # the few first
        named |= _named_beside(repository, collection)
        if lonely.keys() <= named:
            return
    if repository.judged_pairs is not repository.pairs:
        named.update(chain.from_iterable(repository.pairs))
    if not named <= repository.cities.keys():  # SCR501; what is misspelt may speak of any city
        context.withhold("SCR511")
        return
    named.update(chain.from_iterable(pair.split(SEPARATOR) for pair in repository.partnerships))
    for record_id, entry in lonely.items():
        if record_id not in named:
            message = "no partnership, organisation or other city speaks of this city"
            fix = Fix((RemoveRecord("cities", record_id),), "remove the file", safe=False)
            yield Problem(("id",), message, "add its partnership, or withdraw the record", path=entry.path, fix=fix)


def _named_beside(repository: Repository, collection: str) -> set[str]:
    """The ids of cities that a collection speaks of otherwise than as parties of a partnership."""
    named: set[str | None] = set()
    naming = _NAMING[collection]
    for entry in repository.entries:
        record = entry.record
        if record is None or entry.collection != collection or naming.isdisjoint(entry.keys):
            continue
        if collection == "orgs":
            named.add(record.city)
            named.update(source.party for source in record.sources)
        elif collection == "cities":
            named.update(record.successors, record.members)
        else:
            for agreement in record.agreements:
                named.add(agreement.place)
                named.update(signatory.city for signatory in agreement.signatories)
            named.update(exchange.host for exchange in record.exchanges)
    return {city for city in named if city is not None}


_NAMING = {
    "cities": frozenset({"successors", "members"}),
    "orgs": frozenset({"city", "sources"}),
    "partnerships": frozenset({"agreements", "exchanges"}),
}
"""By collection: the keys below which a record may speak of a city, beside the parties."""

"""SCR407: cities without an item in Wikidata."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.city import City

PROBLEM = Problem(("id",), "the city has no Wikidata item", 'look it up and add it: wikidata = "Q43668"')


@rule(
    "SCR407",
    Severity.ADVICE,
    Example(
        bad="# --- records/cities/us/o/us-or-westview.toml\n"
        'schema = 1\nid = "us-or-westview"  # <- SCR407\nlevel = "municipality"\ncountry = "US"\nlat = 45.5152\n'
        'lon = -122.6784\n\n[name]\nen = "Westview"\n',
        good="# --- records/cities/us/o/us-or-westview.toml\n"
        'wikidata = "Q990000003"\nlat = 45.5152\nlon = -122.6784\n[name]\nen = "Westview"\n',
    ),
)
def city_without_qid(record: City) -> Iterator[Problem]:
    """A city has no Wikidata item.

    The item says beyond doubt which place is meant, and it is the key by which the records are joined with others.
    Search Wikidata for the place, read the description, and copy the number.
    """
    if record.wikidata is None:
        yield PROBLEM

"""SCR703: records that rest on what anybody can write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity
from screcords.rules.rule import Example, rule
from screcords.rules.sources.addresses import OPEN_TO_ALL, WEAK, belongs, host

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.organisation import Organisation
    from screcords.model.partnership import Partnership

WEAK_ONLY = Problem(
    ("sources", 0, "type"),
    "no source is better than an open wiki, a copy of one, or a social network",
    "add a page of one of the cities, minutes, or a newspaper",
)
WIKIPEDIA = (
    '[[sources]]\nid = "s1"\ntype = "wikipedia"{mark}\ntitle = "List of sister cities in Oregon"\n'
    'url = "https://en.wikipedia.org/wiki/List_of_sister_cities_in_Oregon"\naccessed = "2025-11-02"\n'
)


@rule(
    "SCR703",
    Severity.ADVICE,
    Example(
        bad=WIKIPEDIA.format(mark="  # <- SCR703"),
        good=WIKIPEDIA.format(mark="") + '[[sources]]\nid = "s2"\ntype = "official-site"\ntitle = "Sister cities"\n'
        'url = "https://www.harborview.example/sister-cities"\naccessed = "2025-11-02"\nparty = "us-or-harborview"\n',
    ),
    needs=("sources",),
)
def weak_source_only(record: Organisation | Partnership) -> Iterator[Problem]:
    """A record rests only on Wikipedia, Wikidata, copies of them, or social networks.

    Wikipedia cites lists that cite Wikipedia, and searches bring up its copies first, so several such sources are one.
    Add the page of a city or council, minutes or a newspaper. Records that a machine made are left out: that they rest
    on a list is what their `provenance` says.
    """
    if record.provenance is not None or not record.sources:
        return
    for source in record.sources:
        if source.type not in OPEN_TO_ALL and (source.url is None or not belongs(host(source.url), WEAK)):
            return
    listings = [party.listing for party in getattr(record, "parties", ()) if party.listing is not None]
    if all(belongs(host(listing), WEAK) for listing in listings):
        yield WEAK_ONLY

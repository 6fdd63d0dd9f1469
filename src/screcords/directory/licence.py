"""The licence of a record follows from where its facts come from; it is never stored.

Facts of Wikidata are CC0 and Natural Earth is in the public domain; facts read off public pages by hand are given away
as CC0 too. GeoNames asks for attribution (CC BY 4.0). A pair for which lists of Wikipedia are the only witness is
shared alike (CC BY-SA 4.0), as a selection made by those lists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.model.city import City

if TYPE_CHECKING:
    from screcords.model.organisation import Organisation
    from screcords.model.partnership import Partnership

CC0 = "CC0-1.0"
CC_BY = "CC-BY-4.0"
CC_BY_SA = "CC-BY-SA-4.0"

LICENCES = (CC0, CC_BY, CC_BY_SA)
"""SPDX identifiers, from the one that asks least to the one that asks most: what is under an earlier one may also be
used under the terms of a later one."""

ATTRIBUTION = {
    CC0: "Wikidata (CC0 1.0), Natural Earth (public domain), facts from public pages named in each record's sources.",
    CC_BY: "Contains place facts from GeoNames (https://www.geonames.org), CC BY 4.0.",
    CC_BY_SA: "Contains pairs known only from the lists of twin towns and sister cities in the English Wikipedia "
    "(https://en.wikipedia.org), CC BY-SA 4.0.",
}
"""What to say when passing records on, by licence."""


def licence_of(record: City | Organisation | Partnership) -> str:
    """The SPDX identifier of the licence of one record."""
    if isinstance(record, City):
        return CC_BY if "geonames" in record.facts_from else CC0
    if record.sources and all(source.type == "wikipedia" for source in record.sources):
        return CC_BY_SA
    return CC0


def strictest(*licences: str) -> str:
    """The licence that covers all of several."""
    return max(licences, key=LICENCES.index)


def permits(wanted: str, licence: str) -> bool:
    """Whether what is under `licence` may be used under the terms of `wanted`."""
    return LICENCES.index(licence) <= LICENCES.index(wanted)

"""Other countries that the record of a city speaks of, where the stated one may be the mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.reference.places import inside

if TYPE_CHECKING:
    from screcords.model.city import City


def lies_where_it_claims(record: City) -> bool:
    """Whether the point is in the country that the id or the subdivision names, and `country` is another.

    Then `country` is what is wrong, which SCR205 or SCR408 says, and not the point.
    """
    lat, lon = record.lat, record.lon
    if lat is None or lon is None:
        return False
    claimed = {record.id[:2].upper(), (record.subdivision or "")[:2]} - {record.country}
    return any(inside(country, lat, lon) for country in claimed)

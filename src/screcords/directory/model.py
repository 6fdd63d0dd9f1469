"""The directory: all records of a repository in order, joined, and filtered by licence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from screcords.directory.licence import CC_BY_SA, licence_of, permits, strictest

if TYPE_CHECKING:
    from screcords.model.city import City
    from screcords.model.organisation import Organisation
    from screcords.model.partnership import Partnership
    from screcords.repository.graph import Repository


class Directory(NamedTuple):
    """What is published: records by id, in byte order of the ids."""

    cities: dict[str, City]
    orgs: dict[str, Organisation]
    partnerships: dict[str, Partnership]
    licence: str
    """The licence under whose terms all of it may be used."""
    forced: bool = False
    """Whether it was made although the records have errors."""

    def licence_with(self, record: Organisation | Partnership, *cities: str) -> str:
        """The licence of a record together with what is told of some cities."""
        return strictest(licence_of(record), *(licence_of(self.cities[city]) for city in cities if city in self.cities))


def directory(repository: Repository, *, licence: str = CC_BY_SA, forced: bool = False) -> Directory:
    """The directory of a repository, restricted to what may be used under the terms of `licence`.

    A partnership is left out when one of its cities is, for its row would repeat that city's facts; so is one whose
    city is missing, which only a forced directory has.
    """
    cities = {
        key: entry.record
        for key, entry in sorted(repository.cities.items())
        if entry.record is not None and permits(licence, licence_of(entry.record))
    }
    partnerships = {
        key: entry.record
        for key, entry in sorted(repository.partnerships.items())
        if entry.record is not None
        and permits(licence, licence_of(entry.record))
        and all(city in cities for city in entry.record.cities)
    }
    orgs = {
        key: entry.record
        for key, entry in sorted(repository.orgs.items())
        if entry.record is not None and permits(licence, licence_of(entry.record))
    }
    return Directory(cities, orgs, partnerships, licence, forced)

"""Small files of JSON for small readers: one a city, one a country, and an index of the countries.

A city's file holds its record, its organisations, and its partnerships, each with the partner's name, country and
place. A country's file holds its cities and their partnerships in short. Where the file of a city is follows from its
id, as for the records, so that no folder gets too full.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from screcords.directory.licence import CC0, licence_of, strictest
from screcords.publish import objects
from screcords.publish.lines import document
from screcords.publish.objects import encode
from screcords.reference import countries

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from screcords.directory.model import Directory
    from screcords.model.city import City
    from screcords.model.partnership import Partnership

PATHS = {
    "city": "cities/{first two letters of the id}/{its fourth letter}/{id}.json",
    "country": "countries/{code in lower case}.json",
}
"""Where files are, for readers."""

_CODE = re.compile("[A-Z]{2}")


def city_path(city_id: str) -> str:
    """The file of a city, below the folder of the small files."""
    return f"cities/{city_id[:2]}/{city_id[3:4]}/{city_id}.json".replace("//", "/")


def write(directory: Directory, target: Path, encoded: Mapping[str, Mapping[str, bytes]]) -> None:
    """Write all small files into `target`; `encoded` has the objects of each collection by id, as JSON.

    A country whose code is none (only a forced directory has such) gets no file.
    """
    small = _Small(directory, encoded)
    for folder in sorted({city_path(city_id).rpartition("/")[0] for city_id in directory.cities}):
        (target / folder).mkdir(parents=True, exist_ok=True)
    for city in directory.cities.values():
        with (target / city_path(city.id)).open("wb") as out:
            out.writelines(small.city(city))
    (target / "countries").mkdir(parents=True, exist_ok=True)
    for code in small.members:
        with (target / "countries" / f"{code.lower()}.json").open("wb") as out:
            out.writelines(small.country(code))
    with (target / "index.json").open("wb") as out:
        out.writelines(small.index())


class _Small:
    """What the files hold, with what several of them share made once."""

    def __init__(self, directory: Directory, encoded: Mapping[str, Mapping[str, bytes]]) -> None:
        self.directory = directory
        self.encoded = encoded
        self.heads: dict[str, dict[str, Any]] = {}
        self.licences = {key: directory.licence_with(tie, *tie.cities) for key, tie in directory.partnerships.items()}
        self.places = {key: objects.place(city) for key, city in directory.cities.items()}
        self.in_short = {key: encode(self._in_short(tie)) for key, tie in directory.partnerships.items()}
        self.members: dict[str, list[City]] = {}
        for city in sorted(directory.cities.values(), key=lambda city: (city.country, city.id)):
            if _CODE.fullmatch(city.country):
                self.members.setdefault(city.country, []).append(city)
        self.ties_of = {code: self._ties(members) for code, members in self.members.items()}

    def _ties(self, members: Iterable[City]) -> list[str]:
        """Ids of the partnerships of some cities, each once."""
        return sorted({tie.id for city in members for tie in self.directory.ties.get(city.id, ())})

    def _head(self, licences: set[str]) -> dict[str, Any]:
        """The head of a document that holds what is under these licences."""
        licence = strictest(CC0, *licences)
        if licence not in self.heads:
            self.heads[licence] = objects.head(self.directory, licence)
        return self.heads[licence]

    def city(self, city: City) -> Iterable[bytes]:
        """The file of a city."""
        ties = self.directory.ties.get(city.id, ())
        orgs = self.directory.programmes.get(city.id, ())
        head = self._head({licence_of(city), *map(licence_of, orgs), *(self.licences[tie.id] for tie in ties)})
        organisations, partnerships = self.encoded["organisations"], self.encoded["partnerships"]
        lists = {
            "organisations": [organisations[org.id] for org in orgs],
            "partnerships": [
                b'%s,"partner":%s}' % (partnerships[tie.id][:-1], encode(self._partner(city.id, tie))) for tie in ties
            ],
        }
        return document(head | {"city": objects.Raw(self.encoded["cities"][city.id])}, lists)

    def _partner(self, city_id: str, tie: Partnership) -> dict[str, Any]:
        one, other = tie.cities
        return self.places[other if one == city_id else one]

    def country(self, code: str) -> Iterable[bytes]:
        """The file of a country."""
        members, ties = self.members[code], self.ties_of[code]
        head = self._head({*map(licence_of, members), *(self.licences[tie] for tie in ties)})
        head = head | {
            "country": code,
            "name": countries.name(code),
            "counts": {"cities": len(members), "partnerships": len(ties)},
        }
        number = {city.id: len(self.directory.ties.get(city.id, ())) for city in members}
        lists = {
            "cities": [encode({**self.places[city.id], "partnerships": number[city.id]}) for city in members],
            "partnerships": [self.in_short[tie] for tie in ties],
        }
        return document(head, lists)

    def _in_short(self, tie: Partnership) -> dict[str, Any]:
        parties = []
        for city in tie.cities:
            place = self.places[city]
            parties.append({"city": city, "name": place["name"], "country": place["country"]})
        return {
            "id": tie.id,
            "kind": tie.kind,
            "status": tie.status,
            "in_force": tie.in_force,
            "since": str(tie.since) if tie.since else None,
            "until": str(tie.until) if tie.until else None,
            "parties": parties,
            "licence": self.licences[tie.id],
        }

    def index(self) -> Iterable[bytes]:
        """The countries, and where everything is."""
        rows = [
            {
                "country": code,
                "name": countries.name(code),
                "cities": len(members),
                "partnerships": len(self.ties_of[code]),
            }
            for code, members in self.members.items()
        ]
        head = objects.head(self.directory) | {
            "counts": objects.counts(self.directory),
            "paths": PATHS,
            "redirects": objects.redirects(self.directory),
            "tombstones": objects.tombstones(self.directory),
        }
        return document(head, {"countries": map(encode, rows)})

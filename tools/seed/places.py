"""Every place of the seeds, once: which rows mean the same one, what is known of it, and its id."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from screcords.model.ids import city_id, slug

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tools.seed.ledger import Ledger
    from tools.seed.tables import Row, Seeds

LANGUAGES = ("de", "es", "fr", "pt", "ru", "zh")
HIDDEN = re.compile("[\u200b\u200e\u200f\u2060\ufeff\u00ad]")
CEDILLAS = str.maketrans("ŞşŢţ", "ȘșȚț")
REGIONS = {
    "US": {
        "Alabama": "AL", "Alaska": "AK", "Arizona": "AZ", "California": "CA", "Georgia": "GA", "Hawaii": "HI",
        "Maine": "ME", "Maryland": "MD", "Michigan": "MI", "New York": "NY", "Ohio": "OH", "Oregon": "OR",
        "Pennsylvania": "PA", "Washington": "WA",
    },
    "CA": {"Ontario": "ON"},
    "AU": {"New South Wales": "NSW", "Queensland": "QLD"},
}  # fmt: skip


@dataclass
class Place:
    """What is known of one place."""

    key: str
    name: str
    country: str
    subdivision: str = ""
    level: str = "municipality"
    lat: float | None = None
    lon: float | None = None
    wikidata: str = ""
    same_as: list[str] = field(default_factory=list)
    geonames: int | None = None
    population: int | None = None
    names: dict[str, str] = field(default_factory=dict)
    former_names: dict[str, list[str]] = field(default_factory=dict)
    aliases: list[str] = field(default_factory=list)
    valid: str = ""
    successors: list[str] = field(default_factory=list)
    provenance: str = ""
    facts_from: list[str] = field(default_factory=list)
    qualifier: str = ""
    allow: list[dict[str, str]] = field(default_factory=list)
    id: str = ""

    def also_called(self, names: Iterable[str]) -> None:
        """Further spellings in use; those that the record has already are left out."""
        for name in names:
            text = spelt(name, self.country)
            if text and text != self.name and text not in self.aliases:
                self.aliases.append(text)

    def knows(self, source: str) -> None:
        """Some of the facts come from `source`."""
        if source not in self.facts_from:
            self.facts_from.append(source)


@dataclass(frozen=True)
class Refused:
    """Why a place makes no record."""

    why: str


def spelt(name: str, country: str) -> str:
    """`name` without hidden characters, with blanks and Romanian letters as they should be."""
    name = re.sub(r"\s+", " ", HIDDEN.sub("", name)).strip()
    return name.translate(CEDILLAS) if country in {"RO", "MD"} else name


class Gazetteer:
    """All places by key, with those that were refused and those that are another's double."""

    def __init__(self, seeds: Seeds, corrections: dict[str, Any], ledger: Ledger) -> None:
        self.corrections = corrections
        self.ledger = ledger
        self.places: dict[str, Place] = {}
        self.refused: dict[str, Refused] = {
            entry["key"]: Refused(entry["reason"]) for entry in corrections["refuse_city"]
        }
        self.doubles: dict[str, str] = {entry["key"]: entry["into"] for entry in corrections["merge_city"]}
        self.named: dict[tuple[str, str, str], tuple[str, ...] | Refused] = {}
        self.qualifiers = {row["key"]: row["qualifier"] for row in seeds.qualifiers}
        for row in seeds.cities:
            self._city(row)
        for row in seeds.listed_places:
            self._listed(row)
        self._merge_doubles()
        for entry in corrections["new_city"]:
            self._new(entry)
        self.by_geonames = {place.geonames: key for key, place in self.places.items() if place.geonames}
        for row in seeds.places:
            self._curated(row)
        self._correct()
        self._mint()

    def resolve(self, key: str) -> str | Refused:
        """The key under which the place of `key` is kept."""
        key = self.doubles.get(key, key)
        return self.refused.get(key, key)

    def of(self, name: str, region: str, country: str) -> tuple[str, ...] | Refused:
        """The places that a row of the curated facts means: one, or several that are one side together."""
        return self.named[name, region or "", country]

    def called(self, text: str) -> str:
        """The place written `name/region/country` in a table of decisions, or its key."""
        if text in self.places:
            return text
        name, region, country = text.split("/")
        found = self.named[name, region, country]
        if isinstance(found, Refused) or len(found) != 1:
            raise ValueError(f"{text} is not one place")
        return found[0]

    # -- the tables ------------------------------------------------------------------------------------------------

    def _city(self, row: Row) -> None:
        key = row["qid"]
        if key in self.refused:
            self.ledger.refused("cities.tsv", "no city", f"{row['name']} ({key}): {self.refused[key].why}")
            return
        place = Place(
            key=key,
            name=spelt(row["name"], row["country"]),
            country=row["country"],
            subdivision=row["subdivision"],
            level=row["level"] or "municipality",
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            wikidata=key,
            same_as=_several(row["same_as"]),
            geonames=int(row["geonames"]) if row["geonames"] else None,
            population=int(row["population"]) if row["population"] else None,
            provenance="wikidata",
            facts_from=["wikidata"],
            qualifier=self.qualifiers.get(key, ""),
        )
        place.names = {code: _bare(row[f"name_{code}"], place.name) for code in LANGUAGES if row[f"name_{code}"]}
        place.also_called(_several(row["aliases"]))
        if row["place_source"] == "natural-earth":
            place.knows("natural-earth")
        if row["geonames"] or row["population_source"] == "geonames":
            place.knows("geonames")
        self.places[key] = place
        if key in self.doubles:
            self.ledger.merged("cities.tsv", "another row is the same place")
        else:
            self.ledger.imported("cities.tsv", "a city record")

    def _listed(self, row: Row) -> None:
        key, country = row["key"], row["country"]
        if key in self.refused:
            self.ledger.refused(
                "listed_places.tsv", "not the place meant", f"{row['name']} ({key}): {self.refused[key].why}"
            )
            return
        names = list(dict.fromkeys(spelt(name, country) for name in _several(row["names_in_lists"])))
        place = Place(
            key=key,
            name=_usual(names, spelt(row["name"], country)),
            country=country,
            subdivision=row["subdivision"],
            lat=float(row["lat"]) if row["lat"] else None,
            lon=float(row["lon"]) if row["lon"] else None,
            geonames=int(row["geonames"]) if row["geonames"] else None,
            population=int(row["population"]) if row["population"] else None,
            provenance="geonames",
            facts_from=["geonames"],
            qualifier=self.qualifiers.get(key, ""),
        )
        place.also_called([*names, row["name"]])
        self.places[key] = place
        if key in self.doubles:
            self.ledger.merged("listed_places.tsv", "a row of cities.tsv is the same place")
        else:
            self.ledger.imported("listed_places.tsv", "a city record")

    def _merge_doubles(self) -> None:
        for entry in self.corrections["merge_city"]:
            double, place = self.places.pop(entry["key"]), self.places[entry["into"]]
            place.also_called([double.name, *double.aliases])
            if "take" in entry:
                continue
            place.geonames = place.geonames or double.geonames
            place.population = place.population or double.population
            place.knows("geonames")

    def _new(self, entry: dict[str, Any]) -> None:
        self.places[entry["key"]] = Place(
            key=entry["key"],
            name=entry["name"],
            country=entry["country"],
            level=entry.get("level", "municipality"),
            lat=entry.get("lat"),
            lon=entry.get("lon"),
            geonames=entry.get("geonames"),
            population=entry.get("population"),
            aliases=list(entry.get("aliases", [])),
            provenance="geonames" if "geonames" in entry["facts_from"] else "",
            facts_from=list(entry["facts_from"]),
        )

    def _curated(self, row: Row) -> None:
        table, name, region, country = "curated/places.tsv", row["name"], row["region"], row["country"]
        line = "/".join(part for part in (name, region, country) if part)
        decision: dict[str, Any] = next(
            (e for e in self.corrections["place"] if e["name"] == f"{name}/{region}/{country}"), {}
        )
        if row["in_scope"].startswith("no"):
            self.named[name, region, country] = Refused("a port, an authority, a district of parliament or a valley")
            self.ledger.refused(table, "out of scope: a port, an authority, a district of parliament or a valley", line)
            return
        if "refuse" in decision:
            self.named[name, region, country] = Refused(decision["refuse"])
            self.ledger.refused(table, "not known which place", f"{line}: {decision['refuse']}")
            return
        if "split" in decision:
            self.named[name, region, country] = tuple(decision["split"])
            self.ledger.imported(table, "two parties in one name: both have a city record")
            return
        key = decision.get("key") or row["qid"] or self._geonames_key(row) or f"new:{country}:{name}"
        self.named[name, region, country] = (key,)
        if key in self.places:
            if not decision and "(" not in name:
                self.places[key].also_called([name])
            self.ledger.merged(table, "a place of cities.tsv or listed_places.tsv, or named twice")
            return
        self.places[key] = _curated_place(key, row)
        self.ledger.imported(table, "a city record")

    def _geonames_key(self, row: Row) -> str:
        if not row["geonames"]:
            return ""
        return self.by_geonames.get(int(row["geonames"]), f"gn:{row['geonames']}")

    # -- corrections and ids ---------------------------------------------------------------------------------------

    def _correct(self) -> None:
        for entry in self.corrections["city"]:
            _apply(self.places[entry["key"]], entry)
        for key, names in self.corrections["aliases"].items():
            self.places[key].also_called(names)
        for level, keys in self.corrections["levels"].items():
            for key in keys:
                self.places[key].level = level
        below = self.corrections["drop_population"][0]["below"]
        for place in self.places.values():
            if place.population is not None and place.population < below:
                place.population = None
        for entry in self.corrections.get("allow_city", []):
            for key in entry["keys"]:
                self.places[key].allow.append({"rule": entry["rule"], "reason": entry["reason"]})

    def _mint(self) -> None:
        taken: defaultdict[str, list[str]] = defaultdict(list)
        for place in self.places.values():
            place.id = city_id(place.country, place.name, place.subdivision or None, place.qualifier or None)
            taken[place.id].append(place.key)
        double = {name: keys for name, keys in taken.items() if len(keys) > 1}
        if double:
            raise AssertionError(f"namesakes without a qualifier: {double}")

    def record(self, place: Place) -> dict[str, Any]:
        """The city record of `place`."""
        data: dict[str, Any] = {
            "schema": 1,
            "id": place.id,
            "level": place.level,
            "country": place.country,
            "subdivision": place.subdivision,
            "lat": place.lat,
            "lon": place.lon,
            "wikidata": place.wikidata,
            "same_as": sorted(place.same_as),
            "geonames": place.geonames,
            "population": {"value": place.population} if place.population else None,
            "valid": place.valid,
            "successors": sorted(self.places[key].id for key in place.successors),
            "aliases": sorted(set(place.aliases) - {place.name}),
            "provenance": place.provenance,
            "facts_from": sorted(place.facts_from),
            "name": {"en": place.name, **place.names},
            "former_names": place.former_names,
            "allow": place.allow,
        }
        return {key: value for key, value in data.items() if value not in (None, "", [], {})}


def _curated_place(key: str, row: Row) -> Place:
    """A place that only the curated facts name."""
    region = REGIONS.get(row["country"], {}).get(row["region"])
    geonames = int(key.removeprefix("gn:")) if key.startswith("gn:") else None
    located = bool(row["lat"])
    return Place(
        key=key,
        name=row["name"],
        country=row["country"],
        subdivision=row["subdivision"] or (f"{row['country']}-{region}" if region else ""),
        level=row["level"] or "municipality",
        lat=float(row["lat"]) if located else None,
        lon=float(row["lon"]) if located else None,
        geonames=geonames,
        population=int(row["population"]) if row["population"] and geonames else None,
        provenance="geonames" if geonames else "",
        facts_from=["geonames"] if located else ["other"],
    )


def _apply(place: Place, entry: dict[str, Any]) -> None:
    """One correction."""
    for drop in entry.get("drop", []):
        if drop == "coordinates":
            place.lat = place.lon = None
        elif drop == "names":
            place.names = {}
        else:
            setattr(place, drop, None)
    if {"geonames", "population", "coordinates"} <= set(entry.get("drop", [])):
        place.facts_from = [source for source in place.facts_from if source == "wikidata"] or ["other"]
        place.provenance = "wikidata" if place.wikidata else ""
    if "name" in entry:
        place.name = entry["name"]
        place.aliases = [alias for alias in place.aliases if alias != place.name]
    for key in ("country", "level", "subdivision", "qualifier", "valid", "lat", "lon"):
        if key in entry:
            setattr(place, key, entry[key])
    place.successors = list(entry.get("successors", place.successors))
    place.former_names = entry.get("former_names", place.former_names)
    place.also_called(entry.get("aliases", []))
    former = {name for names in place.former_names.values() for name in names}
    dropped = former | set(entry.get("drop_aliases", []))
    place.aliases = [alias for alias in place.aliases if alias not in dropped]


def _bare(translated: str, name: str) -> str:
    """`translated` without the country in brackets that Natural Earth adds to tell namesakes apart."""
    return spelt(translated if "(" in name else translated.partition(" (")[0], "")


def _usual(names: list[str], official: str) -> str:
    """Of several spellings in the lists the one that GeoNames has too, or the first."""
    for name in names:
        if name == official:
            return name
    for name in names:
        if slug(name) == slug(official):
            return name
    return names[0]


def _several(text: str) -> list[str]:
    return [part for part in text.split("|") if part]

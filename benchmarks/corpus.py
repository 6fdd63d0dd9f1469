"""Makes a repository of any size, with all features of the model: `python benchmarks/corpus.py DIR FILES [SEED]`.

In the proportions of the real records: of a hundred files 37 are cities and 62 partnerships, most of them made by a
machine; every twentieth partnership is a rich one, with agreements, approvals, history, exchanges and disputes.
The same numbers give the same bytes.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any

from screcords.model import schemas
from screcords.model.ids import pair_id, path_of
from screcords.text.canonical import write

COUNTRIES = {
    "de": (51.0, 10.0), "fr": (46.5, 2.5), "pl": (52.0, 19.0), "jp": (35.5, 137.0), "cn": (33.0, 110.0),
    "gb": (52.5, -1.5), "it": (43.0, 12.0), "es": (40.0, -4.0), "br": (-15.0, -50.0), "ru": (56.0, 40.0),
}  # fmt: skip
SYLLABLES = [
    "ba",
    "be",
    "bo",
    "da",
    "de",
    "do",
    "fa",
    "fe",
    "ga",
    "go",
    "ka",
    "ke",
    "ko",
    "la",
    "le",
    "lo",
    "ma",
    "me",
    "mo",
    "na",
    "ne",
    "no",
    "pa",
    "po",
    "ra",
    "re",
    "ro",
    "sa",
    "se",
    "so",
    "ta",
    "te",
    "to",
    "va",
    "vo",
]
RICH_EVERY = 20


def number_words(number: int) -> str:
    """A different pronounceable word for every number."""
    letters = []
    number += len(SYLLABLES) ** 2
    while number:
        number, rest = divmod(number, len(SYLLABLES))
        letters.append(SYLLABLES[rest])
    return "".join(letters)


def city(number: int, rng: random.Random) -> dict[str, Any]:
    """A city; every other one is from GeoNames, without a Wikidata item."""
    country = list(COUNTRIES)[number % len(COUNTRIES)]
    lat, lon = COUNTRIES[country]
    name = number_words(number).capitalize()
    data: dict[str, Any] = {
        "schema": 1,
        "id": f"{country}-{name.lower()}",
        "level": "municipality",
        "country": country.upper(),
    }
    data |= {"lat": round(lat + rng.uniform(-0.9, 0.9), 5), "lon": round(lon + rng.uniform(-0.9, 0.9), 5)}
    data["geonames"] = 20_000_000 + number
    data["population"] = {"value": rng.randrange(1_000, 900_000)}
    if number % 2:
        data |= {
            "wikidata": f"Q{500_000_000 + number}",
            "provenance": "wikidata",
            "facts_from": ["geonames", "wikidata"],
        }
        data["name"] = {"en": name, "de": name, "es": name, "fr": f"{name}é", "pt": name, "ru": "Город", "zh": "市"}
    else:
        data |= {"provenance": "geonames", "facts_from": ["geonames"], "aliases": [f"{name} City"]}
        data["name"] = {"en": name}
    return data


def organisation(number: int, city_id: str, pair: str) -> dict[str, Any]:
    """An organisation with everything that one can say of it."""
    return {
        "schema": 1, "id": f"{city_id}-sister-cities", "kind": "nonprofit", "status": "active", "city": city_id,
        "founded": "1985", "legal_form": "registered association", "governance": "board", "run_by": ["volunteers"],
        "languages": ["en"], "website": f"https://www.sc{number}.example", "verified": "2025-06",
        "registration": {"scheme": "Register", "number": str(number)},
        "name": {"en": f"Sister Cities {number}"}, "summary": {"en": "Runs the programme."},
        "address": {"street": "1 Town Hall Square", "postcode": "10001"}, "meetings": {"frequency": "monthly", "public": True},
        "seeking": {"regions": ["JP"], "fields": ["culture"], "until": "2030"},
        "contacts": [{"role": "primary", "email": f"info@sc{number}.example"}],
        "committees": [{"partnership": pair, "name": "Committee"}],
        "memberships": [{"network": "cemr", "period": "1990/.."}],
        "instruments": [{"body": "council", "instrument": "resolution", "number": "1985-1", "date": "1985", "sources": ["s1"]}],
        "sources": [{"id": "s1", "type": "official-site", "title": "About us", "url": f"https://www.sc{number}.example/about"}],
    }  # fmt: skip


def seed_pair(one: str, other: str, rng: random.Random) -> dict[str, Any]:
    """A partnership as the importer makes it."""
    sources = [
        {"id": "s1", "type": "wikidata", "url": "https://www.wikidata.org/wiki/Q64", "date": "2016", "party": one}
    ]
    if rng.random() < 0.5:
        sources.append({**sources[0], "id": "s2", "party": other})
    return {
        "schema": 1, "id": pair_id(one, other), "kind": "sister", "status": "unknown", "provenance": "wikidata",
        "parties": [{"city": one}, {"city": other}], "sources": sources,
    }  # fmt: skip


def rich_pair(one: str, other: str, org: str, rng: random.Random) -> dict[str, Any]:
    """A partnership with everything that one can say of it."""
    year = rng.randrange(1950, 2015)
    return {
        "schema": 1, "id": pair_id(one, other), "kind": "sister", "status": "suspended", "since": f"{year}-05-20",
        "first_contact": f"{year - 4}~", "fields": ["culture", "education"], "origins": ["personal-experience", "trade"],
        "verified": "2025-06-01", "summary": {"en": "Founded by two schools."},
        "parties": [
            {"city": one, "orgs": [org] if org.startswith(one) else [], "listing": "https://www.one.example/sisters"},
            {"city": other, "designation": {"de": "Partnerstadt", "en": "twin town"}, "name_as_signed": {"en": "Old Name"}},
        ],
        "agreements": [
            {"id": "friendship", "type": "friendship-agreement", "signed": f"{year - 3}-05"},
            {"id": "sister", "type": "sister-city-agreement", "signed": f"{year}-05-20", "place": one, "supersedes": "friendship",
             "signatories": [{"city": one, "office": "mayor"}, {"city": other, "office": "deputy-mayor", "for": "mayor"}],
             "sources": ["s1"]},
        ],
        "approvals": [{"agreement": "sister", "city": one, "body": "council", "instrument": "resolution", "number": "12", "date": f"{year}-04"}],
        "history": [
            {"date": f"{year - 3}-05", "event": "established", "kind": "friendship", "agreement": "friendship"},
            {"date": f"{year}-05-20", "event": "upgraded", "kind": "sister", "agreement": "sister", "sources": ["s1"]},
            {"date": "2022-03-08", "event": "suspended", "by": [one], "reason": "armed-conflict", "sources": ["s2"]},
        ],
        "exchanges": [{"date": "2019-05/2019-06", "mode": "in-person", "host": one, "fields": ["youth"], "participants": 24, "title": {"en": "Choir"}}],
        "sources": [
            {"id": "s1", "type": "official-site", "title": "Sister cities", "url": "https://www.one.example/sisters", "accessed": "2025-06-01", "party": one},
            {"id": "s2", "type": "news", "title": "Council suspends", "url": "https://www.news.example/2022", "date": "2022-03-08", "lang": "en", "party": other},
        ],
        "disputes": [{"key": "since", "value": f"{year - 1}", "sources": ["s2"]}],
    }  # fmt: skip


def _tidy(data: dict[str, Any]) -> dict[str, Any]:
    for party in data["parties"]:
        if party.get("orgs") == []:
            del party["orgs"]
    return data


def make(folder: Path, files: int, seed: int = 1) -> int:
    """Write a repository of about `files` records below `folder`; the number written."""
    rng = random.Random(seed)
    cities = [city(number, rng) for number in range(max(4, files * 37 // 100))]
    ids = [data["id"] for data in cities]
    records: list[tuple[str, dict[str, Any]]] = [("cities", data) for data in cities]
    served: set[str] = set()
    pairs: set[str] = set()
    while len(records) < files:
        one, other = sorted(rng.sample(ids, 2))
        pair = pair_id(one, other)
        if pair in pairs or one[:2] == other[:2]:
            continue
        pairs.add(pair)
        if len(pairs) % RICH_EVERY:
            records.append(("partnerships", seed_pair(one, other, rng)))
            continue
        org = f"{one}-sister-cities"
        if one not in served:
            served.add(one)
            records.append(("orgs", organisation(len(served), one, pair)))
            records.append(("partnerships", _tidy(rich_pair(one, other, org, rng))))
        else:
            records.append(("partnerships", _tidy(rich_pair(one, other, "", rng))))
    for collection, data in records:
        path = folder / path_of(collection, data["id"])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(write(data, schemas.layout(collection)), encoding="utf-8")
    return len(records)


if __name__ == "__main__":
    print(make(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1), "records")

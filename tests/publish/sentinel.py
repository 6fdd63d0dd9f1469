"""Records with a value of its own in every field of the schemas, to find out what a format loses.

    directory()             the directory of those records
    write(folder)           the same as files, for the command (needs --force: what they refer to does not exist)
    missing(found)          the fields whose values are not among the texts and numbers found in an export

The values are made from schema/*.json, so a new field is asked for without anybody's remembering. What a record refers
to does not exist (but for the two cities of the partnership): otherwise its own
record in the export would hide that the reference is lost. Formats have to live with that; a filtered export has such
references too. Lists have two elements, maps of languages two languages.
"""

import re
from collections.abc import Iterable

from screcords.directory.model import Directory, Recorded
from screcords.model import schemas
from screcords.model.city import City
from screcords.model.dates import Date
from screcords.model.ids import path_of
from screcords.model.organisation import Organisation
from screcords.model.partnership import Partnership
from screcords.model.record import Tombstone, Withdrawal, typed
from screcords.text.canonical import write as text_of

TYPES = {"city": City, "organisation": Organisation, "partnership": Partnership}
COLLECTIONS = {name: collection for collection, name in schemas.SCHEMA_OF.items()}
NOT_PUBLISHED = {"schema", "allow"}
"""Keys that are for the linter and for readers of the files only."""

ONE, OTHER, HOME = "de-sentinelhausen", "fr-sentinelville", "us-or-sentinel"
PAIR, ORG, GONE = f"{ONE}--{OTHER}", "ca-on-sentinel-organisation", "it-sentinella"
FIXED = {
    "city.id": HOME, "city.country": "US", "city.population.value": 7300123, "city.population.year": 1787, "city.lat": 44.1234567, "city.lon": -123.7654321,
    "city.subdivision": "US-OR", "city.unlocode": "USSNT", "city.geonames": 8123457, "city.facts_from[0]": "natural-earth", "city.facts_from[1]": "official",
    "organisation.id": ORG, "organisation.city": "ca-on-sentinel", "organisation.country": "CA", "organisation.address.country": "MX",
    "partnership.id": PAIR, "partnership.parties[0].city": ONE, "partnership.parties[1].city": OTHER,
    "partnership.disputes[0].key": "since", "partnership.disputes[1].key": "until", "partnership.disputes[1].value": 8765432,
}  # fmt: skip
"""Values that have to make sense together."""


class Maker:
    """Makes values, none of them twice."""

    def __init__(self):
        self.number = 0
        self.terms = set()
        self.expected = {}

    def record(self, name):
        schema = schemas.load(name)
        left_out = NOT_PUBLISHED | {"withdrawn"} | ({"status"} if name == "city" else set())
        return {
            key: self.value(schema, node, f"{name}.{key}")
            for key, node in schema["properties"].items()
            if key not in left_out
        }

    def value(self, schema, node, route):
        node = schemas.resolve(schema, node)
        if route in FIXED:
            return self.noted(route, FIXED[route])
        if node.get("x-language-map"):
            return self.by_language(schema, node, route)
        if node.get("type") == "array":
            return [self.value(schema, node["items"], f"{route}[{number}]") for number in (0, 1)]
        if "properties" in node:
            return {key: self.value(schema, child, f"{route}.{key}") for key, child in node["properties"].items()}
        return self.noted(route, self.scalar(node, route))

    def by_language(self, schema, node, route):
        """Two languages; the tag of the second is a value to be found, too."""
        second = self.noted(f"{route} (language)", self.tag())
        return {
            tag: self.value(schema, node["additionalProperties"], f"{route}.{name}")
            for tag, name in (("en", "en"), (second, "other"))
        }

    def noted(self, route, value):
        self.expected[route] = value
        return value

    def tag(self):
        self.number += 1
        return f"de-x-s{self.number:04d}"

    def scalar(self, node, route):
        self.number += 1
        mark = f"s{self.number:04d}"
        terms = node.get("enum") or list(node.get("x-terms", ()))
        if terms:
            term = next((term for term in terms if term not in self.terms and term != "withdrawn"), terms[-1])
            self.terms.add(term)
            return term
        if node.get("type") == "boolean":
            return True
        if node.get("type") == "integer":
            return 710000 + self.number
        if "lang" in route.lower() and "pattern" not in node:
            return f"de-x-{mark}"
        return self.patterned(node, mark, node.get("pattern", ""))

    def patterned(self, node, mark, pattern):
        number = self.number
        day = f"{1100 + number}-02-17"
        candidates = [
            day, f"{day}/{1100 + number}-03-18", f"P{1000 + number}Y", f"https://{mark}.example.org/page", f"{mark}@example.org", f"+49-30-555{number:04d}",
            f"Q77{number:04d}", f"de-{mark}--fr-{mark}", f"de-{mark}", mark, f"7{number:04d}-9{number:04d}",
        ]  # fmt: skip
        if node.get("x-refers-to") == "partnerships":
            return f"de-{mark}--fr-{mark}"
        if node.get("x-refers-to") in {"cities", "orgs"}:
            return f"de-{mark}"
        if node.get("x-rule") == "SCR110":  # a country, where it is not fixed above
            return "IT"
        if pattern:
            return next(value for value in candidates if re.search(pattern, value))
        return f"Sentinel {mark}"


def _made():
    maker = Maker()
    records = {name: maker.record(name) for name in TYPES}
    maker.noted("tombstone.id", GONE)
    maker.noted("tombstone.withdrawn.reason", "not-a-partnership")
    maker.noted("tombstone.withdrawn.date", "1099-12-24")
    return records, maker.expected


RECORDS, EXPECTED = _made()
TOMBSTONE = {
    "schema": 1,
    "id": GONE,
    "status": "withdrawn",
    "withdrawn": {"reason": "not-a-partnership", "date": "1099-12-24"},
}


def _whole(name, data):
    return {"schema": 1, **data}


def _parties():
    """The two cities of the partnership, with as little as possible."""
    for city, name in ((ONE, "Hausen"), (OTHER, "Ville")):
        yield {"schema": 1, "id": city, "level": "municipality", "country": city[:2].upper(), "name": {"en": name}, "lat": 48.5, "lon": 7.5}  # fmt: skip


def files():
    """Path and text of every record."""
    tree = {}
    for name, data in RECORDS.items():
        collection = COLLECTIONS[name]
        tree[path_of(collection, data["id"])] = text_of(_whole(name, data), schemas.layout(collection))
    for data in (*_parties(), TOMBSTONE):
        tree[path_of("cities", data["id"])] = text_of(data, schemas.layout("cities"))
    return tree


def write(folder):
    """Write them into a repository (the fixture `folder`)."""
    return folder.write_all(files())


def directory():
    """The directory of those records."""
    found = {name: typed(_whole(name, data), TYPES[name]) for name, data in RECORDS.items()}
    cities = [found["city"], *(typed(data, City) for data in _parties())]
    former = {COLLECTIONS[name]: dict.fromkeys(sorted(record.former_ids), record.id) for name, record in found.items()}
    stone = Tombstone(1, GONE, "withdrawn", Withdrawal("not-a-partnership", Date.parse("1099-12-24")))
    return Directory(
        {city.id: city for city in sorted(cities, key=lambda city: city.id)},
        {ORG: found["organisation"]},
        {PAIR: found["partnership"]},
        "CC-BY-SA-4.0",
        today=Date.parse("2026-06-01"),
        redirects=former,
        tombstones={"cities": {GONE: stone}, "orgs": {}, "partnerships": {}},
        recorded={"partnerships": {PAIR: Recorded("2026-01-02", "2026-03-04")}},
    )


def missing(found: Iterable[object], *, but: Iterable[str] = ()) -> list[str]:
    """The fields whose value is in none of the texts and numbers found, as "route = value".

    Give it values only, not names of columns or descriptions. A value counts as found inside a longer text (a list, an
    address), but not inside a word. Truth values cannot be told apart and are not looked for. `but`: beginnings of
    routes that need not be there ("organisation", "partnership.exchanges").
    """
    text = "\n".join("" if value is None else str(value) for value in found)
    skipped = tuple(but)
    return [
        f"{route} = {value}"
        for route, value in EXPECTED.items()
        if not isinstance(value, bool) and not route.startswith(skipped) and not _holds(text, str(value))
    ]


def _holds(text, value):
    return re.search(rf"(?<![\w-]){re.escape(value)}(?![\w-])", text) is not None

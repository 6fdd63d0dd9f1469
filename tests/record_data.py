"""Plain data of records, of every key, and mutations of them."""

import copy
import datetime
import math

from hypothesis import strategies as st

from screcords.model import schemas
from screcords.model.city import City
from screcords.model.organisation import Organisation
from screcords.model.partnership import Partnership

KINDS = {"city": City, "organisation": Organisation, "partnership": Partnership}


def full(schema, node):
    """Data that uses every key of a part of a schema."""
    node = schemas.resolve(schema, node)
    if "const" in node:
        return node["const"]
    if node.get("type") == "array":
        items = schemas.resolve(schema, node["items"])
        if "enum" in items:
            return sorted(items["enum"][:2])
        if "properties" in items:
            return [full(schema, items) for _ in range(2)]
    if node.get("type") == "object" and node.get("properties") and not node.get("x-language-map"):
        return {key: full(schema, child) for key, child in node["properties"].items()}
    return copy.deepcopy(node["examples"][0]) if "enum" not in node else node["enum"][0]


def full_record(name):
    schema = schemas.load(name)
    data = {key: full(schema, node) for key, node in schema["properties"].items() if key != "withdrawn"}
    if name == "city":
        del data["status"]
    return data


FULL = {name: full_record(name) for name in KINDS}
TOMBSTONES = {
    name: {
        "schema": 1,
        "id": FULL[name]["id"],
        "status": "withdrawn",
        "withdrawn": {"reason": "other", "date": "2026-03"},
    }
    for name in KINDS
}
SCALARS = st.sampled_from(
    ["", "x", "1977", "1977-05-23~", "1983/..", "1988-02-30", "0000", "sister", "active", "withdrawn", "de-mainz", "Q1", "DE", "en", "ü" * 301,
     "https://www.example.org", 0, 1, -1, 2, 1977, 10**12, 2**70, 0.5, -3.25, 1.0, math.nan, -math.inf, True, False, datetime.date(1988, 5, 20), datetime.time(1, 2)]
)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["en", "city", "id", "date", "value", "x"]), inner, max_size=3),
    max_leaves=4,
)  # fmt: skip


def routes(data, route=()):
    yield route
    if isinstance(data, dict | list):
        for key in data if isinstance(data, dict) else range(len(data)):
            yield from routes(data[key], (*route, key))


def at(data, route):
    for step in route:
        data = data[step]
    return data


@st.composite
def mutated(draw, name):
    """A record with fewer keys, and with none to three things changed in it."""
    data = copy.deepcopy(draw(st.sampled_from([FULL[name]] * 5 + [TOMBSTONES[name]])))
    for key in draw(st.lists(st.sampled_from(sorted(data)), unique=True, max_size=len(data))):
        if key not in {"schema", "id", "kind", "level", "status", "country", "parties", "name"}:
            del data[key]
    for _ in range(draw(st.integers(0, 3))):
        route = draw(st.sampled_from(list(routes(data))))
        value = at(data, route)
        change = draw(st.sampled_from(["replace", "drop", "add", "repeat", "empty", "wrap"]))
        if change == "add" and isinstance(value, dict):
            value[draw(st.sampled_from(["en", "city", "mayor_name", "withdrawn", "status", "sources"]))] = draw(VALUES)
        elif change == "repeat" and isinstance(value, list) and value:
            value.append(copy.deepcopy(value[0]))
        elif change == "empty" and isinstance(value, list | dict):
            value.clear()
        elif route:
            holder, last = at(data, route[:-1]), route[-1]
            if change == "drop":
                del holder[last]
            elif change == "wrap":
                holder[last] = [value]
            else:
                holder[last] = draw(VALUES)
    return data

"""The JSON Schema of the objects and documents, made from the schemas of the records."""

from __future__ import annotations

import json
from typing import Any, get_args

from screcords.directory.licence import LICENCES
from screcords.model import schemas
from screcords.model.vocabulary import Kind
from screcords.publish.objects import FORMAT

PARTS = {"cities": "city", "organisations": "organisation", "partnerships": "partnership"}
"""Keys of the document, and the schema of what is in them."""

KINDS = get_args(Kind)
DATE = {"$ref": "#/$defs/date"}
LICENCE = {"enum": list(LICENCES), "description": "Computed: licence of this record."}


def schema() -> dict[str, Any]:
    """The schema of the whole document; below `$defs`, also those of each record and of the small files."""
    definitions: dict[str, Any] = {}
    for name in PARTS.values():
        record = schemas.load(name)
        definitions |= record["$defs"]
        definitions[name] = _record(name, record)
    definitions |= _small_files(definitions["partnership"])
    lists = {key: _list(f"#/$defs/{name}") for key, name in PARTS.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Directory of sister cities",
        **_closed(_head() | {"counts": _counts(*PARTS)} | _gone() | lists),
        "$defs": definitions,
    }


def schema_file() -> bytes:
    """The schema as the file `directory.schema.json`."""
    return f"{json.dumps(schema(), indent=2, ensure_ascii=False)}\n".encode()


def _closed(properties: dict[str, Any], *, optional: tuple[str, ...] = ()) -> dict[str, Any]:
    """An object that has all these properties, but for the optional ones, and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": [key for key in properties if key not in optional],
        "additionalProperties": False,
    }


def _list(reference: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": reference}}


def _counts(*names: str) -> dict[str, Any]:
    number = {"type": "integer", "minimum": 0}
    return _closed(dict.fromkeys(names, number)) | {"description": "Number of records."}


def _head() -> dict[str, Any]:
    return {
        "format": {"const": FORMAT, "description": "Version of this document's form."},
        "licence": {"enum": list(LICENCES), "description": "Licence under whose terms all of it may be used."},
        "attribution": {"type": "array", "items": {"type": "string"}, "description": "What to say when passing it on."},
        "forced": {"type": "boolean", "description": "Whether the records had errors when this was written."},
        "selection": {
            "type": ["string", "null"],
            "description": "What of the directory it holds, where that is a part; null for the whole.",
        },
        "as_of": {
            "type": "string",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            "description": "Day that ages and anniversaries are counted to.",
        },
        "revision": {
            "type": ["string", "null"],
            "description": "Commit of the records; null outside git or with uncommitted changes.",
        },
    }


def _gone() -> dict[str, Any]:
    """Schemas of the records that are no longer there."""
    texts = {"type": "object", "additionalProperties": {"type": "string"}}
    stones = {"type": "object", "additionalProperties": {"$ref": "#/$defs/withdrawn"}}
    return {
        "redirects": _closed(dict.fromkeys(PARTS, texts))
        | {"description": "By collection: from the id of a record that was merged to that of the one that goes on."},
        "tombstones": _closed(dict.fromkeys(PARTS, stones))
        | {"description": "By collection and id: why and when a record was taken back."},
    }


def _record(name: str, record: dict[str, Any]) -> dict[str, Any]:
    left_out = {"schema", "allow", "withdrawn"} | ({"status"} if name == "city" else set())
    properties = {key: value for key, value in record["properties"].items() if key not in left_out}
    if name != "city":
        properties["status"] = _without_withdrawn(properties["status"])
    more: dict[str, Any] = {"licence": LICENCE}
    if name == "city":
        more |= _of_city()
    if name == "partnership":
        more |= _of_partnership()
        party = properties["parties"]["items"]
        items = party | {"properties": party["properties"] | _JOINED, "required": ["city", *_JOINED]}
        properties["parties"] = properties["parties"] | {"items": items}
    more |= _WRITTEN
    required = ["id", *record["else"]["required"], *more]
    return {
        "title": record["title"],
        "description": record["description"],
        **(_closed(properties | more) | {"required": required}),
    }


def _without_withdrawn(status: dict[str, Any]) -> dict[str, Any]:
    """The vocabulary of `status` without the term of tombstones, which are told elsewhere."""
    terms = [term for term in status["enum"] if term != "withdrawn"]
    kept = {key: value for key, value in status.items() if key != "x-taplo"}
    return kept | {"enum": terms}


_JOINED = {
    "name": {"type": "string", "description": "Joined: English name of the city."},
    "country": {"type": "string", "description": "Joined: country code of the city."},
}

_WRITTEN = {
    "created": {
        "type": ["string", "null"],
        "description": "Computed: day on which the record was first written down; null where git does not tell.",
    },
    "modified": {
        "type": ["string", "null"],
        "description": "Computed: day on which it was last changed; null where git does not tell.",
    },
}


def _of_city() -> dict[str, Any]:
    contact = schemas.load("organisation")["properties"]["contacts"]["items"]
    reach = {
        "org": {"type": "string", "description": "Id of the organisation."},
        "name": {"type": "string", "description": "Its name."},
        "website": {"type": "string", "description": "Its website."},
        "contact": contact | {"description": "Its first contact."},
        "licence": {"enum": list(LICENCES), "description": "Licence of what is told of it."},
        "ask": {
            "type": "array",
            "items": {"$ref": "#/$defs/office"},
            "description": "Offices of the municipality to ask, where no organisation is known.",
        },
    }
    return {
        "partnerships": {"type": "integer", "description": "Computed: number of partnerships in the directory."},
        "reach": _closed(reach, optional=tuple(reach))
        | {"description": "Computed: whom to write to about the city's programme."},
    }


def _of_partnership() -> dict[str, Any]:
    def maybe(node: dict[str, Any], said: str) -> dict[str, Any]:
        return {"anyOf": [node, {"type": "null"}], "description": f"Computed: {said}"}

    anniversary = {
        "date": DATE,
        "years": {"type": "integer"},
        "round": {"type": "boolean", "description": "Whether the years are a multiple of five."},
        "approximate": {"type": "boolean", "description": "Whether the beginning is approximate or uncertain."},
    }
    return {
        "in_force": {"type": "boolean", "description": "Computed: active, unknown, dormant or suspended."},
        "presumed": {"type": "boolean", "description": "Computed: in force, but nobody has checked (status unknown)."},
        "years": maybe(
            {"type": "integer", "minimum": 0}, "whole years from the first stage to `as_of`, or to the end."
        ),
        "first_stage": maybe(
            _closed({"kind": {"enum": list(KINDS)}, "date": DATE}),
            "kind and date of the first formal stage.",
        ),
        "distance_km": maybe({"type": "number", "minimum": 0}, "great-circle distance of the cities in kilometres."),
        "next_anniversary": maybe(
            _closed(anniversary), "the next anniversary of the first stage, of a partnership in force."
        ),
    }


def _small_files(partnership: dict[str, Any]) -> dict[str, Any]:
    """Schemas of the files in the folder `json`."""
    text, number = {"type": "string"}, {"type": "integer"}
    degrees = {"type": ["number", "null"]}
    place = {"id": text, "name": text, "country": text, "country_name": text, "lat": degrees, "lon": degrees}
    joined = _closed(partnership["properties"] | {"partner": _closed(place)})
    joined["required"] = [*partnership["required"], "partner"]
    maybe_date = {"anyOf": [DATE, {"type": "null"}]}
    properties = partnership["properties"]
    in_short = {
        **{key: properties[key] for key in ("id", "kind", "status", "in_force")},
        "since": maybe_date,
        "until": maybe_date,
        "parties": {"type": "array", "items": _closed({"city": text, **_JOINED}), "minItems": 2, "maxItems": 2},
        "licence": LICENCE,
    }
    country = {"country": text, "name": text, "cities": number, "partnerships": number}
    paths = {"type": "object", "additionalProperties": text, "description": "Where the files are."}
    partner_list = {"type": "array", "items": joined}
    return {
        "city_file": _closed(
            _head()
            | {
                "city": {"$ref": "#/$defs/city"},
                "organisations": _list("#/$defs/organisation"),
                "partnerships": partner_list,
            }
        ),
        "country_file": _closed(
            _head()
            | {"country": text, "name": text, "counts": _counts("cities", "partnerships")}
            | {"cities": {"type": "array", "items": _closed(place | {"partnerships": number})}}
            | {"partnerships": {"type": "array", "items": _closed(in_short)}}
        ),
        "index_file": _closed(
            _head()
            | {"counts": _counts(*PARTS), "paths": paths}
            | _gone()
            | {"countries": {"type": "array", "items": _closed(country)}}
        ),
    }

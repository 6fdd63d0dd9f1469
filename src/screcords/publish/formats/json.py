"""JSON: one document with all records, one record a line, and the JSON Schema that describes it.

Records are as in their files, without the keys that are only for the linter, and with a few that are computed:
`licence`, `in_force`, and name and country of each party.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from screcords.directory.licence import ATTRIBUTION, LICENCES, licence_of, permits
from screcords.model import schemas
from screcords.model.record import plain
from screcords.publish.exporter import exporter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import TextIO

    from screcords.directory.model import Directory
    from screcords.model.city import City
    from screcords.model.organisation import Organisation
    from screcords.model.partnership import Partnership

FORMAT = 1
"""Version of the document; it grows when a key is renamed, removed, or changes its meaning."""

PARTS = {"cities": "city", "organisations": "organisation", "partnerships": "partnership"}
"""Keys of the document, and the schema of what is in them."""


@exporter("json", title="JSON document")
def write(directory: Directory, target: Path) -> None:
    """Write directory.json and directory.schema.json."""
    with (target / "directory.json").open("w", encoding="utf-8", newline="\n") as out:
        _document(directory, out)
    with (target / "directory.schema.json").open("w", encoding="utf-8", newline="\n") as out:
        json.dump(schema(), out, indent=2, ensure_ascii=False)
        out.write("\n")


def _document(directory: Directory, out: TextIO) -> None:
    head: dict[str, Any] = {
        "format": FORMAT,
        "licence": directory.licence,
        "attribution": [ATTRIBUTION[licence] for licence in LICENCES if permits(directory.licence, licence)],
        "forced": directory.forced,
        "counts": {
            "cities": len(directory.cities),
            "organisations": len(directory.orgs),
            "partnerships": len(directory.partnerships),
        },
    }
    out.write("{\n")
    out.writelines(f"{_line(key)}: {_line(value)},\n" for key, value in head.items())
    lists = (
        ("cities", (_published("cities", city) for city in directory.cities.values())),
        ("organisations", (_published("orgs", org) for org in directory.orgs.values())),
        ("partnerships", _partnerships(directory)),
    )
    for number, (key, records) in enumerate(lists):
        out.write(f"{_line(key)}: [")
        separator = "\n"
        for record in records:
            out.write(separator + _line(record))
            separator = ",\n"
        out.write("\n]" + (",\n" if number < len(lists) - 1 else "\n"))
    out.write("}\n")


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _published(collection: str, record: City | Organisation | Partnership) -> dict[str, Any]:
    found = plain(record)
    data = {key: found[key] for key in schemas.layout(collection).order(found) if key not in {"schema", "allow"}}
    data["licence"] = licence_of(record)
    return data


def _partnerships(directory: Directory) -> Iterator[dict[str, Any]]:
    for record in directory.partnerships.values():
        data = _published("partnerships", record)
        data["licence"] = directory.licence_with(record, *record.cities)  # for the names of the cities are joined
        data["in_force"] = record.in_force
        data["parties"] = [_party(directory, record, number) for number in (0, 1)]
        yield data


def _party(directory: Directory, record: Partnership, number: int) -> dict[str, Any]:
    city = directory.cities[record.cities[number]]
    return {**plain(record.parties[number]), "name": city.name["en"], "country": city.country}


def schema() -> dict[str, Any]:
    """The JSON Schema of the document, made from the schemas of the records."""
    definitions: dict[str, Any] = {}
    for name in PARTS.values():
        record = schemas.load(name)
        definitions |= record["$defs"]
        definitions[name] = _record_schema(name, record)
    lists = {key: {"type": "array", "items": {"$ref": f"#/$defs/{name}"}} for key, name in PARTS.items()}
    head = {
        "format": {"const": FORMAT, "description": "Version of this document's form."},
        "licence": {"enum": list(LICENCES), "description": "Licence under whose terms all of it may be used."},
        "attribution": {"type": "array", "items": {"type": "string"}, "description": "What to say when passing it on."},
        "forced": {"type": "boolean", "description": "Whether the records had errors when this was written."},
        "counts": {"type": "object", "additionalProperties": {"type": "integer"}, "description": "Number of records."},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Directory of sister cities",
        "type": "object",
        "properties": head | lists,
        "required": list(head | lists),
        "additionalProperties": False,
        "$defs": definitions,
    }


def _record_schema(name: str, record: dict[str, Any]) -> dict[str, Any]:
    left_out = {"schema", "allow", "withdrawn"}
    properties = {key: value for key, value in record["properties"].items() if key not in left_out}
    properties["licence"] = {"enum": list(LICENCES), "description": "Computed: licence of this record."}
    required = ["id", *record["else"]["required"], "licence"]
    if name == "partnership":
        properties["in_force"] = {"type": "boolean", "description": "Computed: active, unknown, dormant or suspended."}
        party = properties["parties"]["items"]
        more = {
            "name": {"type": "string", "description": "Joined: English name of the city."},
            "country": {"type": "string", "description": "Joined: country code of the city."},
        }
        items = party | {"properties": party["properties"] | more, "required": ["city", "name", "country"]}
        properties["parties"] = properties["parties"] | {"items": items}
        required.append("in_force")
    return {
        "title": record["title"],
        "description": record["description"],
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }

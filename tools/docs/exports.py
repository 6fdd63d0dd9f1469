"""docs/exports.md: the text is written in the page itself; the columns and keys between its markers are made here."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from screcords.directory.licence import ATTRIBUTION
from screcords.directory.model import directory
from screcords.directory.tables import TABLES, Table
from screcords.model.dates import Date
from screcords.publish.exporter import export, find, names
from screcords.publish.formats.json import PARTS, schema
from screcords.publish.views import VIEWS
from screcords.repository.load import load
from tools.docs.markdown import code, fill, table
from tools.docs.records import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = "docs/exports.md"
TABLES_PAGE = "docs/tables.md"
MANY = 6
"""So many files of one kind are not named one by one."""
TYPES = {"list": "list, joined by `; `", "date": "date or period, as in the records", "boolean": "`true` or `false`"}
DAY = Date.parse("2026-06-01")
SHOWN = (
    "id", "kind", "status", "since", "parties", "licence", "in_force", "presumed", "years", "first_stage",
    "distance_km", "next_anniversary", "created", "modified",
)  # fmt: skip
"""Keys of the partnership in the example of the document."""


def pages(root: Path) -> dict[str, str]:
    """The page, with columns and keys made anew."""
    text = (root / PAGE).read_text(encoding="utf-8")
    makers: dict[str, Callable[[str], str]] = {
        "formats": formats,
        "leaves": leaves_out,
        "views": views,
        "keys": keys,
        "computed": computed,
        "licences": licences,
        "document": document,
    }
    tables = (root / TABLES_PAGE).read_text(encoding="utf-8")
    in_tables: dict[str, Callable[[str], str]] = {"tables": every_table}
    return {PAGE: fill(text, makers), TABLES_PAGE: fill(tables, in_tables)}


def formats(_name: str) -> str:
    """All formats with the files that each writes."""
    rows = []
    for name in names():
        paths = [path for path in written(name) if path not in {"ATTRIBUTION.txt", "SHA256SUMS"}]
        files = dict.fromkeys(f"{path.partition('/')[0]}/" if "/" in path else path for path in paths)
        ending = Counter(Path(path).suffix for path in files)
        said = [f"`{path}`" for path in files if ending[Path(path).suffix] <= MANY]
        said += [f"{number} files `*{suffix}`" for suffix, number in ending.items() if number > MANY]
        rows.append((f"`{name}`", find(name).title, ", ".join(said)))
    return table(("Format", "What it is", "Files"), rows)


def leaves_out(_name: str) -> str:
    """What the formats that are not complete leave out."""
    rows = [(f"`{name}`", "; ".join(find(name).leaves_out)) for name in names() if find(name).leaves_out]
    return table(("Format", "What it leaves out"), rows)


def written(name: str) -> dict[str, str]:
    """The files that a format writes for the records of the examples, with what is in them as far as it is text."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "out"
        published = replace(directory(load(SAMPLES)), today=DAY)
        paths = export(published, [name], target)
        return {path.relative_to(target).as_posix(): path.read_bytes().decode(errors="replace") for path in paths}


def every_table(_name: str) -> str:
    """All tables with their columns."""
    return "\n\n".join(f"## {found.name}\n\n{columns(found)}" for found in TABLES)


def columns(found: Table) -> str:
    """What a row of a table is, its key, and its columns."""
    rows = []
    for column in found.columns:
        said = f"{column.description}."
        if column.references:
            said += f" An `id` of [{column.references}](#{column.references})."
        source = column.source if column.source in {"computed", "joined"} else f"`{column.source}`"
        rows.append((f"`{column.name}`", TYPES.get(column.type, column.type), said, source))
    key = ", ".join(f"`{name}`" for name in found.key)
    return f"{found.description} Key: {key}.\n\n{table(('Column', 'Type', 'What it says', 'From'), rows)}"


def views(_name: str) -> str:
    """The views of the SQLite database."""
    return table(("View", "What a row is"), ((f"`{name}`", said) for name, (said, _) in VIEWS.items()))


def keys(_name: str) -> str:
    """The keys at the top of the JSON document."""
    rows = []
    for name, node in schema()["properties"].items():
        said = node.get("description") or f"All {name}, in order of their ids."
        rows.append((f"`{name}`", said))
    return table(("Key", "What it says"), rows)


def computed(_name: str) -> str:
    """The keys of records in the JSON document that their files do not have."""
    definitions = schema()["$defs"]
    rows = []
    for key, name in PARTS.items():
        properties: dict[str, Any] = definitions[name]["properties"]
        inside = properties.get("parties", {}).get("items", {}).get("properties", {})
        marked = {**properties, **{f"parties[].{inner}": node for inner, node in inside.items()}}
        for inner, node in marked.items():
            kind, _, said = node.get("description", "").partition(": ")
            if kind in {"Computed", "Joined"}:
                rows.append((f"`{key}[].{inner}`", f"{kind}: {said}"))
    return table(("Key", "What it says"), rows)


def document(_name: str) -> str:
    """The beginning of the document of the examples, indented for reading."""
    data = json.loads(written("json")["directory.json"])
    for key in PARTS:
        data[key] = data[key][:1]
    whole = data["partnerships"][0]
    data["partnerships"] = [{key: whole[key] for key in SHOWN}]
    del data["organisations"]
    return code(json.dumps(data, indent=2, ensure_ascii=False), "json")


def licences(_name: str) -> str:
    """The licences, from the one that asks least, with what to say."""
    rows = ((f"`{name}`", said) for name, said in ATTRIBUTION.items())
    return table(("`--licence`", "What to say when passing it on"), rows)

"""The table of subdivisions: codes and types of ISO 3166-2, English names from CLDR."""

from __future__ import annotations

from importlib.metadata import version
from itertools import groupby
from typing import TYPE_CHECKING

import pycountry

from tools.reference.sources import NPM, Sources, write

if TYPE_CHECKING:
    from pathlib import Path


def write_table(sources: Sources, data: Path) -> None:
    """Write subdivisions.tsv."""
    path = "subdivisions/en/en.json"
    tree = sources.json("cldr-subdivisions-full", path)["subdivisions"]
    english: dict[str, str] = tree["localeDisplayNames"]["subdivisions"]
    records = sorted(pycountry.subdivisions, key=lambda record: record.code)
    rows: list[list[str]] = []
    for country, group in groupby(records, key=lambda record: record.country_code):
        kinds: dict[str, list[list[str]]] = {}
        for record in group:
            name = english.get(record.code.replace("-", "").lower(), record.name)
            own = "" if record.name == name else record.name
            kinds.setdefault(record.type, []).append([record.code[3:], name, own])
        for kind, entries in kinds.items():
            rows.append([f"{country} {kind.lower()}"])
            rows += entries
    head = [
        "Subdivisions of ISO 3166-2. Made by tools.reference.make; do not edit.",
        f"Codes, types, own names: facts of ISO 3166-2, read with pycountry {version('pycountry')} (Debian iso-codes).",
        f"English names: CLDR {NPM['cldr-subdivisions-full']} (Unicode-3.0, see LICENSE-Unicode-3.0.txt).",
        "A line with a country and a type, then a line each: code after the country, usual name, name in the standard.",
    ]
    write(data / "subdivisions.tsv", head, rows)

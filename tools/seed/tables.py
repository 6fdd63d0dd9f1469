"""The seed folder as it is: rows of text, nothing judged."""

from __future__ import annotations

import csv
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = dict[str, str]
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Seeds:
    """All tables of the seed folder, line by line."""

    cities: list[Row]
    listed_places: list[Row]
    twins: list[Row]
    listed_pairs: list[Row]
    listed_unsure: list[Row]
    qualifiers: list[Row]
    places: list[Row]
    orgs: list[dict[str, Any]]
    partnerships: list[dict[str, Any]]


def read(folder: Path) -> Seeds:
    """The tables of `folder`."""
    return Seeds(
        cities=_tsv(folder / "cities.tsv"),
        listed_places=_tsv(folder / "listed_places.tsv"),
        twins=_tsv(folder / "twins.tsv"),
        listed_pairs=_tsv(folder / "listed_pairs.tsv"),
        listed_unsure=_tsv(folder / "listed_unsure.tsv"),
        qualifiers=_tsv(folder / "qualifiers.tsv"),
        places=_tsv(folder / "curated" / "places.tsv"),
        orgs=_jsonl(folder / "curated" / "orgs.jsonl"),
        partnerships=_jsonl(folder / "curated" / "partnerships.jsonl"),
    )


def decisions(name: str) -> dict[str, Any]:
    """One of the tables of decisions that lie beside the importer."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def _tsv(path: Path) -> list[Row]:
    with path.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _jsonl(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]

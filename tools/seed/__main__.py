"""`python -m tools.seed SEED_FOLDER`: writes the records and the account of the import."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from screcords.model.ids import path_of
from screcords.model.schemas import layout
from screcords.text.canonical import write
from tools.seed import report
from tools.seed.curated import Curated
from tools.seed.ledger import Ledger
from tools.seed.orgs import Organisations
from tools.seed.pairs import Pairs
from tools.seed.places import Gazetteer
from tools.seed.sources import Pages
from tools.seed.tables import decisions, read

if TYPE_CHECKING:
    from tools.seed.tables import Seeds

Data = dict[str, Any]

DECISIONS = ("corrections", "curated", "orgs", "sources")
UNSURE = {
    "namesake": "could be one of several namesakes",
    "bare": "a bare name that several places share",
    "county,": "a county, a rural municipality or a union, not the town of its name",
}


class Import:
    """One run: all records by collection, and the account."""

    def __init__(self, seeds: Seeds, tables: dict[str, Data]) -> None:
        self.corrections = tables["corrections"]
        self.ledger = Ledger()
        self.places = Gazetteer(seeds, self.corrections, self.ledger)
        self.pairs = Pairs(seeds, self.places, self.corrections)
        self.pages = Pages(tables["sources"], self.places)
        self.orgs = Organisations(seeds.orgs, tables["orgs"], self.places, self.pages, self.ledger)
        self.curated = Curated(
            seeds.partnerships,
            tables["curated"],
            gazetteer=self.places,
            pairs=self.pairs,
            pages=self.pages,
            orgs=self.orgs,
        )
        self.curated.read(self.ledger)
        self.pairs.report(self.ledger, set(self.curated.records))
        self._leftovers(seeds)
        self.records = {
            "cities": [self.places.record(place) for place in self.places.places.values()],
            "orgs": [self.orgs.record(org) for org in self.orgs.rows],
            "partnerships": self._partnerships(),
        }
        self._check()
        self.lines = {
            "cities.tsv": len(seeds.cities),
            "listed_places.tsv": len(seeds.listed_places),
            "twins.tsv": len(seeds.twins),
            "listed_pairs.tsv": len(seeds.listed_pairs),
            "listed_unsure.tsv": len(seeds.listed_unsure),
            "qualifiers.tsv": len(seeds.qualifiers),
            "curated/places.tsv": len(seeds.places),
            "curated/orgs.jsonl": len(seeds.orgs),
            "curated/partnerships.jsonl": len(seeds.partnerships),
        }

    def _partnerships(self) -> list[Data]:
        curated = self.curated.records
        return [self.pairs.record(pair) for pair in self.pairs.statements if pair not in curated] + list(
            curated.values()
        )

    def _leftovers(self, seeds: Seeds) -> None:
        for row in seeds.listed_unsure:
            self.ledger.refused("listed_unsure.tsv", UNSURE.get(row["why"].split()[0], "the place is in doubt"))
        for row in seeds.qualifiers:
            if self.places.places[row["key"]].qualifier != row["qualifier"]:
                raise AssertionError(f"unused qualifier of {row['key']}")
            self.ledger.imported("qualifiers.tsv", "a part of an id")

    def _check(self) -> None:
        idle = set(self.pages.hosts) - self.pages.used | set(self.pages.pages) - self.pages.used_pages
        if idle:
            raise AssertionError(f"sources that no row names: {idle}")
        for collection, records in self.records.items():
            double = [name for name, number in Counter(data["id"] for data in records).items() if number > 1]
            if double:
                raise AssertionError(f"ids twice in {collection}: {double}")

    def figures(self) -> list[tuple[str, int]]:
        """What was written; the parts of each whole add up to it."""
        partnerships = self.records["partnerships"]
        seeds = [data for data in partnerships if "provenance" in data]
        curated = self.curated.records
        over = sum(pair in self.pairs.statements for pair in curated)
        cities = self.records["cities"]
        origins = Counter(data.get("provenance", "") for data in cities)
        alone = len(self.curated.alone)
        further = len(self.curated.additions)
        result = [
            ("cities", len(cities)),
            ("... made from cities.tsv", origins["wikidata"]),
            (
                "... made from GeoNames: listed_places.tsv, and places of curated/places.tsv that no other table has",
                origins["geonames"],
            ),
            ("... made from public pages: places of curated/places.tsv that GeoNames does not settle", origins[""]),
            ("organisations", len(self.records["orgs"])),
            ("partnerships", len(partnerships)),
            ("... seeds of Wikidata", sum(data["provenance"] == "wikidata" for data in seeds)),
            ("... seeds of Wikipedia alone", sum(data["provenance"] == "wikipedia" for data in seeds)),
            ("... hand-curated, over a pair of the seeds", over),
            ("... hand-curated, of a pair that no table of pairs has", len(curated) - over),
            ("hand-curated records together", len(curated)),
            ("... one for each row that has a record of its own", len(curated) - further - alone),
            ("... further ones of such rows, listed below", further),
            ("... told by a row of the organisations alone", alone),
            ("pairs in twins.tsv and listed_pairs.tsv together", len(self.pairs.raw)),
            ("... that are records", len(self.pairs.statements)),
            ("... that another pair tells, once places and pairs were mended", self.pairs.joined),
            ("... refused", self.pairs.refused),
        ]
        _adds_up(result)
        if len(seeds) + over != len(self.pairs.statements):
            raise AssertionError("the pairs do not add up")
        return result

    def write(self, root: Path) -> None:
        """All files below `root`, which is the folder named `records`."""
        for collection, records in self.records.items():
            form = layout(collection)
            for data in records:
                path = root / Path(path_of(collection, data["id"])).relative_to("records")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(write(data, form), encoding="utf-8", newline="\n")


def _adds_up(figures: list[tuple[str, int]]) -> None:
    """Parts, which begin with dots, follow their whole and add up to it."""
    parts = 0
    for what, number in reversed(figures):
        if what.startswith("..."):
            parts += number
        elif parts and parts != number:
            raise AssertionError(f"{what}: {number:,} are not the {parts:,} of their parts")
        else:
            parts = 0


def main() -> None:
    """Import a seed folder."""
    parser = argparse.ArgumentParser(prog="python -m tools.seed", description=__doc__)
    parser.add_argument("seeds", type=Path, help="the folder of the seed tables")
    parser.add_argument("--records", type=Path, default=Path("records"), help="where to write (default: records)")
    parser.add_argument("--report", type=Path, default=Path("docs/seed-import.md"), help="where to write the account")
    arguments = parser.parse_args()
    run = Import(read(arguments.seeds), {name: decisions(name) for name in DECISIONS})
    tables = report.account(run.ledger, run.lines, run.figures())
    run.write(arguments.records)
    page = report.page(run.ledger, tables, run.corrections, run.curated.additions)
    arguments.report.parent.mkdir(parents=True, exist_ok=True)
    arguments.report.write_text(page, encoding="utf-8", newline="\n")
    print(tables, end="")


if __name__ == "__main__":
    main()

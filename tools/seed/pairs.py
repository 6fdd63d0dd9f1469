"""The pairs that machines read off Wikidata and Wikipedia: who states each of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any

from screcords.model.ids import pair_id
from tools.seed.places import Refused
from tools.seed.sources import Source, statement, wikipedia_list

if TYPE_CHECKING:
    from tools.seed.ledger import Ledger
    from tools.seed.places import Gazetteer
    from tools.seed.tables import Seeds

Pair = frozenset[str]

DOUZELAGE = (
    "Q353854",  # Agros
    "Q436491",  # Altea
    "gn:660949",  # Asikkala
    "Q623464",  # Bad Kötzting
    "Q244095",  # Bellagio
    "Q1009405",  # Bundoran
    "Q954157",  # Chojna
    "Q333559",  # Granville
    "gn:2620046",  # Holstebro
    "Q650274",  # Houffalize
    "Q263107",  # Judenburg
    "Q613813",  # Kőszeg
    "Q534571",  # Marsaskala
    "Q9772",  # Meerssen
    "Q985402",  # Niederanven
    "gn:2684653",  # Oxelösund
    "Q213898",  # Preveza
    "Q1693963",  # Rokiškis
    "Q5316",  # Rovinj
    "gn:2262957",  # Sesimbra
    "Q586895",  # Sherborne
    "Q465698",  # Sigulda
    "gn:666830",  # Siret
    "Q15922",  # Škofja Loka
    "Q1000056",  # Sušice
    "Q568005",  # Tryavna
    "Q141796",  # Türi
    "Q11874",  # Zvolen
)
"""The towns of which each pair is stated: 28, each with 27 partners among the others. Prienai and Karkkila, which left,
are not among them: the newer members have no pair with them."""


@dataclass
class Statements:
    """Who states one pair: items of Wikidata with their place, and hosts of Wikipedia's lists with the list's country.

    The place is empty where a correction found that the item or the host is not the city meant.
    """

    items: list[tuple[str, str]] = field(default_factory=list)
    hosts: list[tuple[str, str]] = field(default_factory=list)

    def sources(self, ids: dict[str, str]) -> list[Source]:
        """One source for each side and kind, in the order of the cities' ids."""
        named = ids | {"": ""}
        stated = [(named[place], statement(item, named[place])) for item, place in self.items]
        listed = [(named[place], wikipedia_list(country, named[place])) for place, country in self.hosts]
        key = lambda entry: (entry[0], entry[1]["url"])  # noqa: E731
        return [source for _, source in sorted(stated, key=key) + sorted(listed, key=key)]

    @property
    def provenance(self) -> str:
        """The better witness: Wikidata, whose facts are free of any condition, where both state the pair."""
        return "wikidata" if self.items else "wikipedia"


class Pairs:
    """All pairs of the seeds, and the fate of each line that states one."""

    def __init__(self, seeds: Seeds, gazetteer: Gazetteer, corrections: dict[str, Any]) -> None:
        self.gazetteer = gazetteer
        self.moves = {frozenset(entry["pair"]): entry for entry in corrections["move_pair"]}
        self.refused_pairs = {frozenset(entry["pair"]): entry["reason"] for entry in corrections.get("refuse_pair", [])}
        self.statements: dict[Pair, Statements] = {}
        self.raw: dict[Pair, Pair | Refused] = {}
        self.lines: list[tuple[str, str, Pair | Refused]] = []
        self.used_corrections: set[Pair] = set()
        for row in seeds.twins:
            self._add("twins.tsv", row["from_qid"], row["to_qid"], "")
        for row in seeds.listed_pairs:
            self._add("listed_pairs.tsv", row["host"], row["partner"], row["host_country_of_list"])
        idle = (set(self.moves) | set(self.refused_pairs)) - self.used_corrections
        if idle:
            raise AssertionError(f"corrections of pairs that no line states: {idle}")

    def _add(self, table: str, speaker: str, other: str, country: str) -> None:
        raw = frozenset((speaker, other))
        pair, place = self._fate(raw, speaker)
        self.raw[raw] = pair
        self.lines.append((table, f"{speaker} - {other}", pair))
        if isinstance(pair, Refused):
            return
        found = self.statements.setdefault(pair, Statements())
        if country:
            entry = (place, country)
            if entry not in found.hosts:
                found.hosts.append(entry)
        else:
            entry = (speaker, place)
            if entry not in found.items:
                found.items.append(entry)

    def _fate(self, raw: Pair, speaker: str) -> tuple[Pair | Refused, str]:
        if raw in self.refused_pairs:
            self.used_corrections.add(raw)
            return Refused(self.refused_pairs[raw]), ""
        keys = {key: key for key in raw}
        if raw in self.moves:
            self.used_corrections.add(raw)
            keys = _moved(self.moves[raw])
        resolved = {key: self.gazetteer.resolve(to) for key, to in keys.items()}
        for place in resolved.values():
            if isinstance(place, Refused):
                return place, ""
        ends = frozenset(str(place) for place in resolved.values())
        if len(ends) != 2:
            return Refused("both ends are one place"), ""
        stays = keys[speaker] == speaker
        return ends, str(resolved[speaker]) if stays else ""

    @property
    def refused(self) -> int:
        """The pairs of the seeds that make no record."""
        return sum(isinstance(pair, Refused) for pair in self.raw.values())

    @property
    def joined(self) -> int:
        """The pairs of the seeds that turned out to be another one."""
        return len(self.raw) - self.refused - len(self.statements)

    def report(self, ledger: Ledger, curated: set[Pair]) -> None:
        """Account for every line, now that it is known which pairs have a hand-curated record."""
        for table, line, pair in self.lines:
            if isinstance(pair, Refused):
                ledger.refused(table, "corrected away", f"{line}: {pair.why}")
            elif pair in curated:
                ledger.merged(table, "a source of a hand-curated record")
            else:
                ledger.imported(table, "a source of a seed record")

    def record(self, pair: Pair) -> dict[str, Any]:
        """The seed record of `pair`."""
        ids = {key: self.gazetteer.places[key].id for key in pair}
        statements = self.statements[pair]
        data: dict[str, Any] = {
            "schema": 1,
            "id": pair_id(*ids.values()),
            "kind": "sister",
            "status": "unknown",
        }
        if pair in DOUZELAGE_PAIRS:
            data["group"] = "douzelage"
        data["provenance"] = statements.provenance
        data["parties"] = [{"city": city} for city in sorted(ids.values())]
        data["sources"] = numbered(statements.sources(ids))
        return data


def numbered(sources: list[Source]) -> list[Source]:
    """The sources with their local ids."""
    return [{"id": f"s{number}", **source} for number, source in enumerate(sources, 1)]


def _moved(entry: dict[str, Any]) -> dict[str, str]:
    """Which place stands for which in a correction; an end that stays is named on both sides."""
    old, new = entry["pair"], entry["to"]
    return dict(zip(old, new, strict=True))


DOUZELAGE_PAIRS: frozenset[Pair] = frozenset(frozenset(pair) for pair in combinations(DOUZELAGE, 2))

"""SCR501: references to cities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Severity
from screcords.rules.graph.references import References
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.findings import Problem, Route
    from screcords.model.partnership import Partnership
    from screcords.repository.graph import Repository


@rule(
    "SCR501",
    Severity.ERROR,
    Example(
        bad="# --- records/partnerships/jp/m/jp-minatogawa--us-or-harborview.toml\n"
        '[[parties]]\ncity = "jp-minatgawa"  # <- SCR501\n[[parties]]\ncity = "us-or-harborview"\n'
        '[[sources]]\nid = "s1"\ntype = "official-site"\ntitle = "Our sister cities"\n'
        'url = "https://www.harborview.example/sister-cities"\naccessed = "2025-11-02"',
        good="# --- records/partnerships/jp/m/jp-minatogawa--us-or-harborview.toml\n"
        '[[parties]]\ncity = "jp-minatogawa"\n[[parties]]\ncity = "us-or-harborview"\n'
        '[[sources]]\nid = "s1"\ntype = "official-site"\ntitle = "Our sister cities"\n'
        'url = "https://www.harborview.example/sister-cities"\naccessed = "2025-11-02"',
    ),
    Example(
        bad='# --- records/cities/us/o/us-or-harborview.toml\nformer_ids = ["us-or-westview"]\n'
        "# --- records/partnerships/jp/m/jp-minatogawa--us-or-harborview.toml\n"
        '[[exchanges]]\ndate = "1990"\nmode = "in-person"\nhost = "us-or-westview"  # <- SCR501\n'
        'title = { en = "Choir festival" }',
        good='# --- records/cities/us/o/us-or-harborview.toml\nformer_ids = ["us-or-westview"]\n'
        "# --- records/partnerships/jp/m/jp-minatogawa--us-or-harborview.toml\n"
        '[[exchanges]]\ndate = "1990"\nmode = "in-person"\nhost = "us-or-harborview"\n'
        'title = { en = "Choir festival" }',
        why="References follow a record that was merged into another.",
    ),
    fix="safe or unsafe",
)
def unknown_city(repository: Repository) -> Iterator[Problem]:
    """A record names a city that has no record.

    A partnership cannot be shown without both its ends. Mostly the id is misspelt, and the message says which city was
    meant; otherwise add a record of the city first (`records/cities/`). A city whose file is broken counts as there.
    """
    cities = repository.cities
    references = References(repository)
    for (one, other), entries in repository.judged_pairs.items():
        if one in cities and other in cities:
            continue
        for entry in entries:
            places: list[tuple[Route, str]] = [
                (("parties", number, "city"), city)
                for number, city in enumerate(entry.record.cities if entry.record else ())
                if repository.resolve("cities", city).id not in {one, other} - {city}  # else SCR503: one city twice
            ]
            yield from references.problems("cities", entry.path, places)
    for deal in repository.judged_partnerships:
        record = deal.record
        if record is not None and (record.agreements or record.exchanges):
            parties = set(record.cities)
            yield from references.problems(
                "cities", deal.path, ((route, city) for route, city in _named(record) if city not in parties)
            )
    for org in repository.orgs.values():
        if org.record is not None:
            places = [(("city",), org.record.city)] if org.record.city is not None else []
            places += [
                (("sources", number, "party"), source.party)
                for number, source in enumerate(org.record.sources)
                if source.party is not None
            ]
            yield from references.problems("cities", org.path, places)
    for town in cities.values():
        city = town.record
        if city is not None and (city.successors or city.members):
            places = [(("successors", number), place) for number, place in enumerate(city.successors)]
            places += [(("members", number), place) for number, place in enumerate(city.members)]
            yield from references.problems("cities", town.path, places)


def _named(record: Partnership) -> Iterator[tuple[Route, str]]:
    """The cities that agreements and exchanges name."""
    for number, agreement in enumerate(record.agreements):
        if agreement.place is not None:
            yield ("agreements", number, "place"), agreement.place
        for place, signatory in enumerate(agreement.signatories):
            yield ("agreements", number, "signatories", place, "city"), signatory.city
    for number, exchange in enumerate(record.exchanges):
        if exchange.host is not None:
            yield ("exchanges", number, "host"), exchange.host

"""The importer of the seeds, on tables of a few lines."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from screcords.model.schemas import layout
from screcords.text.canonical import write
from tools.seed.__main__ import Import
from tools.seed.ledger import Ledger
from tools.seed.pairs import DOUZELAGE
from tools.seed.report import account, page
from tools.seed.sources import wikipedia_list
from tools.seed.tables import Seeds, decisions, read

if TYPE_CHECKING:
    from pathlib import Path

CITY = ("qid", "name", "country", "subdivision", "lat", "lon", "population", "population_source", "geonames")
CITY_MORE = (
    *(f"name_{code}" for code in ("de", "es", "fr", "pt", "ru", "zh")),
    "place_source",
    "level",
    "same_as",
    "aliases",
)


def city(qid: str, name: str, country: str, **more: str) -> dict[str, str]:
    row = dict.fromkeys((*CITY, *CITY_MORE), "") | {
        "qid": qid,
        "name": name,
        "country": country,
        "lat": "1.5",
        "lon": "2.5",
    }
    return row | more


def listed(number: str, name: str, country: str, names: str, **more: str) -> dict[str, str]:
    row = {"key": f"gn:{number}", "name": name, "country": country, "subdivision": "", "lat": "3.5", "lon": "4.5"}
    return row | {"population": "9", "geonames": number, "names_in_lists": names} | more


def place(name: str, country: str, region: str = "", **more: str) -> dict[str, str]:
    keys = ("method", "qid", "geonames", "lat", "lon", "subdivision", "population", "candidates", "level")
    return {"name": name, "region": region, "country": country, **dict.fromkeys(keys, ""), "in_scope": "yes"} | more


def row(a: tuple[str, str], b: tuple[str, str], **more: object) -> dict[str, object]:
    nothing = ("start_date", "end_date", "document_type", "document_type_as_stated", "document_number", "origin", "org")
    sides = {
        side: {"name": name, "region": None, "country": country}
        for side, (name, country) in (("city_a", a), ("city_b", b))
    }
    empty = {"signatory_offices": [], "fields": [], "conflicts": [], "notes": None}
    basis = {"start_date_basis": "stated", "status_basis": "listed as current (or described as current) in the source"}
    plain = {"kind": "twin", "status": "active", "source": ["https://news.example/1"]}
    return sides | dict.fromkeys(nothing) | empty | basis | plain | more


def seeds(**more: list) -> Seeds:
    tables = {
        "cities": [
            city(
                "Q1",
                "Mainz",
                "DE",
                name_fr="Mayence",
                place_source="natural-earth",
                geonames="11",
                population="200",
                population_source="geonames",
            ),
            city("Q2", "Louisville", "US", subdivision="US-KY"),
            city("Q3", "Lesotho", "LS", level="(country: drop the record)"),
            city("Q4", "Petroşani", "RO"),
        ],
        "listed_places": [listed("21", "Dízhon", "FR", "Dijon"), listed("22", "Mainz (Rhein)", "DE", "Mainz am Rhein")],
        "twins": [
            {"from_qid": "Q1", "to_qid": "Q2"},
            {"from_qid": "Q2", "to_qid": "Q1"},
            {"from_qid": "Q1", "to_qid": "Q3"},
        ],
        "listed_pairs": [
            {"host": "gn:21", "partner": "Q1", "host_country_of_list": "France"},
            {"host": "Q2", "partner": "gn:22", "host_country_of_list": "United States"},
        ],
        "listed_unsure": [{"host": "Q1", "partner": "gn:9", "host_country_of_list": "Germany", "why": "namesake of X"}],
        "qualifiers": [],
        "places": [],
        "orgs": [],
        "partnerships": [],
    }
    return Seeds(**(tables | more))


def tables(**more: dict) -> dict:
    corrections = {
        "refuse_city": [{"key": "Q3", "reason": "a country"}],
        "merge_city": [{"key": "gn:22", "into": "Q1", "reason": "one place"}],
        "city": [], "drop_population": [{"below": 10}], "levels": {}, "aliases": {}, "move_pair": [],
        "place": [], "new_city": [], "doubt": [],
    }  # fmt: skip
    sources = {"hosts": {}, "pages": []}
    return {"corrections": corrections, "curated": {}, "orgs": {}, "sources": sources} | more


def news(*hosts: str) -> dict:
    return {"hosts": {host: {"type": "news"} for host in hosts}, "pages": []}


@pytest.fixture
def done() -> Import:
    return Import(seeds(), tables())


def by_id(records: list[dict]) -> dict[str, dict]:
    return {data["id"]: data for data in records}


def test_a_city_keeps_its_names_and_where_each_fact_is_from(done: Import) -> None:
    mainz = by_id(done.records["cities"])["de-mainz"]
    assert mainz["name"] == {"en": "Mainz", "fr": "Mayence"}
    assert mainz["population"] == {"value": 200}
    assert mainz["facts_from"] == ["geonames", "natural-earth", "wikidata"]
    assert mainz["provenance"] == "wikidata"


def test_a_double_gives_its_names_to_the_city_that_stays(done: Import) -> None:
    mainz = by_id(done.records["cities"])["de-mainz"]
    assert mainz["aliases"] == ["Mainz (Rhein)", "Mainz am Rhein"]
    assert mainz["geonames"] == 11


def test_a_listed_place_has_the_name_of_the_lists(done: Import) -> None:
    dijon = by_id(done.records["cities"])["fr-dijon"]
    assert (dijon["name"], dijon["aliases"]) == ({"en": "Dijon"}, ["Dízhon"])
    assert dijon["provenance"] == "geonames"
    assert "population" not in dijon, "nine inhabitants are another object's"


def test_romanian_letters_have_a_comma_below(done: Import) -> None:
    assert by_id(done.records["cities"])["ro-petrosani"]["name"] == {"en": "Petroșani"}


def test_a_seed_has_one_source_for_each_side_that_states_it(done: Import) -> None:
    both = by_id(done.records["partnerships"])["de-mainz--us-ky-louisville"]
    assert (both["status"], both["provenance"]) == ("unknown", "wikidata")
    assert [source["party"] for source in both["sources"]] == ["de-mainz", "us-ky-louisville", "us-ky-louisville"]
    assert [source["id"] for source in both["sources"]] == ["s1", "s2", "s3"]
    alone = by_id(done.records["partnerships"])["de-mainz--fr-dijon"]
    assert (alone["provenance"], [source["party"] for source in alone["sources"]]) == ("wikipedia", ["fr-dijon"])


def test_every_line_is_accounted_for(done: Import) -> None:
    assert done.ledger.by_outcome("cities.tsv") == {"imported": 3, "merged": 0, "refused": 1}
    assert done.ledger.by_outcome("listed_places.tsv") == {"imported": 1, "merged": 1, "refused": 0}
    assert done.ledger.by_outcome("twins.tsv") == {"imported": 2, "merged": 0, "refused": 1}
    assert done.ledger.by_outcome("listed_unsure.tsv") == {"imported": 0, "merged": 0, "refused": 1}
    text = page(done.ledger, account(done.ledger, done.lines, done.figures()), done.corrections, done.curated.additions)
    assert "| twins.tsv | 3 | 2 | 0 | 1 |" in text
    assert "- twins.tsv: Q1 - Q3: a country" in text


def test_a_missing_line_is_noticed() -> None:
    ledger = Ledger()
    ledger.imported("t", "x")
    with pytest.raises(AssertionError, match="2 lines, 1 accounted"):
        ledger.check("t", 2)


def test_namesakes_need_a_qualifier() -> None:
    twins = [
        city("Q5", "Halle", "DE"),
        city("Q6", "Halle", "DE"),
        city("Q3", "Lesotho", "LS"),
        city("Q1", "Mainz", "DE"),
    ]
    with pytest.raises(AssertionError, match="de-halle"):
        Import(seeds(cities=twins, twins=[], listed_pairs=[]), tables())
    qualifiers = [{"key": "Q5", "qualifier": "saale"}, {"key": "Q6", "qualifier": "westfalen"}]
    run = Import(seeds(cities=twins, twins=[], listed_pairs=[], qualifiers=qualifiers), tables())
    assert {"de-halle-saale", "de-halle-westfalen"} <= set(by_id(run.records["cities"]))


def curated(rows: list[dict], decided: dict | None = None) -> Import:
    places = [
        place("Mainz", "DE", qid="Q1"),
        place("Dijon", "FR", geonames="21"),
        place("Port of Mainz", "DE", in_scope="no (port)"),
    ]
    return Import(
        seeds(partnerships=rows, places=places),
        tables(curated=decided or {}, sources=news("news.example", "other.example")),
    )


def test_a_curated_row_wins_over_the_seed_and_keeps_its_sources() -> None:
    conflict = {"field": "start_date", "value": "1957", "source": "https://other.example/2"}
    run = curated(
        [
            row(
                ("Mainz", "DE"),
                ("Dijon", "FR"),
                start_date="1958",
                start_date_basis="derived",
                fields=["cultural"],
                conflicts=[conflict],
            )
        ]
    )
    data = by_id(run.records["partnerships"])["de-mainz--fr-dijon"]
    assert "provenance" not in data
    assert (data["status"], data["since"], data["fields"]) == ("active", "1958~", ["culture"])
    assert data["history"] == [{"date": "1958~", "event": "established", "kind": "sister", "sources": ["s1"]}]
    assert data["disputes"] == [{"key": "since", "value": "1957", "sources": ["s2"]}]
    assert [source["type"] for source in data["sources"]] == ["news", "news", "wikipedia"]
    assert run.ledger.by_outcome("curated/partnerships.jsonl")["merged"] == 1
    assert tomllib.loads(write(data, layout("partnerships"))) == data


def test_a_port_is_out_of_scope() -> None:
    run = curated(
        [
            row(("Port of Mainz", "DE"), ("Dijon", "FR")),
            row(
                ("Mainz", "DE"),
                ("Dijon", "FR"),
                conflicts=[{"field": "start_date", "value": "1957", "source": "https://other.example/2"}],
                start_date="1958",
            ),
        ]
    )
    assert run.ledger.by_outcome("curated/partnerships.jsonl") == {"imported": 0, "merged": 1, "refused": 1}


def test_a_decision_sets_the_history_and_the_header_follows() -> None:
    events = [
        {"date": "1958", "event": "established", "kind": "friendship"},
        {"date": "2022-03-08", "event": "terminated", "by": ["b"], "sources": [1]},
    ]
    decided = {
        "Mainz|Dijon": {
            "history": events,
            "disputes": [],
            "sources": [{"type": "news", "url": "https://more.example/"}],
        }
    }
    other = {"field": "start_date", "value": "1957", "source": "https://other.example/2"}
    run = curated([row(("Mainz", "DE"), ("Dijon", "FR"), status="terminated", conflicts=[other])], decided)
    data = by_id(run.records["partnerships"])["de-mainz--fr-dijon"]
    assert (data["kind"], data["status"], data["since"], data["until"]) == (
        "friendship",
        "terminated",
        "1958",
        "2022-03-08",
    )
    assert data["history"][1]["by"] == ["fr-dijon"]


def test_a_decision_on_no_row_is_an_error() -> None:
    with pytest.raises(AssertionError, match="do not exist"):
        curated([], {"Mainz|Nowhere": {"summary": "x"}})


def test_titles_of_lists() -> None:
    assert wikipedia_list("Czech Republic", "")["title"] == "List of twin towns and sister cities in the Czech Republic"
    assert wikipedia_list("United States", "")["url"].endswith("/List_of_sister_cities_in_the_United_States")


def test_the_douzelage_is_one_town_a_country() -> None:
    assert len(set(DOUZELAGE)) == 28


def test_every_decision_has_a_reason() -> None:
    corrections = decisions("corrections")
    for name in ("refuse_city", "merge_city", "city", "move_pair", "new_city", "allow_city"):
        assert all(entry.get("reason") for entry in corrections[name])


def test_summaries_are_short_and_plain() -> None:
    for decision in decisions("curated").values():
        summary = decision.get("summary", "")
        assert len(summary) < 300
        assert not summary or summary[-1] == "."


def test_tables_are_read_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "curated").mkdir()
    for name in ("cities", "listed_places", "twins", "listed_pairs", "listed_unsure", "qualifiers", "curated/places"):
        (tmp_path / f"{name}.tsv").write_text('key\tname\nQ1\t"Up" 2\n', encoding="utf-8")
    for name in ("orgs", "partnerships"):
        (tmp_path / "curated" / f"{name}.jsonl").write_text('{"name": "x"}\n', encoding="utf-8")
    assert read(tmp_path).cities == [{"key": "Q1", "name": '"Up" 2'}]

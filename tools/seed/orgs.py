"""The hand-curated organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screcords.model.ids import slug
from tools.seed.pairs import numbered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.seed.ledger import Ledger
    from tools.seed.places import Gazetteer
    from tools.seed.sources import Pages

Row = dict[str, Any]
Data = dict[str, Any]

LIAISON = {
    "mayor": "mayor",
    "international affairs": "international-affairs",
    "tourism": "tourism-cvb",
    "protocol": "protocol",
    "economic development": "economic-development",
}
NO_FORM = {"unknown", "municipal commission", "municipal office"}


class Organisations:
    """All organisations, by id and by the name that other rows use."""

    def __init__(
        self, rows: list[Row], table: dict[str, Any], gazetteer: Gazetteer, pages: Pages, ledger: Ledger
    ) -> None:
        if set(table) != {row["name"] for row in rows}:
            raise AssertionError(f"decisions and rows differ: {set(table) ^ {row['name'] for row in rows}}")
        self.gazetteer = gazetteer
        self.pages = pages
        self.table = table
        self.rows: dict[str, Row] = {}
        self.ids: dict[str, str] = {}
        self.place: dict[str, str] = {}
        for row in rows:
            decision = table[row["name"]]
            called = decision.get("place", f"{row['city']}/{row['region'] or ''}/{row['country']}")
            key = gazetteer.called(called) if called else ""
            home = gazetteer.places[key].id if key else row["country"].lower()
            org = slug(f"{home} {decision['slug']}")
            if org in self.rows:
                raise AssertionError(f"two organisations of the id {org}")
            self.rows[org] = row
            self.ids[row["name"]] = org
            self.place[org] = key
            ledger.imported("curated/orgs.jsonl", "an organisation record")

    def of_row(self, row: Row, key: str) -> list[str]:
        """The organisation that the row names, if it serves the place `key`."""
        if not row["org"]:
            return []
        org = self.ids[row["org"]]
        return [org] if self.place[org] == key else []

    def pairs(self) -> Iterator[tuple[str, str, str]]:
        """Partnerships that only the organisation's own row states."""
        for name, decision in self.table.items():
            for pair in decision.get("pairs", []):
                yield self.gazetteer.called(pair["a"]), self.gazetteer.called(pair["b"]), self.ids[name]

    def urls(self, org: str) -> list[str]:
        """The pages of the organisation's row."""
        return list(self.rows[org]["source"])

    def record(self, org: str) -> Data:
        """The organisation's record."""
        row = self.rows[org]
        decision = self.table[row["name"]]
        key = self.place[org]
        cities = {key: self.gazetteer.places[key].id} if key else {}
        sources = [self.pages.source(url, {}) for url in row["source"]]
        if row["retrieved_text_date"] and len(sources) == 1:
            sources[0].setdefault("date", row["retrieved_text_date"])
        data: Data = {
            "schema": 1,
            "id": org,
            "kind": decision["kind"],
            "status": decision.get("status", "active"),
            "city": cities.get(key),
            "country": None if key else row["country"],
            "founded": decision.get("founded") or (str(row["founded_year"]) if row["founded_year"] else None),
            "legal_form": None if row["legal_form"] in NO_FORM else row["legal_form"],
            "governance": decision.get("governance"),
            "run_by": sorted(decision.get("run_by", [])),
            "website": row["website"],
            "name": {_language(row): decision.get("name", row["name"])},
            "summary": {"en": decision["summary"]} if "summary" in decision else None,
            "meetings": decision.get("meetings"),
            "contacts": _contacts(row),
            "memberships": _memberships(row, decision),
            "instruments": [
                instrument | {"sources": [f"s{number}" for number in instrument["sources"]]}
                for instrument in decision.get("instruments", [])
            ],
            "sources": numbered(sources),
            "allow": decision.get("allow", []),
        }
        return {name: value for name, value in data.items() if value not in (None, "", [], {})}


def _language(row: Row) -> str:
    if row["country"] == "DE":
        return "de"
    return "fr" if row["country"] == "FR" else "en"


def _contacts(row: Row) -> list[Data]:
    contacts: list[Data] = []
    if row["role_email"]:
        contacts.append({"role": "primary", "email": row["role_email"]})
    if row["contact_page"]:
        office = LIAISON.get(row["municipal_contact_office"] or "")
        contacts.append(
            {"role": "municipal-liaison"} | ({"office": office} if office else {}) | {"url": row["contact_page"]}
        )
    return contacts


def _memberships(row: Row, decision: Data) -> list[Data]:
    if "memberships" in decision:
        return list(decision["memberships"])
    return [{"network": "sister-cities-international"}] if row["sci_member"] == "yes" else []

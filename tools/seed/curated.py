"""The hand-curated partnerships: rows of free text become records, merged over the pairs that exist already."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from screcords.model.ids import pair_id, slug
from tools.seed.pairs import DOUZELAGE_PAIRS, Pair, numbered
from tools.seed.places import Refused

if TYPE_CHECKING:
    from tools.seed.ledger import Ledger
    from tools.seed.orgs import Organisations
    from tools.seed.pairs import Pairs
    from tools.seed.places import Gazetteer
    from tools.seed.sources import Pages, Source

Row = dict[str, Any]
Data = dict[str, Any]
TABLE = "curated/partnerships.jsonl"

KINDS = {
    "sister": "sister",
    "twin": "sister",
    "partner city": "sister",
    "sister state": "sister",
    "sister county": "sister",
    "sister province": "sister",
    "sister prefecture": "sister",
    "ring partnership": "sister",
    "local sister city": "sister",
    "multilateral (Douzelage)": "sister",
    "friendship": "friendship",
    "partner (province)": "partner",
}
STATUSES = {
    "active": "active",
    "unknown": "unknown",
    "inactive": "dormant",
    "suspended": "suspended",
    "terminated": "terminated",
}
FIELDS = {
    "cultural": "culture",
    "educational": "education",
    "economic": "business",
    "youth": "youth",
    "municipal": "municipal",
    "sport": "sport",
    "humanitarian": "humanitarian",
    "environment": "environment",
}
ORIGINS = {
    "Polish-American community": ["ancestry"],
    "Armenian community": ["expatriates"],
    "Somali community": ["expatriates"],
    "largest Kurdish community in the US": ["expatriates"],
    "Salvadoran community": ["expatriates"],
    "navy and port; Filipino community": ["expatriates"],
    "expatriates in the San Francisco Bay Area": ["expatriates"],
    "Swedish ancestry": ["ancestry"],
    "ancestry": ["ancestry"],
    "Scottish settlers": ["ancestry"],
    "shared glass industry": ["trade"],
    "oil industry": ["trade"],
    "wool trade": ["trade"],
    "coal trade": ["trade"],
    "automobile industry": ["trade"],
    "animation industry": ["trade"],
    "trade fair cities": ["trade"],
    "Japanese industry": ["trade"],
    "shared name": ["namesake"],
    "name means middle town": ["namesake"],
    "word play and tourism": ["namesake"],
    "birthplace of the namesake": ["history"],
    "birthplace of the statesman the town is named after": ["history"],
    "birthplace of a citizen who worked in the partner county": ["history"],
    "historical alliance; choral societies": ["history"],
    "liberation of the Netherlands by Canadian forces": ["history"],
    "shipwreck of 1891": ["history"],
    "shared patron saint": ["faith"],
    "pilgrimage cities": ["faith"],
    "personal interest of a state legislator in Japanese art": ["personal-experience"],
    "resident of one city promoted exhibitions and business visits": ["personal-experience"],
    "university professor organised student exchange": ["personal-experience", "school-link"],
    "two mayors met at a UN conference": ["mayoral"],
    "proposal of the Canadian Federation of Mayors and Municipalities": ["mayoral"],
    "war-time solidarity between bombed cities": ["shared-challenges"],
    "solidarity with a neighbouring city": ["geography"],
}
"""Where the free text is one of the terms; other origins are told in the summary or not at all."""

DOCUMENTS = {
    "agreement": {"sister": "sister-city-agreement", "friendship": "friendship-agreement"},
    "certificate": {"sister": "sister-city-agreement"},
    "charter": {"sister": "twinning-charter"},
    "declaration": {"sister": "joint-declaration"},
    "mou": {"sister": "memorandum-of-understanding"},
    "protocol": {"sister": "protocol", "friendship": "letter-of-intent"},
    "letter": {"sister": "letter-of-intent"},
}
SHORT = {
    "sister-city-agreement": "sister",
    "friendship-agreement": "friendship",
    "twinning-charter": "charter",
    "joint-declaration": "declaration",
    "memorandum-of-understanding": "mou",
    "protocol": "protocol",
    "letter-of-intent": "intent",
}
OFFICES = (
    ("Lord Mayor", "lord-mayor"),
    ("Vice-Mayor", "deputy-mayor"),
    ("Governing Mayor", "mayor"),
    ("Mayor", "mayor"),
    ("Governor", "governor"),
    ("President of", "lord-mayor"),
    ("Chair of", "council-chair"),
)
ENDS = {"terminated": "terminated", "expired": "expired", "transferred": "superseded"}
RINGS = {
    "1958": (
        "One of the fifteen pairs of a ring partnership of six cities (Cologne, Esch-sur-Alzette, Liège, Lille, "
        "Rotterdam, Turin), made by one charter in 1958 and reaffirmed in 1983."
    ),
    "1959": (
        "One pair of a ring partnership that Brignoles, Bruneck, Groß-Gerau and Tielt made by one charter in 1959; "
        "Szamotuły joined in 2000."
    ),
}


class Curated:
    """All records that the hand-curated rows make, by pair."""

    def __init__(
        self,
        rows: list[Row],
        table: dict[str, Any],
        *,
        gazetteer: Gazetteer,
        pairs: Pairs,
        pages: Pages,
        orgs: Organisations,
    ) -> None:
        self.rows = rows
        self.table = table
        self.gazetteer = gazetteer
        self.pairs = pairs
        self.pages = pages
        self.orgs = orgs
        self.records: dict[Pair, Data] = {}
        self.additions: list[str] = []
        self.alone: list[Pair] = []
        """Pairs that no row of partnerships.jsonl tells, but one of the organisations."""

    def read(self, ledger: Ledger) -> None:
        """Turn every row into records, or say why it makes none."""
        idle = set(self.table) - {row_key(row) for row in self.rows}
        if idle:
            raise AssertionError(f"decisions on rows that do not exist: {idle}")
        for row in self.rows:
            decision = self.table.get(row_key(row), {})
            line = f"{row['city_a']['name']} - {row['city_b']['name']}"
            sides = [self.gazetteer.of(**side) for side in _sides(row)]
            refusal = decision.get("refuse") or next((side.why for side in sides if isinstance(side, Refused)), None)
            if refusal and "into" in decision:
                ledger.merged(TABLE, f"told by another row ({line}: {refusal})")
            elif refusal:
                why = "out of scope: a port, an authority, a district of parliament or a valley"
                known = refusal.startswith("a port")
                ledger.refused(
                    TABLE, why if known else "not known which place", line if known else f"{line}: {refusal}"
                )
            else:
                self._row(row, decision, sides, ledger)
        self._organisations_alone()

    def _row(self, row: Row, decision: Data, sides: list[Any], ledger: Ledger) -> None:
        made = [frozenset((one, other)) for one in sides[0] for other in sides[1]]
        for one in sides[0]:
            for other in sides[1]:
                self._add(frozenset((one, other)), Draft(self, row, decision, one, other).record())
        for more in decision.get("also", []):
            one, other = self.gazetteer.called(more["a"]), self.gazetteer.called(more["b"])
            self._add(frozenset((one, other)), Draft(self, row, _also(decision, more), one, other).record())
            self.additions.append(f"{self.gazetteer.places[one].name} - {self.gazetteer.places[other].name}")
        if len(made) > 1:
            ledger.imported(TABLE, "two records: one partnership with two places on one side")
            self.additions.append(f"{row['city_a']['name']} - {row['city_b']['name']}, second place")
        elif made[0] in self.pairs.statements:
            ledger.merged(TABLE, "a record of its own, over a pair of twins.tsv or listed_pairs.tsv")
        else:
            ledger.imported(TABLE, "a record of a pair that no other table has")

    def _add(self, pair: Pair, data: Data) -> None:
        if pair in self.records:
            raise AssertionError(f"two rows for {data['id']}")
        self.records[pair] = data

    def _organisations_alone(self) -> None:
        """Pairs that only a row of the organisations states."""
        for one, other, org in self.orgs.pairs():
            pair = frozenset((one, other))
            ids = {key: self.gazetteer.places[key].id for key in pair}
            party = next(key for key in pair if self.orgs.place[org] == key)
            data: Data = {"schema": 1, "id": pair_id(*ids.values()), "kind": "sister", "status": "unknown"}
            data["parties"] = [
                {"city": ids[key]} | ({"orgs": [org]} if key == party else {})
                for key in sorted(pair, key=ids.__getitem__)
            ]
            urls = self.orgs.urls(org)
            data["sources"] = numbered(
                [self.pages.source(url, ids) for url in urls] + self.pairs.statements[pair].sources(ids)
            )
            self._add(pair, data)
            self.alone.append(pair)


class Draft:
    """One record on its way."""

    def __init__(self, book: Curated, row: Row, decision: Data, one: str, other: str) -> None:
        self.book = book
        self.row = row
        self.decision = decision
        self.sides = {"a": one, "b": other}
        self.ids = {key: book.gazetteer.places[key].id for key in (one, other)}
        self.urls = _urls(row)
        self.sources: list[Source] = [book.pages.source(url, self.ids) for url in self.urls]
        for extra in decision.get("sources", []):
            self.sources.append({key: extra[key] for key in ("type", "publisher", "date", "url") if key in extra})
        self.cited = [f"s{number}" for number in range(1, len(row["source"]) + 1)]
        self.kind: str = decision.get("kind") or KINDS[row["kind"]]
        self.start: str = _approximate(row["start_date"], row["start_date_basis"])
        if "since" in decision:
            self.start = decision["since"]

    def record(self) -> Data:
        """The record, with the statements of machines as further sources."""
        decision = self.decision
        status = decision.get("status") or STATUSES[self.row["status"]]
        agreements = self._agreements()
        history = self._history(status, agreements)
        header = self._header(status, history)
        pair = frozenset(self.sides.values())
        data: Data = {"schema": 1, "id": pair_id(*self.ids.values()), **header}
        data["group"] = decision.get("group") or ("douzelage" if pair in DOUZELAGE_PAIRS else "")
        data["fields"] = sorted({FIELDS[field] for field in self.row["fields"]})
        data["origins"] = sorted(decision.get("origins", ORIGINS.get(self.row["origin"] or "", [])))
        data["verified"] = self._verified(status)
        summary = decision.get("summary") or RINGS.get(decision.get("ring", ""), "")
        data["summary"] = {"en": summary} if summary else {}
        data["parties"] = self._parties()
        data["agreements"] = agreements
        data["approvals"] = self._approvals()
        data["history"] = history
        stated = self.book.pairs.statements.get(pair)
        sources = self.sources + (stated.sources(self.ids) if stated else [])
        data["sources"] = numbered(sources)
        data["disputes"] = self._disputes(header)
        data["allow"] = decision.get("allow", [])
        if "superseded_by" in decision:
            called = [self.book.gazetteer.called(name) for name in decision["superseded_by"]]
            data["superseded_by"] = pair_id(*(self.book.gazetteer.places[key].id for key in called))
        return {key: value for key, value in data.items() if value not in ("", [], {}, None)}

    def _header(self, status: str, history: list[Data]) -> Data:
        header: Data = {"kind": self.kind, "status": status, "since": self.start}
        header["first_contact"] = self.decision.get("first_contact", "")
        for event in history:
            if event["event"] in {"established", "upgraded"}:
                header |= {"kind": event["kind"], "status": "active", "since": event["date"], "until": ""}
            elif event["event"] == "resumed":
                header |= {"status": "active", "until": ""}
            elif event["event"] in {"suspended", "proposed"}:
                header["status"] = event["event"]
            elif event["event"] in ENDS:
                header |= {"status": ENDS[event["event"]], "until": event["date"]}
        return header

    # -- parts -----------------------------------------------------------------------------------------------------

    def _parties(self) -> list[Data]:
        parties = []
        for side, key in self.sides.items():
            extra = self.decision.get(side, {})
            party: Data = {"city": self.ids[key]}
            orgs = set(extra.get("orgs", [])) | set(self.book.orgs.of_row(self.row, key))
            if orgs:
                party["orgs"] = sorted(orgs)
            listings = [
                source["url"]
                for url, source in zip(self.urls, self.sources, strict=False)
                if self.book.pages.is_listing(url) and self.book.pages.party(url) == key
            ]
            if listings:
                party["listing"] = listings[0]
            for name in ("designation", "name_as_signed"):
                if name in extra:
                    party[name] = extra[name]
            parties.append(party)
        return sorted(parties, key=lambda party: str(party["city"]))

    def _agreements(self) -> list[Data]:
        decision, row = self.decision, self.row
        if "agreements" in decision:
            return [self._placed(agreement) for agreement in decision["agreements"]]
        if "ring" in decision:
            first = f"charter-{decision['ring']}"
            result: list[Data] = [
                {"id": first, "type": "twinning-charter", "signed": decision["ring"], "sources": self.cited}
            ]
            if decision["ring"] == "1958":
                result.append(
                    {
                        "id": "reaffirmation-1983",
                        "type": "reaffirmation",
                        "signed": "1983",
                        "renews": first,
                        "sources": self.cited,
                    }
                )
            return result
        signatories = self._signatories()
        both = len({entry["city"] for entry in signatories}) == 2
        document = row["document_type"]
        if document in DOCUMENTS:
            terms = DOCUMENTS[document]
            kind = terms.get(self.kind) or terms["sister"]
        elif document is None and both and self.start:
            kind = DOCUMENTS["agreement"].get(self.kind, "sister-city-agreement")
        else:
            return []
        agreement: Data = {"id": f"{SHORT[kind]}-{self.start[:4]}" if self.start else SHORT[kind], "type": kind}
        if self.start:
            agreement["signed"] = self.start
        if both:
            agreement["signatories"] = signatories
        agreement["sources"] = self.cited
        if "renewed" in decision:
            year = decision["renewed"]
            renewal = {
                "id": f"reaffirmation-{year}",
                "type": "reaffirmation",
                "signed": year,
                "renews": agreement["id"],
                "sources": self.cited,
            }
            return [agreement, renewal]
        return [agreement]

    def _signatories(self) -> list[Data]:
        result = []
        names = {side: slug(self.row[f"city_{side}"]["name"]) for side in self.sides}
        for text in self.row["signatory_offices"]:
            office = next((term for start, term in OFFICES if text.startswith(start)), None)
            side = max(names, key=lambda side: (_mentions(names[side], slug(text)), len(names[side])))
            if office and _mentions(names[side], slug(text)):
                result.append({"city": self.ids[self.sides[side]], "office": office})
        return result

    def _approvals(self) -> list[Data]:
        if "approvals" in self.decision:
            return [self._placed(approval) for approval in self.decision["approvals"]]
        if self.row["signatory_offices"] == ["Mayor and Common Council of San Bernardino"]:
            exact = self.row["document_type_as_stated"] == "council resolution"
            approval: Data = {
                "city": self.ids[self.sides["a"]],
                "body": "council",
                "instrument": "resolution" if exact else "council-decision",
                "date": self.start,
            }
            if self.row["document_number"]:
                approval["number"] = self.row["document_number"]
            return [approval | {"sources": self.cited}]
        return []

    def _history(self, status: str, agreements: list[Data]) -> list[Data]:
        signed = {agreement["signed"]: agreement["id"] for agreement in reversed(agreements) if "signed" in agreement}
        if "history" in self.decision:
            events = [self._placed(event) for event in self.decision["history"]]
            if events and events[0]["event"] == "established" and events[0]["date"] in signed:
                events[0].setdefault("agreement", signed[events[0]["date"]])
            return events
        if status != "active" or not self.start:
            return []
        first: Data = {"date": self.start, "event": "established", "kind": self.kind}
        if self.start in signed:
            first["agreement"] = signed[self.start]
        events = [first | {"sources": self.cited}]
        for agreement in agreements:
            if agreement["type"] == "reaffirmation":
                events.append(
                    {
                        "date": agreement["signed"],
                        "event": "reaffirmed",
                        "agreement": agreement["id"],
                        "sources": self.cited,
                    }
                )
        return events

    def _disputes(self, header: Data) -> list[Data]:
        if "disputes" in self.decision:
            return [self._placed(dispute) for dispute in self.decision["disputes"] if "skip" not in dispute]
        result = []
        for conflict in self.row["conflicts"]:
            key = {"start_date": "since", "end_date": "until"}[conflict["field"]]
            if not header.get(key):
                raise AssertionError(f"{row_key(self.row)}: a dispute of a date that the record does not state")
            number = self.urls.index(conflict["source"]) + 1
            result.append({"key": key, "value": conflict["value"], "sources": [f"s{number}"]})
        return result

    def _placed(self, entry: Data) -> Data:
        """A part from the table of decisions, with cities for sides and local ids for numbers."""
        result = dict(entry)
        for name in ("city", "place"):
            if name in result:
                result[name] = self.ids[self.sides[result[name]]]
        if "by" in result:
            result["by"] = [self.ids[self.sides[side]] for side in result["by"]]
        if "signatories" in result:
            result["signatories"] = [self._placed(signatory) for signatory in result["signatories"]]
        if "sources" in result:
            result["sources"] = [f"s{number}" for number in result["sources"]]
        if "note" in result:
            result["note"] = {"en": result["note"]}
        return result

    def _verified(self, status: str) -> str:
        """The date of the newest list that shows the partnership as current, where that list has a date."""
        if status != "active" or not (self.row["status_basis"] or "").startswith("listed"):
            return ""
        dates = [
            source["date"]
            for source in self.sources[: len(self.row["source"])]
            if source["type"] in {"directory", "official-site"} and "date" in source
        ]
        return max(dates, default="")


def row_key(row: Row) -> str:
    """How the table of decisions names a row."""
    return f"{row['city_a']['name']}|{row['city_b']['name']}"


OWN = {"status", "superseded_by", "history", "a", "b", "also", "summary"}


def _also(decision: Data, more: Data) -> Data:
    """The decision on a further pair that a row states: what is common to all, and what is its own."""
    result = {key: value for key, value in decision.items() if key not in OWN}
    if "summary" in decision and "superseded_by" not in decision:
        result["summary"] = decision["summary"]
    for side in ("a", "b"):
        name = more.get(f"{side}_name_as_signed")
        if name:
            result[side] = {"name_as_signed": name}
    return result | {key: value for key, value in more.items() if key in {"summary", "since", "status"}}


def _sides(row: Row) -> list[dict[str, str]]:
    return [dict(row["city_a"]), dict(row["city_b"])]


def _urls(row: Row) -> list[str]:
    urls = list(row["source"])
    for conflict in row["conflicts"]:
        if conflict["source"] not in urls:
            urls.append(conflict["source"])
    return urls


def _approximate(date: str | None, basis: str | None) -> str:
    if not date:
        return ""
    return f"{date}~" if basis == "derived" else date


def _mentions(name: str, text: str) -> bool:
    """Whether `text` names the city, be it by its full name or by the last word of it."""
    return re.search(rf"(^|-){name}(-|$)", text) is not None or text.endswith(f"-{name.rpartition('-')[2]}")

"""The sources of a record: what kind of page an address is, and whose side speaks there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from tools.seed.places import Gazetteer

WITH_ARTICLE = {
    "Czech Republic",
    "Faroe Islands",
    "Netherlands",
    "Republic of Ireland",
    "United Kingdom",
    "United States",
}
CRAWL = "2016"
LISTS = "2026-02"

Source = dict[str, Any]


def statement(qid: str, party: str) -> Source:
    """A statement "twinned administrative body" of a Wikidata item, which speaks for `party` if for any."""
    source = {"type": "wikidata", "url": f"https://www.wikidata.org/wiki/{qid}", "date": CRAWL}
    return source | ({"party": party} if party else {})


def wikipedia_list(country: str, party: str) -> Source:
    """An entry of one of the English Wikipedia's lists, under its host city."""
    kind = "sister cities" if country == "United States" else "twin towns and sister cities"
    title = f"List of {kind} in {'the ' if country in WITH_ARTICLE else ''}{country}"
    url = "https://en.wikipedia.org/wiki/" + quote(title.replace(" ", "_"), safe="()_")
    source = {"type": "wikipedia", "title": title, "url": url, "date": LISTS}
    return source | ({"party": party} if party else {})


class Pages:
    """The addresses of the curated facts, judged by the table of sources."""

    def __init__(self, table: dict[str, Any], gazetteer: Gazetteer) -> None:
        self.hosts: dict[str, dict[str, Any]] = table["hosts"]
        self.pages: dict[str, dict[str, Any]] = {page["url"]: page for page in table["pages"]}
        self.gazetteer = gazetteer
        self.used: set[str] = set()
        self.used_pages: set[str] = set()

    def source(self, url: str, cities: dict[str, str]) -> Source:
        """The source at `url` of a record whose places and ids are `cities`."""
        facts = self.facts(url)
        result: Source = {"type": facts["type"]}
        for key in ("publisher", "date", "archived"):
            if key in facts:
                result[key] = facts[key]
        result["url"] = _without_person(facts.get("to", url))
        party = self.party(url)
        if party in cities:
            result["party"] = cities[party]
        return result

    def facts(self, url: str) -> dict[str, Any]:
        """What the tables say of `url`."""
        host = urlsplit(url).netloc.removeprefix("www.").rstrip(".")
        self.used.add(host)
        page = self.pages.get(url, {})
        if page:
            self.used_pages.add(url)
        return self.hosts[host] | page

    def party(self, url: str) -> str:
        """The place whose side speaks at `url`, if it is one's."""
        party = self.facts(url).get("party")
        return self.gazetteer.called(party) if party else ""

    def is_listing(self, url: str) -> bool:
        """Whether `url` is a side's own list of its partners."""
        return bool(self.facts(url).get("listing"))


def _without_person(url: str) -> str:
    """The site itself for an author's page, whose address spells a person's name or mailbox."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/" if parts.path.startswith("/author/") else url

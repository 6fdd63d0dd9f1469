"""Controlled vocabularies that several types share, and what people write instead of their terms."""

from __future__ import annotations

from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["sister", "friendship", "partner", "project", "contact", "historical-tie"]
Field: TypeAlias = Literal[
    "culture",
    "education",
    "business",
    "municipal",
    "humanitarian",
    "youth",
    "sport",
    "health",
    "environment",
    "tourism",
    "agriculture",
    "science",
    "peace",
]
Office: TypeAlias = Literal[
    "mayor",
    "lord-mayor",
    "deputy-mayor",
    "city-manager",
    "council-chair",
    "councillor",
    "governor",
    "premier",
    "county-executive",
    "commissioner",
    "prefect",
    "ambassador",
    "consul",
    "minister",
    "org-president",
    "board",
    "committee-chair",
    "international-affairs",
    "protocol",
    "tourism-cvb",
    "economic-development",
    "city-clerk",
    "secretary-office",
]
Body: TypeAlias = Literal["council", "assembly", "commission", "board", "executive", "national-agency"]
Instrument: TypeAlias = Literal[
    "resolution", "ordinance", "motion", "proclamation", "council-decision", "ministerial-approval"
]

_SYNONYMS = {
    "sister": (
        "twin, twin town, twin city, twinning, twinned, sister city, sister-city, sister town, sister state, sister "
        "province, sister prefecture, sister county, partnerschaft, städtepartnerschaft, partnerstadt, jumelage, "
        "ville jumelée, gemellaggio, hermanamiento, ciudad hermana, cidade-irmã, geminação, vänort, vennskapsby, "
        "zusterstad, miasto partnerskie, partnerské město, testvérváros, побратим, город-побратим, 姉妹都市, 友好城市, "
        "友好都市, 자매도시, 자매결연"
    ),
    "friendship": "friend, friendship city, friendship-city, friendly city, friendly, friendship town, 우호도시",
    "partner": "partner city, partner-city, partnership, cooperation, cooperation partner",
    "project": "project partnership, projektpartnerschaft, project city, project-based",
    "contact": "informal, contacts, kontakt, freundschaftskontakt, städtekontakt",
    "historical-tie": "historical tie, historic tie, historical, historical link",
    "active": "in force, in-force, current, ongoing, alive, ok, valid, operational",
    "unknown": "unclear, unsure, listed, presumed",
    "dormant": "asleep, sleeping, inactive, stalled, lapsed, idle",
    "suspended": "paused, on hold, on-hold, frozen, interrupted",
    "expired": "run out, ran out, not renewed",
    "terminated": "ended, cancelled, canceled, dissolved, revoked, severed, withdrawn from, closed",
    "historic": "emeritus, retired, historical, honorary, honoured, former",
    "superseded": "replaced, continued, transferred, merged",
    "proposed": "planned, pending, announced, in preparation, exploration",
    "culture": "cultural, arts, art, music, heritage",
    "education": "educational, school, schools, university, academic",
    "business": "economic, economy, trade, commerce, commercial, investment",
    "municipal": "municipal/technical, technical, administration, government, governance",
    "humanitarian": "aid, relief, solidarity, disaster relief",
    "youth": "young people, youth exchange",
    "sport": "sports, athletics",
    "health": "medical, medicine, healthcare",
    "environment": "environmental, climate, ecology, sustainability",
    "tourism": "tourist, travel",
    "agriculture": "farming, agricultural",
    "science": "scientific, research, technology",
    "peace": "reconciliation, human rights",
    "mayor": "mayors, bürgermeister, bürgermeisterin, maire, alcalde, sindaco, burgemeester, 市長",
    "lord-mayor": "lord mayor, oberbürgermeister, oberbürgermeisterin, president of the city, city president",
    "deputy-mayor": "deputy mayor, vice-mayor, vice mayor, stellvertretender bürgermeister",
    "city-manager": "city manager, town manager, city administrator, chief executive",
    "council-chair": "council chair, council president, chair of the council, president of the council",
    "councillor": "councilor, council member, councilmember, alderman",
    "governor": "state governor",
    "international-affairs": "international affairs, international relations, office of international affairs",
    "tourism-cvb": "cvb, tourism, visitors bureau, convention and visitors bureau",
    "economic-development": "economic development",
    "city-clerk": "city clerk, town clerk, clerk",
    "nonprofit": "non-profit, not-for-profit, association, 501(c)(3), verein, charity, ngo",
    "municipal-commission": "municipal commission, city commission, commission",
    "municipal-office": "municipal office, city office",
    "volunteers": "volunteer",
    "mayors-office": "mayor's office, mayors office, office of the mayor",
    "municipality": "city, city administration, town administration",
    "memorandum-of-understanding": "mou, memorandum, memorandum of understanding",
    "letter-of-intent": "loi, letter of intent",
    "friendship-agreement": "friendship agreement, friendship city agreement",
    "sister-city-agreement": "sister city agreement, sister-cities agreement, agreement",
    "twinning-charter": "charter, twinning charter, twinning oath, serment de jumelage",
    "joint-declaration": "declaration, joint declaration, joint statement",
    "official-site": "official, official site, website, city website, municipal website",
    "council-record": "council, minutes, council minutes, council record",
    "news": "newspaper, press, media, article",
    "directory": "list, listing",
    "armed-conflict": "war, conflict, armed conflict, invasion",
    "human-rights": "human rights",
    "municipal-merger": "merger, municipal merger, amalgamation",
    "disaster-or-pandemic": "pandemic, disaster, covid, covid-19",
    "established": "signed, founded, start, started, began, formed",
    "reaffirmed": "renewed, reaffirmation, confirmed",
    "virtual": "online, remote",
    "in-person": "in person, visit, physical",
}
_BY_WORD: dict[str, list[str]] = {}
for _term, _words in _SYNONYMS.items():
    for _word in _words.split(", "):
        _BY_WORD.setdefault(_word, []).append(_term)


def synonym(value: str, terms: tuple[str, ...]) -> str | None:
    """The term of the vocabulary that `value` means, where it is one spelled otherwise or a known synonym of one."""
    folded = " ".join(value.casefold().split())
    spelled = folded.replace(" ", "-").replace("_", "-")
    if spelled in terms:
        return spelled
    candidates = [term for word in (folded, spelled) for term in _BY_WORD.get(word, ()) if term in terms]
    return candidates[0] if candidates else None

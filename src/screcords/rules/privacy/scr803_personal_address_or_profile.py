"""SCR803: where persons live, and their own pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity, quoted
from screcords.model.partnership import Partnership
from screcords.rules.privacy.texts import is_bare_seed, office, texts
from screcords.rules.rule import Example, rule
from screcords.rules.sources.addresses import addresses, of_sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.organisation import Organisation

PROFILES = (
    *("facebook.com/profile.php", "facebook.com/people/", "linkedin.com/in/", "linkedin.com/pub/"),
    *("xing.com/profile/", "vk.com/id", "researchgate.net/profile/"),
    "ok.ru/profile/",
    *("fb.com/profile.php", "fb.com/people/"),
)
"""Addresses under which networks keep persons; organisations have others."""

BODIES = (
    r"(?:the )?(?:[\w.'-]+ ){0,3}(?:city|town|council|hall|county|mayor|office|university|library|museum|chamber|"
    r"school|society|association|institute|municip|ministr|prefect|préfect|centre|center|club|committee|comit|"
    r"department|secretariat|foundation|fondation|fundaci|bureau|mairie|commune\b|h[ôo]tel de ville|rathaus|stadt|"
    r"gemeinde|verein|landkreis|zentrum|komitee|sekretariat|stiftung|\w*amt\b|\w*schule\b|\w*verwaltung\b|\w*verband\b|comune\b|"
    r"ayuntamiento|ajuntament|concello|diputaci|provincia|centro|câmara|prefeitura|urz[ąa]d|starostwo|gmina|biuro|"
    r"úřad|obec|önkormányzat|primăria|администраци|мэри|общин|\w*市|\w*役所|\w*協会)"
)
"""Beginnings of the names of those that somebody works for, in the languages with most records."""

_CARE = re.compile(rf"(?:^|[\s,(])c/[ou]\b\.?\s*(?!\s|{BODIES})", re.IGNORECASE)
_IN_FULL = re.compile(rf"^care of\s+(?!{BODIES})", re.IGNORECASE)
_FLAT = re.compile(
    r"\b(?:Apt|Apartment|Appt|Appartement|Whg|Wohnung|Flat|dpto|Depto)\.?\s*(?:no\.? ?|#)?\d+\w?\b", re.IGNORECASE
)
_ROOMS = re.compile(r"様方|\bкв\.? ?\d|\d\w? m\. ?\d")
"""Flats in Japanese (with somebody), Russian and Polish."""
_HOME = re.compile(
    r"\b(?:home address|private (?:address|residence)|residential address|privat(?:adresse|anschrift))\b"
)
_EXACT = {"vk.com/id": re.compile(r"vk\.com/id\d"), "ok.ru/profile/": re.compile(r"(?<![\w-])ok\.ru/profile/")}
"""What else has to hold where an address of others may hold the same letters."""

ORG = "# --- records/orgs/us/o/us-or-harborview-sister-cities.toml\n"


@rule(
    "SCR803",
    Severity.WARNING,
    Example(
        bad=ORG + '[address]\nstreet = "c/o Jane Doe, 12 Elm Street"  # <- SCR803\ncity = "Harborview"',
        good=ORG + '[address]\nstreet = "c/o City Hall, 1 Main Street, Suite 200"\ncity = "Harborview"',
        why="An office, a suite or a post box is nobody's home.",
    ),
    Example(
        bad=ORG + '[address]\nstreet = "12 Elm Street, Apt. 4B"  # <- SCR803\ncity = "Harborview"',
        good=ORG + '[address]\nstreet = "P.O. Box 12"\ncity = "Harborview"',
    ),
    Example(
        bad=ORG + 'facebook = "https://www.facebook.com/profile.php?id=100000000000001"  # <- SCR803',
        good=ORG + 'facebook = "https://www.facebook.com/HarborviewSisterCities"',
    ),
    Example(
        bad=ORG + 'social = ["https://www.linkedin.com/in/jane-doe"]  # <- SCR803',
        good=ORG + 'social = ["https://www.linkedin.com/company/harborview-sister-cities"]',
    ),
    Example(
        bad='summary.en = "Pictures: facebook.com/profile.php?id=100000000000001"  # <- SCR803',
        good='summary.en = "Pictures: facebook.com/HarborviewSisterCities"',
    ),
    unless=is_bare_seed,
)
def personal_address_or_profile(record: Organisation | Partnership) -> Iterator[Problem]:
    """An address is a home, or a link leads to the page of a person.

    Small associations are often registered at the home of a volunteer, and nobody may publish that for them. Give the
    address of an office or a post box, or none; and the page of the organisation, not that of its chair.
    """
    if not isinstance(record, Partnership):
        for route, line in office(record):
            if found := _CARE.search(line) or _IN_FULL.search(line) or _FLAT.search(line) or _ROOMS.search(line):
                message = f"{quoted(found[0].strip(' ,('))} is how homes of persons are written"
                yield Problem(route, message, "give the address of an office or a post box, or none")
    for route, text in texts(record):
        lower = text.lower()
        if profile := _profile(lower):
            yield Problem(route, f"{quoted(profile)} is where pages of persons are", "leave it out")
        if route[0] == "address" or not ("c/o" in lower or "address" in lower or "privat" in lower):
            continue
        if found := _CARE.search(text) or _HOME.search(lower):
            message = f"{quoted(found[0].strip(' ,('))} speaks of the address of a person"
            yield Problem(route, message, "leave it out")
    for several in (addresses(record), of_sources(record.sources)):
        for route, url in several:
            if profile := _profile(url.lower().partition("://")[2]):
                message = f"{quoted(profile)} is where pages of persons are"
                yield Problem(route, message, "give the page of the organisation, or none")


def _profile(lower: str) -> str:
    """The place of persons that an address or a text in lower case names, or ""."""
    if ".com/" not in lower and ".net/" not in lower and "ok.ru/" not in lower:
        return ""
    lower = lower.replace("//", "/").replace("%2e", ".")
    found = (mark for mark in PROFILES if mark in lower)
    return next((mark for mark in found if mark not in _EXACT or _EXACT[mark].search(lower)), "")

"""The table of countries: names, regions and languages from CLDR, calling codes from libphonenumber."""

from __future__ import annotations

import re
from importlib.metadata import version
from typing import TYPE_CHECKING

import phonenumbers
import pycountry

from tools.reference.sources import NPM, Sources, write

if TYPE_CHECKING:
    from pathlib import Path

# CLDR's names with the words that CLDR shortens for menus written out, and the two Congos by what tells them apart.
NAMES = {
    "AX": "Åland",
    "BL": "Saint Barthélemy",
    "CC": "Cocos Islands",
    "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo",
    "HK": "Hong Kong",
    "HM": "Heard Island and McDonald Islands",
    "GS": "South Georgia and the South Sandwich Islands",
    "MM": "Myanmar",
    "MO": "Macao",
    "PN": "Pitcairn",
    "PS": "Palestine",
    "SH": "Saint Helena, Ascension and Tristan da Cunha",
    "UM": "United States Minor Outlying Islands",
    "VA": "Vatican City",
    "VC": "Saint Vincent and the Grenadines",
}

# What people write beside the names of the standards; none of these may mean a second country.
OTHERS = {
    "AE": "UAE;Emirates",
    "BA": "Bosnia;Bosnia-Herzegovina",
    "CD": "DR Congo;DRC;Zaire;Congo-Kinshasa",
    "CG": "Congo-Brazzaville",
    "CN": "PRC;PR China;Mainland China;People's Republic of China",
    "CZ": "Czech Republic",
    "CV": "Cape Verde",
    "DE": "BRD;FRG;East Germany;West Germany;GDR;DDR",
    "FK": "Falklands",
    "FM": "Micronesia",
    "GB": "UK;Great Britain;Britain;England;Scotland;Wales;Northern Ireland",
    "GR": "EL",
    "IE": "Republic of Ireland;Eire",
    "KP": "DPRK;Korea (North);Democratic People's Republic of Korea",
    "KR": "Republic of Korea;ROK;Korea (South)",
    "MK": "Macedonia;FYROM",
    "MO": "Macau",
    "NL": "Holland",
    "PS": "Palestinian Territories;State of Palestine",
    "RU": "Russian Federation",
    "TW": "臺灣;台湾;Republic of China;ROC;Chinese Taipei",
    "US": "USA;U.S.A.;U.S.;United States of America;America",
    "VA": "Holy See;Vatican",
    "VI": "US Virgin Islands;United States Virgin Islands",
}

# The withdrawn codes as they are called, where the standard turns the name around; CS had two meanings, YU two extents.
FORMER_NAMES = {
    "CS": "Serbia and Montenegro, before it Czechoslovakia",
    "FX": "Metropolitan France",
    "SU": "Soviet Union",
    "VD": "Democratic Republic of Viet-Nam",
    "YD": "Democratic Yemen",
    "YU": "Yugoslavia",
}
SUCCESSORS = {"CS": "CZ ME RS SK", "YU": "BA HR ME MK RS SI XK"}

OFFICIAL = {"official", "de_facto_official"}
KOSOVO = "XK"


def _names(sources: Sources, code: str, languages: list[str], english: dict[str, str]) -> tuple[str, list[str]]:
    """The English name for display, and all the others that may be met."""
    name = NAMES.get(code) or english[code].replace(" & ", " and ").replace("St. ", "Saint ").replace("’", "'")
    others = [text for key, text in english.items() if key == code or key.startswith(f"{code}-alt-")]
    locales = sources.locales()
    for language in languages:
        if language in locales:
            native = sources.territories(language)
            others += [text for key, text in native.items() if key in {code, f"{code}-alt-short"}]
    if record := pycountry.countries.get(alpha_2=code):
        for key in ("name", "official_name", "common_name"):
            text = getattr(record, key, None)
            others += [text] if text else []
    others += OTHERS.get(code, "").split(";")
    return name, [text for text in dict.fromkeys(others) if text and text != name and ";" not in text]


def _languages(info: dict[str, dict[str, str]]) -> list[str]:
    """The official languages, the most spoken first; spoken ones that are hardly written are left out."""
    found = [
        (-float(facts["_populationPercent"]), tag.replace("_", "-"))
        for tag, facts in info.items()
        if facts.get("_officialStatus") in OFFICIAL and float(facts.get("_writingPercent", 100)) > 5
    ]
    return [tag for _, tag in sorted(found)]


def _calling() -> dict[str, str]:
    codes: dict[str, str] = {}
    for number, regions in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items():
        codes |= {region: str(number) for region in regions if re.fullmatch("[A-Z]{2}", region)}
    return codes


def _former(sources: Sources, current: set[str]) -> list[tuple[str, str, str]]:
    """The codes that were withdrawn: code, name, and the successors."""
    aliases = sources.cldr("aliases")["metadata"]["alias"]["territoryAlias"]
    rows = {}
    for record in pycountry.historic_countries:
        code = record.alpha_2
        if code in current:
            continue  # AI, GE and SK were given again, to Anguilla, Georgia and Slovakia.
        name = FORMER_NAMES.get(code) or record.name.split(",")[0].split(" (")[0]
        successors = SUCCESSORS.get(code) or " ".join(sorted(aliases[code]["_replacement"].split()))
        rows[code] = (code, name, successors)
    return sorted(rows.values())


def write_table(sources: Sources, data: Path) -> None:
    """Write countries.tsv and former.tsv."""
    codes = sorted([record.alpha_2 for record in pycountry.countries] + [KOSOVO])
    english = sources.territories("en")
    mapping = sources.cldr("codeMappings")["codeMappings"]
    territories = sources.cldr("territoryInfo")["territoryInfo"]
    contained = sources.cldr("territoryContainment")["territoryContainment"]
    subregion = {
        code: key
        for key, value in contained.items()
        if re.fullmatch(r"\d{3}", key) and "_grouping" not in value
        for code in value["_contains"]
    }
    calling = _calling()
    rows = []
    for code in codes:
        languages = _languages(territories.get(code, {}).get("languagePopulation", {}))
        name, others = _names(sources, code, languages, english)
        metadata = phonenumbers.PhoneMetadata.metadata_for_region(code, None)
        rows.append(
            [
                code,
                mapping[code]["_alpha3"],
                "" if code == KOSOVO else mapping[code]["_numeric"],
                subregion.get(code, ""),
                calling.get(code, ""),
                (metadata.national_prefix or "") if metadata else "",
                " ".join(languages),
                name,
                ";".join(others),
            ]
        )
    cldr = f"CLDR {NPM['cldr-core']} (Unicode-3.0, see LICENSE-Unicode-3.0.txt)"
    head = [
        "Countries and territories of ISO 3166-1, and Kosovo (XK). Made by tools.reference.make; do not edit.",
        f"Names, official languages, UN M49 subregions: {cldr}.",
        f"Codes and further names: facts of ISO 3166-1, read with pycountry {version('pycountry')} (Debian iso-codes).",
        f"Calling codes, trunk prefixes: facts of ITU-T E.164, from phonenumberslite {version('phonenumberslite')}.",
        "alpha-2, alpha-3, numeric, M49 subregion, calling code, trunk prefix, languages, name, other names (;)",
    ]
    write(data / "countries.tsv", head, rows)
    former = [list(row) for row in _former(sources, set(codes))]
    head = [
        "Withdrawn codes of ISO 3166-1 (part 3). Made by tools.reference.make; do not edit.",
        f"Codes and names: facts of ISO 3166-3, read with pycountry {version('pycountry')} (Debian iso-codes).",
        f"Successors: {cldr}.",
        "alpha-2, name, successors (blank between; one only where the country or territory went on as one)",
    ]
    write(data / "former.tsv", head, former)

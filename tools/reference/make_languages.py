"""The subtags of BCP 47 from the IANA registry, and the scripts of languages from CLDR."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tools.reference.sources import NPM, Sources, write

if TYPE_CHECKING:
    from pathlib import Path

KINDS = ("language", "extlang", "script", "region", "variant")
# CLDR's codes for several scripts together, as ISO 15924 has them.
PARTS = {"Jpan": ("Hani", "Hira", "Kana"), "Kore": ("Hang", "Hani"), "Hans": ("Hani",), "Hant": ("Hani",)}

# In another country the language is written otherwise than where most of its speakers live; CLDR keeps that apart,
# among its likely subtags: az-IR and ku-IQ, mn-CN, pa-PK.
ELSEWHERE = {"az": ("Arab",), "ku": ("Arab",), "mn": ("Mong",), "pa": ("Arab",)}


def _expand(subtag: str) -> list[str]:
    """The subtags of a private range such as qaa..qtz."""
    if ".." not in subtag:
        return [subtag]
    first, last = subtag.split("..")
    letters = "abcdefghijklmnopqrstuvwxyz"
    found = []
    for a in letters:
        for b in letters:
            made = (
                first[: len(first) - 2]
                + (a.upper() if first[-2].isupper() else a)
                + (b.upper() if first[-1].isupper() else b)
            )
            if first <= made <= last:
                found.append(made)
    return found


def write_subtags(sources: Sources, data: Path) -> None:
    """Write languages.tsv."""
    package = "language-subtag-registry"
    registry: list[dict[str, Any]] = sources.json(package, "data/json/registry.json")
    date = sources.json(package, "data/json/meta.json")["File-Date"]
    rows: list[list[str]] = []
    for kind in KINDS:
        entries = [entry for entry in registry if entry["Type"] == kind]
        valid = [tag for entry in entries if "Deprecated" not in entry for tag in _expand(entry["Subtag"])]
        rows.append([kind, " ".join(sorted(valid))])
        old = sorted(
            f"{entry['Subtag']}={entry.get('Preferred-Value', '')}" for entry in entries if "Deprecated" in entry
        )
        rows.append([f"{kind}-deprecated", " ".join(old)])
    whole = [entry for entry in registry if entry["Type"] == "grandfathered"]
    rows.append(
        ["grandfathered", " ".join(sorted(f"{entry['Tag']}={entry.get('Preferred-Value', '')}" for entry in whole))]
    )
    prefixes = [entry for entry in registry if entry["Type"] == "extlang"]
    rows.append(["extlang-prefix", " ".join(sorted(f"{entry['Subtag']}={entry['Prefix'][0]}" for entry in prefixes))])
    aliases = sources.cldr("aliases")["metadata"]["alias"]["languageAlias"]
    long = {
        key: value["_replacement"]
        for key, value in aliases.items()
        if value["_reason"] in {"overlong", "bibliographic"}
        and re.fullmatch("[a-z]{3}", key)
        and len(value["_replacement"]) == 2
    }
    rows.append(["long", " ".join(sorted(f"{key}={value}" for key, value in long.items()))])
    names = [
        f"{name.lower()}={entry['Subtag']}"
        for entry in registry
        if entry["Type"] == "language" and len(entry["Subtag"]) == 2 and "Deprecated" not in entry
        for name in entry["Description"]
        if re.fullmatch("[A-Za-z]+", name)
    ]
    rows.append(["names", " ".join(sorted(names))])
    head = [
        "Subtags of BCP 47. Made by tools.reference.make; do not edit.",
        f"IANA Language Subtag Registry, File-Date {date} (no restriction stated), {package} {NPM[package]} (CC0).",
        f"`long`, three letters where two are right: CLDR {NPM['cldr-core']} (see LICENSE-Unicode-3.0.txt).",
        "kind, subtags; old=preferred where the kind says so",
    ]
    write(data / "languages.tsv", head, rows)


def write_scripts(sources: Sources, data: Path) -> None:
    """Write scripts.tsv."""
    languages: dict[str, dict[str, list[str]]] = sources.cldr("languageData")["languageData"]
    groups: dict[str, list[str]] = {}
    for tag in sorted(languages):
        main, _, alternative = tag.partition("-alt-")
        scripts = languages[tag].get("_scripts")
        if not scripts or (alternative and "_scripts" in languages.get(main, {})):
            continue
        used = (*scripts, *ELSEWHERE.get(main, ()))
        parts = sorted({part for script in used for part in PARTS.get(script, (script,))})
        groups.setdefault(" ".join(parts), []).append(main)
    head = [
        "The scripts in which languages are written today. Made by tools.reference.make; do not edit.",
        f"CLDR {NPM['cldr-core']}, languageData (Unicode-3.0, see LICENSE-Unicode-3.0.txt).",
        "scripts of ISO 15924, languages",
    ]
    write(data / "scripts.tsv", head, [[scripts, " ".join(tags)] for scripts, tags in sorted(groups.items())])

"""The small world in which the examples of the rules are tried: valid records that an example is laid over.

The places are invented, so that no example says anything about a real one.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from screcords.model import schemas
from screcords.repository.base import Base
from screcords.text.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

    from screcords.rules.rule import Example, Rule

CITY = "records/cities/us/o/us-or-harborview.toml"
OTHER_CITY = "records/cities/jp/m/jp-minatogawa.toml"
ORG = "records/orgs/us/o/us-or-harborview-sister-cities.toml"
PARTNERSHIP = "records/partnerships/jp/m/jp-minatogawa--us-or-harborview.toml"

HOME = {"City": CITY, "Organisation": ORG, "Partnership": PARTNERSHIP}
"""The record that a fragment without a path is laid over, by what the rule looks at."""

WORLD = {
    CITY: """\
schema = 1
id = "us-or-harborview"
level = "municipality"
country = "US"
subdivision = "US-OR"
lat = 44.6368
lon = -124.0535
wikidata = "Q990000001"
facts_from = ["official"]

[name]
en = "Harborview"
""",
    OTHER_CITY: """\
schema = 1
id = "jp-minatogawa"
level = "municipality"
country = "JP"
lat = 34.6851
lon = 135.1684
wikidata = "Q990000002"
facts_from = ["official"]

[name]
en = "Minatogawa"
ja = "湊川市"
""",
    ORG: """\
schema = 1
id = "us-or-harborview-sister-cities"
kind = "nonprofit"
status = "active"
city = "us-or-harborview"
website = "https://www.harborview-sister-cities.example"
verified = "2025-11-02"

[name]
en = "Harborview Sister Cities"

[[contacts]]
role = "primary"
email = "info@harborview-sister-cities.example"

[[sources]]
id = "s1"
type = "official-site"
title = "About us"
url = "https://www.harborview-sister-cities.example/about"
accessed = "2025-11-02"
""",
    PARTNERSHIP: """\
schema = 1
id = "jp-minatogawa--us-or-harborview"
kind = "sister"
status = "active"
since = "1988-05-20"
verified = "2025-11-02"

[[parties]]
city = "jp-minatogawa"

[[parties]]
city = "us-or-harborview"
orgs = ["us-or-harborview-sister-cities"]

[[sources]]
id = "s1"
type = "official-site"
title = "Sister cities"
url = "https://www.city.minatogawa.example/kokusai/shimai.html"
accessed = "2025-11-02"
party = "jp-minatogawa"

[[sources]]
id = "s2"
type = "official-site"
title = "Our sister cities"
url = "https://www.harborview.example/sister-cities"
accessed = "2025-11-02"
party = "us-or-harborview"
""",
}
"""Path and text of each record."""

_FILE = re.compile(r"^# --- (\S+)\n", re.MULTILINE)
MARK = "# <- "
"""In a bad example, ends the lines that are reported: `# <- SCR307`."""


def files(rule: Rule, fragment: str | bytes, *, bad: bool) -> dict[str, bytes]:
    """The files of the world with `fragment` laid over it; a `bad` one need not be TOML."""
    world = {path: text.encode() for path, text in WORLD.items()}
    homes = [HOME[subject] for subject in rule.subjects if subject in HOME]
    home = PARTNERSHIP if PARTNERSHIP in homes or not homes else homes[0]
    if isinstance(fragment, bytes):
        return world | {home: fragment}
    first, *rest = _FILE.split(fragment)
    pieces = dict(zip(rest[::2], rest[1::2], strict=True))
    if first.strip():
        pieces[home] = first
    for path, piece in pieces.items():
        if piece.strip() == "gone":
            world.pop(path, None)
        else:
            world[path] = overlay(path, piece, bad=bad).encode()
    return world


def base_of(rule: Rule, example: Example, tree: Mapping[str, bytes]) -> Base | None:
    """The revision that an example about a change is compared with; `tree` is how things stand after it."""
    if not example.base:
        return None
    before = files(rule, example.base, bad=True)
    changed = {path: "M" if path in tree else "D" for path, data in before.items() if tree.get(path) != data}
    changed |= {path: "A" for path in tree if path not in before}
    return Base("HEAD", "", changed, {path: before[path] for path, letter in changed.items() if letter != "A"})


def overlay(path: str, fragment: str, *, bad: bool) -> str:
    """`fragment` with what it lacks from the world's record at `path`, or from a minimal one of that collection."""
    if re.search(r"^schema\b", fragment, re.MULTILINE) or not path.endswith(".toml") or path.count("/") != 4:
        return fragment.lstrip("\n")
    try:
        given = tomllib.loads(fragment)
    except tomllib.TOMLDecodeError:
        given = {}
    collection = path.split("/")[1]
    base = _without(_base(path, collection), set(given))
    head, tables = _split(base)
    own_head, own_tables = _split(fragment)
    text = f"{head.rstrip()}\n{own_head.strip()}\n\n{tables.strip()}\n\n{own_tables.strip()}\n"
    try:
        return canonical(text, schemas.layout(collection))
    except ValueError:
        if not bad:
            raise
        return text


def _base(path: str, collection: str) -> str:
    if path in WORLD:
        return WORLD[path]
    name = path.rpartition("/")[2].removesuffix(".toml")
    if collection == "cities":
        return _city(name)
    if collection == "orgs":
        return WORLD[ORG].replace("us-or-harborview-sister-cities", name)
    one, _, other = name.partition("--")
    text = WORLD[PARTNERSHIP].replace('orgs = ["us-or-harborview-sister-cities"]\n', "")
    return text.replace("jp-minatogawa", "\0").replace("us-or-harborview", other).replace("\0", one)


def _city(record_id: str) -> str:
    """A city of that id, in the United States or in Japan, with the name that its id says and a number of its own."""
    american = record_id.startswith("us-")
    usual = record_id.split("-", 2 if american else 1)[-1].replace("-", " ").title()
    text = WORLD[CITY if american else OTHER_CITY].replace('ja = "湊川市"\n', "")
    text = text.replace("us-or-harborview", record_id).replace("jp-minatogawa", record_id)
    text = text.replace("Harborview", usual).replace("Minatogawa", usual)
    return text.replace("Q99000000", f"Q99{sum(map(ord, record_id)):05}")


def _split(text: str) -> tuple[str, str]:
    """The keys at the top, and the tables."""
    match = re.search(r"^\[", text, re.MULTILINE)
    return (text[: match.start()], text[match.start() :]) if match else (text, "")


def _without(text: str, keys: set[str]) -> str:
    """`text` without the lines and tables of some keys."""
    head, tables = _split(text)
    lines = [line for line in head.splitlines(keepends=True) if line.partition(" =")[0] not in keys]
    kept = [part for part in re.split(r"(?m)^(?=\[)", tables) if part.strip("[").partition("]")[0] not in keys]
    return "".join(lines) + "".join(kept)

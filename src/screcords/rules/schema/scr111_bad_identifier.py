"""SCR111: identifiers of other registers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, SetValue, Severity, quoted
from screcords.rules.rule import Example, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_CITY = "# --- records/cities/us/o/us-or-harborview.toml\n"
_FORMS = {
    "wikidata": "a Wikidata item is Q and a number, as in Q43668",
    "same_as": "a Wikidata item is Q and a number, as in Q43668",
    "geonames": "a GeoNames id is a number, as in 4299276",
    "unlocode": "a UN/LOCODE has five characters without a blank, as in USLUI",
    "subdivision": "an ISO 3166-2 code looks like US-KY",
    "term": "a duration looks like P5Y (five years) or P18M",
}

_GEONAMES = re.compile(r"\s*(?:(?:https?://)?(?:www\.|sws\.)?geonames\.org/)?([1-9]\d{0,8})(?:/\S*)?\s*", re.ASCII)
"""A number of GeoNames, alone or in the address of its page."""


@rule(
    "SCR111",
    Severity.ERROR,
    Example(
        bad=_CITY + 'wikidata = "https://www.wikidata.org/wiki/Q990000001"  # <- SCR111',
        good=_CITY + 'wikidata = "Q990000001"',
    ),
    Example(
        bad=_CITY + 'geonames = "https://www.geonames.org/4299276/harborview.html"  # <- SCR111',
        good=_CITY + "geonames = 4299276",
    ),
    Example(
        bad='[[agreements]]\nid = "pact"\ntype = "project-agreement"\nsigned = "2018-05-20"\nterm = "P0Y"  # <- SCR111',
        good='[[agreements]]\nid = "pact"\ntype = "project-agreement"\nsigned = "2018-05-20"\nterm = "P50Y"',
        why="An agreement for no time at all is none.",
    ),
    fix="safe",
)
def bad_identifier(violation: Violation) -> Iterator[Problem]:
    """An identifier of another register is not in its form: Wikidata, GeoNames, UN/LOCODE, ISO 3166-2, a duration.

    Only the identifier is stored, without the address around it.
    """
    key = next(str(step) for step in reversed(violation.route) if isinstance(step, str))
    value = str(violation.value)
    if violation.keyword == "not":
        help_ = 'write how long, such as "P5Y" (five years), or leave it out'
        yield Problem(violation.route, f"{quoted(value)} is no time at all", help_)
        return
    meant = _meant(key, value)
    shown = meant if isinstance(meant, int) else f'"{meant}"'
    help_ = f"write {shown}" if meant else _FORMS.get(key, "docs/records.md shows its form")
    fix = Fix((SetValue(violation.route, meant),)) if meant else None
    yield Problem(violation.route, f"{quoted(value)} is no identifier of this kind", help_, fix=fix)


def _meant(key: str, value: str) -> str | int | None:
    """The identifier in its form, where a text holds one and only one can be meant."""
    if key in {"wikidata", "same_as"} and (found := re.search(r"\b[Qq]([1-9]\d*)\b", value, re.ASCII)):
        return f"Q{found[1]}"
    if key == "geonames" and (found := _GEONAMES.fullmatch(value)):
        return int(found[1])
    if key == "unlocode" and re.fullmatch(r"[A-Za-z]{2} ?[A-Za-z2-9]{3}", value):
        return value.replace(" ", "").upper()
    if key == "subdivision" and re.fullmatch(r"[A-Za-z]{2}-[A-Za-z0-9]{1,3}", value):
        return value.upper()
    return None

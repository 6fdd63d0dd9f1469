"""SCR201: ids and references that are no slugs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, RenameRecord, SetValue, Severity, quoted
from screcords.model.ids import MAX_LENGTH, SEPARATOR, is_pair, is_slug, pair_id, slug, uncut
from screcords.reference.names import plain
from screcords.repository.references import references
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.repository.graph import Repository
    from screcords.rules.rule import Context, Violation

_ITEM = re.compile(r"\b[Qq][1-9][0-9]*\b", re.ASCII)

_WORDS = "write words of a to z and 0 to 9, joined by hyphens"


@rule(
    "SCR201",
    Severity.ERROR,
    Example(
        bad='[[agreements]]\nid = "Sister 1988"  # <- SCR201\ntype = "sister-city-agreement"\nsigned = "1988-05-20"',
        good='[[agreements]]\nid = "sister-1988"\ntype = "sister-city-agreement"\nsigned = "1988-05-20"',
    ),
    Example(
        bad='# --- records/cities/us/o/us-or-Port_Land.toml\nid = "us-or-Port_Land"  # <- SCR201\n'
        'lat = 45.5152\nlon = -122.6784\n[name]\nen = "Port Land"',
        good='# --- records/cities/us/o/us-or-port-land.toml\nid = "us-or-port-land"\n'
        'lat = 45.5152\nlon = -122.6784\n[name]\nen = "Port Land"',
        why="The id becomes the file's name, and part of addresses.",
    ),
    fix="safe or unsafe",
)
def bad_id(violation: Violation, context: Context) -> Iterator[Problem]:
    """An id, or a reference to one, is not made of lower-case ASCII words joined by single hyphens.

    Ids are file names and parts of web addresses, so that only the letters a to z, digits and hyphens are safe in
    them everywhere. The id of a partnership is the ids of its two cities joined by two hyphens. Write names of other
    scripts in ASCII, as in `jp-kyoto`. Where a record gets another id, its file moves and all references follow.
    """
    value = str(violation.value)
    pattern = str(violation.schema.get("pattern", ""))
    pair = SEPARATOR in pattern
    both = f"({SEPARATOR}" in pattern
    is_long = any(len(uncut(half)) > MAX_LENGTH for half in (value.split(SEPARATOR) if pair else [value]))
    better = _pair(violation) if pair and not (both and SEPARATOR not in value) else slug(value)
    better = "" if is_long else better  # what is cut off may be what tells it from others
    target = _target(violation)
    what = f"{quoted(value)} cannot be an id: {_fault(value, pair=pair)}"
    if target:
        yield _reference(violation, what, better, _meant(context.repository, target, value, better))
    elif better and better != value:
        yield Problem(violation.route, what, f'write "{better}"', fix=_fix(violation, value, better))
    else:
        help_ = f"write a shorter one, of at most {MAX_LENGTH} characters" if is_long else _WORDS
        yield Problem(violation.route, what, help_)


def _target(violation: Violation) -> str:
    """The collection that the value is a reference to; empty where it is no reference to a record."""
    named = references(violation.collection, violation.data)
    return next((reference.collection for reference in named if reference.route == violation.route), "")


def _meant(repository: Repository, target: str, value: str, better: str) -> list[str]:
    """The records that a reference may mean: the one whose id it nearly is, or the cities with that name or item."""
    if better and better in repository.collection(target):
        return [better]
    if target != "cities":
        return []
    item = _ITEM.search(value)
    return repository.city_names.get(item[0].lower() if item else plain(value), []) if value.strip() else []


def _reference(violation: Violation, what: str, better: str, found: list[str]) -> Problem:
    """Only a record that is there is offered; a slug of a name leads nowhere."""
    if len(found) == 1:
        fix = Fix((SetValue(violation.route, found[0]),), safe=found[0] == better)
        return Problem(violation.route, what, f'write "{found[0]}"', fix=fix)
    if found:
        return Problem(violation.route, what, f"write one of {', '.join(quoted(city) for city in found[:5])}")
    help_ = "write the id of the record, which is the name of its file"
    return Problem(violation.route, what, f'{help_}; in this form it would be "{better}"' if better else help_)


def _fix(violation: Violation, value: str, better: str) -> Fix:
    """A record takes its file along; what is named here is named alike wherever it is wrong in the same way."""
    if violation.route == ("id",):
        return Fix((RenameRecord(violation.collection, value, better),), f'rename the record to "{better}"')
    return Fix((SetValue(violation.route, better),))


def _pair(violation: Violation) -> str:
    """The id that a partnership, or a reference to one, should have; empty where that cannot be told."""
    value = str(violation.value)
    if violation.route == ("id",):
        parties = violation.data.get("parties")
        tables = [party for party in parties if isinstance(party, dict)] if isinstance(parties, list) else []
        cities = [str(party.get("city", "")) for party in tables]
        if len(cities) == 2 and all(map(is_slug, cities)):
            return pair_id(*cities)
    made = SEPARATOR.join(slug(half) for half in value.split(SEPARATOR))
    return made if is_pair(made) else ""


def _fault(value: str, *, pair: bool) -> str:
    """What is wrong with an id, in words."""
    if not value:
        return "it is empty"
    if not value.isascii():
        found = next(character for character in value if not character.isascii())
        return f"{quoted(found)} is no letter of a to z"
    if any(character.isupper() for character in value):
        return "it has capital letters"
    if found := next((character for character in value if not (character.isalnum() or character == "-")), ""):
        return f"{'a blank' if found == ' ' else quoted(found)} cannot be in it"
    if pair and value.count(SEPARATOR) != 1:
        return "it is not two ids of cities joined by --"
    if not pair and SEPARATOR in value:
        return "only the id of a partnership has two hyphens in a row"
    if max(map(len, value.split(SEPARATOR))) > MAX_LENGTH:
        return f"it is longer than {MAX_LENGTH} characters"
    return "hyphens stand only between words"

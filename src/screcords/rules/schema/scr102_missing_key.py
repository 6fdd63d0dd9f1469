"""SCR102: keys that every record has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Fix, Insert, Problem, Severity
from screcords.model import schemas
from screcords.rules.format.sample import SAMPLE
from screcords.rules.rule import Example, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

BAD = SAMPLE.replace('status = "active"\n', "").replace("schema = 1", "schema = 1  # <- SCR102")

NO_CITY = "add city, the id of the city whose programme it runs; what runs none of a city says its country instead"
CLUB = """\
# --- records/orgs/us/o/us-or-harborview-sister-cities.toml
schema = 1
id = "us-or-harborview-sister-cities"
kind = "nonprofit"
status = "active"
{city}website = "https://www.harborview-sister-cities.example"
verified = "2025-11-02"

[name]
en = "Harborview Sister Cities"

[[sources]]
id = "s1"
type = "official-site"
title = "About us"
url = "https://www.harborview-sister-cities.example/about"
accessed = "2025-11-02"
"""
RAISED = 'since = "1998"\n[[history]]\ndate = "1998"\nevent = "upgraded"\n{kind}sources = ["s1", "s2"]\n'


@rule(
    "SCR102",
    Severity.ERROR,
    Example(bad=BAD, good=SAMPLE),
    Example(
        bad=CLUB.format(city="").replace("schema = 1", "schema = 1  # <- SCR102"),
        good=CLUB.format(city='city = "us-or-harborview"\n'),
        why="An organisation names its city; only one that serves none, such as a national association, its country.",
    ),
    Example(
        bad=RAISED.format(kind="").replace("[[history]]", "[[history]]  # <- SCR102"),
        good=RAISED.format(kind='kind = "sister"\n'),
        why="What is upgraded or downgraded is of another kind from then on.",
    ),
    fix="unsafe",
)
def missing_key(violation: Violation) -> Iterator[Problem]:
    """A key is missing that every record of this kind has.

    The directory cannot show a partnership without kind and status, or an organisation without a name.
    """
    if violation.keyword == "empty":
        yield Problem((), "the file is empty: no key stands in it", "write the record, or delete the file")
        return
    *above, key = violation.route
    if violation.keyword != "required":
        yield Problem(violation.route, 'a record with status = "withdrawn" says why, and nothing else',
                      'write withdrawn = { reason = "...", date = "..." }')  # fmt: skip
        return
    node = schemas.node(violation.collection, violation.route)
    where = f" in {'.'.join(str(step) for step in above if isinstance(step, str))}" if above else ""
    help_ = NO_CITY if violation.route == ("city",) else _way_out(str(key), node)
    yield Problem(tuple(above), f'"{key}" is missing{where}', help_, "key", fix=_fix(violation))


def _fix(violation: Violation) -> Fix | None:
    """A beginning for the keys at the top that have a usual value; a person has to look at it."""
    if len(violation.route) != 1:
        return None
    key = str(violation.route[0])
    usual: dict[str, object] = {"status": "unknown", "level": "municipality", "kind": "sister"}
    if violation.collection == "orgs":
        usual |= {"kind": "nonprofit"}
    if key == "country" and isinstance(violation.data.get("id"), str):
        usual["country"] = violation.data["id"][:2].upper()
    return Fix((Insert((key,), usual[key]),), safe=False) if key in usual else None


def _way_out(key: str, node: dict[str, object]) -> str:
    examples = node.get("examples")
    if isinstance(examples, list) and examples and isinstance(examples[0], str | int):
        shown = f'"{examples[0]}"' if isinstance(examples[0], str) else examples[0]
        return f"add {key} = {shown}, or what is true here"
    return f"add {key}; docs/records.md shows how"

"""SCR112: everything else that a schema asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity, plural, quoted
from screcords.model import schemas
from screcords.rules.registry import resembling
from screcords.rules.rule import Example, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    "SCR112",
    Severity.ERROR,
    Example(
        bad='exchanges = [{ date = "2019", mode = "virtual", title = { en = "Choir" }, participants = -3 }]',
        good='[[exchanges]]\ndate = "2019"\nmode = "virtual"\ntitle = { en = "Choir" }\nparticipants = 3',
    ),
    Example(
        bad='[[allow]]\nrule = "one-sided-evidence"  # <- SCR112\nreason = "The other city has no page."',
        why="An exception names the code of a rule, SCR516.",
    ),
)
def bad_value(violation: Violation) -> Iterator[Problem]:
    """A value lies outside what the schema allows: too long, too small, too many or too few.

    The bounds are generous; what lies outside them is nearly always a slip.
    """
    yield Problem(violation.route, _complaint(violation), _way_out(violation))


def _complaint(violation: Violation) -> str:
    value, limit = violation.value, violation.expected
    match violation.keyword:
        case "maxLength":
            said = f"a text of {len(value):,} characters, at most {limit:,} are allowed"
        case "minItems" | "minProperties":
            said = f"{plural(len(value), 'entry', 'entries')}, at least {limit} needed"
        case "maxItems":
            said = f"{plural(len(value), 'entry', 'entries')}, at most {limit} allowed"
        case "minimum":
            said = f"{value} is smaller than {limit:,}"
        case "maximum":
            said = f"{value} is larger than {limit:,}"
        case "pattern":
            said = f"{quoted(value)} does not have the form that this key needs"
        case "uniqueItems":
            said = "an entry stands twice in this list"
        case "judge":
            said = str(limit)
        case _:
            said = f"{quoted(value)} is not allowed here"
    return said


def _way_out(violation: Violation) -> str:
    if violation.route[:1] == ("allow",) and violation.route[-1] == "rule" and isinstance(violation.value, str):
        close = resembling(violation.value)
        return f"did you mean {close}?" if close else "`screcords rules` lists them"
    examples = violation.schema.get("examples")
    if isinstance(examples, list) and examples and isinstance(examples[0], str | int | float):
        return f"for example {examples[0]!r}".replace("'", '"')
    if violation.keyword in {"minItems", "minProperties"}:
        needed = schemas.is_required(violation.collection, violation.route)
        return "give what belongs there" if needed else "leave the key out, or give what belongs there"
    return "docs/records.md says what is allowed"

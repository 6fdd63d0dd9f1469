"""SCR904: cities that want to hear of their partners every year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity, quoted
from screcords.model.durations import Duration, in_words
from screcords.rules.dates.activity import Sign, last_sign
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.partnership import Partnership
    from screcords.repository.graph import Repository
    from screcords.rules.rule import Context

REPORTS = frozenset({"council-record", "correspondence"})
"""Kinds of sources that a report to the council is."""

SETTINGS = (
    '[[policies]]\nrules = ["SCR904"]\ncity = "us-or-harborview"\nsource = "https://www.harborview.example/policy"\n'
    'activity = "P1Y"'
)
VISIT = '[[exchanges]]\ndate = "{}"\nmode = "in-person"\ntitle = {{ en = "Visit of the youth orchestra" }}'


@rule(
    "SCR904",
    Severity.WARNING,
    Example(
        bad='status = "active"  # <- SCR904\n' + VISIT.format("2019-06"),
        good='status = "active"\n' + VISIT.format("2025-10"),
        settings=SETTINGS,
        as_of="2026-06-01",
    ),
    Example(
        good='status = "active"\n[[sources]]\nid = "s1"\ntype = "council-record"\ntitle = "Annual report"\n'
        'url = "https://www.harborview.example/report"\ndate = "2026-02"\naccessed = "2026-03-01"',
        why="A report to the council counts, too.",
        settings=SETTINGS,
        as_of="2026-06-01",
    ),
)
def yearly_activity(repository: Repository, context: Context) -> Iterator[Problem]:
    """A partnership shows no exchange, event or report in the time that the policy of a city sets.

    Some cities ask for a report every year, and drop what nobody reports about. Add the exchange, or the report as a
    source of the type `council-record` (or `correspondence`, for a letter) with its date; or write `dormant`. The rule
    looks at partnerships that are active or whose status is unknown, and is silent unless a policy in the settings
    switches it on. `activity` says how long the silence may last.
    """
    told: set[str] = set()
    for side in context.policies.sides("SCR904", repository):
        record, policy = side.record, side.policy
        if record.status not in {"active", "unknown"} or not policy.judges(record.kind, "sister", "friendship"):
            continue
        last = _last(record)
        if last is not None and Duration.parse(policy.activity).after(last.day) >= context.today:
            continue
        if side.entry.path in told:
            continue
        told.add(side.entry.path)
        since = f'since "{last.text}"' if last is not None else "of any date"
        yield Problem(
            ("status",),
            f"no exchange, event or report {since}; {quoted(side.city)} asks for one in {in_words(policy.activity)}",
            f'add one, or write status = "dormant"; {policy.where}',
            path=side.entry.path,
        )


def _last(record: Partnership) -> Sign | None:
    reports = [Sign(s.date.latest, s.date.text) for s in record.sources if s.date is not None and s.type in REPORTS]
    last = last_sign(record)
    return max([*reports, last] if last is not None else reports, default=None)

"""SCR311: active partnerships without a sign of life."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, SetValue, Severity
from screcords.model.durations import Duration, in_words
from screcords.rules.dates.activity import last_sign
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.partnership import Partnership
    from screcords.rules.rule import Context

SETTINGS = '[lint]\nactive_within = "P5Y"\n\n[lint.severity]\nSCR311 = "warning"'
VISIT = '[[exchanges]]\ndate = "{}"\nmode = "in-person"\ntitle = {{ en = "Visit of the youth orchestra" }}'


@rule(
    "SCR311",
    Severity.OFF,
    Example(
        bad='status = "active"  # <- SCR311\n' + VISIT.format("2017-06"),
        good='status = "active"\n' + VISIT.format("2024-06"),
        as_of="2026-06-01",
        settings=SETTINGS,
    ),
    Example(
        good='status = "dormant"\n' + VISIT.format("2017-06"),
        why="Dormant says that nothing has happened for a while.",
        as_of="2026-06-01",
        settings=SETTINGS,
    ),
    fix="unsafe",
)
def activity_stale(record: Partnership, context: Context) -> Iterator[Problem]:
    """A partnership is called active, and nothing dated has happened for five years.

    Some cities drop a partner after years without contact, so the last exchange matters. Add an exchange or an event
    that shows that it lives, or write `dormant`. How long it may be silent is said by `active_within` in the settings.
    The rule is off, since few records list exchanges yet: ask for it with `--select SCR311`, or in the settings.
    """
    if record.status != "active":
        return
    last = last_sign(record)
    if last is not None and Duration.parse(context.active_within).after(last.day) >= context.today:
        return
    message = "nothing dated shows that the partnership is active"
    if last is not None:
        message = f'the last sign of life is of "{last.text}", more than {in_words(context.active_within)} ago'
    yield Problem(
        ("status",),
        message,
        'add an exchange or event, or write status = "dormant"',
        fix=None if record.history else Fix((SetValue(("status",), "dormant"),), 'write "dormant"', safe=False),
    )

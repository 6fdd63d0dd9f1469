"""SCR702: ends, suspensions and upgrades that nothing supports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.partnership import Partnership

CONTENTIOUS = frozenset({"suspended", "terminated", "resumed", "upgraded"})

SUSPENDED = (
    'status = "suspended"\n[[history]]\ndate = "2022-03-01"\nevent = "suspended"{mark}\nby = ["us-or-harborview"]\n'
    'reason = "armed-conflict"\n'
)


@rule(
    "SCR702",
    Severity.ERROR,
    Example(
        bad=SUSPENDED.format(mark="  # <- SCR702"),
        good=SUSPENDED.format(mark="") + 'sources = ["s2"]',
    ),
    Example(
        good='status = "terminated"\nuntil = "2022-03-01"\n'
        '[[agreements]]\nid = "end-2022"\ntype = "termination-notice"\nsigned = "2022-03-01"\nsources = ["s2"]\n'
        '[[history]]\ndate = "2022-03-01"\nevent = "terminated"\nagreement = "end-2022"\nby = ["us-or-harborview"]',
        why="The source of the agreement that the event names is one of the event too.",
    ),
    needs=("history",),
)
def contentious_unsourced(record: Partnership) -> Iterator[Problem]:
    """An end, a suspension, a resumption or an upgrade is stated without a source.

    These are the statements that cities argue about, and that are repeated elsewhere as soon as they stand here. Add
    the resolution, announcement or report to `[[sources]]`, and its id to `sources` of the event. Until there is one,
    leave the event out.
    """
    for number, event in enumerate(record.history):
        if event.event in CONTENTIOUS and not event.sources:
            if event.agreement is not None and any(
                agreement.id == event.agreement and agreement.sources for agreement in record.agreements
            ):
                continue
            help_ = "name its source: the resolution, the announcement, or a report of it"
            yield Problem(("history", number, "event"), f'no source says that it was "{event.event}"', help_)

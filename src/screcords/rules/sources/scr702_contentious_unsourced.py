"""SCR702: ends, suspensions and upgrades that nothing supports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity
from screcords.rules.rule import Example, rule
from screcords.rules.sources.addresses import OPEN_TO_ALL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.partnership import Partnership

CONTENTIOUS = frozenset({"suspended", "terminated", "resumed", "upgraded"})
STATES = frozenset({"suspended", "terminated"})
"""What a header says that only such an event brings about."""

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
    Example(
        bad='status = "suspended"  # <- SCR702\n[[sources]]\nid = "s1"\ntype = "wikidata"\n'
        'url = "https://www.wikidata.org/wiki/Q990000001"',
        good=SUSPENDED.format(mark="") + 'sources = ["s2"]',
        why="A header without an event needs a source as well; whether one of several means it is advice only.",
    ),
)
def contentious_unsourced(record: Partnership) -> Iterator[Problem]:
    """An end, a suspension, a resumption or an upgrade is stated without a source.

    These are the statements that cities argue about, and that are repeated elsewhere as soon as they stand here. Add
    the resolution, announcement or report to `[[sources]]`, and its id to `sources` of the event. Until there is one,
    leave the event out, and the status as it was before. What a seed took over from a database is not looked at.
    """
    if record.status in STATES:
        yield from _of_header(record)
    for number, event in enumerate(record.history):
        if event.event in CONTENTIOUS and not event.sources:
            if event.agreement is not None and any(
                agreement.id == event.agreement and agreement.sources for agreement in record.agreements
            ):
                continue
            help_ = "name its source: the resolution, the announcement, or a report of it"
            yield Problem(("history", number, "event"), f'no source says that it was "{event.event}"', help_)


def _of_header(record: Partnership) -> Iterator[Problem]:
    """A status that no event or notice backs: an error where only wikis could, advice where a source may."""
    taken_over = record.provenance is not None and record.until is not None
    if taken_over or any(event.event == record.status for event in record.history):
        return
    if any(agreement.type == "termination-notice" and agreement.sources for agreement in record.agreements):
        return
    help_ = f'add an event "{record.status}" with its date and its source, or write the status that a source gives'
    message = f'no event of the history says how it was "{record.status}", and by which source'
    may_be_sourced = any(source.type not in OPEN_TO_ALL for source in record.sources)
    yield Problem(("status",), message, help_, severity=Severity.ADVICE if may_be_sourced else None)

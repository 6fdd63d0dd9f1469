"""Which findings say the same, and which come first where not all can be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from screcords.findings import Finding

MANY = 4
"""More findings of one cause are shown together."""

RANK = {severity: number for number, severity in enumerate(Severity)}
"""The worst first."""


def causes(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Findings in lots: many that say the same where the first of them stands, all others by themselves."""
    found: dict[tuple[Severity, str, str, str], list[Finding]] = {}
    for finding in findings:
        found.setdefault((finding.severity, finding.code, finding.message, finding.help), []).append(finding)
    lots: list[list[Finding]] = []
    for finding in findings:
        lot = found[finding.severity, finding.code, finding.message, finding.help]
        if len(lot) <= MANY:
            lots.append([finding])
        elif lot[0] is finding:
            lots.append(lot)
    return lots


def ranked(lots: Iterable[list[Finding]]) -> list[list[Finding]]:
    """Lots by what readers should see first, so that no cause and no rule hides another.

    Worst first; then what a change brought in before what was there, of each cause the first before the second, and of
    all rules one by one.
    """
    causes_seen: dict[tuple[Severity, str, str], int] = {}
    rules_seen: dict[tuple[Severity, bool, int, str], int] = {}
    keys: list[tuple[int, bool, int, int, int, list[Finding]]] = []
    for lot in lots:
        first = lot[0]
        cause = first.severity, first.code, first.message
        causes_seen[cause] = nth = causes_seen.get(cause, 0) + 1
        turn = first.severity, first.new is False, nth, first.code
        rules_seen[turn] = rules_seen.get(turn, 0) + 1
        keys.append((RANK[first.severity], first.new is False, nth, rules_seen[turn], len(keys), lot))
    return [lot for *_, lot in sorted(keys, key=lambda key: key[:5])]

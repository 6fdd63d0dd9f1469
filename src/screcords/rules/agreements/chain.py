"""Which agreements of a record still say what the partnership is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screcords.model.partnership import Agreement

KIND_OF = {
    "friendship-agreement": "friendship",
    "sister-city-agreement": "sister",
    "twinning-charter": "sister",
    "project-agreement": "project",
}
"""What a text of that type makes of two cities; a memorandum, protocol or declaration may go with any kind."""


def telling(agreements: Sequence[Agreement]) -> list[int]:
    """Numbers of the agreements that name a kind and were neither replaced nor ended, the latest last.

    An undated one counts as signed where it stands in the file.
    """
    replaced = {agreement.supersedes for agreement in agreements if agreement.supersedes is not None}
    found: list[tuple[int, int]] = []
    day = 0
    for number, agreement in enumerate(agreements):
        if agreement.signed is not None:
            day = agreement.signed.earliest
        if agreement.type == "termination-notice":
            found = [(signed, other) for signed, other in found if signed > day]
        elif agreement.type in KIND_OF and agreement.id not in replaced:
            found.append((day, number))
    return [number for _, number in sorted(found)]

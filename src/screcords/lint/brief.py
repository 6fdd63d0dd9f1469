"""What a rule has against one file very often is told briefly: the first ones, and how many more there are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from screcords.lint.run import MOST_OF_A_RULE, told_in_one

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.findings import Severity
    from screcords.lint.run import Hit


def told_briefly(hits: list[Hit]) -> list[Hit]:
    """The hits in their order, without those of a rule in a file that come after the first ones; one tells of these."""
    numbers = Counter(map(_kind, hits))
    often = [kind for kind, number in numbers.items() if number > MOST_OF_A_RULE + 1]
    return list(_told_briefly(hits, often)) if often else hits


def _kind(hit: Hit) -> tuple[str, str, Severity]:
    return hit.rule.code if hit.rule else "", hit.path, hit.severity


def _told_briefly(hits: list[Hit], often: list[tuple[str, str, Severity]]) -> Iterator[Hit]:
    same: dict[tuple[str, str, Severity], list[Hit]] = {kind: [] for kind in often}
    for hit in hits:
        kept = same.get(_kind(hit))
        if kept is not None:
            kept.append(hit)
        if kept is None or len(kept) <= MOST_OF_A_RULE:
            yield hit
    for kept in same.values():
        rest = kept[MOST_OF_A_RULE:]
        where = rest[0].problem
        one = told_in_one(where.route, sum(hit.problem.stands_for for hit in rest))
        yield rest[0]._replace(problem=one._replace(target=where.target, span=where.span))

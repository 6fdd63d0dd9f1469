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
    often = {kind for kind, number in numbers.items() if number > MOST_OF_A_RULE + 1}
    return list(_told_briefly(hits, often)) if often else hits


def _kind(hit: Hit) -> tuple[str, str, Severity]:
    return hit.rule.code if hit.rule else "", hit.path, hit.severity


def _told_briefly(hits: list[Hit], often: set[tuple[str, str, Severity]]) -> Iterator[Hit]:
    rest = dict.fromkeys(often, 0)
    first: dict[tuple[str, str, Severity], list[Hit]] = {kind: [] for kind in often}
    for hit in hits:
        kind = _kind(hit)
        if kind not in often:
            yield hit
        elif len(first[kind]) < MOST_OF_A_RULE:
            first[kind].append(hit)
            yield hit
        else:
            if not rest[kind]:
                first[kind].append(hit)
            rest[kind] += hit.problem.stands_for
    for kind, number in rest.items():
        hit = first[kind][-1]
        one = told_in_one(hit.problem.route, number)
        yield hit._replace(problem=one._replace(target=hit.problem.target, span=hit.problem.span))

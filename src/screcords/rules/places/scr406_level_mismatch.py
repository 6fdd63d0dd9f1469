"""SCR406: partners of unlike levels."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity
from screcords.model.city import LEVELS
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.repository.graph import Repository


@rule(
    "SCR406",
    Severity.ADVICE,
    Example(
        bad='# --- records/cities/jp/m/jp-minatogawa.toml\nlevel = "prefecture"\n'
        "# --- records/partnerships/jp/m/jp-minatogawa--us-or-harborview.toml\n"
        '[[parties]]\ncity = "jp-minatogawa"  # <- SCR406\n[[parties]]\ncity = "us-or-harborview"',
        good='# --- records/cities/jp/m/jp-minatogawa.toml\nlevel = "district"\n',
    ),
)
def level_mismatch(repository: Repository) -> Iterator[Problem]:
    """A local place is the partner of a province, state or region.

    Such partnerships exist (Wellington and Zhejiang), but more often the city of the same name was meant, or the other
    way round. Look at what was signed. If it is right, nothing needs to be done: this is advice.
    """
    pairs = repository.judged_pairs
    cities = repository.cities
    judged = cities if repository.focus is None else chain.from_iterable(pairs)
    ranks = {
        city: rank
        for city in judged
        if (found := cities.get(city)) is not None
        and found.record is not None
        and (rank := LEVELS.get(found.record.level, 1)) != 1
    }
    if not ranks:
        return
    for (one, other), entries in pairs.items():
        if (one in ranks or other in ranks) and abs(ranks.get(one, 1) - ranks.get(other, 1)) > 1:
            first, second = cities.get(one), cities.get(other)
            if first is None or second is None or first.record is None or second.record is None:
                continue
            for entry in entries:
                message = f"a {first.record.level} and a {second.record.level} are partners"
                yield Problem(("parties", 0, "city"), message, "check which place signed", path=entry.path)

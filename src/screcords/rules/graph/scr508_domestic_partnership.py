"""SCR508: partners in one country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity
from screcords.rules.policy.places import at_home
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.repository.graph import Repository
    from screcords.rules.rule import Context


@rule(
    "SCR508",
    Severity.ADVICE,
    Example(
        bad="# --- records/cities/us/o/us-or-westview.toml\nlat = 45.5152\nlon = -122.6784\n"
        '[name]\nen = "Westview"\n# --- records/partnerships/us/o/us-or-harborview--us-or-westview.toml\n'
        '[[parties]]\ncity = "us-or-harborview"\n[[parties]]\ncity = "us-or-westview"  # <- SCR508',
        good="# --- records/partnerships/jp/m/jp-minatogawa--us-or-harborview.toml\n"
        '[[parties]]\ncity = "jp-minatogawa"\n[[parties]]\ncity = "us-or-harborview"',
    ),
)
def domestic_partnership(repository: Repository, context: Context) -> Iterator[Problem]:
    """Both partners are in the same country.

    That is common in Germany, Japan, France and Taiwan, and no mistake there. Sister Cities International counts only
    partnerships across borders, so that an American one is worth a second look; where a policy asks for two countries,
    SCR902 makes it an error.
    """
    countries = {entry.id: entry.record.country for entry in repository.cities.values() if entry.record is not None}
    country_of = countries.get
    judged = {side.entry.path for side in at_home(repository, context.policies)}
    for (one, other), entries in repository.judged_pairs.items():
        if country_of(one, one) == country_of(other, other) and one != other:
            for entry in entries:
                if entry.path in judged and context.yields("SCR508", entry.path, to="SCR902"):
                    continue
                yield Problem(
                    ("parties", 1, "city"),
                    "both cities are in the same country",
                    "nothing, if this is a partnership at home",
                    path=entry.path,
                )

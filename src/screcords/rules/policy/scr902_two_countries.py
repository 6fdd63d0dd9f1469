"""SCR902: networks whose partnerships cross a border."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity
from screcords.reference import countries
from screcords.rules.policy.places import at_home, country
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.repository.graph import Repository
    from screcords.rules.rule import Context

SETTINGS = '[[policies]]\npack = "sister-cities-international"\ncity = "us-or-harborview"'


@rule(
    "SCR902",
    Severity.ERROR,
    Example(
        bad="# --- records/cities/us/o/us-or-westview.toml\nlat = 45.5152\nlon = -122.6784\n"
        '[name]\nen = "Westview"\n# --- records/partnerships/us/o/us-or-harborview--us-or-westview.toml\n'
        '[[parties]]\ncity = "us-or-harborview"\n[[parties]]\ncity = "us-or-westview"  # <- SCR902',
        good="# --- records/partnerships/jp/m/jp-minatogawa--us-or-harborview.toml\n"
        '[[parties]]\ncity = "jp-minatogawa"\n[[parties]]\ncity = "us-or-harborview"',
        settings=SETTINGS,
    ),
)
def two_countries(repository: Repository, context: Context) -> Iterator[Problem]:
    """Both partners are in one country, and the policy asks for two.

    Sister Cities International means by a sister city a community in another country. A partnership at home may well
    exist; then it is none of that network: take it out of what the policy covers, or make an exception in the record.
    The rule is silent unless a policy in the settings switches it on.
    """
    for side in at_home(repository, context.policies):
        home = countries.name(country(repository, side.city))
        yield Problem(
            ("parties", 1, "city"),
            f"both cities are in {home}, and the policy asks for two countries",
            f"correct the city, or make an exception with its reason; {side.policy.where}",
            path=side.entry.path,
        )

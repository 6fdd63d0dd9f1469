"""SCR905: partners of very different size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Related, Severity
from screcords.rules.policy.beginnings import began
from screcords.rules.policy.places import city
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.repository.graph import Repository
    from screcords.rules.rule import Context

SETTINGS = (
    '[[policies]]\nrules = ["SCR905"]\ncity = "us-or-harborview"\nsource = "https://www.harborview.example/policy"\n'
    "ratio = 10"
)
PEOPLE = (
    "# --- records/cities/us/o/us-or-harborview.toml\npopulation = {{ value = 12000, year = 2020 }}\n"
    "# --- records/cities/jp/m/jp-minatogawa.toml\npopulation = {{ value = {}, year = 2020 }}\n"
    "# --- records/partnerships/jp/m/jp-minatogawa--us-or-harborview.toml\n"
    '[[parties]]\ncity = "jp-minatogawa"{}\n[[parties]]\ncity = "us-or-harborview"'
)


@rule(
    "SCR905",
    Severity.ADVICE,
    Example(bad=PEOPLE.format(1400000, "  # <- SCR905"), good=PEOPLE.format(90000, ""), settings=SETTINGS),
)
def size_mismatch(repository: Repository, context: Context) -> Iterator[Problem]:
    """One partner has many more inhabitants than the other, and the policy asks for a similar size.

    A city of a million has little in common with a small town, and the small one has few hands for the exchange. Look
    whether both numbers are right and whether both are the places that are meant (a city or its county). It is advice
    for those who choose a partner; a partnership that works needs no change. `ratio` says how many times larger one may
    be. The rule is silent unless a policy in the settings switches it on.
    """
    told: set[str] = set()
    for side in context.policies.sides("SCR905", repository):
        if side.entry.path in told or not side.record.in_force or side.policy.spares(began(side.record)):
            continue
        home, partner = city(repository, side.city), city(repository, side.partner)
        if home is None or partner is None or home.population is None or partner.population is None:
            continue
        small, large = sorted((home.population.value, partner.population.value))
        if small <= 0 or large <= small * side.policy.ratio:
            continue
        told.add(side.entry.path)
        yield Problem(
            ("parties", 1 - side.number, "city"),
            f"{large:,} and {small:,} inhabitants: {_times(large, small, side.policy.ratio)}",
            f"look whether both are the places that are meant; {side.policy.where}",
            related=tuple(
                Related(repository.cities[name].path, ("population",), "inhabitants") for name in side.record.cities
            ),
            path=side.entry.path,
        )


def _times(large: int, small: int, allowed: float) -> str:
    """How many times as many, rounded up: what is more than is allowed must not look like it."""
    return f"{-(-10 * large // small) / 10:,.1f} times as many; {allowed:g} is allowed"

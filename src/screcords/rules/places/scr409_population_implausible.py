"""SCR409: numbers of inhabitants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity
from screcords.model.city import LEVELS
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.city import City
    from screcords.rules.rule import Context

LARGEST = 40_000_000
"""No municipality has more inhabitants: Chongqing, the largest, has 32 million."""

FIRST_YEAR = 1500
"""No count of the inhabitants of a place is older and still of use."""


@rule(
    "SCR409",
    Severity.WARNING,
    Example(
        bad="population = { value = 0, year = 2020 }  # <- SCR409", good="population = { value = 10123, year = 2020 }"
    ),
    Example(
        bad="population = { value = 10123, year = 2202 }  # <- SCR409",
        good="population = { value = 10123, year = 2022 }",
    ),
    Example(
        good="population = { value = 41, year = 2020 }",
        why="A small number says nothing: Le Mont-Saint-Michel has some forty inhabitants, and thirty places of these "
        "records fewer than two hundred.",
    ),
    needs=("population",),
)
def population_implausible(record: City, context: Context) -> Iterator[Problem]:
    """A population is not above zero, larger than that of any municipality, or counted in the future.

    A zero mostly stands for "not known": leave `population` out then. Check the number of digits and the year. No
    number above zero is too small: hamlets have partnerships too.
    """
    population = record.population
    if population is None:
        return
    value, year = population.value, population.year
    if value <= 0:
        yield Problem(("population", "value"), f"{value:,} inhabitants", "write the number, or leave population out")
    elif value > LARGEST and LEVELS.get(record.level, 1) == 1:
        yield Problem(
            ("population", "value"), f"no {record.level} has {value:,} inhabitants", "check the number, and the level"
        )
    if year is not None and not FIRST_YEAR <= year <= context.today // 10000:
        yield Problem(("population", "year"), f"a count of the year {year}", "correct the year, or leave it out")

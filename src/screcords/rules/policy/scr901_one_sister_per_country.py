"""SCR901: cities that want one partner in each country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Related, Severity, quoted
from screcords.model.dates import ALWAYS
from screcords.reference import countries
from screcords.rules.policy.beginnings import began
from screcords.rules.policy.places import country
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.repository.graph import Repository
    from screcords.rules.policies import Side
    from screcords.rules.rule import Context

SETTINGS = (
    '[[policies]]\nrules = ["SCR901"]\ncity = "us-or-harborview"\nsource = "https://www.harborview.example/policy"\n'
    "per_country = 1"
)
SECOND = (
    '# --- records/cities/jp/k/jp-kawashima.toml\nlat = 34.0\nlon = 134.0\n[name]\nen = "Kawashima"\n'
    "# --- records/partnerships/jp/k/jp-kawashima--us-or-harborview.toml\n"
)


@rule(
    "SCR901",
    Severity.WARNING,
    Example(
        bad=f'{SECOND}kind = "sister"  # <- SCR901\nsince = "2004"',
        good=f'{SECOND}kind = "friendship"\nsince = "2004"',
        settings=SETTINGS,
    ),
    Example(
        good=f'{SECOND}kind = "sister"\nstatus = "historic"\nsince = "1971"\nuntil = "1985"',
        why="What has ended does not count.",
        settings=SETTINGS,
    ),
)
def one_sister_per_country(repository: Repository, context: Context) -> Iterator[Problem]:
    """A city has more sister cities in one foreign country than its policy allows.

    Some cities want one sister city in each country. The partnerships that began last are reported. Make such a one a
    friendship, as these cities do themselves, or end it, or say in the record (`[[allow]]`) why the city made an
    exception. `per_country` says how many are allowed, and `kinds` of what kinds. The rule is silent unless a policy in
    the settings switches it on.
    """
    groups: dict[tuple[int, str, str], list[Side]] = {}
    for side in context.policies.sides("SCR901", repository):
        if side.record.in_force and side.policy.judges(side.record.kind, "sister"):
            home, abroad = country(repository, side.city), country(repository, side.partner)
            if home and abroad and home != abroad:
                groups.setdefault((id(side.policy), side.city, abroad), []).append(side)
    for (_, _, abroad), sides in groups.items():
        allowed = sides[0].policy.per_country
        if len(sides) > allowed:
            sides.sort(key=_age)
            yield from (
                _problem(side, sides[:allowed], len(sides), abroad) for side in sides[allowed:] if _is_judged(side)
            )


def _age(side: Side) -> tuple[int, str]:
    start = began(side.record)
    return (start.earliest if start is not None else ALWAYS, side.entry.path)


def _is_judged(side: Side) -> bool:
    return not side.policy.spares(began(side.record))


def _problem(side: Side, first: list[Side], number: int, abroad: str) -> Problem:
    policy = side.policy
    what = "partners of this kind" if policy.kinds else "sister cities"
    allowed = "one" if policy.per_country == 1 else str(policy.per_country)
    wayout = "end one of them" if policy.kinds else 'make it kind = "friendship", or end one of them'
    return Problem(
        ("kind",),
        f"{quoted(side.city)} has {number} {what} in {countries.name(abroad)}, and its policy allows {allowed}",
        f"{wayout}; {policy.where}",
        related=tuple(Related(other.entry.path, ("kind",), "there since earlier") for other in first),
        path=side.entry.path,
    )

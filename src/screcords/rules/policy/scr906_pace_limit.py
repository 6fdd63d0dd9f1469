"""SCR906: cities that take on new partners slowly, or none at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Related, Severity, quoted
from screcords.model.durations import Duration, in_words
from screcords.rules.policy.beginnings import began
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.dates import Date
    from screcords.repository.graph import Repository
    from screcords.rules.policies import Policy, Side
    from screcords.rules.rule import Context

WINDOW = "P5Y"
POLICY = (
    '[[policies]]\nrules = ["SCR906"]\ncity = "us-or-harborview"\nsource = "https://www.harborview.example/policy"\n'
)
SECOND = (
    '# --- records/cities/de/n/de-neuental.toml\ncountry = "DE"\nlat = 51.0\nlon = 9.2\n[name]\nen = "Neuental"\n'
    "# --- records/partnerships/de/n/de-neuental--us-or-harborview.toml\n"
)


@rule(
    "SCR906",
    Severity.WARNING,
    Example(
        bad=f'{SECOND}since = "1991"  # <- SCR906',
        good=f'{SECOND}since = "1994"',
        settings=f'{POLICY}window = "P5Y"\nmost = 1',
        why="The partnership with Minatogawa began in May 1988.",
    ),
    Example(
        bad=f'{SECOND}since = "2003"  # <- SCR906',
        good=f'{SECOND}since = "1995"',
        settings=f'{POLICY}moratorium = "1996/.."',
    ),
)
def pace_limit(repository: Repository, context: Context) -> Iterator[Problem]:
    """A city took on a partner sooner after another one than its policy allows, or while it took on none.

    Each partnership needs people and money, so some cities allow one new one in five years, or have stopped. Correct
    the date if it is wrong, or say in the record why the city made an exception. `most` and `window` say how many may
    begin in what time, `moratorium` in what period none may. Only dates that leave no doubt count: 1990 and 1995 may be
    five years apart. The rule is silent unless a policy in the settings switches it on.
    """
    groups: dict[tuple[int, str], list[tuple[Date, Side]]] = {}
    heirs: set[str] | None = None
    for side in context.policies.sides("SCR906", repository):
        if heirs is None:
            heirs = {e.record.superseded_by or "" for e in repository.partnerships.values() if e.record is not None}
        start = began(side.record)
        if start is None or side.record.status == "proposed" or side.record.id in heirs:
            continue
        if side.policy.judges(side.record.kind, "sister", "friendship"):
            groups.setdefault((id(side.policy), side.city), []).append((start, side))
    for begun in groups.values():
        policy = begun[0][1].policy
        begun.sort(key=lambda item: (item[0].earliest, item[0].latest, item[1].entry.path))
        if policy.moratorium is not None:
            yield from _in_moratorium(policy, begun)
        if policy.moratorium is None or policy.window:
            yield from _too_soon(policy, begun)


def _in_moratorium(policy: Policy, begun: list[tuple[Date, Side]]) -> Iterator[Problem]:
    period = policy.moratorium
    for start, side in begun:
        if period is not None and period.earliest <= start.earliest and start.latest <= period.latest:
            message = f'began "{start}", while {quoted(side.city)} takes on no partners ("{period}")'
            yield _problem(side, message)


def _too_soon(policy: Policy, begun: list[tuple[Date, Side]]) -> Iterator[Problem]:
    window = policy.window or WINDOW
    length = Duration.parse(window)
    for (before, other), (start, side) in zip(begun, begun[policy.most :], strict=False):
        if start.latest < length.after(before.earliest) and not policy.spares(start):
            number = "a second partner" if policy.most == 1 else f"more than {policy.most} partners"
            message = f'{quoted(side.city)} has {number} within {in_words(window)}: "{before}" and "{start}"'
            yield _problem(side, message, Related(other.entry.path, _place(other), "began here"))


def _problem(side: Side, message: str, *related: Related) -> Problem:
    help_ = f"correct the date, or make an exception with its reason; {side.policy.where}"
    return Problem(_place(side), message, help_, related=related, path=side.entry.path)


def _place(side: Side) -> tuple[str, ...]:
    return ("since",) if side.record.since is not None else ("history",)

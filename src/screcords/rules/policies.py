"""Policies of cities, as settings state them: which rules apply to whom, with which numbers.

A policy speaks for one city, for one organisation, or for the whole repository. What is said of a city or of an
organisation stands in place of what is said of the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from screcords.model.dates import Date, Period
    from screcords.model.partnership import Partnership, Party
    from screcords.repository.entry import Entry
    from screcords.repository.graph import Repository

USED_BY: dict[str, tuple[str, ...]] = {
    "since": ("SCR901", "SCR902", "SCR903", "SCR905", "SCR906", "SCR907"),
    "kinds": ("SCR901", "SCR903", "SCR904", "SCR906", "SCR908"),
    "per_country": ("SCR901",),
    "after": ("SCR903",),
    "months": ("SCR903",),
    "activity": ("SCR904",),
    "ratio": ("SCR905",),
    "window": ("SCR906",),
    "most": ("SCR906",),
    "moratorium": ("SCR906",),
    "instruments": ("SCR907",),
    "people": ("SCR908",),
}
"""The parameters of a policy, and the rules to which each means something."""


class Policy(NamedTuple):
    """What one city, organisation or repository has decided, for some rules."""

    rules: tuple[str, ...]
    source: str
    """Where the decision is published."""
    city: str = ""
    org: str = ""
    pack: str = ""
    """The pack that it is from, if any."""
    since: Date | None = None
    """Partnerships that are surely older are left alone."""
    kinds: tuple[str, ...] = ()
    """Kinds of partnerships that are judged; each rule has its own where this is empty."""
    per_country: int = 1
    after: tuple[str, ...] = ("friendship", "memorandum")
    months: int = 24
    activity: str = "P1Y"
    ratio: float = 10
    window: str = ""
    most: int = 1
    moratorium: Period | None = None
    instruments: tuple[str, ...] = ()
    people: int = 0

    def judges(self, kind: str, *usual: str) -> bool:
        """Whether partnerships of that kind are meant; `usual` are the kinds that the rule is made for."""
        return kind in (self.kinds or usual)

    def spares(self, start: Date | None) -> bool:
        """Whether what began then is surely older than the policy."""
        return self.since is not None and start is not None and start.before(self.since)

    @property
    def where(self) -> str:
        """A last clause for the way out: where the policy can be read."""
        return f"the policy: {self.source}"


class Side(NamedTuple):
    """One of the two cities of a partnership, judged by a policy of its own."""

    policy: Policy
    entry: Entry[Partnership]
    record: Partnership
    number: int
    """Which of the two parties it is, 0 or 1."""

    @property
    def party(self) -> Party:
        """The party."""
        return self.record.parties[self.number]

    @property
    def city(self) -> str:
        """Its city."""
        return self.party.city

    @property
    def partner(self) -> str:
        """The other city."""
        return self.record.parties[1 - self.number].city


class Policies:
    """All policies of the settings, by rule and by whom they speak for."""

    def __init__(self, policies: Iterable[Policy] = ()) -> None:
        self._all = tuple(policies)
        self._by_rule: dict[str, list[Policy]] = {}
        for policy in self._all:
            for code in policy.rules:
                self._by_rule.setdefault(code, []).append(policy)

    def __iter__(self) -> Iterator[Policy]:
        return iter(self._all)

    @property
    def codes(self) -> frozenset[str]:
        """Codes of the rules that some policy switches on."""
        return frozenset(self._by_rule)

    def of(self, code: str, city: str, orgs: Iterable[str] = ()) -> list[Policy]:
        """The policies that a rule follows for a city and the organisations that serve it in one partnership."""
        policies = self._by_rule.get(code, [])
        serving = set(orgs)
        own = [policy for policy in policies if policy.city == city]
        own += [policy for policy in policies if policy.org and policy.org in serving]
        found = own or [policy for policy in policies if not policy.city and not policy.org]
        if len(found) < 2:
            return found
        once = {
            policy._replace(city="", org="", source=""): policy for policy in reversed(found)
        }  # what two tables say alike
        return list(reversed(once.values()))

    def sides(self, code: str, repository: Repository) -> Iterator[Side]:
        """All sides of partnerships that a rule has a policy for, in the order of the files."""
        policies = self._by_rule.get(code)
        if not policies:
            return
        if all(policy.city for policy in policies):
            ties = repository.ties
            entries = {entry.path: entry for policy in policies for entry in ties.get(policy.city, ())}
            chosen = [entries[path] for path in sorted(entries)]
        else:
            chosen = list(repository.partnerships.values())
        for entry in chosen:
            record = entry.record
            if record is None:
                continue
            for number, party in enumerate(record.parties):
                for policy in self.of(code, party.city, party.orgs):
                    yield Side(policy, entry, record, number)


NO_POLICIES = Policies()
"""What a repository without settings has."""

"""docs/rules/RATES.md: how often each rule fires on the real records. Made on demand, for the records change daily."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from screcords.findings import Severity
from screcords.lint import config
from screcords.lint.run import run
from screcords.model.ids import COLLECTIONS
from screcords.repository.day import as_of
from screcords.repository.load import load
from screcords.repository.worktree import Worktree
from screcords.rules.policies import Policy
from screcords.rules.registry import all_rules
from tools.docs.markdown import table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from screcords.lint.run import Outcome
    from screcords.model.partnership import Partnership
    from screcords.repository.graph import Repository

PATH = "docs/rules/RATES.md"
TOO_MANY = 0.01
"""A rule that fires on a larger share of good records must not be an error or a warning."""

HEAD = """\
# How often the rules fire

Counted over the real records with `python -m tools.docs --rates`: {records}, as of {day}. The share is that of the
files of the collection in which the rule found something. A rule that fires on more than 1 % of good records unasked
must be advice; {verdict}. Rules that found nothing, and those that were not run, are listed at the
end.

SCR901 runs only where a policy switches it on. It is shown here for a policy for the whole repository, as if every city
allowed itself one sister a country.

"""

EXPECTED = """## Against what was expected

The rules were designed after a look at raw lists of partnerships, in which four of them would have spoken as often as
the third column says. Their shares are of what the rule is about: of cities, or of partnerships.

"""


def page(root: Path) -> str:
    """The page for the records below `root`."""
    repository = load(root)
    day = as_of(Worktree(root))
    selection = config.selection(config.Settings(policies=(Policy(("SCR901",), source=""),)), advice=True)
    outcome = run(repository, selection, day.number)
    sizes = Counter(entry.collection for entry in repository.entries)
    found: dict[tuple[str, str], set[str]] = {}
    counts: Counter[tuple[str, str]] = Counter()
    severities: dict[str, set[Severity]] = {}
    for hit in outcome.hits:
        if hit.rule is None:
            continue
        collection = hit.path.split("/")[1] if hit.path.count("/") > 1 else "other"
        found.setdefault((hit.rule.code, collection), set()).add(hit.path)
        counts[hit.rule.code, collection] += 1
        severities.setdefault(hit.rule.code, set()).add(hit.severity)
    rows, loud = [], []
    for (code, collection), paths in sorted(found.items()):
        share = len(paths) / sizes[collection] if sizes[collection] else 0.0
        heaviest = min(severities[code], key=list(Severity).index)
        if share > TOO_MANY and heaviest is not Severity.ADVICE and code != "SCR901":
            loud.append(code)
        name = f"[{code}]({code}.md) {all_rules()[code].name}"
        rows.append(
            (name, heaviest.value, collection, f"{counts[code, collection]:,}", f"{len(paths):,}", f"{share:.2%}")
        )
    silent = [code for code in selection.rules if not any(code == other for other, _ in found)]
    unrun = [f"[{code}]({code}.md) ({why})" for code, why in selection.left_out.items()]
    records = ", ".join(f"{sizes[name]:,} {name}" for name in COLLECTIONS)
    verdict = f"these are not: {', '.join(loud)}" if loud else "all that run unasked are"
    head = ("Rule", "Weight", "Collection", "Findings", "Files", "Share")
    compared = ("Rule", "Share of", "Expected", "Here", "Why")
    return (
        HEAD.format(records=records, day=day.day, verdict=verdict)
        + table(head, rows)
        + f"\n\n{EXPECTED}{table(compared, list(_expected(repository, outcome)))}"
        + f"\n\nNothing was found by {', '.join(f'[{code}]({code}.md)' for code in silent)}."
        + f"\n\nNot run: {', '.join(unrun)}.\n"
    )


def _expected(repository: Repository, outcome: Outcome) -> Iterator[tuple[str, ...]]:
    """What four rules found beside what they were expected to find, and the reason where the two differ."""
    found: dict[str, list[str]] = {}
    for hit in outcome.hits:
        found.setdefault(hit.rule.code if hit.rule else "", []).append(hit.problem.message)
    cities, pairs = len(repository.cities), len(repository.partnerships)
    records = [entry.record for entry in repository.partnerships.values() if entry.record is not None]
    telling = sum(map(_can_tell, records))
    apart = sum(
        any(allow.rule == "SCR402" for allow in entry.record.allow)
        for entry in repository.cities.values()
        if entry.record is not None
    )
    doubles, home, sided = (len(found.get(code, [])) for code in ("SCR402", "SCR508", "SCR516"))
    owners = len({message.split('"')[1] for message in found.get("SCR901", [])})
    yield (
        "[SCR402](SCR402.md)",
        f"{cities:,} cities",
        "0.4%",
        f"{doubles:,}, {doubles / cities:.2%}",
        "Such places were merged when the records were made ([seed import](../seed-import.md)); "
        f"{apart} cities say that their namesake is another place (`[[allow]]`).",
    )
    yield (
        "[SCR508](SCR508.md)",
        f"{pairs:,} partnerships",
        "5 to 24%",
        f"{home:,}, {home / pairs:.2%}",
        "As expected; how many are at home depends on the countries that a list is about.",
    )
    yield (
        "[SCR516](SCR516.md)",
        f"{telling:,} partnerships whose sources can tell (of {pairs:,})",
        "3 to 4%",
        f"{sided:,}, {sided / telling:.2%} (of all {sided / pairs:.2%})",
        "As expected among those that can tell; the others rest on lists that name each pair once, and are skipped.",
    )
    yield (
        "[SCR901](SCR901.md)",
        f"{cities:,} cities",
        "10 to 17%",
        f"{owners:,}, {owners / cities:.2%}",
        "A little more: several lists together know more partners of a city than each alone. "
        "The table above counts the partnerships that are one too many.",
    )


def _can_tell(record: Partnership) -> bool:
    """Whether the sources of a partnership can show which side speaks of it, as SCR516 asks."""
    return any(party.listing is not None for party in record.parties) or any(
        source.party is not None and source.type != "wikipedia" for source in record.sources
    )

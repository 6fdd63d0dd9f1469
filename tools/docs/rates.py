"""docs/rules/RATES.md: how often each rule fires on the real records. Made on demand, for the records change daily."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from screcords.findings import Severity
from screcords.lint import config
from screcords.lint.run import run
from screcords.model.ids import COLLECTIONS
from screcords.repository.load import load
from screcords.repository.revision import Worktree, as_of
from screcords.rules.policies import Policy
from screcords.rules.registry import all_rules
from tools.docs.markdown import table

if TYPE_CHECKING:
    from pathlib import Path

PATH = "docs/rules/RATES.md"
TOO_MANY = 0.01
"""A rule that fires on a larger share of good records must not be an error or a warning."""

HEAD = """\
# How often the rules fire

Counted over the real records with `python -m tools.docs --rates`: {records}, as of {day}. The share is that of the
files of the collection in which the rule found something. A rule that fires on more than 1 % of good records must be
advice; {verdict}. Rules that found nothing are listed at the end.

SCR901 is shown for a policy for the whole repository, as if every city allowed itself one sister a country.

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
    silent = [code for code in all_rules() if not any(code == other for other, _ in found)]
    records = ", ".join(f"{sizes[name]:,} {name}" for name in COLLECTIONS)
    verdict = f"these are not: {', '.join(loud)}" if loud else "all of them are"
    head = ("Rule", "Weight", "Collection", "Findings", "Files", "Share")
    return (
        HEAD.format(records=records, day=day.day, verdict=verdict)
        + table(head, rows)
        + f"\n\nNothing was found by {', '.join(f'[{code}]({code}.md)' for code in silent)}.\n"
    )

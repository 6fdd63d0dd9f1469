"""The page of each rule, and the index of all rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Severity
from screcords.rules.page import page
from screcords.rules.registry import all_rules
from tools.docs import trial
from tools.docs.markdown import code, table

if TYPE_CHECKING:
    from pathlib import Path

    from screcords.rules.rule import Rule

FAMILIES = {
    "format": "The file: notation, encoding, order, hidden characters.",
    "schema": "The keys: which there are, and what may stand behind them.",
    "ids": "Names of records, and references inside a file.",
    "dates": "Dates, status and history.",
    "places": "Cities: coordinates, countries, levels, names, duplicates.",
    "graph": "Records together: references, duplicate partnerships, successors.",
    "agreements": "Agreements, approvals and organisations.",
    "sources": "Where the facts come from.",
    "privacy": "No private persons.",
    "policy": "Rules of one city or network, switched on by a [policy](../policies.md) in the settings.",
}
"""What the rules of a family are about, in the order of their codes."""

COUNTED = {
    Severity.ERROR: "for errors",
    Severity.WARNING: "for warnings",
    Severity.ADVICE: "for advice",
    Severity.OFF: "off unless asked for",
}
"""How the rules of a severity are counted at the end of the index."""

MOST_SHOWN = 3
"""Findings shown on a page."""

INTRODUCTION = """\
# Rules

What `screcords lint` looks for. An **error** breaks the truth of the records or their exports and fails the check; a
**warning** is probably wrong and fails it with `--strict`; **advice** never fails it. Where two weights are given, the
second is for seeds: records made by a machine, with `provenance`.

`screcords explain SCR307` shows the page of a rule in the terminal, `screcords rules` this list. How to run the check,
change a severity or make an exception: [linting](../linting.md)."""


def pages(_root: Path) -> dict[str, str]:
    """The index and a page a rule."""
    rules = all_rules()
    found = {f"docs/rules/{number}.md": with_output(rule) for number, rule in rules.items()}
    return {"docs/rules/README.md": index(rules)} | found


def with_output(rule: Rule) -> str:
    """The page that `screcords explain` shows, and what the linter says of the first bad example."""
    example = next(example for example in rule.examples if example.bad)
    report = trial.of_rule(rule, example)
    shown = trial.as_text(report._replace(findings=report.findings[:MOST_SHOWN]), summary=False)
    text, exceptions, rest = page(rule).partition("## Exceptions\n")
    where = "the first wrong example, laid over a small made-up repository"
    output = f"## What you see\n\nThe output for {where}:\n\n{code(shown, 'text')}\n\n"
    return f"{text}{output}{exceptions}{rest}\n[All rules](README.md)\n"


def weight(rule: Rule) -> str:
    """The severity in a word or two."""
    if rule.seed_severity is rule.severity:
        return rule.severity.value
    return f"{rule.severity.value}, seeds {rule.seed_severity.value}"


def index(rules: dict[str, Rule]) -> str:
    """The list of all rules by family."""
    parts = [INTRODUCTION]
    for family, about in FAMILIES.items():
        members = [rule for rule in rules.values() if rule.family == family]
        if members:
            rows = ((f"[{rule.code}]({rule.code}.md)", rule.name, weight(rule), rule.title) for rule in members)
            parts += [f"## {family.capitalize()}", about, table(("Code", "Name", "Severity", "What it finds"), rows)]
    total = {severity: sum(rule.severity is severity for rule in rules.values()) for severity in Severity}
    counts = ", ".join(f"{number} {COUNTED[severity]}" for severity, number in total.items() if number)
    parts.append(f"{len(rules)} rules: {counts}. SCR999 is reported when a rule itself fails; please tell us.")
    return "\n\n".join(parts) + "\n"

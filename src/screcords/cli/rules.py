"""`screcords rules`: list the rules."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from screcords.rules.rule import Rule


@click.command(short_help="List the rules.")
@click.argument("selectors", nargs=-1, metavar="[RULES]...")
@click.option("--format", "kind", type=click.Choice(["text", "json"]), default="text", help="Form of the list.")
def command(selectors: tuple[str, ...], kind: str) -> int:
    """List the rules with severity and what they find.

    RULES are codes, their beginnings (SCR3), names (unknown-key) or families (dates).
    """
    from screcords.cli.options import Unusable  # noqa: PLC0415 - help need not wait for it
    from screcords.lint.config import unknown_rule  # noqa: PLC0415 - the same
    from screcords.rules.registry import all_rules, named  # noqa: PLC0415 - the same

    chosen: set[str] = set()
    for selector in selectors:
        codes = named(selector)
        if not codes:
            raise Unusable(unknown_rule(selector))
        chosen.update(codes)
    rules = [rule for rule in all_rules().values() if not selectors or rule.code in chosen]
    if kind == "json":
        click.echo(json.dumps([facts(rule) for rule in rules], indent=2))
        return 0
    for rule in rules:
        seed = f" ({rule.seed_severity.value} for seeds)" if rule.seed_severity is not rule.severity else ""
        click.echo(f"{rule.code}  {rule.name:<28}  {rule.severity.value:<8}{seed}  {rule.title}")
    return 0


def facts(rule: Rule) -> dict[str, Any]:
    """What there is to know about a rule, for programs."""
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "seed_severity": rule.seed_severity.value,
        "family": rule.family,
        "fix": rule.fix or None,
        "title": rule.title,
        "needs": list(rule.needs),
    }

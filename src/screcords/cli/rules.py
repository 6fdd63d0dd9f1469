"""`screcords rules`: list the rules."""

from __future__ import annotations

import click


@click.command(short_help="List the rules.")
@click.argument("selectors", nargs=-1, metavar="[RULES]...")
def command(selectors: tuple[str, ...]) -> int:
    """List the rules with severity and what they find; RULES are codes or their beginnings, as SCR3."""
    from screcords.cli.options import Unusable  # noqa: PLC0415 - help need not wait for it
    from screcords.lint.config import unknown_rule  # noqa: PLC0415 - the same
    from screcords.rules.registry import all_rules, matching  # noqa: PLC0415 - the same

    for selector in selectors:
        if not matching(selector.upper()):
            raise Unusable(unknown_rule(selector))
    chosen = {code for selector in selectors for code in matching(selector.upper())}
    for rule in all_rules().values():
        if not selectors or rule.code in chosen:
            seed = f" ({rule.seed_severity.value} for seeds)" if rule.seed_severity is not rule.severity else ""
            click.echo(f"{rule.code}  {rule.name:<28}  {rule.severity.value:<8}{seed}  {rule.title}")
    return 0

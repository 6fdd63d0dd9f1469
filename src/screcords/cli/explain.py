"""`screcords explain`: what a rule means."""

from __future__ import annotations

import click


@click.command(short_help="Say what a rule means and how to mend what it finds.")
@click.argument("word", metavar="CODE|NAME")
def command(word: str) -> int:
    """Say what a rule finds, why it matters, and show what is wrong and what is right. Codes and names both do."""
    from screcords.cli.options import Unusable  # noqa: PLC0415 - help need not wait for it
    from screcords.findings import plural, quoted  # noqa: PLC0415 - the same
    from screcords.lint.config import unknown_rule  # noqa: PLC0415 - the same
    from screcords.rules.page import FAILURE, page  # noqa: PLC0415 - the same
    from screcords.rules.registry import INTERNAL_ERROR, find, named  # noqa: PLC0415 - the same

    if word.strip().lower() in (name.lower() for name in INTERNAL_ERROR):
        click.echo(FAILURE, nl=False)
        return 0
    rule = find(word)
    if rule is None and (several := named(word)):
        listed = f"`screcords rules {word.strip()}` lists them"
        raise Unusable(f"{plural(len(several), 'rule')} are meant by {quoted(word)}: {listed}; give one code or name")
    if rule is None:
        raise Unusable(unknown_rule(word))
    click.echo(page(rule), nl=False)
    return 0

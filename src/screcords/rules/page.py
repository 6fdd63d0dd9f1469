"""The page of a rule, for `screcords explain` and docs/rules/."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Severity

if TYPE_CHECKING:
    from screcords.rules.rule import Rule

_WEIGHT = {
    Severity.ERROR: "an error: the check fails",
    Severity.WARNING: "a warning: the check fails with `--strict`",
    Severity.ADVICE: "advice: it never fails the check",
    Severity.OFF: "off unless switched on",
}

_MENDED = {
    "": "By hand: a machine cannot know what is right.",
    "safe": "`screcords lint --fix` mends it where it is sure what is meant; `screcords lint --diff` shows it first.",
    "unsafe": (
        "`screcords lint --fix --unsafe` writes what is probably meant, so look at the result; "
        "`screcords lint --diff --unsafe` shows it first."
    ),
    "safe or unsafe": (
        "`screcords lint --fix` mends it where it is sure what is meant; `screcords lint --fix --unsafe` also does "
        "what is only probably meant, so look at the result. `screcords lint --diff`, with `--unsafe` or without, "
        "shows it first."
    ),
    "rename": (
        "`screcords lint --fix` renames the record or moves its file, and all references follow; "
        "`screcords lint --diff` shows it first."
    ),
}
"""How what a rule finds is mended, by the kind of its fix."""


FAILURE = """\
# SCR999: internal-error

A rule itself failed on a record.

That is a mistake in screcords, not in the record, and the other rules go on. The command ends with exit code 3. Please
report it, with the message and the record. Until it is mended, `--ignore` with the code of the rule that the message
names leaves that rule out.
"""
"""What is said of the code that no rule has."""


def page(rule: Rule) -> str:
    """The page as Markdown, with one line end at the end."""
    parts = [f"# {rule.code}: {rule.name}", rule.title]
    if rule.why:
        parts.append(rule.why)
    weight = f"What it finds is {_WEIGHT[rule.severity]}."
    if rule.seed_severity is not rule.severity:
        weight += f" For records made by a machine (with `provenance`) it is {_WEIGHT[rule.seed_severity]}."
    parts.append(weight)
    shown = ""
    for example in rule.examples:
        if example.why:
            parts.append(example.why)
        if example.settings and example.settings != shown:
            parts.append(f"With these settings:\n\n{_block(example.settings)}")
            shown = example.settings
        if example.bad:
            parts.append(f"Wrong:\n\n{_block(example.bad)}")
        if example.good:
            parts.append(f"Right:\n\n{_block(example.good)}")
    parts.append(f"## Mending\n\n{_MENDED[rule.fix]}{_asked(rule)}")
    parts.append(
        "## Exceptions\n\nWhere a record is right all the same, say so in it:\n\n"
        f'```toml\n[[allow]]\nrule = "{rule.code}"\nreason = "why this record is right"\n```'
        if _can_be_allowed(rule)
        else "## Exceptions\n\nThere are none: the file has to be mended."
    )
    return "\n\n".join(parts) + "\n"


def _asked(rule: Rule) -> str:
    """What has to be asked for, beside mending, where findings are not listed by themselves."""
    if not rule.fix or rule.severity not in {Severity.ADVICE, Severity.OFF}:
        return ""
    if rule.severity is Severity.OFF:
        return f" Since the rule is off, both need `--select {rule.code}`."
    return f" Advice is mended only where it is listed, so both need `--advice` or `--select {rule.code}` as well."


def _can_be_allowed(rule: Rule) -> bool:
    """Exceptions stand in records, so there must be a readable record."""
    return rule.family not in {"format", "schema"} or rule.code == "SCR012"


def _block(fragment: str | bytes) -> str:
    if isinstance(fragment, bytes):
        return f"```python\n{fragment!r}\n```"
    return f"```toml\n{fragment.strip()}\n```"

"""Finds the rules by looking into the folders of the families, and selects among them."""

from __future__ import annotations

import functools
import os
from importlib import import_module

from screcords.rules.rule import Rule, registered

INTERNAL_ERROR = ("SCR999", "internal-error")
"""Code and name of what is reported when a rule itself fails."""

ONLINE = frozenset({"SCR411", "SCR412", "SCR708"})
"""Codes kept for checks of registers and links that would ask the network; this version has none of them."""


@functools.cache
def all_rules() -> dict[str, Rule]:
    """All rules by code, in order of their codes."""
    here = os.path.dirname(__file__)
    for family in sorted(entry.name for entry in os.scandir(here) if entry.is_dir() and entry.name[0] != "_"):
        for name in sorted(os.listdir(os.path.join(here, family))):
            if name.startswith("scr") and name.endswith(".py"):
                import_module(f"screcords.rules.{family}.{name[:-3]}")
    return dict(sorted(registered().items()))


def find(word: str) -> Rule | None:
    """The rule of that code or name, in any case."""
    wanted = word.strip().lower()
    return next((rule for rule in all_rules().values() if wanted in (rule.code.lower(), rule.name)), None)


def matching(selector: str) -> list[str]:
    """Codes of the rules that a selector names: a code (SCR307) or the beginning of codes (SCR3)."""
    return [code for code in all_rules() if code.startswith(selector)]


def named(word: str) -> list[str]:
    """Codes of the rules that a reader means by a code, its beginning, a name or a family, in any case."""
    wanted = word.strip().lower()
    by_code = matching(wanted.upper()) if wanted else []
    return by_code or [rule.code for rule in all_rules().values() if wanted in {rule.name, rule.family}]


def resembling(word: str) -> str | None:
    """The code of the rule that is probably meant by a code or name that no rule has."""
    import difflib  # noqa: PLC0415 - only on a slip

    if word.upper() in ONLINE:
        return None
    names = {rule.name: rule.code for rule in all_rules().values()}
    if close := difflib.get_close_matches(word.lower(), names, 1):
        return names[close[0]]
    code = word.upper()
    swapped = [known for known in names.values() if sorted(known) == sorted(code)]
    return next(iter(swapped or difflib.get_close_matches(code, names.values(), 1)), None)

"""docs/linting.md and CONTRIBUTING.md: written by hand, but for the examples of output between their markers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from screcords.rules.registry import all_rules
from screcords.rules.world import CITY, PARTNERSHIP, WORLD
from tools.docs import trial
from tools.docs.markdown import code, fill, table

if TYPE_CHECKING:
    from pathlib import Path

PAGES = ("docs/linting.md", "CONTRIBUTING.md")


class Slip(NamedTuple):
    """A mistake made in a record of the small world: in `path`, `new` instead of `old`."""

    path: str
    old: str
    new: str


SLIPS: dict[str, tuple[Slip, ...]] = {
    "clean": (),
    "syntax": (Slip(PARTNERSHIP, 'kind = "sister"', "kind = “sister”"),),
    "unknown-key": (Slip(PARTNERSHIP, "verified =", "veriffied ="),),
    "bad-word": (Slip(PARTNERSHIP, 'kind = "sister"', 'kind = "Partnerschaft"'),),
    "ends-before-start": (
        Slip(PARTNERSHIP, 'status = "active"', 'status = "terminated"'),
        Slip(PARTNERSHIP, 'since = "1988-05-20"', 'since = "1988"\nuntil = "1977"'),
    ),
    "same-item": (Slip(CITY, "Q990000001", "Q990000002"),),
    "several": (
        Slip(PARTNERSHIP, 'since = "1988-05-20"', "since = 1988-05-20"),
        Slip(CITY, 'country = "US"', 'country = "us"'),
    ),
    "advice": (Slip(CITY, 'wikidata = "Q990000001"\n', ""),),
}
"""What is wrong in each example."""


def pages(root: Path) -> dict[str, str]:
    """The pages, with their examples made anew."""
    makers = {"example": example, "json": as_json, "advised": advised, "off": switched_off}
    return {path: fill((root / path).read_text(encoding="utf-8"), makers) for path in PAGES}


def tree(name: str) -> dict[str, bytes]:
    """The files of an example."""
    files = dict(WORLD)
    for path, old, new in SLIPS[name]:
        if old not in files[path]:
            raise ValueError(f"{name}: {old!r} is not in {path}")
        files[path] = files[path].replace(old, new)
    return {path: text.encode() for path, text in files.items()}


def example(name: str) -> str:
    """What a terminal shows; only the finding, but all of it where nothing or more than one thing is wrong."""
    report = trial.lint(tree(name))
    return code(trial.as_text(report, summary=len(report.findings) != 1), "text")


def advised(name: str) -> str:
    """The summary of a run that counts advice, and the same with `--advice`."""
    short, long = (trial.as_text(trial.lint(tree(name), advice=advice)) for advice in (False, True))
    return f"{code(short, 'text')}\n\nWith `--advice`:\n\n{code(long, 'text')}"


def as_json(name: str) -> str:
    """The JSON report."""
    return code(trial.as_json(trial.lint(tree(name))), "json")


def switched_off(_name: str) -> str:
    """The rules that only run when asked."""
    rows = [(rule.code, rule.name, rule.title) for rule in all_rules().values() if rule.severity.value == "off"]
    return table(("Code", "Name", "What it finds"), rows) if rows else "There is none at present."

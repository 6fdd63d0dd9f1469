"""docs/linting.md and CONTRIBUTING.md: written by hand, but for the examples of output between their markers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from screcords.report import find, names
from screcords.rules.registry import all_rules
from screcords.rules.world import CITY, PARTNERSHIP, WORLD
from tools.docs import trial
from tools.docs.markdown import code, fill, table

if TYPE_CHECKING:
    from pathlib import Path

PAGES = ("docs/linting.md", "docs/pull-request.md", "CONTRIBUTING.md")


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
    makers = {
        "example": example,
        "json": as_json,
        "advised": advised,
        "off": switched_off,
        "forms": forms,
        "github": as_github,
        "markdown": as_markdown,
        "listed": listed,
        "statistics": as_statistics,
        "repeated": repeated,
    }
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


def forms(_name: str) -> str:
    """All forms of the report."""
    return table(("Form", "What it is"), ((f"`{name}`", find(name).title) for name in names()))


def as_github(name: str) -> str:
    """The annotations for GitHub Actions."""
    return code(trial.as_form(trial.lint(tree(name)), "github"), "text")


def as_markdown(name: str) -> str:
    """The summary for a pull request, as it is written."""
    return code(trial.as_form(trial.lint(tree(name)), "markdown"), "markdown")


def listed(name: str) -> str:
    """The part of the summary for a pull request that is about one file, as readers see it unfolded."""
    made = trial.as_form(trial.lint(tree(name)), "markdown")
    path, counts = re.findall("<code>(.*)</code>(.*)</summary>", made)[0]
    lines = [line for line in made.split("\n") if line.startswith("- line")]
    return "\n".join(["> " + line for line in (f"▾ `{path}`{counts}", "", *lines)]).replace("> \n", ">\n")


def as_statistics(name: str) -> str:
    """What `--statistics` shows."""
    return code(trial.as_statistics(trial.lint(tree(name))), "text")


def repeated(_name: str) -> str:
    """What a terminal shows of a mistake that several files have in common."""
    files = tree("clean")
    for name in ("alder", "birch", "cedar", "maple", "rowan", "willow"):
        text = WORLD[CITY].replace("us-or-harborview", f"us-or-{name}").replace('"US"', '"USA"')
        text = text.replace("Harborview", name.capitalize()).replace("Q990000001", f"Q9900001{len(files):02}")
        files[f"records/cities/us/{name[0]}/us-or-{name}.toml"] = text.encode()
    report = trial.lint(files)
    found = tuple(finding for finding in report.findings if finding.code == "SCR110")
    return code(trial.as_text(report._replace(findings=found), summary=False), "text")


def switched_off(_name: str) -> str:
    """The rules that only run when asked."""
    rows = [(rule.code, rule.name, rule.title) for rule in all_rules().values() if rule.severity.value == "off"]
    return table(("Code", "Name", "What it finds"), rows) if rows else "There is none at present."

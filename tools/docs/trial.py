"""Runs the linter over a few files in a temporary folder, and gives back what it says."""

from __future__ import annotations

import io
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from screcords.lint import config, place
from screcords.lint.run import run
from screcords.report import find, json, text
from screcords.repository.day import AsOf
from screcords.repository.load import load
from screcords.rules.world import base_of
from screcords.rules.world import files as example_files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from screcords.findings import Report
    from screcords.repository.base import Base
    from screcords.rules.rule import Example, Rule

DAY = "2026-06-01"
_MARK = re.compile(r"[ \t]*# <- SCR\d{3}")


def lint(files: Mapping[str, bytes], *, advice: bool = False, as_of: str = DAY, base: Base | None = None) -> Report:
    """The report of a run over the records (and the settings) in `files`, by path."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for path, data in files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        repository = load(root)
        selection = config.selection(config.read(root), advice=advice, base=base is not None)
        day = AsOf(as_of, "--as-of")
        outcome = run(repository, selection, day.number, base=base)
        return place.report(repository, selection, outcome, day, filtered=False, base=base)


def as_text(report: Report, *, summary: bool = True) -> str:
    """The report as a terminal without colours shows it, with or without its last lines."""
    out = io.StringIO()
    text.render(report, out)
    shown = out.getvalue()
    return shown if summary else shown.removesuffix(text.summary(report))


def as_form(report: Report, name: str) -> str:
    """The report as `--report NAME` writes it."""
    out = io.StringIO()
    find(name).render(report, out)
    return out.getvalue()


def as_statistics(report: Report) -> str:
    """The report as `--statistics` writes it."""
    out = io.StringIO()
    text.statistics(report, out)
    return out.getvalue()


def as_json(report: Report) -> str:
    """The report as `--report json` writes it."""
    out = io.StringIO()
    json.render(report, out)
    return out.getvalue()


def of_rule(rule: Rule, example: Example) -> Report:
    """What the rule itself reports about a bad example, whose marks are taken off where it still fires then."""
    bad = example.bad
    tries = [_MARK.sub("", bad), bad] if isinstance(bad, str) else [bad]
    for fragment in tries:
        tree = example_files(rule, fragment, bad=True)
        base = base_of(rule, example, tree)
        if example.settings:
            tree["screcords.toml"] = example.settings.encode()
        report = lint(tree, advice=True, as_of=example.as_of or DAY, base=base)
        own = tuple(finding for finding in report.findings if finding.code == rule.code)
        if own:
            return report._replace(findings=own)
    raise ValueError(f"{rule.code} does not fire on its own bad example")

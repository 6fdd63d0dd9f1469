"""From what rules yield to what readers see: positions, source lines, and the summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Finding, NotRun, RelatedPlace, Report, Severity, Summary
from screcords.lint.run import in_order
from screcords.model.ids import COLLECTIONS
from screcords.rules.registry import INTERNAL_ERROR, all_rules
from screcords.text.span import Place, Span

if TYPE_CHECKING:
    from screcords.findings import Route
    from screcords.lint.config import Selection
    from screcords.lint.run import Hit, Outcome
    from screcords.repository.base import Base
    from screcords.repository.graph import Repository
    from screcords.repository.revision import AsOf
    from screcords.text.document import Document

SHOWN_LINES = 3
START = Place(1, 1, 1, 1)


class _Placer:
    """Looks up positions, keeping the file it looked into last: findings come in order of their files."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self.last: Document | None = None

    def document(self, path: str) -> Document | None:
        if self.last is None or self.last.path != path:
            try:
                self.last = self.repository.document(path)
            except OSError:
                return None
        return self.last

    def finding(self, hit: Hit) -> Finding:
        problem = hit.problem
        document = self.document(hit.path)
        place = START
        lines: tuple[str, ...] = ()
        if document is not None:
            place, lines = _in(document, hit)
        code, name = (hit.rule.code, hit.rule.name) if hit.rule else INTERNAL_ERROR
        related = tuple(self.related(other.path or hit.path, other.route, other.message) for other in problem.related)
        return Finding(
            code,
            name,
            hit.severity,
            hit.path,
            place,
            problem.message,
            problem.help,
            problem.fix is not None,
            related,
            lines,
        )

    def related(self, path: str, route: Route, message: str) -> RelatedPlace:
        try:
            document = self.repository.document(path)
            place = document.locate(route)
        except (OSError, ValueError):
            place = START
        return RelatedPlace(path, place, message)


def _in(document: Document, hit: Hit) -> tuple[Place, tuple[str, ...]]:
    problem = hit.problem
    if problem.span is not None:
        place = document.lines.place(Span(*problem.span))
    else:
        place = document.locate(problem.route, problem.target)
    last = min(place.end_line, place.line + SHOWN_LINES - 1, len(document.lines))
    return place, tuple(document.lines.line_text(number) for number in range(place.line, last + 1))


def report(
    repository: Repository,
    selection: Selection,
    outcome: Outcome,
    as_of: AsOf,
    *,
    filtered: bool,
    base: Base | None = None,
) -> Report:
    """All that a report format needs of a run."""
    placer = _Placer(repository)
    findings = [placer.finding(hit) for hit in in_order(outcome.hits)]
    findings.sort(key=lambda f: (_rank(f.path), f.path, f.place, f.code, f.message))
    counts: dict[str, dict[str, int]] = {
        name: {severity.value: 0 for severity in Severity if severity is not Severity.OFF}
        for name in (*COLLECTIONS, "other")
    }
    for finding in findings:
        counts[_collection(finding.path)][finding.severity.value] += 1
    records = dict.fromkeys(COLLECTIONS, 0)
    for entry in repository.entries:
        records[entry.collection] += 1
    rules = all_rules()
    not_run = tuple(NotRun(code, rules[code].name, why) for code, why in selection.left_out.items())
    advice = dict(sorted(outcome.advice.items()))
    summary = Summary(
        str(repository.root),
        records,
        counts,
        advice,
        len(selection.rules),
        not_run,
        as_of.day,
        as_of.source,
        filtered,
        base.name if base else "",
        len(base.changed) if base else 0,
    )
    return Report(tuple(findings), summary, {code: rule.name for code, rule in rules.items()})


def _collection(path: str) -> str:
    name = path.split("/")[1] if path.startswith("records/") and path.count("/") > 1 else ""
    return name if name in COLLECTIONS else "other"


def _rank(path: str) -> int:
    name = _collection(path)
    return COLLECTIONS.index(name) if name in COLLECTIONS else len(COLLECTIONS)

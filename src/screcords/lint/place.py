"""From what rules yield to what readers see: positions, source lines, and the summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Finding, NotRun, RelatedPlace, Repair, Replacement, Report, Rewrite, Severity, Summary
from screcords.lint.anchor import anchor
from screcords.lint.baseline import key
from screcords.lint.brief import told_briefly
from screcords.lint.run import in_order
from screcords.model.ids import COLLECTIONS
from screcords.rules.registry import INTERNAL_ERROR, all_rules
from screcords.text.document import Document
from screcords.text.edit import Edit, apply
from screcords.text.span import Place, Span

if TYPE_CHECKING:
    from screcords.findings import Fix, Route
    from screcords.lint.baseline import Baseline
    from screcords.lint.config import Selection
    from screcords.lint.run import Hit, Outcome
    from screcords.repository.base import Base
    from screcords.repository.day import AsOf
    from screcords.repository.graph import Repository

SHOWN_LINES = 3
START = Place(1, 1, 1, 1)


class _Placer:
    """Looks up positions, keeping the file it looked into last: findings come in order of their files."""

    def __init__(self, repository: Repository, *, edits: bool) -> None:
        self.repository = repository
        self.edits = edits
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
            problem.route,
            self.repair(document, hit),
            stands_for=problem.stands_for,
            anchor=anchor(document, problem.route) if document is not None else (),
        )

    def repair(self, document: Document | None, hit: Hit) -> Repair | None:
        fix = hit.problem.fix
        if fix is None:
            return None
        edits = _edits(document, fix) if self.edits and document is not None else []
        if document is None or not edits:
            return Repair(fix.title, fix.safe)
        start, end = edits[0].span.start, max(edit.span.end for edit in edits)
        inside = [Edit(Span(edit.span.start - start, edit.span.end - start), edit.replacement) for edit in edits]
        whole = Edit(Span(start, end), apply(document.text[start:end], inside))
        shown = tuple(_replacement(document, edit) for edit in edits)
        return Repair(fix.title, fix.safe, shown, _replacement(document, whole))

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


def _edits(document: Document, fix: Fix) -> list[Edit]:
    """What a fix would change in a text, in order; nothing where it does something else or cannot be made."""
    from screcords.changes.edits import edits_of  # noqa: PLC0415 - only some reports show them
    from screcords.model import schemas  # noqa: PLC0415 - the same

    text = document.text
    if _collection(document.path) == "other" or document.encode(text) != document.data:
        return []  # no record, or places in it would be those of another text
    layout = schemas.layout(document.path.split("/")[1])
    edits: list[Edit] = []
    try:
        for change in fix.changes:
            edits += (
                [_rewritten(document, change)] if isinstance(change, Rewrite) else edits_of(document, change, layout)
            )
        changed = apply(text, edits)
    except (KeyError, ValueError):
        return []
    return sorted(set(edits)) if changed != text else []


def _rewritten(document: Document, change: Rewrite) -> Edit:
    """The lines that differ, as one edit."""
    before = document.text.splitlines(keepends=True)
    after = Document(document.path, change.data).text.splitlines(keepends=True)
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    start = sum(map(len, before[:head]))
    end = start + sum(map(len, before[head : len(before) - tail]))
    return Edit(Span(start, end), "".join(after[head : len(after) - tail]))


def _replacement(document: Document, edit: Edit) -> Replacement:
    place = document.lines.place(edit.span)
    ends = ((place.line, place.column), (place.end_line, place.end_column))
    start, end = (len(document.lines.line_text(line)[: column - 1].encode()) + 1 for line, column in ends)
    return Replacement(place, edit.replacement, (start, end))


def report(
    repository: Repository,
    selection: Selection,
    outcome: Outcome,
    as_of: AsOf,
    *,
    filtered: bool,
    base: Base | None = None,
    strict: bool = False,
    edits: bool = False,
    known: Baseline | None = None,
) -> Report:
    """All that a report format needs of a run; what fixes would change only where `edits` asks for it.

    Findings in `known` were there at the base, all others are new; with no `known`, nobody can tell.
    """
    placer = _Placer(repository, edits=edits)
    hits = list(in_order(told_briefly(outcome.hits)))
    findings = [placer.finding(hit) for hit in hits]
    if known is not None:
        left = known.copy()
        for number, hit in enumerate(hits):
            left[key(hit)] -= 1
            findings[number] = findings[number]._replace(new=left[key(hit)] < 0)
    findings.sort(key=lambda f: (_rank(f.path), f.path, f.place, f.code, f.message))
    counts: dict[str, dict[str, int]] = {
        name: {severity.value: 0 for severity in Severity if severity is not Severity.OFF}
        for name in (*COLLECTIONS, "other")
    }
    for finding in findings:
        counts[_collection(finding.path)][finding.severity.value] += finding.stands_for
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
        outcome.unjudged,
        len(base.changed) if base else 0,
        strict,
    )
    return Report(tuple(findings), summary, {code: rule.name for code, rule in rules.items()})


def _collection(path: str) -> str:
    name = path.split("/")[1] if path.startswith("records/") and path.count("/") > 1 else ""
    return name if name in COLLECTIONS else "other"


def _rank(path: str) -> int:
    name = _collection(path)
    return COLLECTIONS.index(name) if name in COLLECTIONS else len(COLLECTIONS)

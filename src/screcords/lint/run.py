"""Runs the rules over a repository, in stages: each sees only what survived the one before it.

1. Files that failed while loading are explained (SCR001, SCR002 and the schema family), and those that are not
   plain are looked at closely (the format family).
2. Rules about one record see the typed records.
3. Rules about the repository see the graph, in which broken files are known to exist.
4. Exceptions that nobody needed are reported.

A rule that raises is reported as SCR999 for that record, and the others go on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from screcords.findings import Problem, Severity
from screcords.lint.allow import Allowances
from screcords.model.ids import COLLECTIONS
from screcords.repository.base import gone, touched
from screcords.rules.precedence import Precedence
from screcords.rules.registry import INTERNAL_ERROR, all_rules
from screcords.rules.rule import RECORD_SUBJECTS, Change, Context, Rule, UnusedAllow
from screcords.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from screcords.findings import Route
    from screcords.lint.config import Selection
    from screcords.repository.base import Base
    from screcords.repository.entry import Entry
    from screcords.repository.graph import Repository
    from screcords.repository.novelty import Novelty
    from screcords.rules.rule import Violation
    from screcords.text import document as text

    Checks = list[tuple[Callable[[Any], bool] | None, list[tuple[Callable[..., Iterator[Problem]], Rule]]]]

FILE_STAGE = {"encoding": "SCR002", "syntax": "SCR001"}
"""The rule that explains a file that failed before its schema."""

REPORT_IT = "this is a mistake in screcords itself, not in the record; please report it with the record"

MOST_OF_A_RULE = 20
"""How many things that a rule has against one file are told one by one."""

NOT_BROKEN = frozenset({"SCR010", "SCR011", "SCR013"})
"""Format rules whose errors say nothing against the record itself."""


class Hit(NamedTuple):
    """A problem with its rule and file, not placed yet."""

    rule: Rule | None
    severity: Severity
    path: str
    problem: Problem
    error: str = ""
    """What went wrong where `rule` crashed."""


class Scope(NamedTuple):
    """What a change is about: nothing else is reported."""

    changed: frozenset[str]
    """Files that differ from the base."""
    touched: frozenset[str]
    """These, and their neighbours in the graph."""

    def covers(self, path: str, problem: Problem) -> bool:
        """Whether the change touches the file of a problem, or has the other part in it."""
        return path in self.touched or any(other.path in self.changed for other in problem.related)


class Outcome(NamedTuple):
    """What a run found, before positions are looked up."""

    hits: list[Hit]
    advice: dict[str, int]
    crashed: bool
    unjudged: tuple[str, ...]
    """Broken files that no selected rule explains, so that they escaped the rules that ran."""
    echoes: list[Hit]
    """What is no further mistake, and not reported, but can be mended all the same."""
    scope: Scope | None = None
    """What the change was about that was looked at."""


def run(
    repository: Repository,
    selection: Selection,
    today: int,
    *,
    paths: Collection[str] = (),
    base: Base | None = None,
    scope: Scope | None = None,
    most: int = MOST_OF_A_RULE,
) -> Outcome:
    """Run the selected rules over the whole repository; report what lies in `paths` (files and folders), or all.

    With a `base`, rules that compare with a revision run too, and only what the change touches is reported; `scope`
    says what that is where it is known. Up to `most` things that one file does against its schema are explained one by
    one for each rule.
    """
    if scope is None and base is not None:
        scope = Scope(frozenset(base.changed), touched(repository, base))
    return _Run(repository, selection, today, paths, base=base, scope=scope, most=most).outcome()


class _Run:
    def __init__(
        self,
        repository: Repository,
        selection: Selection,
        today: int,
        paths: Collection[str],
        *,
        base: Base | None,
        scope: Scope | None,
        most: int,
    ) -> None:
        self.repository = repository
        self.most = most
        self.base = base
        self.scope = scope
        if scope is not None:
            repository.narrow(scope.touched)
        if base is not None:
            repository.gone = gone(repository, base)
        self.selection = selection
        novelty = self.novelty(repository, base) if base is not None else None
        self.paths = frozenset(paths)
        self.folders = tuple(f"{path}/" for path in paths)
        self.allowances = Allowances(repository.entries)
        self.precedence = Precedence(selection.rules, self.allowances.holds)
        self.context = Context(repository, today, selection.policies, selection.active_within, novelty, self.precedence)
        self.hits: list[Hit] = []
        self.echoes: list[Hit] = []
        self.advice: dict[str, int] = {}
        self.crashed: set[tuple[str, str]] = set()
        self.noticed: set[str] = set()
        """Files in which a rule found something, whether or not it counts."""
        self.faulty: set[str] = set()
        """Files with an error, whether or not it is reported."""

    @staticmethod
    def novelty(repository: Repository, base: Base) -> Novelty:
        from screcords.repository.novelty import Novelty  # noqa: PLC0415 - only with a revision to compare with

        return Novelty(repository, base)

    def outcome(self) -> Outcome:
        self.explain_files()
        self.check_records()
        self.check_repository()
        self.check_change()
        self.check_exceptions()
        unjudged = tuple(
            entry.path for entry in self.repository.entries if not entry.readable and entry.path not in self.noticed
        )
        return Outcome(self.hits, self.advice, bool(self.crashed), unjudged, self.echoes, self.scope)

    # Stage 1

    def explain_files(self) -> None:
        documents = [rule for rule in self.rules("Document") if rule.code not in FILE_STAGE.values()]
        is_complete = len(documents) == sum("Document" in rule.subjects for rule in all_rules().values()) - len(
            FILE_STAGE
        )
        broken = False
        for entry in self.repository.entries:
            if (entry.plain and not entry.flaw) or entry.flaw == "unsafe":
                continue
            before = len(self.hits)
            document = self.repository.document(entry.path)
            if entry.flaw in FILE_STAGE:
                if FILE_STAGE[entry.flaw] in self.selection.rules:
                    self.apply(self.selection.rules[FILE_STAGE[entry.flaw]], document, entry.path)
                continue
            for rule in documents:
                self.apply(rule, document, entry.path, seed="provenance" in entry.keys)
            if is_complete and not entry.flaw and entry.path not in self.noticed:
                entry.plain = True  # so it need not be looked at again while it stays as it is
            if entry.flaw == "schema":
                explained = {hit.problem.route for hit in self.hits[before:] if self.breaks(hit)}
                self.explain_schema(entry, document, explained)
                self.hits[before:], echoes = without_echoes(self.hits[before:], document)
                self.echoes += echoes
            if entry.path in self.faulty:
                entry.record = entry.tombstone = None
                broken = True
        if broken:
            self.repository.index()

    def explain_schema(self, entry: Entry[Any], document: text.Document, explained: Collection[Route]) -> None:
        """Report what the file does against its schema, but for the places that another rule has explained."""
        from screcords.lint.violations import are_all, violations  # noqa: PLC0415 - bring jsonschema

        content = document.content
        seed = "provenance" in content
        more: dict[str, list[Violation]] = {}
        for violation in violations(content, entry.collection, entry.reason):
            if violation.code in self.selection.rules and violation.route not in explained:
                more.setdefault(violation.code, []).append(violation)
        for code, same in more.items():
            rule = self.selection.rules[code]
            told = len(same) if len(same) <= self.most else MOST_OF_A_RULE
            for violation in same[:told]:
                self.apply(rule, violation, entry.path, seed=seed)
            if number := len(same[told:]):
                route = same[told].route[:-1] if same[told].keyword == "required" else same[told].route
                said = told_in_one(route, number, is_exact=are_all(content))
                self.report(rule, entry.path, said, seed=seed)

    @staticmethod
    def breaks(hit: Hit) -> bool:
        return hit.severity is Severity.ERROR and (hit.rule is None or hit.rule.code not in NOT_BROKEN)

    # Stage 2

    def check_records(self) -> None:
        plans: dict[tuple[str, tuple[str, ...]], Checks] = {}
        for entry in self.repository.judged:
            record = entry.record
            if record is None:
                continue
            plan = plans.get((entry.collection, entry.keys))
            if plan is None:
                plan = plans[entry.collection, entry.keys] = self.plan(entry)
            for unless, checks in plan:
                if unless is not None and unless(record):
                    continue
                for check, rule in checks:
                    try:
                        for problem in check(record):
                            self.report(rule, entry.path, problem, seed=record.provenance is not None)
                    except Exception as error:  # noqa: BLE001 - whatever a rule does, the others go on
                        self.crash(rule, entry.path, error)

    def plan(self, entry: Entry[Any]) -> Checks:
        """The rules that have something to look at in records with these keys."""
        subject = next(name for name, collection in RECORD_SUBJECTS.items() if collection == entry.collection)
        plan: dict[Callable[[Any], bool] | None, list[tuple[Callable[..., Iterator[Problem]], Rule]]] = {}
        for rule in self.rules(subject):
            if not rule.needs or not set(rule.needs).isdisjoint(entry.keys):
                plan.setdefault(rule.unless, []).append((self.bound(rule), rule))
        return list(plan.items())

    def bound(self, rule: Rule) -> Callable[..., Iterator[Problem]]:
        if not rule.wants_context:
            return rule.check
        context = self.context

        def check(record: object) -> Iterator[Problem]:
            return rule.check(record, context)

        return check

    # Stage 3

    def check_repository(self) -> None:
        seeds: dict[str, bool] | None = None
        for rule in self.rules("Repository"):
            if rule.severity is not rule.seed_severity and seeds is None:
                seeds = {entry.path: "provenance" in entry.keys for entry in self.repository.entries}
            try:
                for problem in self.bound(rule)(self.repository):
                    self.report(rule, problem.path, problem, seed=bool(seeds and seeds.get(problem.path)))
            except Exception as error:  # noqa: BLE001 - whatever a rule does, the others go on
                self.crash(rule, "records", error)

    def check_change(self) -> None:
        """Rules that compare with a revision; without one they are not run, and the summary says so."""
        if self.base is None:
            return
        change = Change(self.base, self.repository, self.base.records)
        for rule in self.rules("Change"):
            try:
                for problem in self.bound(rule)(change):
                    self.report(rule, problem.path, problem, seed=False)
            except Exception as error:  # noqa: BLE001 - whatever a rule does, the others go on
                self.crash(rule, "records", error)

    # Stage 4

    def check_exceptions(self) -> None:
        rule = self.selection.rules.get("SCR013")
        if rule is None:
            return
        known = all_rules()
        for path, number, code in self.allowances.unused(self.selection.rules):
            if self.was_judged(path, self.selection.rules[code]):
                self.apply(rule, UnusedAllow(number, code, known=True), path)
        for path, number, code in self.allowances.repeated():
            self.apply(rule, UnusedAllow(number, code, code in known, is_repeated=True), path)
        for path, number, code in self.allowances.all():
            if code not in known:
                self.apply(rule, UnusedAllow(number, code, known=False), path)

    def was_judged(self, path: str, rule: Rule) -> bool:
        """Whether `rule` had all it needs to find something in the record at `path`."""
        if "Change" in rule.subjects and self.base is None:
            return False
        if self.repository.by_path[path].record is None or not self.crashed.isdisjoint(
            {(rule.code, path), (rule.code, "records")}
        ):
            return False
        if self.precedence.was_silent(rule.code, path):
            return False
        alone = "Repository" not in rule.subjects and not rule.wants_context
        return alone or self.repository.is_whole

    # What all stages share

    def rules(self, subject: str) -> list[Rule]:
        return [rule for rule in self.selection.rules.values() if subject in rule.subjects]

    def apply(self, rule: Rule, subject: object, path: str, *, seed: bool = False) -> None:
        """Let `rule` look at `subject`, and report what it yields."""
        try:
            for problem in self.bound(rule)(subject):
                self.report(rule, path, problem, seed=seed)
        except Exception as error:  # noqa: BLE001 - whatever a rule does, the others go on
            self.crash(rule, path, error)

    def report(self, rule: Rule, path: str, problem: Problem, *, seed: bool) -> None:
        self.noticed.add(path)
        if self.allowances.admits(path, rule.code):
            return
        severity = self.selection.weight(rule, problem.severity, seed=seed)
        if (
            severity is Severity.ERROR
            and Severity.ERROR in {rule.severity, problem.severity}
            and rule.code not in NOT_BROKEN
        ):
            self.faulty.add(path)  # an error by itself, not because the settings are strict about style
        if not self.asked_about(path, problem):
            return
        if severity is Severity.ADVICE and rule.code not in self.selection.shown:
            self.advice[rule.code] = self.advice.get(rule.code, 0) + problem.stands_for
        else:
            self.hits.append(Hit(rule, severity, path, problem))

    def asked_about(self, path: str, problem: Problem) -> bool:
        if self.scope is not None and not self.scope.covers(path, problem):
            return False
        return not self.paths or path in self.paths or path.startswith(self.folders)

    def crash(self, rule: Rule, path: str, error: Exception) -> None:
        if (rule.code, path) in self.crashed:
            return
        self.crashed.add((rule.code, path))
        self.faulty.add(path)
        self.noticed.add(path)
        message = f"the rule {rule.code} ({rule.name}) failed here: {type(error).__name__}: {error}"
        self.hits.append(Hit(None, Severity.ERROR, path, Problem((), message, REPORT_IT), INTERNAL_ERROR[1]))


def told_in_one(route: Route, number: int, *, is_exact: bool = True) -> Problem:
    """What stands for `number` more problems of a rule in a file, where the first of them is."""
    said = f"and {'' if is_exact else 'at least '}{number:,} more like the {MOST_OF_A_RULE} above"
    return Problem(route, said, "mend those first", "key", stands_for=number)


def without_echoes(hits: list[Hit], document: text.Document) -> tuple[list[Hit], list[Hit]]:
    """The hits of one file without those of SCR004 that are no further mistake, and those.

    An unknown key stands in no canonical place, and a value that is wrong will be written anew anyway.
    """
    form = [hit for hit in hits if hit.rule is not None and hit.rule.code == "SCR004"]
    if not form:
        return hits, []
    others = [hit for hit in hits if hit not in form and _Run.breaks(hit)]
    echoes = any(hit.rule is not None and hit.rule.code == "SCR103" for hit in others) or any(
        hit.problem.span is not None and document.lines.place(Span(*hit.problem.span)).line in _lines(others, document)
        for hit in form
    )
    return ([hit for hit in hits if hit not in form], form) if echoes else (hits, [])


def _lines(hits: list[Hit], document: text.Document) -> set[int]:
    """The lines of the values that something is wrong with."""
    values = [hit.problem for hit in hits if hit.problem.target == "value" and hit.problem.route]
    return {document.locate(problem.route).line for problem in values}


def in_order(hits: Iterable[Hit]) -> list[Hit]:
    """Hits by collection and path, so that each file is placed at one go."""
    rank = {name: number for number, name in enumerate(COLLECTIONS)}

    def key(hit: Hit) -> tuple[int, str]:
        return rank.get(hit.path.split("/")[1] if "/" in hit.path else "", -1), hit.path

    return sorted(hits, key=key)

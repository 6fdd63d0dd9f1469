r"""What a rule is: a function that looks at one thing and yields problems, with its examples.

```python
@rule("SCR307", Severity.ERROR, Example(bad='since = "1988"\nuntil = "1977"  # <- SCR307', good=...))
def ends_before_start(record: Partnership) -> Iterator[Problem]:
    \"\"\"The end of a partnership lies before its start.

    Why this matters, for `screcords explain` and docs/rules/.
    \"\"\"
```

The annotation of the first parameter says what the rule looks at; a second parameter, `context`, gives it the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from screcords.rules.policies import NO_POLICIES, Policies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from screcords.findings import Problem, Route, Severity
    from screcords.repository.base import Base, Before
    from screcords.repository.graph import Repository
    from screcords.repository.novelty import Novelty
    from screcords.rules.precedence import Precedence
    from screcords.text.document import Document

RECORD_SUBJECTS = {"City": "cities", "Organisation": "orgs", "Partnership": "partnerships"}
SUBJECTS = frozenset({*RECORD_SUBJECTS, "Document", "Violation", "UnusedAllow", "Repository", "Change"})

FixKind: TypeAlias = Literal["", "safe", "unsafe", "safe or unsafe", "rename"]


class Example(NamedTuple):
    """A fragment that breaks the rule and one that does not; either may be missing.

    A fragment is laid over a minimal valid record, unless it is a whole file (it has `schema`, or is bytes). In `bad`,
    `# <- SCR307` marks the lines that are reported. `# --- path` begins a further file.
    """

    bad: str | bytes = ""
    good: str | bytes = ""
    why: str = ""
    base: str = ""
    """The files at the revision to compare with, for rules about changes."""
    as_of: str = ""
    """The day that counts as today, where it matters."""
    settings: str = ""
    """The settings (screcords.toml) that the rule needs to have something to look for."""


class Violation(NamedTuple):
    """One thing that a file does against its schema, as the JSON Schema validator reports it."""

    code: str
    """The rule that speaks about it."""
    route: Route
    keyword: str
    """The keyword of JSON Schema that failed: `required`, `type`, `enum`, ..."""
    value: Any
    """What stands at the route."""
    expected: Any
    """The value of the keyword."""
    schema: dict[str, Any]
    """The part of the schema that failed, references resolved."""
    data: dict[str, Any]
    """The whole record."""
    collection: str


class UnusedAllow(NamedTuple):
    """An exception that a record makes and that no finding needed."""

    number: int
    """Which of the record's exceptions, from 0."""
    code: str
    known: bool
    """Whether there is such a rule."""
    is_repeated: bool = False
    """Whether the record makes the same exception before."""


class Change(NamedTuple):
    """What a change does to the repository, for rules that compare with a revision (`--base`)."""

    base: Base
    repository: Repository
    """As it is now."""
    before: dict[str, dict[str, Before]]
    """By collection and id: the records in the files that changed, as they were."""


class Context(NamedTuple):
    """What a rule may know beside its subject."""

    repository: Repository
    today: int
    """The day that counts as today, as `dates` writes days: 20260531."""
    policies: Policies = NO_POLICIES
    """What cities have decided for themselves, by the settings."""
    active_within: str = "P5Y"
    """How long an active partnership may be silent, by the settings."""
    novelty: Novelty | None = None
    """What the change brings in, where there is a revision to compare with."""

    precedence: Precedence | None = None
    """Which other rules speak; without it all do."""

    def yields(self, code: str, path: str, *, to: str, at: str = "") -> bool:
        """Whether the rule `code` leaves what it found at `path` to the rule `to`, which finds it too (in `at`).

        That is so only where the other one runs and is not allowed there; else nobody would speak.
        """
        return self.precedence is None or self.precedence.yields(code, path, to, at or path)

    def withhold(self, code: str) -> None:
        """Note that a rule does not know enough to say anything, so that its exceptions may be needed."""
        if self.precedence is not None:
            self.precedence.withhold(code)

    def is_new(self, collection: str, record_id: str) -> bool:
        """Whether the change brings in a record; without a revision to compare with none counts as new."""
        return self.novelty is not None and self.novelty.holds(collection, record_id)

    def document(self, path: str) -> Document:
        """The file at `path`, read again."""
        return self.repository.document(path)


class Rule(NamedTuple):
    """A rule with all that is known about it."""

    code: str
    name: str
    severity: Severity
    seed_severity: Severity
    """Severity for records made by a machine (those with `provenance`)."""
    subjects: tuple[str, ...]
    check: Callable[..., Iterator[Problem]]
    wants_context: bool
    needs: tuple[str, ...]
    """Top-level keys without which the rule has nothing to say; one of them is enough."""
    unless: Callable[[Any], bool] | None
    """Says of which records it has nothing to say; asked once for all rules that name the same function."""
    fix: FixKind
    examples: tuple[Example, ...]
    title: str
    """First sentence of the docstring: the defect."""
    why: str
    """The rest of the docstring."""
    family: str
    """Folder the rule lies in."""

    def usual(self, *, seed: bool) -> Severity:
        """How much what it finds weighs in a record, unless the case or the settings say otherwise."""
        return self.seed_severity if seed else self.severity


_registered: dict[str, Rule] = {}


def rule(
    code: str,
    severity: Severity,
    *examples: Example,
    seed: Severity | None = None,
    needs: tuple[str, ...] = (),
    unless: Callable[[Any], bool] | None = None,
    fix: FixKind = "",
) -> Callable[[Callable[..., Iterator[Problem]]], Callable[..., Iterator[Problem]]]:
    """Make a rule of a function; its name with hyphens is the rule's name.

    Raises:
        TypeError: no docstring, no bad example, an annotation that is no subject, or a code given twice.
    """

    def register(check: Callable[..., Iterator[Problem]]) -> Callable[..., Iterator[Problem]]:
        notes = [str(note) for name, note in check.__annotations__.items() if name != "return"]
        subjects = tuple(notes[0].split(" | ")) if notes else ()
        if not subjects or not SUBJECTS.issuperset(subjects) or notes[1:] not in ([], ["Context"]):
            raise TypeError(f"{code}: a rule looks at one of {sorted(SUBJECTS)}, and perhaps a Context")
        if not check.__doc__ or not any(example.bad for example in examples):
            raise TypeError(f"{code}: a rule has a docstring and a bad example")
        if code in _registered:
            raise TypeError(f"{code} is taken by {_registered[code].name}")
        title, _, why = check.__doc__.partition("\n")
        _registered[code] = Rule(
            code=code,
            name=check.__name__.replace("_", "-"),
            severity=severity,
            seed_severity=seed or severity,
            subjects=subjects,
            check=check,
            wants_context=len(notes) > 1,
            needs=needs,
            unless=unless,
            fix=fix,
            examples=examples,
            title=title.strip(),
            why="\n".join(line.strip() for line in why.strip().splitlines()),
            family=check.__module__.split(".")[-2],
        )
        return check

    return register


def registered() -> dict[str, Rule]:
    """All rules imported so far, by code."""
    return _registered

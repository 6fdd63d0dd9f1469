"""What the linter finds: problems as a rule states them, findings as a reader sees them."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from screcords.text.span import Place

Route: TypeAlias = tuple[str | int, ...]
"""Where something stands in a record: keys and numbers of list entries, `("parties", 1, "city")`."""

Target: TypeAlias = Literal["value", "key", "entry"]
"""What of a route is meant: its value, its key or both."""


class Severity(enum.Enum):
    """How much a finding weighs."""

    ERROR = "error"
    """Breaks truth or exports: the run fails."""
    WARNING = "warning"
    """Probably wrong: the run fails with `--strict`."""
    ADVICE = "advice"
    """Could be better: counted, never fails a run."""
    OFF = "off"
    """Not looked for unless asked."""


class SetValue(NamedTuple):
    """Give the key or list entry at `route` another value."""

    route: Route
    value: Any


class Insert(NamedTuple):
    """Add the key at `route`, in its place; or, where it ends in a number, an entry at the end of the list there."""

    route: Route
    value: Any


class Remove(NamedTuple):
    """Take away the entry, table or list entry at `route`; what comments say of it stays."""

    route: Route


class RenameKey(NamedTuple):
    """Give the key at `route` another name."""

    route: Route
    name: str


class Move(NamedTuple):
    """Put the list entry at `route` before another of the same list."""

    route: Route
    before: Route


class Rewrite(NamedTuple):
    """Give the whole file other contents, of the same meaning."""

    data: bytes


class RenameRecord(NamedTuple):
    """Give the record another id, or its file the place that belongs to the id; all references follow."""

    collection: str
    old: str
    new: str


class MergeRecords(NamedTuple):
    """Put what one record says into another and let its file go; its id lives on, and all references follow."""

    collection: str
    survivor: str
    merged: str


class RemoveRecord(NamedTuple):
    """Take away a record that nothing speaks of, with its file."""

    collection: str
    id: str


class Elsewhere(NamedTuple):
    """Make a change in another file than the one that the problem is reported in."""

    path: str
    change: SetValue | Insert | Remove | RenameKey | Move


Change: TypeAlias = (
    SetValue | Insert | Remove | RenameKey | Move | Rewrite | RenameRecord | MergeRecords | RemoveRecord | Elsewhere
)


class Fix(NamedTuple):
    """What a machine can do about a problem."""

    changes: tuple[Change, ...]
    title: str = ""
    """What is done, where it is not what `Problem.help` says."""
    safe: bool = True
    """Whether it surely is what everybody would do; else it needs `--unsafe`."""


class Related(NamedTuple):
    """A second place that belongs to a problem, in any file."""

    path: str
    route: Route
    message: str


class Problem(NamedTuple):
    """What a rule yields: where and what. The runner adds code, severity and position.

    `path` is needed only where the rule looks at the whole repository; `span` (offsets in the text) only where
    there is no route, as in a file that does not parse.
    """

    route: Route
    message: str
    help: str = ""
    target: Target = "value"
    related: tuple[Related, ...] = ()
    path: str = ""
    span: tuple[int, int] | None = None
    fix: Fix | None = None
    severity: Severity | None = None
    """Where one rule weighs two cases differently: this case's severity. The settings can only make it milder where it
    is milder than the rule's, and decide where it is not."""
    stands_for: int = 1
    """How many problems it tells of, where one file has more of a kind than are told one by one."""


class RelatedPlace(NamedTuple):
    """A second place of a finding, with its position."""

    path: str
    place: Place
    message: str


class Replacement(NamedTuple):
    """A text that takes the place of another; an empty place inserts, an empty text deletes."""

    place: Place
    text: str
    byte_columns: tuple[int, int]
    """The columns of the place, counted in bytes of UTF-8."""


class Repair(NamedTuple):
    """What a machine can do about a finding, as reports show it."""

    title: str
    safe: bool
    edits: tuple[Replacement, ...] = ()
    """What would change in the file of the finding; empty where it was not asked for, or a file would move."""
    as_one: Replacement | None = None
    """The same as one replacement."""


class Finding(NamedTuple):
    """A problem with all that a report needs."""

    code: str
    name: str
    severity: Severity
    path: str
    place: Place
    message: str
    help: str
    fixable: bool
    related: tuple[RelatedPlace, ...]
    lines: tuple[str, ...]
    """The source lines that the place covers, at most three."""
    route: Route = ()
    repair: Repair | None = None
    new: bool | None = None
    """Whether a change brought it in; `None` where nothing was compared."""
    stands_for: int = 1
    """How many findings it tells of, where one file has more of a kind than are told one by one."""
    anchor: tuple[str, ...] = ()
    """What tells the list entries that it lies in from the others, wherever they stand."""


class NotRun(NamedTuple):
    """A rule that could not run or was not asked for, and why."""

    code: str
    name: str
    why: str


class Summary(NamedTuple):
    """What a run looked at, and what it found."""

    root: str
    records: Mapping[str, int]
    """Files by collection."""
    findings: Mapping[str, Mapping[str, int]]
    """Findings by collection and severity; strays and settings are under "other"."""
    advice: Mapping[str, int]
    """Pieces of advice by rule code."""
    rules: int
    """How many rules ran."""
    not_run: tuple[NotRun, ...]
    as_of: str
    """The day that counts as today."""
    as_of_from: str
    """Where that day is from, in words."""
    filtered: bool
    """Whether only findings of named paths, or of what changed, are reported."""
    base: str = ""
    """The revision compared with, if one was."""
    unjudged: tuple[str, ...] = ()
    """Broken files that no selected rule explains: they escaped the rules that ran."""
    changed: int = 0
    """How many files differ from it."""
    strict: bool = False
    """Whether warnings fail the run too."""


class Report(NamedTuple):
    """All that a report format renders."""

    findings: tuple[Finding, ...]
    summary: Summary
    names: Mapping[str, str]
    """Name of each rule by its code."""
    docs: str = ""
    """Address of the folder with the pages of the rules, where it is known."""
    folder: str = ""
    """Where the folder that holds `records/` lies in the checkout; empty where it is the checkout."""

    def page(self, code: str) -> str:
        """Address of the page of a rule, or nothing."""
        return f"{self.docs}/{code}.md" if self.docs and code in self.names else ""

    def from_top(self) -> Report:
        """The same with paths that begin at the top of the checkout, as platforms want them."""
        if not self.folder:
            return self
        findings = tuple(
            finding._replace(
                path=f"{self.folder}/{finding.path}",
                related=tuple(other._replace(path=f"{self.folder}/{other.path}") for other in finding.related),
            )
            for finding in self.findings
        )
        unjudged = tuple(f"{self.folder}/{path}" for path in self.summary.unjudged)
        return self._replace(findings=findings, summary=self.summary._replace(unjudged=unjudged), folder="")

    def collection(self, path: str) -> str:
        """The collection that a file lies in, or "other"."""
        parts = path.split("/")
        return parts[1] if len(parts) > 2 and parts[1] in self.summary.findings else "other"

    def is_failure(self, finding: Finding) -> bool:
        """Whether a finding fails the run."""
        return finding.severity is Severity.ERROR or (self.summary.strict and finding.severity is Severity.WARNING)

    def fails(self) -> bool:
        """Whether the run fails: for what was found, or because something could not be judged."""
        return bool(self.summary.unjudged) or any(self.is_failure(finding) for finding in self.findings)

    def count(self, severity: Severity) -> int:
        """How many findings of that severity there are."""
        return how_many(finding for finding in self.findings if finding.severity is severity)


def how_many(findings: Iterable[Finding]) -> int:
    """How many findings these are, with those that some of them stand for."""
    return sum(finding.stands_for for finding in findings)


def plural(number: int, one: str, many: str = "") -> str:
    """`number` with its noun: "1 error", "2,000 errors"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def quoted(value: Any) -> str:  # noqa: ANN401 - any value of a record
    """A value as messages show it: in double quotes, shortened, without control or direction characters."""
    text = value if isinstance(value, str) else repr(value)
    text = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
    return f'"{text[:77]}..."' if len(text) > 80 else f'"{text}"'

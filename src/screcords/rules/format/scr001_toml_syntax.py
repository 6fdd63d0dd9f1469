"""SCR001: files that are no TOML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.changes.reformat import collection_of
from screcords.findings import Problem, Severity
from screcords.model import schemas
from screcords.rules.rule import Example, rule
from screcords.text.explain import explain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.text.document import Document

MOST = 5
"""Further mistakes are mostly the echo of the first ones."""


@rule(
    "SCR001",
    Severity.ERROR,
    Example(bad="schema = 1\nkind = sister  # <- SCR001\n", good='kind = "sister"'),
    Example(bad="schema = 1\nkind = “sister”  # <- SCR001\n", why="Word processors make quotes typographic."),
    Example(bad='schema = 1\nkind = "sister"\nkind = "friendship"  # <- SCR001\n', why="A key stands once."),
    Example(
        bad='schema = 1\n<<<<<<< HEAD  # <- SCR001\nkind = "sister"\n=======\nkind = "friendship"\n>>>>>>> theirs\n',
        why="What git could not merge is one mistake, however many lines it has.",
    ),
    Example(
        bad='schema = 1\n[[parties]\ncity = "jp-minatogawa"\n', why="A list of tables has two brackets on each side."
    ),
)
def toml_syntax(document: Document) -> Iterator[Problem]:
    """The file is not valid TOML 1.0, so nothing in it can be read.

    TOML is the notation of the records: `key = value`, text in straight double quotes, `[name]` before a group of keys.
    Most often a quote is missing, or a word processor has made it typographic.
    """
    for fault in explain(document.text, _lists(document.path))[:MOST]:
        yield Problem((), fault.message, span=fault.span)


def _lists(path: str) -> frozenset[str]:
    """The keys that stand in two brackets in a record at `path`."""
    collection = collection_of(path)
    if collection is None:
        return frozenset()
    return frozenset(name for name, slot in schemas.layout(collection).slots.items() if slot.form == "tables")

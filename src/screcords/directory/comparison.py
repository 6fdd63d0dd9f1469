"""What changed between two revisions, as text, Markdown and JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from screcords.findings import plural
from screcords.model.ids import COLLECTIONS, path_of
from screcords.text.safe import markdown, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from screcords.directory.wording import Words
    from screcords.repository.compare import Change, Difference

FORMAT = 1
"""Version of the JSON document; it grows when a key is renamed, removed, or changes its meaning."""

MOST = 60_000
"""Bytes of the Markdown; a comment on a pull request holds 65,536 characters."""

_RESERVED = 300
"""Bytes kept for saying how much was left out."""

_HEADINGS = {"cities": "Cities", "orgs": "Organisations", "partnerships": "Partnerships"}


class Revision(NamedTuple):
    """One side of a comparison."""

    name: str
    """As it was asked for: "HEAD~1"; "working tree"."""
    commit: str
    """Empty for the working tree."""

    def __str__(self) -> str:
        return f"{self.name} ({self.commit[:12]})" if self.commit and self.name != self.commit else self.name

    def marked(self) -> str:
        """The same in Markdown, where platforms make the id of the commit a link."""
        if self.name == self.commit:
            return self.name
        return f"{markdown(self.name)} ({self.commit[:12]})" if self.commit else markdown(self.name)


class Comparison(NamedTuple):
    """What changed from one revision to another, and the words for it."""

    base: Revision
    head: Revision
    difference: Difference
    words: Words


def listed(changes: Iterable[Change]) -> list[Change]:
    """The changes that people are told one by one: not those that follow from another."""
    return [change for change in changes if not change.implied and change.what != "reference-followed"]


def lines(words: Words, changes: Iterable[Change]) -> Iterator[tuple[str, str]]:
    """Collection and line of each change; a partnership is called alike in all its lines."""
    changes = list(changes)
    first = {(change.collection, change.id): change.by for change in changes if change.by}
    for change in changes:
        subject = words.subject(change.collection, change.id, first.get((change.collection, change.id), ()))
        if change.what == "merged":
            subject = f"{subject} ({change.id})"
        yield change.collection, f"{subject}: {words.sentence(change)}"


def summary(difference: Difference) -> str:
    """How much changed, in one line."""
    told = listed(difference.changes)
    records = {(change.collection, change.id) for change in told}
    following = {
        (change.collection, change.id) for change in difference.changes if change.what == "reference-followed"
    } - records
    parts = [f"{plural(len(told), 'change')} in {plural(len(records), 'record')}" if told else "no change of meaning"]
    if following:
        parts.append(f"{plural(len(following), 'record')} only {_verb(following, 'follow')} ids that changed")
    if difference.form:
        parts.append(f"{plural(len(difference.form), 'file')} {_verb(difference.form, 'differ')} in form only")
    return "; ".join(parts)


def _verb(them: Iterable[object], verb: str) -> str:
    return f"{verb}s" if len(list(them)) == 1 else verb


def as_text(found: Comparison) -> Iterator[str]:
    """Lines for a terminal."""
    yield printable(f"{found.base} → {found.head}")
    heading = ""
    for collection, told in lines(found.words, listed(found.difference.changes)):
        if collection != heading:
            heading = collection
            yield ""
            yield _HEADINGS[collection]
        yield f"  {printable(told)}"
    yield ""
    yield summary(found.difference)


def as_markdown(found: Comparison, most: int = MOST) -> str:
    """A page for a pull request, cut so that it has at most `most` bytes."""
    head = f"### What changes\n\n{found.base.marked()} → {found.head.marked()}: {summary(found.difference)}.\n"
    room = most - len(head.encode()) - _RESERVED
    told = list(lines(found.words, listed(found.difference.changes)))
    parts, heading = [head], ""
    for number, (collection, text) in enumerate(told):
        part = f"- {markdown(text)}\n"
        if collection != heading:
            heading = collection
            part = f"\n**{_HEADINGS[collection]}**\n\n{part}"
        room -= len(part.encode())
        if room < 0:
            parts.append(f"\n**{plural(len(told) - number, 'more change')} not shown here.** Run `screcords diff`.\n")
            break
        parts.append(part)
    return "".join(parts)


def as_json(found: Comparison) -> str:
    """The document that schema/changes.json describes."""
    difference, words = found.difference, found.words
    told = listed(difference.changes)
    document = {
        "format": FORMAT,
        "from": found.base._asdict(),
        "to": found.head._asdict(),
        "changes": [_document(change, text) for change, text in _with_lines(words, difference.changes)],
        "form_only": [printable(path) for path in difference.form],
        "summary": {
            "changes": len(told),
            "records": {name: len({c.id for c in told if c.collection == name}) for name in COLLECTIONS},
            "form_only": len(difference.form),
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _with_lines(words: Words, changes: list[Change]) -> Iterator[tuple[Change, str]]:
    for change, (_, text) in zip(changes, lines(words, changes), strict=True):
        yield change, text


def _document(change: Change, text: str) -> dict[str, Any]:
    data: dict[str, Any] = {
        "what": change.what,
        "collection": change.collection,
        "id": change.id,
        "path": path_of(change.collection, change.id),
        "route": list(change.route),
        "old": change.old,
        "new": change.new,
        "implied": change.implied,
        "text": text,
    }
    told = {"date": change.date, "by": list(change.by) or None, "reason": change.reason}
    return data | {key: value for key, value in told.items() if value is not None}

"""A part of a record with the comments about it: what two records are joined from, so that no comment gets lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screcords.text.notes import Comments

if TYPE_CHECKING:
    from collections.abc import Callable

    from screcords.text.notes import Notes


class Half:
    """Plain data and the comments about them."""

    def __init__(self, data: Any, about: Comments | None = None) -> None:  # noqa: ANN401 - any value of a record
        self.data = data
        self.about = about or Comments()

    def at(self, step: str | int) -> Half:
        """The part under a key or index."""
        return Half(self.data[step], self.about.children.get(step))

    def items(self) -> list[Half]:
        """The elements of a list."""
        return [self.at(number) for number in range(len(self.data))]

    def members(self) -> dict[str, Half]:
        """The parts of a table."""
        return {key: self.at(key) for key in self.data}

    def note(self, line: str) -> None:
        """Add a comment, unless it is there."""
        if f"# {line}" not in self.about.lines():
            self.about.notes.above.append(f"# {line}")

    def hear(self, other: Comments) -> None:
        """Take over comments about something that is said here already, in whatever form."""
        own = self.about.lines()
        self.about.notes.above += [line for line in other.lines() if line not in own]

    def agree(self, other: Comments) -> None:
        """Take over comments about the very same data: each goes to what it was about."""
        _agree(self.about, other)

    def take(self, notes: Notes) -> None:
        """Take over comments about a table or list as such, but not those about what is in it."""
        _take(self.about, notes)


def table(members: dict[str, Half], about: Comments | None = None) -> Half:
    """A table of its members; `about` gives the comments on the table itself."""
    comments = Comments()
    if about is not None:
        comments.notes = about.notes
    comments.children = {key: half.about for key, half in members.items() if half.about.lines()}
    return Half({key: half.data for key, half in members.items()}, comments)


def listed(elements: list[Half], about: Comments | None = None) -> Half:
    """A list of its elements; `about` gives the comments on the list itself."""
    comments = Comments()
    if about is not None:
        comments.notes = about.notes
    comments.children = {number: half.about for number, half in enumerate(elements) if half.about.lines()}
    return Half([half.data for half in elements], comments)


def without(half: Half, hearer: Callable[[Any], Half | None]) -> Half | None:
    """A list without the elements for which there is somebody else to hear what was said about them.

    `None` where nothing is left; then the last hearer is told what was said about the list, too.
    """
    kept: list[Half] = []
    last = None
    for element in half.items():
        other = hearer(element.data)
        if other is None:
            kept.append(element)
        else:
            other.hear(element.about)
            last = other
    if kept or last is None:
        return listed(kept, half.about)
    alone = Comments()
    alone.notes = half.about.notes
    last.hear(alone)
    return None


def _agree(mine: Comments, theirs: Comments) -> None:
    _take(mine, theirs.notes)
    for step, child in theirs.children.items():
        _agree(mine.children.setdefault(step, Comments()), child)


def _take(mine: Comments, notes: Notes) -> None:
    own = mine.lines()
    ending = [line for block in notes.trailing for line in block]
    mine.notes.above += [line for line in notes.lines() if line not in own and line not in ending]
    mine.notes.trailing += [block for block in notes.trailing if not set(block) <= set(own)]

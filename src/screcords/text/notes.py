"""Comments and what they belong to, so that they can move with it."""

Block = list[str]
"""Comment lines without a blank line between them, each from its `#` on."""


class Notes:
    """The comments of one entry, header, array element, or of the whole file."""

    __slots__ = ("above", "adjoining", "apart", "beside", "opening", "trailing")

    def __init__(self) -> None:
        self.apart: list[Block] = []
        """Blocks before it, with blank lines around; for the file, those at its top."""
        self.above: Block = []
        """The lines directly above."""
        self.beside = ""
        """The comment on the same line."""
        self.opening = ""
        """The comment beside the opening bracket of an array that goes on in the next line."""
        self.trailing: list[Block] = []
        """What ends its section or array, belonging to nothing in there."""
        self.adjoining = False
        """The first trailing block follows the last entry without a blank line."""

    def lines(self) -> list[str]:
        """Return all of it as plain lines."""
        beside = [line for line in (self.opening, self.beside) if line]
        blocks = [*self.apart, self.above, beside, *self.trailing]
        return [line for block in blocks for line in block]

    def attached(self) -> "Notes":
        """Return the notes of something before which no block can stand apart: they are all directly above it.

        Before a header such a block would end the section before.
        """
        if not self.apart:
            return self
        notes = Notes()
        notes.above = [line for block in self.apart for line in block] + self.above
        notes.beside, notes.opening = self.beside, self.opening
        notes.trailing, notes.adjoining = self.trailing, self.adjoining
        return notes


class Comments:
    """The comments of a file as a tree of keys and indexes, children in the order of the text."""

    __slots__ = ("children", "notes")

    def __init__(self) -> None:
        self.notes = Notes()
        self.children: dict[str | int, Comments] = {}

    def at(self, step: str | int) -> "Comments":
        """Return what is said about one child, silence if nothing is."""
        return self.children.get(step, SILENCE)

    def grow(self, route: "tuple[str | int, ...]") -> Notes:
        """Return the notes for a route to add comments to."""
        node = self
        for step in route:
            node = node.children.setdefault(step, Comments())
        return node.notes

    def lines(self) -> list[str]:
        """Return every comment here and below, in the order of the text."""
        found = self.notes.lines()
        for child in self.children.values():
            found += child.lines()
        return found

    def gathered(self) -> Notes:
        """Return the notes of something written on one line: comments from inside it go above it."""
        if not self.children and not self.notes.trailing and not self.notes.opening:
            return self.notes
        notes = Notes()
        notes.apart, notes.beside = self.notes.apart, self.notes.beside
        inside = [line for child in self.children.values() for line in child.lines()]
        ending = [line for block in self.notes.trailing for line in block]
        opening = [self.notes.opening] if self.notes.opening else []
        notes.above = self.notes.above + opening + inside + ending
        return notes

    def shared_out(self, count: int) -> "Comments":
        """Return the comments of an array whose own line goes, because its elements get headers of their own.

        What was above the array goes to its first element, what ended it to its last.
        """
        own = self.notes
        if not own.lines():
            return self
        shared = Comments()
        shared.children = dict(self.children)
        first = shared.children[0] = _copy(self.at(0))
        first.notes.apart = own.apart + first.notes.apart
        first.notes.above = own.above + [line for line in (own.beside, own.opening) if line] + first.notes.above
        last = shared.children[count - 1] = _copy(shared.at(count - 1))
        last.notes.trailing = last.notes.trailing + own.trailing
        return shared


def _copy(comments: Comments) -> Comments:
    copy, notes = Comments(), Notes()
    for name in Notes.__slots__:
        setattr(notes, name, getattr(comments.notes, name))
    copy.notes, copy.children = notes, comments.children
    return copy


SILENCE = Comments()
"""No comments at all; never add to it."""

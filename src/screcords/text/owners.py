"""Whose is a comment? What a reader would say: of what it stands beside, else of what it stands directly above.

A block of comment lines with a blank line after it belongs to nothing in particular. It keeps its distance, and goes
with what follows it; at the top of the file, or at the end of a section, it stays there.
"""

from bisect import bisect_right

from screcords.text.notes import Block, Comments, Notes
from screcords.text.scanner import Scan
from screcords.text.span import Span
from screcords.text.tree import Node, Route, Statement


def owners(scan: Scan) -> Comments:
    """Return the comments of a valid text as a tree of what they belong to."""
    return _Owners(scan).found() if scan.comments else Comments()


class _Owners:
    """The distribution of the comments of one text."""

    __slots__ = ("comments", "ends", "scan", "starts", "statements")

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.comments = Comments()
        self.statements = scan.statements
        self.ends = [statement.span.end for statement in scan.statements]
        self.starts: dict[int, list[int]] = {}
        """Where the elements of an array start, by the id of its node."""

    def found(self) -> Comments:
        block: list[Span] = []
        for comment in self.scan.comments:
            before, after = self._neighbours(comment)
            inside = after is not None and after.span.start < comment.start
            beside = before is not None and self._line(before.span.end) == self._line(comment.start)
            if block and (inside or beside or self._line(block[-1].start) + 1 != self._line(comment.start)):
                self._place(block)
                block = []
            if inside and after:
                self._place_inside(after.node, after.route, comment)
            elif beside and before:
                self.comments.grow(before.route).beside = self._words(comment)
            else:
                block.append(comment)
        if block:
            self._place(block)
        return self.comments

    def _place(self, block: list[Span]) -> None:
        """Give a block of own-line comments to what it stands above, or to the section that it ends."""
        words = [self._words(comment) for comment in block]
        before, after = self._neighbours(block[0])
        if after and self._line(after.span.start) == self._line(block[-1].start) + 1:
            self.comments.grow(after.route).above += words
        elif before is None:
            self.comments.grow(()).apart.append(words)
        elif after and not after.is_header:
            self.comments.grow(after.route).apart.append(words)
        else:
            section = self.comments.grow(before.section)
            if not section.trailing:
                section.adjoining = self._line(before.span.end) + 1 == self._line(block[0].start)
            section.trailing.append(words)

    def _place_inside(self, node: Node, route: Route, comment: Span) -> None:
        """Give a comment inside an array to its bracket, or to the element that it stands beside or above."""
        if node.kind != "array":  # an inline table, with an array in it
            self.comments.grow(route).above.append(self._words(comment))
            return
        starts = self.starts.get(id(node))
        if starts is None:
            starts = self.starts[id(node)] = [item.entry.start for item in node.items]
        following = bisect_right(starts, comment.start)
        words = self._words(comment)
        if not following and self._line(node.value.start) == self._line(comment.start):
            self.comments.grow(route).opening = words
            return
        if following:
            item = node.items[following - 1]
            if comment.start < item.value.end:
                self._place_inside(item, (*route, following - 1), comment)
                return
            notes = self.comments.grow((*route, following - 1))
            if not notes.beside and self._line(item.value.end) == self._line(comment.start):
                notes.beside = words
                return
        if following < len(node.items):
            self.comments.grow((*route, following)).above.append(words)
        else:
            self._ending(self.comments.grow(route), [words])

    def _ending(self, notes: Notes, block: Block) -> None:
        """Add to the comments that end an array, which are one block."""
        if notes.trailing:
            notes.trailing[0].extend(block)
        else:
            notes.trailing.append(block)

    def _neighbours(self, comment: Span) -> tuple[Statement | None, Statement | None]:
        """Return the statements before and after a comment; one that it is inside of comes after."""
        index = bisect_right(self.ends, comment.start)
        before = self.statements[index - 1] if index else None
        after = self.statements[index] if index < len(self.statements) else None
        return before, after

    def _line(self, offset: int) -> int:
        return bisect_right(self.scan.lines.starts, offset)

    def _words(self, comment: Span) -> str:
        return self.scan.text[comment.start : comment.end].rstrip(" \t")

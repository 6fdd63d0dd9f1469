"""Where in a text: offsets for the machine, lines and columns for people.

A line ends with LF or CRLF, as TOML has it; U+2028, NEL, form feed and a lone CR are ordinary characters here, whatever
`str.splitlines` thinks. Columns count code points, so a cursor in an editor agrees for every script.
"""

from bisect import bisect_right
from typing import NamedTuple

BOM = "\ufeff"


class Span(NamedTuple):
    """A half-open stretch `[start, end)` of the decoded text, in code points."""

    start: int
    end: int


class Place(NamedTuple):
    """A span as people read it: lines and columns from 1, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Lines:
    """The lines of one text, found once."""

    __slots__ = ("starts", "text")

    def __init__(self, text: str) -> None:
        """Index `text`; a byte order mark in front of it takes up no column."""
        self.text = text
        starts = [len(BOM)] if text.startswith(BOM) else [0]
        at = text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = text.find("\n", at + 1)
        self.starts = starts

    def __len__(self) -> int:
        """How many lines there are; a final line end opens one more, empty, line."""
        return len(self.starts)

    def place(self, span: Span) -> Place:
        """Return the place of `span`; offsets beyond the text count as its end."""
        line, column = self._position(span.start)
        end_line, end_column = self._position(max(span.start, span.end))
        return Place(line, column, end_line, end_column)

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a place, the inverse of `place`; beyond a line or the text, that one's end."""
        if line > len(self.starts):
            return len(self.text)
        start = self.starts[max(line, 1) - 1]
        return min(start + max(column, 1) - 1, start + len(self.line_text(line)))

    def line_text(self, line: int) -> str:
        """Return one line without its line end, and nothing for a line that does not exist."""
        if not 1 <= line <= len(self.starts):
            return ""
        start = self.starts[line - 1]
        if line == len(self.starts):
            return self.text[start:]
        end = self.starts[line] - 1
        if end > start and self.text[end - 1] == "\r":
            end -= 1
        return self.text[start:end]

    def _position(self, offset: int) -> tuple[int, int]:
        offset = min(max(offset, self.starts[0]), len(self.text))
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

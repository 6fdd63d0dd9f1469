"""How much of a text goes when something goes: its lines, its comments, its commas."""

from screcords.text.scanner import Scan
from screcords.text.span import Span
from screcords.text.tree import Node, Route


class Extents:
    """The stretches of one text that belong together."""

    __slots__ = ("own_lines", "scan")

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.own_lines = {
            scan.lines.place(comment).line
            for comment in scan.comments
            if not scan.text[scan.lines.starts[scan.lines.place(comment).line - 1] : comment.start].strip(" \t")
        }
        """The lines that are nothing but a comment."""

    def top(self, offset: int) -> int:
        """Return the start of the line at `offset`, or of the comments directly above it."""
        line = self.scan.lines.place(Span(offset, offset)).line
        while line - 1 in self.own_lines:
            line -= 1
        return self.scan.lines.starts[line - 1]

    def bottom(self, offset: int) -> int:
        """Return the end of the line at `offset`, with its line end."""
        line = self.scan.lines.place(Span(offset, offset)).line
        return self.scan.lines.starts[line] if line < len(self.scan.lines) else len(self.scan.text)

    def of_statements(self, route: Route) -> list[Span]:
        """Return the whole lines of all statements at or below `route`, a header with its section. Runs are joined."""
        statements = self.scan.statements
        spans: list[Span] = []
        for index, statement in enumerate(statements):
            if statement.route[: len(route)] != route:
                continue
            span = self._section(index) if statement.is_header else self.of_lines(statement.span)
            if spans and span.start <= spans[-1].end:
                spans[-1] = Span(spans[-1].start, max(span.end, spans[-1].end))
            else:
                spans.append(span)
        return spans

    def of_lines(self, span: Span) -> Span:
        """Return whole lines with the comments directly above."""
        return Span(self.top(span.start), self.bottom(span.end))

    def _section(self, index: int) -> Span:
        statements = self.scan.statements
        start = self.top(statements[index].span.start)
        for following in statements[index + 1 :]:
            if following.is_header:
                return Span(start, self.top(following.span.start))
        return Span(start, len(self.scan.text))

    def of_element(self, array: Node, index: int) -> Span:
        """Return what goes with one element of an array: its comma, its comments, its lines if they are its own."""
        item, text = array.items[index].value, self.scan.text
        comma = self._comma(array, index)
        end = comma + 1 if comma is not None else item.end
        beside = self._comment_beside(end, array.value.end)
        line_start = self.scan.lines.starts[self.scan.lines.place(item).line - 1]
        rest_end = beside.end if beside else end
        if not text[line_start : item.start].strip(" \t") and not text[rest_end : self.bottom(rest_end)].strip():
            return Span(self.top(item.start), self.bottom(rest_end))
        if beside:
            return Span(item.start, beside.end)
        items = [element.value for element in array.items]
        neat = cut(items, {index})[0]
        return neat if "\n" not in text[neat.start : neat.end] else Span(item.start, end)

    def _comma(self, array: Node, index: int) -> int | None:
        """Return where the comma after an element is."""
        start = array.items[index].value.end
        end = array.items[index + 1].value.start if index + 1 < len(array.items) else array.value.end
        commas = [at for at in range(start, end) if self.scan.text[at] == "," and not self._is_in_comment(at)]
        return commas[0] if commas else None

    def _is_in_comment(self, offset: int) -> bool:
        return any(comment.start <= offset < comment.end for comment in self.scan.comments)

    def _comment_beside(self, offset: int, limit: int) -> Span | None:
        for comment in self.scan.comments:
            if offset <= comment.start < limit and not self.scan.text[offset : comment.start].strip(" \t"):
                return comment
        return None


def cut(spans: list[Span], gone: set[int]) -> list[Span]:
    """Return what to delete of things between commas so that no comma is left over."""
    cuts = []
    index = 0
    while index < len(spans):
        first = index
        while index < len(spans) and index in gone:
            index += 1
        if index > first:
            if index < len(spans):
                cuts.append(Span(spans[first].start, spans[index].start))
            elif first:
                cuts.append(Span(spans[first - 1].end, spans[index - 1].end))
            else:
                cuts.append(Span(spans[0].start, spans[-1].end))
        index += 1
    return cuts

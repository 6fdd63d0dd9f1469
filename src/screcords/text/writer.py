"""The canonical writer: plain data and the comments about them, laid out as one text.

`write` is for new files; the formatter in `canonical.py` uses `render` with the comments that it found in the old text.
"""

from typing import TYPE_CHECKING, Any

from screcords.text.layout import INDENT, LINE_LENGTH, Layout, Slot, form_of
from screcords.text.literal import inline, key, order_of, scalar, text
from screcords.text.notes import SILENCE, Comments, Notes

if TYPE_CHECKING:
    from collections.abc import Mapping


def write(data: "Mapping[str, Any]", layout: Layout) -> str:
    """Return the canonical text of plain data: dicts, lists and scalars. Raise TypeError for anything else."""
    return render(data, layout, SILENCE)


def render(data: "Mapping[str, Any]", layout: Layout, comments: Comments) -> str:
    """Return the canonical text of `data` with every comment beside what it belongs to."""
    page = Page()
    page.blocks(comments.notes.apart)
    _section(page, data, layout, comments, top=True)
    tables = [name for name in layout.order(data) if _opens(data[name], layout.slots.get(name))]
    for name in tables:
        value, inner = data[name], layout.inner(name)
        if isinstance(value, dict):
            _table(page, f"[{key(name)}]", value, inner, comments.at(name))
        else:
            about = comments.at(name).shared_out(len(value))
            for index, element in enumerate(value):
                _table(page, f"[[{key(name)}]]", element, inner, about.at(index))
    return page.text()


class Page:
    """The lines written so far; an entry over several lines is one chunk."""

    __slots__ = ("chunks",)

    def __init__(self) -> None:
        self.chunks: list[str] = []

    def blank(self) -> None:
        """Leave one blank line, unless there is one or nothing is above it."""
        if self.chunks and self.chunks[-1]:
            self.chunks.append("")

    def blocks(self, blocks: list[list[str]]) -> None:
        """Write comment blocks that keep a distance to what is around them."""
        for block in blocks:
            self.blank()
            self.chunks += block
            self.blank()

    def item(self, chunk: str, notes: Notes) -> None:
        """Write an entry or a header with its own comments."""
        self.blocks(notes.apart)
        self.chunks += notes.above
        self.chunks.append(f"{chunk}  {notes.beside}" if notes.beside else chunk)

    def text(self) -> str:
        """Return everything, with one final line end."""
        while self.chunks and not self.chunks[-1]:
            self.chunks.pop()
        return "".join(f"{chunk}\n" for chunk in self.chunks)


def _opens(value: object, slot: Slot | None) -> bool:
    return form_of(value, slot, top=True) in {"table", "tables"}


def _table(page: Page, header: str, data: dict[str, Any], layout: Layout, comments: Comments) -> None:
    page.blank()
    page.item(header, comments.notes.attached())
    _section(page, data, layout, comments, top=False)


def _section(page: Page, data: "Mapping[str, Any]", layout: Layout, comments: Comments, *, top: bool) -> None:
    """Write the entries under one header, and the comments that end the section."""
    for name in layout.order(data):
        slot = layout.slots.get(name)
        if not (top and _opens(data[name], slot)):
            _entry(page, name, data[name], slot, comments.at(name))
    trailing = comments.notes.trailing
    if trailing and comments.notes.adjoining and page.chunks and page.chunks[-1]:
        page.chunks += trailing[0]
        page.blank()
        trailing = trailing[1:]
    page.blocks(trailing)


def _entry(page: Page, name: str, value: object, slot: Slot | None, comments: Comments) -> None:
    start = f"{key(name)} = "
    if isinstance(value, list | tuple):
        page.item(start + _array(start, value, slot or Slot(), comments), comments.notes)
        return
    notes = comments.gathered()
    if isinstance(value, dict):
        page.item(start + inline(value, (slot and slot.layout) or Layout({})), notes)
    else:
        page.item(start + (text(value) if isinstance(value, str) else scalar(value)), notes)


def _array(start: str, array: "list[Any] | tuple[Any, ...]", slot: Slot, comments: Comments) -> str:
    """Return an array on one line if it fits there, or one element a line; comments need the lines, and so do rows."""
    order = order_of(array, as_set=slot.sorted)
    elements = [inline(array[index], slot.layout or Layout({})) for index in order]
    ending = [line for block in comments.notes.trailing for line in block]
    rows = form_of(array, slot, top=False) == "rows"
    opening = comments.notes.opening
    if not (rows or ending or opening or comments.children):
        short = f"[{', '.join(elements)}]"
        if len(start) + len(short) <= LINE_LENGTH:
            return short
    lines = [f"[  {opening}" if opening else "["]
    for index, element in zip(order, elements, strict=True):
        notes = comments.at(index).gathered().attached()
        lines += [INDENT + line for line in notes.above]
        lines.append(f"{INDENT}{element},  {notes.beside}" if notes.beside else f"{INDENT}{element},")
    lines += [INDENT + line for line in ending]
    return "\n".join([*lines, "]"])

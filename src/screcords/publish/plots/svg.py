"""Drawing in SVG 1.1: shapes, text, and what a reader with a screen reader needs."""

from __future__ import annotations

from html import escape
from typing import Literal, TypeAlias

from screcords.text.safe import printable

Anchor: TypeAlias = Literal["start", "middle", "end"]

FONT = "'Source Sans 3', 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
INK, MUTED, FAINT, GRID, PAPER = "#1d2733", "#5b6773", "#98a2ad", "#e3e7eb", "#ffffff"
BLUE, RED = "#1f5f99", "#b3402a"
COLOURS = ("#1f5f99", "#b8690f", "#2b7d62", "#a03a78", "#6a4fa3", "#66717c")
"""Six colours that differ in lightness too, so that they are told apart in grey and by most who are colour-blind."""


def text_of(value: str) -> str:
    """A text as XML can hold it: escaped, with nothing that XML 1.0 forbids or that turns the direction of a line."""
    return escape(printable(value))


def short(value: float) -> str:
    """A coordinate: two digits after the point, no zeros that say nothing."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace("-0", "0") if abs(value) < 0.005 else _trim(f"{value:.2f}")


def _trim(number: str) -> str:
    return number.rstrip("0").rstrip(".")


class Drawing:
    """A picture that grows by calls; lengths are in px of a page that scales."""

    def __init__(self, name: str, width: int, height: int) -> None:
        self.name = name
        self.width = width
        self.height = height
        self.parts: list[str] = []

    def add(self, tag: str, content: str | None = None, **attributes: str | float) -> None:
        """An element; `_` in the name of an attribute stands for `-`."""
        told = "".join(
            f' {key.rstrip("_").replace("_", "-")}="{text_of(value) if isinstance(value, str) else short(value)}"'
            for key, value in attributes.items()
        )
        self.parts.append(f"<{tag}{told}/>" if content is None else f"<{tag}{told}>{content}</{tag}>")

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str = GRID, **more: str | float) -> None:
        """A straight line."""
        self.add("line", None, x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour, **more)

    def rect(
        self, x: float, y: float, width: float, height: float, fill: str, *, said: str = "", **more: str | float
    ) -> None:
        """A rectangle; what is said of it shows when a mouse rests there."""
        tip = f"<title>{text_of(said)}</title>" if said else None
        self.add("rect", tip, x=x, y=y, width=width, height=height, fill=fill, **more)

    def text(
        self, x: float, y: float, said: str, size: float = 12, anchor: Anchor = "start", **more: str | float
    ) -> None:
        """A line of text; y is where its letters stand."""
        self.add("text", text_of(said), x=x, y=y, font_size=size, text_anchor=anchor, **({"fill": INK} | more))

    def area(self, points: list[tuple[float, float]], fill: str, said: str) -> None:
        """A closed shape."""
        path = "M" + "L".join(f"{short(x)},{short(y)}" for x, y in points) + "Z"
        self.add("path", f"<title>{text_of(said)}</title>", d=path, fill=fill)

    def heading(self, title: str, below: str, foot: str) -> None:
        """The title, the line below it, and the line at the foot."""
        self.text(32, 44, title, 22, font_weight="600")
        self.text(32, 68, below, 13.5, fill=MUTED)
        self.text(32, self.height - 20, foot, 11, fill=MUTED)

    def document(self, title: str, description: str) -> str:
        """The whole file."""
        name = self.name
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" width="{self.width}" '
            f'height="{self.height}" role="img" aria-labelledby="{name}-title {name}-desc" font-family="{FONT}">'
        )
        said = [
            f'<title id="{name}-title">{text_of(title)}</title>',
            f'<desc id="{name}-desc">{text_of(description)}</desc>',
            f'<rect width="{self.width}" height="{self.height}" fill="{PAPER}"/>',
        ]
        return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *said, *self.parts, "</svg>"]) + "\n"

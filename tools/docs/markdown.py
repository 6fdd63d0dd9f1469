"""Pieces of Markdown: tables, code blocks, and the blocks of a page that are filled in by the generator."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_BLOCK = re.compile(r"(<!-- ([a-z]+): ([a-z0-9-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; bars in cells are escaped, line ends become blanks."""
    lines = [_row(head), "|" + " --- |" * len(head), *(_row(row) for row in rows)]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("\n", " ").replace("|", r"\|") for cell in cells) + " |"


def code(text: str, language: str = "") -> str:
    """A code block."""
    return f"```{language}\n{text.rstrip()}\n```"


def anchor(heading: str) -> str:
    """The link to a heading, as code-hosting pages make it."""
    return "#" + re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def fill(text: str, makers: dict[str, Callable[[str], str]], *, again: bool = True) -> str:
    """`text` with every `<!-- kind: name -->` block filled by what `makers[kind](name)` returns.

    The markers stay where the page is to be filled again.
    """

    def filled(match: re.Match[str]) -> str:
        start, kind, name, end = match.groups()
        made = makers[kind](name).strip()
        return f"{start}\n{made}\n\n{end}" if again else made

    return _BLOCK.sub(filled, text)

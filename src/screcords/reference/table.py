"""The one way to read a packaged table: lines of fields between tabs, under a header that names its source."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "data"


def lines(name: str) -> list[str]:
    """The lines of a table without its header; faces split only the lines that they need."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    found = text.splitlines()
    start = next(number for number, line in enumerate(found) if not line.startswith("#"))
    return found[start:]

"""All generated pages together: what they should be, how that differs from docs/, and writing them."""

from __future__ import annotations

from pathlib import Path

from tools.docs import exports, linting, records, rules, vocabulary

ROOT = Path(__file__).resolve().parents[2]
COMMAND = "python -m tools.docs"


def pages() -> dict[str, str]:
    """Every generated page, by its path from the top of the repository."""
    return records.pages(ROOT) | rules.pages(ROOT) | linting.pages(ROOT) | exports.pages(ROOT) | vocabulary.pages(ROOT)


def orphans(wanted: dict[str, str]) -> list[Path]:
    """Pages of rules that no longer exist."""
    return [path for path in sorted(ROOT.glob("docs/rules/SCR*.md")) if path.relative_to(ROOT).as_posix() not in wanted]


def differences() -> list[str]:
    """A line for each page that is missing, stale, or should be gone."""
    wanted = pages()
    lines = [f"{path} is stale or missing" for path, text in wanted.items() if current(path) != text]
    return lines + [f"{path.relative_to(ROOT).as_posix()} should be gone" for path in orphans(wanted)]


def current(path: str) -> str:
    """What stands in docs/ now."""
    return (ROOT / path).read_text(encoding="utf-8") if (ROOT / path).is_file() else ""


def write() -> list[str]:
    """Write what differs and remove what should be gone; a line for each change."""
    wanted = pages()
    lines = []
    for path, text in wanted.items():
        if current(path) != text:
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_text(text, encoding="utf-8", newline="\n")
            lines.append(f"wrote {path}")
    for orphan in orphans(wanted):
        orphan.unlink()
        lines.append(f"removed {orphan.relative_to(ROOT).as_posix()}")
    return lines

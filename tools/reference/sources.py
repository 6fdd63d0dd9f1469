"""Where the tables come from: pinned npm packages, fetched without running their scripts."""

from __future__ import annotations

import json
import subprocess  # noqa: TID251 (a tool of maintainers)
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

# Only public data: newer versions are a change here, a run of make.py, and a look at the diff.
NPM = {
    "cldr-core": "48.2.0",
    "cldr-localenames-full": "48.2.0",
    "cldr-subdivisions-full": "48.2.0",
    "language-subtag-registry": "0.4.2",
    "world-atlas": "2.0.2",
    "@rapideditor/country-coder": "5.6.1",
}


@dataclass(frozen=True)
class Sources:
    """A folder with the npm packages in it."""

    folder: Path

    def json(self, package: str, path: str) -> Any:  # noqa: ANN401 (every file its own)
        """The content of a JSON file of a package."""
        return json.loads((self.folder / "node_modules" / package / path).read_text(encoding="utf-8"))

    def text(self, package: str, path: str) -> str:
        """The content of a text file of a package."""
        return (self.folder / "node_modules" / package / path).read_text(encoding="utf-8")

    def cldr(self, name: str) -> Any:  # noqa: ANN401 (every file its own)
        """A supplemental file of CLDR."""
        return self.json("cldr-core", f"supplemental/{name}.json")["supplemental"]

    def locales(self) -> set[str]:
        """The locales of CLDR that have names of territories."""
        folder = self.folder / "node_modules/cldr-localenames-full/main"
        return {path.parent.name for path in folder.glob("*/territories.json")}

    def territories(self, locale: str) -> dict[str, str]:
        """The names of territories in a locale."""
        names = self.json("cldr-localenames-full", f"main/{locale}/territories.json")
        found: dict[str, str] = names["main"][locale]["localeDisplayNames"]["territories"]
        return found


def install(folder: Path) -> Sources:
    """Put the pinned packages into the folder, unless they are there."""
    wanted = [f"{name}@{version}" for name, version in NPM.items()]
    manifest = folder / "package.json"
    if not manifest.exists():
        manifest.write_text('{"name": "tables", "version": "1.0.0", "private": true}\n', encoding="utf-8")
    command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--save-exact", *wanted]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return Sources(folder)


def write(target: Path, head: list[str], rows: list[list[str]]) -> None:
    """Write a table: the header as comments, then fields between tabs, empty ones at the end left out."""
    lines = [f"# {line}".rstrip() for line in head]
    for row in rows:
        if any("\t" in field or "\n" in field for field in row):
            message = f"a field with a tab or a line end: {row}"
            raise ValueError(message)
        lines.append("\t".join(row).rstrip("\t"))
    target.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")

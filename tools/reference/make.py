"""Make the tables of src/screcords/reference/data/ again.

    uv run --extra tools python -m tools.reference.make [--packages FOLDER] [NAME ...]

NAME is one or more of countries, subdivisions, languages, scripts, boxes; all of them by default. FOLDER keeps the npm
packages from run to run (a temporary folder by default). Needs `npm`, and pycountry and phonenumberslite
from the extra `tools`. The result depends on the pinned versions only (sources.py, constraints.txt): run it
twice, and git shows nothing.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tools.reference import make_boxes, make_countries, make_languages, make_subdivisions
from tools.reference.sources import Sources, install

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = Path(__file__).resolve().parents[2] / "src" / "screcords" / "reference" / "data"

TABLES: dict[str, Callable[[Sources, Path], None]] = {
    "countries": make_countries.write_table,
    "subdivisions": make_subdivisions.write_table,
    "languages": make_languages.write_subtags,
    "scripts": make_languages.write_scripts,
    "boxes": make_boxes.write_table,
}


def main(arguments: list[str]) -> int:
    """Fetch the sources and write the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--packages", type=Path, help="folder to keep the npm packages in")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(TABLES))
    options = parser.parse_args(arguments)
    if unknown := set(options.names) - set(TABLES):
        parser.error(f"no such table: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory() as temporary:
        folder: Path = options.packages or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        sources = install(folder)
        DATA.mkdir(exist_ok=True)
        licence = sources.text("cldr-core", "LICENSE").rstrip() + "\n"
        (DATA / "LICENSE-Unicode-3.0.txt").write_text(licence, encoding="utf-8", newline="\n")
        for name in options.names or TABLES:
            TABLES[name](sources, DATA)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

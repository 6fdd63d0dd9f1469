"""The packaged tables: small, with their source, and not read before they are needed."""

import subprocess
import sys

import pytest

from screcords.reference import table

TABLES = sorted(path.name for path in table.FOLDER.glob("*.tsv"))


def test_all_tables_together_are_small():
    assert TABLES == ["boxes.tsv", "countries.tsv", "former.tsv", "languages.tsv", "scripts.tsv", "subdivisions.tsv"]
    assert sum(path.stat().st_size for path in table.FOLDER.iterdir()) < 400_000


@pytest.mark.parametrize("name", TABLES)
def test_a_table_names_its_source_and_how_it_was_made(name):
    text = (table.FOLDER / name).read_text(encoding="utf-8")
    head = [line for line in text.splitlines() if line.startswith("#")]
    assert "tools.reference.make" in head[0]
    assert any(source in "".join(head) for source in ("CLDR", "IANA", "Natural Earth"))
    assert len(table.lines(name)) > 10
    assert not any(line.startswith("#") for line in table.lines(name))
    assert ("CLDR" not in text) or (table.FOLDER / "LICENSE-Unicode-3.0.txt").exists()


def test_importing_reads_nothing_and_needs_nothing_heavy():
    code = (
        "import sys, screcords.reference.table as table\n"
        "table.lines = None\n"
        "from screcords.reference import countries, hosts, languages, names, places, scripts, subdivisions\n"
        "assert languages.problem('ja') is None and names.fold('City of Bonn') == 'bonn'\n"
        "print([name for name in ('anyascii', 'babel', 'pycountry', 'json', 'importlib.resources') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"

"""Queries against `lint`, and from an SQLite export: `python benchmarks/queries.py [--rounds N] [--root DIR] [--db FILE]`.

Each is a whole process. Without --db an export is made first.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from pathlib import Path

from measure import interleaved, machine, screcords

HERE = Path(__file__).parent
LONGEST = 1.3
"""So many times as long as `lint` a query of the records may take."""
SOON = 0.3
"""Seconds that a query of an export may take."""
QUERIES = {
    "show": ["show", "munchen"],
    "show (pair)": ["show", "Norfolk", "Kaliningrad"],
    "show (did you mean)": ["show", "Mnchen"],
    "find": ["find", "japan", "culture"],
    "find near": ["find", "--near", "Mainz", "--within", "50", "--in-force"],
    "path": ["path", "Portland, Maine", "Pyongyang"],
    "cousins": ["cousins", "Louisville"],
    "compare": ["compare", "Mainz", "Dijon"],
    "anniversaries": ["anniversaries", "--round"],
    "gaps": ["gaps"],
}
BOUND = ("show", "find", "path")
"""Those that must keep to the goals."""


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--root", type=Path, default=HERE.parent)
    parser.add_argument("--db", type=Path)
    options = parser.parse_args()
    root: Path = options.root.resolve()
    with tempfile.TemporaryDirectory() as folder:
        export = options.db.resolve() if options.db else Path(folder, "directory.sqlite")
        if not options.db:
            subprocess.run([screcords(), "export", "sqlite", "--force", "--to", folder], cwd=root, check=True)
        commands = {"lint": [screcords(), "lint"]}
        for name, query in QUERIES.items():
            commands[name] = [screcords(), *query]
            commands[f"{name} --db"] = [screcords(), *query, "--db", str(export)]
        found = interleaved(commands, root, options.rounds)
    lint = found["lint"].seconds
    print(f"{machine()}; median of {options.rounds}, interleaved, one core; lint takes {lint:.2f} s\n")
    print("| query | records, s | x lint | goal | export, s | goal | peak MiB |\n|---|---|---|---|---|---|---|")
    for name in QUERIES:
        run, stored = found[name], found[f"{name} --db"]
        bound = name.split(" ")[0] in BOUND
        goals = (f"{LONGEST:.2f} x", f"{SOON:.2f}") if bound else ("", "")
        peaks = f"{run.peak / 2**20:.0f}, {stored.peak / 2**20:.0f}"
        print(
            f"| {name} | {run.seconds:.2f} | {run.seconds / lint:.2f} x | {goals[0]} | {stored.seconds:.2f} "
            f"| {goals[1]} | {peaks} |"
        )


if __name__ == "__main__":
    main()

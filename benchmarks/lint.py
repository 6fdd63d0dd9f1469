"""`lint` against the floor and its peers, on the real records: `python benchmarks/lint.py [--rounds N] [--root DIR] [--slow]`.

check-jsonschema takes minutes, so it runs only with `--slow`, once.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from measure import interleaved, machine, once, screcords

HERE = Path(__file__).parent
GOALS = {"floor": 2.5, "taplo lint": 0.8, "check-jsonschema": 0.2}


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--root", type=Path, default=HERE.parent)
    parser.add_argument("--slow", action="store_true")
    options = parser.parse_args()
    root: Path = options.root.resolve()
    beside = Path(sys.executable).parent
    commands = {
        "floor": [sys.executable, str(HERE / "floor.py"), "records"],
        "screcords lint": [screcords(), "lint"],
        "taplo lint": [str(beside / "taplo"), "lint", "records/**/*.toml"],
    }
    files = sum(1 for _ in (root / "records").rglob("*.toml"))
    found = interleaved(commands, root, options.rounds)
    if options.slow:
        total = 0.0
        for collection, schema in (("cities", "city"), ("orgs", "organisation"), ("partnerships", "partnership")):
            paths = [str(path) for path in (root / "records" / collection).rglob("*.toml")]
            schema_file = str(HERE.parent / "schema" / f"{schema}.json")
            total += once([str(beside / "check-jsonschema"), "--schemafile", schema_file, *paths], root).seconds
        found["check-jsonschema"] = found["floor"]._replace(seconds=total, peak=0)
    own = found["screcords lint"]
    print(f"{machine()}; {files:,} files; median of {options.rounds}, interleaved, one core\n")
    print("| command | seconds | µs a file | peak MiB | lint is | goal |\n|---|---|---|---|---|---|")
    for name, run in found.items():
        ratio = f"{own.seconds / run.seconds:.2f} x" if run is not own else ""
        goal = f"{GOALS[name]:.2f} x" if name in GOALS else ""
        peak = f"{run.peak / 2**20:.0f}" if run.peak else "–"
        print(f"| {name} | {run.seconds:.2f} | {run.seconds / files * 1e6:.0f} | {peak} | {ratio} | {goal} |")


if __name__ == "__main__":
    main()

"""`screcords --version` and `--help` against `python -c "import click"`, as whole processes on one core."""

from __future__ import annotations

import sys
from pathlib import Path

from measure import interleaved, machine, screcords

ROUNDS = 31


def main() -> None:
    """Measure and print the table."""
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        'python -c "import click"': [sys.executable, "-c", "import click"],
        "screcords --version": [screcords(), "--version"],
        "screcords --help": [screcords(), "--help"],
    }
    found = interleaved(commands, Path.cwd(), ROUNDS)
    base = found['python -c "import click"'].seconds
    print(f"{machine()}; median of {ROUNDS}, interleaved, one core\n")
    print("| command | ms | of import click | goal |\n|---|---|---|---|")
    for name, run in found.items():
        goal = "1.5 x" if name.endswith("--version") else ""
        print(f"| {name} | {run.seconds * 1000:.0f} | {run.seconds / base:.2f} x | {goal} |")


if __name__ == "__main__":
    main()

"""Time and memory a file of `lint`, on made repositories of 2,000 to 100,000 files: `python benchmarks/scale.py`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from corpus import make
from measure import Run, interleaved, machine, once, screcords

SIZES = (2_000, 10_000, 40_000, 100_000)
ROUNDS = 3
IMPORTS = (
    "import screcords.cli.lint, screcords.lint.config, screcords.lint.place, screcords.lint.run, jsonschema_rs, "
    "screcords.repository.load as load, screcords.rules.registry as rules; rules.all_rules(); "
    "[load.examiner(name) for name in ('cities', 'orgs', 'partnerships')]"
)


def main() -> None:
    """Measure and print the table."""
    print(f"{machine()}; median of {ROUNDS}, one core\n")
    print(
        "| files | seconds | µs a file above start-up | peak MiB | KiB a record above imports |\n|---|---|---|---|---|"
    )
    with tempfile.TemporaryDirectory() as folder:
        start = interleaved({"imports": [sys.executable, "-c", IMPORTS]}, Path(folder), ROUNDS)["imports"]
        for size in SIZES:
            root = Path(folder) / str(size)
            files = make(root, size)
            once([screcords(), "lint"], root)
            run: Run = interleaved({"lint": [screcords(), "lint"]}, root, ROUNDS)["lint"]
            each = (run.seconds - start.seconds) / files * 1e6
            memory = (run.peak - start.peak) / files / 1024
            print(f"| {files:,} | {run.seconds:.2f} | {each:.0f} | {run.peak / 2**20:.0f} | {memory:.1f} |", flush=True)
        print(f"\nstart-up with all imports: {start.seconds:.2f} s, {start.peak / 2**20:.0f} MiB")


if __name__ == "__main__":
    main()

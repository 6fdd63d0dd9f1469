"""`lint --base HEAD~1` after a commit of three changed files against a full `lint`: `python benchmarks/base.py`.

Works in a copy of the repository's records in a temporary folder. The cache is from before the commit, as in a
checkout where such checks ran before, so that the three files are not in it.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from measure import interleaved, machine, once, screcords

ROOT = Path(__file__).parents[1]
ROUNDS = 7
GOAL = 0.35


def git(folder: Path, *arguments: str) -> None:
    """Run git quietly, as somebody."""
    who = ["-c", "user.name=bench", "-c", "user.email=bench@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def main() -> None:
    """Measure and print the table."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        shutil.copytree(ROOT / "records", folder / "records")
        git(folder, "init", "-q")
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", "records")
        once([screcords(), "lint", "--base", "HEAD"], folder)
        rich = [
            path for path in sorted((folder / "records/partnerships").rglob("*.toml")) if path.stat().st_size > 1500
        ]
        for path in rich[:3]:
            path.write_text(path.read_text(encoding="utf-8").replace("schema = 1\n", "schema = 1\n# looked at\n", 1))
        git(folder, "commit", "-q", "-a", "-m", "three files")
        git(folder, "status")
        commands = {
            "lint": [screcords(), "lint"],
            "lint --base HEAD~1": [screcords(), "lint", "--base", "HEAD~1"],
            "lint --base HEAD~1 --no-cache": [screcords(), "lint", "--base", "HEAD~1", "--no-cache"],
        }
        found = interleaved(commands, folder, ROUNDS)
    full = found["lint"].seconds
    print(f"{machine()}; median of {ROUNDS}, interleaved, one core\n")
    print("| command | seconds | of lint | goal |\n|---|---|---|---|")
    for name, run in found.items():
        goal = f"{GOAL:.2f} x" if name == "lint --base HEAD~1" else ""
        print(f"| {name} | {run.seconds:.2f} | {run.seconds / full:.2f} x | {goal} |")


if __name__ == "__main__":
    main()

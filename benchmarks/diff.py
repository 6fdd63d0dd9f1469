"""`diff HEAD~1` after commits of 3 and 3,000 changed files, and the days of all records: `python benchmarks/diff.py`.

Works in a clone of the repository's records in a temporary folder. `diff HEAD~1 HEAD` reads both sides from git,
`diff HEAD~1` the newer one from the working tree; `lint` is shown to compare with.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from measure import interleaved, machine, screcords

ROOT = Path(__file__).parents[1]
ROUNDS = 5
GOALS = {3: 2.0}

DAYS = """
from pathlib import Path
from screcords.directory.recorded import recorded
from screcords.repository.entry import Entry
from screcords.repository.graph import Repository
from screcords.repository.worktree import Worktree
paths = [path.as_posix() for path in Path("records").rglob("*.toml")]
recorded(Worktree(Path.cwd()), Repository(Path.cwd(), [Entry(path, path.split("/")[1]) for path in paths], []))
"""


def git(folder: Path, *arguments: str) -> None:
    """Run git quietly, as somebody."""
    who = ["-c", "user.name=bench", "-c", "user.email=bench@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def change(folder: Path, number: int) -> None:
    """Change the status of so many partnerships, and commit."""
    paths = sorted((folder / "records/partnerships").rglob("*.toml"))
    for path in paths[:: len(paths) // number][:number]:
        text = path.read_text(encoding="utf-8")
        fresh = "dormant" if 'status = "dormant"' not in text else "active"
        head, _, rest = text.partition('status = "')
        path.write_text(f'{head}status = "{fresh}"{rest.partition(chr(34))[2]}', encoding="utf-8")
    git(folder, "commit", "-q", "-a", "-m", f"{number} files")
    git(folder, "status")


def main() -> None:
    """Measure and print the table."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        shutil.copytree(ROOT / "records", folder / "records")
        git(folder, "init", "-q")
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", "records")
        lines = []
        for number in (3, 3000):
            change(folder, number)
            commands = {
                f"diff HEAD~1, {number:,} files": [screcords(), "diff", "HEAD~1"],
                f"diff HEAD~1 HEAD, {number:,} files": [screcords(), "diff", "HEAD~1", "HEAD"],
            }
            if number == 3:
                commands |= {"lint": [screcords(), "lint"], "days of all records": [sys.executable, "-c", DAYS]}
            for name, run in interleaved(commands, folder, ROUNDS).items():
                goal = f"{GOALS[number]:.1f}" if number in GOALS and name.startswith("diff") else ""
                lines.append(f"| {name} | {run.seconds:.2f} | {run.peak / 2**20:.0f} | {goal} |")
    print(f"{machine()}; median of {ROUNDS}, interleaved, one core\n")
    print("| command | seconds | MiB | goal, seconds |\n|---|---|---|---|")
    print("\n".join(lines))


if __name__ == "__main__":
    main()

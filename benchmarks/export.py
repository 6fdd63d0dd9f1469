"""What each format takes on the real records, beside the floor, and `export --all` as a whole: `python benchmarks/export.py`.

The floor is reading the records and making the directory of them. A format is measured in a copy of that process, so its
seconds are those of writing alone; its memory is that of the whole process. `export --all` is the command on two cores,
with everything: reading, linting, writing, moving in. Its memory is the greatest sum over its processes at one moment,
pages that they share counted once (proportional set size), where the system tells.
"""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from measure import machine, screcords

from screcords.directory.edition import edition
from screcords.publish.exporter import in_order, names
from screcords.repository.day import as_of
from screcords.repository.load import load
from screcords.repository.worktree import Worktree

if TYPE_CHECKING:
    from screcords.directory.model import Directory

ROOT = Path(__file__).parents[1]
SECONDS, BYTES = 45.0, 800e6
"""At most this for `export --all` on two cores."""


class Cost(NamedTuple):
    """Seconds, peak memory in bytes, files and their bytes."""

    seconds: float
    peak: float
    files: int = 0
    size: int = 0


def directory() -> Directory:
    """The directory of the real records, as the command makes it."""
    tree = Worktree(ROOT)
    return edition(tree, load(ROOT), day=as_of(tree).day)


def alone(whole: Directory, name: str) -> Cost:
    """What writing one format takes, in a copy of this process."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            with tempfile.TemporaryDirectory() as folder:
                *before, wanted = in_order([name])
                for each in before:
                    each.write(whole, Path(folder))
                start = time.perf_counter()
                wanted.write(whole, Path(folder))
                seconds = time.perf_counter() - start
                files = [path.stat().st_size for path in Path(folder).rglob("*") if path.is_file()]
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
            os.write(writer, f"{seconds} {peak} {len(files)} {sum(files)}".encode())
            code = 0
        finally:
            os._exit(code)
    os.close(writer)
    with os.fdopen(reader) as told:
        found = told.read().split()
    os.waitpid(child, 0)
    return Cost(float(found[0]), float(found[1]), int(found[2]), int(found[3]))


def together() -> Cost:
    """What `screcords export --all` takes as a command on two cores."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "out"
        start = time.perf_counter()
        process = subprocess.Popen(
            [screcords(), "export", "--all", "--to", str(target)],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            preexec_fn=lambda: os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:2])),
        )
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, _memory(process.pid))
            time.sleep(0.2)
        seconds = time.perf_counter() - start
        files = [path.stat().st_size for path in target.rglob("*") if path.is_file()]
    if process.returncode:
        sys.exit(f"export failed with {process.returncode}")
    return Cost(seconds, peak, len(files), sum(files))


def _memory(top: int) -> float:
    """The memory of a process and its children in bytes, shared pages counted once."""
    found = 0.0
    children = Path(f"/proc/{top}/task/{top}/children")
    try:
        for pid in (top, *map(int, children.read_text().split())):
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            found += next(int(line.split()[1]) * 1024 for line in rollup.split("\n") if line.startswith("Pss:"))
    except (OSError, StopIteration):
        return found
    return found


def main() -> None:
    """Measure and print the table."""
    gc.disable()
    start = time.perf_counter()
    whole = directory()
    floor = Cost(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
    print(f"{machine()}\n\n| format | seconds | of the floor | peak MB | files | MB |\n|---|---|---|---|---|---|")
    print(f"| (floor: reading) | {floor.seconds:.1f} | 1.0 x | {floor.peak / 1e6:.0f} | | |")
    for name in names():
        cost = alone(whole, name)
        print(
            f"| {name} | {cost.seconds:.1f} | {cost.seconds / floor.seconds:.1f} x | {cost.peak / 1e6:.0f} "
            f"| {cost.files:,} | {cost.size / 1e6:.1f} |",
            flush=True,
        )
    cost = together()
    print(
        f"\n`export --all` on two cores: {cost.seconds:.1f} s (goal {SECONDS:.0f}), {cost.peak / 1e6:.0f} MB "
        f"(goal {BYTES / 1e6:.0f}), {cost.files:,} files of {cost.size / 1e6:.0f} MB"
    )


if __name__ == "__main__":
    main()

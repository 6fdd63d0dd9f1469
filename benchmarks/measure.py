"""Runs commands as whole processes, pinned to one core, interleaved, and reports medians."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

CORE = 0


class Run(NamedTuple):
    """What one process took: seconds of wall clock, and peak memory in bytes."""

    seconds: float
    peak: int


def once(command: Sequence[str], folder: Path) -> Run:
    """Run `command` in `folder`, on one core, its output thrown away."""

    def pin() -> None:
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, {CORE})

    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        preexec_fn=pin,
    )
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return Run(time.perf_counter() - start, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024))


def interleaved(commands: Mapping[str, Sequence[str]], folder: Path, rounds: int) -> dict[str, Run]:
    """Run all commands in turn, `rounds` times after one to warm up; the median of each."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            run = once(command, folder)
            if number:
                runs[name].append(run)
    return {
        name: Run(statistics.median(run.seconds for run in found), int(statistics.median(run.peak for run in found)))
        for name, found in runs.items()
    }


def screcords() -> str:
    """The command installed beside this Python."""
    return os.path.join(os.path.dirname(sys.executable), "screcords")


def machine() -> str:
    """What the figures were measured on."""
    model = ""
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo", encoding="utf-8") as info:
            model = next((line.partition(":")[2].strip() for line in info if line.startswith("model name")), "")
    pages = resource.getpagesize() * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{model or 'unknown processor'}, {os.cpu_count()} cores, {pages:.0f} GiB, Python {sys.version.split()[0]}"

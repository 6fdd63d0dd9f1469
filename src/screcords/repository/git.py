"""Asks git. The only place that starts another program."""

from __future__ import annotations

import os
import subprocess  # noqa: TID251 - this is the one place
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class NoBaseError(Exception):
    """The revision to compare with cannot be had; the message says why, and what to do."""


def _environment() -> dict[str, str]:
    """The environment for git: in English, without locks, and with the working tree that the folder lies in.

    In a hook, git names its folder but not the working tree, and takes any folder that it is called in for its top.
    The index that the hook is about stays; git names it from the top of the working tree, where it starts the hook.
    """
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    if "GIT_WORK_TREE" not in environment and environment.pop("GIT_DIR", None) is not None:
        environment.pop("GIT_PREFIX", None)
    if index := environment.pop("GIT_INDEX_FILE", None):
        here = Path.cwd()
        found = [str(folder / index) for folder in (here, *here.parents) if (folder / index).exists()]
        environment |= {"GIT_INDEX_FILE": found[0]} if found else {}
    return environment


def run(root: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes] | None:
    """A git command; `None` where there is no git."""
    try:
        return subprocess.run(  # noqa: S603 - no shell, and nothing that a record says
            ["git", "-C", str(root), "-c", "core.quotePath=false", *arguments],  # noqa: S607 - git is where PATH says
            capture_output=True,
            check=False,
            env=_environment(),
            input=given,
        )
    except OSError:
        return None


def stream(root: Path, *arguments: str) -> Iterator[str]:
    """What a git command prints, cut at its NUL characters, while it runs; nothing where there is no git."""
    try:
        process = subprocess.Popen(  # noqa: S603 - no shell, and nothing that a record says
            ["git", "-C", str(root), "-c", "core.quotePath=false", *arguments],  # noqa: S607 - git is where PATH says
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
    except OSError:
        return
    with process:
        rest = b""
        while process.stdout and (data := process.stdout.read(1 << 16)):
            *whole, rest = (rest + data).split(b"\0")
            for token in whole:
                yield token.decode("utf-8", "surrogateescape")


def ask(root: Path, *arguments: str) -> str | None:
    """What a git command prints; `None` where there is no git, no repository, or git refuses."""
    done = run(root, *arguments)
    return done.stdout.decode("utf-8", "surrogateescape") if done is not None and done.returncode == 0 else None


def told(root: Path, *arguments: str) -> str:
    """What a git command prints that should never fail.

    Raises:
        NoBaseError: it failed; the message has git's reason.
    """
    done = run(root, *arguments)
    if done is None or done.returncode != 0:
        raise NoBaseError(f"git cannot tell what changed here: {reason(done)}")
    return done.stdout.decode("utf-8", "surrogateescape")


def reason(done: subprocess.CompletedProcess[bytes] | None) -> str:
    """Why a git command failed, in its own words."""
    if done is None:
        return "it is not installed"
    lines = done.stderr.decode("utf-8", "backslashreplace").splitlines()
    said = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0] if lines else "no reason")
    why = said.partition(": ")[2] or said
    way_out = "; `git config --global --add safe.directory` with that folder lets it" if "dubious" in why else ""
    return "".join(c if c.isprintable() else "?" for c in why) + way_out

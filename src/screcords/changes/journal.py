"""What a command writes down before it changes files, and reading that again with suspicion."""

from __future__ import annotations

import errno
import hashlib
import os
import re
from pathlib import Path

import msgspec

_DIGEST = re.compile(r"[0-9a-f]{64}")
_MOST = 1 << 31
"""No number of a process is so large."""


ENDED = frozenset("ZXx")
"""States of a process that has ended, although whoever started it has not asked how."""


class MalformedError(ValueError):
    """What was written down makes no sense."""


class Target(msgspec.Struct, array_like=True, frozen=True):
    """One file: the SHA-256 of what it holds before and after, `None` where it is not there, and its size after."""

    before: str | None
    after: str | None
    size: int


class Plan(msgspec.Struct, frozen=True):
    """A change of several files, and the process that makes it."""

    process: int
    born: str
    files: dict[str, Target]
    moved: dict[str, str]
    """By new path of a file: the old one."""

    @property
    def new(self) -> list[str]:
        """Paths of the files that are there afterwards."""
        return [path for path, target in self.files.items() if target.after is not None]

    @property
    def gone(self) -> list[str]:
        """Paths of the files that are not."""
        return [path for path, target in self.files.items() if target.after is None]

    @property
    def number(self) -> int:
        """How many files change; one that moves counts once."""
        return len({self.moved.get(path, path) for path in self.files})

    def encode(self) -> bytes:
        """The plan as it is written down."""
        return msgspec.json.encode(self)


def target(before: bytes | None, after: bytes | None) -> Target:
    """What to write down of one file."""
    return Target(digest(before), digest(after), len(after or b""))


def digest(data: bytes | None) -> str | None:
    """The SHA-256 of a content; `None` where there is none."""
    return None if data is None else hashlib.sha256(data).hexdigest()


def plan(files: dict[str, Target], moved: dict[str, str]) -> Plan:
    """A plan of this process."""
    return Plan(os.getpid(), _born(os.getpid()), files, moved)


def decode(data: bytes) -> Plan | None:
    """A plan that was written down; `None` where the writing was interrupted.

    Raises:
        MalformedError: no command writes such a thing.
    """
    try:
        found = msgspec.json.decode(data, type=Plan)
    except (msgspec.ValidationError, RecursionError) as error:
        raise MalformedError from error
    except ValueError:
        return None
    makes_sense = (
        0 <= found.process < _MOST
        and all(is_record(path) and _is_sound(target) for path, target in found.files.items())
        and all(
            new in found.files and old in found.files and found.files[new].after is not None
            for new, old in found.moved.items()
        )
    )
    if not makes_sense:
        raise MalformedError
    return found


def _is_sound(target: Target) -> bool:
    digests = [digest for digest in (target.before, target.after) if digest is not None]
    return bool(digests) and all(map(_DIGEST.fullmatch, digests)) and target.size >= 0


def is_record(path: str) -> bool:
    """Whether a path is one that a record can have, and surely lies below `records/`, whatever the system."""
    parts = path.split("/")
    return (
        len(parts) > 1
        and parts[0] == "records"
        and path.endswith(".toml")
        and all(part.strip(" .") for part in parts)
        and "\0" not in path
        and not (os.name != "posix" and set("\\:") & set(path))
        and not any("\ud800" <= character <= "\udfff" for character in path)
    )


def lives(plan: Plan) -> bool:
    """Whether the process that made a plan is still running."""
    if plan.process == 0:
        return False
    if os.name != "posix":
        return _lives_on_windows(plan.process)
    try:
        os.kill(plan.process, 0)
    except ProcessLookupError:
        return False
    except OSError as error:
        if error.errno != errno.EPERM:
            return False
    return plan.born == _born(plan.process) and _state(plan.process) not in ENDED


def _born(process: int) -> str:
    """When a process began, where the system says so: numbers of processes are given out again."""
    return _told(process, 19)


def _state(process: int) -> str:
    """What a process is doing, as a letter, where the system says so."""
    return _told(process, 0)


def _told(process: int, field: int) -> str:
    """One thing that the system tells of a process, counted from behind its name."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[field]
    except (OSError, IndexError):
        return ""


def _lives_on_windows(process: int) -> bool:
    import ctypes  # noqa: PLC0415 - only there

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - elsewhere there is no such thing
    handle = kernel.OpenProcess(0x1000, False, process)
    if handle:
        kernel.CloseHandle(handle)
    return bool(handle)

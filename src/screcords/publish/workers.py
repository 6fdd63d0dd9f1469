"""Writing several formats at once, in processes that share the directory by forking."""

from __future__ import annotations

import multiprocessing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from screcords.directory.model import Directory
    from screcords.publish.exporter import Exporter


def write_all(
    directory: Directory,
    chosen: Sequence[Exporter],
    folder: Path,
    progress: Callable[[str, int, int], None],
    workers: int,
) -> None:
    """Write the formats into `folder`, those that come last after all others.

    Raises:
        OSError: a file cannot be written.
    """
    early = [each for each in chosen if not each.last]
    if workers > 1 and len(early) > 1 and "fork" in multiprocessing.get_all_start_methods():
        _at_once(directory, early, folder, lambda name, done: progress(name, done, len(chosen)), workers)
        written = len(early)
    else:
        written = 0
    for number, each in enumerate(chosen[written:], written):
        progress(each.name, number, len(chosen))
        each.write(directory, folder)
    progress("", len(chosen), len(chosen))


def _at_once(
    directory: Directory,
    chosen: Sequence[Exporter],
    folder: Path,
    progress: Callable[[str, int], None],
    workers: int,
) -> None:
    """The same in several processes: they begin as copies of this one, so nothing has to be sent to them."""
    from concurrent.futures import ProcessPoolExecutor, as_completed  # noqa: PLC0415 - only for large exports

    global _task  # noqa: PLW0603 - what a fork inherits
    _task = (directory, list(chosen), folder)
    progress(chosen[0].name, 0)
    try:
        with ProcessPoolExecutor(workers, multiprocessing.get_context("fork")) as pool:
            running = {pool.submit(_one, number): each.name for number, each in enumerate(chosen)}
            try:
                for done, future in enumerate(as_completed(running), 1):
                    future.result()
                    progress(running[future], done)
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise
    finally:
        _task = None


_task: tuple[Directory, list[Exporter], Path] | None = None


def _one(number: int) -> None:
    """Write one format; runs in a copy of the process."""
    if _task is None:
        raise RuntimeError("there is nothing to write")
    directory, chosen, folder = _task
    chosen[number].write(directory, folder)

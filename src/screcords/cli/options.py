"""Options and errors that several verbs share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from screcords.changes.where import INTENT, JOURNAL, lists
from screcords.repository.day import AsOf, as_of, parse_day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from screcords.repository.graph import Repository
    from screcords.repository.worktree import Worktree


class Unusable(click.ClickException):
    """The command cannot do its work: one message, exit code 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:  # noqa: ANN401 - click's signature
        """Print the message."""
        from screcords.text.safe import printable  # noqa: PLC0415 - only here

        lines = map(printable, self.format_message().split("\n"))  # there may be names of files in it
        click.echo("screcords: " + "\n".join(lines), err=True, file=file)


def root_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--root`, the repository."""
    return click.option(
        "--root",
        type=click.Path(path_type=Path),
        help="Folder that holds records/. By default the nearest one, from here upwards.",
    )(command)


def as_of_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--as-of`, the day that counts as today."""
    return click.option(
        "--as-of",
        metavar="DAY",
        help="Day that counts as today, as 2026-05-31. By default that of the newest commit of records/.",
    )(command)


def find_root(given: Path | None, paths: Sequence[str] = ()) -> Path:
    """The repository: the folder given, or the nearest one that holds `records/`, from here or the first path upwards.

    Raises:
        Unusable: there is none.
    """
    if given is not None:
        if not (given / "records").is_dir():
            raise Unusable(f"there is no folder records/ in {given}")
        return _recovered(given.resolve())
    try:
        here = Path.cwd()
    except FileNotFoundError:
        raise Unusable("the current folder is gone; go to another one") from None
    start = Path(paths[0]).resolve() if paths else here
    for folder in (start, *start.parents, here, *here.parents):
        if (folder / "records").is_dir():
            return _recovered(folder)
    raise Unusable("there is no folder records/ here or above; name the repository with --root")


def check_target(target: Path, root: Path) -> None:
    """Find out before the records are read whether `target` is a place for what will be written.

    Raises:
        Unusable: it lies among the records.
    """
    records = (root / "records").resolve()
    if records in (target.resolve(), *target.resolve().parents):
        raise Unusable(f"{target} lies in {records}, where only records are; choose another place")


def load_records(root: Path) -> Repository:
    """All records of the repository.

    Raises:
        Unusable: they cannot be opened.
    """
    from screcords.repository.load import load  # noqa: PLC0415 - help need not wait for it
    from screcords.repository.walk import NoRepositoryError  # noqa: PLC0415 - the same

    try:
        return load(root)
    except NoRepositoryError as error:
        raise Unusable(str(error)) from error


def _recovered(root: Path) -> Path:
    """The repository, after what an interrupted command left behind was brought to an end, and said so.

    Raises:
        Unusable: the other command is still running, its list makes no sense, or the file system does not let us.
    """
    where = lists(root)
    if not any(os.path.lexists(where[name]) for name in (JOURNAL, INTENT)):
        return root
    from screcords.changes.changeset import NotAppliedError, recover  # noqa: PLC0415 - only here
    from screcords.text.safe import printable  # noqa: PLC0415 - only here

    try:
        done = recover(root)
    except NotAppliedError as error:
        raise Unusable(str(error)) from error
    if done:
        click.echo("screcords: " + "\n".join(map(printable, done.split("\n"))), err=True)
    return root


def judge_day(tree: Worktree, given: str | None) -> AsOf:
    """The day that counts as today.

    Raises:
        Unusable: `given` is no day.
    """
    if given is None:
        return as_of(tree)
    day = parse_day(given)
    if day is None:
        raise Unusable(f'--as-of "{given}" is no day; write it as 2026-05-31')
    return AsOf(day, "--as-of")


def relative_paths(root: Path, paths: Sequence[str]) -> list[str]:
    """The paths named on the command line, relative to the repository.

    Raises:
        Unusable: a path does not exist, or lies outside.
    """
    found = []
    for path in paths:
        absolute = Path(path).absolute()
        if not absolute.exists() and not absolute.is_symlink():
            raise Unusable(f"there is no {path}")
        try:
            relative = (
                absolute.resolve().relative_to(root)
                if absolute.is_dir()
                else absolute.parent.resolve().relative_to(root) / absolute.name
            )
        except ValueError:
            raise Unusable(f"{path} lies outside the repository {root}") from None
        found.append("" if relative == Path() else relative.as_posix())
    return [] if "" in found else found

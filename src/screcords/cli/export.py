"""`screcords export`: write the directory."""

from __future__ import annotations

import difflib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from screcords.cli.filters import FilterArgs, cities_of, filter_of, filter_options
from screcords.cli.lint import LintArgs, Linted, lint
from screcords.cli.options import Unusable, as_of_option, check_target, find_root, root_option
from screcords.directory.licence import LICENCES
from screcords.findings import Severity, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from screcords.directory.model import Directory
    from screcords.model.partnership import Partnership
    from screcords.repository.graph import Repository

WORTH_TWO = 2000
"""From so many partnerships on, two processes write faster than one."""

MANY = 5
"""So many files of a folder are said one by one."""


class ExportArgs(NamedTuple):
    """What to write, and where."""

    formats: tuple[str, ...]
    target: Path
    licence: str = LICENCES[-1]
    chosen: FilterArgs = FilterArgs()
    forced: bool = False
    overwrite: bool = False


def check_formats(formats: Sequence[str], *, everything: bool = False) -> tuple[str, ...]:
    """The formats, each once, in the order given; with `everything`, all that can be had, after saying which cannot.

    Raises:
        Unusable: one does not exist or cannot be had, or none was asked for.
    """
    from screcords.publish import exporter  # noqa: PLC0415 - help need not wait for it

    known = exporter.names()
    for name in formats:
        if name not in known:
            close = difflib.get_close_matches(name, known, 1)
            hint = f", did you mean {close[0]}?" if close else ""
            raise Unusable(f'there is no format "{name}"{hint} There are {", ".join(known)}')
    if not formats and not everything:
        raise Unusable(f"name a format, or --all; there are {', '.join(known)}")
    found = list(dict.fromkeys(formats))
    for name in known if everything else ():
        if name not in found:
            try:
                exporter.in_order([name])
            except exporter.UnavailableError as error:
                click.echo(f"screcords: left out: {error}", err=True)
            else:
                found.append(name)
    try:
        exporter.in_order(found)
    except exporter.UnavailableError as error:
        raise Unusable(str(error)) from error
    return tuple(found)


def write(done: Linted, args: ExportArgs) -> Iterator[str]:
    """Write the formats into the target; a line for each file, and some for the whole.

    Raises:
        Unusable: a file cannot be written, or the target is no place for it; nothing has changed then.
    """
    from screcords.publish.exporter import UnavailableError, export  # noqa: PLC0415 - help need not wait for it
    from screcords.publish.sums import ForeignError, listed  # noqa: PLC0415 - the same

    check_target(args.target, done.repository.root)
    published, whole = _published(done, args)
    before = listed(args.target)
    workers = 2 if len(published.partnerships) >= WORTH_TWO and _cores() > 1 else 1
    try:
        files = export(
            published, args.formats, args.target, progress=_progress(), workers=workers, overwrite=args.overwrite
        )
    except OSError as error:
        raise Unusable(
            f"cannot write {error.filename or args.target}: {error.strerror}; nothing was changed"
        ) from error
    except UnavailableError as error:
        raise Unusable(str(error)) from error
    except ForeignError as error:
        raise Unusable(
            f"{args.target} has {plural(len(error.files), 'file')} that no export wrote or that were edited since: "
            f"{_few(error.files)}; --overwrite replaces them; nothing was changed"
        ) from error
    if args.chosen != FilterArgs() and not published.partnerships:
        click.echo("screcords: no partnership is like that, so the export is empty", err=True)
    yield from _written(files, args.target)
    yield from _earlier(args.target, before, {path.relative_to(args.target) for path in files})
    yield from _counted(done.repository, published, whole)


def _published(done: Linted, args: ExportArgs) -> tuple[Directory, Directory]:
    """What of the directory is wanted, and the whole."""
    from dataclasses import replace  # noqa: PLC0415 - help need not wait for it

    from screcords.directory.edition import edition  # noqa: PLC0415 - the same
    from screcords.directory.model import filtered  # noqa: PLC0415 - the same
    from screcords.repository.worktree import Worktree  # noqa: PLC0415 - the same

    wanted = filter_of(args.chosen)
    tree = Worktree(done.repository.root)
    day = done.report.summary.as_of
    whole = edition(tree, done.repository, day=day, licence=args.licence, forced=args.forced)
    wanted = replace(wanted, cities=cities_of(args.chosen, whole))
    return filtered(whole, wanted), whole


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _progress() -> Callable[[str, int, int], None]:
    """Says on a terminal which format is being written, on a line that vanishes at the end."""
    shown = sys.stderr.isatty()

    def say(name: str, done: int, number: int) -> None:
        if shown:
            text = f"[{done}/{number}] {name}" if done < number else ""
            sys.stderr.write(f"\r\x1b[2K{text}")
            sys.stderr.flush()

    return say


def _written(files: Sequence[Path], target: Path) -> Iterator[str]:
    """A line for each file, and one for each folder and each kind of file of which there are many."""
    groups: dict[str, list[Path]] = {}
    for path in files:
        top = path.relative_to(target).parts[0]
        groups.setdefault(f"{top}{os.sep}" if path.parent != target else f"*{path.suffix}", []).append(path)
    for name, found in groups.items():
        if len(found) <= MANY:
            for path in found:
                yield f"wrote {path} ({path.stat().st_size / 1e6:,.1f} MB)"
        else:
            size = sum(path.stat().st_size for path in found)
            many = f"{target}{os.sep}{name}"
            yield f"wrote {many} ({plural(len(found), 'file')}, {size / 1e6:,.1f} MB)"


def _few(files: Collection[Path]) -> str:
    """The names of files, as far as one wants to read them."""
    names = sorted(path.as_posix() for path in files)
    return ", ".join(names[:MANY]) + (" …" if len(names) > MANY else "")


def _earlier(target: Path, before: Collection[Path], files: Collection[Path]) -> Iterator[str]:
    """What became of the files of an older export that this one did not write."""
    from screcords.publish.sums import listed  # noqa: PLC0415 - help need not wait for it

    kept = [path for path in listed(target) if path not in files]
    gone = [path for path in before if path not in files and path not in kept and not (target / path).exists()]
    if gone:
        yield f"{plural(len(gone), 'file')} of an older export removed from {target}: {_few(gone)}"
    if kept:
        stay = "stays" if len(kept) == 1 else "stay"
        yield f"{plural(len(kept), 'file')} of an older export {stay} in {target}: {_few(kept)}"


def _counted(repository: Repository, published: Directory, whole: Directory) -> Iterator[str]:
    counts = (
        plural(len(published.cities), "city", "cities"),
        plural(len(published.orgs), "organisation"),
        plural(len(published.partnerships), "partnership"),
    )
    yield f"the export holds {', '.join(counts)}, usable under {published.licence}"
    if other := len(whole.partnerships) - len(published.partnerships):
        yield f"{plural(other, 'partnership')} left out, which {'was' if other == 1 else 'were'} not asked for"
    unlike = [entry.record for key, entry in repository.partnerships.items() if key not in whole.partnerships]
    left = [record for record in unlike if record is not None]
    missing = sum(not _has_cities(repository, record) for record in left)
    if missing:
        said = "whose city is missing" if missing == 1 else "of which a city is missing"
        yield f"{plural(missing, 'partnership')} left out, {said}"
    if uncovered := len(left) - missing:
        yield f"{plural(uncovered, 'partnership')} left out, which {published.licence} does not cover"
    if broken := sum(map(len, repository.unreadable.values())):
        yield f"{plural(broken, 'broken file')} left out"


def _has_cities(repository: Repository, record: Partnership) -> bool:
    found = (repository.cities.get(city) for city in record.cities)
    return all(city is not None and city.record is not None for city in found)


def refuse_errors(done: Linted, *, force: bool) -> bool:
    """Whether there are errors, for which an export would have to be forced.

    Raises:
        Unusable: there are, and it is not.
    """
    errors = done.report.count(Severity.ERROR)
    if errors and not force:
        raise Unusable(
            f"{plural(errors, 'error')} in the records: `screcords lint` shows them; --force exports all the same, "
            "leaves the broken records out and marks the export"
        )
    return bool(errors)


@click.command(short_help="Write the directory in one or more formats.")
@click.argument("formats", nargs=-1, metavar="[FORMAT]...")
@click.option("--all", "everything", is_flag=True, help="Every format whose libraries are installed.")
@click.option("--to", "target", type=click.Path(path_type=Path), required=True, help="Folder to write into.")
@click.option(
    "--licence", type=click.Choice(LICENCES), default=LICENCES[-1], show_default=True,
    help="Only what may be used under the terms of this licence.",
)  # fmt: skip
@filter_options
@click.option("--force", is_flag=True, help="Export although there are errors, without the broken records.")
@click.option("--overwrite", is_flag=True, help="Replace files of the folder that no export wrote or that were edited.")
@as_of_option
@root_option
def command(
    formats: tuple[str, ...],
    everything: bool,
    target: Path,
    licence: str,
    force: bool,
    overwrite: bool,
    as_of: str | None,
    root: Path | None,
    chosen: FilterArgs,
) -> int:
    """Write the directory in one or more formats.

    A wrong name of a format is answered with the list of all. Several options of a kind widen the choice, options of
    different kinds narrow it.
    """
    found = check_formats(formats, everything=everything)
    filter_of(chosen)  # a wrong word shows before the records are read
    top = find_root(root)
    check_target(target, top)
    done = lint(LintArgs(top, as_of=as_of))
    forced = refuse_errors(done, force=force)
    for line in write(done, ExportArgs(found, target, licence, chosen, forced, overwrite)):
        click.echo(line)
    return 0

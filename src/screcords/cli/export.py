"""`screcords export`: write the directory."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from screcords.cli.lint import LintArgs, Linted, lint
from screcords.cli.options import Unusable, as_of_option, find_root, root_option
from screcords.directory.licence import LICENCES
from screcords.findings import Severity, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screcords.repository.graph import Repository


def check_formats(formats: Sequence[str]) -> tuple[str, ...]:
    """The formats, each once, in the order given.

    Raises:
        Unusable: one does not exist.
    """
    from screcords.publish import exporter  # noqa: PLC0415 - help need not wait for it

    known = exporter.names()
    for name in formats:
        if name not in known:
            close = difflib.get_close_matches(name, known, 1)
            hint = f", did you mean {close[0]}?" if close else ""
            raise Unusable(f'there is no format "{name}"{hint} There are {", ".join(known)}')
    return tuple(dict.fromkeys(formats))


def write(repository: Repository, formats: Sequence[str], target: Path, licence: str, *, forced: bool) -> list[str]:
    """Write the formats into `target`; a line for each file, and one for the whole.

    Raises:
        Unusable: a file cannot be written, or `target` is no place for it; nothing has changed then.
    """
    from screcords.directory.model import directory  # noqa: PLC0415 - help need not wait for it
    from screcords.publish.exporter import export  # noqa: PLC0415 - the same

    records = (repository.root / "records").resolve()
    if records in (target.resolve(), *target.resolve().parents):
        raise Unusable(f"{target} lies in {records}, where only records are; choose another folder")
    published = directory(repository, licence=licence, forced=forced)
    try:
        files = export(published, formats, target)
    except OSError as error:
        raise Unusable(f"cannot write {error.filename or target}: {error.strerror}; nothing was changed") from error
    lines = [f"wrote {path} ({path.stat().st_size / 1e6:,.1f} MB)" for path in files]
    counts = (
        plural(len(published.cities), "city", "cities"),
        plural(len(published.orgs), "organisation"),
        plural(len(published.partnerships), "partnership"),
    )
    left = len(repository.partnerships) - len(published.partnerships)
    lines.append(f"the export holds {', '.join(counts)}, usable under {licence}")
    if left:
        lines.append(f"{plural(left, 'partnership')} left out, which {licence} does not cover or whose city is missing")
    if broken := sum(map(len, repository.unreadable.values())):
        lines.append(f"{plural(broken, 'broken file')} left out")
    return lines


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
@click.argument("formats", nargs=-1, required=True, metavar="FORMAT...")
@click.option("--to", "target", type=click.Path(path_type=Path), required=True, help="Folder to write into.")
@click.option(
    "--licence", type=click.Choice(LICENCES), default=LICENCES[-1], show_default=True,
    help="Only what may be used under the terms of this licence.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Export although there are errors, without the broken records.")
@as_of_option
@root_option
def command(
    formats: tuple[str, ...], target: Path, licence: str, force: bool, as_of: str | None, root: Path | None
) -> int:
    """Write the directory in one or more formats: json, csv."""
    chosen = check_formats(formats)
    done = lint(LintArgs(find_root(root), as_of=as_of))
    forced = refuse_errors(done, force=force)
    for line in write(done.repository, chosen, target, licence, forced=forced):
        click.echo(line)
    return 0

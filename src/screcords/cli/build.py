"""`screcords build`: check the records, and write the directory if there is no error."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from screcords.cli.export import ExportArgs, check_formats, write
from screcords.cli.lint import LintArgs, lint
from screcords.cli.options import as_of_option, check_target, find_root, root_option
from screcords.cli.reports import show
from screcords.directory.licence import LICENCES
from screcords.findings import Severity

DEFAULT = ("json", "csv")


@click.command(short_help="Check the records and, if there is no error, write the directory.")
@click.option("--to", "target", type=click.Path(path_type=Path), required=True, help="Folder to write into.")
@click.option("--format", "formats", multiple=True, help="Format to write; by default json and csv.")
@click.option("--all", "everything", is_flag=True, help="Every format whose libraries are installed.")
@click.option(
    "--licence", type=click.Choice(LICENCES), default=LICENCES[-1], show_default=True,
    help="Only what may be used under the terms of this licence.",
)  # fmt: skip
@click.option("--overwrite", is_flag=True, help="Replace files of the folder that no export wrote or that were edited.")
@as_of_option
@root_option
def command(
    target: Path,
    formats: tuple[str, ...],
    everything: bool,
    licence: str,
    overwrite: bool,
    as_of: str | None,
    root: Path | None,
) -> int:
    """Check the records, stop if there is an error, and write the directory."""
    chosen = check_formats(formats if formats or everything else DEFAULT, everything=everything)
    top = find_root(root)
    check_target(target, top)
    done = lint(LintArgs(top, as_of=as_of))
    show(done.report, "text", sys.stdout)
    if done.report.count(Severity.ERROR) or done.exit_code == 3:
        click.echo("nothing was written: mend the errors first", err=True)
        return done.exit_code
    sys.stdout.flush()
    for line in write(done, ExportArgs(chosen, target, licence, overwrite=overwrite)):
        click.echo(line)
    return 0

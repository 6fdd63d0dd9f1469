"""`screcords patch`: bring a JSON export up to date with a delta."""

from __future__ import annotations

from pathlib import Path

import click

from screcords.cli.options import Unusable, check_target


@click.command(short_help="Bring a JSON export up to date with a delta.")
@click.argument("old", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="OLD")
@click.argument("delta", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="DELTA")
@click.option(
    "--to", "target", type=click.Path(path_type=Path, dir_okay=False), required=True,
    help="File to write; it may be OLD itself.",
)  # fmt: skip
def command(old: Path, delta: Path, target: Path) -> int:
    """Bring OLD, a directory.json, up to date with DELTA, which `screcords diff --delta` wrote."""
    from screcords.cli.delta import write  # noqa: PLC0415 - help need not wait for them
    from screcords.model.ids import COLLECTIONS  # noqa: PLC0415 - the same
    from screcords.publish.delta import NotApplicableError, apply  # noqa: PLC0415 - the same

    for folder in target.resolve().parents:
        if any((folder / "records" / name).is_dir() for name in COLLECTIONS):
            check_target(target, folder)
    try:
        new = apply(old.read_bytes(), delta.read_bytes())
    except NotApplicableError as error:
        raise Unusable(f"{old}: {error}; nothing was written") from error
    write(target, new)
    click.echo(f"wrote {target} ({len(new) / 1e6:,.1f} MB)")
    return 0

"""`screcords fmt`: put records into canonical form."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from screcords.cli.options import Unusable, find_root, load_records, relative_paths, root_option
from screcords.findings import plural
from screcords.text.safe import printable

if TYPE_CHECKING:
    from screcords.changes.changeset import ChangeSet


def changes(root: Path, paths: list[str]) -> tuple[ChangeSet, list[str]]:
    """What putting the files in `paths` (all, where there are none) into canonical form changes; and what cannot be."""
    from screcords.changes.changeset import ChangeSet  # noqa: PLC0415 - help need not wait for it
    from screcords.changes.reformat import reformatted  # noqa: PLC0415 - the same
    from screcords.text.document import BadSyntax  # noqa: PLC0415 - the same

    repository = load_records(root)
    before: dict[str, bytes | None] = {}
    after: dict[str, bytes | None] = {}
    broken = [stray.path for stray in repository.strays if stray.unsafe and _asked_about(stray.path, paths)]
    for entry in repository.entries:
        if entry.plain or not _asked_about(entry.path, paths):
            continue
        document = repository.document(entry.path)
        if entry.flaw in {"unsafe", "encoding", "syntax"}:
            broken.append(entry.path)
            continue
        try:
            before[entry.path], after[entry.path] = document.data, document.encode(reformatted(document))
        except BadSyntax:
            broken.append(entry.path)
    return ChangeSet(before, after), broken


def _asked_about(path: str, paths: list[str]) -> bool:
    return not paths or any(path == asked or path.startswith(f"{asked}/") for asked in paths)


@click.command(short_help="Put records into canonical form.")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 if anything is not in canonical form.")
@click.option("--diff", is_flag=True, help="Change nothing; print a patch.")
@click.option(
    "--stdin-path",
    metavar="PATH",
    help="Path of the record that PATHS = - stands for; it says which collection it is of.",
)
@root_option
def command(paths: tuple[str, ...], check: bool, diff: bool, stdin_path: str | None, root: Path | None) -> int:
    """Put all records, or those in PATHS, into canonical form: order of keys and tables, spacing, sorted lists.

    Comments stay with what they belong to, and the meaning stays. With `-`, the record comes from standard input and
    goes to standard output.
    """
    if paths == ("-",):
        return _stream(stdin_path, check=check, diff=diff)
    where = find_root(root, paths)
    found, broken = changes(where, relative_paths(where, paths))
    changed = found.paths()
    for path in broken:
        click.echo(f"{printable(path)}: cannot be read; `screcords lint` says why", err=True)
    if diff:
        from screcords.changes.patch import patch  # noqa: PLC0415 - only here

        click.echo(patch(found, where).encode(), nl=False)
    elif check:
        for path in changed:
            click.echo(f"{printable(path)}: not in canonical form")
    else:
        _write(where, found)
    click.echo(f"{plural(len(changed), 'file')} {'would change' if diff or check else 'changed'}", err=diff)
    return 1 if broken or (changed and (check or diff)) else 0


def _write(root: Path, found: ChangeSet) -> None:
    from screcords.changes.changeset import NotAppliedError, apply  # noqa: PLC0415 - only here

    try:
        for path in apply(root, found):
            click.echo(f"{printable(path)}: put in canonical form")
    except NotAppliedError as error:
        raise Unusable(str(error)) from error


def _stream(stdin_path: str | None, *, check: bool, diff: bool) -> int:
    from screcords.changes.reformat import reformatted  # noqa: PLC0415 - only here
    from screcords.text.document import BadText, Document, parse  # noqa: PLC0415 - the same

    if not stdin_path:
        raise Unusable("with - the record's path is needed too: --stdin-path records/cities/us/k/us-ky-louisville.toml")
    document = Document(Path(stdin_path).as_posix(), sys.stdin.buffer.read())
    try:
        parse(document.data)
        text = reformatted(document)
    except BadText as error:
        place = document.lines.place(error.span)
        raise Unusable(f"{stdin_path}:{place.line}:{place.column}: {error}") from error
    except ValueError as error:
        raise Unusable(str(error)) from error
    wanted = document.encode(text)
    if diff:
        from screcords.changes.changeset import ChangeSet  # noqa: PLC0415 - only here
        from screcords.changes.patch import patch  # noqa: PLC0415 - the same

        change = ChangeSet({document.path: document.data}, {document.path: wanted})
        click.echo(patch(change, Path.cwd()).encode(), nl=False)
    elif check and wanted != document.data:
        click.echo(f"{document.path}: not in canonical form")
    elif not check:
        sys.stdout.buffer.write(wanted)
    return 1 if (check or diff) and wanted != document.data else 0

"""`screcords diff`: what changed in meaning between two revisions."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

import click

from screcords.cli.options import Unusable, check_target, find_root, root_option

if TYPE_CHECKING:
    from screcords.directory.comparison import Comparison


def compared(root: Path, base: str, head: str | None) -> Comparison:
    """What changed from `base` to `head`, or to the working tree.

    Raises:
        Unusable: a revision cannot be had.
    """
    from screcords.directory import comparison, wording  # noqa: PLC0415 - help need not wait for them
    from screcords.repository import sides  # noqa: PLC0415 - the same
    from screcords.repository.compare import differences  # noqa: PLC0415 - the same
    from screcords.repository.git import NoBaseError  # noqa: PLC0415 - the same
    from screcords.repository.worktree import Worktree  # noqa: PLC0415 - the same

    gc.disable()  # the process ends soon, and a third of the time would go into looking for garbage
    tree = Worktree(root)
    try:
        found = sides.read(tree, base, head)
        difference = differences(found.before, found.after)
        names = sides.city_names(tree, found, wording.cities(difference))
    except NoBaseError as error:
        raise Unusable(str(error)) from error
    return comparison.Comparison(
        comparison.Revision(base, found.base),
        comparison.Revision(head or "working tree", found.head),
        difference,
        wording.Words(difference.records, names),
    )


@click.command(short_help="Say what changed in meaning between two revisions.")
@click.argument("base", metavar="BASE")
@click.argument("head", required=False, metavar="[HEAD]")
@click.option(
    "--format", "form", type=click.Choice(("text", "markdown", "json")), default="text", show_default=True,
    help="How to say it.",
)  # fmt: skip
@click.option(
    "--delta", type=click.Path(path_type=Path, dir_okay=False),
    help="Also write what a JSON export of BASE lacks of one of HEAD; `patch` applies it.",
)  # fmt: skip
@root_option
def command(base: str, head: str | None, form: str, delta: Path | None, root: Path | None) -> int:
    """Say what changed in meaning from the revision BASE to HEAD, or to the working tree where HEAD is not given."""
    from screcords.directory import comparison  # noqa: PLC0415 - help need not wait for it

    folder = find_root(root)
    if delta is not None:
        check_target(delta, folder)
    found = compared(folder, base, head)
    if delta is not None:
        from screcords.cli.delta import documents, write  # noqa: PLC0415 - the records are loaded for it
        from screcords.publish.delta import between  # noqa: PLC0415 - the same

        write(delta, between(*documents(folder, found.base.commit, found.head.commit)))
    if form == "json":
        click.echo(comparison.as_json(found), nl=False)
    elif form == "markdown":
        click.echo(comparison.as_markdown(found), nl=False)
    else:
        click.echo("\n".join(comparison.as_text(found)))
    return 0

"""`screcords stats`: count the directory and measure its network."""

from __future__ import annotations

import difflib
import gc
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from screcords.cli.filters import FilterArgs, cities_of, filter_of, filter_options
from screcords.cli.options import Unusable, as_of_option, check_target, find_root, judge_day, load_records, root_option
from screcords.findings import plural

if TYPE_CHECKING:
    from screcords.directory.model import Directory
    from screcords.directory.series import Statistics

QUIET = ("year", "growth")
"""Tables that text shows only when asked: long, and told by the decades."""


class StatsArgs(NamedTuple):
    """What to count, and how to tell it."""

    root: Path | None
    as_of: str | None = None
    chosen: FilterArgs = FilterArgs()
    tables: tuple[str, ...] = ()
    edges: Path | None = None


def counted(args: StatsArgs) -> Statistics:
    """The statistics of the records; what is broken is left out and said.

    Raises:
        Unusable: there are no records, or a filter names what does not exist.
    """
    from screcords.directory.model import filtered  # noqa: PLC0415 - help need not wait for it
    from screcords.directory.statistics import NAMES, statistics  # noqa: PLC0415 - the same

    wanted = filter_of(args.chosen)
    whole = _directory(args)
    wanted = replace(wanted, cities=cities_of(args.chosen, whole))
    return statistics(filtered(whole, wanted), args.tables or NAMES, wanted)


def _directory(args: StatsArgs) -> Directory:
    from screcords.directory.model import directory  # noqa: PLC0415 - help need not wait for it
    from screcords.model.dates import Date  # noqa: PLC0415 - the same
    from screcords.repository import git  # noqa: PLC0415 - the same
    from screcords.repository.revision import commit  # noqa: PLC0415 - the same
    from screcords.repository.worktree import Worktree  # noqa: PLC0415 - the same

    root = find_root(args.root)
    tree = Worktree(root)
    day = judge_day(tree, args.as_of)
    repository = load_records(root)
    whole = directory(repository)
    if broken := sum(map(len, repository.unreadable.values())):
        click.echo(
            f"screcords: {plural(broken, 'broken file')} left out; `screcords lint` shows what is wrong", err=True
        )
    if lost := len(repository.partnerships) - len(whole.partnerships):
        click.echo(f"screcords: {plural(lost, 'partnership')} left out, for a city is missing", err=True)
    known = git.ask(root, "rev-parse", "HEAD") is not None and tree.is_clean()
    return replace(whole, today=Date.parse(day.day), revision=commit(root, "HEAD") if known else "")


def measured(args: StatsArgs) -> Statistics:
    """The measures of the network in a file.

    Raises:
        Unusable: it cannot be read, or is no list of pairs.
    """
    from screcords.directory.edges import UnreadableError, read  # noqa: PLC0415 - help need not wait for it
    from screcords.directory.statistics import NETWORK, statistics_of_edges  # noqa: PLC0415 - the same

    path = args.edges or Path()
    try:
        edges = read(path)
    except UnreadableError as error:
        raise Unusable(str(error)) from error
    except (OSError, ValueError) as error:
        raise Unusable(f"cannot read {path}: {getattr(error, 'strerror', None) or error}") from error
    if not edges.nodes:
        raise Unusable(f"there is no edge in {path.name}: two ids a line are needed")
    for count, said in ((edges.loops, "self loop"), (edges.duplicates, "repeated edge")):
        if count:
            click.echo(f"screcords: {plural(count, said)} left out", err=True)
    if edges.head:
        click.echo("screcords: the first line was taken for names of columns", err=True)
    return statistics_of_edges(edges, path.name, args.tables or NETWORK)


def check_tables(names: tuple[str, ...], *, of_edges: bool) -> None:
    """Whether there are such tables.

    Raises:
        Unusable: one does not exist, or is not about a network where only a network is given.
    """
    from screcords.directory.statistics import NAMES, NETWORK  # noqa: PLC0415 - help need not wait for it

    known = NETWORK if of_edges else NAMES
    for name in names:
        if name not in known:
            close = difflib.get_close_matches(name, known, 1)
            hint = f' (did you mean "{close[0]}"?)' if close else ""
            raise Unusable(f'there is no table "{name}"{hint}; there are {", ".join(known)}')


def plot(found: Statistics, target: Path) -> list[str]:
    """Draw what can be drawn into the folder `target`; a line for each file.

    Raises:
        Unusable: a file cannot be written; nothing has changed then.
    """
    from screcords.publish.plots import draw, save  # noqa: PLC0415 - help need not wait for it

    try:
        return [f"wrote {path}" for path in save(draw(found), target)]
    except OSError as error:
        raise Unusable(f"cannot write {error.filename or target}: {error.strerror}; nothing was changed") from error


def tell(found: Statistics, form: str, tables: tuple[str, ...], top: int) -> None:
    """Print the tables as text, JSON or CSV."""
    from screcords.publish.bars import Page, render  # noqa: PLC0415 - help need not wait for it
    from screcords.publish.formats import statistics as formats  # noqa: PLC0415 - the same

    if form == "json":
        click.echo(formats.as_json(found).encode(), nl=False)
    elif form == "csv" and len(found.series) == 1:
        click.echo(formats.as_csv(found.series[0]).encode(), nl=False)
    elif form == "csv":
        click.echo(formats.as_tidy_csv(found).encode(), nl=False)
    else:
        shown = tuple(series for series in found.series if series.name in tables or series.name not in QUIET)
        wide = shutil.get_terminal_size().columns if sys.stdout.isatty() else 80
        blocks = "utf" in (sys.stdout.encoding or "").lower()
        click.echo(render(found._replace(series=shown), Page(max(wide, 40), top, blocks)), nl=False)


def _form(as_json: bool, as_csv: bool, target: Path | None) -> str:
    forms = [name for name, given in (("json", as_json), ("csv", as_csv), ("plot", target is not None)) if given]
    if len(forms) > 1:
        raise Unusable(f"--{forms[0]} and --{forms[1]} are two forms of the same; give one of them")
    return forms[0] if forms else "text"


@click.command(short_help="Count the directory and measure its network.")
@click.option("--table", "tables", multiple=True, metavar="NAME", help="Only this table; repeatable.")
@click.option("--json", "as_json", is_flag=True, help="Print all rows as JSON.")
@click.option(
    "--csv", "as_csv", is_flag=True, help="Print all rows as CSV: one table as it is, several one below another."
)
@click.option(
    "--plot", "target", type=click.Path(path_type=Path), metavar="DIR", help="Draw plots as SVG into a folder."
)
@click.option("--top", type=click.IntRange(1, 10000), default=10, show_default=True, help="Rows of a ranked table.")
@click.option(
    "--edges", type=click.Path(path_type=Path), metavar="FILE",
    help="Measure the network in a file, two ids a line, instead of the records.",
)  # fmt: skip
@filter_options
@as_of_option
@root_option
def command(
    tables: tuple[str, ...],
    as_json: bool,
    as_csv: bool,
    target: Path | None,
    top: int,
    edges: Path | None,
    chosen: FilterArgs,
    as_of: str | None,
    root: Path | None,
) -> int:
    """Count members, partnerships and countries in many ways, and measure the network of cities.

    Broken records are left out, and their number is said.
    """
    form = _form(as_json, as_csv, target)
    if edges is not None and (chosen != FilterArgs() or root is not None):
        raise Unusable("filters and --root choose records; a file with --edges is measured as it is")
    check_tables(tables, of_edges=edges is not None)
    args = StatsArgs(root, as_of, chosen, tables, edges)
    if edges is None and target is not None:
        check_target(target, find_root(root))
    gc.disable()  # the process ends soon, and a tenth of the time would go into looking for garbage
    found = counted(args) if edges is None else measured(args)
    if target is None:
        tell(found, form, tables, top)
    else:
        for line in plot(found, target):
            click.echo(line)
    return 0

"""What the verbs that ask the directory share: where it is read from, what a name means, and how it is answered."""

from __future__ import annotations

import functools
import gc
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from screcords.cli.options import Unusable, as_of_option, find_root, judge_day, load_records, root_option
from screcords.findings import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from screcords.directory.holdings import Holdings
    from screcords.directory.search import Finder, Hit

T = TypeVar("T")

FORMAT = 1
"""Version of the answers in JSON; it grows when a key is renamed, removed, or changes its meaning."""


class Asked(NamedTuple):
    """Where to read, and how to answer."""

    as_json: bool = False
    as_csv: bool = False
    db: Path | None = None
    as_of: str | None = None
    root: Path | None = None


class Answer(NamedTuple):
    """An answer of rows: what was asked, the columns and their rows, and lines for people."""

    query: Mapping[str, Any]
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    lines: Callable[[], Iterable[str]]
    more: Mapping[str, Any] = {}
    """Further keys of the JSON document, such as the number of all rows where only some are shown."""


def query_options(command: Callable[..., T]) -> Callable[..., T]:
    """`--json`, `--csv`, `--db`, `--as-of` and `--root`, handed over together as `asked`."""

    @functools.wraps(command)
    def with_asked(**options: Any) -> T:  # noqa: ANN401 - click's options
        asked = Asked(*(options.pop(name) for name in Asked._fields))
        if asked.as_json and asked.as_csv:
            raise Unusable("--json and --csv are two forms of the answer; give one of them")
        if asked.db is not None and asked.root is not None:
            raise Unusable("--db reads an export and --root the records; give one of them")
        if asked.db is None:
            return command(asked=asked, **options)
        from screcords.directory.rejoined import NotAnExportError  # noqa: PLC0415 - only with --db

        try:
            return command(asked=asked, **options)
        except NotAnExportError as error:
            raise Unusable(f"{asked.db}: {error}") from error

    found = root_option(as_of_option(with_asked))
    found = click.option(
        "--db", type=click.Path(path_type=Path, dir_okay=False), help="Ask an SQLite export instead of the records."
    )(found)
    found = click.option("--csv", "as_csv", is_flag=True, help="Answer in CSV.")(found)
    return click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")(found)


def holdings(asked: Asked) -> Holdings:
    """What is asked: the records, without those that cannot be read, or an SQLite export.

    Raises:
        Unusable: there are no records, or the file is no such export.
    """
    gc.disable()  # the process ends soon, and a tenth of the time would go into looking for garbage
    if asked.db is not None:
        return _stored(asked.db, asked.as_of)
    from dataclasses import replace  # noqa: PLC0415 - help need not wait for it

    from screcords.directory.holdings import Whole  # noqa: PLC0415 - the same
    from screcords.directory.model import directory  # noqa: PLC0415 - the same
    from screcords.model.dates import Date  # noqa: PLC0415 - the same
    from screcords.repository.worktree import Worktree  # noqa: PLC0415 - the same

    root = find_root(asked.root)
    tree = Worktree(root)
    day = judge_day(tree, asked.as_of)
    repository = load_records(root)
    broken = sum(map(len, repository.unreadable.values()))
    found = directory(repository, forced=broken > 0)
    if broken:
        click.echo(
            f"screcords: {plural(broken, 'broken file')} left out of the answer; `screcords lint` shows them", err=True
        )
    left = len(repository.partnerships) - len(found.partnerships)
    if left:
        click.echo(f"screcords: {plural(left, 'partnership')} left out whose city is missing", err=True)
    return Whole(replace(found, today=Date.parse(day.day)))


def _stored(path: Path, as_of: str | None) -> Holdings:
    from screcords.directory.stored import Stored  # noqa: PLC0415 - only with --db
    from screcords.repository.day import parse_day  # noqa: PLC0415 - the same

    if as_of is not None and parse_day(as_of) is None:
        raise Unusable(f'--as-of "{as_of}" is no day; write it as 2026-05-31')
    return Stored(path, as_of)


def pick_city(finder: Finder, held: Holdings, text: str) -> str:
    """The id of the one city that `text` means.

    Raises:
        Unusable: it may mean several, which are listed, or none; names that are spelled alike are suggested.
    """
    return pick(finder, held, text).id


def pick(finder: Finder, held: Holdings, text: str, *, orgs: bool = False) -> Hit:
    """The one record that `text` means.

    Raises:
        Unusable: it may mean several, which are listed, or none; names that are spelled alike are suggested.
    """
    found = finder.look_up(text, orgs=orgs)
    if len(found.hits) == 1:
        return found.hits[0]
    if found.hits:
        raise Unusable("\n".join(_choices(held, text, found.hits)))
    what = "city or organisation" if orgs else "city"
    message = f'no {what} is called "{_shown(text)}"'
    if (stone := held.tombstone("cities", text.lower())) or (stone := held.tombstone("orgs", text.lower())):
        raise Unusable(f"{_shown(text)} was withdrawn on {stone.date}: {stone.reason.replace('-', ' ')}")
    if found.alike:
        message = "\n".join((f"{message}; did you mean:", *_listed(held, found.alike)))
    raise Unusable(message)


def _choices(held: Holdings, text: str, hits: Sequence[Hit]) -> Iterable[str]:
    from screcords.directory.search import distinction  # noqa: PLC0415 - only for names that mean several

    place = held.place(hits[0].id)
    hint = f', or write "{_shown(text)}, {distinction(place)}"' if place and "," not in text else ""
    yield f'"{_shown(text)}" may mean {len(hits)} records; choose one by its id{hint}'
    yield from _listed(held, hits[:MOST_CHOICES])
    if len(hits) > MOST_CHOICES:
        yield f"  and {len(hits) - MOST_CHOICES} more"


MOST_CHOICES = 20


def _listed(held: Holdings, hits: Sequence[Hit]) -> Iterable[str]:
    from screcords.directory.search import label  # noqa: PLC0415 - only for names that mean several or none
    from screcords.publish.aligned import aligned  # noqa: PLC0415 - the same

    orgs = {hit.id for hit in hits if hit.collection == "orgs"}
    names = {name.id: name.text for name in held.names() if name.id in orgs} if orgs else {}
    rows = []
    for hit in hits:
        if hit.collection == "cities":
            if place := held.place(hit.id):
                ties = plural(place.partnerships, "partnership")
                rows.append((hit.id, label(place, full=True), place.level, ties))
        else:
            rows.append((hit.id, names.get(hit.id, ""), "organisation", ""))
    return aligned(rows, indent="  ")


def _shown(text: str) -> str:
    from screcords.text.safe import printable  # noqa: PLC0415 - only for names that mean several or none

    return printable(text)


def country_codes(texts: Iterable[str]) -> tuple[str, ...]:
    """The codes of countries given by code or name.

    Raises:
        Unusable: there is no such country.
    """
    from screcords.reference import countries  # noqa: PLC0415 - help need not wait for it

    found = []
    for text in texts:
        code = countries.suggest(text)
        if code is None:
            raise Unusable(f'there is no country "{_shown(text)}"; give its code or its English name, as JP or Japan')
        found.append(code)
    return tuple(dict.fromkeys(found))


def answer(found: Answer, held: Holdings, asked: Asked) -> None:
    """Print an answer in the form that is wanted."""
    if asked.as_json:
        document = {**head(held, found.query), **found.more}
        rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
        echo_json({**document, "rows": rows})
    elif asked.as_csv:
        echo_csv(found.columns, found.rows)
    else:
        click.echo("\n".join(found.lines()))


def head(held: Holdings, query: Mapping[str, Any]) -> dict[str, Any]:
    """What every answer in JSON begins with."""
    from screcords.directory.licence import ATTRIBUTION, LICENCES, permits  # noqa: PLC0415 - help need not wait for it

    return {
        "format": FORMAT,
        "query": dict(query),
        "as_of": str(held.today),
        "licence": held.licence,
        "attribution": [ATTRIBUTION[each] for each in LICENCES if permits(held.licence, each)],
    }


def echo_json(document: Mapping[str, Any]) -> None:
    """Print JSON, one row a line."""
    import json  # noqa: PLC0415 - only in this form

    click.echo(json.dumps(document, ensure_ascii=False, indent=2).encode())


def echo_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print CSV as the CSV export writes it."""
    import csv  # noqa: PLC0415 - only in this form
    import io  # noqa: PLC0415 - the same

    from screcords.publish.formats.csv import cell  # noqa: PLC0415 - the same

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row] for row in rows)
    click.echo(out.getvalue().encode(), nl=False)

"""Options that choose a part of the directory, and what they mean."""

from __future__ import annotations

import difflib
import functools
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from screcords.cli.options import Unusable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from screcords.directory.model import Directory, Filter
    from screcords.model.dates import Date

T = TypeVar("T")


class FilterArgs(NamedTuple):
    """What was asked for, as it was typed."""

    countries: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    in_force: bool = False
    since: str | None = None


def filter_options(command: Callable[..., T]) -> Callable[..., T]:
    """`--country`, `--city`, `--kind`, `--status`, `--in-force` and `--since`, handed over together as `chosen`."""

    @functools.wraps(command)
    def with_chosen(**options: Any) -> T:  # noqa: ANN401 - click's options
        chosen = FilterArgs(*(options.pop(name) for name in FilterArgs._fields))
        return command(chosen=chosen, **options)

    found = with_chosen
    for option in (
        click.option(
            "--since", metavar="DATE", help="Only partnerships that began in or after it, as 1990 or 1990-05."
        ),
        click.option("--in-force", is_flag=True, help="Only partnerships in force, be it presumed."),
        click.option("--status", "statuses", multiple=True, metavar="STATUS", help="Only partnerships of this status."),
        click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only partnerships of this kind."),
        click.option(
            "--city", "cities", multiple=True, metavar="NAME", help="Only partnerships of this city: id or name."
        ),
        click.option(
            "--country",
            "countries",
            multiple=True,
            metavar="NAME",
            help="Only partnerships of this country: code or name.",
        ),
    ):
        found = option(found)
    return found


def filter_of(chosen: FilterArgs) -> Filter:
    """What was asked for, but for the cities, which the records have to tell.

    Raises:
        Unusable: a country, kind, status or date does not exist.
    """
    from screcords.cli.querying import country_codes  # noqa: PLC0415 - help need not wait for it
    from screcords.directory.model import Filter  # noqa: PLC0415 - the same

    return Filter(
        countries=frozenset(country_codes(chosen.countries)),
        kinds=_terms("kind", chosen.kinds),
        statuses=_terms("status", chosen.statuses),
        in_force=chosen.in_force,
        since=_date(chosen.since),
    )


def cities_of(chosen: FilterArgs, whole: Directory) -> frozenset[str]:
    """The ids of the cities that were asked for, by id or by name in any language.

    Raises:
        Unusable: a name is that of none or of several.
    """
    if not chosen.cities:
        return frozenset()
    from screcords.cli.querying import pick_city  # noqa: PLC0415 - only with names of cities
    from screcords.directory.holdings import Whole  # noqa: PLC0415 - the same
    from screcords.directory.search import Finder  # noqa: PLC0415 - the same

    held = Whole(whole)
    finder = Finder(held)
    return frozenset(pick_city(finder, held, text) for text in chosen.cities)


def _terms(key: str, values: Sequence[str]) -> frozenset[str]:
    """The terms of a vocabulary of partnerships.

    Raises:
        Unusable: one is none; the message names the one that was meant, or all.
    """
    from screcords.model import schemas  # noqa: PLC0415 - help need not wait for it
    from screcords.model.vocabulary import synonym  # noqa: PLC0415 - the same

    terms = tuple(term for term in schemas.load("partnership")["properties"][key]["enum"] if term != "withdrawn")
    for value in values:
        if value not in terms:
            near = synonym(value, terms) or next(iter(difflib.get_close_matches(value, terms, 1)), None)
            hint = f"did you mean {near}?" if near else f"there are {', '.join(terms)}"
            raise Unusable(f'there is no {key} "{value}"; {hint}')
    return frozenset(values)


def _date(text: str | None) -> Date | None:
    from screcords.model.dates import Date  # noqa: PLC0415 - help need not wait for it

    if text is None:
        return None
    try:
        return Date.parse(text)
    except ValueError as error:
        raise Unusable(f'--since "{text}" is no date; write it as 1990, 1990-05 or 1990-05-20') from error

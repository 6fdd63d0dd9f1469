"""Statistics of the directory: what there is, where, of which kind, since when, and how the network hangs together."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, get_args, get_type_hints

from screcords.directory import facts, spread
from screcords.directory.edges import Edges, of_directory
from screcords.directory.licence import ATTRIBUTION, LICENCES, permits
from screcords.directory.series import NOT_SAID, Series, Statistics, left_out
from screcords.model.history import IN_FORCE
from screcords.model.partnership import Partnership
from screcords.model.vocabulary import Field, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from screcords.directory.model import Directory, Filter
    from screcords.directory.series import Cell

FORMAT = 1
"""Version of the JSON document; it grows when a key is renamed, removed, or changes its meaning."""

NETWORK = ("network", "degrees", "components", "distances", "central")
"""The tables for which the network has to be measured."""


def _terms(name: str) -> tuple[str, ...]:
    """The terms of a key of partnerships, in the order of the vocabulary."""
    hint = get_type_hints(Partnership)[name]
    inner = get_args(hint)[0] if get_args(hint)[-1] is Ellipsis else hint
    return get_args(inner)


class _Scope(NamedTuple):
    """A choice of partnerships."""

    name: str
    admits: Callable[[Partnership], bool]


_SCOPES = (
    _Scope("all", lambda _: True),
    _Scope("in force", lambda record: record.in_force),
    _Scope("in force, presumed", facts.is_presumed),
    _Scope("in force, confirmed", lambda record: record.in_force and not facts.is_presumed(record)),
    _Scope("ended", lambda record: not record.in_force and record.status != "proposed"),
    _Scope("proposed", lambda record: record.status == "proposed"),
)


def summary(directory: Directory) -> Series:
    """The triple of every directory: members, partnerships, countries; what is presumed told apart."""
    rows = []
    for scope in _SCOPES:
        chosen = [record for record in directory.partnerships.values() if scope.admits(record)]
        members = {city for record in chosen for city in record.cities}
        nations = {directory.cities[city].country for city in members}
        rows.append((scope.name, len(members), len(chosen), len(nations)))
    return Series(
        "summary",
        "Members, partnerships, countries",
        ("counted", "members", "partnerships", "countries"),
        tuple(rows),
        measured=2,
        note="A member is a city with at least one of these partnerships.",
        ranked=False,
    )


def kinds(directory: Directory) -> Series:
    """Partnerships by what was agreed."""
    total, alive = Counter[str](), Counter[str]()
    for record in directory.partnerships.values():
        total[record.kind] += 1
        alive[record.kind] += record.in_force
    rows = tuple((kind, total[kind], alive[kind]) for kind in get_args(Kind) if total[kind])
    return Series("kind", "By kind", ("kind", "partnerships", "in_force"), rows, ranked=False)


def statuses(directory: Directory) -> Series:
    """Partnerships by how they stand."""
    total = Counter[str](record.status for record in directory.partnerships.values())
    rows = tuple(
        (status, total[status], "yes" if status in IN_FORCE else "no") for status in _terms("status") if total[status]
    )
    return Series("status", "By status", ("status", "partnerships", "in_force"), rows, ranked=False)


def _several(
    directory: Directory, name: str, title: str, terms: Iterable[str], of: Callable[[Partnership], Collection[str]]
) -> Series:
    """Partnerships by a key of which they may have several terms."""
    total = Counter[str]()
    for record in directory.partnerships.values():
        total.update(of(record) or (NOT_SAID,))
    rows = [(term, total[term]) for term in sorted(terms, key=lambda term: (-total[term], term)) if total[term]]
    rows += [(NOT_SAID, total[NOT_SAID])] if total[NOT_SAID] else []
    note = f"A partnership may have several {name}s, so the lines add up to more than all partnerships."
    return Series(name, title, (name, "partnerships"), tuple(rows), note=note, ranked=False)


def fields(directory: Directory) -> Series:
    """Partnerships by what the exchange is about."""
    return _several(directory, "field", "By field", get_args(Field), lambda record: record.fields)


def origins(directory: Directory) -> Series:
    """Partnerships by how they came about."""
    return _several(directory, "origin", "By origin", _terms("origins"), lambda record: record.origins)


def decades(directory: Directory) -> Series:
    """Partnerships by the decade of their first stage."""
    total, alive = Counter[str](), Counter[str]()
    for record in directory.partnerships.values():
        stage = facts.first_stage(record)
        decade = f"{stage.date.year // 10 * 10}s" if stage else NOT_SAID
        total[decade] += 1
        alive[decade] += record.in_force
    rows = tuple((decade, total[decade], alive[decade]) for decade in _contiguous(total))
    return Series("decade", "By decade of the first stage", ("decade", "partnerships", "in_force"), rows, ranked=False)


def _contiguous(decades: Mapping[str, int]) -> Iterator[str]:
    """All decades from the first to the last, and what is not said at the end."""
    known = [int(decade[:-1]) for decade in decades if decade != NOT_SAID]
    if known:
        yield from (f"{decade}s" for decade in range(min(known), max(known) + 1, 10))
    if NOT_SAID in decades:
        yield NOT_SAID


def years(directory: Directory) -> Series:
    """First stages and ends by year; those superseded go on in another record, so they are no ends."""
    starts, ends = Counter[int | None](), Counter[int | None]()
    for record in directory.partnerships.values():
        stage = facts.first_stage(record)
        starts[stage.date.year if stage else None] += 1
        if not record.in_force and record.status not in {"proposed", "superseded"}:
            ends[record.until.year if record.until else None] += 1
    known = [year for year in (*starts, *ends) if year is not None]
    rows: list[tuple[Cell, ...]] = []
    if known:
        rows = [(year, starts[year], ends[year]) for year in range(min(known), max(known) + 1)]
    if starts[None] or ends[None]:
        rows.append((None, starts[None], ends[None]))
    return Series(
        "year", "Starts and ends by year", ("year", "starts", "ends"), tuple(rows), note=
        "The last line, without a year, counts those whose year is not known." if starts[None] or ends[None] else "",
        ranked=False,
    )  # fmt: skip


def growth(directory: Directory) -> Series:
    """First stages by year and kind of that stage, for the plot of growth."""
    found = Counter[tuple[int, str]]()
    for record in directory.partnerships.values():
        if stage := facts.first_stage(record):
            found[stage.date.year, stage.kind] += 1
    order = {kind: place for place, kind in enumerate(get_args(Kind))}
    rows = tuple(
        (year, kind, count) for (year, kind), count in sorted(found.items(), key=lambda i: (i[0][0], order[i[0][1]]))
    )
    return Series(
        "growth", "Starts by year and kind", ("year", "kind", "starts"), rows, keys=2, ranked=False,
        note=left_out(len(directory.partnerships) - found.total(), "for the first year is not known"),
    )  # fmt: skip


COUNTED: dict[str, Callable[[Directory], Series]] = {
    "summary": summary,
    "country": spread.nations,
    "us-state": spread.states,
    "kind": kinds,
    "status": statuses,
    "decade": decades,
    "field": fields,
    "origin": origins,
    "population": spread.populations,
    "year": years,
    "growth": growth,
    "country-pairs": spread.matrix,
    "lengths": spread.lengths,
    "length-quantiles": spread.quantiles,
}
"""The tables that are counted from the records, by name."""

NAMES = (*COUNTED, *NETWORK)
"""All tables, in their order."""


def statistics(directory: Directory, wanted: Collection[str] = NAMES, filters: Filter | None = None) -> Statistics:
    """The tables of a directory; the network is measured only where one of its tables is wanted."""
    found = [make(directory) for name, make in COUNTED.items() if name in wanted]
    if any(name in wanted for name in NETWORK):
        found += [series for series in _measured(of_directory(directory), directory) if series.name in wanted]
    return Statistics(_about(directory, filters), tuple(found))


def statistics_of_edges(edges: Edges, name: str, wanted: Collection[str] = NETWORK) -> Statistics:
    """The tables of a network that was read from the file of that name."""
    about = {"format": FORMAT, "edges_of": name, "first_line_was_a_head": edges.head}
    return Statistics(about, tuple(series for series in _measured(edges) if series.name in wanted))


def _measured(edges: Edges, directory: Directory | None = None) -> tuple[Series, ...]:
    from screcords.directory import network_tables  # noqa: PLC0415 - counting need not wait for it
    from screcords.directory.network import measure  # noqa: PLC0415 - the same

    return network_tables.tables(measure(edges), directory)


def _about(directory: Directory, filters: Filter | None) -> dict[str, object]:
    told: dict[str, object] = {
        "format": FORMAT,
        "as_of": str(directory.today),
        "revision": directory.revision or None,
        "licence": directory.licence,
        "attribution": [ATTRIBUTION[licence] for licence in LICENCES if permits(directory.licence, licence)],
    }
    if filters:
        lists = {"country": "countries", "city": "cities", "kind": "kinds", "status": "statuses"}
        told["filters"] = {
            **{name: sorted(getattr(filters, key)) for name, key in lists.items()},
            "in_force": filters.in_force,
            "since": str(filters.since) if filters.since else None,
        }
    return told

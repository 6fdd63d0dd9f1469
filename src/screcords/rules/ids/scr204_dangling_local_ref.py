"""SCR204: references inside a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity, quoted
from screcords.model.partnership import Partnership
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from screcords.findings import Route
    from screcords.model.organisation import Organisation


@rule(
    "SCR204",
    Severity.ERROR,
    Example(
        bad='[[history]]\ndate = "1988-05-20"\nevent = "established"\nsources = ["s9"]  # <- SCR204',
        good='[[history]]\ndate = "1988-05-20"\nevent = "established"\nsources = ["s2"]',
    ),
    Example(
        bad='[[history]]\ndate = "1988-05-20"\nevent = "established"\nagreement = "sister-1989"  # <- SCR204\n'
        '[[agreements]]\nid = "sister-1988"\ntype = "sister-city-agreement"\nsigned = "1988-05-20"',
        good='[[history]]\ndate = "1988-05-20"\nevent = "established"\nagreement = "sister-1988"\n'
        '[[agreements]]\nid = "sister-1988"\ntype = "sister-city-agreement"\nsigned = "1988-05-20"',
    ),
    Example(
        bad='[[approvals]]\ncity = "us-or-harborvew"  # <- SCR204\nbody = "council"\ninstrument = "resolution"\n'
        'date = "1988-05-02"',
        good='[[approvals]]\ncity = "us-or-harborview"\nbody = "council"\ninstrument = "resolution"\n'
        'date = "1988-05-02"',
        why="Who approved, ended or said something is one of the two parties.",
    ),
    needs=("sources", "agreements", "approvals", "history", "exchanges", "disputes", "instruments"),
)
def dangling_local_ref(record: Organisation | Partnership) -> Iterator[Problem]:
    """A reference inside a file leads nowhere, or a local id is there twice.

    `sources`, `agreement`, `supersedes` and `renews` name entries of the same file, so that readers find the evidence.
    `party`, `by` and the `city` of an approval name one of the two parties. Correct the spelling, or add the missing
    entry.
    """
    sources = record.sources
    if len(sources) > 1 and len({source.id for source in sources}) != len(sources):
        yield from _twice("sources", [source.id for source in sources])
    if not isinstance(record, Partnership):
        known = {source.id for source in sources}
        for number, act in enumerate(record.instruments):
            yield from _sources(("instruments", number), act.sources, known)
        return
    party, other = record.parties
    cities = party.city, other.city
    for source in sources:
        side = source.party
        if side is not None and side not in cities:
            yield _no_party(("sources", sources.index(source), "party"), side, cities)
    if record.agreements or record.history or record.approvals or record.exchanges or record.disputes:
        yield from _lists(record)


def _lists(record: Partnership) -> Iterator[Problem]:
    cities = record.cities
    known = {source.id for source in record.sources}
    agreements = {agreement.id for agreement in record.agreements}
    if len(agreements) != len(record.agreements):
        yield from _twice("agreements", [agreement.id for agreement in record.agreements])
    for number, agreement in enumerate(record.agreements):
        here: Route = ("agreements", number)
        yield from _sources(here, agreement.sources, known)
        yield from _agreement((*here, "supersedes"), agreement.supersedes, agreements)
        yield from _agreement((*here, "renews"), agreement.renews, agreements)
    for number, approval in enumerate(record.approvals):
        here = ("approvals", number)
        yield from _sources(here, approval.sources, known)
        yield from _agreement((*here, "agreement"), approval.agreement, agreements)
        if approval.city not in cities:
            yield _no_party((*here, "city"), approval.city, cities)
    for number, event in enumerate(record.history):
        here = ("history", number)
        yield from _sources(here, event.sources, known)
        yield from _agreement((*here, "agreement"), event.agreement, agreements)
        for place, city in enumerate(event.by):
            if city not in cities:
                yield _no_party((*here, "by", place), city, cities)
    for number, exchange in enumerate(record.exchanges):
        yield from _sources(("exchanges", number), exchange.sources, known)
    for number, dispute in enumerate(record.disputes):
        yield from _sources(("disputes", number), dispute.sources, known)


def _sources(here: Route, sources: Iterable[str], known: set[str]) -> Iterator[Problem]:
    for place, source in enumerate(sources):
        if source not in known:
            message = f"there is no source {quoted(source)} in this file"
            yield Problem((*here, "sources", place), message, _way_out(source, known, "sources"))


def _agreement(route: Route, agreement: str | None, known: set[str]) -> Iterator[Problem]:
    if agreement is not None and agreement not in known:
        message = f"there is no agreement {quoted(agreement)} in this file"
        yield Problem(route, message, _way_out(agreement, known, "agreements"))


def _no_party(route: Route, city: str, cities: tuple[str, str]) -> Problem:
    return Problem(route, f"{quoted(city)} is no party of this record", f'write "{cities[0]}" or "{cities[1]}"')


def _way_out(wanted: str, known: set[str], table: str) -> str:
    import difflib  # noqa: PLC0415 - only needed where something is wrong

    close = difflib.get_close_matches(wanted, sorted(known), 1, 0.5)
    if close:
        return f'write "{close[0]}", or add an entry of [[{table}]] with the id {quoted(wanted)}'
    return f"add an entry of [[{table}]] with the id {quoted(wanted)}"


def _twice(table: str, ids: list[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, local in enumerate(ids):
        if local in seen:
            message = f"the id {quoted(local)} is there twice in [[{table}]]"
            yield Problem((table, number, "id"), message, "give one of them another id, and look at what refers to it")
        seen.add(local)

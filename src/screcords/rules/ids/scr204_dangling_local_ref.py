"""SCR204: references inside a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity, quoted
from screcords.model import schemas
from screcords.model.partnership import Partnership
from screcords.rules.rule import Example, rule
from screcords.text.layout import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from screcords.findings import Route
    from screcords.model.organisation import Organisation
    from screcords.rules.rule import Context


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
def dangling_local_ref(record: Organisation | Partnership, context: Context) -> Iterator[Problem]:
    """A reference inside a file leads nowhere, or a local id is there twice.

    `sources`, `agreement`, `supersedes` and `renews` name entries of the same file, so that readers find the evidence.
    `party`, `by` and the `city` of an approval name one of the two parties, and the `key` of a dispute a key of the
    record. Correct the spelling, or add the missing entry.
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
        if side is not None and side not in cities and _are_known(cities, context):
            yield _no_party(("sources", sources.index(source), "party"), side, cities)
    if record.agreements or record.history or record.approvals or record.exchanges or record.disputes:
        yield from _lists(record, context)


def _are_known(cities: tuple[str, str], context: Context) -> bool:
    """Whether both parties have records; else it is the party that is misspelt (SCR501), and not what names it."""
    known = context.repository.cities
    return all(city in known for city in cities)


def _lists(record: Partnership, context: Context) -> Iterator[Problem]:
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
        if approval.city not in cities and _are_known(cities, context):
            yield _no_party((*here, "city"), approval.city, cities)
    for number, event in enumerate(record.history):
        here = ("history", number)
        yield from _sources(here, event.sources, known)
        yield from _agreement((*here, "agreement"), event.agreement, agreements)
        for place, city in enumerate(event.by):
            if city not in cities and _are_known(cities, context):
                yield _no_party((*here, "by", place), city, cities)
    for number, exchange in enumerate(record.exchanges):
        yield from _sources(("exchanges", number), exchange.sources, known)
    for number, dispute in enumerate(record.disputes):
        yield from _sources(("disputes", number), dispute.sources, known)
        if (problem := _disputed(number, dispute.key, record)) is not None:
            yield problem


def _disputed(number: int, key: str, record: Partnership) -> Problem | None:
    """What is wrong with the key that a dispute is about: none of this name in records of this kind."""
    layout = schemas.layout("partnerships")
    entries = {
        *record.cities,
        *(agreement.id for agreement in record.agreements),
        *(source.id for source in record.sources),
    }
    above: tuple[str, ...] = ()
    skips = False  # whether an entry of a list may be named here
    for part in key.split("."):
        if part in layout.slots:
            slot = layout.slots[part]
            layout, skips = slot.layout or UNKNOWN, slot.form in {"tables", "rows"} or slot.sorted
        elif skips and (part.isdecimal() or part in entries):
            skips = False
        elif set(layout.slots) != {"en"}:  # else a language
            close = _closest(part, layout.slots)
            help_ = "name a key of this record, dotted for nested ones"
            if close:
                help_ = f'did you mean "{".".join((*above, close))}"?'
            return Problem(("disputes", number, "key"), f"records have no key {quoted(key)}", help_)
        above = (*above, part)
    return None


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
    close = _closest(wanted, known)
    if close:
        return f'write "{close}", or add an entry of [[{table}]] with the id {quoted(wanted)}'
    return f"add an entry of [[{table}]] with the id {quoted(wanted)}"


def _closest(wanted: str, known: Iterable[str]) -> str:
    import difflib  # noqa: PLC0415 - only needed where something is wrong

    return next(iter(difflib.get_close_matches(wanted, sorted(known), 1, 0.5)), "")


def _twice(table: str, ids: list[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, local in enumerate(ids):
        if local in seen:
            message = f"the id {quoted(local)} is there twice in [[{table}]]"
            yield Problem((table, number, "id"), message, "give one of them another id, and look at what refers to it")
        seen.add(local)

"""The card of a partnership: how it stands, what happened in order, who signed and approved, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.directory import facts
from screcords.directory.holdings import org_name
from screcords.findings import plural
from screcords.model.durations import in_words
from screcords.model.ids import path_of
from screcords.publish.aligned import aligned
from screcords.publish.cards.city import named
from screcords.publish.cards.words import celebrated, in_english, in_languages, offices, plain, said, standing
from screcords.text.safe import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.directory.model import Directory
    from screcords.model.partnership import Agreement, Partnership


_KINDS = {"sister": "sister cities", "friendship": "friendship cities", "partner": "partner cities"}
_AS = {"upgraded": "to", "downgraded": "to"}


def card(directory: Directory, record: Partnership) -> Iterator[str]:
    """The card, line by line."""
    one, other = (directory.cities[city] for city in record.cities)
    yield f"{named(one)} – {named(other)}  [{record.id}]"
    yield f"  {' · '.join(_standing(directory, record))}"
    if record.summary:
        yield f"  {in_english(record.summary)}"
    if rows := list(_details(directory, record)):
        yield from ("", *aligned(rows, indent="  "))
    yield from _parties(directory, record)
    yield from _section("History", _history(directory, record))
    yield from _section("Agreements", [line for each in record.agreements for line in _agreement(directory, each)])
    yield from _section("Approvals", _approvals(directory, record))
    yield from _section("Exchanges", _exchanges(directory, record))
    yield from _section("Sources disagree", _disputes(record))
    yield from _section("Sources", _sources(directory, record))
    checked = f"checked {said(record.verified)}" if record.verified else "not checked by a human"
    licence = directory.licence_with(record, *record.cities)
    yield f"\n{path_of('partnerships', record.id)} · {licence} · {checked}"


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"\n{title}"
        yield from (f"  {line}" for line in lines)


def _standing(directory: Directory, record: Partnership) -> Iterator[str]:
    yield _KINDS.get(record.kind, plain(record.kind))
    yield "presumed to be in force" if facts.is_presumed(record) else standing(record.status)
    if record.since:
        yield f"since {said(record.since)}"
    if record.until:
        yield f"until {said(record.until)}"
    if (years := facts.years(record, directory.today)) is not None:
        yield plural(years, "year")
    if (distance := facts.distance_km(directory, record)) is not None:
        yield f"{distance:,.0f} km apart"


def _details(directory: Directory, record: Partnership) -> Iterator[tuple[str, str]]:
    stage = facts.first_stage(record)
    anniversary = facts.next_anniversary(record, directory.today)
    for what, value in (
        ("first contact", said(record.first_contact)),
        ("first stage", f"{plain(stage.kind)}, {said(stage.date)}" if stage and stage.date != record.since else ""),
        ("fields", ", ".join(record.fields)),
        ("origins", ", ".join(map(plain, record.origins))),
        ("continued by", record.superseded_by),
        ("part of", record.group),
        ("next anniversary", celebrated(anniversary) if anniversary else ""),
    ):
        if value:
            yield what, value


def _parties(directory: Directory, record: Partnership) -> Iterator[str]:
    for party in record.parties:
        city = directory.cities[party.city]
        yield f"\n{named(city)}"
        if party.name_as_signed:
            yield f"  signed as {', '.join(in_languages(party.name_as_signed, None))}"
        if party.designation:
            yield f"  calls it {', '.join(in_languages(party.designation, None))}"
        if party.listing:
            yield f"  says so at {printable(party.listing)}"
        for org in party.orgs:
            yield f"  {printable(org_name(directory, org))}  [{org}]"
        reach = facts.reach(directory, party.city)
        if reach.org is None:
            yield f"  No organisation is known here. Ask {offices(reach.ask)}."
        elif reach.org.id not in party.orgs:
            yield f"  write to {printable(org_name(directory, reach.org.id))}  [{reach.org.id}]"


def _cited(sources: tuple[str, ...]) -> str:
    return f" [{', '.join(sources)}]" if sources else ""


def _names(directory: Directory, cities: tuple[str, ...]) -> str:
    return " and ".join(
        printable(directory.cities[city].name["en"]) if city in directory.cities else city for city in cities
    )


def _history(directory: Directory, record: Partnership) -> list[str]:
    lines = []
    for event in record.history:
        kind = f" {_AS.get(event.event, 'as')} {plain(event.kind)}" if event.kind else ""
        by = f", by {_names(directory, event.by)}" if event.by else ""
        reason = f"; {plain(event.reason)}" if event.reason else ""
        agreement = f" ({event.agreement})" if event.agreement else ""
        note = f". {in_english(event.note)}" if event.note else ""
        lines.append(f"{said(event.date)}: {event.event}{kind}{by}{reason}{agreement}{note}{_cited(event.sources)}")
    return lines


def _agreement(directory: Directory, agreement: Agreement) -> Iterator[str]:
    place = f" in {_names(directory, (agreement.place,))}" if agreement.place else ""
    signed = f"{said(agreement.signed)}: " if agreement.signed else ""
    term = f", for {in_words(agreement.term)}" if agreement.term else ""
    links = "".join(
        f", {verb} {key}" for verb, key in (("supersedes", agreement.supersedes), ("renews", agreement.renews)) if key
    )
    yield f"{signed}{plain(agreement.type)}{place}{term}{links} ({agreement.id}){_cited(agreement.sources)}"
    for signatory in agreement.signatories:
        behalf = f" for the {plain(signatory.on_behalf_of)}" if signatory.on_behalf_of else ""
        yield f"  signed by the {plain(signatory.office)} of {_names(directory, (signatory.city,))}{behalf}"


def _approvals(directory: Directory, record: Partnership) -> list[str]:
    lines = []
    for each in record.approvals:
        number = f" {printable(each.number)}" if each.number else ""
        about = f" on {each.agreement}" if each.agreement else ""
        what = f"{plain(each.instrument)}{number} of the {plain(each.body)}"
        lines.append(f"{said(each.date)}: {_names(directory, (each.city,))}, {what}{about}{_cited(each.sources)}")
    return lines


def _exchanges(directory: Directory, record: Partnership) -> list[str]:
    lines = []
    for each in record.exchanges:
        host = f" in {_names(directory, (each.host,))}" if each.host else ""
        people = f", {plural(each.participants, 'participant')}" if each.participants is not None else ""
        about = f", {', '.join(each.fields)}" if each.fields else ""
        title = in_english(each.title)
        lines.append(f"{said(each.date)}: {title}, {each.mode}{host}{people}{about}{_cited(each.sources)}")
    return lines


def _disputes(record: Partnership) -> list[str]:
    return [
        f"{each.key}: {printable(str(each.value))}{_cited(each.sources)}"
        + (f". {in_english(each.note)}" if each.note else "")
        for each in record.disputes
    ]


def _sources(directory: Directory, record: Partnership) -> list[str]:
    lines = []
    for each in record.sources:
        side = f"says {_names(directory, (each.party,))}" if each.party else None
        told = (side, each.title, each.publisher, said(each.date), each.url, each.archived)
        lines.append(f"{each.id}: {plain(each.type)}; {printable('; '.join(filter(None, told)))}")
    return lines

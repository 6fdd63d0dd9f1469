"""The card of an organisation: what it is, how to reach it, and in which partnerships it takes part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.directory.columns import name_of
from screcords.model.ids import path_of
from screcords.publish.aligned import aligned
from screcords.publish.cards.city import named
from screcords.publish.cards.words import in_english, in_languages, plain, reached, said, standing
from screcords.reference import countries
from screcords.text.safe import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.directory.model import Directory
    from screcords.model.organisation import Organisation


def card(directory: Directory, org: Organisation) -> Iterator[str]:
    """The card, line by line."""
    yield f"{printable(name_of(org.name))}  [{org.id}]"
    if others := in_languages(org.name, name_of(org.name)):
        yield f"  {', '.join(others)}"
    city = directory.cities.get(org.city or "")
    place = named(city) if city else countries.name(org.country or "")
    founded = f"founded {said(org.founded)}" if org.founded else ""
    yield "  " + " · ".join(filter(None, (plain(org.kind), plain(org.status), founded, place)))
    if org.summary:
        yield f"  {in_english(org.summary)}"
    if rows := list(_details(org)):
        yield ""
        yield from aligned(rows, indent="  ")
    yield from _partnerships(directory, org)
    yield from _sources(org)
    checked = f" · checked {said(org.verified)}" if org.verified else " · not checked by a human"
    yield f"\n{path_of('orgs', org.id)} · {directory.licence_with(org, org.city or '')}{checked}"


def _details(org: Organisation) -> Iterator[tuple[str, str]]:
    for what, value in (
        ("legal form", org.legal_form),
        ("governance", org.governance),
        ("run by", ", ".join(map(plain, org.run_by))),
        ("languages", ", ".join(org.languages)),
        ("website", org.website),
        ("facebook", org.facebook),
        ("social", ", ".join(org.social)),
        ("Wikidata", org.wikidata),
        ("registered", f"{org.registration.scheme} {org.registration.number}" if org.registration else None),
    ):
        if value:
            yield what, value
    if org.address:
        parts = (org.address.street, org.address.postcode, org.address.city, org.address.country)
        yield "address", ", ".join(filter(None, parts))
    yield from (("contact", reached(contact)) for contact in org.contacts)
    if org.meetings:
        public = {True: "open to everybody", False: "not public", None: None}[org.meetings.public]
        yield "meetings", ", ".join(filter(None, (org.meetings.frequency, public, org.meetings.url)))
    for member in org.memberships:
        yield "member of", _joined(plain(member.network), member.kind, said(member.period), member.url)
    for act in org.instruments:
        yield "founded by", _joined(f"{act.body} {plain(act.instrument)}", act.number, said(act.date))
    if org.seeking:
        regions = ", ".join(countries.name(region) for region in org.seeking.regions) or "anywhere"
        people = f"{org.seeking.population} inhabitants" if org.seeking.population else None
        yield "seeks", _joined(f"a partner in {regions}", ", ".join(org.seeking.fields), people, sign="; ")
        yield "until", said(org.seeking.until)


def _joined(*parts: str | None, sign: str = ", ") -> str:
    return sign.join(filter(None, parts))


def _partnerships(directory: Directory, org: Organisation) -> Iterator[str]:
    committees = {committee.partnership: committee for committee in org.committees}
    rows = []
    for record in directory.ties.get(org.city or "", ()):
        takes_part = any(org.id in party.orgs for party in record.parties)
        committee = committees.get(record.id)
        if takes_part or committee:
            partner = directory.cities[record.cities[record.cities[0] == org.city]]
            ways = (committee.name, committee.email, committee.url) if committee else ()
            rows.append(
                (named(partner), record.kind, standing(record.status), record.id, ", ".join(filter(None, ways)))
            )
    if rows:
        yield "\nTakes part in"
        yield from aligned(sorted(rows), ("PARTNER", "KIND", "STATUS", "ID", "COMMITTEE"), indent="  ")


def _sources(org: Organisation) -> Iterator[str]:
    if org.sources:
        yield "\nSources"
        for source in org.sources:
            told = (source.title, source.publisher, said(source.date), source.url)
            yield f"  {source.id}: {plain(source.type)}; {printable('; '.join(filter(None, told)))}"

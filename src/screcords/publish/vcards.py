"""An organisation as a vCard 4.0 (RFC 6350): offices and roles, never persons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from screcords.publish.calendars import shown
from screcords.publish.rdf.terms import BASE, is_language, link
from screcords.reference import countries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.directory.model import Directory
    from screcords.model.organisation import Organisation

AT_WORK = frozenset({"active", "unknown"})
WIDTH = 75
"""Octets a line, without its end (RFC 6350, section 3.2)."""

_TO_ESCAPE = re.compile(r"[\\,;\n]")


def is_reachable(org: Organisation) -> bool:
    """Whether it works, as far as is known, and there is a way to reach it."""
    return org.status in AT_WORK and bool(org.contacts or org.website or org.committees)


def card(directory: Directory, org: Organisation) -> str:
    """The card of an organisation, with folded lines."""
    return "".join(fold(line) for line in _lines(directory, org))


def text(value: str) -> str:
    """A text as it stands in a value: backslash, comma, semicolon and line end escaped, hidden characters gone."""
    return _TO_ESCAPE.sub(lambda found: "\\n" if found[0] == "\n" else f"\\{found[0]}", shown(value))


def fold(line: str) -> str:
    """A line with its end, in pieces of at most 75 octets that break no character; each but the first after a blank."""
    pieces, piece, size = [], "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > WIDTH:
            pieces.append(piece)
            piece, size = "", 1
        piece += character
        size += octets
    return "\r\n ".join((*pieces, piece)) + "\r\n"


def _lines(directory: Directory, org: Organisation) -> Iterator[str]:
    name = org.name.get("en") or org.name[min(org.name)]
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield "KIND:org"
    yield f"UID:{BASE}organisation/{org.id}"
    for tag, one in sorted(org.name.items(), key=lambda item: (item[1] != name, item[0])):
        language = f";LANGUAGE={tag}" if is_language(tag) else ""
        yield f"FN;ALTID=1{language}:{text(one)}"
    yield f"ORG:{text(name)}"
    yield from _place(directory, org)
    for number, contact in enumerate(sorted(org.contacts, key=lambda contact: contact.role != "primary"), 1):
        label = contact.role + (f", {contact.office}" if contact.office else "")
        yield from _ways(f"contact{number}", label.replace("-", " "), contact.email, contact.phone, contact.url)
    for number, committee in enumerate(org.committees, 1):
        label = committee.name or f"committee for {committee.partnership}"
        yield from _ways(f"committee{number}", label, committee.email, None, committee.url)
    if org.website:
        yield f"URL:{link(org.website)}"
    yield from (f"SOCIALPROFILE:{link(url)}" for url in filter(None, (org.facebook, *org.social)))  # RFC 9554
    yield from (f"LANG:{tag}" for tag in org.languages if is_language(tag))
    yield f"CATEGORIES:{','.join(map(text, ('sister cities', org.kind, *(m.network for m in org.memberships))))}"
    yield f"NOTE:{text(_note(directory, org))}"
    modified = directory.written("orgs", org.id).modified
    if modified:
        yield f"REV:{modified.replace('-', '')}T000000Z"
    yield "END:VCARD"


def _ways(group: str, label: str, email: str | None, phone: str | None, url: str | None) -> Iterator[str]:
    """The ways to reach a contact, in a group with its label, as address books show it."""
    preferred = ";PREF=1" if group == "contact1" else ""
    if email:
        yield f"{group}.EMAIL;TYPE=work{preferred}:{text(email)}"
    if phone:
        yield f"{group}.TEL;VALUE=uri;TYPE=work{preferred}:tel:{link(phone)}"
    if url:
        yield f"{group}.URL;TYPE=work:{link(url)}"
    if email or phone or url:
        yield f"{group}.X-ABLABEL:{text(label)}"


def _place(directory: Directory, org: Organisation) -> Iterator[str]:
    """The address of the office; of one without an address only the town."""
    city = directory.cities.get(org.city or "")
    address = org.address
    street = address.street if address else None
    town = (address.city if address else None) or (city.name["en"] if city else None)
    postcode = address.postcode if address else None
    code = (address.country if address else None) or org.country or (city.country if city else None)
    parts = ("", "", street, town, "", postcode, countries.name(code) if code else None)
    if any(parts):
        yield f"ADR;TYPE=work:{';'.join(text(part or '') for part in parts)}"


def _note(directory: Directory, org: Organisation) -> str:
    said = []
    if org.summary:
        said.append(org.summary.get("en") or org.summary[min(org.summary)])
    if org.status == "unknown":
        said.append("Presumed at work: nobody has checked that it still is.")
    if org.verified:
        said.append(f"Checked {org.verified}.")
    said.append(f"Licence: {directory.licence_with(org, org.city or '')}.")
    return " ".join(said)

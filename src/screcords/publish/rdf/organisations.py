"""An organisation as a thing with what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.directory.licence import licence_of
from screcords.publish.rdf.sources import certain, references, sources, text
from screcords.publish.rdf.terms import LICENCE_PAGES, Node, link

if TYPE_CHECKING:
    from screcords.directory.model import Directory
    from screcords.model.organisation import Organisation

TYPES = {
    "nonprofit": "schema:NGO",
    "municipal-commission": "schema:GovernmentOrganization",
    "municipal-office": "schema:GovernmentOrganization",
    "state-programme": "schema:GovernmentOrganization",
}
"""Classes of schema.org by kind; the others are plain organisations."""


def organisation(directory: Directory, org: Organisation) -> Node:
    """An organisation."""
    node = Node(f"organisations:{org.id}", TYPES.get(org.kind, "schema:Organization"))
    written = directory.written("orgs", org.id)
    return node.say(
        identifier=org.id,
        name=org.name,
        description=org.summary,
        organisationKind=org.kind,
        organisationStatus=org.status,
        areaServed=f"cities:{org.city}" if org.city else None,
        country=f"countries:{link(org.country)}" if org.country else None,
        founded=text(org.founded),
        foundingDate=certain(org.founded),
        legalForm=org.legal_form,
        governance=org.governance,
        runBy=org.run_by,
        knowsLanguage=org.languages,
        url=org.website,
        facebook=org.facebook,
        social=org.social,
        wikidata=Node(f"wd:{org.wikidata}") if org.wikidata else None,
        sameAs=f"wd:{org.wikidata}" if org.wikidata else None,
        **_parts(node, org),
        verified=text(org.verified),
        source=sources(node, org.sources),
        replaces=tuple(f"organisations:{old}" for old in org.former_ids),
        provenance=org.provenance,
        license=LICENCE_PAGES[licence_of(org)],
        dateCreated=written.created,
        dateModified=written.modified,
    )


def _parts(node: Node, org: Organisation) -> dict[str, Node | tuple[Node, ...] | None]:
    return {
        "registration": node.part(
            "registration", "schema:PropertyValue", propertyID=org.registration.scheme, value=org.registration.number
        )
        if org.registration
        else None,
        "address": _address(node, org),
        "meetings": node.part(
            "meetings",
            "scr:Meetings",
            frequency=org.meetings.frequency,
            public=org.meetings.public,
            url=org.meetings.url,
        )
        if org.meetings
        else None,
        "seeking": node.part(
            "seeking",
            "scr:Seeking",
            region=org.seeking.regions,
            field=org.seeking.fields,
            populationBand=org.seeking.population,
            until=text(org.seeking.until),
        )
        if org.seeking
        else None,
        "contactPoint": _contacts(node, org),
        "committee": _committees(node, org),
        "memberOf": _memberships(node, org),
        "foundingAct": _acts(node, org),
    }


def _address(node: Node, org: Organisation) -> Node | None:
    if org.address is None:
        return None
    found = org.address
    return node.part(
        "address",
        "schema:PostalAddress",
        streetAddress=found.street,
        addressLocality=found.city,
        postalCode=found.postcode,
        addressCountry=found.country,
    )


def _contacts(node: Node, org: Organisation) -> tuple[Node, ...]:
    return tuple(
        node.part(
            f"contact/{number}",
            "schema:ContactPoint",
            role=contact.role,
            office=contact.office,
            email=contact.email,
            telephone=contact.phone,
            url=contact.url,
        )
        for number, contact in enumerate(org.contacts, 1)
    )


def _committees(node: Node, org: Organisation) -> tuple[Node, ...]:
    return tuple(
        node.part(
            f"committee/{number}",
            "scr:Committee",
            title=committee.name,
            email=committee.email,
            url=committee.url,
            forPartnership=f"partnerships:{committee.partnership}",
        )
        for number, committee in enumerate(org.committees, 1)
    )


def _memberships(node: Node, org: Organisation) -> tuple[Node, ...]:
    return tuple(
        node.part(
            f"membership/{number}",
            "schema:ProgramMembership",
            network=membership.network,
            membershipKind=membership.kind,
            period=text(membership.period),
            url=membership.url,
        )
        for number, membership in enumerate(org.memberships, 1)
    )


def _acts(node: Node, org: Organisation) -> tuple[Node, ...]:
    return tuple(
        node.part(
            f"act/{number}",
            "scr:FoundingAct",
            body=act.body,
            instrument=act.instrument,
            number=act.number,
            date=text(act.date),
            wasDerivedFrom=references(node, act.sources),
        )
        for number, act in enumerate(org.instruments, 1)
    )

"""A partnership as a thing with what is said of it: reified, for a plain edge could carry neither dates nor sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.publish.rdf.sources import certain, references, sources, text
from screcords.publish.rdf.terms import LICENCE_PAGES, Node

if TYPE_CHECKING:
    from screcords.directory.model import Directory
    from screcords.model.partnership import Partnership


def partnership(directory: Directory, record: Partnership) -> Node:
    """A partnership. Its licence does not cover the facts of its cities, for those are said of the cities."""
    node = Node(f"partnerships:{record.id}", "scr:Partnership")
    written = directory.written("partnerships", record.id)
    return node.say(
        identifier=record.id,
        kind=record.kind,
        status=record.status,
        inForce=record.in_force,
        since=text(record.since),
        startDate=certain(record.since),
        until=text(record.until),
        endDate=certain(record.until),
        firstContact=text(record.first_contact),
        replacedBy=f"partnerships:{record.superseded_by}" if record.superseded_by else None,
        group=record.group,
        field=record.fields,
        origin=record.origins,
        description=record.summary,
        party=_parties(node, record),
        agreement=_agreements(node, record),
        approval=_approvals(node, record),
        history=_history(node, record),
        exchange=_exchanges(node, record),
        dispute=_disputes(node, record),
        verified=text(record.verified),
        source=sources(node, record.sources),
        replaces=tuple(f"partnerships:{old}" for old in record.former_ids),
        provenance=record.provenance,
        license=LICENCE_PAGES[directory.licence_with(record)],
        dateCreated=written.created,
        dateModified=written.modified,
    )


def _city(city: str | None) -> str | None:
    return f"cities:{city}" if city else None


def _document(node: Node, local: str | None) -> str | None:
    return f"{node.iri}#agreement/{local}" if local else None


def _parties(node: Node, record: Partnership) -> tuple[Node, ...]:
    return tuple(
        node.part(
            f"party/{number}",
            "scr:Party",
            city=_city(party.city),
            organisation=tuple(f"organisations:{org}" for org in party.orgs),
            listing=party.listing,
            designation=party.designation,
            nameAsSigned=party.name_as_signed,
        )
        for number, party in enumerate(record.parties, 1)
    )


def _agreements(node: Node, record: Partnership) -> tuple[Node, ...]:
    found = []
    for agreement in record.agreements:
        part = node.part(f"agreement/{agreement.id}", "scr:Agreement")
        part.say(
            identifier=agreement.id,
            agreementType=agreement.type,
            signed=text(agreement.signed),
            signedIn=_city(agreement.place),
            replaces=_document(node, agreement.supersedes),
            renews=_document(node, agreement.renews),
            term=agreement.term,
            signatory=tuple(
                part.part(
                    f"signatory/{number}",
                    "scr:Signatory",
                    city=_city(signatory.city),
                    office=signatory.office,
                    onBehalfOf=signatory.on_behalf_of,
                )
                for number, signatory in enumerate(agreement.signatories, 1)
            ),
            wasDerivedFrom=references(node, agreement.sources),
        )
        found.append(part)
    return tuple(found)


def _approvals(node: Node, record: Partnership) -> tuple[Node, ...]:
    return tuple(
        node.part(
            f"approval/{number}",
            "scr:Approval",
            concerns=_document(node, approval.agreement),
            city=_city(approval.city),
            body=approval.body,
            instrument=approval.instrument,
            number=approval.number,
            date=text(approval.date),
            wasDerivedFrom=references(node, approval.sources),
        )
        for number, approval in enumerate(record.approvals, 1)
    )


def _history(node: Node, record: Partnership) -> tuple[Node, ...]:
    return tuple(
        node.part(
            f"event/{number}",
            "scr:Event",
            position=number,
            date=text(event.date),
            event=event.event,
            kind=event.kind,
            concerns=_document(node, event.agreement),
            by=tuple(f"cities:{city}" for city in event.by),
            reason=event.reason,
            note=event.note,
            wasDerivedFrom=references(node, event.sources),
        )
        for number, event in enumerate(record.history, 1)
    )


def _exchanges(node: Node, record: Partnership) -> tuple[Node, ...]:
    return tuple(
        node.part(
            f"exchange/{number}",
            "scr:Exchange",
            position=number,
            date=text(exchange.date),
            mode=exchange.mode,
            host=_city(exchange.host),
            field=exchange.fields,
            participants=exchange.participants,
            name=exchange.title,
            wasDerivedFrom=references(node, exchange.sources),
        )
        for number, exchange in enumerate(record.exchanges, 1)
    )


def _disputes(node: Node, record: Partnership) -> tuple[Node, ...]:
    return tuple(
        node.part(
            f"dispute/{number}",
            "scr:Dispute",
            disputedKey=dispute.key,
            otherValue=dispute.value,
            note=dispute.note,
            wasDerivedFrom=references(node, dispute.sources),
        )
        for number, dispute in enumerate(record.disputes, 1)
    )

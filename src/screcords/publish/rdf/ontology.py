"""Every property and vocabulary of the linked data, once: context, vocabulary and shapes follow from them."""

from __future__ import annotations

from typing import Any, NamedTuple

from screcords.model import schemas


class Property(NamedTuple):
    """What can be said of a thing."""

    name: str
    iri: str
    """Short form; those of `scr` are ours."""
    kind: str
    """`text`, `language` (text by language), `edtf`, `date` (xsd by precision), `integer`, `decimal`, `boolean`,
    `duration`, `scalar`, `iri` (short form), `url`, `part:` and a class (a thing of its own), or a scheme."""
    says: str


SCHEMES = {
    "level": ("city", ("level",), "Kinds of places"),
    "origin-of-facts": ("city", ("facts_from", "[]"), "Where facts about places come from"),
    "provenance": ("city", ("provenance",), "Sources that records were made from by a machine"),
    "withdrawal": ("city", ("withdrawn", "reason"), "Why a record was taken back"),
    "organisation-kind": ("organisation", ("kind",), "Kinds of organisations"),
    "organisation-status": ("organisation", ("status",), "Whether an organisation works"),
    "governance": ("organisation", ("governance",), "Who governs an organisation"),
    "run-by": ("organisation", ("run_by", "[]"), "Who does the work"),
    "role": ("organisation", ("contacts", "[]", "role"), "Roles of contacts"),
    "office": ("organisation", ("contacts", "[]", "office"), "Offices"),
    "network": ("organisation", ("memberships", "[]", "network"), "Networks of cities and of their programmes"),
    "kind": ("partnership", ("kind",), "Kinds of partnerships"),
    "status": ("partnership", ("status",), "How a partnership stands"),
    "field": ("partnership", ("fields", "[]"), "What the exchange is about"),
    "origin": ("partnership", ("origins", "[]"), "How a partnership came about"),
    "agreement-type": ("partnership", ("agreements", "[]", "type"), "Kinds of documents"),
    "body": ("partnership", ("approvals", "[]", "body"), "Bodies that decide"),
    "instrument": ("partnership", ("approvals", "[]", "instrument"), "Kinds of acts"),
    "event": ("partnership", ("history", "[]", "event"), "Events in the history of a partnership"),
    "reason": ("partnership", ("history", "[]", "reason"), "Why it happened"),
    "mode": ("partnership", ("exchanges", "[]", "mode"), "How an exchange took place"),
    "source-type": ("partnership", ("sources", "[]", "type"), "Kinds of sources"),
}
"""Vocabularies: the schema, the key and the title of each; a term's IRI is the scheme's, a slash and the term."""

_ROWS = (
    ("identifier", "schema:identifier", "text", "Id in the records"),
    ("name", "schema:name", "language", "Name by language"),
    ("title", "schema:name", "text", "Title"),
    ("alternateName", "schema:alternateName", "text", "Other spelling in use"),
    ("formerName", "scr:formerName", "language", "Earlier name"),
    ("description", "schema:description", "language", "A few neutral sentences"),
    ("license", "schema:license", "url", "Licence of the record"),
    ("creditText", "schema:creditText", "text", "What to say when passing it on"),
    ("version", "schema:version", "text", "Commit of the records"),
    ("forced", "scr:forced", "boolean", "Whether the records had errors when this was written"),
    ("selection", "scr:selection", "text", "What of the directory it holds, where that is a part"),
    ("dateCreated", "schema:dateCreated", "date", "Day on which the record was first written down"),
    ("dateModified", "schema:dateModified", "date", "Day on which the record last changed"),
    ("verified", "scr:verified", "edtf", "Last day on which a human checked the record"),
    ("provenance", "scr:provenance", "provenance", "Source that the record was made from by a machine"),
    ("replaces", "dcterms:replaces", "iri", "Record that was merged into this one, or document that this one replaces"),
    ("replacedBy", "dcterms:isReplacedBy", "iri", "Partnership that continues this one"),
    ("withdrawnFor", "scr:withdrawnFor", "withdrawal", "Why the record was taken back"),
    ("wasDerivedFrom", "prov:wasDerivedFrom", "iri", "Source that says so"),
    ("source", "prov:hadPrimarySource", "part:Source", "Source of the record"),
    ("level", "scr:level", "level", "Kind of place"),
    ("containedInPlace", "schema:containedInPlace", "iri", "Country"),
    ("subdivision", "scr:subdivision", "text", "ISO 3166-2 code of the state, province or the like"),
    ("geo", "schema:geo", "part:Geo", "Where it lies"),
    ("latitude", "schema:latitude", "decimal", "Degrees north, WGS 84"),
    ("longitude", "schema:longitude", "decimal", "Degrees east, WGS 84"),
    ("sameAs", "schema:sameAs", "url", "The same in Wikidata and GeoNames"),
    ("wikidata", "scr:wikidata", "part:", "Wikidata item"),
    ("twinnedWith", "wdt:P190", "iri", "Twinned administrative body, between Wikidata items, for a pair in force"),
    ("unlocode", "scr:unlocode", "text", "UN/LOCODE"),
    ("population", "scr:population", "integer", "Inhabitants"),
    ("populationYear", "scr:populationYear", "integer", "Year of the count"),
    ("valid", "scr:valid", "edtf", "Period in which it existed"),
    ("successor", "scr:successor", "iri", "City that took over"),
    ("member", "scr:member", "iri", "City that belongs to it and acts as one partner with others"),
    ("factsFrom", "scr:factsFrom", "origin-of-facts", "Where the facts about the place come from"),
    ("organisationKind", "scr:organisationKind", "organisation-kind", "Kind of organisation"),
    ("organisationStatus", "scr:organisationStatus", "organisation-status", "Whether it works"),
    ("areaServed", "schema:areaServed", "iri", "Its city"),
    ("country", "scr:country", "iri", "Its country, where that is stated"),
    ("founded", "scr:founded", "edtf", "When it was founded"),
    ("foundingDate", "schema:foundingDate", "date", "The same where it is known for certain"),
    ("legalForm", "scr:legalForm", "text", "Legal form"),
    ("governance", "scr:governance", "governance", "Who governs it"),
    ("runBy", "scr:runBy", "run-by", "Who does the work"),
    ("knowsLanguage", "schema:knowsLanguage", "text", "Language in which one can write to it"),
    ("url", "schema:url", "url", "Page"),
    ("facebook", "scr:facebook", "url", "Page on Facebook"),
    ("social", "scr:social", "url", "Further public page"),
    ("registration", "scr:registration", "part:Registration", "Entry in a public register"),
    ("propertyID", "schema:propertyID", "text", "The register"),
    ("value", "schema:value", "text", "The number"),
    ("address", "schema:address", "part:Address", "Address of the office"),
    ("streetAddress", "schema:streetAddress", "text", "Street"),
    ("addressLocality", "schema:addressLocality", "text", "Town"),
    ("postalCode", "schema:postalCode", "text", "Postcode"),
    ("addressCountry", "schema:addressCountry", "text", "ISO 3166-1 alpha-2 code"),
    ("contactPoint", "schema:contactPoint", "part:Contact", "How to reach it"),
    ("role", "scr:role", "role", "Role of the contact"),
    ("office", "scr:office", "office", "Office that one reaches, or that signed"),
    ("email", "schema:email", "text", "Mailbox of a role or an office"),
    ("telephone", "schema:telephone", "text", "Telephone of an office"),
    ("meetings", "scr:meetings", "part:Meetings", "How it meets"),
    ("frequency", "scr:frequency", "text", "How often"),
    ("public", "scr:public", "boolean", "Whether anybody may attend"),
    ("seeking", "scr:seeking", "part:Seeking", "A new partner that is wanted"),
    ("region", "scr:region", "text", "Country or UN M49 region that is wanted"),
    ("populationBand", "scr:populationBand", "text", "Inhabitants that are wanted, from and to"),
    ("committee", "scr:committee", "part:Committee", "Committee for one partnership"),
    ("forPartnership", "scr:forPartnership", "iri", "The partnership"),
    ("memberOf", "schema:memberOf", "part:Membership", "Membership of a network"),
    ("network", "scr:network", "network", "The network"),
    ("membershipKind", "scr:membershipKind", "text", "Kind of membership"),
    ("period", "scr:period", "edtf", "From when to when"),
    ("foundingAct", "scr:foundingAct", "part:FoundingAct", "Ordinance or resolution that founded it"),
    ("body", "scr:body", "body", "Who decided"),
    ("instrument", "scr:instrument", "instrument", "Kind of act"),
    ("number", "scr:number", "text", "Number of the act"),
    ("date", "scr:date", "edtf", "When"),
    ("kind", "scr:kind", "kind", "What was agreed; of an event: kind from then on"),
    ("status", "scr:status", "status", "How it stands"),
    ("inForce", "scr:inForce", "boolean", "Computed: active, unknown (presumed), dormant or suspended"),
    ("since", "scr:since", "edtf", "Start of the current kind"),
    ("until", "scr:until", "edtf", "Start of the current ended state, or last day of a wish"),
    ("firstContact", "scr:firstContact", "edtf", "First contact, before anything was signed"),
    ("startDate", "schema:startDate", "date", "`since`, where it is known for certain"),
    ("endDate", "schema:endDate", "date", "`until`, where it is known for certain"),
    ("group", "scr:group", "text", "Agreement of several cities that it is part of"),
    ("field", "scr:field", "field", "What the exchange is about"),
    ("origin", "scr:origin", "origin", "How it came about"),
    ("party", "scr:party", "part:Party", "One of the two sides"),
    ("city", "scr:city", "iri", "The city that is this side, or that signed or approved"),
    ("organisation", "scr:organisation", "iri", "Organisation that takes part on this side"),
    ("listing", "scr:listing", "url", "This side's own page that names the other"),
    ("designation", "scr:designation", "language", "The words that this side uses"),
    ("nameAsSigned", "scr:nameAsSigned", "language", "Name of this side at the time"),
    ("agreement", "scr:agreement", "part:Agreement", "Signed document"),
    ("agreementType", "scr:agreementType", "agreement-type", "Kind of document"),
    ("signed", "scr:signed", "edtf", "Day of signature"),
    ("signedIn", "scr:signedIn", "iri", "City where it was signed"),
    ("renews", "scr:renews", "iri", "Earlier document that it renews"),
    ("term", "scr:term", "duration", "How long it runs"),
    ("signatory", "scr:signatory", "part:Signatory", "Office that signed, with its city"),
    ("onBehalfOf", "scr:onBehalfOf", "office", "Office for which a deputy signed"),
    ("approval", "scr:approval", "part:Approval", "Decision of a council, an assembly or a ministry"),
    ("concerns", "scr:concerns", "iri", "The document that it is about"),
    ("history", "scr:history", "part:Event", "Something that happened to it"),
    ("position", "schema:position", "integer", "Place in the list, from 1"),
    ("event", "scr:event", "event", "What happened"),
    ("by", "scr:by", "iri", "Side that did it"),
    ("reason", "scr:reason", "reason", "Why"),
    ("note", "scr:note", "language", "Note"),
    ("exchange", "scr:exchange", "part:Exchange", "Visit, project or event"),
    ("mode", "scr:mode", "mode", "How it took place"),
    ("host", "scr:host", "iri", "City where it took place"),
    ("participants", "scr:participants", "integer", "Number of people"),
    ("dispute", "scr:dispute", "part:Dispute", "What another source says"),
    ("disputedKey", "scr:disputedKey", "text", "Key of the record that it is about"),
    ("otherValue", "scr:otherValue", "scalar", "What the other source says of it"),
    ("sourceType", "scr:sourceType", "source-type", "Kind of source"),
    ("publisher", "schema:publisher", "text", "Who published it"),
    ("inLanguage", "schema:inLanguage", "text", "Its language"),
    ("accessed", "scr:accessed", "edtf", "When it was read"),
    ("archivedAt", "schema:archivedAt", "url", "Copy in an archive"),
    ("statedBy", "scr:statedBy", "iri", "City whose side says it"),
)
PROPERTIES = {row[0]: Property(*row) for row in _ROWS}
"""By name, which is the key in JSON-LD."""


def terms(scheme: str) -> dict[str, str]:
    """The terms of a scheme with their meanings, from the schemas."""
    name, route, _ = SCHEMES[scheme]
    schema = schemas.load(name)
    node: dict[str, Any] = schema
    for step in route:
        node = schemas.resolve(schema, node["items"] if step == "[]" else node["properties"][step])
    if "x-terms" in node:
        return dict(node["x-terms"])
    meanings = node.get("x-taplo", {}).get("docs", {}).get("enumValues", ())
    return dict(zip(node["enum"], meanings, strict=True))

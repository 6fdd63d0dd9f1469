"""The classes of the linked data, and how often each property may be said of a thing: the shapes follow."""

from __future__ import annotations

from typing import NamedTuple

MANY = None


class Class(NamedTuple):
    """A kind of things, and how often each property may be said of one."""

    name: str
    iris: tuple[str, ...]
    """Short forms; a thing has one of them."""
    says: str
    properties: dict[str, tuple[int, int | None]]


def _many(words: str) -> dict[str, tuple[int, int | None]]:
    """How often each property may be said: once at most, `!` just once, `2` twice, `*` and `+` any number of times."""
    often: dict[str, tuple[int, int | None]] = {"!": (1, 1), "*": (0, MANY), "+": (1, MANY), "2": (2, 2)}
    return {word.rstrip("!*+2"): often.get(word[-1], (0, 1)) for word in words.split()}


CLASSES = (
    Class(
        "Place", ("schema:City", "schema:AdministrativeArea"), "A place that has partnerships",
        _many("""
            identifier! name+ alternateName* formerName* level! containedInPlace! subdivision geo sameAs* wikidata
            unlocode population populationYear valid successor* member* replaces* provenance factsFrom* license!
            dateCreated dateModified
        """),
    ),
    Class(
        "Geo", ("schema:GeoCoordinates",), "A point on the earth",
        _many("latitude! longitude!"),
    ),
    Class(
        "Country", ("schema:Country",), "A country",
        _many("identifier! name!"),
    ),
    Class(
        "Organisation", ("schema:Organization", "schema:NGO", "schema:GovernmentOrganization"),
        "An organisation that runs a programme",
        _many("""
            identifier! name+ description* organisationKind! organisationStatus! areaServed country founded
            foundingDate legalForm governance runBy* knowsLanguage* url facebook social* sameAs* wikidata
            registration address meetings seeking contactPoint* committee* memberOf* foundingAct* source* verified
            replaces* provenance license! dateCreated dateModified
        """),
    ),
    Class(
        "Registration", ("schema:PropertyValue",), "An entry in a public register",
        _many("propertyID! value!"),
    ),
    Class(
        "Address", ("schema:PostalAddress",), "The address of an office",
        _many("streetAddress addressLocality postalCode addressCountry"),
    ),
    Class(
        "Contact", ("schema:ContactPoint",), "How to reach an organisation: a role or an office, never a person",
        _many("role! office email telephone url"),
    ),
    Class(
        "Meetings", ("scr:Meetings",), "How an organisation meets",
        _many("frequency public url"),
    ),
    Class(
        "Seeking", ("scr:Seeking",), "That a new partner is wanted",
        _many("region* field* populationBand until!"),
    ),
    Class(
        "Committee", ("scr:Committee",), "The committee for one partnership",
        _many("title email url forPartnership!"),
    ),
    Class(
        "Membership", ("schema:ProgramMembership",), "Membership of a network",
        _many("network! membershipKind period url"),
    ),
    Class(
        "FoundingAct", ("scr:FoundingAct",), "An act that founded an organisation",
        _many("body! instrument! number date wasDerivedFrom*"),
    ),
    Class(
        "Partnership", ("scr:Partnership",), "The relationship of two cities",
        _many("""
            identifier! kind! status! inForce! since until firstContact startDate endDate replacedBy group field*
            origin* party2 description* agreement* approval* history* exchange* dispute* source* verified replaces*
            provenance license! dateCreated dateModified
        """),
    ),
    Class(
        "Party", ("scr:Party",), "One side of a partnership",
        _many("city! organisation* listing designation* nameAsSigned*"),
    ),
    Class(
        "Agreement", ("scr:Agreement",), "A signed document",
        _many("identifier! agreementType! signed signedIn replaces renews term signatory* wasDerivedFrom*"),
    ),
    Class(
        "Signatory", ("scr:Signatory",), "An office that signed for a city",
        _many("city! office! onBehalfOf"),
    ),
    Class(
        "Approval", ("scr:Approval",), "A decision of a council, an assembly or a ministry",
        _many("concerns city! body! instrument! number date! wasDerivedFrom*"),
    ),
    Class(
        "Event", ("scr:Event",), "Something that happened to a partnership",
        _many("position! date! event! kind concerns by* reason note* wasDerivedFrom*"),
    ),
    Class(
        "Exchange", ("scr:Exchange",), "A visit, a project, an event",
        _many("position! date! mode! host field* participants name+ wasDerivedFrom*"),
    ),
    Class(
        "Dispute", ("scr:Dispute",), "What another source says of a fact",
        _many("disputedKey! otherValue! note* wasDerivedFrom+"),
    ),
    Class(
        "Source", ("schema:CreativeWork",), "Where a fact is stated",
        _many("identifier! sourceType! title url publisher date inLanguage accessed archivedAt statedBy"),
    ),
    Class(
        "Withdrawn", ("scr:Withdrawn",), "A record that was taken back",
        _many("identifier! withdrawnFor! date!"),
    ),
    Class(
        "Dataset", ("schema:Dataset",), "The export as a whole",
        _many("name! description! license! creditText+ version forced! selection"),
    ),
)  # fmt: skip

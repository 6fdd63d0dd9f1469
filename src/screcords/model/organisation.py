"""Who runs a sister-city programme."""

from __future__ import annotations

from typing import Literal

from screcords.model.dates import Date, Period
from screcords.model.record import Allow, Part, Source
from screcords.model.vocabulary import Body, Field, Instrument, Office


class Registration(Part, frozen=True):
    """Number in a public register of organisations."""

    scheme: str
    number: str


class Address(Part, frozen=True):
    """Address of an office."""

    street: str | None = None
    city: str | None = None
    postcode: str | None = None
    country: str | None = None


class Meetings(Part, frozen=True):
    """How often it meets, and whether anybody may attend."""

    frequency: str | None = None
    public: bool | None = None
    url: str | None = None


class Seeking(Part, frozen=True):
    """That a new partner is wanted, until when."""

    until: Date
    regions: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    population: str | None = None


class Contact(Part, frozen=True):
    """How to reach it: a role or an office, never a person."""

    role: Literal["primary", "municipal-liaison", "secretary", "press", "youth-programme", "membership", "web"]
    office: Office | None = None
    email: str | None = None
    phone: str | None = None
    url: str | None = None


class Committee(Part, frozen=True):
    """The committee for one partnership."""

    partnership: str
    name: str | None = None
    email: str | None = None
    url: str | None = None


class Membership(Part, frozen=True):
    """A network that it belongs to."""

    network: Literal[
        "sister-cities-international",
        "clair",
        "cemr",
        "afccre",
        "rgre",
        "cpaffc",
        "sister-cities-australia",
        "global-cities-nz",
        "douzelage",
        "mayors-for-peace",
        "other",
    ]
    kind: str | None = None
    period: Period | None = None
    url: str | None = None


class FoundingAct(Part, frozen=True):
    """An ordinance or resolution that founded it."""

    body: Body
    instrument: Instrument
    number: str | None = None
    date: Date | None = None
    sources: tuple[str, ...] = ()


class Organisation(Part, frozen=True):
    """An association, commission, office or institution that runs a programme."""

    schema: Literal[1]
    id: str
    kind: Literal[
        "nonprofit",
        "municipal-commission",
        "municipal-office",
        "institution",
        "coalition",
        "national-association",
        "state-programme",
    ]
    status: Literal["active", "unknown", "inactive", "dissolved", "merged"]
    name: dict[str, str]
    city: str | None = None
    country: str | None = None
    founded: Date | None = None
    legal_form: str | None = None
    governance: Literal["board", "commission", "committee", "none"] | None = None
    run_by: tuple[Literal["volunteers", "institution", "mayors-office", "municipality"], ...] = ()
    languages: tuple[str, ...] = ()
    website: str | None = None
    facebook: str | None = None
    social: tuple[str, ...] = ()
    wikidata: str | None = None
    registration: Registration | None = None
    verified: Date | None = None
    provenance: Literal["wikidata", "wikipedia", "geonames"] | None = None
    former_ids: tuple[str, ...] = ()
    summary: dict[str, str] | None = None
    address: Address | None = None
    meetings: Meetings | None = None
    seeking: Seeking | None = None
    contacts: tuple[Contact, ...] = ()
    committees: tuple[Committee, ...] = ()
    memberships: tuple[Membership, ...] = ()
    instruments: tuple[FoundingAct, ...] = ()
    sources: tuple[Source, ...] = ()
    allow: tuple[Allow, ...] = ()

"""An undirected edge between two cities: what was agreed, when, and how it stands."""

from __future__ import annotations

from typing import Literal

import msgspec

from screcords.model.dates import Date, When
from screcords.model.history import IN_FORCE
from screcords.model.record import Allow, Part, Source
from screcords.model.vocabulary import Body, Field, Instrument, Kind, Office


class Party(Part, frozen=True):
    """One of the two cities, with what belongs to its side only."""

    city: str
    orgs: tuple[str, ...] = ()
    listing: str | None = None
    designation: dict[str, str] | None = None
    name_as_signed: dict[str, str] | None = None


class Signatory(Part, frozen=True):
    """An office that signed for a city."""

    city: str
    office: Office
    on_behalf_of: Office | None = msgspec.field(name="for", default=None)


class Agreement(Part, frozen=True):
    """A memorandum of understanding or another signed document."""

    id: str
    type: Literal[
        "letter-of-intent",
        "memorandum-of-understanding",
        "protocol",
        "friendship-agreement",
        "sister-city-agreement",
        "twinning-charter",
        "joint-declaration",
        "project-agreement",
        "reaffirmation",
        "amendment",
        "termination-notice",
    ]
    signed: Date | None = None
    place: str | None = None
    supersedes: str | None = None
    renews: str | None = None
    term: str | None = None
    signatories: tuple[Signatory, ...] = ()
    sources: tuple[str, ...] = ()


class Approval(Part, frozen=True):
    """A decision of a council, an assembly or a ministry."""

    city: str
    body: Body
    instrument: Instrument
    date: Date
    agreement: str | None = None
    number: str | None = None
    sources: tuple[str, ...] = ()


class Event(Part, frozen=True):
    """Something that happened to the partnership."""

    date: Date
    event: Literal[
        "proposed",
        "approved",
        "established",
        "upgraded",
        "downgraded",
        "reaffirmed",
        "dormant",
        "suspended",
        "resumed",
        "expired",
        "terminated",
        "retired",
        "transferred",
        "renamed",
    ]
    kind: Kind | None = None
    agreement: str | None = None
    by: tuple[str, ...] = ()
    reason: (
        Literal[
            "budget",
            "inactivity",
            "armed-conflict",
            "human-rights",
            "political",
            "municipal-merger",
            "disaster-or-pandemic",
            "policy-change",
            "partner-request",
            "other",
        ]
        | None
    ) = None
    note: dict[str, str] | None = None
    sources: tuple[str, ...] = ()


class Exchange(Part, frozen=True):
    """A visit, a project, an event."""

    date: When
    mode: Literal["in-person", "virtual", "hybrid"]
    title: dict[str, str]
    host: str | None = None
    fields: tuple[Field, ...] = ()
    participants: int | None = None
    sources: tuple[str, ...] = ()


class Dispute(Part, frozen=True):
    """What another source says of a fact that the record states."""

    key: str
    value: str | int | float | bool
    sources: tuple[str, ...]
    note: dict[str, str] | None = None


class Partnership(Part, frozen=True):
    """The relationship of two cities."""

    schema: Literal[1]
    id: str
    kind: Kind
    status: Literal[
        "proposed", "active", "unknown", "dormant", "suspended", "expired", "terminated", "historic", "superseded"
    ]
    parties: tuple[Party, Party]
    since: Date | None = None
    until: Date | None = None
    first_contact: Date | None = None
    superseded_by: str | None = None
    group: str | None = None
    fields: tuple[Field, ...] = ()
    origins: tuple[
        Literal[
            "mayoral",
            "trade",
            "history",
            "ancestry",
            "expatriates",
            "shared-challenges",
            "faith",
            "personal-experience",
            "namesake",
            "reconciliation",
            "geography",
            "sister-state",
            "school-link",
        ],
        ...,
    ] = ()
    verified: Date | None = None
    provenance: Literal["wikidata", "wikipedia", "geonames"] | None = None
    former_ids: tuple[str, ...] = ()
    summary: dict[str, str] | None = None
    agreements: tuple[Agreement, ...] = ()
    approvals: tuple[Approval, ...] = ()
    history: tuple[Event, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    sources: tuple[Source, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    allow: tuple[Allow, ...] = ()

    @property
    def cities(self) -> tuple[str, str]:
        """The ids of both cities, in the order of the file."""
        return self.parties[0].city, self.parties[1].city

    @property
    def in_force(self) -> bool:
        """Whether it is in force, be it presumed, dormant or suspended."""
        return self.status in IN_FORCE

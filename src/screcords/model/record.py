"""What the records of all collections share: the base of their types, and sources."""

from __future__ import annotations

from typing import Any, Literal, TypeVar

import msgspec

from screcords.model.dates import Date, Period


class Part(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """A value inside a record: immutable, and closed to keys that the schema does not know."""


class Source(Part, frozen=True):
    """Where a fact is stated; `party` is the city whose side says it."""

    id: str
    type: Literal[
        "council-record",
        "agreement-text",
        "official-site",
        "directory",
        "news",
        "archive",
        "wikidata",
        "wikipedia",
        "correspondence",
        "academic",
    ]
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    date: Date | None = None
    lang: str | None = None
    accessed: Date | None = None
    archived: str | None = None
    party: str | None = None


class Allow(Part, frozen=True):
    """A rule that may stay broken in this record, and why."""

    rule: str
    reason: str


class Withdrawal(Part, frozen=True):
    """Why and when a record was taken back."""

    reason: Literal["entered-in-error", "not-a-partnership", "privacy", "other"]
    date: Date


class Tombstone(Part, frozen=True):
    """What is left of a record that was taken back, in any collection."""

    schema: Literal[1]
    id: str
    status: Literal["withdrawn"]
    withdrawn: Withdrawal


_Typed = TypeVar("_Typed", bound=Part)


def typed(data: dict[str, Any], kind: type[_Typed]) -> _Typed:
    """The typed record of plain data.

    Raises:
        msgspec.ValidationError: the data is not what the schema asks for.
    """
    return msgspec.convert(data, kind, dec_hook=as_date)


def as_date(kind: type[Date | Period], value: object) -> object:
    """A date, period or either of their text, for msgspec.

    Raises:
        ValueError: it is none.
    """
    if not isinstance(value, str):
        raise ValueError("a date is text in quotes")  # noqa: TRY004 - what msgspec makes its own error of
    return kind.parse(value)


def plain(record: Part) -> dict[str, Any]:
    """The plain data of a typed record: what its file says, without the keys that hold nothing."""
    data: dict[str, Any] = msgspec.to_builtins(record, enc_hook=str)
    return data

"""The free texts of a record: where a person's name or number may have slipped in."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from screcords.model.partnership import Partnership

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from screcords.findings import Route
    from screcords.model.organisation import Organisation

MACHINE_MADE = frozenset({"wikidata", "wikipedia"})

_LIST = re.compile(
    r"List of (?:twin towns and )?sister cities in (?:the )?[A-Z][a-z]+(?: (?:and|of|[A-Z][a-z]+|\(country\))){0,3}"
)
"""Titles of the pages that the records of seeds were made from."""


def is_bare_seed(record: Organisation | Partnership) -> bool:
    """Whether a record was made by a machine and holds no text of anybody, which is true of most."""
    if record.provenance is None or record.summary is not None or record.allow:
        return False
    for source in record.sources:
        if source.type not in MACHINE_MADE or source.publisher is not None:
            return False
        if source.title is not None and not _is_list(source.title):
            return False
    if not isinstance(record, Partnership) or record.history or record.exchanges or record.disputes:
        return False
    one, other = record.parties
    return not (
        (one.designation or one.name_as_signed or one.listing)
        or (other.designation or other.name_as_signed or other.listing)
    )


@functools.lru_cache(256)
def _is_list(title: str) -> bool:
    """Whether a title is that of a list of partnerships; thousands of seeds share each of a few dozen."""
    return _LIST.fullmatch(title) is not None


def texts(record: Organisation | Partnership) -> Iterator[tuple[Route, str]]:
    """All texts that somebody wrote, but for addresses, identifiers and contacts."""
    yield from _by_language(("summary",), record.summary)
    if isinstance(record, Partnership):
        yield from _of_partnership(record)
    else:
        yield from _of_organisation(record)
    for number, source in enumerate(record.sources):
        if source.title is not None:
            yield ("sources", number, "title"), source.title
        if source.publisher is not None:
            yield ("sources", number, "publisher"), source.publisher
    for number, allow in enumerate(record.allow):
        yield ("allow", number, "reason"), allow.reason


def _of_partnership(record: Partnership) -> Iterator[tuple[Route, str]]:
    for number, party in enumerate(record.parties):
        yield from _by_language(("parties", number, "designation"), party.designation)
        yield from _by_language(("parties", number, "name_as_signed"), party.name_as_signed)
    for number, event in enumerate(record.history):
        yield from _by_language(("history", number, "note"), event.note)
    for number, exchange in enumerate(record.exchanges):
        yield from _by_language(("exchanges", number, "title"), exchange.title)
    for number, dispute in enumerate(record.disputes):
        yield from _by_language(("disputes", number, "note"), dispute.note)
        if isinstance(dispute.value, str):
            yield ("disputes", number, "value"), dispute.value


def _of_organisation(record: Organisation) -> Iterator[tuple[Route, str]]:
    yield from _by_language(("name",), record.name)
    if record.legal_form is not None:
        yield ("legal_form",), record.legal_form
    if record.meetings is not None and record.meetings.frequency is not None:
        yield ("meetings", "frequency"), record.meetings.frequency
    for number, committee in enumerate(record.committees):
        if committee.name is not None:
            yield ("committees", number, "name"), committee.name
    for number, membership in enumerate(record.memberships):
        if membership.kind is not None:
            yield ("memberships", number, "kind"), membership.kind
    yield from office(record)


def office(record: Organisation) -> Iterator[tuple[Route, str]]:
    """The lines of the address."""
    if record.address is not None:
        for key in ("street", "city"):
            line = getattr(record.address, key)
            if line is not None:
                yield ("address", key), line


def _by_language(route: Route, texts: Mapping[str, str] | None) -> Iterator[tuple[Route, str]]:
    for language, text in (texts or {}).items():
        yield (*route, language), text

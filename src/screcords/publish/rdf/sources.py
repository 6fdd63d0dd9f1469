"""Sources, and references to them; dates in the form that schema.org wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screcords.model.dates import Date
    from screcords.model.record import Source
    from screcords.publish.rdf.terms import Node


def sources(node: Node, found: Sequence[Source]) -> tuple[Node, ...]:
    """The sources of a record."""
    return tuple(
        node.part(
            f"source/{source.id}",
            "schema:CreativeWork",
            identifier=source.id,
            sourceType=source.type,
            title=source.title,
            url=source.url,
            publisher=source.publisher,
            date=text(source.date),
            inLanguage=source.lang,
            accessed=text(source.accessed),
            archivedAt=source.archived,
            statedBy=f"cities:{source.party}" if source.party else None,
        )
        for source in found
    )


def references(node: Node, ids: Sequence[str]) -> tuple[str, ...]:
    """The IRIs of sources that a part of a record names."""
    return tuple(f"{node.iri}#source/{local}" for local in ids)


def text(date: object) -> str | None:
    """A date as it is written in the records."""
    return None if date is None else str(date)


def certain(date: Date | None) -> str | None:
    """A date that is neither approximate nor uncertain."""
    return date.text if date is not None and date.is_exact else None

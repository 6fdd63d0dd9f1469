"""The canonical form of a record's file; the rule SCR004 and `screcords fmt` both ask here, so they cannot disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.model import schemas
from screcords.model.ids import COLLECTIONS
from screcords.text.canonical import canonical
from screcords.text.line_ends import with_ends_of

if TYPE_CHECKING:
    from screcords.text.document import Document


def collection_of(path: str) -> str | None:
    """The collection that a path lies in, or `None` outside `records/`."""
    parts = path.split("/")
    found = next((parts[at + 1] for at, part in enumerate(parts[:-1]) if part == "records"), "")
    return found if found in COLLECTIONS else None


def reformatted(document: Document) -> str:
    """The text of a record's file in canonical form, with the line ends of most of its lines.

    Comments stay with their owners.

    Raises:
        BadSyntax: the text is no TOML.
        ValueError: the file lies in no collection.
    """
    collection = collection_of(document.path)
    if collection is None:
        raise ValueError(f"{document.path} lies in none of records/{', records/'.join(COLLECTIONS)}")
    text = document.text
    return with_ends_of(text, canonical(text.replace("\r\n", "\n"), schemas.layout(collection)))

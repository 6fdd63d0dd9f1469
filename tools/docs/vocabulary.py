"""docs/vocabulary.md: the text is written in the page itself; classes and schemes between its markers are made here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.publish.rdf.classes import CLASSES
from screcords.publish.rdf.ontology import PROPERTIES, SCHEMES, terms
from tools.docs.markdown import fill, table

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "docs/vocabulary.md"
VALUES = {
    "language": "text by language",
    "edtf": "date or period",
    "date": "year, month or day",
    "scalar": "text, number or truth value",
    "iri": "IRI",
    "url": "address",
}
OFTEN = {(0, 1): "at most once", (1, 1): "once", (0, None): "any number", (1, None): "at least once", (2, 2): "twice"}


def pages(root: Path) -> dict[str, str]:
    """The page, with classes and schemes made anew."""
    text = (root / PAGE).read_text(encoding="utf-8")
    return {PAGE: fill(text, {"classes": classes, "schemes": schemes})}


def classes(_name: str) -> str:
    """A table for each class."""
    return "\n\n".join(_class(number) for number in range(len(CLASSES)))


def _class(number: int) -> str:
    one = CLASSES[number]
    rows = []
    for name, often in one.properties.items():
        found = PROPERTIES[name]
        rows.append((f"`{name}`", f"`{found.iri}`", _values(found.kind), OFTEN[often], f"{found.says}."))
    kinds = ", ".join(f"`{iri}`" for iri in one.iris)
    head = ("Key", "Property", "Values", "How often", "What it says")
    return f"### {one.name}\n\n{one.says}: {kinds}.\n\n{table(head, rows)}"


def _values(kind: str) -> str:
    if kind.startswith("part:"):
        return kind.removeprefix("part:") or "IRI"
    return f"term of `{kind}`" if kind in SCHEMES else VALUES.get(kind, kind)


def schemes(_name: str) -> str:
    """The vocabularies with their terms."""
    rows = (
        (f"`{scheme}`", title, ", ".join(f"`{term}`" for term in terms(scheme)))
        for scheme, (_, _, title) in SCHEMES.items()
    )
    return table(("Vocabulary", "What it is", "Terms"), rows)

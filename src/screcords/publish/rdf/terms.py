"""Names of things (IRIs), the kinds of values that statements have, and a thing with what is said of it.

No domain is ours, so our IRIs are in a `urn:` that nobody has to look up (docs/decisions/0011-names-in-linked-data.md).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BASE = "urn:screcords:"
PREFIXES = {
    "cities": f"{BASE}city/",
    "organisations": f"{BASE}organisation/",
    "partnerships": f"{BASE}partnership/",
    "countries": f"{BASE}country/",
    "scr": f"{BASE}vocabulary#",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Short names of namespaces, as they are used in all files."""

COLLECTIONS = {"cities": "cities", "orgs": "organisations", "partnerships": "partnerships"}
"""Prefix of the records of a collection."""

LICENCE_PAGES = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
}

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", re.ASCII)
_NOT_IN_IRI = re.compile(r"[\x00-\x20\x7f-\xa0<>\"{}|\\^`\u2028-\u202f\u2066-\u2069\u200b-\u200f\u061c\ufeff]")

Scalar: TypeAlias = "str | int | float | bool"
Value: TypeAlias = "Scalar | Mapping[str, str] | Mapping[str, tuple[str, ...]] | Node | tuple[Value, ...] | None"


@dataclass(slots=True)
class Node:
    """A thing with what is said of it; a value may be a further thing, which belongs to this one."""

    iri: str
    """In short form ("cities:de-mainz")."""
    type: str = ""
    """The class, in short form; empty where others say what it is."""
    said: list[tuple[str, Value]] = field(default_factory=list)
    """Properties by their names in `ontology`, and values."""

    def say(self, /, **said: Value) -> Node:
        """Add statements, but for those without a value; the node itself."""
        self.said += [(name, value) for name, value in said.items() if value is not None and value != ()]
        return self

    def part(self, path: str, class_: str, /, **said: Value) -> Node:
        """A thing of a class that belongs to this one, not yet said of it."""
        separator = "/" if "#" in self.iri else "#"
        return Node(f"{self.iri}{separator}{path}", class_).say(**said)


def expand(short: str) -> str:
    """The IRI of a short form; other IRIs as they are."""
    prefix, _, rest = short.partition(":")
    return PREFIXES[prefix] + rest if prefix in PREFIXES else short


def link(url: str) -> str:
    """An address as an IRI: what may not stand in one (RFC 3987), or hides, is percent-encoded."""
    return _NOT_IN_IRI.sub(lambda found: quote(found[0], safe=""), url)


def is_language(tag: str) -> bool:
    """Whether a literal may carry it as its language; a forced export may have other tags."""
    return _LANGUAGE.fullmatch(tag) is not None


def texts(value: Mapping[str, str | tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Language and text of a map of languages, whose values may be lists."""
    for tag, found in value.items():
        for text in (found,) if isinstance(found, str) else found:
            yield tag, text


def xsd_type(text: str) -> str:
    """The datatype of a date that is neither approximate nor uncertain, by its precision."""
    return ("xsd:gYear", "xsd:gYearMonth", "xsd:date")[text.count("-")]


def decimal(value: float) -> str:
    """A number without an exponent, as xsd:decimal wants it."""
    text = repr(float(value))
    return text if "e" not in text else f"{value:.12f}".rstrip("0")

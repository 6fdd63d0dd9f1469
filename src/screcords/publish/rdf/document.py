"""JSON-LD 1.1: the context, made from the properties, and a thing as an object of JSON.

Keys are the names of the properties, terms of vocabularies are plain words, and what belongs to a thing stands in it,
so that those who know nothing of linked data can read it as JSON.
"""

from __future__ import annotations

import json
import re
from typing import Any

from screcords.publish.rdf.ontology import PROPERTIES, SCHEMES, terms
from screcords.publish.rdf.terms import BASE, PREFIXES, Node, decimal, is_language, link, texts, xsd_type

_HIDDEN = re.compile(r"[\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_DATATYPES = {
    "edtf": "edtf:EDTF",
    "integer": "xsd:integer",
    "decimal": "xsd:decimal",
    "boolean": "xsd:boolean",
    "duration": "xsd:duration",
}


def context() -> dict[str, Any]:
    """The `@context`."""
    found: dict[str, Any] = {"@version": 1.1, **PREFIXES}
    for name, one in PROPERTIES.items():
        term: dict[str, Any] = {"@id": one.iri}
        if one.kind == "language":
            term["@container"] = "@language"
        elif one.kind in _DATATYPES:
            term["@type"] = _DATATYPES[one.kind]
        elif one.kind in {"iri", "url"} or one.kind.startswith("part"):
            term["@type"] = "@id"
        elif one.kind in SCHEMES:
            term |= {"@type": "@vocab", "@context": _words(one.kind)}
        found[name] = term if len(term) > 1 else one.iri
    return found


def _words(scheme: str) -> dict[str, str]:
    """The context in which words are terms of a scheme, also those that elsewhere are names of properties."""
    base = f"{BASE}vocabulary/{scheme}/"
    return {"@vocab": base} | {term: base + term for term in terms(scheme) if term in PROPERTIES or term in PREFIXES}


def thing(node: Node) -> dict[str, Any]:
    """A thing with what belongs to it."""
    found: dict[str, Any] = {"@id": node.iri}
    if node.type:
        found["@type"] = node.type
    for name, value in node.said:
        kind = PROPERTIES[name].kind
        if isinstance(value, dict):
            found[name] = _by_language(value)
        elif isinstance(value, tuple):
            found[name] = [_value(kind, one) for one in value]
        else:
            found[name] = _value(kind, value)
    return found


def _by_language(value: dict[str, Any]) -> dict[str, str | list[str]]:
    found: dict[str, list[str]] = {}
    for tag, text in texts(value):
        found.setdefault(tag if is_language(tag) else "@none", []).append(text)
    return {tag: several if len(several) > 1 else several[0] for tag, several in found.items()}


def _value(kind: str, value: Any) -> Any:  # noqa: ANN401 - whatever is said
    if isinstance(value, Node):
        return thing(value)
    if kind == "date":
        return {"@value": value, "@type": xsd_type(value)}
    if kind == "decimal":
        return decimal(value)
    if kind == "scalar" and isinstance(value, float):
        return {"@value": decimal(value), "@type": "xsd:decimal"}
    return link(value) if kind == "url" else value


def line(value: object) -> str:
    """JSON on one line, in which hidden characters are escaped and nothing ends an HTML script."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)

"""The vocabulary and the shapes that go with the data, as Turtle (https://www.w3.org/TR/turtle/)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.publish.rdf.classes import CLASSES, Class
from screcords.publish.rdf.lines import quoted
from screcords.publish.rdf.ontology import PROPERTIES, SCHEMES, Property, terms
from screcords.publish.rdf.terms import BASE, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_RANGES = {
    "text": "xsd:string",
    "language": "rdf:langString",
    "edtf": "edtf:EDTF",
    "integer": "xsd:integer",
    "decimal": "xsd:decimal",
    "boolean": "xsd:boolean",
    "duration": "xsd:duration",
}
_SUPERIOR = {
    "scr:wikidata": "schema:sameAs",
    "scr:facebook": "schema:url",
    "scr:social": "schema:url",
    "scr:party": "dcterms:hasPart",
    "scr:successor": "dcterms:isReplacedBy",
    "scr:formerName": "schema:alternateName",
}
_LIMITS = {"latitude": (-90, 90), "longitude": (-180, 180)}
_EDTF = (
    r"^(\\.\\.|[0-9]{4}(-[0-9]{2}){0,2}[~?]?)(/(\\.\\.|[0-9]{4}(-[0-9]{2}){0,2}[~?]?))?$"  # with Turtle's backslashes
)


def write(folder: Path) -> None:
    """Write vocabulary.ttl and shapes.ttl."""
    for name, lines in (("vocabulary", vocabulary()), ("shapes", shapes())):
        (folder / f"{name}.ttl").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _head(*names: str) -> Iterator[str]:
    yield from (f"@prefix {name}: <{PREFIXES[name]}> ." for name in sorted(names))
    yield ""


def _block(subject: str, said: Iterable[str]) -> Iterator[str]:
    yield f"{subject} " + " ;\n    ".join(said) + " .\n"


def _words(name: str) -> str:
    """A name in camel case or with hyphens as words."""
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip().replace("-", " ")


def vocabulary() -> Iterator[str]:
    """Our own classes and properties, and the terms of the vocabularies with their meanings."""
    yield from _head("dcterms", "edtf", "owl", "rdf", "rdfs", "schema", "scr", "skos", "xsd")
    yield from _block(
        f"<{BASE}vocabulary>",
        ("a owl:Ontology", f"rdfs:label {quoted('Vocabulary of sister-city partnerships')}@en", 'owl:versionInfo "1"'),
    )
    for one in CLASSES:
        for iri in one.iris:
            if iri.startswith("scr:"):
                yield from _block(iri, ("a owl:Class", _label(one.name), _comment(one.says)))
    for found in PROPERTIES.values():
        if found.iri.startswith("scr:"):
            yield from _block(found.iri, _property(found))
    for scheme, (_, _, title) in SCHEMES.items():
        yield from _block(f"<{BASE}vocabulary/{scheme}>", ("a skos:ConceptScheme", f"rdfs:label {quoted(title)}@en"))
        for term, meaning in terms(scheme).items():
            yield from _block(
                f"<{BASE}vocabulary/{scheme}/{term}>",
                (
                    "a skos:Concept",
                    f"skos:inScheme <{BASE}vocabulary/{scheme}>",
                    f"skos:notation {quoted(term)}",
                    f"skos:prefLabel {quoted(_words(term))}@en",
                    f"skos:definition {quoted(meaning)}@en",
                ),
            )


def _label(name: str) -> str:
    return f"rdfs:label {quoted(_words(name))}@en"


def _comment(says: str) -> str:
    return f"rdfs:comment {quoted(says + '.')}@en"


def _property(found: Property) -> Iterator[str]:
    yield "a owl:DatatypeProperty" if found.kind in {*_RANGES, "scalar"} else "a owl:ObjectProperty"
    yield _label(found.iri.removeprefix("scr:"))
    yield _comment(found.says)
    if found.kind in _RANGES:
        yield f"rdfs:range {_RANGES[found.kind]}"
    elif found.kind in SCHEMES:
        yield "rdfs:range skos:Concept"
    if found.iri in _SUPERIOR:
        yield f"rdfs:subPropertyOf {_SUPERIOR[found.iri]}"


def shapes() -> Iterator[str]:
    """What the data obeys, as SHACL (https://www.w3.org/TR/shacl/): no class has other properties than these."""
    yield from _head("dcterms", "edtf", "prov", "rdf", "schema", "scr", "sh", "wdt", "xsd")
    for one in CLASSES:
        yield from _block(f"<{BASE}shapes#{one.name}>", _shape(one))


def _shape(one: Class) -> Iterator[str]:
    yield "a sh:NodeShape"
    yield f"sh:name {quoted(one.says)}@en"
    yield "sh:targetClass " + ", ".join(one.iris)
    yield "sh:closed true"
    yield "sh:ignoredProperties ( rdf:type )"
    for name, (least, most) in one.properties.items():
        constraints = [f"sh:path {PROPERTIES[name].iri}", *_constraints(PROPERTIES[name])]
        if PROPERTIES[name].kind == "language" and most == 1:
            most = None  # noqa: PLW2901 - one in each language
            constraints.append("sh:uniqueLang true")
        if least:
            constraints.append(f"sh:minCount {least}")
        if most is not None:
            constraints.append(f"sh:maxCount {most}")
        yield f"sh:property [ {' ; '.join(constraints)} ]"


def _constraints(found: Property) -> Iterator[str]:
    if found.kind in _RANGES:
        yield f"sh:datatype {_RANGES[found.kind]}"
        if found.kind == "edtf":
            yield f'sh:pattern "{_EDTF}"'
        if found.name in _LIMITS:
            least, most = _LIMITS[found.name]
            yield f"sh:minInclusive {least} ; sh:maxInclusive {most}"
    elif found.kind in SCHEMES:
        yield "sh:in ( " + " ".join(f"<{BASE}vocabulary/{found.kind}/{term}>" for term in terms(found.kind)) + " )"
    elif found.kind == "date":
        yield "sh:or ( [ sh:datatype xsd:date ] [ sh:datatype xsd:gYearMonth ] [ sh:datatype xsd:gYear ] )"
    elif found.kind == "scalar":
        yield "sh:nodeKind sh:Literal"
    else:
        yield "sh:nodeKind sh:IRI"
        part = next((one for one in CLASSES if found.kind == f"part:{one.name}"), None)
        if part is not None:
            yield f"sh:class {part.iris[0]}"

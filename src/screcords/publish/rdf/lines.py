r"""N-Triples: a statement a line, as the recommendation has it (https://www.w3.org/TR/n-triples/), in UTF-8.

Controls, direction marks and other characters that one does not see are written as numbers (\u202E).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from screcords.publish.rdf.ontology import PROPERTIES, SCHEMES
from screcords.publish.rdf.terms import BASE, Node, decimal, expand, is_language, link, texts, xsd_type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PREDICATES = {name: f"<{expand(found.iri)}>" for name, found in PROPERTIES.items()}
_TYPE = f"<{expand('rdf:type')}>"
_TO_ESCAPE = re.compile(r'[\x00-\x1f"\\\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]')
_SHORT = {"\t": r"\t", "\b": r"\b", "\n": r"\n", "\r": r"\r", "\f": r"\f", '"': r"\"", "\\": r"\\"}


def statements(node: Node) -> list[str]:
    """The statements about a thing and what belongs to it, sorted, each once, without the end of the line."""
    return sorted(set(_statements(node)))


def _statements(node: Node) -> Iterator[str]:
    subject = f"<{expand(node.iri)}>"
    if node.type:
        yield f"{subject} {_TYPE} <{expand(node.type)}> ."
    for name, value in node.said:
        start = f"{subject} {_PREDICATES[name]} "
        write = writer(PROPERTIES[name].kind)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Node):
                yield f"{start}<{expand(one.iri)}> ."
                yield from _statements(one)
            elif isinstance(one, dict):
                for tag, text in texts(one):
                    yield f"{start}{literal(text, tag)} ."
            else:
                yield f"{start}{write(one)} ."


def quoted(text: str) -> str:
    """A text in double quotes, with everything escaped that needs it."""
    return f'"{_TO_ESCAPE.sub(_escaped, text)}"'


def _escaped(found: re.Match[str]) -> str:
    return _SHORT.get(found[0]) or f"\\u{ord(found[0]):04X}"


def literal(text: str, tag: str) -> str:
    """A text in a language; without it where the tag is none."""
    return f"{quoted(text)}@{tag}" if is_language(tag) else quoted(text)


def typed(text: str, datatype: str) -> str:
    """A literal with its datatype, which is in short form."""
    return f"{quoted(text)}^^<{expand(datatype)}>"


def _scalar(value: Any) -> str:  # noqa: ANN401 - whatever a record may hold there
    if isinstance(value, bool):
        return typed("true" if value else "false", "xsd:boolean")
    if isinstance(value, int):
        return typed(str(value), "xsd:integer")
    return typed(decimal(value), "xsd:decimal") if isinstance(value, float) else quoted(value)


_WRITERS: dict[str, Callable[[Any], str]] = {
    "text": quoted,
    "edtf": lambda text: typed(text, "edtf:EDTF"),
    "date": lambda text: typed(text, xsd_type(text)),
    "integer": _scalar,
    "decimal": lambda value: typed(decimal(value), "xsd:decimal"),
    "boolean": _scalar,
    "duration": lambda text: typed(text, "xsd:duration"),
    "scalar": _scalar,
    "iri": lambda short: f"<{expand(short)}>",
    "url": lambda url: f"<{link(expand(url))}>",
}


def _term(scheme: str) -> Callable[[str], str]:
    return lambda term: f"<{BASE}vocabulary/{scheme}/{term}>"


_WRITERS |= {scheme: _term(scheme) for scheme in SCHEMES}


def writer(kind: str) -> Callable[[Any], str]:
    """How values of a kind are written; texts by language and things of their own are not among them."""
    return _WRITERS.get(kind, quoted)

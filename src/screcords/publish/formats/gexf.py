"""GEXF 1.3 (https://gexf.net): for Gephi and its kin.

An undirected, static graph; attributes are declared with their types, and one that is not known is left away. Written
by hand, not with networkx, which writes the day of the clock into it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.publish import graph, objects
from screcords.publish.exporter import exporter
from screcords.publish.graph import xml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from screcords.directory.model import Directory
    from screcords.publish.graph import Attribute, Value

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd">
"""
_TYPES = {"string": "string", "integer": "long", "double": "double", "boolean": "boolean"}


@exporter("gexf", title="GEXF for Gephi", leaves_out=graph.LEAVES_OUT)
def write(directory: Directory, target: Path) -> None:
    """Write partnerships.gexf."""
    with (target / "partnerships.gexf").open("w", encoding="utf-8", newline="\n") as out:
        out.write(_HEAD)
        out.writelines(_meta(directory))
        out.write('<graph defaultedgetype="undirected" mode="static">\n')
        out.writelines(_attributes("node", graph.NODE))
        out.writelines(_attributes("edge", graph.EDGE))
        out.write("<nodes>\n")
        for node, label, values in graph.nodes(directory):
            out.write(f'<node id="{xml(node)}" label="{xml(label)}">{_values(values)}</node>\n')
        out.write("</nodes>\n<edges>\n")
        for edge, (one, other), values in graph.edges(directory):
            out.write(f'<edge id="{xml(edge)}" source="{xml(one)}" target="{xml(other)}">{_values(values)}</edge>\n')
        out.write("</edges>\n</graph>\n</gexf>\n")


def _meta(directory: Directory) -> Iterator[str]:
    head = objects.head(directory)
    about = [f"Licence: {head['licence']}.", *head["attribution"]]
    if directory.revision:
        about.append(f"Revision {directory.revision}.")
    if directory.forced:
        about.append("MADE BY FORCE: the records had errors when this was written.")
    if directory.part:
        about.insert(0, directory.part)
    yield f'<meta lastmodifieddate="{directory.today}">\n<creator>screcords</creator>\n'
    yield f"<description>{xml('Sister-city partnerships. ' + ' '.join(about))}</description>\n</meta>\n"


def _attributes(kind: str, attributes: tuple[Attribute, ...]) -> Iterator[str]:
    yield f'<attributes class="{kind}" mode="static">\n'
    for number, (name, type_, _said) in enumerate(attributes):
        yield f'<attribute id="{number}" title="{name}" type="{_TYPES[type_]}"/>\n'
    yield "</attributes>\n"


def _values(values: tuple[Value, ...]) -> str:
    found = [
        f'<attvalue for="{number}" value="{xml(value)}"/>' for number, value in enumerate(values) if value is not None
    ]
    return f"<attvalues>{''.join(found)}</attvalues>"

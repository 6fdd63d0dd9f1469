"""GraphML (http://graphml.graphdrawing.org/specification.html): for networkx, igraph, Gephi, Cytoscape, yEd.

An undirected graph; attributes are declared with their types, and one that is not known is left away. Written by hand,
not with networkx, whose bytes change with its version.
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
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_TYPES = {"string": "string", "integer": "long", "double": "double", "boolean": "boolean"}


@exporter("graphml", title="GraphML for graph tools", leaves_out=graph.LEAVES_OUT)
def write(directory: Directory, target: Path) -> None:
    """Write partnerships.graphml."""
    with (target / "partnerships.graphml").open("w", encoding="utf-8", newline="\n") as out:
        out.write(_HEAD)
        facts = _facts(directory)
        out.writelines(f'<key id="g_{key}" for="graph" attr.name="{key}" attr.type="string"/>\n' for key in facts)
        out.writelines(_keys("node", graph.NODE))
        out.writelines(_keys("edge", graph.EDGE))
        out.write('<graph id="sister-cities" edgedefault="undirected">\n')
        out.writelines(f'<data key="g_{key}">{xml(value)}</data>\n' for key, value in facts.items())
        for node, _label, values in graph.nodes(directory):
            out.write(f'<node id="{xml(node)}">{_data("n", graph.NODE, values)}</node>\n')
        for edge, (one, other), values in graph.edges(directory):
            out.write(
                f'<edge id="{xml(edge)}" source="{xml(one)}" target="{xml(other)}">'
                f"{_data('e', graph.EDGE, values)}</edge>\n"
            )
        out.write("</graph>\n</graphml>\n")


def _facts(directory: Directory) -> dict[str, str]:
    """What is said of the graph as a whole."""
    head = objects.head(directory)
    return {
        "licence": head["licence"],
        "attribution": " ".join(head["attribution"]),
        "as_of": head["as_of"],
        "revision": directory.revision,
        "forced": xml(directory.forced),
        "selection": directory.selection,
    }


def _keys(kind: str, attributes: tuple[Attribute, ...]) -> Iterator[str]:
    for name, type_, said in attributes:
        yield (
            f'<key id="{kind[0]}_{name}" for="{kind}" attr.name="{name}" attr.type="{_TYPES[type_]}">'
            f"<desc>{xml(said)}</desc></key>\n"
        )


def _data(prefix: str, attributes: tuple[Attribute, ...], values: tuple[Value, ...]) -> str:
    return "".join(
        f'<data key="{prefix}_{attribute.name}">{xml(value)}</data>'
        for attribute, value in zip(attributes, values, strict=True)
        if value is not None
    )

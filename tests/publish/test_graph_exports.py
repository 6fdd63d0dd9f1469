"""GraphML, GEXF and edge lists: what networkx and igraph read is the directory, whatever the texts are."""

import csv
import xml.etree.ElementTree as ET
from dataclasses import replace

import igraph
import msgspec
import networkx
import pytest

from screcords.directory import facts
from screcords.directory.edges import of_directory, read
from screcords.directory.model import directory
from screcords.model.dates import Date
from screcords.publish import exporter
from screcords.publish.graph import EDGE, NODE
from screcords.repository.load import load

FORMATS = ("graphml", "gexf", "edges")
FILES = ("partnerships.graphml", "partnerships.gexf", "edges.tsv", "edges.csv")
TYPES = {"string": str, "integer": int, "double": float, "boolean": bool}


def written(published, folder):
    for name in FORMATS:
        exporter.find(name).write(published, folder)
    return folder


@pytest.fixture
def published(features):
    return replace(directory(load(features.root)), today=Date.parse("2026-06-01"), revision="0123abc")


@pytest.fixture
def out(published, tmp_path):
    return written(published, tmp_path)


def graphs(folder):
    return [
        networkx.read_graphml(folder / "partnerships.graphml"),
        networkx.read_gexf(folder / "partnerships.gexf"),
    ]


def test_golden(out, golden):
    for name in FILES:
        golden(f"formats/{name}", (out / name).read_bytes())


def test_the_command_writes_the_same(features, screcords, out, tmp_path):
    done = screcords(
        "export", *FORMATS, "--to", tmp_path / "cli", "--root", features.root, "--as-of", "2026-06-01"
    )  # fmt: skip
    assert done.code == 0, done.err
    for name in FILES:
        assert (tmp_path / "cli" / name).read_bytes().count(b"\n") == (out / name).read_bytes().count(b"\n")


def test_networkx_reads_nodes_and_edges(published, out):
    for graph in graphs(out):
        assert not graph.is_directed()
        assert set(graph.nodes) == set(published.cities)
        assert {data["id"] for *_, data in graph.edges(data=True)} == set(published.partnerships)
        for key, data in graph.nodes(data=True):
            city = published.cities[key]
            assert (data["name"], data["country"]) == (city.name["en"], city.country)
            assert (data.get("lat"), data.get("lon")) == (city.lat, city.lon)
            assert data.get("population") == (city.population.value if city.population else None)
        for one, other, data in graph.edges(data=True):
            tie = published.partnerships[data["id"]]
            assert data["partnership"] == tie.id
            assert {one, other} == set(tie.cities)
            assert (data["kind"], data["status"], data["in_force"]) == (tie.kind, tie.status, tie.in_force)
            assert data.get("since") == (str(tie.since) if tie.since else None)
            assert data.get("since_year") == (tie.since.year if tie.since else None)
            assert data.get("distance_km") == facts.distance_km(published, tie)
            assert data.get("years") == facts.years(tie, published.today)


def test_types_are_as_declared(out):
    for graph in graphs(out):
        for attributes, found in (
            (NODE, [data for _, data in graph.nodes(data=True)]),
            (EDGE, [data for *_, data in graph.edges(data=True)]),
        ):
            declared = {attribute.name: TYPES[attribute.type] for attribute in attributes}
            for data in found:
                for key, value in data.items():
                    assert key in {"id", "label"} or type(value) is declared[key], key


def test_igraph_reads_the_same(published, out):
    graph = igraph.Graph.Read_GraphML(str(out / "partnerships.graphml"))
    assert (graph.vcount(), graph.ecount()) == (len(published.cities), len(published.partnerships))
    assert not graph.is_directed()
    assert graph["licence"] == "CC-BY-SA-4.0"
    assert (graph["as_of"], graph["revision"]) == ("2026-06-01", "0123abc")
    names = dict(zip(graph.vs["id"], graph.vs["name"], strict=True))
    assert names == {city.id: city.name["en"] for city in published.cities.values()}
    for edge in graph.es:
        tie = published.partnerships[edge["partnership"]]
        assert {graph.vs[edge.source]["id"], graph.vs[edge.target]["id"]} == set(tie.cities)
        assert (edge["kind"], edge["status"], edge["in_force"]) == (tie.kind, tie.status, tie.in_force)


def test_gexf_says_what_it_is(out):
    root = ET.parse(out / "partnerships.gexf").getroot()
    space = {"g": "http://gexf.net/1.3"}
    meta = root.find("g:meta", space)
    assert meta.get("lastmodifieddate") == "2026-06-01"
    assert "CC-BY-SA-4.0" in meta.find("g:description", space).text
    assert root.find("g:graph", space).attrib == {"defaultedgetype": "undirected", "mode": "static"}


def test_edge_lists_are_networks(published, out):
    for name in ("edges.tsv", "edges.csv"):
        assert read(out / name)[:2] == of_directory(published)[:2]
    graph = networkx.read_edgelist(out / "edges.tsv", delimiter="\t", comments="#")
    assert graph.number_of_edges() == len(published.partnerships)
    rows = list(csv.DictReader((out / "edges.csv").read_text(encoding="utf-8").splitlines()))
    assert [(row["source"], row["target"]) for row in rows] == [tie.cities for tie in published.partnerships.values()]
    assert (out / "edges.tsv").read_text().startswith("# Sister-city partnerships: 14 pairs of cities, undirected")


def test_stats_takes_the_edge_list(out, screcords):
    done = screcords("stats", "--edges", out / "edges.tsv", "--json")
    assert done.code == 0, done.err


@pytest.mark.parametrize(
    "text",
    ['<a href="x">&amp;</a>]]>', "zwei\nZeilen\tund\rmehr", "\x00\x01\x0b\x1f\ufffe", "\u202eabc\u202c", "𝔖ister 🏙", " blank ", "=1+1", "'", ""],
)  # fmt: skip
def test_hostile_names(published, tmp_path, text):
    """Whatever a name is, the files are XML; only what XML cannot say is replaced."""
    key = "de-neuental"
    city = msgspec.structs.replace(published.cities[key], name={"en": text})
    out = written(replace(published, cities={**published.cities, key: city}), tmp_path)
    expected = "".join("\ufffd" if c in "\x00\x01\x0b\x1f\ufffe" else c for c in text)
    for graph in graphs(out):
        assert (graph.nodes[key].get("name") or "") == expected
        assert graph.number_of_edges() == len(published.partnerships)
    label = igraph.Graph.Read_GraphML(str(out / "partnerships.graphml")).vs.find(id=key)["name"]
    assert label.split() == expected.split()


def test_an_empty_directory(folder, tmp_path):
    (folder.root / "records").mkdir()
    out = written(directory(load(folder.root)), tmp_path)
    assert [len(graph) for graph in graphs(out)] == [0, 0]


def test_a_forced_export_says_so(published, tmp_path):
    out = written(replace(published, forced=True), tmp_path)
    assert "MADE BY FORCE" in (out / "edges.tsv").read_text()
    assert "MADE BY FORCE" in (out / "partnerships.gexf").read_text()
    assert networkx.read_graphml(out / "partnerships.graphml").graph["forced"] == "true"


def test_a_part_says_so(published, tmp_path):
    out = written(replace(published, selection="country JP"), tmp_path)
    assert "\n# A PART of the directory only: country JP.\n" in (out / "edges.tsv").read_text()
    assert "A PART of the directory only: country JP." in (out / "partnerships.gexf").read_text()
    assert networkx.read_graphml(out / "partnerships.graphml").graph["selection"] == "country JP"


@pytest.mark.parametrize("name", FORMATS)
def test_what_they_do_not_claim(name):
    assert exporter.find(name).leaves_out

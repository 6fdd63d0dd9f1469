"""The network's measures: published figures of classic networks, and the same as networkx on any network."""

import itertools
import statistics

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from screcords.directory import distances, edges, network
from screcords.directory.centrality import betweenness


def edges_of(graph):
    """A graph of networkx as a list of pairs; nodes without edges come in by a loop that is left out."""
    return [f"{a!s}\t{b!s}\n".replace(" ", "_") for a, b in graph.edges] + [
        f"{n}\t{n}\n".replace(" ", "_") for n in graph.nodes
    ]


@pytest.fixture
def measured(tmp_path):
    def run(graph, **budgets):
        path = tmp_path / "edges.tsv"
        path.write_text("".join(edges_of(graph)), encoding="utf-8")
        return network.measure(edges.read(path), **budgets)

    return run


def values(found):
    return {measure.name: measure.value for measure in found.measures}


def test_zachary_karate_club(measured):
    """KONECT, network ucidata-zachary (http://konect.cc/networks/ucidata-zachary/)."""
    found = values(measured(networkx.karate_club_graph()))
    published = {
        "nodes": 34, "edges": 78, "wedges": 528, "triangles": 45, "maximum-degree": 17, "mean-degree": 4.58824,
        "density": 0.139037, "largest-component": 34, "diameter": 5, "median-distance": 2, "degree-gini": 0.385370,
        "degree-assortativity": -0.475613, "transitivity": 0.255682,
    }  # fmt: skip
    assert {name: found[name] for name in published} == pytest.approx(published, rel=5e-6)
    # KONECT estimates distances from samples (2.443 and 3.442); these are exact.
    assert found["mean-distance"] == pytest.approx(1351 / 561)
    assert found["effective-distance-90"] == pytest.approx(3 + (0.9 * 561 - 480) / 73)


def test_petersen_graph(measured):
    """D. A. Holton and J. Sheehan, The Petersen Graph (1993): 3-regular, diameter 2, girth 5."""
    found = measured(networkx.petersen_graph())
    told = values(found)
    assert (told["nodes"], told["edges"], told["diameter"], told["triangles"]) == (10, 15, 2, 0)
    assert told["mean-distance"] == pytest.approx(5 / 3)
    assert (told["degree-gini"], told["degree-assortativity"]) == (0, None)
    assert found.distances == {1: 15, 2: 30}
    assert found.degrees == {3: 10}


def test_les_miserables(measured):
    """D. E. Knuth, The Stanford GraphBase (1993): 77 characters who meet in 254 pairs; Valjean meets 36."""
    found = measured(networkx.les_miserables_graph())
    told = values(found)
    assert (told["nodes"], told["edges"], told["diameter"], told["maximum-degree"]) == (77, 254, 5, 36)
    assert told["mean-distance"] == pytest.approx(2.641, abs=5e-4)
    assert told["mean-clustering"] == pytest.approx(0.573, abs=5e-4)
    assert told["mean-clustering-from-degree-2"] == pytest.approx(0.736, abs=5e-4)
    assert found.nodes[max(range(77), key=found.centrality["degree"].__getitem__)] == "Valjean"


def test_florentine_families(measured):
    """M. O. Jackson, Social and Economic Networks (2008), 1.2.1: betweenness of Medici 0.522, Guadagni 0.255, Strozzi 0.103."""
    found = measured(networkx.florentine_families_graph())
    between = dict(zip(found.nodes, found.centrality["betweenness"], strict=True))
    assert between["Medici"] == pytest.approx(0.522, abs=5e-4)
    assert between["Guadagni"] == pytest.approx(0.255, abs=5e-4)
    assert between["Strozzi"] == pytest.approx(0.103, abs=5e-4)


def test_krackhardt_kite(measured):
    """D. Krackhardt, Administrative Science Quarterly 35 (1990), 351: three measures, three centres."""
    found = measured(networkx.krackhardt_kite_graph())
    degree, between, close = (
        dict(zip(found.nodes, found.centrality[name], strict=True)) for name in ("degree", "betweenness", "closeness")
    )
    assert (max(degree, key=degree.get), degree["3"]) == ("3", 6)
    assert max(between, key=between.get) == "7"
    assert between["7"] * 36 == pytest.approx(14)
    assert close["5"] == close["6"] == max(close.values()) == pytest.approx(0.643, abs=5e-4)


@pytest.mark.parametrize("nodes", [2, 3, 8, 41])
def test_formulas_of_regular_families(measured, nodes):
    path = values(measured(networkx.path_graph(nodes)))
    assert (path["diameter"], path["mean-distance"]) == (nodes - 1, pytest.approx((nodes + 1) / 3))
    whole = values(measured(networkx.complete_graph(nodes)))
    assert (whole["diameter"], whole["density"], whole["triangles"]) == (1, 1, nodes * (nodes - 1) * (nodes - 2) // 6)
    star = measured(networkx.star_graph(nodes))
    assert values(star)["degree-gini"] == pytest.approx((nodes - 1) / (2 * nodes + 2))
    assert max(star.centrality["betweenness"]) == 1


graphs = st.builds(
    networkx.from_edgelist,
    st.lists(
        st.tuples(st.integers(0, 24), st.integers(0, 24)).filter(lambda pair: pair[0] != pair[1]),
        min_size=1,
        max_size=60,
    ),
)


def made(graph):
    return edges.numbered((str(a), str(b)) for a, b in graph.edges)


@given(graphs)
def test_the_same_as_networkx(graph):
    found = network.measure(made(graph))
    told = values(found)
    largest = graph.subgraph(max(networkx.connected_components(graph), key=len))
    assert told["components"] == networkx.number_connected_components(graph)
    assert told["triangles"] == sum(networkx.triangles(graph).values()) // 3
    assert told["mean-clustering"] == pytest.approx(networkx.average_clustering(graph))
    assert told["density"] == pytest.approx(networkx.density(graph))
    if told["transitivity"] is not None:
        assert told["transitivity"] == pytest.approx(networkx.transitivity(graph))
    if sorted(map(len, networkx.connected_components(graph)))[-2:-1] != [len(largest)]:  # else it may be another one
        assert told["diameter"] == networkx.diameter(largest)
        assert told["mean-distance"] == pytest.approx(networkx.average_shortest_path_length(largest))
    ends = [
        pair
        for a, b in graph.edges
        for pair in ((graph.degree[a], graph.degree[b]), (graph.degree[b], graph.degree[a]))
    ]
    if told["degree-assortativity"] is not None:
        one, other = zip(*ends, strict=True)
        assert told["degree-assortativity"] == pytest.approx(statistics.correlation(one, other))
    for name, function in (
        ("betweenness", networkx.betweenness_centrality),
        ("closeness", networkx.closeness_centrality),
    ):
        expected = function(graph)
        assert found.centrality[name] == pytest.approx([expected[int(node)] for node in found.nodes])


def test_what_is_too_large_is_estimated_and_said(measured):
    graph = networkx.barabasi_albert_graph(1500, 3, seed=4)
    exact = measured(graph)
    rough = measured(graph, distance_budget=1, betweenness_budget=1)
    assert rough == measured(graph, distance_budget=1, betweenness_budget=1)
    methods = {measure.name: measure.method for measure in rough.measures}
    assert methods["mean-distance"] == "estimated from 64 of 1,500 nodes"
    assert methods["diameter"] == "at least; estimated from 64 of 1,500 nodes"
    assert rough.methods["betweenness"] == rough.methods["closeness"] == "estimated from 64 of 1,500 nodes"
    told, known = values(rough), values(exact)
    assert told["mean-distance"] == pytest.approx(known["mean-distance"], rel=0.05)
    assert known["diameter"] - 1 <= told["diameter"] <= known["diameter"]
    top = max(range(1500), key=exact.centrality["betweenness"].__getitem__)
    assert rough.centrality["betweenness"][top] == pytest.approx(exact.centrality["betweenness"][top], rel=0.2)
    assert {measure.method for measure in exact.measures} == {"exact"}


def test_every_budget_gives_what_it_promises():
    """A long chain is the worst case: nothing is shared between searches, and levels are many."""
    chain = [[node - 1] * (node > 0) + [node + 1] * (node < 2999) for node in range(3000)]
    far = distances.measure(chain, frozenset(range(3000)), budget=100_000)
    assert far.sources == distances.SMALLEST
    assert betweenness(chain, budget=1).sources == 64


def test_no_edges():
    found = network.measure(edges.Edges((), ()))
    told = values(found)
    assert (told["nodes"], told["edges"], told["components"], told["diameter"]) == (0, 0, 0, 0)
    assert told["mean-distance"] is told["density"] is told["degree-gini"] is None


def test_gini():
    assert network.gini([0, 0, 0, 12]) == pytest.approx(0.75)
    assert network.gini([5, 5, 5]) == pytest.approx(0)
    pairs = list(itertools.product([1, 2, 3, 10], repeat=2))
    assert network.gini([1, 2, 3, 10]) == pytest.approx(sum(abs(a - b) for a, b in pairs) / (2 * 16 * 4))


# Lists of pairs


def read(tmp_path, text):
    path = tmp_path / "some.edges"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return edges.read(path)


def test_lines_of_all_sorts(tmp_path):
    found = read(tmp_path, '\ufeff% sym unweighted\n# a comment\n\na b\nb,a,2.5\n b ; c\n"c"\td 1 1262300400\r\nd d\n')
    assert found.nodes == ("a", "b", "c", "d")
    assert found.pairs == ((0, 1), (1, 2), (2, 3))
    assert (found.loops, found.duplicates, found.head) == (1, 1, False)


def test_a_first_line_with_names_of_columns(tmp_path):
    assert read(tmp_path, "source,target\na,b\n") == edges.Edges(("a", "b"), ((0, 1),), head=True)
    assert read(tmp_path, "a b\nb c\n") == edges.Edges(("a", "b", "c"), ((0, 1), (1, 2)))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a b\nonly\n", "line 2 of some.edges has one id where two are needed"),
        ("a b c d e\n", "line 1 of some.edges has 5 columns; an edge has two ids, a weight and a time may follow"),
        ("a,,b\n", "line 1 of some.edges has one id where two are needed"),
        (b"\x7fELF\0\0", "line 1 of some.edges holds binary data, not a list of pairs"),
        (b"caf\xe9 b\n", "line 1 of some.edges is not UTF-8"),
        ("a b\n" + "x" * 5000 + "\n", "line 2 of some.edges is longer than 4,096 bytes, so this is no list of pairs"),
    ],
)  # fmt: skip
def test_what_is_no_list_of_pairs(tmp_path, text, why):
    with pytest.raises(edges.UnreadableError) as caught:
        read(tmp_path, text)
    assert str(caught.value) == why


def test_too_many_pairs(tmp_path, monkeypatch):
    monkeypatch.setattr(edges, "MOST_PAIRS", 2)
    with pytest.raises(edges.UnreadableError, match="more than 2 edges"):
        read(tmp_path, "a b\nb c\nc d\n")

"""Chains, cousins and partners in common, against networkx and by hand."""

import itertools

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from screcords.directory.holdings import Tie
from screcords.directory.paths import cousins, neighbours, shortest, ties_of

PAIRS = st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted).map(tuple), max_size=25)


def tie(one, other, status="active"):
    return Tie(f"{one}--{other}", str(one), str(other), "sister", status, None, ())


@given(PAIRS)
def test_all_shortest_chains_as_networkx_finds_them(pairs):
    graph = networkx.Graph((str(one), str(other)) for one, other in pairs if one != other)
    graph.add_nodes_from("019")
    partners = neighbours(tie(*pair) for pair in pairs)
    for start, end in (("0", "1"), ("0", "9"), ("1", "1")):
        found = shortest(partners, start, end, 1000)
        if not networkx.has_path(graph, start, end):
            assert found is None
            continue
        expected = sorted(tuple(chain) for chain in networkx.all_shortest_paths(graph, start, end))
        assert list(found.shown) == expected
        assert found.number == len(expected)
        assert found.steps == len(expected[0]) - 1
        few = shortest(partners, start, end, 2)
        assert list(few.shown) == expected[:2]
        assert few.number == len(expected)


def test_very_many_chains_are_counted_and_not_made():
    """Forty layers of two cities, all joined to the next: 2 to the 39th chains."""
    names = [("s", "s"), *[(f"a{n:02}", f"b{n:02}") for n in range(40)], ("t", "t")]
    pairs = [tie(one, other) for layer, following in itertools.pairwise(names) for one in layer for other in following]
    found = shortest(neighbours(pairs), "s", "t", 3)
    assert (found.number, found.steps, len(found.shown)) == (2**40, 41, 3)


@given(PAIRS)
def test_cousins_are_two_steps_away(pairs):
    partners = neighbours(tie(*pair) for pair in pairs)
    graph = networkx.Graph((str(one), str(other)) for one, other in pairs if one != other)
    for city in graph:
        found = cousins(partners, city)
        distances = networkx.single_source_shortest_path_length(graph, city, cutoff=2)
        assert {each.id for each in found} == {key for key, steps in distances.items() if steps == 2}
        for each in found:
            assert list(each.via) == sorted(networkx.common_neighbors(graph, city, each.id))
        assert [len(each.via) for each in found] == sorted((len(each.via) for each in found), reverse=True)


@pytest.mark.parametrize(("in_force", "expected"), [(False, {"b", "c"}), (True, {"c"})])
def test_ended_partnerships_lead_on_unless_told(in_force, expected):
    ties = [tie("a", "b", "terminated"), tie("a", "c", "unknown"), tie("a", "a")]
    assert neighbours(ties, in_force=in_force)["a"] == expected


def test_of_two_partnerships_with_one_city_the_one_in_force_counts():
    ended, alive = tie("a", "b", "terminated"), tie("b", "a")
    assert ties_of([alive, ended], "a") == ties_of([ended, alive], "a") == {"b": alive}

"""Great-circle lines: as short as the way is, smooth, and never across the map at the antimeridian."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screcords.publish.arcs import arc
from screcords.reference.places import distance_km

PLACES = st.tuples(st.floats(-180, 180).map(lambda x: round(x, 5)), st.floats(-89, 89).map(lambda y: round(y, 5)))
EITHER = 0
"""Over a pole, where east and west are the same."""
NEW_ZEALAND, CHILE = (174.77, -41.29), (-70.65, -33.45)


def length(parts):
    return sum(distance_km(a[1], a[0], b[1], b[0]) for part in parts for a, b in itertools.pairwise(part))


def same_place(one, other):
    return one[1] == other[1] and (one[0] - other[0]) % 360 == 0


def check(start, end, parts):
    for part in parts:
        assert len(part) >= 2
        assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in part)
        for (lon, lat), (other, height) in itertools.pairwise(part):
            assert abs(lon - other) < 179.9 or abs(lat) == abs(height) == 90, "it jumps"
    assert same_place(parts[0][0], start)
    assert same_place(parts[-1][-1], end)
    for one, other in itertools.pairwise(parts):
        assert abs(one[-1][0]) == 180
        assert other[0] == (-one[-1][0], one[-1][1])


@given(PLACES, PLACES)
def test_any_line_lies_on_the_map_and_is_as_long_as_the_way(start, end):
    parts = arc(start, end)
    check(start, end, parts)
    assert len(parts) <= 2
    way = distance_km(start[1], start[0], end[1], end[0])
    assert length(parts) == pytest.approx(way, rel=2e-4, abs=0.05)


@given(PLACES, PLACES)
def test_the_way_back_is_the_same(start, end):
    assert length(arc(start, end)) == pytest.approx(length(arc(end, start)), rel=1e-6, abs=0.01)


def test_a_line_is_smooth():
    """Between two neighbours the map's straight line stays within a tenth of a degree of the way; here, of its middle."""
    (part,) = arc((-122.42, 37.77), (37.62, 55.75))
    assert 10 < len(part) < 80
    assert max(lat for _, lat in part) > 75
    assert max(distance_km(a[1], a[0], b[1], b[0]) for a, b in itertools.pairwise(part)) < 1120


def test_known_points():
    """Los Angeles to New York, the example of the Aviation Formulary: at 40 % of the way, 38°40.167'N 101°37.570'W."""
    (part,) = arc((-(118 + 24 / 60), 33 + 57 / 60), (-(73 + 47 / 60), 40 + 38 / 60))
    lon, lat = -(101 + 37.570 / 60), 38 + 40.167 / 60
    (a, b) = next(pair for pair in itertools.pairwise(part) if pair[0][0] <= lon <= pair[1][0])
    share = (lon - a[0]) / (b[0] - a[0])
    assert a[1] + share * (b[1] - a[1]) == pytest.approx(lat, abs=0.06)


def test_it_is_cut_at_the_antimeridian():
    west, east = arc(NEW_ZEALAND, CHILE)
    assert (west[0], west[-1][0]) == (NEW_ZEALAND, 180)
    assert (east[0][0], east[-1]) == (-180, CHILE)
    assert west[-1][1] == east[0][1]


@pytest.mark.parametrize(
    ("start", "end", "parts"),
    [
        ((0.0, 0.0), (0.0, 0.0), 1),
        ((7.5, 48.5), (7.5, 48.50001), 1),
        ((180.0, 10.0), (-180.0, 20.0), 1),  # along the antimeridian itself
        ((180.0, 10.0), (-170.0, 20.0), 1),
        ((-180.0, 10.0), (170.0, 20.0), 1),
        ((170.0, 0.0), (180.0, 0.0), 1),
        ((179.9, 0.0), (-179.9, 0.0), 2),
        ((-179.9, -5.0), (179.9, 5.0), 2),
        ((0.0, 0.0), (180.0, 0.0), EITHER),  # antipodes: over the north pole
        ((10.0, 50.0), (-170.0, 60.0), EITHER),  # straight over the pole
        ((100.0, 80.0), (-80.0, 80.0), EITHER),
        ((20.0, -80.0), (-160.0, -85.0), EITHER),
        ((0.0, 90.0), (33.0, -90.0), EITHER),
        ((1.0, 2.0), (-179.0, -2.0), EITHER),
    ],
)
def test_edges_of_the_map(start, end, parts):
    found = arc(start, end)
    assert parts in {len(found), EITHER}
    check(start, end, found)
    way = distance_km(start[1], start[0], end[1], end[0])
    assert length(found) == pytest.approx(way, rel=2e-4, abs=0.05)

"""Places: every country has boxes, known towns lie in theirs, and distances are right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screcords.reference import countries, places


def test_every_country_has_valid_boxes():
    assert places._lines().keys() == countries.codes()
    for code in countries.codes():
        assert places.boxes(code)
        for south, north, west, east in places.boxes(code):
            assert -90 <= south < north <= 90
            assert -180 <= west < east <= 180


@pytest.mark.parametrize(
    ("country", "lat", "lon"),
    [
        ("US", 38.2527, -85.7585),
        ("US", 21.3069, -157.8583),
        ("US", 61.2181, -149.9003),
        ("US", 51.88, -176.65),
        ("RU", 64.73, 177.51),
        ("RU", 66.16, -169.81),
        ("RU", 54.71, 20.51),
        ("FJ", -18.14, 178.44),
        ("FJ", -16.85, -179.97),
        ("NZ", -43.95, -176.56),
        ("KI", 1.87, -157.4),
        ("FR", 48.8566, 2.3522),
        ("FR", 41.9192, 8.7386),
        ("GF", 4.9224, -52.3135),
        ("RE", -20.8823, 55.4504),
        ("GP", 16.2411, -61.5331),
        ("MQ", 14.6161, -61.0588),
        ("YT", -12.7806, 45.2278),
        ("SJ", 78.2232, 15.6267),
        ("SJ", 70.92, -8.72),
        ("BQ", 12.15, -68.27),
        ("HK", 22.3193, 114.1694),
        ("MO", 22.1987, 113.5439),
        ("GI", 36.1408, -5.3536),
        ("XK", 42.6629, 21.1655),
        ("MC", 43.7384, 7.4246),
        ("VA", 41.9029, 12.4534),
        ("TK", -9.38, -171.2),
        ("PN", -25.07, -130.1),
        ("UA", 44.9521, 34.1024),
        ("UA", 44.6167, 33.5254),
        ("EH", 27.1536, -13.2033),
        ("EH", 26.7384, -11.6719),
        ("ES", 28.1248, -15.43),
        ("ES", 35.8894, -5.3213),
        ("PT", 37.7412, -25.6756),
        ("CL", -27.15, -109.43),
        ("IN", 34.0837, 74.7973),
        ("CY", 35.1856, 33.3823),
        ("SO", 9.56, 44.06),
        ("AQ", -77.85, 166.67),
    ],
)
def test_towns_lie_in_their_country(country, lat, lon):
    assert places.inside(country, lat, lon, 0.1) is True
    assert places.swapped(country, lat, lon) is None


@pytest.mark.parametrize(
    ("country", "lat", "lon"),
    [
        ("FR", 4.92, -52.31),
        ("FR", -20.88, 55.45),
        ("NO", 78.22, 15.63),
        ("NL", 12.15, -68.27),
        ("RU", 44.6167, 33.5254),
        ("MA", 24.5, -14.5),
    ],
)
def test_territories_with_a_code_of_their_own_are_not_in_the_state(country, lat, lon):
    assert places.inside(country, lat, lon) is False


@pytest.mark.parametrize(
    ("country", "lat", "lon", "how"),
    [
        ("JP", 139.6, 35.2, "latitude and longitude swapped"),
        ("US", 38.25, 85.76, "sign of the longitude"),
        ("AU", 33.87, 151.21, "sign of the latitude"),
        ("BR", 23.55, 46.63, "both signs"),
    ],
)
def test_turned_around(country, lat, lon, how):
    repair = places.swapped(country, lat, lon)
    assert repair
    assert repair.how == how
    assert places.inside(country, repair.lat, repair.lon)


def test_what_cannot_be_told():
    assert places.inside("QQ", 0, 0) is None
    assert places.swapped("QQ", 0, 0) is None
    assert places.swapped("DE", 0, 0) is None
    assert places.inside("DE", float("nan"), 10) is False


def test_margin_runs_over_the_antimeridian():
    south, north, _, east = next(box for box in places.boxes("FJ") if box[3] == 180)
    assert east == 180
    assert places.inside("RU", 67.0, -179.9, 0.5)
    assert not places.inside("FJ", (south + north) / 2, -170)


@pytest.mark.parametrize(
    ("a", "b", "kilometres"),
    [
        ((0, 0), (0, 0), 0),
        ((0, 0), (0, 180), 20015.11),
        ((90, 0), (-90, 0), 20015.11),
        ((0, 179.5), (0, -179.5), 111.195),
        ((52.5200, 13.4050), (48.8566, 2.3522), 877.5),  # Berlin, Paris
        ((52.3434, 14.5506), (52.35, 14.5667), 1.32),  # Frankfurt (Oder), Słubice
    ],
)
def test_distance(a, b, kilometres):
    assert places.distance_km(*a, *b) == pytest.approx(kilometres, rel=0.005, abs=0.01)


latitudes, longitudes = st.floats(-90, 90), st.floats(-180, 180)


@given(latitudes, longitudes, latitudes, longitudes)
def test_distance_is_symmetric_and_at_least_that_of_the_latitudes(lat1, lon1, lat2, lon2):
    distance = places.distance_km(lat1, lon1, lat2, lon2)
    assert distance == pytest.approx(places.distance_km(lat2, lon2, lat1, lon1))
    assert 0 <= distance <= 20015.2
    assert distance >= abs(lat2 - lat1) * places.DEGREE - 0.001

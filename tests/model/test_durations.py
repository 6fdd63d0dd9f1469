"""Durations: what is one, and the day on which it is over."""

import datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from screcords.model import schemas
from screcords.model.dates import ALWAYS, Date
from screcords.model.durations import Duration, in_words

DAYS = st.dates(datetime.date(1, 1, 1), datetime.date(9000, 12, 31))
PATTERN = schemas.load("common")["$defs"]["duration"]["pattern"]


def number(day):
    return day.year * 10000 + day.month * 100 + day.day


@pytest.mark.parametrize(
    ("text", "months", "days"),
    [
        ("P5Y", 60, 0),
        ("P18M", 18, 0),
        ("P1Y6M", 18, 0),
        ("P2W", 0, 14),
        ("P90D", 0, 90),
        ("P1Y2M3D", 14, 3),
        ("P0Y", 0, 0),
        ("P9999Y", 119988, 0),
    ],
)
def test_durations(text, months, days):
    assert Duration.parse(text) == (months, days)


@pytest.mark.parametrize(
    "text", ["", "P", "5Y", "P5", "P5H", "PT5H", "P5Y ", "P5Y\n", "p5y", "P-5Y", "P1.5Y", "P５Y", "P5M1Y"]
)
def test_what_is_no_duration(text):
    with pytest.raises(ValueError):
        Duration.parse(text)


@given(st.from_regex(PATTERN, fullmatch=True))
def test_what_the_schema_admits_is_one(text):
    assume(not text.endswith("\n"))
    months, days = Duration.parse(text)
    assert months >= 0
    assert days >= 0
    assert in_words(text)


@given(DAYS, st.integers(0, 5000))
def test_days_are_counted_by_the_calendar(day, days):
    assert Duration(0, days).after(number(day)) == number(day + datetime.timedelta(days=days))


@given(DAYS, st.integers(0, 900))
def test_months_keep_the_day_or_take_the_last_one(day, months):
    found = Duration(months, 0).after(number(day))
    then = datetime.date(found // 10000, found // 100 % 100, found % 100)
    assert (then.year - day.year) * 12 + then.month - day.month == months
    assert then.day == day.day or (then.day < day.day and (then + datetime.timedelta(days=1)).day == 1)


@given(DAYS, DAYS, st.integers(0, 600), st.integers(0, 400))
def test_what_starts_later_is_over_no_earlier(one, other, months, days):
    one, other = sorted((one, other))
    duration = Duration(months, days)
    assert number(one) <= duration.after(number(one)) <= duration.after(number(other))


def test_beyond_the_calendar_is_open():
    assert Duration.parse("P9000Y").after(19880520) == ALWAYS
    assert Duration.parse("P1D").after(ALWAYS) == ALWAYS
    assert Duration(0, 10**6).after(99991201) == ALWAYS


@pytest.mark.parametrize(
    ("start", "term", "end"),
    [
        ("1988-05-20", "P5Y", "1993-05-20"), ("1988-05", "P5Y", "1993-05"), ("1988", "P5Y", "1993"), ("1988~", "P5Y", "1993~"), ("1988-05?", "P18M", "1989-11?"),
        ("1988", "P18M", None), ("1988", "P24M", "1990"), ("1988", "P30D", None), ("1988-05", "P30D", None), ("1988-05-20", "P30D", "1988-06-19"),
        ("1988-02-29", "P1Y", "1989-02-28"), ("1988", "P9000Y", None),
    ],
)  # fmt: skip
def test_the_end_is_as_precise_as_the_start(start, term, end):
    assert Duration.parse(term).end(Date.parse(start)) == end


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("P5Y", "5 years"),
        ("P1Y", "1 year"),
        ("P1Y6M", "1 year and 6 months"),
        ("P2W", "2 weeks"),
        ("P1D", "1 day"),
        ("P0D", "0 days"),
        ("soon", "soon"),
    ],
)
def test_in_words(text, words):
    assert in_words(text) == words

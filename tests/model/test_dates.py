"""Dates: what is one, which days it can mean, and how two of them compare."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator

from screcords.model import schemas
from screcords.model.dates import ALWAYS, NEVER, Date, Period, When, either, suggest

DAYS = st.dates(datetime.date(1, 1, 1), datetime.date(9999, 12, 31))
MARKS = st.sampled_from(["", "~", "?"])
FORMS = {"Date": Date, "Period": Period, "When": When}


@st.composite
def dates(draw):
    """A date as text, with its first and last day by the calendar of the standard library."""
    day, length, mark = draw(DAYS), draw(st.sampled_from([4, 7, 10])), draw(MARKS)
    first, last = day, day
    if length == 4:
        first, last = day.replace(month=1, day=1), day.replace(month=12, day=31)
    elif length == 7:
        first = day.replace(day=1)
        following = (
            (first + datetime.timedelta(days=31)).replace(day=1) if (first.year, first.month) != (9999, 12) else None
        )
        last = following - datetime.timedelta(days=1) if following else datetime.date(9999, 12, 31)
    return day.isoformat()[:length] + mark, first, last


def refusal(form, text):
    try:
        form.parse(text)
    except ValueError as error:
        return str(error)
    return ""


def number(day):
    return day.year * 10000 + day.month * 100 + day.day


@given(dates())
def test_a_date_reads_as_it_is_written_and_knows_its_days(date):
    text, first, last = date
    parsed = Date.parse(text)
    assert str(parsed) == text
    assert (parsed.earliest, parsed.latest) == (number(first), number(last))
    assert parsed.year == first.year
    assert parsed.is_day == (first == last)
    assert parsed.is_exact == (not text.endswith(("~", "?")))


@given(dates(), dates())
def test_before_compares_all_days_of_both(one, other):
    a, b = Date.parse(one[0]), Date.parse(other[0])
    assert a.before(b) == (one[2] < other[1])
    assert not (a.before(b) and b.before(a))
    assert [a.before(b), b.before(a), a.overlaps(b)].count(True) == 1
    assert a.overlaps(b) == b.overlaps(a)
    assert not a.before(a)
    assert a.overlaps(a)


@given(dates(), dates(), dates())
def test_before_is_transitive(one, other, third):
    a, b, c = sorted((Date.parse(date[0]) for date in (one, other, third)), key=lambda date: date.earliest)
    if a.before(b) and b.before(c):
        assert a.before(c)


def test_a_year_is_neither_before_nor_after_its_months():
    year, month = Date.parse("1988"), Date.parse("1988-05")
    assert not year.before(month)
    assert not month.before(year)
    assert year.overlaps(month)
    assert Date.parse("1988-05").before(Date.parse("1988-06"))
    assert Date.parse("1987").before(Date.parse("1988-01-01"))


def test_dates_written_otherwise_are_different_statements():
    assert Date.parse("1977") == Date.parse("1977")
    assert Date.parse("1977") != Date.parse("1977~")
    assert Date.parse("1977") != "1977"
    assert len({Date.parse("1977"), Date.parse("1977"), Date.parse("1977?")}) == 2
    assert Period.parse("1983/..") == Period.parse("1983/..") != Period.parse("1983/1984")


@given(st.integers(0, 9999), st.integers(0, 19), st.integers(0, 39))
def test_the_calendar_decides_about_days(year, month, day):
    text = f"{year:04}-{month:02}-{day:02}"
    try:
        datetime.date(year, month, day)
    except ValueError:
        with pytest.raises(ValueError):
            Date.parse(text)
    else:
        assert Date.parse(text).is_day


@pytest.mark.parametrize(
    "text",
    [
        "1900-02-29",
        "2100-02-29",
        "1988-02-30",
        "1988-04-31",
        "1988-13",
        "1988-00",
        "1988-05-00",
        "0000",
        "0000-01",
        "0000-01-01",
    ],
)
def test_days_that_no_calendar_has(text):
    with pytest.raises(ValueError):
        Date.parse(text)


@pytest.mark.parametrize("text", ["2000-02-29", "1988-02-29", "0001", "9999-12-31", "9999-12"])
def test_days_at_the_edges(text):
    assert str(Date.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", " ", "77", "1977-5", "1977-05-1", "1977\n", " 1977", "1977 ", "1977~?", "1977%", "~1977", "-1977", "+1977", "01977",
     "１９７７", "١٩٧٧", "1977-05-23T00:00", "197X", "1977/1978", "..", "/", "open", "1977‑05"],
)  # fmt: skip
def test_what_is_no_date(text):
    with pytest.raises(ValueError):
        Date.parse(text)


@given(dates(), dates(), st.sampled_from(["both", "start", "end"]))
def test_a_period_reads_as_it_is_written(one, other, ends):
    start, end = (one[0] if ends != "end" else ".."), (other[0] if ends != "start" else "..")
    period = Period.parse(f"{start}/{end}")
    assert str(period) == f"{start}/{end}"
    assert period.earliest == (NEVER if start == ".." else number(one[1]))
    assert period.latest == (ALWAYS if end == ".." else number(other[2]))
    assert (period.start is None, period.end is None) == (start == "..", end == "..")
    assert NEVER < number(one[1]) <= number(one[2]) <= ALWAYS


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1983",
        "/",
        "../..",
        "1983/",
        "/1983",
        "1983/1997/2000",
        "1983/..\n",
        "1983/...",
        "1983//1997",
        "1983-1997",
        "../",
        "1983/1997-13",
    ],
)
def test_what_is_no_period(text):
    with pytest.raises(ValueError):
        Period.parse(text)


@given(dates(), dates())
def test_when_is_a_date_or_a_period(one, other):
    day = When.parse(one[0])
    assert (day.start, day.end) == (Date.parse(one[0]),) * 2
    period = When.parse(f"{one[0]}/{other[0]}")
    assert (period.start, period.end) == (Date.parse(one[0]), Date.parse(other[0]))
    assert (str(day), str(period)) == (one[0], f"{one[0]}/{other[0]}")


@given(
    st.text("0123456789-/~?. ", max_size=24)
    | st.from_regex(r"\A[0-9]{4}(-[0-3][0-9]){0,2}[~?]?(/([0-9]{4}(-[0-3][0-9])?|\.\.))?\Z")
)
@settings(max_examples=600)
def test_the_schemas_ask_for_the_same_form(text):
    """What a pattern of the schemas admits and we do not is a matter of the calendar only, never of the form."""
    definitions = schemas.load("common")["$defs"]
    for name, form in (("date", Date), ("interval", Period), ("date_or_interval", When)):
        admitted = Draft202012Validator(definitions[name]).is_valid(text)
        said = refusal(form, text)
        assert admitted if said == "" else not admitted or "year 0000" in said or "days" in said


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1983.4.11", "1983-04-11"), ("1983/4/11", "1983-04-11"), ("1983年4月11日", "1983-04-11"), ("1983年4月", "1983-04"),
        ("May 1988", "1988-05"), ("5 May 1988", "1988-05-05"), ("May 5, 1988", "1988-05-05"), ("5. Mai 1988", "1988-05-05"),
        ("1er mai 1988", None), ("mai 1988", "1988-05"), ("c. 1979", "1979~"), ("ca. 1979", "1979~"), ("circa 1979", "1979~"),
        ("about May 1979", None), ("23.5.1977", "1977-05-23"), ("5/23/1977", "1977-05-23"), ("5/5/1977", "1977-05-05"),
        (" 1977 ", "1977"), ("3rd March 1990", "1990-03-03"), ("Sept. 1990", "1990-09"),
    ],
)  # fmt: skip
def test_other_notations_with_one_reading(text, meant):
    assert suggest(text) == meant


@given(DAYS, st.sampled_from("-./"), st.sampled_from(["", "c. ", "about ", "~"]), st.booleans())
def test_day_and_month_that_could_be_either_are_left_alone(day, separator, about, swapped):
    parts = (day.month, day.day) if swapped else (day.day, day.month)
    found = suggest(f"{about}{parts[0]}{separator}{parts[1]}{separator}{day.year:04}")
    mark = "~" if about else ""
    if day.day <= 12 and day.day != day.month:
        assert found is None
    else:
        assert found == day.isoformat() + mark


@given(st.text(max_size=20) | st.text("0123456789-./ ~年月日MayJun,cthrd", max_size=16))
@settings(max_examples=500)
def test_a_suggestion_is_always_a_date(text):
    found = suggest(text)
    assert found is None or str(Date.parse(found)) == found


@pytest.mark.parametrize(
    "text",
    [
        "30 February 1988",
        "1988.13.4",
        "31.6.1977",
        "0.5.1977",
        "0000",
        "32 May 1988",
        "1988.2.30",
        "4/5/1983",
        "04.05.1983",
        "5 May 6 1988",
        "spring 1988",
        "1983-84",
        "May",
    ],
)
def test_no_suggestion_where_there_is_no_single_day(text):
    assert suggest(text) is None


@pytest.mark.parametrize(
    ("text", "meant"), [("1988-05-00", "1988-05"), ("1988-00-00", "1988"), ("1988-00-12", None), ("1988/00/00", "1988")]
)
def test_zeros_for_what_is_not_known_are_left_out(text, meant):
    assert suggest(text) == meant


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("4/5/1983", "is not a date of the form"),
        ("31/04/1988", "is not a date of the form"),
        ("1983/1997", "is a period where one date is needed"),
        ("1983/..", "is a period where one date is needed"),
        ("../..", "is not a date of the form"),
        ("1988-05-00", "there is no day 00"),
        ("1988-02-30", "month 2 of 1988 has 29 days"),
    ],
)
def test_what_is_wrong_with_a_date_is_told(text, told):
    with pytest.raises(ValueError, match=told):
        Date.parse(text)


def test_a_day_with_slashes_is_no_period():
    with pytest.raises(ValueError, match='"4/5/1983" is not a period of two dates'):
        Period.parse("4/5/1983")


@pytest.mark.parametrize(
    ("text", "days"),
    [("4/5/1983", ["1983-04-05", "1983-05-04"]), ("5.5.1983", []), ("5/20/1988", []), ("31/04/1988", []), ("1983", [])],
)
def test_the_days_that_two_numbers_may_mean(text, days):
    assert either(text) == days

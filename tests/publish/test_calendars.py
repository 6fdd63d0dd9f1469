"""Calendars of anniversaries, read back by icalendar and by vobject."""

import datetime
from dataclasses import replace
from pathlib import Path

import hostile
import icalendar
import msgspec
import pytest
import sentinel
import vobject

from screcords.directory import facts
from screcords.directory.model import directory
from screcords.model.dates import Date
from screcords.publish.calendars import Beginning, events, shown
from screcords.publish.exporter import export, find
from screcords.repository.load import load

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the libraries that read

FEATURES = Path(__file__).parents[1] / "golden" / "features"
TODAY = Date.parse("2026-06-01")
PAIR = "jp-minatogawa--us-or-harborview"


@pytest.fixture
def found():
    return replace(directory(load(FEATURES)), today=TODAY)


@pytest.fixture
def out(found, tmp_path):
    export(found, ["icalendar"], tmp_path / "out")
    return tmp_path / "out" / "ics"


def read(path):
    return icalendar.Calendar.from_ical(path.read_bytes())


def title(calendar):
    """Its title; the library does not know that values of such names are texts, and leaves them as they are written."""
    return icalendar.parser.unescape_char(str(calendar["x-wr-calname"]))


def begun(found, date, **more):
    """The events of the partnership if it had begun on that date."""
    record = msgspec.structs.replace(
        found.partnerships[PAIR],
        **{"since": Date.parse(date) if date else None, "history": (), "status": "active"} | more,
    )
    return list(events(found, record))


def test_golden(world, screcords, tmp_path, golden):
    done = screcords("export", "icalendar", "--to", tmp_path / "out", "--root", world.root, "--as-of", "2026-06-01")
    assert (done.code, done.err) == (0, "")
    golden("export-other/all.ics", (tmp_path / "out" / "ics" / "all.ics").read_bytes())


# What is in which calendar


def test_files(out, found):
    dated = [record for record in found.partnerships.values() if record.in_force and facts.first_stage(record)]
    cities = {city for record in dated for city in record.cities}
    assert {path.stem for path in (out / "cities").rglob("*.ics")} == cities
    assert {path.stem for path in (out / "countries").iterdir()} == {found.cities[city].country for city in cities}
    assert {
        event["uid"].removesuffix("@screcords").removesuffix("-round") for event in read(out / "all.ics").events
    } == {record.id for record in dated}
    assert (out / "cities" / "jp" / "m" / "jp-minatogawa.ics").exists()


def test_each_calendar_has_its_own(out, found):
    everything = {(str(event["uid"]), event.to_ical()) for event in read(out / "all.ics").events}
    for path in (out / "cities").rglob("*.ics"):
        inside = {(str(event["uid"]), event.to_ical()) for event in read(path).events}
        assert inside == {
            one for one in everything if path.stem in one[0].split("@")[0].removesuffix("-round").split("--")
        }
    for path in (out / "countries").iterdir():
        inside = {(str(event["uid"]), event.to_ical()) for event in read(path).events}
        assert inside == {
            one for one in everything
            if path.stem in {found.cities[city].country for city in one[0].split("@")[0].removesuffix("-round").split("--")}
        }  # fmt: skip


def test_both_libraries_read_the_same(out):
    for path in out.rglob("*.ics"):
        one = read(path)
        (other,) = vobject.readComponents(path.read_text(encoding="utf-8"))
        assert len(one.events) == len(other.vevent_list)
        for event, same in zip(one.events, other.vevent_list, strict=True):
            assert (str(event["summary"]), event["dtstart"].dt, str(event["uid"])) == (
                same.summary.value,
                same.dtstart.value,
                same.uid.value,
            )
        assert title(one) == other.x_wr_calname.value.replace("\\,", ",")
        assert not one.errors
        assert one["prodid"]
        assert one["version"] == "2.0"


def test_uids_are_stable_and_unique(out, found, tmp_path):
    names = [(str(event["uid"]), "recurrence-id" in event) for event in read(out / "all.ics").events]
    assert len(names) == len(set(names))
    later = replace(found, today=Date.parse("2031-01-01"))
    export(later, ["icalendar"], tmp_path / "later")
    assert {uid for uid, _ in names} == {
        str(event["uid"]) for event in read(tmp_path / "later" / "ics" / "all.ics").events
    }


# Dates


def test_a_day(found):
    yearly, next_round = begun(found, "1988-05-20")
    assert yearly["summary"] == "Sister cities since 1988: Minatogawa (JP) – Harborview (US)"
    assert yearly["dtstart"].dt == datetime.date(1988, 5, 20)
    assert yearly["rrule"].to_ical() == b"FREQ=YEARLY"
    assert yearly["dtstamp"].dt == datetime.datetime(2026, 6, 1, tzinfo=datetime.UTC)
    assert yearly["uid"] == next_round["uid"] == f"{PAIR}@screcords"
    assert next_round["summary"] == "40 years of sister cities: Minatogawa (JP) – Harborview (US)"
    assert next_round["recurrence-id"].dt == next_round["dtstart"].dt == datetime.date(2028, 5, 20)
    assert "RECURRENCE-ID;VALUE=DATE:20280520" in next_round.to_ical().decode()
    assert next_round["categories"].to_ical() == b"ANNIVERSARY,ROUND"


def test_today_is_still_to_come(found):
    assert begun(found, "1986-06-01")[1]["dtstart"].dt == datetime.date(2026, 6, 1)
    assert begun(found, "1986-05-31")[1]["dtstart"].dt == datetime.date(2031, 5, 31)


def test_the_first_stage_counts(found):
    yearly, _ = events(found, found.partnerships[PAIR])
    assert yearly["summary"].startswith("Friendship cities since 1983 (suspended): ")
    assert yearly["description"].startswith("Began 11 April 1983 as friendship. Now sister. Now suspended. Licence: ")


def test_leap_day(found):
    """It comes back every year, on the last day of February; the override hits one of these days."""
    yearly, next_round = begun(found, "1988-02-29")
    text = f"BEGIN:VCALENDAR\r\n{yearly.to_ical().decode()}END:VCALENDAR\r\n"
    days = [
        day.date()
        for day in vobject.readOne(text).vevent.rruleset.between(
            *(datetime.datetime(year, 1, 1) for year in (2026, 2029))  # noqa: DTZ001 - days have no zone
        )
    ]
    assert days == [datetime.date(2026, 2, 28), datetime.date(2027, 2, 28), datetime.date(2028, 2, 29)]
    assert next_round["recurrence-id"].dt == datetime.date(2028, 2, 29)
    assert begun(found, "1992-02-29")[1]["recurrence-id"].dt == datetime.date(2027, 2, 28)


@pytest.mark.parametrize(
    ("date", "summary", "day", "precision"),
    [
        ("1988", "In 2028, day not known: 40 years of", "2028-01-01", "YEAR"), ("1986", "In 2026, day not known: 40 years of", "2026-01-01", "YEAR"),
        ("1988-05", "In May 2028, day not known: 40 years of", "2028-05-01", "MONTH"), ("1986-06", "In June 2026, day not known: 40 years of", "2026-06-01", "MONTH"),
        ("1986-05", "In May 2031, day not known: 45 years of", "2031-05-01", "MONTH"), ("1988~", "About 2028, day not known: about 40 years of", "2028-01-01", "APPROXIMATE"),
        ("1988-05-20?", "About 2028, day not known: about 40 years of", "2028-01-01", "APPROXIMATE"), ("1986-05~", "About 2026, day not known: about 40 years of", "2026-01-01", "APPROXIMATE"),
    ],
)  # fmt: skip
def test_no_day_is_made_up(found, date, summary, day, precision):
    (event,) = begun(found, date)
    assert event["summary"] == f"{summary} sister cities: Minatogawa (JP) – Harborview (US)"
    assert event["dtstart"].dt == datetime.date.fromisoformat(day)
    assert "rrule" not in event
    assert event["uid"] == f"{PAIR}-round@screcords"
    assert event["x-screcords-precision"] == precision
    assert event["categories"].to_ical() == b"ANNIVERSARY,ROUND,DAY NOT KNOWN"


@pytest.mark.parametrize("status", ["suspended", "dormant"])
@pytest.mark.parametrize("date", ["1988-05-20", "1988"])
def test_those_that_rest_say_so(found, date, status):
    for event in begun(found, date, status=status):
        assert f" ({status}): Minatogawa (JP)" in event["summary"]
        assert status.upper() in event["categories"].to_ical().decode().split(",")
    for event in begun(found, date, status="active"):
        assert status not in event["summary"]
        assert status.upper() not in event["categories"].to_ical().decode()


def test_nothing_where_nothing_is_to_celebrate(found):
    assert begun(found, None) == []
    for status in ("proposed", "terminated", "expired", "historic", "superseded"):
        assert begun(found, "1988-05-20", status=status) == []
    assert "Presumed in force" in begun(found, "1988", status="unknown")[0]["description"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1988", "1988"),
        ("1988-05", "May 1988"),
        ("1988-05-02", "2 May 1988"),
        ("1988-05-02~", "about 1988"),
        ("1988?", "about 1988"),
    ],
)
def test_beginnings_in_words(text, said):
    assert str(Beginning.of(Date.parse(text))) == said


def test_the_end_of_time(found):
    far = replace(found, today=Date.parse("9999-12-31"))
    assert len(begun(far, "1988-05-20")) == 1


# Form


def test_lines_are_folded(out):
    for path in out.rglob("*.ics"):
        data = path.read_bytes()
        lines = data.split(b"\r\n")
        assert all(len(line) <= 75 for line in lines)
        assert b"\n" not in data.replace(b"\r\n", b"")
        assert data.endswith(b"END:VCALENDAR\r\n")


def test_hostile_texts(tmp_path):
    bad = hostile.directory()
    bad = replace(
        bad,
        partnerships={
            sentinel.PAIR: msgspec.structs.replace(bad.partnerships[sentinel.PAIR], since=Date.parse("1988-05-20"))
        },
    )
    export(bad, ["icalendar"], tmp_path / "out")
    path = tmp_path / "out" / "ics" / "cities" / "de" / "s" / f"{sentinel.ONE}.ics"
    assert not set(path.read_text(encoding="utf-8")) & set("\u202e\u2066\u200f\x07")
    calendar = read(path)
    assert [str(event["summary"]).split(": ", 1)[1] for event in calendar.events] == [
        f"{hostile.SHOWN} (DE) – Ville (FR)"
    ] * 2
    assert title(calendar) == f"Sister cities: {hostile.SHOWN}, anniversaries"
    (other,) = vobject.readComponents(path.read_bytes().decode())
    assert other.vevent_list[0].summary.value.endswith(f"{hostile.SHOWN} (DE) – Ville (FR)")
    assert calendar.events[0]["url"].startswith("https://www.example.org/a%22b")


def test_joiners_stay():
    assert shown("می\u200cخواهم\u202e") == "می\u200cخواهم"


def test_an_empty_repository(tmp_path):
    (tmp_path / "records").mkdir()
    export(directory(load(tmp_path)), ["icalendar"], tmp_path / "out")
    assert [path.name for path in (tmp_path / "out" / "ics").rglob("*.ics")] == ["all.ics"]
    assert read(tmp_path / "out" / "ics" / "all.ics").events == []


def test_a_forced_export_says_so(found, tmp_path):
    export(replace(found, forced=True), ["icalendar"], tmp_path / "out")
    assert "MADE BY FORCE" in str(read(tmp_path / "out" / "ics" / "all.ics")["x-wr-caldesc"])


def test_a_part_says_so(found, tmp_path):
    export(replace(found, selection="country JP"), ["icalendar"], tmp_path / "out")
    about = str(read(tmp_path / "out" / "ics" / "all.ics")["x-wr-caldesc"])
    assert about.startswith("A PART of the directory only: country JP.")


def test_what_it_needs_and_leaves_out():
    assert find("icalendar").remedy == "pip install 'screcords[calendar]'"
    assert find("icalendar").leaves_out

"""The fold of a history, event by event, and the moves that are possible: the tables of docs/records.md, written again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screcords.model.dates import Date
from screcords.model.history import ENDED, IN_FORCE, KIND_RANK, MOVES, fold, is_legal
from screcords.model.partnership import Event
from screcords.model.schemas import load

DATE = Date.parse("2001-02-03")
LATER = Date.parse("2010")

# event: what it sets. "date" stands for the date of the event, None for "must be absent".
SETS = {
    "proposed": {"status": "proposed"},
    "approved": {},
    "reaffirmed": {},
    "renamed": {},
    "established": {"status": "active", "kind": "friendship", "since": "date", "until": None},
    "upgraded": {"status": "active", "kind": "friendship", "since": "date", "until": None},
    "downgraded": {"status": "active", "kind": "friendship", "since": "date", "until": None},
    "dormant": {"status": "dormant"},
    "suspended": {"status": "suspended"},
    "resumed": {"status": "active", "until": None},
    "expired": {"status": "expired", "until": "date"},
    "terminated": {"status": "terminated", "until": "date"},
    "retired": {"status": "historic", "until": "date"},
    "transferred": {"status": "superseded", "until": "date"},
}
EVENTS = load("partnership")["properties"]["history"]["items"]["properties"]["event"]["enum"]
STATUSES = [status for status in load("partnership")["properties"]["status"]["enum"] if status != "withdrawn"]


def event(name, date=DATE, kind="friendship"):
    return Event(date=date, event=name, kind=kind if SETS[name].get("kind") else None)


def determined(folded):
    return {key: getattr(folded, key) for key in folded.determined}


def test_the_table_has_every_event_of_the_schema():
    assert set(SETS) == set(EVENTS)


@pytest.mark.parametrize("name", SETS)
def test_one_event_determines_what_the_table_says_and_no_more(name):
    expected = {key: DATE if value == "date" else value for key, value in SETS[name].items()}
    assert determined(fold([event(name)])) == expected


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("before", SETS)
def test_an_event_leaves_alone_what_it_does_not_set(before, name):
    expected = {key: DATE if value == "date" else value for key, value in SETS[before].items()}
    expected |= {key: LATER if value == "date" else value for key, value in SETS[name].items()}
    if (before, name) == ("expired", "reaffirmed"):
        expected |= {"status": "active", "until": None}
    assert determined(fold([event(before), event(name, LATER)])) == expected


def test_an_established_event_without_kind_says_nothing_of_the_kind():
    assert "kind" not in fold([event("established", kind=None)]).determined
    later = fold([event("established"), event("upgraded", LATER, kind="sister")])
    assert (later.kind, later.since) == ("sister", LATER)


def test_a_suspension_and_its_end():
    story = [event("established"), event("suspended", LATER)]
    assert determined(fold(story)) == {"status": "suspended", "kind": "friendship", "since": DATE, "until": None}
    story.append(event("resumed", Date.parse("2012")))
    assert fold(story).status == "active"
    assert fold(story).since == DATE


def test_nothing_follows_from_no_events():
    assert fold([]).determined == set()


@given(st.lists(st.sampled_from(sorted(SETS)), max_size=8))
def test_an_end_is_determined_exactly_where_the_status_has_one(names):
    folded = fold(event(name) for name in names)
    if folded.status in ENDED:
        assert folded.until == DATE
    if folded.status == "active":
        assert folded.until is None
    assert "until" not in folded.determined or folded.status is not None


def test_every_status_is_proposed_in_force_or_ended():
    assert IN_FORCE | ENDED | {"proposed"} == set(STATUSES)
    assert not IN_FORCE & ENDED
    assert set(MOVES) - {None} == set(STATUSES) - {"unknown"}
    assert set(KIND_RANK) == set(load("partnership")["properties"]["kind"]["enum"])


# From docs/records.md: proposed→active|terminated; active↔dormant; active|dormant→suspended→active|terminated;
# active→expired→active; any in-force→terminated|historic|superseded; terminated→active only by `resumed`.
POSSIBLE = {
    "proposed": {"established", "terminated"},
    "active": {"dormant", "suspended", "expired", "terminated", "retired", "transferred"},
    "unknown": {"dormant", "suspended", "expired", "terminated", "retired", "transferred"},
    "dormant": {"resumed", "suspended", "terminated", "retired", "transferred"},
    "suspended": {"resumed", "terminated", "retired", "transferred"},
    "expired": {"resumed", "established"},
    "terminated": {"resumed"},
    "historic": set(),
    "superseded": set(),
}
MOVING = ["proposed", "dormant", "suspended", "resumed", "expired", "terminated", "retired", "transferred"]


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("name", MOVING)
def test_moves(status, name):
    assert is_legal(status, event(name)) == (name in POSSIBLE[status])


@pytest.mark.parametrize("status", STATUSES)
def test_a_beginning_is_possible_where_an_active_state_may_follow(status):
    begins = is_legal(status, event("established"))
    assert begins == (status in {"proposed", "active", "unknown", "dormant", "suspended", "expired"})


@pytest.mark.parametrize("status", [None, *STATUSES])
@pytest.mark.parametrize("name", ["approved", "renamed"])
def test_events_without_a_status_are_always_possible(status, name):
    assert is_legal(status, event(name))


@pytest.mark.parametrize("status", [None, *STATUSES])
def test_what_has_ended_for_good_is_not_reaffirmed(status):
    assert is_legal(status, event("reaffirmed")) == (status not in {"terminated", "historic", "superseded"})


@pytest.mark.parametrize("name", SETS)
def test_anything_may_come_first(name):
    assert is_legal(None, event(name))

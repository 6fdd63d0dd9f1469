"""What changed in meaning between two sets of records."""

import pytest

from screcords.model.ids import path_of
from screcords.repository.compare import differences
from screcords.repository.sides import entries
from screcords.rules.world import CITY, ORG, OTHER_CITY, PARTNERSHIP, WORLD

HISTORY = """
[[history]]
date = "1988-05-20"
event = "established"
kind = "sister"
sources = ["s1"]
"""
SUSPENDED = """
[[history]]
date = "2022-03-08"
event = "suspended"
by = ["us-or-harborview"]
reason = "armed-conflict"
"""
AGREEMENT = """
[[agreements]]
id = "sister-1988"
type = "sister-city-agreement"
signed = "1988-05-20"
"""


def changes(before, after):
    """What differs, as (what, id, old, new) of what is not implied; the files that differ in form; and all of it."""
    found = differences(*(entries({path: text.encode() for path, text in side.items()}) for side in (before, after)))
    told = [(c.what, c.id, c.old, c.new) for c in found.changes if not c.implied]
    return told, found.form, found


def edited(*edits, path=PARTNERSHIP):
    text = WORLD[path]
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return {path: text}


def before(text, addition, at="\n[[sources]]"):
    """A record with a list in front of its sources."""
    return text.replace(at, addition + at, 1)


def one(*edits, path=PARTNERSHIP):
    told, form, found = changes({path: WORLD[path]}, edited(*edits, path=path))
    assert not form
    assert len(told) == 1, told
    return found.changes[0]


# Form


FORMAL = {
    "comment": lambda text: "# looked at\n" + text,
    "blank lines": lambda text: text.replace("\n[[", "\n\n\n[["),
    "order of keys": lambda text: text.replace('kind = "sister"\nstatus = "active"', 'status = "active"\nkind = "sister"'),
    "quotes": lambda text: text.replace('"1988-05-20"', "'1988-05-20'"),
    "line ends": lambda text: text.replace("\n", "\r\n"),
    "ids of sources": lambda text: text.replace('"s1"', '"x"').replace('"s2"', '"s1"').replace('"x"', '"s2"'),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMAL)
def test_form_means_nothing(form):
    text = before(WORLD[PARTNERSHIP], HISTORY)
    told, form_only, _ = changes({PARTNERSHIP: text}, {PARTNERSHIP: FORMAL[form](text)})
    assert (told, form_only) == ([], [PARTNERSHIP])


def test_the_order_of_sets_and_of_sources_means_nothing():
    head, first, second = WORLD[PARTNERSHIP].split("[[sources]]")
    was = head.replace("verified =", 'fields = ["culture", "sport"]\nverified =')
    now = head.replace("verified =", 'fields = ["sport", "culture"]\nverified =')
    told, form, _ = changes(
        {PARTNERSHIP: f"{was}[[sources]]{first}[[sources]]{second}"},
        {PARTNERSHIP: f"{now}[[sources]]{second}\n[[sources]]{first}"},
    )
    assert (told, form) == ([], [PARTNERSHIP])


def test_the_order_of_events_means_something():
    text = before(WORLD[PARTNERSHIP], HISTORY + SUSPENDED)
    told, _, _ = changes({PARTNERSHIP: text}, {PARTNERSHIP: before(WORLD[PARTNERSHIP], SUSPENDED + HISTORY)})
    assert [what for what, *_ in told] == ["history-reordered"]


def test_nothing_changes_nothing():
    assert changes(WORLD, WORLD)[0] == []
    assert changes({}, {}) == ([], [], differences({}, {}))


def test_a_record_in_another_place_is_the_same_record():
    told, form, _ = changes({CITY: WORLD[CITY]}, {"records/cities/us/x/us-or-harborview.toml": WORLD[CITY]})
    assert (told, form) == ([], ["records/cities/us/x/us-or-harborview.toml"])


# Status and kind


def test_a_new_status_with_what_its_history_tells():
    was = before(WORLD[PARTNERSHIP], HISTORY)
    now = before(was.replace('"active"', '"suspended"'), SUSPENDED)
    told, _, found = changes({PARTNERSHIP: was}, {PARTNERSHIP: now})
    assert told == [("status-changed", "jp-minatogawa--us-or-harborview", "active", "suspended")]
    status, event = found.changes
    assert (status.date, status.by, status.reason) == ("2022-03-08", ("us-or-harborview",), "armed-conflict")
    assert (event.what, event.implied, event.route) == ("event-added", True, ("history", 1))


def test_an_end_without_a_history():
    change = one(('status = "active"', 'status = "terminated"\nuntil = "2020-02"'))
    assert (change.what, change.date, change.by) == ("status-changed", "2020-02", ())


def test_an_end_on_another_day_than_its_event_is_told():
    was = before(WORLD[PARTNERSHIP], HISTORY)
    now = was.replace('"active"', '"terminated"\nuntil = "2021"')
    now = before(now, SUSPENDED.replace('"suspended"', '"terminated"'))
    assert [what for what, *_ in changes({PARTNERSHIP: was}, {PARTNERSHIP: now})[0]] == [
        "status-changed",
        "until-added",
    ]


def test_somebody_checked_a_presumed_partnership():
    was = before(WORLD[PARTNERSHIP].replace('"active"', '"unknown"'), HISTORY)
    _, _, found = changes({PARTNERSHIP: was}, {PARTNERSHIP: before(WORLD[PARTNERSHIP], HISTORY)})
    assert [(c.what, c.old, c.new, c.date) for c in found.changes] == [("status-changed", "unknown", "active", None)]


def test_resumed():
    was = before(WORLD[PARTNERSHIP].replace('"active"', '"terminated"\nuntil = "2022-03-08"'), HISTORY)
    now = before(before(WORLD[PARTNERSHIP], HISTORY), '\n[[history]]\ndate = "2022-03-16"\nevent = "resumed"\n')
    told, _, found = changes({PARTNERSHIP: was}, {PARTNERSHIP: now})
    assert told == [("status-changed", "jp-minatogawa--us-or-harborview", "terminated", "active")]
    assert found.changes[0].date == "2022-03-16"
    assert {c.what for c in found.changes if c.implied} == {"until-removed", "event-added"}


def test_a_friendship_becomes_a_sister():
    was = before(
        WORLD[PARTNERSHIP].replace('"sister"', '"friendship"').replace("1988-05-20", "1983"),
        HISTORY.replace("1988-05-20", "1983").replace("sister", "friendship"),
    )
    now = was.replace('kind = "friendship"\nstatus', 'kind = "sister"\nstatus').replace(
        'since = "1983"', 'since = "1988-05-20"'
    )
    now = before(now, '\n[[history]]\ndate = "1988-05-20"\nevent = "upgraded"\nkind = "sister"\n')
    told, _, found = changes({PARTNERSHIP: was}, {PARTNERSHIP: now})
    assert told == [("kind-changed", "jp-minatogawa--us-or-harborview", "friendship", "sister")]
    assert found.changes[0].date == "1988-05-20"


# Keys and items


KEYS = [
    (PARTNERSHIP, ('since = "1988-05-20"', 'since = "1988"'), "since-changed", ("since",)),
    (PARTNERSHIP, ('since = "1988-05-20"\n', ""), "since-removed", ("since",)),
    (PARTNERSHIP, ('since = "1988-05-20"\n', 'since = "1988-05-20"\nfirst_contact = "1979~"\n'), "first-contact-added", ("first_contact",)),
    (PARTNERSHIP, ("verified =", 'fields = ["sport"]\nverified ='), "fields-changed", ("fields",)),
    (PARTNERSHIP, ('city = "jp-minatogawa"\n\n', 'city = "jp-minatogawa"\nlisting = "https://a.example/b"\n\n'), "listing-added", ("parties", 0, "listing")),
    (PARTNERSHIP, ('orgs = ["us-or-harborview-sister-cities"]\n', ""), "orgs-changed", ("parties", 1, "orgs")),
    (PARTNERSHIP, ('title = "Our sister cities"', 'title = "Sisters"'), "source-changed", ("sources", 1)),
    (PARTNERSHIP, ('\n[[sources]]\nid = "s2"', '\n[[disputes]]\nkey = "since"\nvalue = "1989"\nsources = ["s1"]\n\n[[sources]]\nid = "s2"'), "dispute-added", ("disputes", 0)),
    (CITY, ('en = "Harborview"', 'en = "Harbor View"'), "name-changed", ("name", "en")),
    (CITY, ('en = "Harborview"', 'en = "Harborview"\nfr = "Beauport"'), "name-added", ("name", "fr")),
    (CITY, ("facts_from =", "population = { value = 12000, year = 2020 }\nfacts_from ="), "population-added", ("population",)),
    (ORG, ("info@", "office@"), "contact-changed", ("contacts", 0)),
    (ORG, ('\n[[contacts]]\nrole = "primary"\nemail = "info@harborview-sister-cities.example"\n', ""), "contact-removed", ("contacts", 0)),
    (ORG, ("\n[[contacts]]", '\n[[memberships]]\nnetwork = "cemr"\n\n[[contacts]]'), "membership-added", ("memberships", 0)),
]  # fmt: skip


@pytest.mark.parametrize(("path", "edit", "what", "route"), KEYS, ids=[what for _, _, what, _ in KEYS])
def test_one_edit_is_one_change(path, edit, what, route):
    change = one(edit, path=path)
    assert (change.what, change.route) == (what, route)
    assert not change.implied


def test_a_source_that_moves_does_not_change_those_who_cite_it():
    was = before(WORLD[PARTNERSHIP], HISTORY)
    now = (
        was.replace('["s1"]', '["new"]')
        .replace('id = "s1"', 'id = "new"')
        .replace('title = "Sister cities"', 'title = "Sisters"')
    )
    assert [what for what, *_ in changes({PARTNERSHIP: was}, {PARTNERSHIP: now})[0]] == ["source-changed"]
    now = was.replace('sources = ["s1"]', 'sources = ["s2"]')
    assert [what for what, *_ in changes({PARTNERSHIP: was}, {PARTNERSHIP: now})[0]] == ["event-changed"]


def test_equal_items_are_matched_once_each():
    was = before(WORLD[PARTNERSHIP], HISTORY + HISTORY)
    told, _, _ = changes({PARTNERSHIP: was}, {PARTNERSHIP: before(WORLD[PARTNERSHIP], HISTORY)})
    assert [(what, old["event"], new) for what, _, old, new in told] == [("event-removed", "established", None)]


# Records as a whole


TOMBSTONE = 'schema = 1\nid = "{}"\nstatus = "withdrawn"\nwithdrawn = {{ reason = "privacy", date = "2026-03" }}\n'


def renamed(text, old="us-or-harborview", new="us-or-harbor"):
    return text.replace(f'"{old}"', f'"{new}"').replace(f"--{old}", f"--{new}")


def test_new_and_removed():
    told, form, found = changes({}, WORLD)
    assert [(what, record_id) for what, record_id, *_ in told] == [
        ("new", "jp-minatogawa"),
        ("new", "us-or-harborview"),
        ("new", "us-or-harborview-sister-cities"),
        ("new", "jp-minatogawa--us-or-harborview"),
    ]
    assert found.changes[0].new["name"]["ja"] == "湊川市"
    told, form, _ = changes(WORLD, {})
    assert {what for what, *_ in told} == {"removed"}
    assert form == []


def test_withdrawn_and_reinstated():
    stone = TOMBSTONE.format("us-or-harborview-sister-cities")
    _, _, found = changes({ORG: WORLD[ORG]}, {ORG: stone})
    assert [(c.what, c.date, c.reason) for c in found.changes] == [("withdrawn", "2026-03", "privacy")]
    assert found.records["orgs", "us-or-harborview-sister-cities"]["name"] == {"en": "Harborview Sister Cities"}
    assert [c.what for c in changes({}, {ORG: stone})[2].changes] == ["withdrawn"]
    assert [c.what for c in changes({ORG: stone}, {ORG: WORLD[ORG]})[2].changes] == ["reinstated"]
    assert [c.what for c in changes({ORG: stone}, {ORG: stone.replace("2026-03", "2026-04")})[2].changes] == [
        "withdrawn-changed"
    ]


def test_a_city_is_renamed_and_all_follow():
    now = {
        path_of("cities", "us-or-harbor"): renamed(WORLD[CITY]).replace(
            "level", 'former_ids = ["us-or-harborview"]\nlevel'
        ),
        ORG: renamed(WORLD[ORG]),
        path_of("partnerships", "jp-minatogawa--us-or-harbor"): renamed(WORLD[PARTNERSHIP]),
    }
    told, form, found = changes({path: text for path, text in WORLD.items() if path != OTHER_CITY}, now)
    assert told == [
        ("renamed", "us-or-harbor", "us-or-harborview", "us-or-harbor"),
        ("reference-followed", "us-or-harborview-sister-cities", None, None),
        ("renamed", "jp-minatogawa--us-or-harbor", "jp-minatogawa--us-or-harborview", "jp-minatogawa--us-or-harbor"),
    ]
    assert form == []
    assert {c.what for c in found.changes if c.implied} == {"former-ids-changed", "reference-followed"}


def test_a_record_that_says_the_same_was_renamed():
    now = {path_of("cities", "us-or-harbor"): renamed(WORLD[CITY])}
    assert changes({CITY: WORLD[CITY]}, now)[0] == [("renamed", "us-or-harbor", "us-or-harborview", "us-or-harbor")]
    now = {path: text.replace("44.6368", "44.7") for path, text in now.items()}
    assert [what for what, *_ in changes({CITY: WORLD[CITY]}, now)[0]] == ["new", "removed"]


def test_a_city_is_merged_into_another():
    double = path_of("cities", "us-or-harbor")
    was = {CITY: WORLD[CITY], double: renamed(WORLD[CITY]), ORG: renamed(WORLD[ORG])}
    now = {CITY: WORLD[CITY].replace("level", 'former_ids = ["us-or-harbor"]\nlevel'), ORG: WORLD[ORG]}
    told, _, _ = changes(was, now)
    assert told == [
        ("merged", "us-or-harbor", "us-or-harbor", "us-or-harborview"),
        ("reference-followed", "us-or-harborview-sister-cities", None, None),
    ]


def test_a_merger_that_changes_the_survivor_tells_both():
    double = path_of("cities", "us-or-harbor")
    was = {CITY: WORLD[CITY], double: renamed(WORLD[CITY])}
    now = {CITY: WORLD[CITY].replace("level", 'former_ids = ["us-or-harbor"]\naliases = ["Harbor"]\nlevel')}
    assert [what for what, *_ in changes(was, now)[0]] == ["merged", "aliases-changed"]


@pytest.mark.parametrize(
    ("text", "flaw"), [("schema = \n", "syntax"), ("schema = 1\n", "schema"), (WORLD[CITY].replace("44.6368", '"x"'), "schema")]
)  # fmt: skip
def test_broken_records_are_said(text, flaw):
    name = "us-or-harborview"
    assert changes({CITY: WORLD[CITY]}, {CITY: text})[0] == [("broken", name, None, flaw)]
    assert changes({}, {CITY: text})[0] == [("broken", name, None, flaw)]
    assert changes({CITY: text}, {CITY: WORLD[CITY]})[0] == [("mended", name, flaw, None)]
    assert changes({CITY: text}, {CITY: text + "# still\n"})[0] == [("broken", name, flaw, flaw)]
    assert changes({CITY: text}, {})[0] == [("removed", name, None, None)]


def test_what_is_no_record_does_not_count():
    assert changes({}, {"records/README.md": "x", "records/notes.toml": "x", "records/cities/.gitkeep": ""})[0] == []

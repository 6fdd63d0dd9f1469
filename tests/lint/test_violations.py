"""Whatever is wrong with a record's data, the explanation is complete and every part of it has a rule that can speak."""

from pathlib import Path

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_data import FULL, KINDS, TOMBSTONES, mutated

from screcords.findings import Problem
from screcords.lint.violations import violations
from screcords.model import schemas
from screcords.model.record import Tombstone, typed
from screcords.repository.graph import Repository
from screcords.rules.registry import all_rules
from screcords.rules.rule import Context

COLLECTIONS = {name: collection for collection, name in schemas.SCHEMA_OF.items()}
VALIDATORS = {name: jsonschema_rs.Draft202012Validator(schemas.load(name)) for name in KINDS}

NOTHING = Context(Repository(Path(), [], []), 20260601)


def is_sound(data, name):
    try:
        if not VALIDATORS[name].is_valid(data):
            return False
        typed(data, Tombstone if "withdrawn" in data else KINDS[name])
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("name", KINDS)
@settings(max_examples=250)
@given(st.data())
def test_every_flaw_has_a_place_and_a_rule_that_speaks_of_it(name, data):
    record = data.draw(mutated(name))
    if is_sound(record, name):
        return
    found = violations(record, COLLECTIONS[name])
    assert found
    for violation in found:
        assert violation.keyword != "judge", violation
        assert violation.data is record
        assert violation.collection == COLLECTIONS[name]
        rule = all_rules()[violation.code]
        assert "Violation" in rule.subjects, violation
        problems = list(rule.check(violation, NOTHING) if rule.wants_context else rule.check(violation))
        assert problems, violation
        for problem in problems:
            assert isinstance(problem, Problem)
            assert problem.message.strip()
            assert not problem.message.endswith(".")
            assert reaches(record, problem.route)
    assert len({(violation.route, violation.keyword) for violation in found}) == len(found)


def reaches(data, route):
    """Whether a route leads to something, or to a key that is missing in something."""
    for step in route[:-1]:
        data = data[step]
    return isinstance(data, dict) or not route or route[-1] < len(data)


@pytest.mark.parametrize("name", KINDS)
def test_sound_records_are_sound(name):
    assert is_sound(FULL[name], name)
    assert is_sound(TOMBSTONES[name], name)


def test_where_the_judges_find_what_the_explanation_does_not_something_is_said():
    (violation,) = violations(FULL["city"], "cities", "a reason")
    assert (violation.code, violation.route, violation.expected) == ("SCR112", (), "a reason")
    (violation,) = violations(FULL["city"], "cities")
    assert violation.expected

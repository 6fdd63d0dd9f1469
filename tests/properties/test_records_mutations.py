"""Ten thousand broken records: each gives findings in its own file, never a crash, and nothing elsewhere.

The records are real ones where the repository has them, else made ones. They are broken a few hundred at a time, among
the untouched records that refer to them and that they refer to.
"""

import functools
import random
import re
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from screcords.findings import Severity
from screcords.lint import config, place, run
from screcords.model.ids import path_of
from screcords.repository.day import AsOf
from screcords.repository.load import load

TOP = Path(__file__).parents[2]
REPOSITORIES = 25
EACH = 400
TODAY = AsOf("2026-06-01", "test")
SHARES = {"partnerships by hand": 0.3, "partnerships": 0.2, "orgs": 0.1, "cities": 0.4}


@functools.cache
def source(scratch):
    """The records to break: the real ones, or a corpus with all features made below `scratch`."""
    root = TOP
    if (
        not (TOP / "records" / "cities").is_dir()
        or next((TOP / "records" / "partnerships").rglob("*.toml"), None) is None
    ):
        sys.path.insert(0, str(TOP / "benchmarks"))
        from corpus import make

        root = scratch
        make(root, 3000)
    return load(root)


def references(repository, entry):
    """The records that one record names."""
    record = entry.record
    if entry.collection == "partnerships":
        cities = [
            *record.cities,
            *(agreement.place for agreement in record.agreements),
            *(exchange.host for exchange in record.exchanges),
        ]
        cities += [signatory.city for agreement in record.agreements for signatory in agreement.signatories]
        found = [("cities", city) for city in cities]
        found += [("orgs", org) for party in record.parties for org in party.orgs] + [
            ("partnerships", record.superseded_by)
        ]
    elif entry.collection == "orgs":
        found = [("cities", record.city), *(("partnerships", committee.partnership) for committee in record.committees)]
    else:
        found = [("cities", city) for city in (*record.successors, *record.members)]
    return [repository.collection(name)[key] for name, key in found if key in repository.collection(name)]


def chosen(repository, rng):
    """The records to break, and all that must lie beside them so that nothing is missing."""
    kinds = {name: [] for name in SHARES}
    for entry in repository.entries:
        if entry.record is not None:
            by_hand = entry.collection == "partnerships" and "provenance" not in entry.keys
            kinds["partnerships by hand" if by_hand else entry.collection].append(entry)
    picked = []
    for name, share in SHARES.items():
        picked += rng.sample(kinds[name], min(len(kinds[name]), int(share * EACH)))
    needed = list(picked)
    for entry in picked:
        if entry.collection == "cities":
            needed += repository.ties.get(entry.id, ())[:1]
    seen = {}
    while needed:
        entry = needed.pop()
        if entry.path not in seen:
            seen[entry.path] = entry
            needed += references(repository, entry)
    return [entry.path for entry in picked], list(seen)


# How a file is broken. Each takes its text and what else there is; `None`: not this one.

OTHER_VALUES = [
    b"1",
    b"-7.5",
    b"true",
    b'"x"',
    b"[]",
    b"[1, 2]",
    b"{ a = 1 }",
    b"1988-05-20",
    b"nan",
    b'""',
    b"[[[]]]",
    b'"TODO"',
    b'"\\u0000"',
    b"0x10",
    b"99999999999999999999",
    b'["a", "a"]',
    b'"""\nx\n"""',
]
CONFLICT = b"<<<<<<< HEAD\n%b=======\n%b>>>>>>> branch\n"


def flip_a_byte(rng, data, _):
    at = rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1 :]


def flip_bytes(rng, data, other):
    for _ in range(rng.randrange(2, 9)):
        data = flip_a_byte(rng, data, other)
    return data


def drop_a_line(rng, data, _):
    lines = data.splitlines(keepends=True)
    del lines[rng.randrange(len(lines))]
    return b"".join(lines)


def drop_a_key(rng, data, _):
    keys = [match.span() for match in re.finditer(rb"^[a-z_]+ = .*\n", data, re.MULTILINE)]
    start, end = rng.choice(keys)
    return data[:start] + data[end:]


def rename_a_key(rng, data, _):
    at = rng.choice([match.start() for match in re.finditer(rb"^[a-z_]+ = ", data, re.MULTILINE)])
    return data[:at] + rng.choice([b"x", b"mayor_", b"'", b'"']) + data[at:]


def change_a_type(rng, data, _):
    start, end = rng.choice([match.span(1) for match in re.finditer(rb"= (.*)\n", data)])
    return data[:start] + rng.choice(OTHER_VALUES) + data[end:]


def take_the_place_of_another(_, __, other):
    return other


def truncate(rng, data, _):
    return data[: rng.randrange(len(data))]


def repeat_a_line(rng, data, _):
    lines = data.splitlines(keepends=True)
    at = rng.randrange(len(lines))
    return b"".join([*lines[: at + 1], *lines[at:]])


def conflict(rng, data, _):
    lines = data.splitlines(keepends=True)
    at = rng.randrange(len(lines))
    return b"".join([*lines[:at], CONFLICT % (lines[at], lines[at].upper()), *lines[at + 1 :]])


def insert(rng, data, _):
    what = rng.choice(
        [
            b"\0",
            b"\xef\xbb\xbf",
            b"\xff",
            b"\r",
            b"\x1b[31m",
            "\u202e".encode(),
            "\u200b".encode(),
            b'"',
            b"[",
            b"]]",
            b"\\",
            b"#",
            b"=",
            b"'''",
            b".",
            b"\t",
        ]
    )
    at = rng.choice([0, rng.randrange(len(data)), len(data)])
    return data[:at] + what + data[at:]


def other_line_ends(rng, data, _):
    return data.replace(b"\n", rng.choice([b"\r\n", b"\r", b"\n\n", b"\x0b", b" \n"]))


def other_encoding(rng, data, _):
    return data.decode().encode(rng.choice(["utf-16", "utf-8-sig", "utf-32", "cp037", "latin-1"]), "replace")


def nest(rng, data, _):
    return data + b"x = " + rng.choice([b"[", b"{a=", b"[[", b"a.", b'"']) * rng.randrange(1, 3000)


def twice(_, data, __):
    return data + data


def nothing(rng, _, __):
    return rng.choice([b"", b"\n", b"# gone\n", b"schema = 1\n"])


WAYS = [flip_a_byte, flip_a_byte, flip_bytes, drop_a_line, drop_a_key, rename_a_key, change_a_type, change_a_type, take_the_place_of_another, truncate, repeat_a_line, conflict, insert, insert, other_line_ends, other_encoding, nest, twice, nothing]  # fmt: skip


FACTS = {"SCR508", "SCR514"}
"""Advice about partnerships that follows from what a city's record says, be that right or wrong, or from how many there are."""


# The test


class Watched(run._Run):
    """A run that keeps count of the time that goes into each file."""

    costs = Counter()

    def apply(self, rule, subject, path, **more):
        start = time.process_time()
        super().apply(rule, subject, path, **more)
        self.costs[path] += time.process_time() - start


def lint(root):
    selection = config.selection(config.Settings(), advice=True)
    repository = load(root)
    outcome = run.run(repository, selection, TODAY.number)
    return place.report(repository, selection, outcome, TODAY, filtered=False).findings


def counted(findings):
    return Counter((finding.path, finding.code, finding.message) for finding in findings)


@pytest.mark.parametrize("number", range(REPOSITORIES))
def test_broken_records(number, tmp_path, tmp_path_factory, monkeypatch):
    rng = random.Random(number)
    repository = source(tmp_path_factory.getbasetemp() / "corpus")
    broken, beside = chosen(repository, rng)
    for path in beside:
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((repository.root / path).read_bytes())
    before = counted(lint(tmp_path))
    whole = {path: (tmp_path / path).read_bytes() for path in broken}
    for path, data in whole.items():
        (tmp_path / path).write_bytes(rng.choice(WAYS)(rng, data, whole[rng.choice(broken)]))
    copies = []
    for path in rng.sample(broken, 10):
        copy = path_of(path.split("/")[1], f"zz-copy-{len(copies)}" + ("--zz-x" if "partnerships" in path else ""))
        copies.append(copy)
        (tmp_path / copy).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / copy).write_bytes(whole[path])
        (tmp_path / path).write_bytes(whole[path])
    monkeypatch.setattr(run, "_Run", Watched)
    Watched.costs.clear()
    found = lint(tmp_path)
    assert [finding for finding in found if finding.code == "SCR999"] == []
    assert max(Watched.costs.values()) < 1
    wrong = {finding.path for finding in found if finding.severity is Severity.ERROR}
    assert len(wrong) > EACH / 2
    for path, data in whole.items():
        if path not in wrong:
            (tmp_path / path).write_bytes(data)
    left = set(broken) & wrong | set(copies)
    elsewhere = counted(lint(tmp_path)) - before
    assert [hit for hit in elsewhere if hit[0] not in left and hit[1] not in FACTS] == []

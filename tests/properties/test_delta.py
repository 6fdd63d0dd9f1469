"""A delta applied to the old export gives the new one, byte for byte, whatever happened in between."""

import shutil
import tempfile
from pathlib import Path

import pytest
from git_folder import commit, git
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screcords.changes.files import Taken
from screcords.changes.merge import merge
from screcords.changes.rename import rename
from screcords.cli.delta import documents
from screcords.directory.comparison import listed
from screcords.directory.edition import edition
from screcords.model import schemas
from screcords.model.ids import pair_id, path_of
from screcords.publish.delta import apply, between
from screcords.publish.formats import json
from screcords.repository import sides
from screcords.repository.compare import differences
from screcords.repository.day import day_of
from screcords.repository.load import load
from screcords.repository.worktree import Worktree
from screcords.text.canonical import write

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git here")

CITIES = [f"{country}-town{number}" for country in ("de", "fr", "jp") for number in range(3)]
PAIRS = [pair_id(one, other) for one in CITIES for other in CITIES if one[:2] < other[:2]]
DAYS = ["2026-03-01", "2026-03-02", "2026-07-31", "2027-03-01"]


def city(name, number=0):
    return {
        "schema": 1, "id": name, "level": "municipality", "country": name[:2].upper(), "lat": 40.0 + CITIES.index(name), "lon": 1.5 + number / 7,
        "provenance": "wikidata", "name": {"en": name[3:].capitalize(), "ja": "町"},
    }  # fmt: skip


def pair(name, number=0):
    one, other = name.split("--")
    return {
        "schema": 1, "id": name, "kind": "sister", "status": ["active", "unknown", "suspended"][number % 3], "since": str(1950 + number),
        "parties": [{"city": one}, {"city": other}],
        "sources": [{"id": "s1", "type": "news", "title": f'"{number}" \u2028 \\ <é>', "url": "https://a.example"}],
    }  # fmt: skip


def put(root, collection, data):
    path = root / path_of(collection, data["id"])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(write(data, schemas.layout(collection)), encoding="utf-8")


def perform(root, files):
    for path, data in files.items():
        if data is None:
            (root / path).unlink()
        else:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)


STEPS = st.one_of(
    st.tuples(st.just("city"), st.sampled_from(CITIES), st.integers(0, 5)),
    st.tuples(st.just("pair"), st.sampled_from(PAIRS), st.integers(0, 50)),
    st.tuples(st.sampled_from(["delete", "withdraw", "comment", "rename", "merge"]), st.integers(0, 30), st.integers(0, 30)),
)  # fmt: skip


def step(root, what, which, number):
    """Do one thing to the records; nothing where there is nothing to do it to."""
    if what == "city":
        return put(root, "cities", city(which, number))
    repository = load(root)
    if what == "pair":
        if all(name in repository.cities for name in which.split("--")):
            put(root, "partnerships", pair(which, number))
        return None
    entries = repository.entries
    cities = sorted(repository.cities)
    if not entries:
        return None
    entry = entries[which % len(entries)]
    file = root / entry.path
    if what == "comment":
        file.write_text(f"# {number}\n" + file.read_text())
    elif what == "delete" and entry.collection == "partnerships":
        file.unlink()
    elif what == "withdraw" and entry.collection == "partnerships":
        put(
            root,
            "partnerships",
            {"schema": 1, "id": entry.id, "status": "withdrawn", "withdrawn": {"reason": "other", "date": "2026-02"}},
        )
    elif what == "rename" and cities:
        old = cities[which % len(cities)]
        if f"{old}x{number}" not in repository.cities:
            perform(root, rename(repository, "cities", old, f"{old}x{number}"))
    elif what == "merge" and len(cities) > 1:
        one, other = cities[which % len(cities)], cities[(which + 1) % len(cities)]
        if one[:2] == other[:2]:
            try:
                files = merge(repository, "cities", one, other)
            except Taken:  # partners of each other
                return None
            perform(root, files)
    return None


def exported(root, commit_):
    """What an export of a checkout of the commit writes."""
    git(root, "checkout", "-q", "--force", commit_)
    tree = Worktree(root)
    found = edition(tree, load(root), day=day_of(tree, "HEAD"))
    return b"".join(json.whole(found, json.records(found)))


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(st.lists(STEPS, min_size=6, max_size=14), st.lists(STEPS, max_size=8), st.sampled_from(DAYS))
def test_old_export_and_delta_are_the_new_export(first, second, day):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "records").mkdir()
        (root / "records/.gitkeep").touch()
        for name in CITIES[::2]:
            put(root, "cities", city(name))
        for arguments in first:
            step(root, *arguments)
        base = commit(root, day="2026-03-01")
        for arguments in second:
            step(root, *arguments)
        (root / "notes.txt").write_text("so that there is a commit")
        head = commit(root, day=day)
        old, new = documents(root, base, head)
        assert (old, new) == (exported(root, base), exported(root, head))
        assert apply(old, between(old, new)) == new
        assert apply(new, between(new, old)) == old
        found = sides.read(Worktree(root), base, head)
        told = differences(found.before, found.after)
        if [change for change in listed(told.changes) if change.collection == "partnerships" and change.what == "new"]:
            assert old != new
        if not told.changes and base == head:
            assert old == new

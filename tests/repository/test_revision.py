"""Which day counts as today: that of the newest commit of records/, or what stands in for it, said in words."""

import datetime
import re
import shutil
import subprocess

import pytest

from screcords.repository import day, git
from screcords.repository.day import AsOf, parse_day
from screcords.repository.git import NoBaseError
from screcords.repository.revision import commit
from screcords.repository.worktree import Worktree
from screcords.rules.world import CITY, WORLD

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="no git here")


@pytest.fixture(autouse=True)
def surroundings(monkeypatch, tmp_path):
    """No settings of the user, and no repository around the temporary folder."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))


def run(root, *arguments, day="2020-01-01"):
    identity = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]
    stamp = f"{day}T12:00:00+0000"
    import os

    environment = {**os.environ, "GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp}
    subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True, env=environment)


@pytest.fixture
def committed(world):
    """The world under git, its records committed on one day and something else on a later one."""
    run(world.root, "init", "-q")
    run(world.root, "add", ".")
    run(world.root, "commit", "-qm", "Records", day="2024-02-29")
    world.write("README.md", "hello")
    run(world.root, "add", ".")
    run(world.root, "commit", "-qm", "Words", day="2025-07-01")
    return world


def as_of(root):
    return day.as_of(Worktree(root))


def day_said(done):
    return re.search(r"dates judged as of (\S+) \((.*)\)", done.out).groups()


@needs_git
def test_the_newest_commit_of_the_records_counts(committed, screcords):
    assert as_of(committed.root) == AsOf("2024-02-29", "newest commit of records/")
    assert as_of(committed.root).number == 20240229
    assert day_said(screcords("lint", "--root", committed.root)) == ("2024-02-29", "newest commit of records/")


@needs_git
def test_old_commits_give_the_same_verdict_again(committed, screcords):
    committed.edit(
        "records/partnerships/jp/m/jp-minatogawa--us-or-harborview.toml", 'since = "1988-05-20"', 'since = "2024-03-01"'
    )
    run(committed.root, "commit", "-qam", "From the future", day="2024-02-29")
    assert "SCR302" in screcords("lint", "--root", committed.root).out
    assert "SCR302" not in screcords("lint", "--root", committed.root, "--as-of", "2025-11-02").out


@needs_git
@pytest.mark.parametrize("change", ["edited", "untracked", "deleted", "staged"])
def test_uncommitted_changes_ask_for_another_day(committed, screcords, monkeypatch, change):
    if change == "untracked":
        committed.write("records/cities/us/o/us-or-new.toml", WORLD[CITY].replace("us-or-harborview", "us-or-new"))
    elif change == "deleted":
        (committed.root / CITY).unlink()
    else:
        committed.edit(CITY, "Harborview", "Harbour View")
        if change == "staged":
            run(committed.root, "add", ".")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert as_of(committed.root) == AsOf("2023-11-14", "SOURCE_DATE_EPOCH; records/ has uncommitted changes")
    assert day_said(screcords("lint", "--root", committed.root, "--as-of", "2022-01-01")) == ("2022-01-01", "--as-of")


@needs_git
def test_changes_elsewhere_do_not_matter(committed):
    committed.write("README.md", "changed")
    committed.write("notes.txt", "new")
    assert as_of(committed.root).day == "2024-02-29"


@needs_git
def test_records_that_were_never_committed(world, monkeypatch):
    run(world.root, "init", "-q")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert as_of(world.root) == AsOf("1970-01-01", "SOURCE_DATE_EPOCH; records/ is not under git")


def test_outside_git_the_summary_says_that_today_counts(world, monkeypatch, screcords):
    class Frozen(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(2031, 5, 6, 23, 59, tzinfo=tz)

    monkeypatch.setattr(day.datetime, "datetime", Frozen)
    assert as_of(world.root) == AsOf("2031-05-06", "today; records/ is not under git")
    done = screcords("lint", "--root", world.root)
    assert day_said(done) == ("2031-05-06", "today; records/ is not under git")


def test_without_git_it_is_as_outside_of_it(world, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert git.ask(world.root, "--version") is None
    assert as_of(world.root) == AsOf("2023-11-14", "SOURCE_DATE_EPOCH; records/ is not under git")


@pytest.mark.parametrize(
    "value", ["", "soon", "-5", "1e9", "99999999999999999999", "999999999999", "١", "1700000000.5"]
)
def test_a_useless_source_date_is_passed_over(world, monkeypatch, screcords, value):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    assert as_of(world.root).source == "today; records/ is not under git"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    assert screcords("lint", "--root", world.root).code == 0


@pytest.mark.parametrize(
    "text",
    ["2026-02-30", "2026-5-3", "20260531", "2026", "", "tomorrow", "2026-W05-1", "2026-05-31T00:00", "２０２６-05-31"],
)
def test_what_is_no_day(text, world, screcords):
    assert parse_day(text) is None
    done = screcords("lint", "--root", world.root, "--as-of", text)
    assert done.code == 2
    assert done.err == f'screcords: --as-of "{text}" is no day; write it as 2026-05-31\n'


@needs_git
def test_the_commit_that_a_revision_names(committed, tmp_path):
    newest, first = commit(committed.root, "HEAD"), commit(committed.root, "HEAD~1")
    assert re.fullmatch(r"[0-9a-f]{40}", newest)
    assert newest != first
    for name in ("nowhere", "--help", "HEAD~9", ""):
        with pytest.raises(NoBaseError, match="there is no revision"):
            commit(committed.root, name)
    outside = tmp_path / "outside"
    outside.mkdir()
    with pytest.raises(NoBaseError, match="there is no git repository"):
        commit(outside, "HEAD")

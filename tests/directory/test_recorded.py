"""When records were written down, as git's history tells; and the changelog made of it."""

import os
import shutil

import pytest
from git_folder import commit, git

from screcords.changes.rename import rename
from screcords.directory.changelog import as_markdown, changelog
from screcords.directory.model import Recorded
from screcords.directory.recorded import recorded
from screcords.model.ids import path_of
from screcords.repository.git import NoBaseError
from screcords.repository.load import load
from screcords.repository.worktree import Worktree
from screcords.rules.world import CITY, ORG, OTHER_CITY, PARTNERSHIP, WORLD

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git here")
FIRST, SECOND, THIRD = "2026-03-01", "2026-04-15", "2026-05-31"
PAIR = "jp-minatogawa--us-or-harborview"


@pytest.fixture(autouse=True)
def surroundings(monkeypatch, tmp_path):
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))


def days(root, **more):
    return {
        key: value for found in recorded(Worktree(root), load(root), **more).values() for key, value in found.items()
    }


def test_created_and_modified(world):
    commit(world.root, day=FIRST)
    world.edit(CITY, '"municipality"', '"town"')
    second = commit(world.root, day=SECOND)
    world.write("records/cities/us/o/us-or-new.toml", WORLD[CITY].replace("us-or-harborview", "us-or-new"))
    commit(world.root, day=THIRD)
    found = days(world.root)
    assert found["jp-minatogawa"] == Recorded(FIRST, FIRST)
    assert found["us-or-harborview"] == Recorded(FIRST, SECOND)
    assert found["us-or-new"] == Recorded(THIRD, THIRD)
    assert days(world.root, head=second)["us-or-harborview"] == Recorded(FIRST, SECOND)


def test_outside_git(world):
    assert days(world.root) == {}
    assert recorded(Worktree(world.root), load(world.root)).keys() == {"cities", "orgs", "partnerships"}


def test_before_the_first_commit(world):
    git(world.root, "init", "-q")
    assert set(days(world.root).values()) == {Recorded(None, None)}


def test_what_is_not_committed(world):
    commit(world.root, day=FIRST)
    world.edit(CITY, '"municipality"', '"town"')
    world.write("records/cities/us/o/us-or-new.toml", WORLD[CITY].replace("us-or-harborview", "us-or-new"))
    found = days(world.root)
    assert found["us-or-harborview"] == Recorded(FIRST, None)
    assert found["us-or-new"] == Recorded(None, None)
    assert found[PAIR] == Recorded(FIRST, FIRST)


def perform(folder, files):
    for path, data in files.items():
        if data is None:
            (folder.root / path).unlink()
        else:
            folder.write(path, data)


def test_renames_are_followed(world):
    commit(world.root, day=FIRST)
    perform(world, rename(load(world.root), "cities", "us-or-harborview", "us-or-harbor"))
    commit(world.root, day=SECOND)
    found = days(world.root)
    assert found["us-or-harbor"] == Recorded(FIRST, SECOND)
    assert found["jp-minatogawa--us-or-harbor"] == Recorded(FIRST, SECOND)
    world.edit(path_of("cities", "us-or-harbor"), '"municipality"', '"town"')
    world.write(CITY, WORLD[CITY])  # another city takes the name
    commit(world.root, day=THIRD)
    found = days(world.root)
    assert found["us-or-harbor"] == Recorded(FIRST, THIRD)
    assert found["us-or-harborview"] == Recorded(THIRD, THIRD)


def test_records_that_are_only_alike_are_not_taken_for_renamed(world):
    commit(world.root, day=FIRST)
    (world.root / PARTNERSHIP).unlink()
    other = "jp-minatogawa--us-or-lakeside"
    world.write(
        path_of("partnerships", other),
        WORLD[PARTNERSHIP].replace("us-or-harborview", "us-or-lakeside").replace("1988-05-20", "1999"),
    )
    commit(world.root, day=SECOND)
    assert days(world.root)[other] == Recorded(SECOND, SECOND)


def test_a_merged_record_keeps_its_own_days(world):
    commit(world.root, day=FIRST)
    double = path_of("cities", "us-or-double")
    world.write(double, WORLD[CITY].replace("us-or-harborview", "us-or-double"))
    commit(world.root, day=SECOND)
    (world.root / CITY).unlink()
    world.write(double, world.read(double).replace("level", 'former_ids = ["us-or-harborview"]\nlevel'))
    commit(world.root, day=THIRD)
    assert days(world.root)["us-or-double"] == Recorded(SECOND, THIRD)


def test_a_record_that_was_gone_for_a_while_is_as_old_as_ever(world):
    commit(world.root, day=FIRST)
    (world.root / ORG).unlink()
    commit(world.root, day=SECOND)
    world.write(ORG, WORLD[ORG])
    commit(world.root, day=THIRD)
    assert days(world.root)["us-or-harborview-sister-cities"] == Recorded(FIRST, THIRD)


def test_branches(world):
    commit(world.root, day=FIRST)
    git(world.root, "checkout", "-qb", "side")
    world.edit(CITY, '"municipality"', '"town"')
    commit(world.root, day=THIRD)
    git(world.root, "checkout", "-q", "-")
    world.edit(OTHER_CITY, '"municipality"', '"town"')
    commit(world.root, day=SECOND)
    git(world.root, "merge", "-q", "--no-ff", "-m", "Merge", "side", day="2026-06-02")
    found = days(world.root)
    assert found["us-or-harborview"] == Recorded(FIRST, THIRD)
    assert found["jp-minatogawa"] == Recorded(FIRST, SECOND)


def test_a_shallow_clone_does_not_know_what_is_older(world, tmp_path):
    commit(world.root, day=FIRST)
    world.edit(CITY, '"municipality"', '"town"')
    commit(world.root, day=SECOND)
    world.write("records/cities/us/o/us-or-new.toml", WORLD[CITY].replace("us-or-harborview", "us-or-new"))
    world.edit(OTHER_CITY, '"municipality"', '"town"')
    commit(world.root, day=THIRD)
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{world.root}", "clone")
    found = days(tmp_path / "clone")
    assert found["us-or-harborview"] == Recorded(None, None)
    assert found["jp-minatogawa"] == Recorded(None, THIRD)
    assert found["us-or-new"] == Recorded(THIRD, THIRD)
    page = "".join(as_markdown(changelog(Worktree(tmp_path / "clone"))))
    assert "where this clone does" in page
    assert page.count("\n### ") == 1


def test_settings_of_the_user_do_not_matter(world, monkeypatch, tmp_path):
    (tmp_path / "config").write_text(
        "[log]\nshowRoot = false\nshowSignature = true\nfollow = true\n[diff]\nrenames = false\nnoprefix = true\nrelative = false\n[color]\nui = always\n"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.fspath(tmp_path / "config"))
    commit(world.root, day=FIRST)
    assert set(days(world.root).values()) == {Recorded(FIRST, FIRST)}


def test_a_repository_in_a_subfolder(folder, tmp_path):
    folder.root = tmp_path / "top" / "sub"
    folder.write_all(WORLD)
    commit(tmp_path / "top", day=FIRST)
    assert set(days(folder.root).values()) == {Recorded(FIRST, FIRST)}
    assert "4 changes in 4 records" in "".join(as_markdown(changelog(Worktree(folder.root))))


# The changelog


def test_the_changelog(world, screcords, tmp_path, golden):
    commit(world.root, "Records", day="2026-01-01")
    world.edit(PARTNERSHIP, '"active"', '"dormant"')
    commit(world.root, "Dormant <b>#1</b> @me", day=SECOND)
    world.write(CITY, "# looked at\n" + world.read(CITY))
    world.write("README.md", "x")
    commit(world.root, "Look", day=SECOND)
    world.write("README.md", "y")
    commit(world.root, "Elsewhere", day=THIRD)
    page = "".join(as_markdown(changelog(Worktree(world.root))))
    hashes = git(world.root, "log", "--format=%H").split()
    for number, name in enumerate(hashes):
        page = page.replace(name[:12], f"commit-{number}")
    golden("changes/CHANGELOG.md", page)
    done = screcords("export", "changelog", "--to", tmp_path / "out", "--root", world.root, "--as-of", "2026-06-01")
    assert done.code == 0, done.err
    text = (tmp_path / "out" / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "Minatogawa–Harborview: active → dormant" in text


def test_since_a_revision_and_what_does_not_exist(world):
    first = commit(world.root, "Records", day="2020-01-01")
    world.edit(PARTNERSHIP, '"active"', '"dormant"')
    commit(world.root, "Dormant", day=SECOND)
    tree = Worktree(world.root)
    assert [step.commit.title for step in changelog(tree, since=first).steps] == ["Dormant"]
    assert [step.commit.title for step in changelog(tree, days=9999).steps] == ["Dormant", "Records"]
    with pytest.raises(NoBaseError):
        changelog(tree, since="nowhere")


def test_many_files_are_only_counted(folder):
    for number in range(1001):
        name = f"us-or-town{number}"
        folder.write(path_of("cities", name), WORLD[CITY].replace("us-or-harborview", name))
    folder.write(ORG, WORLD[ORG])
    commit(folder.root, "Import")
    page = "".join(as_markdown(changelog(Worktree(folder.root))))
    assert "1,001 new cities, 1 new organisation.\n" in page
    assert page.count("\n") < 10


def test_no_history(world):
    assert "is not known" in "".join(as_markdown(changelog(Worktree(world.root))))

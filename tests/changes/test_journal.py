"""Lists of changes that nobody should obey, and files that somebody changed after a command was interrupted."""

import json

import pytest
from git_folder import commit, git
from test_changeset import CHANGES, NEW, OLD, Failing, Killed, dead, fresh, listed, old, steps, tree  # noqa: F401

from screcords.changes.changeset import STAGED, ChangeSet, NotAppliedError, apply, recover
from screcords.changes.where import INTENT, JOURNAL, lists

CITY = "records/cities/us/o/us-or-harborview.toml"
A, B = "records/cities/us/o/us-or-a.toml", "records/cities/us/o/us-or-b.toml"
GONE, CAME = "records/cities/us/w/us-wa-d.toml", "records/cities/us/n/us-nv-d.toml"
SOUND = json.loads(listed({CITY: (b"x", b"y")}, born="1"))

BAD_PATHS = [
    "../victim.toml",
    "records/../../victim.toml",
    "/etc/victim.toml",
    "README.md",
    ".git/hooks/pre-commit",
    ".git/hooks/x.toml",
    "records/README.md",
    "records//a.toml",
    "records/./a.toml",
    "records/.. /a.toml",
    "records/a\0.toml",
    "records.toml",
    "records",
    "",
]
BAD = [
    [],
    None,
    7,
    {},
    {"new": [], "gone": ["../victim.txt"]},
    *[SOUND | {"files": {path: [None, "0" * 64, 1]}} for path in BAD_PATHS],
    SOUND | {"process": "1"},
    SOUND | {"process": 10**30},
    SOUND | {"process": -1},
    SOUND | {"process": True},
    SOUND | {"process": None},
    SOUND | {"born": 7},
    SOUND | {"files": [CITY]},
    SOUND | {"files": {CITY: None}},
    SOUND | {"files": {CITY: [None, None, 0]}},
    SOUND | {"files": {CITY: ["x", "y", 0]}},
    SOUND | {"files": {CITY: [None, "0" * 64, -1]}},
    SOUND | {"moved": {CITY: "records/other.toml"}},
    SOUND | {"moved": [CITY]},
]


@pytest.mark.parametrize("name", [JOURNAL, INTENT])
@pytest.mark.parametrize("plan", BAD, ids=range(len(BAD)))
@pytest.mark.parametrize("in_git", [False, True], ids=["outside", "git"])
def test_a_list_that_makes_no_sense_is_said_and_touches_nothing(world, lint, name, plan, in_git):
    (world.root.parent / "victim.toml").write_text("precious")
    if in_git:
        commit(world.root)
    where = lists(world.root)[name]
    where.write_text(json.dumps(plan))
    before = tree(world.root.parent)
    done = lint(world)
    assert done.code == 2
    assert done.err == f"screcords: the journal at {where} makes no sense; look at it and remove it\n"
    assert lint(world, "--fix").code == 2
    assert tree(world.root.parent) == before


@pytest.mark.parametrize("rubbish", [b"", b"{", b"\xff", b"[" * 100_000, b'{"files":' + b'{"a":' * 100_000])
def test_a_journal_was_written_out_or_makes_no_sense(world, lint, rubbish):
    world.write(JOURNAL, rubbish)
    assert "makes no sense" in lint(world).err
    assert (world.root / JOURNAL).exists()


def test_a_list_is_a_file(world, lint):
    (world.root / JOURNAL).symlink_to("/dev/zero")
    assert "makes no sense" in lint(world).err
    (world.root / JOURNAL).unlink()
    (world.root / INTENT).mkdir()
    assert "makes no sense" in lint(world).err


def test_a_list_may_be_unreadable(old):  # noqa: F811
    class Unreadable(Failing):
        def read(self, path):
            raise PermissionError(13, "Permission denied", path)

    (old / JOURNAL).write_bytes(listed({}))
    with pytest.raises(NotAppliedError, match="cannot be read: Permission denied"):
        recover(old, Unreadable(old))


def test_folders_on_the_way_are_no_links(old):  # noqa: F811
    (old / "elsewhere").mkdir()
    (old / "elsewhere/x.toml").write_bytes(b"x")
    (old / "records/cities/de").symlink_to(old / "elsewhere")
    (old / JOURNAL).write_bytes(listed({"records/cities/de/x.toml": (b"x", None)}))
    with pytest.raises(NotAppliedError, match="makes no sense"):
        recover(old)
    assert (old / "elsewhere/x.toml").read_bytes() == b"x"


def test_what_is_committed_is_no_list(world, lint):
    plan = listed({CITY: (world.read(CITY).encode(), None)})
    for name in (JOURNAL, INTENT):
        world.write(name, plan)
    world.write(f"{CITY}{STAGED}", "id = 1")
    commit(world.root)
    before = tree(world.root)
    assert lint(world).err == ""
    assert tree(world.root) == before


def test_only_records_are_changed(old):  # noqa: F811
    for path in BAD_PATHS[:-1]:
        with pytest.raises(NotAppliedError, match="is no record; nothing was changed"):
            apply(old, ChangeSet({path: None}, {path: b"x"}))
    assert tree(old) == OLD


def test_nothing_is_staged_through_a_link_or_over_what_is_there(old):  # noqa: F811
    (old / f"{A}{STAGED}").symlink_to(old.parent / "victim")
    with pytest.raises(NotAppliedError, match=rf"{A}{STAGED} is in the way; look at it and remove it; nothing was"):
        apply(old, CHANGES)
    assert not (old.parent / "victim").exists()
    assert (old / f"{A}{STAGED}").is_symlink()
    assert not (old / INTENT).exists()


def test_in_git_the_lists_lie_in_the_git_directory(folder):
    top = folder.root
    fresh(top)
    commit(top)
    assert {path.parent for path in lists(top).values()} == {top / ".git", top}
    tree_of_work = top.parent / "worktree"
    git(top, "worktree", "add", "-q", str(tree_of_work))
    assert lists(tree_of_work)[JOURNAL] == top / ".git/worktrees/worktree/screcords-journal"
    (tree_of_work / ".git").write_text("gitdir: ../repo/.git/worktrees/worktree\n")  # as submodules have it
    assert lists(tree_of_work)[JOURNAL] == top / ".git/worktrees/worktree/screcords-journal"
    one, other = (fresh(top / name) for name in ("data1", "data2"))
    assert lists(one)[JOURNAL].parent == top / ".git"
    assert len({lists(root)[JOURNAL] for root in (top, one, other)}) == 3


@pytest.mark.parametrize("content", [b"", b"gitdir:", b"gitdir: nowhere", b"gitdir: a\0b", b"\xff\xfe"])
def test_what_is_no_git_directory_does_not_count(folder, content):
    folder.write(".git", content)
    assert lists(folder.root)[JOURNAL] == folder.root / JOURNAL
    (folder.root / ".git").unlink()
    (folder.root / ".git").mkdir()
    assert lists(folder.root)[JOURNAL] == folder.root / JOURNAL


def test_repositories_in_one_checkout_do_not_read_each_others_list(folder, dead):  # noqa: F811
    one, other = (fresh(folder.root / name) for name in ("data1", "data2"))
    commit(folder.root)
    with pytest.raises(Killed):
        apply(one, CHANGES, Failing(one, 28))
    assert recover(other) is None
    assert apply(other, CHANGES)
    assert recover(one)
    assert tree(one) in (OLD, NEW)


def test_killed_at_a_sample_of_the_steps_under_git(folder, dead):  # noqa: F811
    commit(fresh(folder.root))
    count = len(steps(fresh(folder.root.parent / "count")))
    said = set()
    for at in range(0, count, 4):
        with pytest.raises(Killed):
            apply(folder.root, CHANGES, Failing(folder.root, at))
        said.add(recover(folder.root))
        assert records(folder.root) in (OLD, NEW)
        assert not list((folder.root / ".git").glob("*screcords*"))
        git(folder.root, "checkout", "-q", ".")
        git(folder.root, "clean", "-qfd")
    assert len(said) == 3


def records(root):
    return {path: data for path, data in tree(root).items() if not path.startswith(".git")}


@pytest.fixture
def interrupted(old, dead):  # noqa: F811
    """Interrupted right after the moment of truth."""
    changes = CHANGES._replace(moved={CAME: GONE})
    at = [step[0] for step in steps(fresh(old.parent / "count"), changes)].index("replace") + 1
    with pytest.raises(Killed):
        apply(old, changes, Failing(old, at))
    assert (old / JOURNAL).exists()
    return old


def finished(root):
    """What is said of the files that were left alone."""
    first, *rest = recover(root).split("\n")
    assert first == "an interrupted change of 4 files was finished" + (
        ", but for what was changed since:" if rest else ""
    )
    assert not (root / JOURNAL).exists()
    assert recover(root) is None
    return [line.strip() for line in rest]


def test_a_move_counts_once(interrupted):
    assert finished(interrupted) == []
    assert tree(interrupted) == NEW


def test_what_was_edited_since_is_not_overwritten(interrupted):
    (interrupted / A).write_bytes(b"edited")
    assert finished(interrupted) == [f"{A}: changed since; left as it is; what it was to hold is in {A}{STAGED}"]
    assert tree(interrupted) == NEW | {A: b"edited", f"{A}{STAGED}": b"b"}


def test_what_was_edited_since_is_not_deleted(interrupted):
    (interrupted / GONE).write_bytes(b"edited")
    assert finished(interrupted) == [f"{GONE}: changed since; left as it is"]
    assert tree(interrupted) == NEW | {GONE: b"edited"}


def test_what_came_since_is_not_overwritten(interrupted):
    (interrupted / CAME).write_bytes(b"came")
    assert finished(interrupted) == [f"{CAME}: changed since; left as it is; what it was to hold is in {CAME}{STAGED}"]
    assert tree(interrupted) == NEW | {CAME: b"came", f"{CAME}{STAGED}": b"d"}


def test_a_link_that_came_since_is_left(interrupted):
    (interrupted / A).unlink()
    (interrupted / A).symlink_to(interrupted / GONE)
    assert len(finished(interrupted)) == 1
    assert (interrupted / A).is_symlink()


def test_what_was_edited_after_it_was_put_in_place_is_left(interrupted):
    (interrupted / f"{A}{STAGED}").replace(interrupted / A)
    (interrupted / A).write_bytes(b"edited")
    assert finished(interrupted) == [f"{A}: changed since; left as it is"]
    assert tree(interrupted) == NEW | {A: b"edited"}


def test_what_was_staged_and_edited_does_not_take_its_place(interrupted):
    (interrupted / f"{A}{STAGED}").write_bytes(b"edited")
    assert finished(interrupted) == [
        f"{A}: left as it is, for {A}{STAGED} was changed since; look at that and remove it"
    ]
    assert tree(interrupted) == NEW | {A: b"a", f"{A}{STAGED}": b"edited"}


def test_what_moves_stays_where_its_new_content_is_gone(interrupted):
    (interrupted / f"{CAME}{STAGED}").unlink()  # as `git clean` does
    assert finished(interrupted) == [
        f"{CAME}: left as it is, for {CAME}{STAGED} is gone",
        f"{GONE}: left as it is, for what it was to become is gone",
    ]
    assert tree(interrupted) == {path: data for path, data in NEW.items() if path != CAME} | {GONE: b"d"}


def test_undoing_removes_only_what_was_staged(old, dead):  # noqa: F811
    at = [step[0] for step in steps(fresh(old.parent / "count"))].index("replace")
    with pytest.raises(Killed):
        apply(old, CHANGES, Failing(old, at))
    (old / f"{A}{STAGED}").write_bytes(b"edited")
    assert recover(old) == (
        "an interrupted change of 5 files was undone, but for what was changed since:\n"
        f"  {A}{STAGED}: changed since; left as it is"
    )
    assert tree(old) == OLD | {f"{A}{STAGED}": b"edited"}


def test_what_somebody_else_changes_in_the_last_moment_is_said(old):  # noqa: F811
    class Meddling(Failing):
        def replace(self, path, target):
            super().replace(path, target)
            if target == JOURNAL:
                (self.root / A).write_bytes(b"meddled")

    with pytest.raises(NotAppliedError, match=rf"all was changed but for what somebody else.*\n{A}: changed since"):
        apply(old, CHANGES, Meddling(old))
    assert (old / A).read_bytes() == b"meddled"


def test_the_command_counts_a_move_once(world, lint):
    world.write("records/cities/us/p/us-or-harborview.toml", world.read(CITY))
    (world.root / CITY).unlink()
    assert "mended 1 finding in 1 file: " in lint(world, "--fix").err

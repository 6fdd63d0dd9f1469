"""All of a change or nothing: killed at every step, refused, interrupted, on a full disk, where case makes no difference."""

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from screcords.changes import changeset, journal
from screcords.changes.changeset import INTENT, JOURNAL, STAGED, BusyError, ChangeSet, NotAppliedError, apply, recover
from screcords.changes.disk import Disk

STEPS = ("write", "flush", "replace", "unlink", "make_folder", "remove_folder", "copy_mode")


class Killed(BaseException):
    """Like the end of the process: nothing catches it."""


class Failing(Disk):
    """Fails at one step, before or in the middle of it; counts the steps otherwise."""

    def __init__(self, root, at=-1, error=Killed, *, halfway=False):
        super().__init__(root)
        self.at, self.error, self.halfway, self.steps = at, error, halfway, []

    def step(self, name, path):
        self.steps.append((name, path))
        return len(self.steps) - 1 == self.at


def failing(name):
    def method(self, path, *args, **more):
        if self.step(name, path):
            if name == "write" and self.halfway:
                super(Failing, self).write(path, args[0][: len(args[0]) // 2], **more)
            elif self.halfway:
                getattr(super(Failing, self), name)(path, *args, **more)
            raise self.error() if isinstance(self.error, type) else self.error
        if name == "flush":
            return None  # takes its time, and makes no difference here
        return getattr(super(Failing, self), name)(path, *args, **more)

    return method


for step in STEPS:
    setattr(Failing, step, failing(step))


class AnyCase(Failing):
    """A file system on which upper and lower case are the same, as on macOS and Windows."""

    def _real(self, path):
        real = ""
        for part in path.split("/"):
            folder = self.root / real
            names = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
            found = next((name for name in names if name.casefold() == part.casefold()), part)
            real = f"{real}/{found}" if real else found
        return real


def anycase(name):
    def method(self, path, *args, **more):
        real = self._real(path)
        if name == "replace":
            source, target = real, self._real(args[0])
            folder, _, _ = target.rpartition("/")
            wanted = f"{folder}/{args[0].rpartition('/')[2]}" if folder else args[0]
            kept = target if (self.root / target).exists() and source != target else wanted  # an old name stays
            return Failing.replace(self, source, kept)
        if name == "copy_mode":
            args = (self._real(args[0]),)
        found = getattr(Failing, name)(self, real, *args, **more)
        if name == "spelled" and found:
            return f"{path.rpartition('/')[0]}/{found.rpartition('/')[2]}".lstrip("/")
        return found

    return method


for step in (*STEPS, "read", "exists", "spelled", "is_link", "is_file", "may_write"):
    setattr(AnyCase, step, anycase(step))


def listed(files, moved=None, *, alive=False, **more):
    """What a process writes down that is dead by now, if it is not this one."""
    plan = journal.plan({path: journal.target(*contents) for path, contents in files.items()}, moved or {})
    document = json.loads(plan.encode())
    return json.dumps(document | ({} if alive else {"process": 0}) | more).encode()


def tree(root):
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


OLD = {
    "records/cities/us/o/us-or-a.toml": b"a",
    "records/cities/us/o/us-or-b.toml": b"b",
    "records/cities/us/w/us-wa-d.toml": b"d",
    "records/partnerships/us/o/us-or-a--us-or-b.toml": b"ab",
    "screcords.toml": b"",
}
AFTER = {
    "records/cities/us/o/us-or-a.toml": b"b",  # these two change places
    "records/cities/us/o/us-or-b.toml": b"a",
    "records/cities/us/w/us-wa-d.toml": None,
    "records/cities/us/n/us-nv-d.toml": b"d",
    "records/partnerships/us/o/us-or-a--us-or-b.toml": b"ba",
}
CHANGES = ChangeSet({path: OLD.get(path) for path in AFTER}, AFTER)
NEW = {path: data for path, data in (OLD | AFTER).items() if data is not None}


@pytest.fixture
def old(folder):
    return folder.write_all(OLD).root


@pytest.fixture
def dead(monkeypatch):
    """The process that left a list behind is dead, though it is this one."""
    monkeypatch.setattr(changeset, "_lives", lambda _: False)


def steps(root, changes=None):
    counting = Failing(root)
    apply(root, changes or CHANGES, counting)
    return counting.steps


def test_all_is_done_and_nothing_is_left_behind(old):
    assert apply(old, CHANGES) == sorted(AFTER)
    assert tree(old) == NEW
    assert not (old / "records/cities/us/w").exists()  # git has no empty folders either
    assert recover(old) is None


def test_killed_at_every_step_it_is_old_or_new_and_the_next_command_repairs(tmp_path, dead):
    count = len(steps(fresh(tmp_path / "count")))
    assert count > 30
    seen = set()
    for at in range(count):
        for halfway in (False, True):
            root = fresh(tmp_path / f"{at}{halfway}")
            with pytest.raises(Killed):
                apply(root, CHANGES, Failing(root, at, halfway=halfway))
            said = recover(root)
            assert tree(root) in (OLD, NEW), (at, halfway)
            seen.add((said or "").rpartition(" ")[2])
            if said:
                assert said == f"an interrupted change of 5 files was {said.rpartition(' ')[2]}" or "0 files" in said
            assert recover(root) is None
            if tree(root) == OLD:  # and the change can be made again
                assert apply(root, CHANGES, Failing(root))
                assert tree(root) == NEW
            shutil.rmtree(root)
    assert seen == {"", "undone", "finished"}


def test_what_was_half_written_is_undone(old, dead):
    changes = ChangeSet({path: OLD.get(path) for path in AFTER}, dict.fromkeys(AFTER, b"long enough"))
    at = [n for n, step in enumerate(steps(fresh(old.parent / "count"))) if step[0] == "write"][3]
    with pytest.raises(Killed):
        apply(old, changes, Failing(old, at, halfway=True))
    assert any(data == b"long " for data in tree(old).values())
    assert recover(old) == "an interrupted change of 5 files was undone"
    assert tree(old) == OLD


def fresh(root):
    for path, data in OLD.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return root


def test_killed_while_repairing_it_is_repaired_by_the_one_after(tmp_path, dead):
    for first in range(1, len(steps(fresh(tmp_path / "count"))), 4):
        for second in range(0, 12, 2):
            root = fresh(tmp_path / f"{first}-{second}")
            with pytest.raises(Killed):
                apply(root, CHANGES, Failing(root, first))
            try:
                recover(root, Failing(root, second, halfway=bool(second % 4)))
            except Killed:
                recover(root)
            assert tree(root) in (OLD, NEW)


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "No space left on device"), PermissionError(errno.EACCES, "no")]
)
def test_failures_before_the_moment_of_truth_change_nothing_and_say_so(tmp_path, error):
    for at, (_name, path) in enumerate(steps(fresh(tmp_path / "count"))):
        root = fresh(tmp_path / str(at))
        with pytest.raises(NotAppliedError) as raised:
            apply(root, CHANGES, Failing(root, at, error, halfway=at % 2 == 0))
        if "nothing was changed" in str(raised.value):
            assert tree(root) == OLD, path
        else:
            assert "the next command finishes the change" in str(raised.value)
            assert (root / JOURNAL).exists() or tree(root) == NEW


def test_a_full_disk_names_the_file(old):
    error = OSError(errno.ENOSPC, "No space left on device", str(old / f"records/cities/us/o/us-or-b.toml{STAGED}"))
    at = next(
        n for n, step in enumerate(steps(fresh(old.parent / "count"))) if step[1].endswith(f"us-or-b.toml{STAGED}")
    )
    with pytest.raises(NotAppliedError, match=r"us-or-b\.toml cannot be written: No space left on device; nothing was"):
        apply(old, CHANGES, Failing(old, at, error))
    assert tree(old) == OLD


def test_a_process_that_dies_is_repaired_by_the_next_command(folder, process):
    """With a real end of a real process, at a sample of the steps."""
    script = (
        "import os, sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\n"
        "from test_changeset import CHANGES, Failing, apply, fresh\n"
        "class Dying(Failing):\n"
        "    def step(self, name, path):\n"
        "        return os._exit(9) if super().step(name, path) else False\n"
        "for at in map(int, sys.argv[3:]):\n"
        "    root = fresh(Path(sys.argv[2]) / str(at))\n"
        "    if os.fork() == 0:\n"
        "        apply(root, CHANGES, Dying(root, at)); os._exit(0)\n"
        "    os.wait()\n"
    )
    samples = [2, 9, 20, 28, 31, 34, 40]
    done = process(Path(__file__).parent, folder.root, *map(str, samples), code=script)
    assert done.returncode == 0, done.stderr
    states = []
    for at in samples:
        root = folder.root / str(at)
        said = recover(root)
        states.append(tree(root))
        assert states[-1] in (OLD, NEW), (at, said)
    assert all(state in (OLD, NEW) for state in states)
    assert OLD in states
    assert NEW in states


def test_what_another_command_is_doing_right_now_is_said_and_not_undone(old):
    plan = listed({path: (None, data) for path, data in AFTER.items() if data}, alive=True)
    for name in (INTENT, JOURNAL):
        (old / name).write_bytes(plan)
        with pytest.raises(BusyError, match=rf"another command \(process {os.getpid()}\) is changing the records"):
            recover(old)
        with pytest.raises(BusyError, match="nothing was changed"):
            apply(old, CHANGES)
        assert (old / name).exists()
        (old / name).unlink()
    assert tree(old) == OLD


def test_a_number_that_another_process_has_by_now_is_not_that_process(old):
    (old / INTENT).write_bytes(listed({}, process=os.getpid(), born="long ago"))
    assert recover(old) == "an interrupted change of 0 files was undone"


@pytest.mark.parametrize("rubbish", [b"", b"{", listed({"records/a.toml": (None, b"x")})[:-9], b"\xff", bytes(40)])
def test_a_list_that_was_not_written_out_is_undone(old, rubbish):
    (old / INTENT).write_bytes(rubbish)
    assert recover(old)
    assert tree(old) == OLD


def test_files_changed_meanwhile_stop_everything(old):
    (old / "records/cities/us/o/us-or-b.toml").write_bytes(b"somebody else")
    before = tree(old)
    with pytest.raises(
        NotAppliedError, match=r"us-or-b\.toml was changed meanwhile by somebody else; nothing was changed"
    ):
        apply(old, CHANGES)
    (old / "records/cities/us/o/us-or-b.toml").write_bytes(b"b")
    (old / "records/cities/us/n").mkdir()
    (old / "records/cities/us/n/us-nv-d.toml").write_bytes(b"there now")
    with pytest.raises(NotAppliedError, match=r"us-nv-d\.toml was changed meanwhile"):
        apply(old, CHANGES)
    (old / "records/cities/us/n/us-nv-d.toml").unlink()
    assert tree(old) | {"records/cities/us/o/us-or-b.toml": b"somebody else"} == before


def test_files_changed_while_staging_stop_everything(old):
    class Meddling(Disk):
        def write(self, path, data, *, new=False):
            super().write(path, data, new=new)
            if path.endswith(f"us-or-b.toml{STAGED}"):
                (self.root / "records/cities/us/o/us-or-a.toml").write_bytes(b"meddled")

    with pytest.raises(NotAppliedError, match="changed meanwhile"):
        apply(old, CHANGES, Meddling(old))
    assert tree(old) == OLD | {"records/cities/us/o/us-or-a.toml": b"meddled"}


def test_links_are_not_followed(old):
    (old / "elsewhere").write_bytes(b"b")
    (old / "records/cities/us/o/us-or-b.toml").unlink()
    (old / "records/cities/us/o/us-or-b.toml").symlink_to(old / "elsewhere")
    with pytest.raises(NotAppliedError, match=r"us-or-b\.toml is a link"):
        apply(old, CHANGES)
    assert (old / "elsewhere").read_bytes() == b"b"
    assert (old / "records/cities/us/o/us-or-a.toml").read_bytes() == b"a"


@pytest.mark.parametrize("locked", ["records/cities/us/o/us-or-b.toml", "records/cities/us", "records/cities/us/w"])
def test_what_is_read_only_is_said_before_anything_happens(old, locked):
    class Locked(Failing):
        def may_write(self, path):
            return path != locked

    disk = Locked(old)
    with pytest.raises(NotAppliedError, match=f"{locked} is read-only; nothing was changed"):
        apply(old, CHANGES, disk)
    assert disk.steps == []
    assert tree(old) == OLD


def test_modes_stay(old):
    path = old / "records/cities/us/o/us-or-a.toml"
    path.chmod(0o640)
    apply(old, CHANGES)
    assert path.stat().st_mode & 0o7777 == 0o640


CASES = [
    ("records/cities/us/o/us-or-Portland.toml", "records/cities/us/o/us-or-portland.toml"),
    ("records/cities/US/o/us-or-portland.toml", "records/cities/us/o/us-or-portland.toml"),
    ("records/cities/us/O/us-or-portland.toml", "records/cities/us/o/us-or-portland.toml"),
]


@pytest.mark.parametrize(("before", "after"), CASES)
@pytest.mark.parametrize("kind", [AnyCase, Failing])
def test_renamed_in_upper_and_lower_case_only(tmp_path, dead, before, after, kind):
    changes = ChangeSet({before: b"old", after: None}, {before: None, after: b"new"})

    def start(name):
        root = tmp_path / name
        (root / before).parent.mkdir(parents=True)
        (root / before).write_bytes(b"old")
        return root

    root = start("counting")
    counting = kind(root)
    apply(root, changes, counting)
    assert tree(root) == {after: b"new"}
    for at in range(len(counting.steps)):
        root = start(str(at))
        with pytest.raises(Killed):
            apply(root, changes, kind(root, at))
        recover(root, kind(root))
        assert tree(root) in ({before: b"old"}, {after: b"new"}), counting.steps[at]


def test_leftovers_are_no_strays(world):
    from screcords.repository.load import load

    world.write(f"records/cities/us/o/us-or-harborview.toml{STAGED}", "")
    assert load(world.root).strays == []


def test_the_command_repairs_first_and_says_so(world, lint):
    world.write(f"records/cities/us/o/us-or-harborview.toml{STAGED}", "id = 1")
    world.write(INTENT, listed({"records/cities/us/o/us-or-harborview.toml": (None, b"id = 1")}))
    done = lint(world)
    assert done.code == 0
    assert done.err == "screcords: an interrupted change of 1 file was undone\n"
    assert not list(world.root.rglob(f"*{STAGED}"))
    assert lint(world).err == ""


def test_a_command_waits_for_no_other_one(world, lint):
    world.write(INTENT, listed({}, alive=True))
    done = lint(world)
    assert done.code == 2
    assert (
        done.err
        == f"screcords: another command (process {os.getpid()}) is changing the records; wait until it is done, "
        f"or, if that is no screcords, remove {world.root / INTENT}\n"
    )


def test_what_is_read_only_stays_so_for_the_superuser(old):
    path = old / "records/cities/us/o/us-or-a.toml"
    path.chmod(0o444)
    with pytest.raises(NotAppliedError, match="us-or-a.toml is read-only; nothing was changed"):
        apply(old, CHANGES)
    assert tree(old) == OLD


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the system does not say so")
def test_a_process_that_nobody_has_asked_after_has_ended(old):
    with subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE) as child:
        born = journal._born(child.pid)
        (old / INTENT).write_bytes(listed({}, alive=True, process=child.pid, born=born))
        with pytest.raises(BusyError):
            recover(old)
        child.kill()
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        assert recover(old) == "an interrupted change of 0 files was undone"

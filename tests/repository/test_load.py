"""Loading: nothing is lost, nothing hostile is read, and what cannot be read stops nothing else."""

import errno
import gc
import os
import re
import signal
from pathlib import Path

import pytest

from screcords.repository.load import load
from screcords.repository.walk import NoRepositoryError
from screcords.rules.world import CITY, ORG, OTHER_CITY, PARTNERSHIP, WORLD
from screcords.text.guard import MAX_BYTES

FOLDER = "records/cities/us/o"
needs_links = pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="no links to refuse here")


def entry(repository, path):
    return next(entry for entry in repository.entries if entry.path == path)


def strays(repository):
    return {stray.path: (stray.why, stray.unsafe) for stray in repository.strays}


def codes(done):
    return re.findall(r"^(\S+?):\d+:\d+: \w+\[(SCR\d+)\]", done.out, re.MULTILINE)


def test_a_good_repository(world):
    repository = load(world.root)
    assert [entry.path for entry in repository.entries] == [OTHER_CITY, CITY, ORG, PARTNERSHIP]
    assert all(entry.readable and entry.plain and not entry.flaw and entry.data is None for entry in repository.entries)
    assert repository.strays == []
    assert entry(repository, CITY).record.name == {"en": "Harborview"}
    assert entry(repository, CITY).keys[:3] == ("schema", "id", "level")
    assert set(repository.cities) == {"us-or-harborview", "jp-minatogawa"}


def test_files_come_by_collection_and_path_whatever_the_file_system_says(world, monkeypatch):
    for name in ("us-or-b", "us-or-a", "us-or-c"):
        world.write(f"{FOLDER}/{name}.toml", WORLD[CITY].replace("us-or-harborview", name))
    world.write("records/cities/us/k/us-ky-x.toml", WORLD[CITY].replace("us-or-harborview", "us-ky-x"))
    expected = [entry.path for entry in load(world.root).entries]
    scandir = os.scandir

    class Backwards:
        def __init__(self, path):
            with scandir(path) as found:
                self.found = sorted(found, key=lambda entry: entry.name, reverse=True)

        def __enter__(self):
            return iter(self.found)

        def __exit__(self, *_):
            return None

        def __iter__(self):
            return iter(self.found)

    monkeypatch.setattr(os, "scandir", Backwards)
    assert [entry.path for entry in load(world.root).entries] == expected
    assert expected == sorted(
        expected, key=lambda path: (["cities", "orgs", "partnerships"].index(path.split("/")[1]), path.split("/"))
    )


@pytest.mark.parametrize(
    ("data", "flaw"),
    [
        (b"schema = ", "syntax"), (b"", "schema"), (b"# nothing\n", "schema"), (b"\xff\xfe", "encoding"), (b"\xef\xbb\xbfschema = 1\n", "encoding"),
        (b"schema = 1\0", "encoding"), (b"schema = 1\nid = 1979-05-27\n", "schema"), (b"schema = nan\n", "schema"), (b"schema = 1\n", "schema"),
        (b"a = 1\na = 2\n", "syntax"), (b"x = { a = 1,\n b = 2 }\n", "syntax"), (b"a.b = 1\r\n" * 2, "syntax"), (b"\xc3\x28 = 1", "encoding"),
        (b"schema = " + b"9" * 5000, "syntax"),
        (b"x = " + b"[" * 9000, "unsafe"), (b"x = " + b"[" * 9000 + b"]" * 9000, "unsafe"), (b"x = " + b"{a=" * 9000, "unsafe"),
        (b"a." * 100_000 + b"b = 1", "unsafe"), (b'"a".' * 50 + b"b = 1", "unsafe"), (b"[" + b"a." * 60 + b"b]", "unsafe"),
        (b"x = '" + b"y" * 300 * 1024 + b"'", "unsafe"), (b"\n" * (MAX_BYTES + 1), "unsafe"), (b"\n" * MAX_BYTES, "schema"),
        (b"\xff" * 300 * 1024, "unsafe"), (b"[[" * 20, "unsafe"), (b"[[a]]\n" * 2000, "schema"),
    ],
)  # fmt: skip
def test_each_kind_of_broken_file_is_kept_with_the_stage_that_it_failed(world, lint, data, flaw):
    world.write(CITY, data)
    broken = entry(load(world.root), CITY)
    assert broken.flaw == flaw
    assert not broken.readable
    assert broken.data is not None
    done = lint(world)
    assert done.code == 1, done
    assert {path for path, _ in codes(done)} == {CITY}
    expected = {"syntax": {"SCR001"}, "encoding": {"SCR002"}, "unsafe": {"SCR014"}}.get(flaw)
    assert expected is None or {code for _, code in codes(done)} == expected
    assert done.err == ""


def test_all_other_records_are_read_when_one_is_broken(world):
    world.write(CITY, "schema = ")
    repository = load(world.root)
    assert set(repository.cities) == {"jp-minatogawa"}
    assert set(repository.partnerships) == {"jp-minatogawa--us-or-harborview"}
    assert repository.unreadable["cities"] == {"us-or-harborview"}


@needs_links
def test_symbolic_links_are_not_followed(world, tmp_path, lint):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "us-or-linked.toml").write_text(WORLD[CITY])
    (world.root / FOLDER / "us-or-linked.toml").symlink_to(outside / "us-or-linked.toml")
    (world.root / FOLDER / "us-or-gone.toml").symlink_to(outside / "gone.toml")
    (world.root / "records/cities/xx").symlink_to(outside)
    (world.root / "records/cities/loop").symlink_to(world.root / "records")
    repository = load(world.root)
    assert set(repository.cities) == {"us-or-harborview", "jp-minatogawa"}
    link = ("a symbolic link", True)
    assert strays(repository) == {
        f"{FOLDER}/us-or-linked.toml": link, f"{FOLDER}/us-or-gone.toml": link, "records/cities/xx": link, "records/cities/loop": link,
    }  # fmt: skip
    done = lint(world)
    assert sorted(codes(done)) == sorted((path, "SCR014") for path in strays(repository))
    assert done.code == 1


@needs_links
@pytest.mark.parametrize(
    "linked", [CITY, "records/cities/us/o", "records/cities/us", "records/cities/us/us-or-harborview.toml"]
)
def test_what_lies_behind_a_link_is_not_missing(world, tmp_path, lint, linked):
    there = CITY if linked.endswith(".toml") else linked
    (world.root / there).rename(tmp_path / "outside")
    (world.root / linked).symlink_to(tmp_path / "outside")
    twin = WORLD[CITY].replace("us-or-harborview", "us-or-harborvieww").replace("Q990000001", "Q990000009")
    world.write("records/cities/xx/x/us-or-harborvieww.toml", twin.replace("44.6", "43.6"))
    repository = load(world.root)
    assert repository.resolve("cities", "us-or-harborview").state == "unreadable"
    assert not repository.is_whole
    assert {code for _, code in codes(lint(world))} == {"SCR014", "SCR010"}


@needs_links
def test_a_collection_that_is_a_link_is_not_read(world, tmp_path, lint):
    (world.root / "records/orgs").rename(tmp_path / "orgs")
    (world.root / "records/orgs").symlink_to(tmp_path / "orgs")
    repository = load(world.root)
    assert repository.orgs == {}
    assert strays(repository) == {"records/orgs": ("a collection is a folder, and no link", True)}
    assert ("records/orgs", "SCR014") in codes(lint(world))


@needs_links
def test_a_file_that_becomes_a_link_after_the_folder_was_listed_is_not_followed(world, tmp_path, monkeypatch):
    (tmp_path / "secret.toml").write_text(WORLD[CITY])
    opened = os.open

    def swapped(path, flags, *rest):
        if str(path).endswith(CITY):
            Path(path).unlink()
            Path(path).symlink_to(tmp_path / "secret.toml")
        return opened(path, flags, *rest)

    monkeypatch.setattr(os, "open", swapped)
    assert entry(load(world.root), CITY).flaw == "unsafe"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_does_not_hang(world, lint):
    os.mkfifo(world.root / FOLDER / "us-or-pipe.toml")
    os.mkfifo(world.root / FOLDER / "notes.txt")
    signal.alarm(20)
    try:
        repository = load(world.root)
        done = lint(world)
    finally:
        signal.alarm(0)
    assert strays(repository)[f"{FOLDER}/us-or-pipe.toml"] == ("neither a file nor a folder", True)
    assert (f"{FOLDER}/us-or-pipe.toml", "SCR014") in codes(done)
    assert done.code == 1


def test_a_folder_with_the_name_of_a_record_is_a_folder(world):
    world.write(f"{FOLDER}/us-or-folder.toml/us-or-x.toml", WORLD[CITY].replace("us-or-harborview", "us-or-x"))
    assert "us-or-x" in load(world.root).cities


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("records/cities/us/o/us-or-harborview.toml~", "backup"), ("records/cities/us/o/us-or-harborview.toml.orig", "backup"),
        ("records/cities/us/o/.#us-or-harborview.toml", "backup"), ("records/cities/us/o/notes.txt", "ends in .toml"),
        ("records/cities/us/o/us-or-harborview.TOML", "ends in .toml"), ("records/cities/us/o/京都.txt", "ends in .toml"),
        ("records/people/x.toml", "there are only"), ("records/us-or-harborview.toml", "there are only"), ("records/cities.toml", "there are only"),
    ],
)  # fmt: skip
def test_strays(world, lint, path, why):
    world.write(path, WORLD[CITY])
    repository = load(world.root)
    assert len(repository.strays) == 1
    assert why in repository.strays[0].why
    assert not repository.strays[0].unsafe
    assert len(repository.entries) == 4
    done = lint(world)
    assert [code for _, code in codes(done)] == ["SCR011"]
    assert done.code == 0


@pytest.mark.parametrize("name", [".gitkeep", ".gitignore", "README.md"])
def test_what_may_lie_beside_records(world, name):
    for place in ("records", "records/cities", FOLDER):
        world.write(f"{place}/{name}", "x")
    assert load(world.root).strays == []


def test_names_that_differ_only_in_case(world, lint):
    path = f"{FOLDER}/US-OR-Harborview.toml"
    world.write(path, WORLD[CITY])
    if len(list((world.root / FOLDER).iterdir())) == 1:
        pytest.skip("this file system does not tell them apart")
    repository = load(world.root)
    assert [why for why, _ in strays(repository).values()] == ["differs from another file only in upper and lower case"]
    assert len(repository.entries) == 5
    assert "SCR011" in {code for _, code in codes(lint(world))}


def test_names_that_are_not_utf_8(world, lint):
    try:
        for name in (b"us-or-\xff.toml", b"\xe9t\xe9.txt", b"caf\xe9/us-or-inside.toml"):
            world.write(f"{FOLDER}/{os.fsdecode(name)}", WORLD[CITY])
    except OSError:
        pytest.skip("this file system takes only UTF-8")
    repository = load(world.root)
    assert len(repository.entries) == 4
    assert {path.rpartition("/")[2]: unsafe for path, (_, unsafe) in strays(repository).items()} == {
        r"us-or-\xff.toml": True, r"\xe9t\xe9.txt": True, r"caf\xe9": True,
    }  # fmt: skip
    for report in ("text", "json"):
        done = lint(world, "--report", report)
        assert done.code == 1
        assert done.out.count("SCR014") == 3
        done.out.encode()


def test_names_with_control_characters_do_not_reach_the_terminal(world, lint):
    path = f"{FOLDER}/us-or-\x1b[31m.toml"
    try:
        world.write(path, "schema = ")
    except OSError:
        pytest.skip("this file system does not take them")
    done = lint(world)
    assert "\x1b" not in done.out
    assert r"us-or-\u001b[31m.toml" in done.out


def test_a_file_that_may_not_be_read_is_a_finding(world, lint, monkeypatch):
    opened = os.open

    def refused(path, *rest):
        if str(path).endswith(CITY):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return opened(path, *rest)

    monkeypatch.setattr(os, "open", refused)
    assert entry(load(world.root), CITY).flaw == "unsafe"
    done = lint(world)
    assert codes(done) == [(CITY, "SCR014")]
    assert "cannot be opened: Permission denied" in done.out


def test_a_file_that_fails_while_it_is_read_is_a_finding(world, lint, monkeypatch):
    def broken(handle, size):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patched:
        patched.setattr(os, "read", broken)
        assert {entry.flaw for entry in load(world.root).entries} == {"unsafe"}


@pytest.mark.parametrize("place", ["records", "records/cities", "records/cities/us/o"])
def test_a_folder_that_may_not_be_read_ends_the_run_with_one_message(world, lint, monkeypatch, place):
    scandir = os.scandir

    def refused(path):
        if str(path).endswith(place):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    with pytest.raises(NoRepositoryError, match=f"the folder {place} cannot be read: Permission denied"):
        load(world.root)
    done = lint(world)
    assert done == (2, "", f"screcords: the folder {place} cannot be read: Permission denied\n")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_permissions_of_the_file_system(world, lint):
    (world.root / CITY).chmod(0)
    assert codes(lint(world)) == [(CITY, "SCR014")]
    (world.root / FOLDER).chmod(0)
    try:
        assert lint(world).code == 2
    finally:
        (world.root / FOLDER).chmod(0o755)


def test_no_records(folder, lint):
    with pytest.raises(NoRepositoryError):
        load(folder.root)
    assert lint(folder).code == 2
    folder.write("records", "a file")
    with pytest.raises(NoRepositoryError):
        load(folder.root)


def test_an_empty_repository_is_clean(folder, lint):
    (folder.root / "records").mkdir()
    repository = load(folder.root)
    assert (repository.entries, repository.strays) == ([], [])
    done = lint(folder)
    assert done.code == 0
    assert "0 records" in done.out


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_is_as_it_was(world, enabled):
    before = gc.isenabled()
    (gc.enable if enabled else gc.disable)()
    try:
        load(world.root)
        assert gc.isenabled() == enabled
    finally:
        (gc.enable if before else gc.disable)()
        gc.unfreeze()

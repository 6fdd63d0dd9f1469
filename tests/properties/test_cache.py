"""A check with the cache says what one without it says, whatever happened to files, history, settings and cache."""

import importlib.util
import json
import os
import pathlib
import shutil
import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screcords.cli.main import run
from screcords.repository import cache
from screcords.repository.base import compare, touched
from screcords.repository.load import load
from screcords.repository.worktree import Worktree

TOP = pathlib.Path(__file__).parents[2]
FILES = 90


def git(folder, *arguments):
    told = {"GIT_AUTHOR_DATE": "2026-01-01T12:00:00Z", "GIT_COMMITTER_DATE": "2026-01-01T12:00:00Z"}
    told |= {"PATH": os.environ["PATH"], "HOME": str(folder)}
    command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, env=told, text=True).stdout


@pytest.fixture(scope="module")
def origin(tmp_path_factory):
    spec = importlib.util.spec_from_file_location("corpus", TOP / "benchmarks" / "corpus.py")
    corpus = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(corpus)
    folder = tmp_path_factory.mktemp("origin")
    corpus.make(folder, FILES)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "one")
    return folder


def records(folder):
    return sorted((folder / "records").rglob("*.toml"))


def edit(folder, number):
    """Change one file: a value, a key, a broken line, bytes, or nothing but its time."""
    path = records(folder)[number % len(records(folder))]
    data = path.read_bytes()
    changes = (
        lambda: data.replace(b'status = "', b'status = "x', 1),
        lambda: data.replace(b"lat = ", b"lat = 9", 1),
        lambda: data.replace(b"schema = 1\n", b"schema = 1\n# a note\n", 1),
        lambda: data.replace(b"\n", b"\r\n"),
        lambda: data[: len(data) // 2],
        lambda: data,
        lambda: data.replace(b'city = "', b'city = "zz-', 1),
        lambda: data.replace(b'en = "', b'en = "N/A" #', 1),
    )
    path.write_bytes(changes[number // 7 % len(changes)]())


def same_size(folder, number):
    """Change one letter and make the file look older than it was.

    With the very time that it had, git itself sees no change within a second of when it last looked.
    """
    path = records(folder)[number % len(records(folder))]
    stat = path.stat()
    data = path.read_bytes()
    at = data.index(b'"') + 1
    path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns - 10**9))


def delete(folder, number):
    records(folder)[number % len(records(folder))].unlink()


def rename(folder, number):
    path = records(folder)[number % len(records(folder))]
    path.rename(path.with_name(f"zz-{number}.toml"))


def copy(folder, number):
    path = records(folder)[number % len(records(folder))]
    path.with_name(f"zz-copy-{number}.toml").write_bytes(path.read_bytes())


def commit(folder, number):
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", str(number))


def restore(folder, number):
    git(folder, "reset", "-q", "--hard")


def assume(folder, number):
    """Tell git to look away, and change the file."""
    path = records(folder)[number % len(records(folder))].relative_to(folder).as_posix()
    if git(folder, "ls-files", "--", path):
        git(folder, "update-index", "--assume-unchanged", path)
        edit(folder, number)


def set_up(folder, number):
    choices = ("", '[lint]\nignore = ["SCR4"]\n', '[lint.severity]\nSCR407 = "error"\n', "[lint]\nstrict = true\n")
    (folder / "screcords.toml").write_text(choices[number % len(choices)])


def damage(folder, number):
    """Cut the cache off, flip a bit in it, or empty it."""
    place = folder / ".git" / (cache.NAME, cache.LATER)[number // 3 % 2]
    if place.exists():
        data = place.read_bytes()
        at = number * 7919 % len(data)
        place.write_bytes((data[:at], data[:at] + bytes([data[at] ^ 8]) + data[at + 1 :], b"")[number % 3])


def convert(folder, number):
    git(folder, "config", "core.autocrlf", ("true", "false", "input")[number % 3])


def attribute(folder, number):
    """Let git convert line ends or not, and have it write all files anew."""
    (folder / ".gitattributes").write_text(("* text=auto eol=crlf\n", "*.toml -text\n", "")[number % 3])
    for path in records(folder) if number % 2 else ():
        path.unlink()
    git(folder, "checkout", "-q", "--", "records")


def crlf(folder, number):
    path = records(folder)[number % len(records(folder))]
    path.write_bytes(path.read_bytes().replace(b"\r", b"").replace(b"\n", b"\r\n"))


OPERATIONS = (
    attribute,
    crlf,
    edit,
    edit,
    same_size,
    delete,
    rename,
    copy,
    commit,
    commit,
    restore,
    assume,
    set_up,
    damage,
    convert,
)


def verdict(folder, capsys, *arguments):
    code = run(["lint", "--report", "json", "--advice", "--as-of", "2026-06-01", "--root", str(folder), *arguments])
    said = capsys.readouterr()
    return code, json.loads(said.out) if said.out else said.err


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from(OPERATIONS), st.integers(0, 10**6)), min_size=3, max_size=8),
    st.sampled_from((1, FILES // 2, 10 * FILES)),
)
def test_cached_is_uncached(origin, tmp_path_factory, capsys, steps, worth):
    folder = tmp_path_factory.mktemp("work") / "clone"
    shutil.copytree(origin, folder)
    first = git(folder, "rev-parse", "HEAD").strip()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache, "WORTH_WRITING", worth)
        verdict(folder, capsys, "--base", "HEAD")
        assert any((folder / ".git" / name).exists() for name in (cache.NAME, cache.LATER))
        for operation, number in steps:
            operation(folder, number)
            assert verdict(folder, capsys, "--base", first) == verdict(folder, capsys, "--base", first, "--no-cache")


def told(report, admits):
    """What a report says, but for rules that compare with a revision, of the findings that `admits` admits."""
    lost = {"SCR501", "SCR506"}  # of a record that is gone, only a check of the change knows that it was there
    said = {
        (found["code"], found["path"], found["line"], "" if found["code"] in lost else found["message"]): found
        for found in report["findings"]
    }
    return {key for key, found in said.items() if found["code"] not in {"SCR206", "SCR207", "SCR701"} and admits(found)}


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from((edit, delete, rename, copy)), st.integers(0, 10**6)), min_size=1, max_size=9)
)
def test_a_check_of_a_change_says_what_the_whole_check_says_of_it(origin, tmp_path_factory, capsys, steps):
    folder = tmp_path_factory.mktemp("work") / "clone"
    shutil.copytree(origin, folder)
    for operation, number in steps:
        operation(folder, number)
    base = compare(Worktree(folder), "HEAD")
    seen = touched(load(folder), base)

    def concerns(found):
        return found["path"] in seen or any(other["path"] in base.changed for other in found["related"])

    assert told(verdict(folder, capsys, "--changed")[1], bool) == told(verdict(folder, capsys)[1], concerns)


def test_a_warm_cache_reads_only_what_changed(origin, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(cache, "WORTH_WRITING", 1)
    folder = tmp_path / "clone"
    shutil.copytree(origin, folder)
    verdict(folder, capsys, "--changed")
    edit(folder, 14)
    opened = []
    from screcords.repository import load

    real = load._read
    monkeypatch.setattr(load, "_read", lambda root, path, *rest: opened.append(path) or real(root, path, *rest))
    verdict(folder, capsys, "--changed")
    assert len(opened) == 1


def test_a_few_files_read_anew_are_known_the_next_time(origin, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(cache, "WORTH_WRITING", FILES // 2)
    folder = tmp_path / "clone"
    shutil.copytree(origin, folder)
    verdict(folder, capsys, "--changed")
    for number in (14, 15, 16):
        path = records(folder)[number]
        path.write_bytes(path.read_bytes().replace(b"schema = 1\n", b"schema = 1\n# a note\n", 1))
    commit(folder, 1)
    opened = []
    from screcords.repository import load

    real = load._read
    monkeypatch.setattr(load, "_read", lambda root, path, *rest: opened.append(path) or real(root, path, *rest))
    for expected in (3, 0):
        opened.clear()
        verdict(folder, capsys, "--base", "HEAD~1")
        assert len(opened) == expected

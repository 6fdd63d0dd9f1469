"""What many tests need: a small valid repository, and the command run in this process or in one of its own."""

import gc
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import hypothesis
import pytest

from screcords.cli import main
from screcords.rules.world import WORLD

hypothesis.settings.register_profile("records", derandomize=True, deadline=None)
hypothesis.settings.load_profile("records")

DAY = "2026-06-01"
GITHUB = tuple(name for name in os.environ if name.startswith("GITHUB_"))
"""Under GitHub Actions reports are others; tests that are about that say so."""
GOLDEN = Path(__file__).parent / "golden"


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


class Folder:
    """A repository in a folder of its own."""

    def __init__(self, root):
        self.root = root

    def write(self, path, text):
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())
        return target

    def write_all(self, tree):
        for path, text in tree.items():
            self.write(path, text)
        return self

    def read(self, path):
        return (self.root / path).read_bytes().decode()

    def edit(self, path, old, new):
        """Replace what stands exactly once in a file."""
        text = self.read(path)
        assert text.count(old) == 1, (old, text)
        self.write(path, text.replace(old, new))


@pytest.fixture
def folder(tmp_path):
    """An empty folder for a repository."""
    root = tmp_path / "repo"
    root.mkdir()
    return Folder(root)


@pytest.fixture
def world(folder):
    """The repository of the rules' examples: two cities, an organisation, a partnership, and nothing to find."""
    return folder.write_all(WORLD)


@pytest.fixture
def features(folder):
    """A repository that uses every key of every record, in which there is nothing to find but advice."""
    shutil.copytree(GOLDEN / "features", folder.root, dirs_exist_ok=True)
    return folder


@pytest.fixture
def screcords(capsys, monkeypatch):
    """Runs the command in this process."""
    for name in ("SOURCE_DATE_EPOCH", "FORCE_COLOR", "NO_COLOR", "SCRECORDS_DEBUG", *GITHUB):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments):
        capsys.readouterr()
        code = main.run([os.fspath(argument) for argument in arguments])
        gc.enable()  # a command leaves it off, for its process ends
        return Done(code, *capsys.readouterr())

    return run


@pytest.fixture
def lint(screcords):
    """Runs `lint` on a repository as of a fixed day."""

    def run(folder, *arguments):
        return screcords("lint", "--root", folder.root, "--as-of", DAY, *arguments)

    return run


@pytest.fixture
def findings(lint):
    """Lints a repository, and returns what the JSON report says."""

    def run(folder, *arguments):
        done = lint(folder, "--report", "json", *arguments)
        assert done.err == ""
        document = json.loads(done.out)
        assert document["findings"] or done.code == 0
        return document["findings"]

    return run


def process(*arguments, cwd=None, env=None, code="", **more):
    """The command (or Python `code`) in a process of its own, with `env` on top of the usual environment."""
    command = [sys.executable, "-c", code or "from screcords.cli.main import main; main()", *map(os.fspath, arguments)]
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "LC_", "LANG", "GITHUB_"))
    }
    environment |= {"COVERAGE_PROCESS_START": ""} | (env or {})
    return subprocess.run(command, cwd=cwd, env=environment, check=False, timeout=60, **{"capture_output": True} | more)


@pytest.fixture(name="process")
def process_fixture():
    return process


@pytest.fixture
def golden():
    """Compares text with a committed file; `BLESS=1` in the environment writes the file instead."""

    def compare(name, text):
        path = GOLDEN / name
        if os.environ.get("BLESS"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        expected = path.read_bytes()
        assert text == (expected if isinstance(text, bytes) else expected.decode())

    return compare

"""Editors that read .taplo.toml check records against the schemas; taplo itself stands for them here."""

import pathlib
import shutil
import subprocess
import sys

import pytest

from screcords.model import schemas
from screcords.rules.world import CITY, ORG, PARTNERSHIP, WORLD

TOP = pathlib.Path(__file__).parents[2]
TAPLO = pathlib.Path(sys.executable).parent / "taplo"


@pytest.fixture
def checkout(tmp_path):
    shutil.copy(TOP / ".taplo.toml", tmp_path)
    shutil.copytree(schemas.folder(), tmp_path / "schema")
    for path, text in WORLD.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def taplo(folder):
    done = subprocess.run([TAPLO, "lint", "--colors", "never"], cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def change(folder, path, old, new):
    text = (folder / path).read_text(encoding="utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_good_records_pass(checkout):
    code, said = taplo(checkout)
    assert code == 0, said


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        (PARTNERSHIP, 'kind = "sister"', 'kind = "twin"', "twin"),
        (PARTNERSHIP, "since =", "sinse =", "sinse"),
        (PARTNERSHIP, 'since = "1988-05-20"', "since = 1988", "1988"),
        (CITY, "wikidata =", "wikidatta =", "wikidatta"),
        (ORG, 'role = "primary"', 'role = "boss"', "boss"),
        (ORG, "email =", "e_mail =", "e_mail"),
    ],
)
def test_a_wrong_key_or_word_is_reported(checkout, path, old, new, said):
    change(checkout, path, old, new)
    code, output = taplo(checkout)
    assert code != 0
    assert said in output


def test_settings_are_checked_too(checkout):
    (checkout / "screcords.toml").write_text("[lint]\nstrikt = true\n")
    code, output = taplo(checkout)
    assert code != 0
    assert "strikt" in output

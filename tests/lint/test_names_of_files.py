"""Files whose names are not ids: read all the same, told of once, and mended; whatever is in a name does no harm."""

import json
import shutil
import subprocess
import xml.etree.ElementTree as ET

import pytest
from git_folder import commit, git

from screcords import report as forms
from screcords.repository import cache
from screcords.repository.load import load
from screcords.rules.world import CITY, OTHER_CITY, PARTNERSHIP, WORLD

KYOTO = "records/cities/jp/k/jp-kyōto.toml"
TIDY = "records/cities/jp/k/jp-kyoto.toml"
PAIR = "records/partnerships/jp/k/jp-kyoto--us-or-harborview.toml"
CITY_OF_KYOTO = (
    WORLD[OTHER_CITY].replace("minatogawa", "kyoto").replace("Minatogawa", "Kyoto").replace("湊川市", "京都市")
)

HOSTILE = ["jp-\u202eoykt\u2066.toml", "jp-\u2028kyo\u0085to.toml", "jp-ky\x1b[31mo.toml", "jp-ky\nø.toml", "jp-`<b>|ø&amp;.toml",
           "jp-\U000e0041\u200b.toml", "jp-%0Aø\\.toml", 'jp-"ø" b.toml', "jp-::error::ø.toml", "jp-[ø](x).toml"]  # fmt: skip


@pytest.fixture
def kyoto(world):
    """The world with Kyoto in place of Minatogawa, whose file is not written as its id is."""
    for path in (OTHER_CITY, PARTNERSHIP):
        (world.root / path).unlink()
    world.write(KYOTO, CITY_OF_KYOTO)
    world.write(PAIR, WORLD[PARTNERSHIP].replace("jp-minatogawa", "jp-kyoto"))
    return world


def codes(found):
    return [(finding["code"], finding["path"]) for finding in found if finding["severity"] != "advice"]


def tree(root):
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in (root / "records").rglob("*") if p.is_file()}


def test_a_name_with_an_accent_is_one_finding_and_mended(kyoto, findings, lint):
    assert codes(findings(kyoto)) == [("SCR010", KYOTO)]
    done = lint(kyoto, "--fix")
    assert done.code == 0, done.out + done.err
    assert set(tree(kyoto.root)) == {CITY, TIDY, PAIR, *(path for path in WORLD if "/orgs/" in path)}


@pytest.mark.parametrize("name", ["jp_Kyōto", "jp-京都", "JP-Kyoto"])
def test_an_id_that_is_none_is_mended_with_the_file_of_that_name(kyoto, findings, lint, name):
    (kyoto.root / KYOTO).unlink()
    wanted = "jp-jingdou" if "京" in name else "jp-kyoto"
    path = f"records/cities/jp/k/{name}.toml"
    kyoto.write(path, CITY_OF_KYOTO.replace("jp-kyoto", name))
    if wanted == "jp-kyoto":
        assert codes(findings(kyoto)) == [("SCR201", path)]
    done = lint(kyoto, "--fix")
    assert f"records/cities/jp/{wanted[3]}/{wanted}.toml" in tree(kyoto.root), done.err
    assert path not in tree(kyoto.root)


@pytest.mark.parametrize("name", ["jp_Kyōto", "jp-kyōto"])
def test_git_takes_the_patch(kyoto, process, name):
    (kyoto.root / KYOTO).rename(kyoto.root / KYOTO.replace("jp-kyōto", name))
    if name == "jp_Kyōto":
        kyoto.edit(KYOTO.replace("jp-kyōto", name), 'id = "jp-kyoto"', f'id = "{name}"')
    git(kyoto.root, "init", "-q")
    arguments = ["lint", "--root", kyoto.root, "--as-of", "2026-06-01"]
    start = tree(kyoto.root)
    shown = process(*arguments, "--diff", env={"LC_ALL": "C"})
    assert (shown.returncode, shown.stderr) == (1, b"")
    subprocess.run(["git", "apply", "-"], cwd=kyoto.root, input=shown.stdout, check=True)
    patched = tree(kyoto.root)
    for path in patched:
        (kyoto.root / path).unlink()
    for path, data in start.items():
        kyoto.write(path, data)
    assert process(*arguments, "--fix", env={"LC_ALL": "C"}).returncode == 0
    assert tree(kyoto.root) == patched != start
    assert TIDY in patched


@pytest.mark.parametrize("name", ["us-or-harborview.TOML", "us-or-harborview.toml.txt", "US-OR-Harborview.Toml.TXT"])
def test_a_record_with_another_ending_is_one_error(world, findings, name):
    path = f"records/cities/us/o/{name}"
    (world.root / CITY).rename(world.root / path)
    found = findings(world, "--advice")
    assert codes(found) == [("SCR011", path)]
    assert (found[0]["severity"], found[0]["help"]) == ("error", "rename it to us-or-harborview.toml")
    world.write(CITY, WORLD[CITY])
    assert [finding["severity"] for finding in findings(world)] == ["warning"]


@pytest.mark.parametrize("flaw", ["schema = ", 'schema = 1\nid = "jp-kyoto"\nlevl = "municipality"\n'])
def test_a_broken_file_with_an_accent_is_told_of_once(kyoto, findings, flaw):
    kyoto.write(KYOTO, flaw)
    assert {path for _, path in codes(findings(kyoto))} == {KYOTO}


def test_two_names_that_macos_takes_for_one(world, findings):
    for name in ("jp-kyo\u0304to", "jp-ky\u014dto"):
        (world.root / OTHER_CITY).unlink(missing_ok=True)
        (world.root / PARTNERSHIP).unlink(missing_ok=True)
        world.write(f"records/cities/jp/k/{name}.toml", CITY_OF_KYOTO)
    if len(list((world.root / "records/cities/jp/k").iterdir())) == 1:
        pytest.skip("this file system does not tell them apart")
    assert {code for code, _ in codes(findings(world))} == {"SCR010", "SCR011", "SCR202"}


def test_a_change_is_told_with_and_without_the_cache(kyoto, findings, monkeypatch):
    monkeypatch.setattr(cache, "WORTH_WRITING", 1)
    shutil.move(kyoto.root / KYOTO, kyoto.root / TIDY)
    commit(kyoto.root)
    shutil.move(kyoto.root / TIDY, kyoto.root / KYOTO)
    wanted = [("SCR010", KYOTO)]
    for _ in range(2):
        assert codes(findings(kyoto, "--changed")) == codes(findings(kyoto, "--changed", "--no-cache")) == wanted
    commit(kyoto.root)
    kyoto.edit(KYOTO, "lat = 34.6851", "lat = 34.6852")
    for _ in range(2):
        assert codes(findings(kyoto, "--changed")) == codes(findings(kyoto, "--changed", "--no-cache")) == wanted
    assert codes(findings(kyoto, "--base", "HEAD~1"))[0] == wanted[0]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_of_a_file_does_harm(kyoto, lint, screcords, name):
    (kyoto.root / KYOTO).rename(kyoto.root / KYOTO.replace("jp-kyōto.toml", name))
    for form in forms.names():
        out = lint(kyoto, "--report", form).out
        assert "\x1b" not in out
        if form in {"json", "rdjson", "sarif"}:
            assert json.loads(out)
            continue
        if form == "junit":
            ET.fromstring(out)
        assert not any(sign in out for sign in "\u202e\u2066\u2028\u0085\U000e0041\u200b")
        assert form != "github" or out.count("\n::") == 0
    for verb in (
        ("fmt", "--check"),
        ("lint", "--fix", "--ignore", "SCR004", "--as-of", "2026-06-01"),
        ("lint", "--fix", "--as-of", "2026-06-01"),
    ):
        done = screcords(*verb, "--root", kyoto.root)
        assert not any(sign in done.out + done.err for sign in "\x1b\u202e\u2066\u2028\u0085"), verb
    assert "jp-kyoto" in load(kyoto.root).cities
    assert (kyoto.root / TIDY).is_file()

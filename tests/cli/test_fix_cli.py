"""`lint --fix` and `--diff`: one makes what the other prints, and says what it could not do."""

import subprocess

import pytest

from screcords.changes import changeset
from screcords.rules.world import CITY, ORG, OTHER_CITY, PARTNERSHIP, WORLD

SWAPPED = "records/partnerships/us/o/us-or-harborview--jp-minatogawa.toml"


def tree(root):
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in (root / "records").rglob("*") if p.is_file()}


@pytest.fixture
def damaged(folder):
    """A repository with something wrong in every file, in a folder with blanks and other letters."""
    folder.root = folder.root / "ordner mit öäü 日本"
    folder.root.mkdir()
    folder.write_all(WORLD)
    (folder.root / PARTNERSHIP).unlink()
    swapped = WORLD[PARTNERSHIP].replace("jp-minatogawa--us-or-harborview", "us-or-harborview--jp-minatogawa")
    folder.write(SWAPPED, swapped + "\n# the end")  # moves, and has no final line end
    folder.write(CITY, WORLD[CITY].replace('"US"', '"us"').replace("\n", "\r\n"))
    folder.write(OTHER_CITY, WORLD[OTHER_CITY].encode("utf-16"))
    folder.write(ORG, b"\xef\xbb\xbf" + WORLD[ORG].replace("About us", "About\u200b us").encode())
    return folder


def git(folder, *arguments, **more):
    return subprocess.run(["git", *arguments], cwd=folder.root, capture_output=True, check=True, **more).stdout


@pytest.mark.parametrize("paths", [(), (CITY, "records/partnerships")])
@pytest.mark.parametrize("ignore", [(), ("--ignore", "SCR003"), ("--ignore", "SCR002")])
def test_git_applies_the_patch_to_the_same_result(damaged, process, paths, ignore):
    git(damaged, "init", "-q")
    start = tree(damaged.root)
    arguments = ["lint", "--root", damaged.root, "--as-of", "2026-06-01", *(damaged.root / p for p in paths), *ignore]
    shown = process(*arguments, "--diff", env={"LC_ALL": "C"})
    assert shown.returncode == 1, shown.stderr
    assert shown.stderr == b""
    assert tree(damaged.root) == start
    git(damaged, "apply", "-", input=shown.stdout)
    patched = tree(damaged.root)
    for path in patched:
        (damaged.root / path).unlink()
    damaged.write_all(start)
    done = process(*arguments, "--fix")
    assert b"Traceback" not in done.stderr
    assert tree(damaged.root) == patched != start
    assert process(*arguments, "--diff").stdout == b""


def test_everything_is_mended(damaged, lint):
    done = lint(damaged, "--fix")
    assert done.code == 0, done.out
    assert done.err == "mended 7 findings in 4 files: SCR002 2, SCR003 2, SCR006 1, SCR110 1, SCR203 1\n"
    found = tree(damaged.root)
    remembered = 'former_ids = ["us-or-harborview--jp-minatogawa"]\n\n[[parties]]'
    assert (
        found.pop(PARTNERSHIP).decode() == WORLD[PARTNERSHIP].replace("\n[[parties]]", remembered, 1) + "\n# the end\n"
    )
    assert {path: data.decode() for path, data in found.items()} == {
        path: WORLD[path] for path in (CITY, OTHER_CITY, ORG)
    }
    assert lint(damaged, "--fix").err == "mended 0 findings in 0 files\n"


def test_unsafe_fixes_are_made_when_asked_for(world, lint):
    world.edit(PARTNERSHIP, '"1988-05-20"', '"20 May 1988"')
    assert lint(world, "--fix").code == 1
    assert "20 May 1988" in world.read(PARTNERSHIP)
    assert lint(world, "--diff", "--unsafe").out.count("\n+since") == 1
    assert lint(world, "--fix", "--unsafe").code == 0
    assert world.read(PARTNERSHIP) == WORLD[PARTNERSHIP]


def test_links_are_said_and_nothing_is_half_done(world, lint):
    world.write(CITY, WORLD[CITY].replace(" = ", "="))
    moved = world.root / "elsewhere"
    (world.root / "records/orgs").rename(moved)
    world.write("elsewhere/us/o/us-or-harborview-sister-cities.toml", WORLD[ORG].replace(" = ", "="))
    (world.root / "records/cities/us/o").rename(world.root / "o")
    (world.root / "records/cities/us/o").symlink_to(world.root / "o")
    before = tree(world.root)
    done = lint(world, "--fix")
    assert done.code in {1, 2}
    assert tree(world.root) == before


def test_changed_meanwhile(world, lint, monkeypatch):

    world.write(CITY, WORLD[CITY].replace(" = ", "="))
    world.write(ORG, WORLD[ORG].replace(" = ", "="))
    check = changeset._check

    def meddle(*arguments):
        world.write(ORG, "schema = 1\n")
        check(*arguments)

    monkeypatch.setattr(changeset, "_check", meddle)
    done = lint(world, "--fix")
    assert done.code == 2
    assert done.err == f"screcords: {ORG} was changed meanwhile by somebody else; nothing was changed\n"
    assert world.read(CITY) == WORLD[CITY].replace(" = ", "=")


def test_what_is_not_mended_is_named(world, lint):
    event = '[[history]]\ndate = "2007"\nevent = "transferred"\nby = ["jp-minatogawa"]\nsources = ["s1"]\n\n'
    world.write(PARTNERSHIP, WORLD[PARTNERSHIP].replace("[[sources]]", f"{event}[[sources]]", 1))
    done = lint(world, "--fix")
    assert f"not mended: SCR305 in {PARTNERSHIP}: it would bring in SCR513 in {PARTNERSHIP}" in done.err
    assert done.code == 1


def test_a_patch_does_not_hide_what_is_not_mended(world, lint):
    world.write(CITY, WORLD[CITY] + 'de = "Hafenblick"\nger = "Hafen"\n')
    done = lint(world, "--diff", "--select", "SCR107")
    assert done.code == 1
    assert done.out == ""
    assert done.err == lint(world, "--fix", "--select", "SCR107").err.partition("mended 0")[0] != ""


@pytest.mark.parametrize("mode", [0o600, 0o755])
@pytest.mark.parametrize("how", ["fix", "patch"])
def test_a_file_that_moves_keeps_its_mode(world, process, mode, how):
    git(world, "init", "-q")
    elsewhere = world.root / "records/partnerships/xx.toml"
    (world.root / PARTNERSHIP).rename(elsewhere)
    elsewhere.chmod(mode)
    if how == "fix":
        process("lint", "--root", world.root, "--fix")
    else:
        shown = process("lint", "--root", world.root, "--diff").stdout
        done = subprocess.run(["git", "apply"], cwd=world.root, input=shown, capture_output=True, check=True)
        assert done.stderr == b""
    now = (world.root / PARTNERSHIP).stat().st_mode & 0o777
    assert now == mode if how == "fix" else now & 0o100 == mode & 0o100


HOSTILE_NAME = "records/partnerships/jp/m/a\n::error::pwned \x1b[31mRED.toml"


def assert_harmless(said):
    assert "\x1b" not in said
    assert not any(line.lstrip().startswith(("::", "##[")) for line in said.split("\n"))


def test_the_name_of_a_file_gives_no_command(world, lint):
    (world.root / PARTNERSHIP).unlink()
    world.write(
        HOSTILE_NAME, WORLD[PARTNERSHIP].replace('status = "active"', 'status = "active"\nfields = "business, x"')
    )
    done = lint(world, "--fix", "--unsafe")
    assert "not mended: SCR104 in records/partnerships/jp/m/a\\u000a::error::pwned" in done.err
    assert_harmless(done.err)


def test_a_message_about_a_file_that_cannot_be_changed_gives_no_command(world):
    with pytest.raises(changeset.NotAppliedError) as caught:
        changeset.apply(world.root, changeset.ChangeSet({HOSTILE_NAME: b"x"}, {HOSTILE_NAME: b"y"}))
    assert "is read-only" in str(caught.value)
    assert_harmless(str(caught.value))


def test_the_canonical_form_of_a_file_is_told_harmlessly(world, screcords):
    (world.root / PARTNERSHIP).unlink()
    world.write(HOSTILE_NAME, WORLD[PARTNERSHIP].replace(" = ", "="))
    for option in (("--check",), ()):
        done = screcords("fmt", "--root", world.root, *option)
        assert "pwned" in done.out + done.err
        assert_harmless(done.err + done.out)


def test_what_is_unusable_is_said_harmlessly(world, lint):
    done = lint(world, world.root / "no\x1b[31m")
    assert done.code == 2
    assert_harmless(done.err)


def test_a_setting_with_a_hostile_name_gives_no_command(world, lint):
    (world.root / "screcords.toml").write_text('"a\\n::error::pwned\\u001b[31m" = 1\n')
    done = lint(world)
    assert done.code == 2
    assert "pwned" in done.err
    assert_harmless(done.err)

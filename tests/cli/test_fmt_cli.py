"""`fmt`: canonical form, checked, shown, made, and for editors."""

import subprocess

import pytest

from screcords.rules.world import CITY, ORG, PARTNERSHIP, WORLD

SPOILT = WORLD[PARTNERSHIP].replace(" = ", "=").replace('kind="sister"', 'kind="sister"   # K')
GOOD = WORLD[PARTNERSHIP].replace('kind = "sister"', 'kind = "sister"  # K')


@pytest.fixture
def spoilt(world):
    world.write(PARTNERSHIP, SPOILT)
    return world


@pytest.fixture
def fmt(screcords):
    return lambda folder, *arguments: screcords("fmt", "--root", folder.root, *arguments)


def test_check_names_the_files_and_changes_nothing(spoilt, fmt):
    done = fmt(spoilt, "--check")
    assert done.code == 1
    assert done.out == f"{PARTNERSHIP}: not in canonical form\n1 file would change\n"
    assert spoilt.read(PARTNERSHIP) == SPOILT


def test_fmt_agrees_with_the_rule_and_is_its_own_canonical_form(spoilt, fmt, findings):
    assert [finding["code"] for finding in findings(spoilt)] == ["SCR004"]
    done = fmt(spoilt)
    assert done.code == 0
    assert done.out == f"{PARTNERSHIP}: put in canonical form\n1 file changed\n"
    assert spoilt.read(PARTNERSHIP) == GOOD
    assert findings(spoilt) == []
    assert fmt(spoilt, "--check").code == 0
    assert fmt(spoilt).out == "0 files changed\n"


def test_fix_of_the_rule_makes_the_same(spoilt, lint):
    lint(spoilt, "--fix", "--select", "SCR004")
    assert spoilt.read(PARTNERSHIP) == GOOD


def test_git_applies_the_patch(spoilt, fmt):
    spoilt.write(CITY, WORLD[CITY].replace("\n", "\r\n").replace(" = ", "=").rstrip())
    done = fmt(spoilt, "--diff")
    assert done.code == 1
    assert done.err == "2 files would change\n"
    for command in (["init", "-q"], ["apply", "-"]):
        patch = done.out.encode() if command[0] == "apply" else None
        subprocess.run(["git", *command], cwd=spoilt.root, input=patch, check=True)
    assert spoilt.read(PARTNERSHIP) == GOOD
    assert spoilt.read(CITY) == WORLD[CITY].replace("\n", "\r\n")  # line ends are no matter of fmt
    assert fmt(spoilt, "--check").code == 0


def test_only_the_paths_given(spoilt, fmt):
    spoilt.write(CITY, WORLD[CITY].replace(" = ", "="))
    assert fmt(spoilt, spoilt.root / CITY).code == 0
    assert spoilt.read(CITY) == WORLD[CITY]
    assert spoilt.read(PARTNERSHIP) == SPOILT


def test_what_cannot_be_read_is_named_and_the_rest_done(spoilt, fmt):
    spoilt.write(CITY, "schema = = 1\n")
    spoilt.write(ORG, b"\xff")
    done = fmt(spoilt)
    assert done.code == 1
    assert [line.partition(":")[0] for line in done.err.splitlines()] == [CITY, ORG]
    assert spoilt.read(PARTNERSHIP) == GOOD


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_editors_send_and_get_the_text(process, line_end, mark, tmp_path):
    arguments = ("fmt", "-", "--stdin-path", PARTNERSHIP)
    done = process(*arguments, cwd=tmp_path, input=SPOILT.replace("\n", line_end).encode())
    assert done.stdout.decode() == GOOD.replace("\n", line_end)
    assert (done.returncode, done.stderr) == (0, b"")
    if mark:
        done = process(*arguments, cwd=tmp_path, input=(mark + SPOILT).encode())
        assert done.returncode == 2
        assert b"byte order mark" in done.stderr


def test_editors_get_nothing_for_what_is_wrong(process, tmp_path):
    done = process("fmt", "-", "--stdin-path", PARTNERSHIP, cwd=tmp_path, input=b"schema = 1\nkind = sister\n")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(f"screcords: {PARTNERSHIP}:2:8: ".encode())
    assert process("fmt", "-", cwd=tmp_path, input=b"").returncode == 2
    assert process("fmt", "-", "--stdin-path", "x.toml", cwd=tmp_path, input=b"").returncode == 2


@pytest.mark.parametrize("place", ["", "data", "deep/er ä"])
@pytest.mark.parametrize("run_in", ["top", "root"])
@pytest.mark.parametrize("verb", ["fmt", "lint"])
def test_the_patch_applies_wherever_the_records_are_in_a_checkout(folder, process, place, run_in, verb):
    subprocess.run(["git", "init", "-q"], cwd=folder.root, check=True)
    top, folder.root = folder.root, folder.root / place
    folder.root.mkdir(parents=True, exist_ok=True)
    folder.write_all(WORLD).write(PARTNERSHIP, SPOILT)
    shown = process(verb, "--diff", cwd=folder.root).stdout
    subprocess.run(["git", "apply"], cwd=top if run_in == "top" else folder.root, input=shown, check=True)
    assert folder.read(PARTNERSHIP) == GOOD


@pytest.mark.parametrize("flags", [(), ("--check",), ("--diff",)])
@pytest.mark.parametrize("named", [False, True])
def test_links_are_named(spoilt, fmt, tmp_path, flags, named):
    (tmp_path / "outside").write_text(SPOILT)
    (spoilt.root / CITY).unlink()
    (spoilt.root / CITY).symlink_to(tmp_path / "outside")
    done = fmt(spoilt, *flags, *([spoilt.root / CITY] if named else []))
    assert done.code == 1
    assert f"{CITY}: cannot be read; `screcords lint` says why\n" in done.err
    assert (tmp_path / "outside").read_text() == SPOILT


def test_one_windows_line_end_does_not_spread(spoilt, fmt):
    spoilt.write(PARTNERSHIP, SPOILT.replace("\n", "\r\n", 1))
    assert fmt(spoilt).code == 0
    assert spoilt.read(PARTNERSHIP) == GOOD
    spoilt.write(PARTNERSHIP, SPOILT.replace("\n", "\r\n").replace("\r\n", "\n", 1))
    assert fmt(spoilt).code == 0
    assert spoilt.read(PARTNERSHIP) == GOOD.replace("\n", "\r\n")

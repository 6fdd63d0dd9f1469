"""The command line: exit codes, one message for one mistake, and never a traceback."""

import json
import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from screcords import __version__
from screcords.cli import main
from screcords.cli.main import VERBS
from screcords.rules.registry import all_rules
from screcords.rules.world import CITY, PARTNERSHIP

VERB_NAMES = list(VERBS)


# Help, version, verbs


@pytest.mark.parametrize("flag", ["--version"])
def test_version(screcords, flag):
    assert screcords(flag) == (0, f"screcords {__version__}\n", "")


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help(screcords, flag):
    done = screcords(flag)
    assert (done.code, done.err) == (0, "")
    for verb, line in VERBS.items():
        assert re.search(rf"^  {verb} +{re.escape(line[:30])}", done.out, re.MULTILINE)


@pytest.mark.parametrize("verb", VERB_NAMES)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_of_each_verb(screcords, verb, flag):
    done = screcords(verb, flag)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"Usage: screcords {verb} ")


def test_the_verbs_are_the_modules_with_a_command():
    modules = {path.stem for path in Path(main.__file__).parent.glob("*.py")} - {"__init__", "main"}
    commands = {name: getattr(import_module(f"screcords.cli.{name}"), "command", None) for name in modules}
    assert {name for name, command in commands.items() if command is not None} == set(VERBS)
    assert all(commands[verb].short_help == line for verb, line in VERBS.items())


def test_no_arguments_show_the_help(screcords):
    done = screcords()
    assert done.code == 2
    assert "Usage: screcords" in done.err + done.out


@pytest.mark.parametrize(
    ("word", "hint"),
    [("lin", "lint"), ("lnit", "lint"), ("exprot", "export"), ("explian", "explain"), ("frobnicate", None)],
)
def test_verbs_that_do_not_exist(screcords, word, hint):
    done = screcords(word)
    assert (done.code, done.out) == (2, "")
    assert f"There is no command `{word}`." in done.err
    assert (f"Did you mean `{hint}`?" in done.err) == (hint is not None)
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("--frobnicate",),
        ("lint", "--frobnicate"),
        ("lint", "--report", "pdf"),
        ("lint", "--as-of"),
        ("export",),
        ("export", "csv"),
        ("explain",),
    ],
)
def test_wrong_use(screcords, arguments):
    done = screcords(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("Error: ") + done.err.count("screcords: ") == 1


# Exit codes of lint


def test_clean(world, lint):
    done = lint(world)
    assert (done.code, done.err) == (0, "")


def test_findings(world, lint):
    world.write(CITY, "schema = ")
    done = lint(world)
    assert (done.code, done.err) == (1, "")


def test_internal_error(world, lint, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("oh")

    monkeypatch.setattr("screcords.lint.place.report", broken)
    done = lint(world)
    assert done.code == 3
    assert done.out == ""
    assert done.err == (
        "RuntimeError: oh\nthis is a mistake in screcords itself; please report it with the lines above (SCRECORDS_DEBUG=1 shows more)\n"
    )
    monkeypatch.setenv("SCRECORDS_DEBUG", "1")
    with pytest.raises(RuntimeError):
        lint(world)


# Places


def one_message(done, text):
    assert (done.code, done.out) == (2, "")
    assert done.err == f"screcords: {text}\n"


def test_no_repository(screcords, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    one_message(screcords("lint"), "there is no folder records/ here or above; name the repository with --root")


@pytest.mark.parametrize("verb", [("lint",), ("export", "csv", "--to", "x"), ("build", "--to", "x")])
def test_a_root_without_records(screcords, tmp_path, verb):
    one_message(screcords(*verb, "--root", tmp_path), f"there is no folder records/ in {tmp_path}")
    one_message(
        screcords(*verb, "--root", tmp_path / "nowhere"), f"there is no folder records/ in {tmp_path / 'nowhere'}"
    )


def test_a_wrong_path(world, lint):
    one_message(lint(world, world.root / "nowhere.toml"), f"there is no {world.root / 'nowhere.toml'}")


def test_a_path_outside(world, lint, tmp_path):
    one_message(lint(world, tmp_path), f"{tmp_path} lies outside the repository {world.root}")
    (tmp_path / "x.toml").write_text("")
    one_message(lint(world, tmp_path / "x.toml"), f"{tmp_path / 'x.toml'} lies outside the repository {world.root}")


def test_paths_that_no_file_system_has(world, lint):
    for path in ("x" * 5000, "x/" * 3000):
        done = lint(world, path)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith("screcords: ")
        assert done.err.count("\n") == 1


def test_a_path_that_is_not_utf_8(world, lint):
    done = lint(world, os.fsdecode(b"nowhere-\xff.toml"))
    assert (done.code, done.out) == (2, "")
    assert done.err == "screcords: there is no nowhere-\\udcff.toml\n"


def test_the_repository_is_found_from_below_and_from_a_path(world, screcords, monkeypatch, tmp_path):
    monkeypatch.chdir(world.root / "records" / "cities" / "us")
    assert screcords("lint", "--as-of", "2026-06-01").code == 0
    monkeypatch.chdir(tmp_path)
    assert screcords("lint", "repo/" + CITY, "--as-of", "2026-06-01").code == 0
    assert screcords("lint", "repo", "--as-of", "2026-06-01").code == 0


def test_a_root_that_is_relative_or_a_link(world, screcords, monkeypatch, tmp_path):
    world.write(CITY, "schema = ")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "link").symlink_to(world.root)
    for root in ("repo", "./repo/", "link", "repo/../repo"):
        done = screcords("lint", "--root", root, "--as-of", "2026-06-01")
        assert done.code == 1
        assert done.out.startswith(f"{CITY}:1:10: error[SCR001]")
        assert screcords("lint", "--root", root, "--as-of", "2026-06-01", f"link/{CITY}").code == 1


@pytest.mark.skipif(sys.platform == "win32", reason="folders in use stay there")
def test_a_current_folder_that_is_gone(screcords, monkeypatch, tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    one_message(screcords("lint"), "the current folder is gone; go to another one")


# Other verbs


def test_explain(screcords):
    by_code, by_name, folded = (
        screcords("explain", "SCR307"),
        screcords("explain", "ends-before-start"),
        screcords("explain", " scr307"),
    )
    assert by_code == by_name == folded
    assert by_code.code == 0
    assert by_code.out.startswith("# SCR307: ends-before-start\n")
    done = screcords("explain", "SCR370")
    assert (done.code, done.out) == (2, "")
    assert "did you mean SCR307?" in done.err


def test_every_rule_has_its_page(screcords):
    for code, rule in all_rules().items():
        done = screcords("explain", code)
        assert done.code == 0
        assert rule.title in done.out
        assert done.out.count("```") % 2 == 0


def test_rules(screcords):
    done = screcords("rules")
    assert done.code == 0
    assert [line.split()[0] for line in done.out.splitlines()] == list(all_rules())
    some = screcords("rules", "SCR30", "scr413")
    assert {line.split()[0] for line in some.out.splitlines()} == {
        code for code in all_rules() if code.startswith("SCR30") or code == "SCR413"
    }
    assert screcords("rules", "XYZ").code == 2


def test_report_json_is_all_there_is_on_standard_output(world, screcords):
    world.edit(PARTNERSHIP, 'kind = "sister"', 'kind = "twin"')
    done = screcords("lint", "--root", world.root, "--report", "json")
    assert json.loads(done.out)["findings"][0]["code"] == "SCR106"
    assert done.err == ""


# Processes


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
)
def test_names_of_all_scripts_in_a_locale_without_them(world, process, environment):
    world.edit("records/cities/jp/m/jp-minatogawa.toml", 'ja = "湊川市"', 'ja = "湊川市"\njp = "湊川"')
    done = process("lint", "--root", world.root, "--as-of", "2026-06-01", env=environment)
    assert done.returncode == 1
    assert done.stderr == b""
    assert b"error[SCR107]" in done.stdout
    assert b"\xe6\xb9\x8a" in done.stdout or b"\\u6e4a" in done.stdout
    wrong = process("lint", "--root", world.root, "湊川", env=environment)
    assert wrong.returncode == 2
    assert wrong.stderr.startswith(b"screcords: there is no ")


def piped(arguments, read):
    """Runs the command with a reader that takes `read` bytes and goes."""
    with subprocess.Popen(
        [sys.executable, "-c", "from screcords.cli.main import main; main()", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        running.stdout.read(read)
        running.stdout.close()
        err = running.stderr.read()
        return running.wait(timeout=30), err


@pytest.mark.parametrize("read", [0, 1])
def test_a_reader_that_goes_early(world, read):
    """Whether little is left to write, and fails at the end only, or so much that it fails under way."""
    for number in range(300):
        world.write(f"records/cities/us/o/us-or-{number}.toml", "schema = \n" * 5)
    for arguments in (
        ["rules"],
        ["lint", "--root", str(world.root)],
        ["lint", "--root", str(world.root), "--report", "json"],
        ["--version"],
    ):
        code, err = piped(arguments, read)
        assert err == b"", arguments
        assert code in {0, 1}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_disk_that_is_full(world, process):
    with Path("/dev/full").open("w") as full:
        done = process("lint", "--root", world.root, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert done.stderr == b"screcords: [Errno 28] No space left on device\n"


def test_a_failing_file_leaves_the_output_alone(world, screcords, monkeypatch):
    def refused(*_, **__):
        raise PermissionError(13, "Permission denied", "somewhere")

    monkeypatch.setattr("screcords.lint.place.report", refused)
    done = screcords("lint", "--root", world.root)
    assert done == (2, "", "screcords: [Errno 13] Permission denied: 'somewhere'\n")
    assert screcords("--version").out


def test_output_that_is_closed_from_the_start(world, process):
    done = process(
        "lint", "--root", world.root, code="import os, sys; os.close(1); from screcords.cli.main import main; main()"
    )
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr


IMPORTED = "import sys; from screcords.cli.main import run; code = run(); print(*sorted(sys.modules), file=sys.stderr); sys.exit(code)"


def imported(process, *arguments, cwd):
    done = process(*arguments, cwd=cwd, code=IMPORTED)
    assert done.returncode == 0, done.stderr[-500:]
    return {name.partition(".")[0] for name in done.stderr.decode().split()}


def test_a_clean_lint_imports_nothing_heavy(world, process):
    names = imported(process, "lint", "--as-of", "2026-06-01", cwd=world.root)
    assert {"rtoml", "msgspec", "jsonschema_rs", "click"} <= names
    heavy = {
        "networkx",
        "jsonschema",
        "referencing",
        "rich",
        "pyarrow",
        "babel",
        "pycountry",
        "numpy",
        "requests",
        "asyncio",
        "unittest",
    }
    assert names & heavy == set()


def test_a_clean_lint_finds_no_positions(world, process):
    code = (
        "import sys, screcords.text.document as d\n"
        "def never(*_): raise AssertionError('positions')\n"
        "d.Document.scan = d.Document.lines = property(never)\n"
        "from screcords.cli.main import run; sys.exit(run())"
    )
    done = process("lint", "--as-of", "2026-06-01", cwd=world.root, code=code)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("flag", ["--version", "--help"])
def test_help_and_version_wait_for_nothing(process, flag, tmp_path):
    names = imported(process, flag, cwd=tmp_path)
    assert (
        names & {"rtoml", "msgspec", "jsonschema_rs", "jsonschema", "networkx", "tomllib", "subprocess", "json"}
        == set()
    )


def test_help_of_a_verb_waits_for_nothing_heavy(process, tmp_path):
    for verb in VERB_NAMES:
        names = imported(process, verb, "--help", cwd=tmp_path)
        assert names & {"rtoml", "jsonschema_rs", "jsonschema", "networkx"} == set(), verb


def test_the_installed_command():
    beside = Path(sys.executable).parent / "screcords"
    if not beside.exists():
        pytest.skip("not installed")
    done = subprocess.run([beside, "--version"], capture_output=True, check=True)
    assert done.stdout.decode().split() == ["screcords", __version__]


def test_the_code_of_a_failure_is_explained_too(screcords):
    for word in ("SCR999", "internal-error"):
        done = screcords("explain", word)
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith("# SCR999: internal-error\n\nA rule itself failed")
    assert "did you mean" not in screcords("lint", "--ignore", "SCR999").err

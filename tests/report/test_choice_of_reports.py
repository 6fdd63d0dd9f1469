"""`--report`: several at once, each to its place; and what is chosen under GitHub Actions."""

import json
import os

import pytest

from screcords.report import UnknownFormatError, find, names, save
from screcords.rules.world import CITY, PARTNERSHIP

ALL_NAMES = ["github", "json", "junit", "markdown", "rdjson", "sarif", "text"]


@pytest.fixture
def wrong(world):
    """The small world with one mistake."""
    world.edit(PARTNERSHIP, 'kind = "sister"', 'kind = "Partnerschaft"')
    return world


@pytest.fixture
def github(monkeypatch, tmp_path):
    """GitHub Actions, as a step sees it."""
    summary = tmp_path / "step.md"

    def begin(root, **more):
        environ = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": summary, "GITHUB_WORKSPACE": root} | more
        for name, value in environ.items():
            monkeypatch.setenv(name, os.fspath(value))
        return summary

    return begin


def test_forms_are_found_by_being_there():
    assert names() == ALL_NAMES
    for name in names():
        form = find(name)
        assert form.name == name
        assert form.title.endswith(".")
        assert callable(form.render)
    assert {name for name in names() if find(name).wants_edits} == {"rdjson", "sarif"}


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("sarf", "did you mean sarif?"),
        ("JSON", "did you mean json?"),
        ("", "there are github"),
        ("\x1b[1m", "there are"),
    ],
)
def test_a_form_that_does_not_exist(wrong, lint, word, said):
    with pytest.raises(UnknownFormatError):
        find(word)
    done = lint(wrong, "--report", word)
    assert done.code == 2
    assert done.out == ""
    assert said in done.err
    assert done.err.count("\n") == 1
    assert "\x1b" not in done.err


@pytest.mark.parametrize("name", ALL_NAMES)
def test_a_file_holds_what_standard_output_would_show(wrong, lint, name, tmp_path):
    shown = lint(wrong, "--report", name)
    done = lint(wrong, "--report", f"{name}={tmp_path / 'out.file'}")
    assert (tmp_path / "out.file").read_bytes().decode() == shown.out
    assert done.out == ""
    assert "1 error, 0 warnings" in done.err
    assert shown.code == done.code == 1
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["out.file"]


def test_several_at_once(wrong, lint, tmp_path):
    done = lint(
        wrong,
        "--report",
        f"sarif={tmp_path / 'a=b.sarif'}",
        "--report",
        "text",
        "--report",
        f"json={tmp_path / 'x.json'}",
    )
    assert done.out == lint(wrong).out
    assert done.err == ""
    assert json.loads((tmp_path / "a=b.sarif").read_text())["version"] == "2.1.0"
    assert json.loads((tmp_path / "x.json").read_text())["format"] == 1


@pytest.mark.parametrize(
    ("reports", "said"),
    [
        (["text", "json"], "only one report can go to standard output"),
        (["text", "text"], "only one report can go to standard output"),
        (["json=x.json", "sarif=./x.json"], "only one report can go into x.json"),
        (["json="], "wants a file, not nothing"),
        (["json=folder"], "wants a file, not a folder"),
        (["json=nowhere/x.json"], "there is no folder nowhere"),
        ([f"json={'x' * 300}"], "cannot be written: "),
    ],
)
def test_reports_that_cannot_be(  # noqa: PLR0917
    wrong, lint, tmp_path, monkeypatch, reports, said
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    before = sorted(tmp_path.rglob("*"))
    done = lint(wrong, *(part for report in reports for part in ("--report", report)))
    assert done.code == 2
    assert done.out == ""
    assert said in done.err
    assert done.err.count("\n") == 1
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("path", [CITY, "records/new.json", "records/cities/../../records/x.json"])
def test_no_report_takes_the_place_of_a_record(wrong, lint, path):
    before = {file: file.read_bytes() for file in wrong.root.rglob("*") if file.is_file()}
    done = lint(wrong, "--report", f"json={wrong.root / path}")
    assert (done.code, done.out) == (2, "")
    assert "where only records are" in done.err
    assert {file: file.read_bytes() for file in wrong.root.rglob("*") if file.is_file()} == before


def test_a_dash_is_standard_output(wrong, lint, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = lint(wrong, "--report", "sarif=-")
    assert done.out == lint(wrong, "--report", "sarif").out
    assert not (tmp_path / "-").exists()
    assert lint(wrong, "--report", "sarif=-", "--report", "text").code == 2


@pytest.mark.parametrize("name", sorted({*ALL_NAMES} - {"text"}))
def test_what_programs_read_is_utf_8_in_any_language(wrong, process, name):
    wrong.edit(CITY, 'en = "Harborview"', 'en = "Harborview"\nzh = "湊\u200bö"')
    command = ("lint", "--root", wrong.root, "--as-of", "2026-06-01", "--report", name)
    shown = [process(*command, env={"PYTHONIOENCODING": encoding}).stdout for encoding in ("latin-1", "utf-8")]
    assert shown[0] == shown[1]
    assert b"SCR106" in shown[0]


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o640])
def test_who_may_read_a_report_stays(tmp_path, mode):
    path = tmp_path / "x.json"
    path.write_text("old")
    path.chmod(mode)
    save("new", path)
    assert path.stat().st_mode & 0o777 == mode
    assert path.read_text() == "new"


def test_a_report_that_fails_halfway_leaves_the_old_one(tmp_path, monkeypatch):
    path = tmp_path / "x.json"
    path.write_text("old")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        save("new", path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_one_and_its_target_is_written(tmp_path):
    (tmp_path / "target").write_text("old")
    (tmp_path / "link").symlink_to("target")
    save("new \ud800", tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text() == "new \\ud800"


def test_a_device_is_written_to():
    from pathlib import Path

    save("x", Path(os.devnull))
    assert not Path(os.devnull).is_file()


def test_after_fixes_the_report_says_what_is_left(wrong, lint, tmp_path):
    done = lint(wrong, "--fix", "--report", f"json={tmp_path / 'x.json'}")
    assert done.code == 0
    assert json.loads((tmp_path / "x.json").read_text())["findings"] == []


@pytest.mark.parametrize("option", [("--report", "json"), ("--statistics",)])
def test_a_patch_is_no_report(wrong, lint, option):
    done = lint(wrong, "--diff", *option)
    assert (done.code, done.out) == (2, "")
    assert "--diff prints a patch" in done.err


# Statistics and grouping


def test_statistics(wrong, lint):
    wrong.edit(CITY, "schema = 1", "schema = 2")
    wrong.edit(CITY, 'country = "US"', 'country = "us"')
    lines = lint(wrong, "--statistics").out.split("\n")
    assert (
        lines[0].split() == ["1", "error", "SCR101", "schema-version", "(a", "machine", "can", "mend", "1)"]
        or "error" in lines[0]
    )
    assert any("SCR106 bad-enum" in line and "(a machine can mend 1)" in line for line in lines)
    assert not any(line.startswith("records/") for line in lines)
    assert "4 records: 2 cities, 1 organisation, 1 partnership" in lines


def test_statistics_of_nothing(world, lint):
    assert lint(world, "--statistics").out == lint(world).out


def test_statistics_count_advice(world, lint):
    world.edit(CITY, 'wikidata = "Q990000001"\n', "")
    assert "1  advice   SCR407 city-without-qid\n" in lint(world, "--statistics").out
    assert "1  advice   SCR407 city-without-qid\n" in lint(world, "--statistics", "--advice").out


def test_statistics_beside_another_form(wrong, lint, tmp_path):
    assert lint(wrong, "--statistics", "--report", "json").code == 2
    done = lint(wrong, "--statistics", "--report", f"json={tmp_path / 'x.json'}")
    assert done.code == 1
    assert "SCR106 bad-enum" in done.err


def test_one_cause_with_many_findings_is_shown_once(world, lint, findings):
    text = world.read(CITY)
    for number in range(9):
        name = "us-or-" + "abcdefghi"[number] * 5
        made = (
            text.replace("us-or-harborview", name)
            .replace('country = "US"', 'country = "XQ"')
            .replace("Q990000001", f"Q99{number}1")
        )
        world.write(f"records/cities/us/o/{name}.toml", made.replace('en = "Harborview"', f'en = "{name[6:].title()}"'))
    out = lint(world, "--select", "SCR110").out
    assert out.count("error[SCR110]") == 1
    assert out.count("\n  also records/cities/us/o/") == 2
    assert "and 6 more places, 9 in all" in out
    assert "9 errors" in out
    assert len(findings(world, "--select", "SCR110")) == 9


# GitHub Actions


def test_github_is_chosen_without_being_asked(wrong, screcords, github):
    summary = github(wrong.root)
    done = screcords("lint", "--root", wrong.root, "--as-of", "2026-06-01")
    assert done.code == 1
    assert done.out.startswith(f"::error file={PARTNERSHIP},line=3,endLine=3,col=8,")
    assert "1 error, 0 warnings\n" in done.out
    assert summary.read_text().startswith("## screcords: the check fails\n")


def test_nothing_to_annotate(world, screcords, github):
    summary = github(world.root)
    done = screcords("lint", "--root", world.root, "--as-of", "2026-06-01")
    assert done.code == 0
    assert done.out.startswith("4 records: ")
    assert "the check passes" in summary.read_text()


def test_a_report_that_is_asked_for_is_the_only_one(wrong, lint, github):
    summary = github(wrong.root)
    assert lint(wrong, "--report", "text").out.startswith("records/")
    assert not summary.exists()


def test_github_asked_for_elsewhere_has_no_summary(wrong, lint):
    assert lint(wrong, "--report", "github").out.count("\n") == 1


def test_a_folder_in_the_workspace(wrong, lint, github):
    github(wrong.root.parent)
    assert lint(wrong).out.startswith(f"::error file=repo/{PARTNERSHIP},")


def test_pages_of_rules_in_the_repository_are_linked(wrong, lint, github):
    (wrong.root / "docs/rules").mkdir(parents=True)
    summary = github(wrong.root, GITHUB_SERVER_URL="https://example.org", GITHUB_REPOSITORY="o/r", GITHUB_SHA="abc")
    lint(wrong)
    assert "(https://example.org/o/r/blob/abc/docs/rules/SCR106.md)" in summary.read_text()


def test_pages_of_rules_are_where_the_settings_say(wrong, lint):
    (wrong.root / "screcords.toml").write_text('[lint]\ndocs = "https://www.example.org/rules/"\n')
    [rule, *_] = json.loads(lint(wrong, "--report", "sarif").out)["runs"][0]["tool"]["driver"]["rules"]
    assert rule["helpUri"] == "https://www.example.org/rules/SCR001.md"
    [found] = json.loads(lint(wrong, "--report", "rdjson").out)["diagnostics"]
    assert found["code"]["url"] == "https://www.example.org/rules/SCR106.md"


@pytest.mark.parametrize("has_git", [False, True])
def test_paths_and_links_begin_at_the_top_of_the_checkout(wrong, lint, github, has_git):
    (wrong.root / "docs/rules").mkdir(parents=True)
    if has_git:
        (wrong.root.parent / ".git").mkdir()
    github(
        "" if has_git else wrong.root.parent,
        GITHUB_SERVER_URL="https://example.org", GITHUB_REPOSITORY="o/r", GITHUB_SHA="abc",
    )  # fmt: skip
    [diagnostic] = json.loads(lint(wrong, "--report", "rdjson").out)["diagnostics"]
    assert diagnostic["location"]["path"] == f"repo/{PARTNERSHIP}"
    assert diagnostic["code"]["url"] == "https://example.org/o/r/blob/abc/repo/docs/rules/SCR106.md"
    [run] = json.loads(lint(wrong, "--report", "sarif").out)["runs"]
    where = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert where == {"uri": f"repo/{PARTNERSHIP}", "uriBaseId": "%SRCROOT%"}
    [found] = json.loads(lint(wrong, "--report", "json").out)["findings"]
    assert found["path"] == PARTNERSHIP


def test_a_summary_that_is_full_is_told(wrong, lint, github):
    summary = github(wrong.root)
    summary.write_bytes(b"x" * 1024 * 1024)
    done = lint(wrong)
    assert done.err == "screcords: the summary of the step is full, so nothing was added to it\n"
    assert "see the summary" not in done.out


def test_a_summary_that_cannot_be_written_is_no_reason_to_fail(world, lint, github, tmp_path):
    github(world.root, GITHUB_STEP_SUMMARY=tmp_path)
    done = lint(world)
    assert done.code == 0
    assert done.err == "screcords: the summary of the step cannot be written: Is a directory\n"

"""Checks against a revision: what is reported, what is not, and what cannot be compared."""

import json
import os
import subprocess

import pytest

from screcords.cli.main import run
from screcords.rules.world import CITY, ORG, PARTNERSHIP, WORLD

WESTVIEW = "records/cities/us/o/us-or-westview.toml"


def git(folder, *arguments):
    day = {"GIT_AUTHOR_DATE": "2026-01-01T12:00:00Z", "GIT_COMMITTER_DATE": "2026-01-01T12:00:00Z"}
    subprocess.run(
        ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        env={"PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": str(folder), **day},
    )


def write(folder, path, text):
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, encoding="utf-8")


def change(folder, path, old, new):
    text = (folder / path).read_text(encoding="utf-8")
    assert old in text
    write(folder, path, text.replace(old, new))


def committed(folder):
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", "-b", "main")
    for path, text in WORLD.items():
        write(folder, path, text)
    westview = WORLD[CITY].replace("us-or-harborview", "us-or-westview").replace("Harborview", "Westview")
    write(folder, WESTVIEW, westview.replace("Q990000001", "Q990000003").replace("44.6368", "45.5152"))
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "world")
    return folder


@pytest.fixture
def checkout(tmp_path):
    return committed(tmp_path / "a checkout — 市")


def lint(folder, capsys, *arguments):
    code = run(["lint", "--report", "json", "--root", str(folder), *arguments])
    said = capsys.readouterr()
    return code, (json.loads(said.out) if said.out else None), said.err


def codes(report):
    return [(finding["code"], finding["path"]) for finding in report["findings"]]


def test_without_a_base_the_rules_about_changes_are_not_run(checkout, capsys):
    _, report, _ = lint(checkout, capsys)
    assert ("SCR206", "needs --base") in [(left["code"], left["why"]) for left in report["summary"]["not_run"]]


def test_only_what_the_change_touches_is_reported(checkout, capsys):
    change(checkout, WESTVIEW, "lon = -124.0535", "lon = 124.0535")
    git(checkout, "commit", "-q", "-a", "-m", "an old mistake")
    change(checkout, ORG, 'status = "active"', 'status = "aktive"')
    code, report, _ = lint(checkout, capsys, "--base", "HEAD")
    assert code == 1
    assert codes(report) == [("SCR106", ORG)]
    assert report["summary"]["base"] == "HEAD"
    assert report["summary"]["changed"] == 1
    _, report, _ = lint(checkout, capsys)
    assert (WESTVIEW in {finding["path"] for finding in report["findings"]}) is True


def test_a_neighbour_of_the_change_is_touched(checkout, capsys):
    change(checkout, PARTNERSHIP, 'status = "active"', 'status = "active"\nuntil = "1999"')
    git(checkout, "commit", "-q", "-a", "-m", "an old mistake")
    change(checkout, CITY, 'en = "Harborview"', 'en = "Harborview"\nfr = "Harborview"')
    _, report, _ = lint(checkout, capsys, "--base", "HEAD")
    assert ("SCR306", PARTNERSHIP) in codes(report)


@pytest.mark.parametrize("name", ["us-or-aview", "us-or-zview"])
def test_what_a_change_makes_wrong_elsewhere_is_reported(checkout, capsys, name):
    """A second city with one item is reported where the ids come later, be that the new file or the old one."""
    twin = (checkout / WESTVIEW).read_text(encoding="utf-8").replace("us-or-westview", name)
    write(checkout, f"records/cities/us/o/{name}.toml", twin.replace("Westview", "Elsewhere"))
    (path,) = [path for code, path in codes(lint(checkout, capsys, "--changed")[1]) if code == "SCR401"]
    assert path == (WESTVIEW if name < "us-or-westview" else f"records/cities/us/o/{name}.toml")


def test_what_a_record_named_before_is_touched(checkout, capsys):
    (checkout / PARTNERSHIP).unlink()
    report = lint(checkout, capsys, "--changed", "--advice")[1]
    assert ("SCR511", "records/cities/jp/m/jp-minatogawa.toml") in codes(report)


def test_a_record_that_vanished_is_found_committed_or_not(checkout, capsys):
    (checkout / WESTVIEW).unlink()
    assert codes(lint(checkout, capsys, "--changed")[1]) == [("SCR206", WESTVIEW)]
    git(checkout, "commit", "-q", "-a", "-m", "gone")
    assert codes(lint(checkout, capsys, "--base", "HEAD~1")[1]) == [("SCR206", WESTVIEW)]
    assert codes(lint(checkout, capsys, "--base", "HEAD")[1]) == []


def test_a_city_that_vanished_touches_what_names_it(checkout, capsys):
    (checkout / CITY).unlink()
    found = codes(lint(checkout, capsys, "--changed")[1])
    assert ("SCR501", PARTNERSHIP) in found
    assert ("SCR206", CITY) in found


def test_a_tombstone_may_not_come_back_to_life(checkout, capsys):
    whole = (checkout / WESTVIEW).read_text(encoding="utf-8")
    tombstone = 'schema = 1\nid = "us-or-westview"\nstatus = "withdrawn"\n'
    write(checkout, WESTVIEW, tombstone + 'withdrawn = { reason = "entered-in-error", date = "2025-01-01" }\n')
    assert codes(lint(checkout, capsys, "--changed")[1]) == []
    git(checkout, "commit", "-q", "-a", "-m", "withdrawn")
    write(checkout, WESTVIEW, whole)
    assert codes(lint(checkout, capsys, "--changed")[1]) == [("SCR207", WESTVIEW)]


def test_untracked_files_belong_to_the_change(checkout, capsys):
    write(checkout, "records/cities/us/o/us-or-eastview.toml", "schema = 1\n")
    found = codes(lint(checkout, capsys, "--changed")[1])
    assert {path for _, path in found} == {"records/cities/us/o/us-or-eastview.toml"}


@pytest.mark.parametrize("name", ["nope", "--all", "HEAD~99", ""])
def test_a_revision_that_does_not_exist_is_said(checkout, capsys, name):
    code, report, said = lint(checkout, capsys, "--base", name)
    assert code == 2
    assert report is None
    assert f'there is no revision "{name}"' in said


def test_outside_git_nothing_can_be_compared(tmp_path, capsys):
    for path, text in WORLD.items():
        write(tmp_path, path, text)
    code, _, said = lint(tmp_path, capsys, "--base", "HEAD")
    assert code == 2
    assert "no git repository" in said


def test_a_shallow_clone_says_how_to_get_the_history(checkout, tmp_path, capsys):
    change(checkout, CITY, 'en = "Harborview"', 'en = "Harbor View"')
    git(checkout, "commit", "-q", "-a", "-m", "two")
    git(tmp_path, "clone", "-q", "--depth", "1", checkout.as_uri(), "shallow")
    code, _, said = lint(tmp_path / "shallow", capsys, "--base", "HEAD~1")
    assert code == 2
    assert "shallow" in said
    assert "git fetch --unshallow" in said


def test_a_worktree_and_a_folder_inside_a_repository_work_too(checkout, tmp_path, capsys):
    git(checkout, "worktree", "add", "-q", str(tmp_path / "tree"), "-b", "other")
    (tmp_path / "tree" / WESTVIEW).unlink()
    assert codes(lint(tmp_path / "tree", capsys, "--changed")[1]) == [("SCR206", WESTVIEW)]
    outer = tmp_path / "outer"
    (outer / "data").mkdir(parents=True)
    for path, text in WORLD.items():
        write(outer / "data", path, text)
    git(outer, "init", "-q")
    git(outer, "add", "-A")
    git(outer, "commit", "-q", "-m", "one")
    (outer / "data" / ORG).unlink()
    found = codes(lint(outer / "data", capsys, "--changed")[1])
    assert ("SCR206", ORG) in found
    assert ("SCR506", PARTNERSHIP) in found


def test_a_branch_is_not_blamed_for_what_the_other_gained(checkout, capsys):
    git(checkout, "checkout", "-q", "-b", "feature")
    change(checkout, CITY, 'en = "Harborview"', 'en = "Harbor View"')
    git(checkout, "commit", "-q", "-a", "-m", "feature")
    git(checkout, "checkout", "-q", "main")
    eastview = (
        (checkout / WESTVIEW)
        .read_text(encoding="utf-8")
        .replace("westview", "eastview")
        .replace("Westview", "Eastview")
    )
    write(checkout, WESTVIEW.replace("westview", "eastview"), eastview.replace("Q990000003", "Q990000004"))
    git(checkout, "add", "-A")
    git(checkout, "commit", "-q", "-m", "main goes on")
    git(checkout, "checkout", "-q", "feature")
    code, report, _ = lint(checkout, capsys, "--base", "main")
    assert report["summary"]["changed"] == 1
    assert "SCR206" not in [found for found, _ in codes(report)]
    assert code == 0


def test_two_histories_without_a_common_commit_cannot_be_compared(checkout, capsys):
    git(checkout, "checkout", "-q", "--orphan", "other")
    git(checkout, "commit", "-q", "-m", "another beginning")
    code, _, said = lint(checkout, capsys, "--base", "main")
    assert code == 2
    assert "no commit in common" in said


def test_fixing_a_change_mends_and_reports_what_the_change_touches(checkout, capsys):
    change(checkout, WESTVIEW, 'country = "US"', 'country = "us"')
    git(checkout, "commit", "-q", "-a", "-m", "an old mistake")
    change(checkout, ORG, "verified = ", "verified  = ")
    code, report, _ = lint(checkout, capsys, "--changed", "--fix")
    assert code == 0
    assert report["summary"]["base"] == "HEAD"
    assert "verified = " in (checkout / ORG).read_text(encoding="utf-8")
    assert 'country = "us"' in (checkout / WESTVIEW).read_text(encoding="utf-8")


def test_fixing_does_not_hide_a_record_that_vanished(checkout, capsys):
    (checkout / WESTVIEW).unlink()
    code, report, _ = lint(checkout, capsys, "--changed", "--fix")
    assert code == 1
    assert codes(report) == [("SCR206", WESTVIEW)]
    assert lint(checkout, capsys, "--base", "nope", "--fix")[0] == 2
    assert run(["lint", "--root", str(checkout), "--base", "nope", "--diff"]) == 2


def break_(folder):
    change(folder, WESTVIEW, 'level = "municipality"', 'level = "munizip"')


def test_what_git_cannot_tell_is_no_pass(checkout, capsys):
    break_(checkout)
    (checkout / ".git" / "index").write_bytes(b"garbage")
    code, report, said = lint(checkout, capsys, "--changed")
    assert (code, report) == (2, None)
    assert "git cannot tell what changed here: " in said


def test_a_base_whose_files_are_missing_is_no_pass(checkout, capsys):
    break_(checkout)
    git(checkout, "commit", "-q", "-a", "-m", "two")
    tree = subprocess.run(
        ["git", "rev-parse", "HEAD~1:records/cities"], cwd=checkout, check=True, capture_output=True, text=True
    ).stdout.strip()
    (checkout / ".git/objects" / tree[:2] / tree[2:]).unlink()
    code, report, said = lint(checkout, capsys, "--base", "HEAD~1")
    assert (code, report) == (2, None)
    assert "git cannot tell what changed here: " in said


def test_records_behind_a_link_are_no_pass(checkout, capsys):
    (checkout / "records").rename(checkout.parent / "elsewhere")
    (checkout / "records").symlink_to(checkout.parent / "elsewhere")
    git(checkout, "add", "-A")
    git(checkout, "commit", "-q", "-m", "a link")
    break_(checkout)
    code, report, said = lint(checkout, capsys, "--changed")
    assert (code, report) == (2, None)
    assert "a link or a submodule" in said


def test_records_in_a_submodule_are_no_pass(checkout, capsys, tmp_path):
    outer = tmp_path / "outer"
    outer.mkdir()
    git(outer, "init", "-q", "-b", "main")
    (checkout / "records").rename(tmp_path / "inner")
    git(tmp_path / "inner", "init", "-q", "-b", "main")
    git(tmp_path / "inner", "add", "-A")
    git(tmp_path / "inner", "commit", "-q", "-m", "records")
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(tmp_path / "inner"), "records")
    git(outer, "commit", "-q", "-m", "submodule")
    code, report, said = lint(outer, capsys, "--changed")
    assert (code, report) == (2, None)
    assert "a link or a submodule" in said


def test_a_sparse_checkout_is_no_pass(checkout, capsys):
    git(checkout, "sparse-checkout", "set", "records/partnerships", "records/orgs")
    code, report, said = lint(checkout, capsys, "--changed")
    assert (code, report) == (2, None)
    assert "git sparse-checkout disable" in said


@pytest.mark.parametrize("hide", ["ignored", "nested", "assumed"])
def test_what_git_does_not_look_at_belongs_to_the_change(checkout, capsys, hide):
    if hide == "ignored":
        (checkout / ".gitignore").write_text("records/cities/us/\n")
    elif hide == "nested":
        git(checkout, "rm", "-q", "-r", "--cached", "records/cities/us")
        git(checkout / "records/cities/us", "init", "-q")
    else:
        git(checkout, "update-index", "--assume-unchanged", WESTVIEW)
    if hide == "ignored":
        git(checkout, "rm", "-q", "-r", "--cached", "records/cities/us")
    git(checkout, "commit", "-q", "--allow-empty", "-m", hide)
    break_(checkout)
    assert ("SCR405", WESTVIEW) in codes(lint(checkout, capsys, "--changed")[1])


def test_a_hook_in_a_worktree_looks_at_that_worktree(checkout, capsys, tmp_path, monkeypatch):
    """Git tells a hook where its folder is, but not where the working tree is."""
    (checkout / "sub").mkdir()
    git(checkout, "mv", "records", "sub/records")
    git(checkout, "commit", "-q", "-m", "into a folder")
    git(checkout, "worktree", "add", "-q", str(tmp_path / "tree"))
    (tmp_path / "tree/sub" / WESTVIEW).unlink()
    monkeypatch.chdir(tmp_path / "tree")
    monkeypatch.setenv("GIT_DIR", str(checkout / ".git/worktrees/tree"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(checkout / ".git/worktrees/tree/index"))
    _, report, _ = lint(tmp_path / "tree/sub", capsys, "--changed")
    assert codes(report) == [("SCR206", WESTVIEW)]
    assert report["summary"]["changed"] == 1


def test_a_file_taken_out_of_the_index_still_has_its_past(checkout, capsys):
    git(checkout, "rm", "-q", "--cached", WESTVIEW)
    assert lint(checkout, capsys, "--changed")[1]["summary"]["changed"] == 0
    whole = (checkout / WESTVIEW).read_text(encoding="utf-8")
    tombstone = 'schema = 1\nid = "us-or-westview"\nstatus = "withdrawn"\n'
    write(checkout, WESTVIEW, tombstone + 'withdrawn = { reason = "entered-in-error", date = "2025-01-01" }\n')
    git(checkout, "add", "-A")
    git(checkout, "commit", "-q", "-m", "withdrawn")
    write(checkout, WESTVIEW, whole)
    git(checkout, "rm", "-q", "--cached", WESTVIEW)
    assert codes(lint(checkout, capsys, "--changed")[1]) == [("SCR207", WESTVIEW)]


@pytest.mark.parametrize(
    "place", ["records/cities/us/us-or-harborview.toml", "records/cities/us/o/us-or-elsewhere.toml"]
)
def test_records_of_the_base_are_known_by_their_ids(checkout, capsys, place):
    git(checkout, "mv", CITY, place)
    git(checkout, "commit", "-q", "-m", "a wrong place")
    (checkout / place).unlink()
    found = codes(lint(checkout, capsys, "--changed")[1])
    assert ("SCR206", place) in found
    assert ("SCR501", PARTNERSHIP) in found


def test_an_exception_that_only_a_base_needs_is_not_called_needless(checkout, capsys):
    whole = (checkout / WESTVIEW).read_text(encoding="utf-8")
    tombstone = 'schema = 1\nid = "us-or-westview"\nstatus = "withdrawn"\n'
    write(checkout, WESTVIEW, tombstone + 'withdrawn = { reason = "entered-in-error", date = "2025-01-01" }\n')
    git(checkout, "commit", "-q", "-a", "-m", "withdrawn by mistake")
    write(checkout, WESTVIEW, whole + '\n[[allow]]\nrule = "SCR207"\nreason = "withdrawn by mistake"\n')
    assert lint(checkout, capsys, "--changed")[0] == 0
    assert "SCR013" not in [code for code, _ in codes(lint(checkout, capsys)[1])]


def test_a_folder_of_somebody_else_is_said(checkout, capsys, monkeypatch):
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    code, _, said = lint(checkout, capsys, "--changed")
    assert code == 2
    assert "safe.directory" in said


def test_what_was_there_before_is_told_from_what_is_new(checkout, capsys):
    change(checkout, WESTVIEW, "lon = -124.0535", "lon = 124.0535")
    git(checkout, "commit", "-q", "-a", "-m", "an old mistake")
    change(checkout, WESTVIEW, 'level = "municipality"', 'level = "munizip"')
    _, report, _ = lint(checkout, capsys, "--changed")
    assert {(finding["code"], finding["new"]) for finding in report["findings"]} == {
        ("SCR403", False),
        ("SCR405", True),
    }
    _, report, _ = lint(checkout, capsys)
    assert all("new" not in finding for finding in report["findings"])
    for form, old in (("text", "SCR403] coordinate-suspect"), ("markdown", "SCR403 coordinate-suspect")):
        run(["lint", "--report", form, "--root", str(checkout), "--changed"])
        said = capsys.readouterr().out
        assert "2 errors, 0 warnings (1 of them there before)" in said
        (line,) = [line for line in said.splitlines() if line.endswith("(there before)")]
        assert old in line


# Records that a change brings in

NEW = "records/partnerships/jp/m/jp-minatogawa--us-or-westview.toml"
BARE = WORLD[PARTNERSHIP].partition("[[sources]]")[0].replace('orgs = ["us-or-harborview-sister-cities"]\n', "")


def unsourced(folder, capsys, *arguments):
    """Path and severity of what SCR701 finds."""
    report = lint(folder, capsys, *(arguments or ("--base", "HEAD")))[1]
    return [(found["path"], found["severity"]) for found in report["findings"] if found["code"] == "SCR701"]


def test_a_new_record_has_a_source(checkout, capsys):
    write(checkout, PARTNERSHIP, BARE)
    write(checkout, NEW, BARE.replace("us-or-harborview", "us-or-westview"))
    assert unsourced(checkout, capsys) == [(PARTNERSHIP, "warning"), (NEW, "error")]
    assert unsourced(checkout, capsys, "--select", "SCR701") == [(PARTNERSHIP, "warning"), (NEW, "warning")]


def test_the_settings_decide_how_much_a_new_record_without_a_source_weighs(checkout, capsys):
    write(checkout, NEW, BARE.replace("us-or-harborview", "us-or-westview"))
    write(checkout, "screcords.toml", '[lint.severity]\nSCR701 = "warning"\n')
    assert unsourced(checkout, capsys) == [(NEW, "warning")]


def test_a_moved_renamed_or_copied_record_is_not_new(checkout, capsys):
    write(checkout, PARTNERSHIP, BARE)
    git(checkout, "commit", "-q", "-a", "-m", "no source")
    moved = PARTNERSHIP.replace("/jp/m/", "/jp/x/")
    (checkout / moved).parent.mkdir()
    (checkout / PARTNERSHIP).rename(checkout / moved)
    assert unsourced(checkout, capsys) == [(moved, "warning")]
    write(checkout, PARTNERSHIP, BARE)
    assert (moved, "warning") in unsourced(checkout, capsys)
    (checkout / moved).unlink()
    (checkout / PARTNERSHIP).unlink()
    former = 'former_ids = ["jp-minatogawa--us-or-harborview"]\n'
    renamed = BARE.replace("us-or-harborview", "us-or-westview").replace("kind =", f"{former}kind =")
    write(checkout, NEW, renamed)
    assert unsourced(checkout, capsys) == [(NEW, "warning")]


# Former ids that a change takes away


def test_a_former_id_that_is_gone_is_missed(checkout, capsys):
    change(
        checkout, CITY, 'facts_from = ["official"]', 'former_ids = ["us-or-a", "us-or-b"]\nfacts_from = ["official"]'
    )
    git(checkout, "commit", "-q", "-a", "-m", "two former ids")
    change(checkout, CITY, '"us-or-a", ', "")
    _, report, _ = lint(checkout, capsys, "--changed")
    (found,) = report["findings"]
    assert (found["code"], found["path"], found["severity"]) == ("SCR206", CITY, "error")
    assert found["message"] == 'the former id "us-or-a" of HEAD is gone, and links to it lead nowhere'
    assert (checkout / CITY).read_text(encoding="utf-8").splitlines()[found["line"] - 1].startswith("former_ids")


def test_former_ids_of_a_record_that_was_merged_go_on_with_it(checkout, capsys):
    change(checkout, WESTVIEW, 'facts_from = ["official"]', 'former_ids = ["us-or-a"]\nfacts_from = ["official"]')
    git(checkout, "commit", "-q", "-a", "-m", "a former id")
    (checkout / WESTVIEW).unlink()
    change(checkout, CITY, 'facts_from = ["official"]', 'former_ids = ["us-or-westview"]\nfacts_from = ["official"]')
    _, report, _ = lint(checkout, capsys, "--changed")
    assert codes(report) == [("SCR206", CITY)]
    change(checkout, CITY, '["us-or-westview"]', '["us-or-a", "us-or-westview"]')
    assert codes(lint(checkout, capsys, "--changed")[1]) == []


def test_former_ids_of_a_record_that_is_gone_are_not_told_as_well(checkout, capsys):
    change(checkout, WESTVIEW, 'facts_from = ["official"]', 'former_ids = ["us-or-a"]\nfacts_from = ["official"]')
    git(checkout, "commit", "-q", "-a", "-m", "a former id")
    (checkout / WESTVIEW).unlink()
    assert codes(lint(checkout, capsys, "--changed")[1]) == [("SCR206", WESTVIEW)]


SWAPPED = "records/partnerships/us/o/us-or-harborview--jp-minatogawa.toml"


def test_a_renamed_partnership_remembers_its_committed_id(checkout, capsys):
    (checkout / PARTNERSHIP).unlink()
    write(
        checkout,
        SWAPPED,
        WORLD[PARTNERSHIP]
        .replace("jp-minatogawa--us-or-", "us-or-")
        .replace('id = "us-or-harborview"', 'id = "us-or-harborview--jp-minatogawa"'),
    )
    git(checkout, "add", "-A")
    git(checkout, "commit", "-qm", "swapped")
    change(checkout, SWAPPED, '"active"', '"dormant"')
    code, report, err = lint(checkout, capsys, "--changed", "--fix")
    assert (code, codes(report)) == (0, []), err
    assert "mended 1 finding in 1 file: SCR203 1" in err
    assert lint(checkout, capsys, "--changed")[:1] == (0,)


def test_after_a_fix_the_report_is_about_what_was_mended(checkout, capsys):
    """A city that was renamed by hand takes its partnership along; only its own old id is still missing."""
    new = "records/cities/us/h/us-harborview.toml"
    write(checkout, new, WORLD[CITY].replace("us-or-harborview", "us-or-harborvieww"))
    (checkout / CITY).unlink()
    _, report, _ = lint(checkout, capsys, "--base", "HEAD", "--fix", "--unsafe", "--select", "SCR2,SCR5,SCR0")
    after = lint(checkout, capsys, "--base", "HEAD", "--select", "SCR2,SCR5,SCR0")[1]
    assert codes(report) == codes(after) == [("SCR206", CITY)]
    assert 'add former_ids = ["us-or-harborview"] there' in report["findings"][0]["help"]
    change(
        checkout,
        new.replace("/us-h", "/us-or-h").replace("us/h/", "us/o/").replace("view.", "vieww."),
        "facts_from",
        'former_ids = ["us-or-harborview"]\nfacts_from',
    )
    assert codes(lint(checkout, capsys, "--base", "HEAD", "--select", "SCR2,SCR5,SCR0")[1]) == []


def test_a_city_renamed_by_hand_is_known_by_its_item(checkout, capsys):
    new = CITY.replace("us-or-harborview", "us-or-harborville")
    git(checkout, "mv", CITY, new)
    change(checkout, new, 'id = "us-or-harborview"', 'id = "us-or-harborville"')
    report = lint(checkout, capsys, "--changed")[1]
    helps = {finding["code"]: finding["help"] for finding in report["findings"]}
    assert helps["SCR501"] == 'write "us-or-harborville", and put "us-or-harborview" into former_ids of that record'
    assert helps["SCR206"] == 'it goes by "us-or-harborville" now: add former_ids = ["us-or-harborview"] there'
    run(["lint", "--root", str(checkout), "--changed", "--fix", "--unsafe"])
    capsys.readouterr()
    pair = checkout / "records/partnerships/jp/m/jp-minatogawa--us-or-harborville.toml"
    assert 'former_ids = ["jp-minatogawa--us-or-harborview"]' in pair.read_text(encoding="utf-8")
    change(checkout, new, "[name]", 'former_ids = ["us-or-harborview"]\n\n[name]')
    assert [code for code, _ in codes(lint(checkout, capsys, "--changed")[1]) if code != "SCR004"] == []


def test_no_other_place_is_written_for_a_city_that_is_gone(checkout, capsys):
    change(checkout, WESTVIEW, "Q990000003", "Q990000004")
    twin = (checkout / WESTVIEW).read_text(encoding="utf-8").replace("us-or-westview", "us-or-harborvieu")
    write(checkout, "records/cities/us/o/us-or-harborvieu.toml", twin.replace("Q990000004", "Q990000005"))
    git(checkout, "add", "-A")
    git(checkout, "commit", "-q", "-m", "a place with a name much alike")
    (checkout / CITY).unlink()
    report = lint(checkout, capsys, "--changed")[1]
    gone = [finding for finding in report["findings"] if finding["code"] == "SCR501"]
    assert gone
    assert not any(finding["fixable"] for finding in gone)
    assert all("gone since the revision" in finding["message"] for finding in gone)


def test_a_vanished_record_is_not_hidden_in_another(checkout, capsys):
    (checkout / WESTVIEW).unlink()
    change(checkout, "records/cities/jp/m/jp-minatogawa.toml", "[name]", 'former_ids = ["us-or-westview"]\n\n[name]')
    found = lint(checkout, capsys, "--changed", "--strict")
    assert found[0] == 1
    assert ("SCR206", "records/cities/jp/m/jp-minatogawa.toml") in codes(found[1])


def test_two_cities_that_exchange_ids_are_told(checkout, capsys):
    one, other = ((checkout / path).read_text(encoding="utf-8") for path in (CITY, WESTVIEW))
    write(checkout, CITY, other.replace('id = "us-or-westview"', 'id = "us-or-harborview"'))
    write(checkout, WESTVIEW, one.replace('id = "us-or-harborview"', 'id = "us-or-westview"'))
    assert [code for code, _ in codes(lint(checkout, capsys, "--changed")[1])].count("SCR207") == 2


@pytest.mark.parametrize("broken", ["kind = nonprofit\n", 'kind = "zz"\n'])
def test_a_file_that_was_broken_at_the_base_is_missed_too(checkout, capsys, broken):
    write(checkout, ORG, (checkout / ORG).read_text(encoding="utf-8").replace('kind = "nonprofit"\n', broken))
    git(checkout, "commit", "-q", "-a", "--allow-empty", "-m", "broken")
    (checkout / ORG).unlink()
    found = codes(lint(checkout, capsys, "--changed")[1])
    assert ("SCR206", ORG) in found
    assert ("SCR506", PARTNERSHIP) in found


def test_an_id_is_not_gone_while_a_new_file_that_may_remember_it_is_broken(checkout, capsys):
    (checkout / WESTVIEW).unlink()
    new = "records/cities/us/o/us-or-newname.toml"
    write(checkout, new, 'schema = 1\nid = "us-or-newname"\nformer_ids = ["us-or-westview"]\nlevel = \n')
    assert codes(lint(checkout, capsys, "--base", "HEAD")[1]) == [("SCR001", new)]

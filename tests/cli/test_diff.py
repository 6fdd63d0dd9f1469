"""`diff` and `patch` on the command line, over real git."""

import json
import shutil

import jsonschema
import pytest
from git_folder import commit, git

from screcords.model import schemas
from screcords.rules.world import CITY, ORG, OTHER_CITY, PARTNERSHIP, WORLD

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git here")

EVENT = '\n[[history]]\ndate = "2022-03-08"\nevent = "suspended"\nby = ["us-or-harborview"]\nreason = "armed-conflict"\nsources = ["s2"]\n'
PAIR = "jp-minatogawa--us-or-harborview"


@pytest.fixture(autouse=True)
def surroundings(monkeypatch, tmp_path):
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))


@pytest.fixture
def first(world):
    return commit(world.root, "Records")


@pytest.fixture
def diff(world, screcords):
    def run(*arguments):
        return screcords("diff", "--root", world.root, *arguments)

    return run


def suspend(world):
    world.edit(PARTNERSHIP, '"active"', '"suspended"')
    world.write(PARTNERSHIP, world.read(PARTNERSHIP).replace("\n[[sources]]", EVENT + "\n[[sources]]", 1))


def body(done):
    return [line.strip() for line in done.out.splitlines()[1:] if line.strip()]


def test_a_suspension_in_the_working_tree(world, first, diff):
    suspend(world)
    done = diff("HEAD")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        f"HEAD ({first[:12]}) → working tree\n\nPartnerships\n"
        "  Harborview–Minatogawa: active → suspended (2022-03-08, by Harborview; armed conflict)\n\n1 change in 1 record\n"
    )


def test_nothing_changed(world, first, diff):
    assert body(diff("HEAD")) == ["no change of meaning"]
    world.write(CITY, "# looked at\n" + WORLD[CITY])
    assert body(diff("HEAD")) == ["no change of meaning; 1 file differs in form only"]


def test_touched_files_are_unchanged(world, first, diff):
    world.write(CITY, WORLD[CITY])
    (world.root / CITY).touch()
    assert body(diff("HEAD")) == ["no change of meaning"]


def test_two_commits_whatever_the_working_tree_holds(world, first, diff):
    suspend(world)
    second = commit(world.root)
    shutil.rmtree(world.root / "records/partnerships")
    told = "Harborview–Minatogawa: active → suspended (2022-03-08, by Harborview; armed conflict)"
    assert told in body(diff(first, second))
    assert "active → suspended" not in diff(second, second).out
    assert "suspended → active" in diff(second, first).out


def test_all_sorts_of_changes(world, first, diff):
    world.edit(ORG, "info@", "office@")
    world.edit(CITY, 'en = "Harborview"', 'en = "Harbor View"')
    world.write(
        "records/cities/us/o/us-or-new.toml",
        WORLD[CITY].replace("us-or-harborview", "us-or-new").replace("44.6", "43.1"),
    )
    git(world.root, "add", "-N", ".")
    assert body(diff("HEAD")) == [
        "Cities",
        "Harbor View: name (en) Harborview → Harbor View",
        "Harborview: new city (municipality, US-OR)",
        "Organisations",
        "Harborview Sister Cities: contact changed (primary): email info@harborview-sister-cities.example → office@harborview-sister-cities.example",
        "3 changes in 3 records",
    ]


def test_a_merged_and_a_withdrawn_record_are_told_apart(world, diff):
    twin = "records/cities/us/o/us-or-twin.toml"
    lost = "records/cities/us/o/us-or-lost.toml"
    for path, key in ((twin, "us-or-twin"), (lost, "us-or-lost")):
        world.write(path, WORLD[CITY].replace("us-or-harborview", key))
    commit(world.root, "Two more")
    (world.root / twin).unlink()
    world.edit(CITY, 'id = "us-or-harborview"', 'id = "us-or-harborview"\nformer_ids = ["us-or-twin"]')
    world.write(
        lost,
        'schema = 1\nid = "us-or-lost"\nstatus = "withdrawn"\n'
        'withdrawn = { reason = "entered-in-error", date = "2024-03" }\n',
    )
    told = body(diff("HEAD"))
    assert "Harborview (us-or-twin): merged into Harborview (us-or-harborview)" in told
    assert "Harborview: withdrawn (entered in error, 2024-03)" in told


def test_untracked_and_deleted_files(world, first, diff):
    (world.root / ORG).unlink()
    world.write("records/cities/us/o/us-or-new.toml", WORLD[CITY].replace("us-or-harborview", "us-or-new"))
    assert body(diff("HEAD"))[:4] == [
        "Cities", "Harborview: new city (municipality, US-OR)", "Organisations", "Harborview Sister Cities: organisation removed",
    ]  # fmt: skip


def test_broken_records_are_said_and_stop_nothing(world, first, diff):
    world.write(CITY, b"\xff\xfe")
    world.edit(PARTNERSHIP, "1988-05-20", "1988-05")
    assert body(diff("HEAD")) == [
        "Cities", "Harborview: cannot be read (encoding)", "Partnerships",
        "Minatogawa–Harborview: since 1988-05-20 → 1988-05", "2 changes in 2 records",
    ]  # fmt: skip
    commit(world.root)
    world.write(CITY, WORLD[CITY])
    assert "Harborview: can be read again (was: encoding)" in body(diff("HEAD"))


def test_links_and_huge_files_are_broken_records(world, first, diff, tmp_path):
    (tmp_path / "secret").write_text(WORLD[CITY].replace("Harborview", "Secret"))
    (world.root / CITY).unlink()
    (world.root / CITY).symlink_to(tmp_path / "secret")
    world.write(OTHER_CITY, WORLD[OTHER_CITY] + "#" * 300_000)
    done = diff("HEAD")
    assert "Secret" not in done.out
    assert "Minatogawa: cannot be read (unsafe)" in body(done)
    assert "Harborview: cannot be read" in done.out


def test_hostile_texts(world, first, diff):
    world.edit(CITY, 'en = "Harborview"', 'en = "=1+1\\u202E[x](http://a.example) <b>@me\\n# Z"')
    text = diff("HEAD").out
    assert "\u202e" not in text
    assert "\\u202e" in text
    assert "\n# Z" not in text
    page = diff("HEAD", "--format", "markdown").out
    assert "<b>" not in page
    assert "](http://" not in page
    assert "@me" not in page


def test_markdown(world, first, diff):
    suspend(world)
    done = diff("HEAD", "--format", "markdown")
    assert done.out == (
        f"### What changes\n\nHEAD ({first[:12]}) → working tree: 1 change in 1 record.\n\n**Partnerships**\n\n"
        "- Harborview–Minatogawa: active → suspended (2022-03-08, by Harborview; armed conflict)\n"
    )


def test_markdown_is_cut(world, first, diff):
    for number in range(1200):
        name = f"us-or-new{number}"
        world.write(
            f"records/cities/us/o/{name}.toml",
            WORLD[CITY].replace("us-or-harborview", name).replace("Harborview", "X" * 40),
        )
    done = diff("HEAD", "--format", "markdown")
    assert len(done.out.encode()) <= 60_000
    assert "more changes not shown here" in done.out
    assert len(body(diff("HEAD"))) == 1202


def closed(node):
    if isinstance(node, dict):
        if node.get("type") == "object" and "properties" in node:
            node = {**node, "additionalProperties": False}
        return {key: closed(child) for key, child in node.items()}
    return [closed(child) for child in node] if isinstance(node, list) else node


def test_json(world, first, diff):
    suspend(world)
    world.edit(CITY, 'level = "municipality"', 'level = "town"')
    world.write(OTHER_CITY, "# x\n" + WORLD[OTHER_CITY])
    (world.root / ORG).unlink()
    document = json.loads(diff("HEAD", "--format", "json").out)
    schema = closed(schemas.load("changes"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document, schema)
    assert document["from"] == {"name": "HEAD", "commit": first}
    assert document["to"] == {"name": "working tree", "commit": ""}
    assert document["form_only"] == [OTHER_CITY]
    assert document["summary"] == {"changes": 3, "records": {"cities": 1, "orgs": 1, "partnerships": 1}, "form_only": 1}
    status = next(change for change in document["changes"] if change["what"] == "status-changed")
    assert status == {
        "what": "status-changed", "collection": "partnerships", "id": PAIR, "path": PARTNERSHIP, "route": ["status"],
        "old": "active", "new": "suspended", "implied": False, "date": "2022-03-08", "by": ["us-or-harborview"], "reason": "armed-conflict",
        "text": "Harborview–Minatogawa: active → suspended (2022-03-08, by Harborview; armed conflict)",
    }  # fmt: skip
    assert [change["what"] for change in document["changes"] if change["implied"]] == ["event-added"]


def test_a_repository_in_a_subfolder(tmp_path, folder, screcords):
    folder.root = tmp_path / "top" / "sub"
    folder.write_all(WORLD)
    commit(tmp_path / "top")
    suspend(folder)
    commit(tmp_path / "top")
    for arguments in (("HEAD~1",), ("HEAD~1", "HEAD")):
        assert "active → suspended" in screcords("diff", *arguments, "--root", folder.root).out


@pytest.mark.parametrize("arguments", [("nowhere",), ("HEAD", "nowhere"), ("HEAD~9",), ("--", "--output=x"), ("",)])
def test_revisions_that_do_not_exist(world, first, diff, arguments):
    done = diff(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert "there is no revision" in done.err


def test_outside_git(world, diff):
    done = diff("HEAD")
    assert (done.code, done.out) == (2, "")
    assert "there is no git repository" in done.err


def test_a_shallow_clone(world, first, tmp_path, screcords):
    suspend(world)
    commit(world.root)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{world.root}", "clone")
    done = screcords("diff", "HEAD~1", "--root", tmp_path / "clone")
    assert (done.code, done.out) == (2, "")
    assert "the clone is shallow" in done.err


# Deltas


@pytest.fixture
def export(world, screcords, tmp_path):
    def run(name, *arguments):
        done = screcords("export", "json", "--to", tmp_path / name, "--root", world.root, *arguments)
        assert done.code == 0, done.err
        return tmp_path / name / "directory.json"

    return run


@pytest.fixture
def two(world, first, export):
    """The exports of two commits."""
    old = export("old")
    suspend(world)
    world.write(
        "records/cities/us/o/us-or-new.toml",
        WORLD[CITY]
        .replace("us-or-harborview", "us-or-new")
        .replace("Q990000001", "Q990000004")
        .replace("44.6", "43.1")
        .replace("Harborview", "Newport"),
    )
    world.write(
        "records/orgs/us/o/us-or-harborview-other.toml",
        'schema = 1\nid = "us-or-harborview-other"\nstatus = "withdrawn"\nwithdrawn = { reason = "privacy", date = "2024-03" }\n',
    )
    commit(world.root, day="2026-05-21")
    return old, export("new")


def test_a_delta_brings_an_export_up_to_date(world, two, diff, screcords, tmp_path):
    old, new = two
    assert old.read_bytes() != new.read_bytes()
    done = diff("HEAD~1", "HEAD", "--delta", tmp_path / "delta.json")
    assert (done.code, done.err) == (0, "")
    done = screcords("patch", old, tmp_path / "delta.json", "--to", tmp_path / "patched.json")
    assert (done.code, done.err) == (0, "")
    assert (tmp_path / "patched.json").read_bytes() == new.read_bytes()
    assert diff("HEAD~1", "--delta", tmp_path / "delta2.json").code == 0  # the working tree is clean, so it is the same
    assert (tmp_path / "delta2.json").read_bytes() == (tmp_path / "delta.json").read_bytes()


def test_a_delta_backwards_and_in_place(world, two, diff, screcords, tmp_path):
    old, new = two
    diff("HEAD", "HEAD~1", "--delta", tmp_path / "delta.json")
    assert screcords("patch", new, tmp_path / "delta.json", "--to", new).code == 0
    assert new.read_bytes() == old.read_bytes()
    assert screcords("patch", new, tmp_path / "delta.json", "--to", new).code == 0  # again changes nothing
    assert new.read_bytes() == old.read_bytes()


def test_a_delta_of_another_document(world, two, diff, screcords, tmp_path):
    old, _ = two
    diff("HEAD~1", "HEAD", "--delta", tmp_path / "delta.json")
    old.write_bytes(old.read_bytes() + b"\n")
    done = screcords("patch", old, tmp_path / "delta.json", "--to", tmp_path / "patched.json")
    assert (done.code, done.out) == (2, "")
    assert "the delta is for another document" in done.err
    assert not (tmp_path / "patched.json").exists()


def test_no_delta_takes_the_place_of_a_record(world, two, diff):
    before = world.read(CITY)
    done = diff("HEAD~1", "--delta", world.root / CITY)
    assert (done.code, done.out) == (2, "")
    assert "where only records are" in done.err
    assert world.read(CITY) == before


def test_no_patched_export_takes_the_place_of_a_record(world, screcords):
    for path in (PARTNERSHIP, "records/new.json"):
        before = {file: file.read_bytes() for file in world.root.rglob("*") if file.is_file()}
        export = world.root / CITY
        done = screcords("patch", export, export, "--to", world.root / path)
        assert done.code == 2
        assert "where only records are" in done.err
        assert {file: file.read_bytes() for file in world.root.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"delta": 2}', "\x00", "[" * 5000])
def test_what_is_no_delta(two, screcords, tmp_path, text):
    (tmp_path / "delta.json").write_text(text)
    done = screcords("patch", two[0], tmp_path / "delta.json", "--to", tmp_path / "patched.json")
    assert (done.code, done.out) == (2, "")
    assert "nothing was written" in done.err


def test_a_damaged_delta(world, two, diff, screcords, tmp_path):
    diff("HEAD~1", "HEAD", "--delta", tmp_path / "delta.json")
    text = (tmp_path / "delta.json").read_text()
    (tmp_path / "delta.json").write_text(text.replace("Newport", "Newark"))
    done = screcords("patch", two[0], tmp_path / "delta.json", "--to", tmp_path / "patched.json")
    assert done.code == 2
    assert "damaged" in done.err


def test_no_delta_of_broken_records(world, first, diff, tmp_path):
    world.write(CITY, "x")
    done = diff("HEAD", "--delta", tmp_path / "delta.json")
    assert done.code == 2
    assert "1 broken record in the working tree" in done.err
    assert not (tmp_path / "delta.json").exists()


def test_a_delta_that_cannot_be_written(world, first, diff, tmp_path):
    done = diff("HEAD", "--delta", tmp_path / "no" / "delta.json")
    assert (done.code, done.out) == (2, "")
    assert "nothing was changed" in done.err

"""An export as a whole: every byte of it, the same from anywhere, and all of it or nothing."""

import hashlib
import os
import shutil
from pathlib import Path

import pytest

from screcords.directory.licence import LICENCES
from screcords.directory.model import directory
from screcords.directory.tables import TABLES
from screcords.publish import exporter, sums
from screcords.repository.load import load
from screcords.rules.world import CITY, OTHER_CITY, PARTNERSHIP, WORLD

TABLE_FILES = [f"{table.name}.csv" for table in TABLES]
COMMITTED = ["ATTRIBUTION.txt", "directory.json", *TABLE_FILES]
"""The schema of the document and the small files follow from others that are committed."""


def digest(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def export(screcords, tmp_path):
    def run(folder, *arguments, target=None):
        return screcords(
            "export",
            "json",
            "csv",
            "--to",
            target or tmp_path / "out",
            "--root",
            folder.root,
            "--as-of",
            "2026-06-01",
            *arguments,
        )

    return run


def test_golden(features, export, tmp_path, golden):
    """`BLESS=1 pytest tests/publish` writes these files anew; the diff is what changes for those who use them."""
    done = export(features)
    assert (done.code, done.err) == (0, "")
    assert {path.name for path in (tmp_path / "out").glob("*.csv")} == set(TABLE_FILES)
    for name in COMMITTED:
        golden(f"export/{name}", (tmp_path / "out" / name).read_bytes())


def test_the_command_says_what_it_wrote(features, screcords, tmp_path):
    lines = screcords("export", "csv", "--to", tmp_path / "out", "--root", features.root).out.splitlines()
    assert [line.partition(" (")[0] for line in lines[:-1]] == [
        f"wrote {tmp_path / 'out' / name}" for name in ("ATTRIBUTION.txt", "SHA256SUMS", "*.csv")
    ]
    assert f"({len(TABLE_FILES)} files, " in lines[2]
    assert lines[-1] == "the export holds 12 cities, 3 organisations, 14 partnerships, usable under CC-BY-SA-4.0"


def test_folders_of_many_files_are_one_line(features, export, tmp_path):
    (line,) = [line for line in export(features).out.splitlines() if "files, " in line and "json" in line]
    count = sum(path.is_file() for path in (tmp_path / "out" / "json").rglob("*"))
    assert line.startswith(f"wrote {tmp_path / 'out' / 'json'}/ ({count} files, ")


BACKWARDS = """
import os, sys
scandir = os.scandir
class Found(list):
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def close(self): pass
os.scandir = lambda path=".": Found(sorted(scandir(path), key=lambda entry: entry.name, reverse=True))
listdir = os.listdir
os.listdir = lambda path=".": sorted(listdir(path), reverse=True)
from screcords.cli.main import main
main()
"""


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({"PYTHONHASHSEED": "0"}, ""), ({"PYTHONHASHSEED": "4242"}, ""), ({"TZ": "Pacific/Kiritimati"}, ""), ({"TZ": "America/Los_Angeles", "LC_ALL": "C"}, ""),
        ({"PYTHONHASHSEED": "7"}, BACKWARDS), ({"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}, ""),
    ],
    ids=["seed 0", "seed 4242", "far east", "far west", "backwards", "ascii"],
)  # fmt: skip
def test_the_same_bytes_from_anywhere(features, process, tmp_path, golden, environment, code):  # noqa: PLR0917 - fixtures
    done = process(
        "export",
        "csv",
        "json",
        "csv",
        "--to",
        tmp_path / "out",
        "--as-of",
        "2026-06-01",
        cwd=features.root,
        env=environment,
        code=code,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    for name in COMMITTED:
        golden(f"export/{name}", (tmp_path / "out" / name).read_bytes())


def test_all_formats_have_the_same_bytes_from_anywhere(features, process, tmp_path):
    """On one machine; those of SQLite, XLSX and Parquet also depend on the version of the library."""
    far = {"PYTHONHASHSEED": "99", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "86400"}
    found = []
    for name, environment, code in (("one", {"PYTHONHASHSEED": "1", "TZ": "UTC"}, ""), ("other", far, BACKWARDS)):
        arguments = ("export", "--all", "--to", tmp_path / name, "--as-of", "2026-06-01")
        done = process(*arguments, cwd=features.root, env=environment, code=code)
        assert (done.returncode, done.stderr) == (0, b"")
        found.append(digest(tmp_path / name))
    assert found[0] == found[1]
    assert len(found[0]) > 60


def test_the_way_there_does_not_matter(features, export, tmp_path, screcords, monkeypatch):
    export(features)
    monkeypatch.chdir(features.root / "records")
    assert screcords("export", "csv", "json", "--to", "../elsewhere", "--as-of", "2026-06-01").code == 0
    assert digest(features.root / "elsewhere") == digest(tmp_path / "out")


def test_exporting_again_changes_nothing(features, export, tmp_path):
    export(features)
    before = digest(tmp_path / "out")
    assert export(features).code == 0
    assert digest(tmp_path / "out") == before


# Targets


def test_folders_are_made(features, export, tmp_path):
    assert export(features, target=tmp_path / "a" / "b" / "c").code == 0
    assert (tmp_path / "a/b/c/cities.csv").is_file()


def test_files_of_others_stay(features, export, tmp_path):
    target = tmp_path / "out"
    (target / "sub").mkdir(parents=True)
    (target / "notes.txt").write_text("mine")
    (target / "sub" / "cities.csv").write_text("mine")
    assert export(features).code == 0
    assert (target / "notes.txt").read_text() == "mine"
    assert (target / "sub" / "cities.csv").read_text() == "mine"


@pytest.mark.parametrize("before", ["nothing", "an export", "sums of somebody else"])
def test_files_of_others_with_our_names_are_not_overwritten(features, export, tmp_path, before):
    target = tmp_path / "out"
    target.mkdir()
    if before == "an export":
        export(features)
    elif before == "sums of somebody else":
        (target / "SHA256SUMS").write_text(f"{hashlib.sha256(b'mine').hexdigest()}  cities.csv\n")
    (target / "cities.csv").write_text("mine")
    told = digest(target)
    done = export(features)
    assert (done.code, done.out) == (2, "")
    assert "that no export wrote or that were edited since: " in done.err
    assert "cities.csv" in done.err
    assert "--overwrite" in done.err
    assert digest(target) == told
    assert export(features, "--overwrite").code == 0
    assert (target / "cities.csv").read_text(encoding="utf-8").startswith("id,")
    assert export(features).code == 0


def checked(folder):
    """The files that the list of sums names, all of which are as it says."""
    told = dict(reversed(line.split("  ", 1)) for line in (folder / "SHA256SUMS").read_text().splitlines())
    assert {path: value for path, value in digest(folder).items() if path in told} == told
    return set(told)


def test_what_would_be_false_of_an_older_export_is_removed(features, screcords, tmp_path):
    target = tmp_path / "out"

    def run(*arguments):
        return screcords("export", *arguments, "--to", target, "--root", features.root, "--as-of", "2026-06-01")

    assert run("json", "icalendar", "datapackage", "edges").code == 0
    (target / "json" / "mine.txt").write_text("mine")
    edited = target / "json" / "countries" / "us.json"
    edited.write_text("edited")
    done = run("json", "csv", "icalendar", "--country", "FR")
    assert done.code == 0
    assert not (target / "datapackage.json").exists()
    assert not (target / "json" / "countries" / "jp.json").exists()
    assert not (target / "json" / "cities" / "jp").exists()
    assert not (target / "ics" / "countries" / "JP.ics").exists()
    assert (target / "json" / "mine.txt").read_text() == "mine"
    assert f"2 files of an older export stay in {target}: edges.csv, edges.tsv\n" in done.out
    assert f"of an older export removed from {target}: datapackage.json, " in done.out
    assert {"edges.csv", "cities.csv", "json/index.json"} <= checked(target)
    assert not {"json/mine.txt", "json/countries/us.json"} & checked(target)
    assert run("edges").code == 0
    assert "This is about the files of: edges." in (target / "ATTRIBUTION.txt").read_text(encoding="utf-8")
    assert "json/countries/us.json; --overwrite" in run("json", "csv").err
    edited.unlink()
    assert run("json", "csv").code == 0


def test_a_description_that_is_still_true_stays(features, screcords, tmp_path):
    for name in ("datapackage", "csv"):
        assert (
            screcords("export", name, "--to", tmp_path / "out", "--root", features.root, "--as-of", "2026-06-01").code
            == 0
        )
    assert "datapackage.json" in checked(tmp_path / "out")


def test_a_removal_that_fails_is_undone(features, export, tmp_path, monkeypatch):
    export(features)
    before = digest(tmp_path / "out")
    unlink = Path.unlink

    def failing(path, *arguments, **options):
        if path.name == "jp.json":
            raise OSError(5, "Input/output error", str(path))
        unlink(path, *arguments, **options)

    monkeypatch.setattr(Path, "unlink", failing)
    done = export(features, "--country", "FR")
    assert (done.code, done.out) == (2, "")
    monkeypatch.undo()
    assert digest(tmp_path / "out") == before


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "a/../../secret"])
def test_sums_that_lead_out_of_the_folder_are_not_ours(tmp_path, name):
    (tmp_path / "SHA256SUMS").write_text(f"{'0' * 64}  ATTRIBUTION.txt\n{'0' * 64}  {name}\n")
    assert sums.listed(tmp_path) == {}


def test_a_filter_that_matches_nothing_says_so(features, export):
    done = export(features, "--country", "FR", "--since", "2025")
    assert (done.code, done.err) == (0, "screcords: no partnership is like that, so the export is empty\n")


@pytest.mark.parametrize("place", ["records", "records/cities", "records/out", "records/../records/a/b"])
def test_exports_do_not_go_among_the_records(world, export, place):
    before = digest(world.root)
    done = export(world, target=world.root / place)
    assert (done.code, done.out) == (2, "")
    assert "where only records are" in done.err
    assert digest(world.root) == before
    assert not (world.root / "records" / "out").exists()


def test_nothing_is_left_beside_the_target(features, export, tmp_path):
    export(features)
    (tmp_path / "file").write_text("")
    export(features, target=tmp_path / "file")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "out", "repo"]


@pytest.fixture
def old(features, export, tmp_path):
    """An earlier export, and records that have changed since."""
    export(features)
    features.edit("records/cities/us/o/us-or-harborview.toml", 'en = "Harborview"', 'en = "Harbor View"')
    return digest(tmp_path / "out")


def test_a_target_that_is_a_file(features, export, tmp_path):
    (tmp_path / "out").write_text("mine")
    done = export(features)
    assert (done.code, done.out) == (2, "")
    assert done.err == f"screcords: cannot write {tmp_path / 'out'}: File exists; nothing was changed\n"
    assert (tmp_path / "out").read_text() == "mine"


def test_a_target_below_a_file(features, export, tmp_path):
    (tmp_path / "file").write_text("mine")
    done = export(features, target=tmp_path / "file" / "out")
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1


def test_a_folder_in_the_way(features, export, tmp_path, old):
    (tmp_path / "out" / "partnerships.csv").unlink()
    (tmp_path / "out" / "partnerships.csv").mkdir()
    before = digest(tmp_path / "out")
    done = export(features)
    assert (done.code, done.out) == (2, "")
    assert "a folder is in the way; nothing was changed" in done.err
    assert digest(tmp_path / "out") == before


def test_a_target_that_may_not_be_written(features, export, tmp_path, old, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: not (mode & os.W_OK and "out" in str(path)))
    done = export(features)
    assert (done.code, done.out) == (2, "")
    assert done.err == f"screcords: cannot write {tmp_path / 'out'}: no permission to write; nothing was changed\n"
    assert digest(tmp_path / "out") == old


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_permissions_of_the_file_system(features, export, tmp_path, old):
    (tmp_path / "out").chmod(0o555)
    try:
        assert export(features).code == 2
        assert digest(tmp_path / "out") == old
    finally:
        (tmp_path / "out").chmod(0o755)


@pytest.mark.parametrize("fails", [0, 1, 2, 7, 20, -1])
def test_a_move_that_fails_is_undone(features, export, tmp_path, old, monkeypatch, fails):  # noqa: PLR0917 - fixtures
    move = shutil.move

    def failing(source, target):
        if target == files[fails]:
            raise OSError(28, "No space left on device", str(target))
        return move(source, target)

    files = sorted(path for path in (tmp_path / "out").rglob("*") if path.is_file())
    (tmp_path / "out" / "directory.schema.json").unlink()
    before = digest(tmp_path / "out")
    monkeypatch.setattr(shutil, "move", failing)
    done = export(features)
    assert (done.code, done.out) == (2, "")
    assert done.err == f"screcords: cannot write {files[fails]}: No space left on device; nothing was changed\n"
    assert digest(tmp_path / "out") == before


def test_a_format_that_fails_changes_nothing(features, export, tmp_path, old, monkeypatch):
    def broken(_directory, target):
        (target / "cities.csv").write_text("half")
        raise OSError(28, "No space left on device")

    exporter.find("csv")
    monkeypatch.setitem(exporter._registered, "csv", exporter._registered["csv"]._replace(write=broken))
    done = export(features)
    assert done.code == 2
    assert digest(tmp_path / "out") == old


# Formats


def test_formats_are_the_files_of_the_folder():
    assert {"csv", "json", "sqlite", "xlsx", "datapackage"} <= set(exporter.names())
    for name in exporter.names():
        found = exporter.find(name)
        assert found.name == name
        assert found.title
    with pytest.raises(KeyError):
        exporter.find("pdf")


@pytest.mark.parametrize(("word", "hint"), [("jsn", "did you mean json?"), ("CSV", ""), ("pdf", "")])
def test_formats_that_do_not_exist(features, screcords, tmp_path, word, hint):
    done = screcords("export", "csv", word, "--to", tmp_path / "out", "--root", features.root)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f'screcords: there is no format "{word}"')
    assert hint in done.err
    assert not (tmp_path / "out").exists()


def test_one_format(features, screcords, tmp_path):
    assert screcords("export", "csv", "csv", "--to", tmp_path / "out", "--root", features.root).code == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"ATTRIBUTION.txt", "SHA256SUMS", *TABLE_FILES}


# Errors in the records


@pytest.fixture
def wrong(world):
    """Three cities, one of them broken, and a partnership of the broken one."""
    world.write(
        "records/cities/us/o/us-or-westview.toml",
        WORLD[CITY].replace("us-or-harborview", "us-or-westview").replace("Q990000001", "Q990000009"),
    )
    pair = "records/partnerships/jp/m/jp-minatogawa--us-or-westview.toml"
    text = (
        WORLD[PARTNERSHIP]
        .replace("us-or-harborview", "us-or-westview")
        .replace('orgs = ["us-or-westview-sister-cities"]\n', "")
    )
    world.write(pair, text)
    world.edit("records/cities/us/o/us-or-westview.toml", 'level = "municipality"', "level = municipality")
    return world


def test_errors_refuse(wrong, export, tmp_path):
    done = export(wrong)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(
        "screcords: 1 error in the records: `screcords lint` shows them; --force exports all the same"
    )
    assert not (tmp_path / "out").exists()


def test_force_leaves_the_broken_out_and_says_so(wrong, export, tmp_path):
    done = export(wrong, "--force")
    assert done.code == 0
    text = (tmp_path / "out" / "directory.json").read_text(encoding="utf-8")
    assert '"forced": true' in text
    assert "westview" not in text
    assert "MADE BY FORCE" in (tmp_path / "out" / "ATTRIBUTION.txt").read_text()
    assert "1 partnership left out, whose city is missing\n" in done.out
    assert "does not cover" not in done.out
    assert "1 broken file left out" in done.out


def test_the_reasons_for_leaving_out_are_counted_apart(features, export):
    """Two of a city whose file is broken, and those of the others that the licence does not cover."""
    covered = directory(load(features.root), licence="CC0-1.0")
    everything = directory(load(features.root))
    gone = {pair.id for pair in everything.ties["us-or-harborview"]}
    features.edit("records/cities/us/o/us-or-harborview.toml", "schema = 1", "schema = ")
    done = export(features, "--force", "--licence", "CC0-1.0")
    uncovered = len(set(everything.partnerships) - set(covered.partnerships) - gone)
    assert done.code == 0
    assert f"{len(gone)} partnerships left out, of which a city is missing\n" in done.out
    assert f"{uncovered} partnership" in done.out
    assert " left out, which CC0-1.0 does not cover\n" in done.out


def test_what_the_settings_hide_is_still_said(wrong, export):
    """Somebody may have silenced the rule; the export says all the same that a file is missing in it."""
    wrong.write("screcords.toml", '[lint]\nignore = ["SCR001"]\n')
    done = export(wrong)
    assert done.code == 0
    assert "1 broken file left out" in done.out


def test_force_on_sound_records_marks_nothing(world, export, tmp_path):
    assert export(world, "--force").code == 0
    assert '"forced": false' in (tmp_path / "out" / "directory.json").read_text(encoding="utf-8")
    assert "FORCE" not in (tmp_path / "out" / "ATTRIBUTION.txt").read_text()


def test_warnings_and_advice_do_not_refuse(world, export):
    world.edit(CITY, 'wikidata = "Q990000001"\n', "")
    world.edit(OTHER_CITY, 'level = "municipality"', 'level="municipality"')
    assert export(world).code == 0


def test_build_checks_and_exports(world, screcords, tmp_path):
    done = screcords("build", "--to", tmp_path / "out", "--root", world.root, "--as-of", "2026-06-01")
    assert (done.code, done.err) == (0, "")
    assert "0 errors, 0 warnings" in done.out
    assert "the export holds 2 cities, 1 organisation, 1 partnership" in done.out
    assert {"directory.json", "cities.csv"} <= {path.name for path in (tmp_path / "out").iterdir()}


def test_build_stops_at_errors(wrong, screcords, tmp_path):
    done = screcords("build", "--to", tmp_path / "out", "--root", wrong.root, "--as-of", "2026-06-01")
    assert done.code == 1
    assert "error[SCR001]" in done.out
    assert done.err == "nothing was written: mend the errors first\n"
    assert not (tmp_path / "out").exists()


# Licences


@pytest.mark.parametrize("licence", LICENCES)
def test_a_licence_leaves_out_what_it_does_not_cover(features, export, tmp_path, golden, licence):
    done = export(features, "--licence", licence)
    assert done.code == 0
    golden(f"export-{licence}/partnerships.csv", (tmp_path / "out" / "partnerships.csv").read_bytes())
    golden(f"export-{licence}/ATTRIBUTION.txt", (tmp_path / "out" / "ATTRIBUTION.txt").read_bytes())
    everything = directory(load(features.root))
    some = directory(load(features.root), licence=licence)
    assert set(some.cities) <= set(everything.cities)
    assert ("left out" in done.out) == (len(some.partnerships) < len(everything.partnerships))


def test_an_unknown_licence(features, export):
    assert export(features, "--licence", "MIT").code == 2

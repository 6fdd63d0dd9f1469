"""`screcords export`: all formats, those of other packages, those that lack a library, and a chosen part."""

import csv
import errno
import importlib.metadata
import os
import subprocess
import sys
from pathlib import Path

import pytest

from screcords.publish import exporter, workers


@pytest.fixture
def export(features, screcords, tmp_path):
    def run(*arguments, target=tmp_path / "out"):
        return screcords("export", *arguments, "--to", target, "--root", features.root, "--as-of", "2026-06-01")

    return run


@pytest.fixture
def pairs(export, tmp_path):
    """The partnerships that an export of a part holds."""

    def run(*arguments):
        done = export("csv", *arguments)
        assert (done.code, done.err) == (0, "")
        with (tmp_path / "out" / "partnerships.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file)), done.out

    return run


# A part


@pytest.mark.parametrize(
    ("arguments", "holds"),
    [
        (["--country", "JP"], lambda row: "JP" in (row["country_a"], row["country_b"])),
        (["--country", "Japan"], lambda row: "JP" in (row["country_a"], row["country_b"])),
        (["--country", "JP", "--country", "FR"], lambda row: {"JP", "FR"} & {row["country_a"], row["country_b"]}),
        (["--city", "湊川市"], lambda row: "jp-minatogawa" in row["id"]),
        (["--city", "us-or-harborview"], lambda row: "us-or-harborview" in row["id"]),
        (["--kind", "friendship"], lambda row: row["kind"] == "friendship"),
        (["--status", "terminated", "--status", "historic"], lambda row: row["status"] in {"terminated", "historic"}),
        (["--in-force"], lambda row: row["in_force"] == "true"),
        (["--since", "2000"], lambda row: row["since"] >= "2000"),
        (["--country", "DE", "--in-force"], lambda row: "DE" in (row["country_a"], row["country_b"]) and row["in_force"] == "true"),
    ],
)  # fmt: skip
def test_a_part(pairs, tmp_path, arguments, holds):
    everything, _ = pairs()
    found, said = pairs(*arguments)
    assert found == [row for row in everything if holds(row)]
    assert 0 < len(found) < len(everything)
    assert f"{len(everything) - len(found)} partnership" in said
    assert "A PART of the directory only: " in (tmp_path / "out" / "ATTRIBUTION.txt").read_text(encoding="utf-8")
    with (tmp_path / "out" / "cities.csv").open(encoding="utf-8", newline="") as file:
        cities = {row["id"] for row in csv.DictReader(file)}
    assert cities == {row[f"city_{side}"] for row in found for side in "ab"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--country", "Atlantis"], 'there is no country "Atlantis"'),
        (["--kind", "sisters"], 'there is no kind "sisters"; did you mean sister?'),
        (["--kind", "twinning"], 'there is no kind "twinning"; did you mean sister?'),
        (["--status", "xyz"], 'there is no status "xyz"; there are proposed, active'),
        (["--since", "May 1990"], '--since "May 1990" is no date'),
        (["--city", "Harborveiw"], "us-or-harborview"),
        (["--status", "withdrawn"], 'there is no status "withdrawn"'),
    ],
)
def test_what_does_not_exist(export, tmp_path, arguments, message):
    done = export("csv", *arguments)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert not (tmp_path / "out").exists()


# Formats


@pytest.fixture
def light(monkeypatch):
    """Only the formats that need nothing, so that this is about `--all` and not about them."""
    monkeypatch.setattr(exporter, "own_names", lambda: ["csv", "edges", "sqlite", "xlsx"])


def test_all_formats(export, light, tmp_path):
    done = export("--all")
    assert (done.code, done.err) == (0, "")
    assert {"cities.csv", "directory.sqlite", "directory.xlsx"} <= {path.name for path in (tmp_path / "out").iterdir()}


def test_a_library_that_is_missing(export, light, tmp_path, monkeypatch):
    find = exporter.find
    monkeypatch.setattr(
        exporter, "find", lambda name: find(name)._replace(requires=("no_such_module",)) if name == "xlsx" else find(name)
    )  # fmt: skip
    done = export("--all")
    assert done.code == 0
    assert done.err == (
        "screcords: left out: xlsx needs no_such_module; install it with: pip install 'screcords[xlsx]'\n"
    )
    assert not (tmp_path / "out" / "directory.xlsx").exists()
    asked = export("xlsx", target=tmp_path / "other")
    assert (asked.code, asked.out) == (2, "")
    assert "pip install 'screcords[xlsx]'" in asked.err
    assert not (tmp_path / "other").exists()


def test_no_format(export):
    done = export()
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("screcords: name a format, or --all; there are ")


@pytest.mark.parametrize("name", exporter.own_names())
def test_what_a_format_lacks_is_installed_by_an_extra(name):
    """The command that is named for it exists, and brings what is required."""
    found = exporter.find(name)
    extra = found.extra or name
    for module in found.requires:
        wanted = [line for line in importlib.metadata.requires("screcords") or [] if f'extra == "{extra}"' in line.replace("'", '"')]  # fmt: skip
        text = Path(__file__).parents[2].joinpath("pyproject.toml").read_text(encoding="utf-8")
        assert any(line.lower().startswith(module) for line in wanted) or f'{extra} = ["{module}' in text


PLUGIN = """
from screcords.publish.exporter import exporter

@exporter("names", title="Names of cities, one a line", leaves_out=("everything else",))
def write(directory, target):
    lines = [city.name["en"] + "\\n" for city in directory.cities.values()]
    (target / "names.txt").write_text("".join(lines), encoding="utf-8")
"""


@pytest.fixture
def plugin(tmp_path, monkeypatch):
    """A package of somebody else that brings a format, as installing it would leave it."""
    site = tmp_path / "site"
    about = site / "screcords_names-1.0.dist-info"
    about.mkdir(parents=True)
    (site / "screcords_names.py").write_text(PLUGIN)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: screcords-names\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(
        "[screcords.exporters]\nnames = screcords_names:write\ncsv = screcords_names:write\nbroken = no_such_module:write\n"
    )
    monkeypatch.syspath_prepend(site)
    yield
    exporter._registered.pop("names", None)
    sys.modules.pop("screcords_names", None)


def test_a_format_of_another_package(plugin, export, tmp_path):
    done = export("names")
    assert (done.code, done.err) == (0, "")
    assert "Harborview\n" in (tmp_path / "out" / "names.txt").read_text(encoding="utf-8")
    assert exporter.find("names").leaves_out == ("everything else",)


def test_our_formats_cannot_be_replaced(plugin, export, tmp_path):
    assert export("csv").code == 0
    assert (tmp_path / "out" / "cities.csv").is_file()


def test_a_broken_package_stops_only_itself(plugin, export, light, tmp_path):
    assert "broken" in exporter.names()
    asked = export("broken")
    assert (asked.code, asked.out) == (2, "")
    assert "the format broken (no_such_module:write) cannot be loaded" in asked.err
    done = export("--all")
    assert done.code == 0
    assert "left out: the format broken" in done.err
    assert (tmp_path / "out" / "names.txt").is_file()


# The whole


def test_the_export_knows_its_day_and_its_commit(features, screcords, tmp_path):
    def git(*arguments):
        who = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
        done = subprocess.run(["git", *who, *arguments], cwd=features.root, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "records", "--date", "2026-05-31T12:00:00Z")
    head = git("rev-parse", "HEAD")
    clean = screcords("export", "datapackage", "--to", tmp_path / "clean", "--root", features.root)
    assert clean.code == 0
    assert f'"revision": "{head}"' in (tmp_path / "clean" / "datapackage.json").read_text(encoding="utf-8")
    with (tmp_path / "clean" / "cities.csv").open(encoding="utf-8", newline="") as file:
        assert all(len(row["created"]) == 10 for row in csv.DictReader(file))
    path = features.root / "records/cities/us/o/us-or-harborview.toml"
    path.write_text(path.read_text(encoding="utf-8") + "# looked at\n", encoding="utf-8")
    assert screcords("export", "datapackage", "--to", tmp_path / "dirty", "--root", features.root).code == 0
    assert '"revision"' not in (tmp_path / "dirty" / "datapackage.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", exporter.own_names())
def test_a_full_disk_leaves_the_old_export(export, tmp_path, monkeypatch, name):
    """Whichever way a format opens its files, a disk that is full while it writes changes nothing in the target."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.txt").write_text("mine")
    found = exporter.find(name)

    def full(directory, target):
        found.write(directory, target)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target / "x"))

    monkeypatch.setattr(exporter, "in_order", lambda _formats: [found._replace(write=full, includes=())] if name != "datapackage" else [exporter.find("csv"), found._replace(write=full)])  # fmt: skip
    done = export(name)
    assert (done.code, done.out) == (2, "")
    assert "No space left on device; nothing was changed" in done.err
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["notes.txt"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "repo"]


@pytest.mark.parametrize("name", exporter.own_names())
def test_an_empty_repository(folder, screcords, tmp_path, name):
    (folder.root / "records").mkdir()
    done = screcords("export", name, "--to", tmp_path / "out", "--root", folder.root, "--as-of", "2026-06-01")
    assert (done.code, done.err) == (0, "")
    assert "the export holds 0 cities, 0 organisations, 0 partnerships" in done.out


def files(folder):
    return {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_two_processes_write_the_same(export, tmp_path, monkeypatch):
    export("csv", "json", "sqlite", "datapackage", target=tmp_path / "one")
    monkeypatch.setattr("screcords.cli.export.WORTH_TWO", 0)
    monkeypatch.setattr("screcords.cli.export._cores", lambda: 2)
    done = export("csv", "json", "sqlite", "datapackage", target=tmp_path / "two")
    assert (done.code, done.err) == (0, "")
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_a_failure_in_another_process_changes_nothing(export, tmp_path, monkeypatch):
    monkeypatch.setattr("screcords.cli.export.WORTH_TWO", 0)
    monkeypatch.setattr("screcords.cli.export._cores", lambda: 2)

    def full(_directory, target):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target / "cities.csv"))

    exporter.find("csv")
    monkeypatch.setitem(exporter._registered, "csv", exporter._registered["csv"]._replace(write=full))
    done = export("csv", "json", "edges")
    assert (done.code, done.out) == (2, "")
    assert "No space left on device; nothing was changed" in done.err
    assert not (tmp_path / "out").exists()
    assert workers._task is None


def test_progress_is_for_terminals_only(export, tmp_path, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    done = export("csv", "edges")
    assert "[0/2] csv" in done.err or "[0/2] edges" in done.err
    assert done.err.endswith("\r\x1b[2K")
    assert "\x1b" not in done.out

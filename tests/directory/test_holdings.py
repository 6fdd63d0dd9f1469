"""What queries read off an SQLite export is what they read off the records."""

import importlib.util
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
import query_world

from screcords.directory.holdings import Whole
from screcords.directory.model import directory
from screcords.directory.stored import NotAnExportError, Stored
from screcords.model.dates import Date
from screcords.model.record import plain
from screcords.publish.exporter import export
from screcords.repository.load import load

HERE = Path(__file__).parent


def module(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def features():
    found = directory(load(HERE.parent / "golden" / "features"))
    return replace(found, today=Date.parse("2026-06-01"), revision="0" * 40)


def world(tmp_path):
    for path, text in query_world.tree().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return replace(directory(load(tmp_path)), today=Date.parse("2026-06-01"))


@pytest.fixture(params=["features", "world"])
def both(request, tmp_path):
    """The same directory, whole and stored."""
    found = features() if request.param == "features" else world(tmp_path / "repo")
    export(found, ["sqlite"], tmp_path / "out")
    return Whole(found), Stored(tmp_path / "out" / "directory.sqlite")


def bare(record):
    return msgspec.structs.replace(record, allow=())


def same(one, other):
    for name in ("cities", "orgs", "partnerships"):
        found = {key: bare(record) for key, record in getattr(one, name).items()}
        assert found == getattr(other, name), name
        assert list(found) == list(getattr(other, name)), name
    assert (one.today, one.licence, one.forced, one.revision) == (
        other.today,
        other.licence,
        other.forced,
        other.revision,
    )


def test_records_come_back_as_they_were(both):
    whole, stored = both
    same(whole.whole(), stored.whole())


def test_no_value_is_lost(tmp_path):
    found = module(HERE.parent / "publish" / "sentinel.py").directory()
    export(found, ["sqlite"], tmp_path)
    back = Stored(tmp_path / "directory.sqlite").whole()
    for name in ("cities", "orgs", "partnerships"):
        for key, record in getattr(found, name).items():
            one, other = plain(bare(record)), plain(getattr(back, name)[key])
            for dispute in one.get("disputes", ()):
                dispute["value"] = str(dispute["value"])  # a column has one type
            assert one == other, name


def test_short_rows_are_the_same(both):
    whole, stored = both
    assert whole.places == stored.places
    assert list(whole.places) == list(stored.places)
    assert whole.ties == stored.ties
    assert {name[:3] for name in whole.names()} == {name[:3] for name in stored.names()}
    assert sorted(whole.texts()) == sorted(stored.texts())
    for key in whole.places:
        assert stored.place(key) == whole.place(key)


def test_parts_are_the_same(both):
    whole, stored = both
    for key in whole.places:
        same(whole.around((key,)), stored.around((key,)))
    ids = [tie.id for tie in whole.ties]
    same(whole.between(ids[:3]), stored.between(ids[:3]))
    for org in whole.whole().orgs:
        assert whole.city_of(org) == stored.city_of(org)
        assert whole.has_org(org)
        assert stored.has_org(org)
        same(whole.around((), (org,)), stored.around((), (org,)))


def test_ids_that_are_gone(both):
    whole, stored = both
    found = whole.whole()
    for collection, former in found.redirects.items():
        for old, new in former.items():
            assert whole.successor(collection, old) == stored.successor(collection, old) == new
        assert stored.successor(collection, "none") is None
    for collection, stones in found.tombstones.items():
        for key in stones:
            assert whole.tombstone(collection, key) == stored.tombstone(collection, key)
            assert stored.tombstone(collection, key).date


def test_outside_identifiers(both):
    whole, stored = both
    for city in whole.whole().cities.values():
        for code in (*city.identifiers, city.unlocode, str(city.geonames)):
            if code and code != "None":
                assert whole.coded(code) == stored.coded(code) == [("cities", city.id)]


def test_another_day(tmp_path):
    export(features(), ["sqlite"], tmp_path)
    assert str(Stored(tmp_path / "directory.sqlite", "2030-01-01").today) == "2030-01-01"


@pytest.mark.parametrize("content", [None, b"", b"no database", b"SQLite format 3\0" + b"\0" * 200])
def test_files_that_are_no_export(tmp_path, content):
    path = tmp_path / "x.sqlite"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(NotAnExportError):
        Stored(path)


def test_an_export_that_is_cut_off(tmp_path):
    export(features(), ["sqlite"], tmp_path)
    path = tmp_path / "directory.sqlite"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(NotAnExportError):
        Stored(path).whole()

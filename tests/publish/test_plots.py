"""Plots: well-formed SVG that says what it shows, the same bytes each time, and nothing that a name could do in it."""

import pytest
from lxml import etree

from screcords.directory.model import directory
from screcords.directory.series import Series, Statistics
from screcords.directory.statistics import statistics
from screcords.publish.plots import PLOTS, axes, draw, save
from screcords.publish.plots.svg import Drawing, short, text_of
from screcords.reference import countries
from screcords.repository.load import load

SVG = "{http://www.w3.org/2000/svg}"
FILES = {f"{name}.svg" for name in PLOTS}


@pytest.fixture
def plots(features):
    return draw(statistics(directory(load(features.root))))


def test_every_plot(plots):
    assert set(plots) == FILES
    for name, svg in plots.items():
        root = etree.fromstring(svg.encode())
        assert root.tag == f"{SVG}svg"
        ids = [element.get("id") for element in root.iter() if element.get("id")]
        assert root.get("aria-labelledby").split() == ids[:2]
        assert root.get("role") == "img"
        assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
        assert all(child.text.strip() for child in list(root)[:2])
        assert {element.tag for element in root.iter()} <= {
            SVG + tag for tag in ("svg", "title", "desc", "rect", "line", "text", "path", "circle")
        }
        assert ids[0].startswith(name.removesuffix(".svg"))


def test_everything_lies_on_the_page(plots):
    for svg in plots.values():
        root = etree.fromstring(svg.encode())
        width, height = (float(root.get(name)) for name in ("width", "height"))
        for element in root.iter(f"{SVG}rect", f"{SVG}text", f"{SVG}circle"):
            x, y = (float(element.get(name) or element.get(f"c{name}") or 0) for name in "xy")
            assert 0 <= x <= width
            assert 0 <= y <= height
            assert float(element.get("width") or 0) >= 0
            assert float(element.get("height") or 0) >= 0


def test_numbers_are_those_of_the_tables(features, plots):
    found = statistics(directory(load(features.root)))
    root = etree.fromstring(plots["countries.svg"].encode())
    told = {title.text for title in root.iter(f"{SVG}title")}
    for one, other, count, _ in found.get("country-pairs").rows:
        assert f"{countries.name(one)} and {countries.name(other)}: {count:,}" in told
    root = etree.fromstring(plots["lengths.svg"].encode())
    told = [title.text for title in root.iter(f"{SVG}title")][1:]
    assert told == [f"{low:,} to {high:,} km: {count:,}" for low, high, count in found.get("lengths").rows]
    circles = etree.fromstring(plots["degrees.svg"].encode()).iter(f"{SVG}circle")
    assert len(list(circles)) == len(found.get("degrees").rows)


def test_the_same_bytes(features, plots, screcords, tmp_path):
    assert draw(statistics(directory(load(features.root)))) == plots
    done = screcords("stats", "--root", features.root, "--as-of", "2026-06-01", "--plot", tmp_path / "out")
    assert (done.code, done.err) == (0, "")
    assert {line.rpartition("/")[2] for line in done.out.splitlines()} == FILES
    again = screcords("stats", "--root", features.root, "--as-of", "2026-06-01", "--plot", tmp_path / "again")
    assert again.code == 0
    for name in FILES:
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_golden(features, screcords, tmp_path, golden):
    screcords("stats", "--root", features.root, "--as-of", "2026-06-01", "--plot", tmp_path / "out")
    for name in sorted(FILES):
        golden(f"stats/{name}", (tmp_path / "out" / name).read_bytes())


def test_nothing_to_draw(folder):
    (folder.root / "records").mkdir()
    assert draw(statistics(directory(load(folder.root)))) == {}


def test_a_single_partnership(world):
    plots = draw(statistics(directory(load(world.root))))
    for svg in plots.values():
        etree.fromstring(svg.encode())
        assert "nan" not in svg.lower().replace("finance", "")
    assert set(plots) == FILES


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "a\"b'c&d", "\x00\x1b[31m", "\u202eevil", "]]>", "\ud800"]
)
def test_names_do_nothing(name):
    degrees = Series("degrees", "Degrees", ("degree", "nodes", "share_with_as_many"), ((1, 3, 1.0), (3, 1, 0.25)))
    central = Series("central", "Most central", ("measure", "rank", "id", "value"), (("degree", 1, name, 3),), keys=3)
    svg = draw(Statistics({"edges_of": name}, (degrees, central)))["degrees.svg"]
    root = etree.fromstring(svg.encode())
    assert not list(root.iter(f"{SVG}script"))
    assert any(text.text.startswith("Degrees in ") for text in root.iter(f"{SVG}text"))


def test_edges_draw_only_degrees(screcords, tmp_path):
    (tmp_path / "ring").write_text("a b\nb c\nc a\n")
    done = screcords("stats", "--edges", tmp_path / "ring", "--plot", tmp_path / "out")
    assert done.code == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["degrees.svg"]


def test_other_files_stay_and_a_folder_in_the_way_is_said(features, screcords, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.svg").write_text("mine")
    (out / "lengths.svg").mkdir()
    (out / "growth.svg").write_text("old")
    done = screcords("stats", "--root", features.root, "--plot", out)
    assert done.code == 2
    assert "nothing was changed" in done.err
    assert (out / "growth.svg").read_text() == "old"
    (out / "lengths.svg").rmdir()
    assert screcords("stats", "--root", features.root, "--plot", out).code == 0
    assert {path.name for path in out.iterdir()} == FILES | {"mine.svg"}


def test_not_into_the_records(features, screcords):
    done = screcords("stats", "--root", features.root, "--plot", features.root / "records" / "plots")
    assert done.code == 2
    assert "where only records are" in done.err


def test_a_write_that_fails_leaves_all_as_it_was(tmp_path, monkeypatch):
    (tmp_path / "a.svg").write_text("old")
    monkeypatch.setattr("pathlib.Path.write_text", lambda *_, **__: (_ for _ in ()).throw(OSError(28, "No space left")))
    with pytest.raises(OSError, match="No space"):
        save({"a.svg": "new"}, tmp_path)
    monkeypatch.undo()
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.svg", "old")]


def test_scales():
    assert axes.ticks(0, 500) == [0, 100, 200, 300, 400, 500]
    assert axes.ticks(1949, 2012, 9) == [1950, 1960, 1970, 1980, 1990, 2000, 2010]
    assert axes.ticks(0, 3) == [0, 1, 2, 3]
    assert [axes.ceiling(value) for value in (0, 1, 7, 479, 4236)] == [1, 1, 8, 500, 5000]
    assert axes.spaced([10, 12, 50], 15, 0, 60) == [10, 25, 50]
    assert axes.spaced([55, 58], 15, 0, 60) == [45, 60]


def test_numbers_in_paths():
    assert [short(value) for value in (0.0, -0.0, 1.5, 100.0, 3.14159, -0.001, 0.001, -2.5)] == [
        "0", "0", "1.5", "100", "3.14", "0", "0", "-2.5",
    ]  # fmt: skip


def test_text():
    assert text_of("a<b>&\"'\x07") == "a&lt;b&gt;&amp;&quot;&#x27;\\u0007"
    drawing = Drawing("x", 10, 10)
    drawing.text(1, 2, "<")
    etree.fromstring(drawing.document("t", "d").encode())

"""The boxes of countries: Natural Earth's polygons, each given to its ISO code, cut where that saves much."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pycountry

from tools.reference.sources import NPM, Sources, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Point = tuple[float, float]  # longitude, latitude
Ring = list[Point]
Box = tuple[float, float, float, float]  # latitude from, to, longitude from, to

# Areas that Natural Earth draws for themselves, under the country that GeoNames has their places in.
UNNUMBERED = {
    "Akrotiri": "CY",
    "Ashmore and Cartier Is.": "AU",
    "Baikonur": "KZ",
    "Coral Sea Is.": "AU",
    "Cyprus U.N. Buffer Zone": "CY",
    "Dhekelia": "CY",
    "Indian Ocean Ter.": "AU",
    "Kosovo": "XK",
    "N. Cyprus": "CY",
    "Siachen Glacier": "IN",
    "Somaliland": "SO",
    "USNB Guantanamo Bay": "CU",
}
# Nobody lives there and no code is theirs: Clipperton, and banks that several claim.
NOWHERE = {"Bajo Nuevo Bank", "Clipperton I.", "Scarborough Reef", "Serranilla Bank", "Spratly Is."}

# Parts of country-coder without a code of their own, where the code is not that of the country they hang under.
PARTS = {
    "Alderney": "GG",
    "Bonaire": "BQ",
    "Crimea": "UA",
    "Guernsey": "GG",
    "Jan Mayen": "SJ",
    "Saba": "BQ",
    "Saint Helena": "SH",
    "Sint Eustatius": "BQ",
    "Svalbard": "SJ",
    "Crozet Islands": "TF",
    "Kerguelen Islands": "TF",
    "Saint-Paul and Amsterdam": "TF",
    "Scattered Islands": "TF",
}
FOLDED = {"FX": "FR", "IC": "ES", "AC": "SH", "TA": "SH", "CQ": "GG", "DG": "IO"}
# The parallel between Morocco and Western Sahara.
SAHARA = 27.6667

PRICE = (
    1.5  # square degrees that one box more must save: boxes are cut, and joined, so that area + PRICE * number is small
)
ANTARCTICA: Box = (-90.0, -60.0, -180.0, 180.0)


def _numeric() -> dict[str, str]:
    return {record.numeric: record.alpha_2 for record in pycountry.countries}


def _arcs(topology: dict[str, Any]) -> list[Ring]:
    """The lines of a TopoJSON file, undone from whole numbers and differences."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            line.append((x * kx + dx, y * ky + dy))
        lines.append(line)
    return lines


def _ring(arcs: list[Ring], numbers: list[int]) -> Ring:
    """A ring put together, with longitudes that run on over the antimeridian."""
    points: Ring = []
    for number in numbers:
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += line[1:] if points else line
    turn, made = 0.0, [points[0]]
    for (before, _), (x, y) in pairwise(points):
        if x - before > 180:
            turn -= 360
        elif x - before < -180:
            turn += 360
        made.append((x + turn, y))
    return made


def _inside(x: float, y: float, ring: Ring) -> bool:
    """Whether a point lies in a ring (even-odd rule)."""
    found = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            found = not found
    return found


def _clip(ring: Ring, axis: int, at: float, *, below: bool) -> Ring:
    """The part of a ring on one side of a line (Sutherland and Hodgman); edges along the line do no harm to a box."""
    sign = 1 if below else -1
    made: Ring = []
    for start, end in zip(ring, ring[1:] + ring[:1], strict=True):
        a, b = (start[axis] - at) * sign, (end[axis] - at) * sign
        if a <= 0:
            made.append(start)
        if (a < 0 < b) or (b < 0 < a):
            share = a / (a - b)
            made.append((start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share))
    return made


def _turned(ring: Ring) -> Iterator[Ring]:
    """A ring cut at the antimeridian, each part within -180 and 180."""
    for shift in (-360, 0, 360):
        moved = [(x + shift, y) for x, y in ring]
        part = _clip(_clip(moved, 0, 180, below=True), 0, -180, below=False)
        if len(part) > 2:
            yield part


def _box(ring: Ring) -> Box:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return min(ys), max(ys), min(xs), max(xs)


def _area(box: Box) -> float:
    return (box[1] - box[0]) * (box[3] - box[2])


def _cuts(ring: Ring, whole: Box) -> Iterator[tuple[float, Ring, Ring]]:
    """Ways to cut a ring in two, with the area of the two boxes."""
    for axis, low, high in ((0, whole[2], whole[3]), (1, whole[0], whole[1])):
        for step in (1, 2, 3, 4, 5):
            at = low + (high - low) * step / 6
            first, second = _clip(ring, axis, at, below=True), _clip(ring, axis, at, below=False)
            if len(first) > 2 and len(second) > 2:
                yield _area(_box(first)) + _area(_box(second)), first, second


def _split(ring: Ring, depth: int = 9) -> list[Box]:
    """Boxes around a ring: cut in two, and again, and kept so where that saves more than the boxes cost."""
    whole = _box(ring)
    if depth and _area(whole) > PRICE:
        _, first, second = min(_cuts(ring, whole), key=lambda cut: cut[0])
        parts = _split(first, depth - 1) + _split(second, depth - 1)
        if sum(map(_area, parts)) + PRICE * (len(parts) - 1) < _area(whole):
            return parts
    return [whole]


def _union(a: Box, b: Box) -> Box:
    return min(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), max(a[3], b[3])


def _overlap(a: Box, b: Box) -> float:
    height, width = min(a[1], b[1]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[2], b[2])
    return height * width if height > 0 and width > 0 else 0.0


def _growth(a: Box, b: Box) -> float:
    """The area that two boxes as one have more than apart."""
    return _area(_union(a, b)) - _area(a) - _area(b) + _overlap(a, b)


def _merged(boxes: list[Box]) -> list[Box]:
    """Boxes joined while that costs less than it saves, the nearest first."""
    left = list(boxes)
    while len(left) > 1:
        growth, i, j = min((_growth(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(left[:i]))
        if growth > PRICE:
            break
        left[j] = _union(left[i], left[j])
        del left[i]
    return left


def _coarse(boxes: list[Box]) -> list[Box]:
    """Long lists of islands joined cell by cell of half a degree first."""
    cells: dict[tuple[int, int], Box] = {}
    large = []
    for box in boxes:
        if _area(box) > PRICE:
            large.append(box)
        else:
            cell = math.floor(box[0] * 2), math.floor(box[2] * 2)
            cells[cell] = _union(cells[cell], box) if cell in cells else box
    return large + list(cells.values())


class Owner:
    """Which code an area has, by country-coder's borders."""

    def __init__(self, sources: Sources) -> None:
        """Read the borders."""
        self.areas: list[tuple[str, str, Box, Ring]] = []
        for feature in sources.json("@rapideditor/country-coder", "src/data/borders.json")["features"]:
            facts = feature["properties"]
            parent = facts.get("country", "")
            code = PARTS.get(facts["nameEn"]) or facts.get("iso1A2") or parent
            for polygon in (feature["geometry"] or {"coordinates": []})["coordinates"]:
                ring = [(x, y) for x, y in polygon[0]]
                self.areas.append((FOLDED.get(code, code), parent, _box(ring), ring))

    def _of(self, x: float, y: float, country: str) -> str:
        for code, parent, box, ring in self.areas:
            near = box[0] <= y <= box[1] and box[2] <= x <= box[3]
            if near and code != country and (parent == country or code == "UA") and _inside(x, y, ring):
                return code
        return country

    def of(self, ring: Ring, country: str) -> str:
        """The code of most points of a ring: the country's, or one of an area that hangs under it."""
        points = ring[:: max(1, len(ring) // 15)]
        return Counter(self._of(x, y, country) for x, y in points).most_common(1)[0][0]


def _polygons(sources: Sources) -> Iterator[tuple[str, Ring]]:
    """Natural Earth's polygons (outer rings), with the code of the country they are drawn under."""
    topology = sources.json("world-atlas", "countries-10m.json")
    arcs, codes = _arcs(topology), _numeric()
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        if name in NOWHERE or geometry.get("id") == "010":
            continue
        code = UNNUMBERED.get(name) or codes[geometry["id"]]
        many = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in many:
            for ring in _turned(_ring(arcs, polygon[0])):
                yield code, ring


def _boxes(sources: Sources) -> dict[str, list[Box]]:
    owner = Owner(sources)
    found: dict[str, list[Box]] = {"AQ": [ANTARCTICA]}
    for country, ring in _polygons(sources):
        code = owner.of(ring, country)
        if code == "MA":
            south = _clip(ring, 1, SAHARA, below=True)
            found.setdefault("EH", []).extend(_split(south) if len(south) > 2 else [])
            ring = _clip(ring, 1, SAHARA, below=False)  # noqa: PLW2901 (the rest of it)
            if len(ring) < 3:
                continue
        found.setdefault(code, []).extend(_split(ring))
    if missing := {*_numeric().values(), "XK"} - found.keys():
        raise ValueError(f"no polygon for {', '.join(sorted(missing))}")
    return found


def _outward(box: Box) -> list[str]:
    low = [math.floor(box[0] * 100) / 100, math.floor(box[2] * 100) / 100]
    high = [math.ceil(box[1] * 100) / 100, math.ceil(box[3] * 100) / 100]
    return [f"{value:g}" for value in (low[0], high[0], low[1], high[1])]


def write_table(sources: Sources, data: Path) -> None:
    """Write boxes.tsv."""
    rows = []
    for code, boxes in sorted(_boxes(sources).items()):
        made = sorted(_merged(_coarse(boxes)), key=_area, reverse=True)
        rows.append([code, *(" ".join(_outward(box)) for box in made)])
    atlas, coder = NPM["world-atlas"], NPM["@rapideditor/country-coder"]
    head = [
        "Boxes around the parts of countries. Made by tools.reference.make; do not edit.",
        f"Natural Earth 4.1, admin 0, 1:10m (public domain), by way of world-atlas {atlas}; which of its polygons have",
        f"an ISO code of their own (overseas departments, Svalbard...) was found with country-coder {coder} (ISC).",
        "Crimea is in UA and Western Sahara in EH, as the UN and GeoNames have them.",
        "alpha-2, then boxes: latitude from, to, longitude from, to; the largest first; none crosses the antimeridian",
    ]
    write(data / "boxes.tsv", head, rows)

"""Whatever is damaged, a fix mends it for good, keeps every comment beside its value, and changes no more than it says.

Real records and the made-up ones that use every key are damaged many at a time, and mended in one go.
"""

import random
import re
import shutil
import tomllib
from pathlib import Path

import pytest

from screcords.changes.reformat import reformatted
from screcords.findings import Severity
from screcords.lint import config
from screcords.lint.fix import fix
from screcords.lint.run import run
from screcords.model import schemas
from screcords.repository.load import load
from screcords.repository.references import references
from screcords.text.document import Document
from screcords.text.owners import owners
from screcords.text.scanner import scan

ROOT = Path(__file__).parents[2]
FEATURES = ROOT / "tests/golden/features"
DAY = 20261201
SEEDS = range(3)
SELECTION = config.selection(config.Settings())
REAL = 60
"""Partnerships of the real records in a sample."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """Some real partnerships with all that they speak of, and the records of the features."""
    root = tmp_path_factory.mktemp("sample")
    shutil.copytree(FEATURES / "records", root / "records")
    rng = random.Random(7)
    folders = sorted((ROOT / "records/partnerships").glob("*/*"))
    pending = [rng.choice(sorted(folder.iterdir())) for folder in rng.sample(folders, min(REAL, len(folders)))]
    while pending:
        path = pending.pop()
        target = root / path.relative_to(ROOT)
        if target.exists() or not path.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
        collection = path.relative_to(ROOT).parts[1]
        for name, wanted in {
            (ref.collection, ref.id) for ref in references(collection, tomllib.loads(path.read_text()))
        }:
            pending.append(ROOT / f"records/{name}/{wanted[:2]}/{wanted[3:4]}/{wanted}.toml")
    done = fix(root, SELECTION, DAY)  # what is wrong already is no matter here
    for path, data in done.changes.after.items():
        (root / path).write_bytes(data)
    return {entry.path: (root / entry.path).read_bytes().decode() for entry in load(root).entries}


def write(root, tree):
    for path, data in tree.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data if isinstance(data, bytes) else data.encode())


def apply(root, changes):
    for path, data in changes.after.items():
        (root / path).unlink(missing_ok=True)
        if data is not None:
            write(root, {path: data})


def errors(root):
    found = run(load(root), SELECTION, DAY).hits
    return sorted(
        (hit.rule.code, hit.path, hit.problem.message) for hit in found if hit.severity is not Severity.ADVICE
    )


def commented(text, rng, start=0):
    """The text with a numbered comment beside and above some of its lines."""
    if '"""' in text or "'''" in text:
        return text
    lines, number = [], start
    for plain in text.split("\n"):
        line = plain
        if " = " in line and rng.random() < 0.3 and not line.endswith(("[", "{")):
            number += 1
            line += f"{' ' * rng.randrange(1, 4)}# mark {number}"
        if line and rng.random() < 0.15 and not line.startswith("]"):
            number += 1
            lines.append(f"# mark {number}")
        lines.append(line)
    return "\n".join(lines)


def messy(text, rng):
    """The same record in another style."""
    lines = [line.replace(" = ", rng.choice([" = ", "=", "  = "]), 1) for line in text.split("\n")]
    if '"""' not in text:
        top = next((n for n, line in enumerate(lines) if line.startswith("[")), len(lines))
        head = lines[:top]
        if all(
            "=" in line and not line.rstrip().endswith(("[", ",")) for line in head if line and line[0] not in "#] "
        ):
            blocks = [line for line in head if line]
            if not any(line.startswith((" ", "]", "#")) for line in blocks):
                rng.shuffle(blocks)
                lines[:top] = [*blocks, ""]
    ending = rng.choice(["\n", "\r\n"])
    return ending.join(lines).rstrip("\r\n") + rng.choice(["", ending, ending * 3])


def marks(text):
    return sorted(map(int, re.findall(r"# mark (\d+)\b", text)))


def beside(text):
    """Each numbered comment with the keys of what it belongs to."""
    found = {}

    def walk(comments, route):
        for line in comments.notes.lines():
            if line.startswith("# mark"):
                found[line] = route
        for step, child in comments.children.items():
            walk(child, (*route, step) if isinstance(step, str) else route)

    walk(owners(scan(text.replace("\r\n", "\n"))), ())
    return found


def meaning(text, path):
    layout = schemas.layout(path.split("/")[1])

    def sets(data, layout):
        if isinstance(data, dict):
            return {
                key: sorted(value)
                if (slot := layout.slots.get(key)) and slot.sorted
                else sets(value, layout.inner(key))
                for key, value in data.items()
            }
        return [sets(item, layout) for item in data] if isinstance(data, list) else data

    return sets(tomllib.loads(text.replace("\r\n", "\n")), layout)


@pytest.mark.parametrize("seed", SEEDS)
def test_style_is_mended_without_loss(sample, tmp_path, seed):
    rng = random.Random(seed)
    tree = {path: messy(commented(text, rng), rng) for path, text in sample.items()}
    write(tmp_path, tree)
    assert errors(tmp_path)
    done = fix(tmp_path, SELECTION, DAY)
    assert done.fixed.keys() == {"SCR003", "SCR004"}
    assert done.refused == []
    for path, text in tree.items():
        after = (done.changes.after.get(path) or text.encode()).decode()
        assert marks(after) == marks(text), path
        assert beside(after) == beside(text), path
        assert meaning(after, path) == meaning(text, path), path
        assert re.sub(r"(?m)^# mark \d+\n| +# mark \d+$", "", after).split() == sample[path].split() or '"""' in text, (
            path
        )
    apply(tmp_path, done.changes)
    assert errors(tmp_path) == []
    assert not fix(tmp_path, SELECTION, DAY, unsafe=True).changes


@pytest.mark.parametrize("seed", SEEDS)
def test_fmt_and_its_rule_never_disagree(sample, seed):
    rng = random.Random(seed)
    select = config.selection(config.Settings(), ("SCR004",))
    check = select.rules["SCR004"].check
    for path, text in sample.items():
        document = Document(path, messy(commented(text, rng), rng).encode())
        after = reformatted(document)
        again = Document(path, document.encode(after))
        assert reformatted(again) == after
        assert bool(list(check(document))) is (after != document.text) or after.split() == document.text.split()
        assert list(check(again)) == []


DAMAGES = {
    "SCR002": lambda text: "\ufeff" + text,
    "SCR005": lambda text: text.replace("é", "e\u0301").replace("ü", "u\u0308"),
    "SCR006": lambda text: re.sub(r'(en = "\w+)', "\\1\u200b", text, count=1),
    "SCR007": lambda text: re.sub(r'(unlocode|group|archived) = ".*?"', r'\1 = "TODO"', text, count=1),
    "SCR012": lambda text: re.sub(r'^(en = "\w+)', r"\1[1]", text, count=1, flags=re.MULTILINE),
    "SCR104": lambda text: re.sub(r'(since|until) = "(\d{4})"', r"\1 = \2", text),
    "SCR105": lambda text: re.sub(r'(since|verified|signed|date|accessed) = "(\d{4}-\d\d-\d\d)"', r"\1 = \2", text),
    "SCR106": lambda text: text.replace('kind = "sister"', 'kind = "Partnerschaft"', 1),
    "SCR110": lambda text: re.sub(r'country = "(\w\w)"', lambda m: f'country = "{m[1].lower()}"', text, count=1),
    "SCR111": lambda text: re.sub(r'wikidata = "(Q\d+)"', r'wikidata = "https://www.wikidata.org/wiki/\1"', text),
    "SCR103": lambda text: text.replace("\nverified =", "\nverifed =", 1),
    "SCR301": lambda text: re.sub(r'since = "(\d{4})-(\d\d)-(\d\d)"', r'since = "\1.\2.\3"', text),
    "SCR305": lambda text: (
        re.sub(r'^since = "\d{4}.*?"', 'since = "1901"', text, count=1, flags=re.MULTILINE)
        if "[[history]]" in text
        else text
    ),
    "SCR403": lambda text: re.sub(r"lat = (\S+)\nlon = (\S+)", r"lat = \2\nlon = \1", text),
    "swap": lambda text: re.sub(
        r"(\[\[parties\]\]\n(?:.+\n)+)\n(\[\[parties\]\]\n(?:.+\n)+)", r"\2\n\1", text, count=1
    ),
}


@pytest.mark.parametrize("unsafe", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_damage_is_mended_and_no_comment_is_lost(sample, tmp_path, seed, unsafe):
    rng = random.Random(seed)
    tree, damaged = {}, {}
    for number, (path, text) in enumerate(sample.items()):
        name = rng.choice(sorted(DAMAGES))
        tree[path] = commented(DAMAGES[name](text), rng, number * 1000)
        if DAMAGES[name](text) != text:
            damaged[path] = name
        if rng.random() < 0.3:
            tree[path] = tree[path].replace("\n", "\r\n")
    write(tmp_path, tree)
    start = errors(tmp_path)
    assert len(damaged) > 30
    done = fix(tmp_path, SELECTION, DAY, unsafe=unsafe)
    after = {path: data.decode() for path, data in done.changes.after.items() if data is not None}
    for path, data in done.changes.after.items():
        if data is not None:
            before = tree.get(path, "")
            assert marks(data.decode()) == marks(before), (path, damaged.get(path))
            assert beside(data.decode()).items() >= {
                mark: route for mark, route in beside(before.removeprefix("\ufeff")).items() if "\ufeff" not in before
            }.items() or damaged[path] in {"SCR103", "SCR007"}, (path, damaged.get(path))
    apply(tmp_path, done.changes)
    left = errors(tmp_path)
    assert {(code, path) for code, path, _ in left} <= {(code, path) for code, path, _ in start}
    assert not fix(tmp_path, SELECTION, DAY, unsafe=unsafe).changes
    if unsafe:
        mended = [path for path in damaged if not any(where == path for _, where, _ in left)]
        assert len(mended) >= 0.8 * len(damaged), left
    assert after

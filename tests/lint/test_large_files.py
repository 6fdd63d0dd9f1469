"""Files just below the limit of size are judged in little time, and a file with one mistake a thousand times says it briefly."""

import json

import pytest

from screcords.rules.world import ORG, PARTNERSHIP, WORLD

TEXT = WORLD[PARTNERSHIP]
BLANKS = " " * 200_000
LARGE = {
    "blanks in a title": TEXT.replace('title = "Sister cities"', f'title = "Sister{BLANKS}cities"'),
    "blanks before a comment": TEXT.replace('kind = "sister"', f'kind = "sister"{BLANKS}# x'),
    "tabs and blanks": TEXT.replace('kind = "sister"', 'kind = "sister"' + " \t" * 100_000 + "# x"),
    "unknown keys": TEXT.replace("schema = 1\n", "schema = 1\n" + "".join(f"kkey{n} = 1\n" for n in range(8000))),
    "blanks in a mailbox": WORLD[ORG].replace('email = "info@', f'email = "info{BLANKS}@'),
    "tags that do not end": TEXT.replace('title = "Sister cities"', f'title = "{"<a" * 100_000}"'),
    "telephone numbers": WORLD[ORG].replace("email = ", f'phone = "{"0 " * 100_000}"\nemail = '),
    "tables": TEXT + "[[history]]\n" * 5000,
}


@pytest.mark.parametrize("what", LARGE)
def test_a_large_file_does_not_hold_up_the_linter(world, process, what):
    world.write(ORG if "[[contacts]]" in LARGE[what] else PARTNERSHIP, LARGE[what])
    done = process("lint", "--root", world.root, "--as-of", "2026-06-01")
    assert done.returncode in (0, 1), done.stderr


@pytest.mark.parametrize(
    ("number", "told", "last"), [(19, 19, ""), (20, 20, ""), (21, 21, "and 1 more"), (1020, 21, "and 1,000 more")]
)
def test_one_mistake_many_times_is_told_briefly(world, findings, number, told, last):
    lines = "".join(f"zz{n} = 1\n" for n in range(number))
    world.write(PARTNERSHIP, TEXT.replace("schema = 1\n", f"schema = 1\n{lines}"))
    found = findings(world)
    assert [finding["code"] for finding in found] == ["SCR103"] * told
    assert found[-1]["message"].startswith(last)


def test_what_is_missing_many_times_is_told_briefly(world, findings):
    world.write(PARTNERSHIP, TEXT + "[[history]]\n" * 100)
    found = [finding for finding in findings(world) if finding["severity"] == "error"]
    assert [finding["code"] for finding in found] == ["SCR102"] * 21
    assert found[-1]["message"] == "and 180 more like the 20 above"


def test_what_is_told_briefly_is_counted_in_full(world, lint):
    lines = "".join(f"zz{n} = 1\n" for n in range(5000))
    world.write(PARTNERSHIP, TEXT.replace("schema = 1\n", f"schema = 1\n{lines}"))
    assert lint(world, "--statistics").out.startswith("5,000  error    SCR103 unknown-key")
    assert "\n5,000 errors, 0 warnings\n" in lint(world).out
    document = json.loads(lint(world, "--report", "json").out)
    assert document["summary"]["findings"]["partnerships"]["error"] == 5000
    assert [finding.get("stands_for", 1) for finding in document["findings"]] == [1] * 20 + [4980]


def test_all_is_mended_however_often_it_is_wrong(world, screcords):
    lines = "".join(f'[[history]]\nevent = "renewal"\ndate = {1900 + n}\n\n' for n in range(50))
    world.write(PARTNERSHIP, TEXT.replace("[[sources]]", f"{lines}[[sources]]", 1))
    screcords("lint", "--root", world.root, "--as-of", "2026-06-01", "--fix")
    assert 'date = "1949"' in world.read(PARTNERSHIP)

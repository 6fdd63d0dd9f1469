"""Files just below the limit of size are judged in little time, and a file with one mistake a thousand times says it briefly."""

import json

import pytest

from screcords.rules.world import CITY, ORG, PARTNERSHIP, WORLD

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
    "comments in a list": TEXT.replace(
        "schema = 1\n", "schema = 1\nformer_ids = [\n" + "".join(f'"a{n}", # c\n' for n in range(18_000)) + "]\n"
    ),
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


def aliases(word: str, number: int) -> str:
    return "aliases = [" + ", ".join([word] * number) + "]\n"


MANY = {
    "mangled letters": aliases('"Ã©"', 20_000),
    "hidden characters": aliases('"a\u200b"', 20_000),
    "numbers": aliases("1", 60_000),
    "numbers on lines": aliases("1", 40_000).replace(" ", "\n"),
    "numbers and texts": aliases('1, "a"', 20_000),
    "the same again": aliases('"a"', 50_000),
    "lists in a list": aliases(f"[{', '.join(['1'] * 200)}]", 200),
}


@pytest.mark.parametrize("what", MANY)
@pytest.mark.parametrize("options", [(), ("--fix", "--unsafe")])
def test_one_mistake_in_all_places_of_a_list_does_not_hold_up_the_linter(world, process, what, options):
    world.write(CITY, MANY[what] + WORLD[CITY])
    done = process("lint", *options, "--root", world.root, "--as-of", "2026-06-01")
    assert done.returncode == 1, done.stderr
    assert len(done.stdout) < 20_000


def test_every_rule_tells_briefly_what_it_finds_often(world, findings):
    world.write(CITY, WORLD[CITY].replace("[name]", aliases('"Ã©"', 300) + "\n[name]"))
    found = [finding for finding in findings(world) if finding["code"] == "SCR008"]
    assert len(found) == 21
    assert found[-1]["message"] == "and 280 more like the 20 above"


def test_the_number_is_a_lower_bound_where_a_list_is_too_long_to_look_at_all_of_it(world, findings):
    world.write(CITY, WORLD[CITY].replace("[name]", aliases("1", 5000) + "\n[name]"))
    found = [finding for finding in findings(world) if finding["code"] == "SCR104"]
    assert found[-1]["message"] == "and at least 1,979 more like the 20 above"


def test_a_mistake_at_the_end_of_a_very_long_list_is_found(world, findings):
    names = ", ".join(f'"Place {n}"' for n in range(5000))
    world.write(CITY, WORLD[CITY].replace("[name]", f"aliases = [{names}, 1]\n\n[name]"))
    assert "SCR104" in {finding["code"] for finding in findings(world)}


def test_what_a_file_has_all_too_often_is_not_mended_and_said_once(world, screcords):
    world.write(CITY, WORLD[CITY].replace("[name]", aliases('"Ã©"', 1001) + "\n[name]"))
    done = screcords("lint", "--root", world.root, "--as-of", "2026-06-01", "--fix", "--unsafe", "--select", "SCR008")
    assert done.err.count("not mended: SCR008") == 1
    assert "more than 1,000 of these" in done.err


def test_a_thousand_places_are_mended_at_once(world, screcords):
    world.write(CITY, WORLD[CITY].replace("[name]", aliases('"Ã©"', 1000) + "\n[name]"))
    screcords("lint", "--root", world.root, "--as-of", "2026-06-01", "--fix", "--unsafe", "--select", "SCR008")
    assert "Ã©" not in world.read(CITY)


def test_no_fix_makes_a_file_too_large_to_be_read(world, screcords):
    text = WORLD[CITY].replace("[name]", aliases('"a"', 50_000) + "\n[name]")
    world.write(CITY, text)
    done = screcords("lint", "--root", world.root, "--as-of", "2026-06-01", "--fix")
    assert "not mended: SCR004" in done.err
    assert "larger than 256 KiB" in done.err
    assert world.read(CITY) == text

"""What `lint` says about the form of a file, what its `--fix` does, and what `fmt` says are one and the same."""

import pytest

from screcords.rules.world import CITY, PARTNERSHIP, WORLD

LONG = WORLD[PARTNERSHIP].replace("\n[[parties]]", '\n[summary]\nen = """\nOne.\n\nTwo."""\n\n[[parties]]', 1)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (LONG.replace('Two."""', 'Two."""  '), LONG),
        (LONG.replace('"sister"', '"sister"  '), LONG),
        (LONG.replace('Two."""', 'Two."""\t '), LONG),
        (LONG.replace("\n[[", "  \n[[").replace("One.", "One.  "), LONG.replace("One.", r"One. \u0020")),
        (LONG + '# a """ quote  \n', LONG + '# a """ quote\n'),
    ],
)  # fmt: skip
def test_blanks_at_the_ends_of_lines(world, screcords, lint, text, wanted):
    world.write(PARTNERSHIP, text)
    assert "SCR003" in lint(world, "--select", "SCR003,SCR004").out
    done = lint(world, "--fix", "--select", "SCR003,SCR004")
    assert (done.code, "not mended" in done.err) == (0, False), done.err
    assert world.read(PARTNERSHIP) == wanted
    assert screcords("fmt", "--root", world.root, "--check").code == 0


@pytest.mark.parametrize("text", [WORLD[PARTNERSHIP] + "# wide\u3000\n", LONG.replace("One.", "One.\u3000"), WORLD[PARTNERSHIP] + "# end\u3000"])  # fmt: skip
def test_wide_blanks_are_no_matter_of_the_form(world, screcords, lint, text):
    world.write(PARTNERSHIP, text)
    assert "SCR004" not in lint(world, "--select", "SCR003,SCR004").out
    lint(world, "--fix", "--select", "SCR003")
    assert screcords("fmt", "--root", world.root, "--check").code == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [("verified = ", "checked = "), ('kind = "sister"', 'kind = "sister"\nfields = ["TODO", "culture",]')],
)
def test_a_file_with_errors_is_formatted_all_the_same(world, screcords, lint, old, new):
    world.write(PARTNERSHIP, WORLD[PARTNERSHIP].replace(old, new, 1).replace("accessed = ", "accessed="))
    assert "SCR004" not in lint(world).out
    lint(world, "--fix")
    assert screcords("fmt", "--root", world.root, "--check").code == 0
    assert not lint(world, "--diff").out


def test_many_hidden_characters_in_comments_go_at_once_and_leave_blanks(world, lint):
    text = f"# a{chr(0x200B) * 20}b\n\nschema = 1  # see\u00a0page\u30005 of\u00a0\n"
    for number in range(20):
        text += f"# {number}\u200b\u200b:\n"
    world.write(CITY, text + WORLD[CITY].partition("\n")[2])
    done = lint(world, "--fix", "--select", "SCR006")
    assert done.code == 0, done.out
    assert world.read(CITY).startswith("# ab\n\nschema = 1  # see page 5 of\n# 0:\n# 1:\n")

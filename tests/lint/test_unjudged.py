"""A broken file that the rules asked for do not explain is not passed in silence."""

import pytest

from screcords.rules.world import PARTNERSHIP


@pytest.mark.parametrize("arguments", [("--ignore", "SCR001"), ("--select", "SCR5"), ("--select", "SCR305")])
def test_it_is_said_and_the_run_fails(world, lint, arguments):
    world.write(PARTNERSHIP, "kind = sister\n")
    done = lint(world, *arguments)
    assert done.code == 1
    assert "1 broken file was not judged" in done.out


def test_where_it_is_explained_nothing_more_is_said(world, lint):
    world.write(PARTNERSHIP, "kind = sister\n")
    assert "not judged" not in lint(world).out
    world.write(PARTNERSHIP, "schema = 1\n")
    assert "not judged" not in lint(world).out


def test_settings_that_are_no_file_are_not_passed_over(world, lint):
    (world.root / "screcords.toml").mkdir()
    done = lint(world)
    assert done.code == 2
    assert "screcords.toml: is no file" in done.err

"""Dependencies point one way: cli → online → report | publish → directory | lint → rules → ... → text."""

from pathlib import Path

import pytest
from importlinter.cli import lint_imports

TOP = Path(__file__).parents[2]
CONFIG = TOP / ".importlinter"


def contract(tmp_path, capsys, change=lambda text: text):
    """The exit code of import-linter with the contract changed, and what it says."""
    path = tmp_path / "contract.ini"
    path.write_text(change(CONFIG.read_text(encoding="utf-8")), encoding="utf-8")
    code = lint_imports(config_filename=str(path), no_cache=True)
    return code, capsys.readouterr().out


def test_dependencies_point_one_way(tmp_path, capsys):
    code, said = contract(tmp_path, capsys)
    assert code == 0, said


@pytest.mark.parametrize(("one", "other"), [("rules", "repository"), ("directory | lint", "rules"), ("cli", "text")])
def test_a_wrong_direction_would_be_noticed(tmp_path, capsys, one, other):
    def swap(text):
        lines = text.split("\n")
        first, second = lines.index(f"    {one}"), lines.index(f"    {other}")
        lines[first], lines[second] = lines[second], lines[first]
        return "\n".join(lines)

    code, said = contract(tmp_path, capsys, swap)
    assert code == 1, said


def test_a_room_that_the_contract_does_not_know_would_be_noticed(tmp_path, capsys):
    code, said = contract(tmp_path, capsys, lambda text: text.replace("    rules\n", ""))
    assert code == 1, said

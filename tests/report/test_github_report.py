"""Annotations: read back by the rules of GitHub's runner they say what was found, within its limits."""

import re

import pytest
from hypothesis import given
from report_samples import ALL, HOSTILE, NAMES, drawn, finding, paths, report, texts

from screcords.findings import Severity
from screcords.report import github
from screcords.report.text import printable


def unescape(text, *, a_property=False):
    for code, plain in (
        ("%0D", "\r"),
        ("%0A", "\n"),
        *((("%3A", ":"), ("%2C", ",")) if a_property else ()),
        ("%25", "%"),
    ):
        text = text.replace(code, plain)
    return text


def parse(line):
    """What the runner makes of a line (ActionCommand.TryParseV2), or nothing."""
    message = line.lstrip()
    if not message.startswith("::") or message.find("::", 2) < 0:
        return None
    end = message.index("::", 2)
    command, _, rest = message[2:end].partition(" ")
    properties = {}
    for pair in rest.strip().split(",") if rest.strip() else ():
        key, _, value = pair.partition("=")
        properties[key] = unescape(value, a_property=True)
    return command, properties, unescape(message[end + 2 :])


def commands(made, **more):
    lines = re.split(r"\r\n|\r|\n", drawn(github.render, made, **more).removesuffix("\n"))
    return [parse(line) for line in lines if line]


def test_golden(golden):
    golden("report/github.txt", drawn(github.render, ALL))


def test_what_is_said_arrives():
    first = commands(report(finding()))[0]
    assert first == (
        "error",
        {
            "file": finding().path,
            "line": "3",
            "endLine": "3",
            "col": "8",
            "endColumn": "14",
            "title": "SCR106 bad-enum",
        },
        '"twin" is no word of the vocabulary\nwrite "sister"',
    )


def test_a_place_of_several_lines_has_no_columns():
    assert not {"col", "endColumn"} & set(commands(ALL)[2][1])


@given(message=texts, way_out=texts, path=paths)
def test_whatever_stands_in_a_record_is_one_command(message, way_out, path):
    [command] = commands(report(finding(message=message, help=way_out, path=path)))
    assert command[0] == "error"
    assert command[1]["file"] == printable(path)
    assert command[1]["title"] == "SCR106 bad-enum"
    assert command[2] == "\n".join(printable(part) for part in (message, way_out) if part)


def test_long_messages_are_cut():
    [command] = commands(report(finding(message="x" * 100_000)))
    assert len(command[2]) < 5000


def severities(made):
    return [command for command, _, _ in commands(made)]


@pytest.mark.parametrize("number", [0, 1, 9, 10, 11, 50])
def test_the_worst_come_first_and_the_rest_is_counted(number):
    kinds = (Severity.ADVICE, Severity.WARNING, Severity.ERROR)
    found = severities(report(*(finding(severity=kind, message=str(n)) for n in range(number) for kind in kinds)))
    rest = 2 * max(0, number - 10) + max(0, number - 9)
    wanted = ["error"] * min(10, number) + ["warning"] * min(10, number) + ["notice"] * min(9, number)
    assert found == wanted + ["notice"] * bool(rest)
    if rest:
        last = commands(report(*(finding(severity=kind, message=str(n)) for n in range(number) for kind in kinds)))[-1]
        assert last[2].startswith(f"{rest} more finding")


def test_no_cause_hides_another():
    many = [finding(message="the same", path=f"records/cities/{number:03}.toml") for number in range(100)]
    shown = [message for _, _, message in commands(report(*many, finding(message="another", path="records/z.toml")))]
    assert any(message.startswith("another") for message in shown[:2])


def test_no_rule_hides_another():
    moved = [finding("SCR010", message=f"belongs in {n}", path=f"records/cities/{n:03}.toml") for n in range(90)]
    gone = [finding("SCR501", message=f"there is no {n % 2}", path=f"records/orgs/{n:03}.toml") for n in range(92)]
    titles = [command[1]["title"] for command in commands(report(*moved, *gone))]
    assert titles[:4] == ["SCR010 " + NAMES["SCR010"], "SCR501 " + NAMES["SCR501"]] * 2


def test_a_broken_file_that_was_not_judged_is_an_error():
    found = commands(report(*(finding(message=str(n)) for n in range(20)), unjudged=("records/a.toml",)), folder="x")
    assert found[0][:2] == ("error", {"file": "x/records/a.toml", "title": "screcords"})
    assert found[0][2].startswith("1 broken file was not judged")
    assert [command for command, _, _ in found].count("error") == 10


@pytest.mark.parametrize("summarised", [False, True])
def test_the_count_of_the_rest_says_where_to_look(summarised):
    many = [finding(message=str(number)) for number in range(20)]
    made = report(*many, finding(message="and 40 more", stands_for=40), base="main", filtered=True)
    said = commands(made, summarised=summarised)[-1][2]
    assert said.startswith("50 more findings not shown here: ")
    assert said.endswith("run `screcords lint --base main PATHS`")
    assert ("summary of this run" in said) == summarised


def test_what_a_change_brought_in_comes_first():
    old = [finding(message=f"old {number}", new=False) for number in range(20)]
    assert commands(report(*old, finding(message="fresh", new=True)))[0][2].startswith("fresh")


@pytest.mark.parametrize(
    ("workspace", "root", "folder"),
    [("", "/w/r", ""), ("/w/r", "/w/r", ""), ("/w/r", "/w/r/a/b", "a/b"), ("/w/r", "/w/other", "")],
)
def test_paths_are_relative_to_the_workspace(workspace, root, folder):
    assert github.folder_in(workspace, root) == folder


def test_the_folder_stands_before_the_path():
    assert commands(report(finding()), folder="data")[0][1]["file"] == f"data/{finding().path}"


def test_the_summary_of_the_step_is_added_to_what_is_there(tmp_path):
    path = tmp_path / "summary.md"
    path.write_text("before\n")
    github.add_summary(ALL, path)
    assert path.read_text().startswith("before\n## screcords: the check fails\n")


def test_the_summary_of_the_step_begins_on_a_line_of_its_own(tmp_path):
    path = tmp_path / "summary.md"
    path.write_text("xxx")
    assert github.add_summary(ALL, path)
    assert path.read_text().startswith("xxx\n\n## screcords")


def test_a_summary_of_the_step_that_is_full_is_left_as_it_is(tmp_path):
    path = tmp_path / "summary.md"
    path.write_bytes(b"x" * (1024 * 1024 - 1100))
    assert not github.add_summary(ALL, path)
    assert path.stat().st_size == 1024 * 1024 - 1100


def test_the_summary_of_the_step_has_room_for_what_is_there(tmp_path):
    path = tmp_path / "summary.md"
    many = report(*(finding(message=f"{HOSTILE[5]} {number}") for number in range(20_000)))
    for _ in range(3):
        github.add_summary(many, path)
        assert 900_000 < path.stat().st_size < 1024 * 1024

"""Diagnostics for reviewdog: valid, with columns in bytes, and suggestions that do what fixes do."""

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from report_samples import ALL, drawn, finding, paths, report, texts

from screcords.report import rdjson
from screcords.rules.world import CITY, OTHER_CITY, PARTNERSHIP
from screcords.text.span import Place

SCHEMA = json.loads((Path(__file__).parents[1] / "data/schemas/rdjson.json").read_text(encoding="utf-8"))


def diagnostics(made):
    document = json.loads(drawn(rdjson.render, made))
    jsonschema.Draft7Validator(SCHEMA).validate(document)
    return document["diagnostics"]


def test_golden(golden):
    golden("report/rdjson.json", drawn(rdjson.render, ALL))


def test_empty():
    assert diagnostics(report()) == []


def test_a_broken_file_that_was_not_judged_is_an_error():
    [one] = diagnostics(report(unjudged=(CITY,)))
    assert (one["severity"], one["location"]) == ("ERROR", {"path": CITY})


def test_paths_begin_at_the_top_of_the_checkout():
    [one] = diagnostics(report(finding(), folder="data"))
    assert one["location"]["path"] == f"data/{PARTNERSHIP}"


@given(message=texts.filter(bool), way_out=texts, path=paths)
@settings(max_examples=40)
def test_whatever_stands_in_a_record_is_valid(message, way_out, path):
    [one] = diagnostics(report(finding(message=message, help=way_out, path=path)))
    assert one["message"].isprintable() or set(one["message"]) & {"\n", "\t"}


def test_columns_count_bytes():
    line = 'ja = "湊川市" # é'
    [one] = diagnostics(report(finding(place=Place(3, 10, 3, 11), lines=(line,))))
    assert one["location"]["range"]["start"] == {"line": 3, "column": len('ja = "湊川市'.encode()) + 1}
    assert one["location"]["range"]["end"]["column"] == len('ja = "湊川市"'.encode()) + 1


def test_a_column_in_a_line_that_is_not_at_hand_is_left_out():
    [one] = diagnostics(report(finding(place=Place(3, 1, 9, 4), lines=("a", "b", "c"))))
    assert one["location"]["range"] == {"start": {"line": 3, "column": 1}, "end": {"line": 9}}


SLIPS = {
    "synonym": (PARTNERSHIP, 'kind = "sister"', 'kind = "Partnerschaft"'),
    "beside wide ones": (OTHER_CITY, '[name]\nen = "Minatogawa"\nja = "湊川市"\n', 'name = { ja = "湊川市", "𝔎" = "x", en = "Mina\u200btogawa" }\n'),
    "order": (CITY, 'level = "municipality"\ncountry = "US"\n', 'country = "US"\nlevel = "municipality"\n'),
}  # fmt: skip


@pytest.mark.parametrize("name", SLIPS)
def test_a_suggestion_mends(world, lint, name):
    path, right, wrong = SLIPS[name]
    world.edit(path, right, wrong)
    found = [one for one in json.loads(lint(world, "--report", "rdjson").out)["diagnostics"] if "suggestions" in one]
    assert found
    one = found[-1]
    lines = world.read(path).encode().split(b"\n")
    [suggestion] = one["suggestions"]
    start, end = suggestion["range"]["start"], suggestion["range"]["end"]
    before = b"\n".join([*lines[: start["line"] - 1], lines[start["line"] - 1][: start["column"] - 1]])
    after = b"\n".join([lines[end["line"] - 1][end["column"] - 1 :], *lines[end["line"] :]])
    world.write(path, before + suggestion["text"].encode() + after)
    left = json.loads(lint(world, "--report", "rdjson", "--select", one["code"]["value"]).out)["diagnostics"]
    assert not left

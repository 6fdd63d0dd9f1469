"""One cause is one finding, also where a schema finds fault with a thing in several ways."""

import pytest

from screcords.rules.world import CITY, ORG, OTHER_CITY, PARTNERSHIP, WORLD


def codes(found):
    return [finding["code"] for finding in found if finding["severity"] != "advice"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('kind = "sister"', "kind = 99", ["SCR104"]),
        ('kind = "sister"', "kind = inf", ["SCR104"]),
        ('kind = "sister"', "kind = 1979-05-27 07:32:00Z", ["SCR105"]),
        ('since = "1988-05-20"', "since = 1979-05-27 07:32:00Z", ["SCR105"]),
        ('kind = "sister"', 'kind = "nonsense"', ["SCR106"]),
        ('verified = "2025-11-02"', 'fields = [1]\nverified = "2025-11-02"', ["SCR104"]),
        ("schema = 1", 'schema = "1"', ["SCR101"]),
        ("schema = 1", "schema = true", ["SCR101"]),
        ("schema = 1", "schema = 2", ["SCR101"]),
        ('kind = "sister"', 'kind   =   "nonsense"', ["SCR106"]),
    ],
)
def test_a_wrong_value_is_one_finding(world, findings, old, new, expected):
    world.write(PARTNERSHIP, WORLD[PARTNERSHIP].replace(old, new, 1))
    assert codes(findings(world)) == expected


def test_the_form_of_other_lines_is_told_all_the_same(world, findings):
    text = WORLD[PARTNERSHIP].replace('kind = "sister"', "kind = 99").replace("status = ", "status   = ")
    world.write(PARTNERSHIP, text)
    assert codes(findings(world)) == ["SCR104", "SCR004"]


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n"])
def test_an_empty_file_is_one_error(world, findings, text):
    world.write(ORG, text)
    found = [finding for finding in findings(world) if finding["severity"] == "error"]
    assert [(finding["path"], finding["code"]) for finding in found] == [(ORG, "SCR102")]
    assert "the file is empty" in found[0]["message"]


@pytest.mark.parametrize(
    ("text", "path", "message"),
    [
        (WORLD[CITY], ORG, "this looks like a city; it lies in orgs/"),
        (WORLD[PARTNERSHIP], OTHER_CITY, "this looks like a partnership; it lies in cities/"),
        (WORLD[OTHER_CITY], PARTNERSHIP, "this looks like a city; it lies in partnerships/"),
        (WORLD[ORG], CITY, "this looks like an organisation; it lies in cities/"),
    ],
)
def test_a_record_of_another_kind_is_one_error(world, findings, text, path, message):
    world.write(path, text)
    (found,) = [finding for finding in findings(world) if finding["path"] == path and finding["severity"] == "error"]
    assert found["message"] == message
    assert "move it to records/" in found["help"]


def test_a_record_in_the_folder_of_another_kind_is_missed_by_nobody(world, findings):
    (world.root / CITY).unlink()
    wrong = "records/orgs/us/o/us-or-harborview.toml"
    world.write(wrong, WORLD[CITY])
    assert [(finding["path"], finding["code"]) for finding in findings(world)] == [(wrong, "SCR103")]


def test_an_empty_file_is_one_finding(world, findings):
    world.write(ORG, "")
    assert codes(findings(world)) == ["SCR102"]


def helps(found):
    return [
        (finding["code"], finding["help"])
        for finding in found
        if finding["severity"] != "advice" and finding["code"] != "SCR004"
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[[sources]]", "[[source]]", ("SCR103", 'did you mean "sources"?')),
        ("[[parties]]", "[[party]]", ("SCR103", 'did you mean "parties"?')),
        ('city = "us-or-harborview"', 'city = "us-or-harbourview"', ("SCR501", 'did you mean "us-or-harborview"?')),
        (
            '"us-or-harborview-sister-cities"',
            '"us-or-harborview-sister-citys"',
            ("SCR506", 'did you mean "us-or-harborview-sister-cities"?'),
        ),
        (
            'kind = "sister"',
            'kind = "sister"\nfields = "business, culture"',
            ("SCR104", 'write ["business", "culture"]'),
        ),
    ],
)
def test_a_slip_is_one_finding_with_the_way_out(world, findings, old, new, told):
    agreement = (
        '\n[[agreements]]\nid = "sister-1988"\ntype = "sister-city-agreement"\nsigned = "1988-05-20"\n'
        'signatories = [\n    { city = "jp-minatogawa", office = "mayor" },\n'
        '    { city = "us-or-harborview", office = "mayor" },\n]\nsources = ["s1"]\n'
    )
    text = WORLD[PARTNERSHIP].replace("\n[[sources]]", f"{agreement}\n[[sources]]", 1)
    committee = '\n[[committees]]\npartnership = "jp-minatogawa--us-or-harborview"\n'
    world.write(ORG, WORLD[ORG] + committee)
    world.write(PARTNERSHIP, text.replace(old, new, 1))
    assert helps(findings(world)) == [told]


@pytest.mark.parametrize("line", ['status = "active"\n', 'verified = "2025-11-02"\n'])
def test_a_key_below_the_tables_is_sent_to_the_top(world, findings, line):
    world.write(PARTNERSHIP, WORLD[PARTNERSHIP].replace(line, "") + line)
    assert helps(findings(world)) == [
        ("SCR103", "it is one of the whole record: move the line up, above the first [...] or [[...]]")
    ]


def test_what_a_record_must_have_is_not_to_be_left_out(world, findings):
    text = WORLD[PARTNERSHIP].replace('[[parties]]\ncity = "jp-minatogawa"\n', "", 1)
    world.write(PARTNERSHIP, text)
    assert ("SCR112", "give what belongs there") in helps(findings(world))

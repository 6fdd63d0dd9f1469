"""Contacts of programmes, read back by vobject."""

from pathlib import Path

import hostile
import msgspec
import pytest
import sentinel
import vobject

from screcords.directory.model import directory
from screcords.publish.exporter import export, find
from screcords.publish.rdf.terms import link
from screcords.publish.vcards import card, fold, is_reachable, text
from screcords.repository.load import load

FEATURES = Path(__file__).parents[1] / "golden" / "features"
ORG = "us-or-harborview-sister-cities"


@pytest.fixture(scope="module")
def found():
    return directory(load(FEATURES))


def cards(found, target):
    export(found, ["vcard"], target)
    data = (target / "contacts.vcf").read_bytes()
    return data, list(vobject.readComponents(data.decode("utf-8")))


def test_golden(features, screcords, tmp_path, golden):
    assert (
        screcords("export", "vcard", "--to", tmp_path / "out", "--root", features.root, "--as-of", "2026-06-01").code
        == 0
    )
    golden("export-other/contacts.vcf", (tmp_path / "out" / "contacts.vcf").read_bytes())


def test_who_is_in_it(found, tmp_path):
    _, read = cards(found, tmp_path / "out")
    reachable = [
        org
        for org in found.orgs.values()
        if org.status in {"active", "unknown"} and (org.contacts or org.website or org.committees)
    ]
    assert [one.uid.value.rpartition("/")[2] for one in read] == [org.id for org in reachable]
    assert [one.fn.value for one in read] == [org.name.get("en") or org.name[min(org.name)] for org in reachable]
    assert {one.version.value for one in read} == {"4.0"}
    assert {one.kind.value for one in read} == {"org"}


def test_values(found, tmp_path):
    org = found.orgs[ORG]
    _, read = cards(found, tmp_path / "out")
    one = next(one for one in read if one.uid.value.endswith(ORG))
    assert {name.value for name in one.fn_list} == set(org.name.values())
    assert [name.params.get("LANGUAGE") for name in one.fn_list] == [["en"], ["ja"]]
    ways = {(way.group, way.name): way.value for way in (*one.email_list, *one.tel_list, *one.x_ablabel_list)}
    assert ways["contact1", "EMAIL"] == "info@harborview-sister-cities.example"
    assert ways["contact1", "TEL"] == "tel:+1-503-555-0100"
    assert ways["contact1", "X-ABLABEL"] == "primary, org president"
    assert ways["contact2", "X-ABLABEL"] == "press"
    assert ways["committee1", "X-ABLABEL"] == "Minatogawa Committee"
    assert one.email_list[0].params["PREF"] == ["1"]
    address = one.adr.value
    assert (address.street, address.city, address.code, address.country) == (
        "1 Town Hall Square",
        "Harborview",
        "97300",
        "United States",
    )
    assert [url.value for url in one.url_list if not url.group] == [org.website]
    assert [lang.value for lang in one.lang_list] == ["en", "ja"]


def test_offices_only(found, tmp_path):
    """No property that is for a person: no name in parts, no birthday, no photograph."""
    _, read = cards(found, tmp_path / "out")
    for one in read:
        assert not {"n", "bday", "photo", "gender", "nickname", "title"} & set(one.contents)


@pytest.mark.parametrize("status", ["inactive", "dissolved", "merged"])
def test_those_that_work_no_more_stay_out(found, status):
    assert is_reachable(found.orgs[ORG])
    assert not is_reachable(msgspec.structs.replace(found.orgs[ORG], status=status))
    assert not is_reachable(msgspec.structs.replace(found.orgs[ORG], contacts=(), website=None, committees=()))


def test_an_organisation_without_address_has_its_town(found):
    lines = card(found, msgspec.structs.replace(found.orgs[ORG], address=None))
    assert "ADR;TYPE=work:;;;Harborview;;;United States\r\n" in lines


def test_hostile_texts(tmp_path):
    data, (one,) = cards(hostile.directory(), tmp_path / "out")
    assert one.fn.value == hostile.SHOWN
    assert one.note.value.startswith(hostile.SHOWN)
    assert one.url_list[-1].value == link(hostile.URL)
    assert data.count(b"BEGIN:VCARD") == 1
    assert not set(data.decode()) & set("\u202e\u2066\u200f\x07")
    assert [lang.value for lang in one.lang_list] == ["en"]


def test_lines_are_folded(tmp_path):
    data, _ = cards(hostile.directory(), tmp_path / "out")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")


@pytest.mark.parametrize("line", ["", "x" * 75, "x" * 76, "x" * 149, "x" * 150, "ü" * 200, "𝔘" * 60, "x" + "湊" * 99])
def test_folding_is_undone_by_taking_it_away(line):
    folded = fold(line)
    assert folded.replace("\r\n ", "").removesuffix("\r\n") == line
    assert all(len(piece.encode()) <= 75 for piece in folded.split("\r\n"))


def test_texts_are_escaped():
    assert text("a\\b;c,d\r\ne\x00") == "a\\\\b\\;c\\,d\\ne"


def test_sentinel(tmp_path):
    """Of what it says it holds, nothing is lost."""
    found = sentinel.directory()
    org = msgspec.structs.replace(found.orgs[sentinel.ORG], status="active")
    data, _ = cards(type(found)(found.cities, {org.id: org}, {}, found.licence), tmp_path / "out")
    plain = data.decode().replace("\r\n ", "").replace("\\", "")
    lost = sentinel.missing([plain], but=["city", "partnership", "tombstone"])
    parts = {route.split(" ")[0].split(".")[1].split("[")[0] for route in lost}
    assert parts == {
        "status", "founded", "legal_form", "governance", "run_by", "wikidata", "registration", "provenance", "former_ids", "meetings", "seeking",
        "memberships", "instruments", "sources", "contacts", "committees", "city", "country", "address", "summary",
    } & parts  # fmt: skip
    for field in ("email", "phone", "url"):
        assert not [route for route in lost if route.startswith("organisation.contacts") and f".{field} " in route]


def test_an_empty_repository(tmp_path):
    (tmp_path / "records").mkdir()
    data, read = cards(directory(load(tmp_path)), tmp_path / "out")
    assert (data, read) == (b"", [])


def test_it_says_what_it_leaves_out():
    assert find("vcard").leaves_out
    assert find("vcard").requires == ()

"""JSON-LD and N-Triples, read back by rdflib, and judged by pyshacl with the shapes that are published with them."""

import json
import re
from dataclasses import replace
from pathlib import Path

import hostile
import pyshacl
import pytest
import rdflib
import sentinel
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, RDFS, SKOS

from screcords.directory.licence import CC0
from screcords.directory.model import directory
from screcords.model import schemas
from screcords.publish.exporter import export, find
from screcords.publish.rdf import document, ontology
from screcords.publish.rdf.classes import CLASSES
from screcords.publish.rdf.terms import LICENCE_PAGES, PREFIXES, decimal, expand, link
from screcords.repository.load import load

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's reader of JSON-LD uses its own old API

FORMATS = {"ntriples": ("directory.nt", "nt"), "jsonld": ("directory.jsonld", "json-ld")}
SCR = rdflib.Namespace(PREFIXES["scr"])
SCHEMA = rdflib.Namespace(PREFIXES["schema"])
P190 = rdflib.URIRef(expand("wdt:P190"))
FEATURES = Path(__file__).parents[1] / "golden" / "features"
PAIR = rdflib.URIRef("urn:screcords:partnership/jp-minatogawa--us-or-harborview")


def written(found, target, *formats):
    export(found, formats or list(FORMATS), target)
    return target


def graph(path, kind):
    return rdflib.Graph().parse(path, format=kind)


@pytest.fixture(scope="module")
def features_directory():
    return directory(load(FEATURES))


@pytest.fixture(scope="module")
def out(features_directory, tmp_path_factory):
    return written(features_directory, tmp_path_factory.mktemp("linked") / "out")


@pytest.fixture(scope="module")
def data(out):
    return graph(out / "directory.nt", "nt")


@pytest.fixture(scope="module")
def shapes(out):
    return graph(out / "shapes.ttl", "turtle")


@pytest.fixture(scope="module")
def vocabulary(out):
    return graph(out / "vocabulary.ttl", "turtle")


def faults(found, shapes):
    return pyshacl.validate(found, shacl_graph=shapes)[2].count("Constraint Violation")


def test_golden(world, screcords, tmp_path, golden):
    assert (
        screcords("export", *FORMATS, "--to", tmp_path / "out", "--root", world.root, "--as-of", "2026-06-01").code == 0
    )
    for name, _ in FORMATS.values():
        golden(f"export-linked/{name}", (tmp_path / "out" / name).read_bytes())


# The two say the same, and nothing is lost


@pytest.mark.parametrize(
    "make",
    [sentinel.directory, hostile.directory, lambda: directory(load(FEATURES))],
    ids=["sentinel", "hostile", "features"],
)
def test_both_say_the_same(make, tmp_path):
    target = written(make(), tmp_path / "out")
    one, other = (graph(target / name, kind) for name, kind in FORMATS.values())
    assert set(one) == set(other)
    assert isomorphic(one, other)
    assert not any(isinstance(term, rdflib.BNode) for statement in one for term in statement)
    assert len((target / "directory.nt").read_bytes().splitlines()) == len(one)


@pytest.mark.parametrize("name", FORMATS)
def test_no_field_is_lost(name, tmp_path):
    file, kind = FORMATS[name]
    found = graph(written(sentinel.directory(), tmp_path / "out", name) / file, kind)
    terms = [term for statement in found for term in statement]
    assert sentinel.missing([*terms, *(getattr(term, "language", None) for term in terms)]) == []
    assert find(name).leaves_out == ()
    assert (
        rdflib.URIRef(f"urn:screcords:partnership/{sentinel.PAIR}"),
        SCHEMA.dateModified,
        rdflib.Literal("2026-03-04", datatype=rdflib.XSD.date),
    ) in found


def test_counts(data, features_directory):
    counted = {kind: len(list(data.subjects(RDF.type, kind))) for kind in set(data.objects(predicate=RDF.type))}
    assert counted[SCR.Partnership] == len(features_directory.partnerships)
    assert counted[SCR.Party] == 2 * len(features_directory.partnerships)
    assert counted[SCHEMA.City] + counted[SCHEMA.AdministrativeArea] == len(features_directory.cities)
    assert counted[SCHEMA.NGO] + counted.get(SCHEMA.Organization, 0) + counted.get(
        SCHEMA.GovernmentOrganization, 0
    ) == len(features_directory.orgs)
    assert counted[SCR.Withdrawn] == sum(map(len, features_directory.tombstones.values()))


def test_values(data, features_directory):
    city = rdflib.URIRef("urn:screcords:city/jp-minatogawa")
    record = features_directory.cities["jp-minatogawa"]
    assert {name.language: str(name) for name in data.objects(city, SCHEMA.name)} == record.name
    geo = data.value(city, SCHEMA.geo)
    assert (float(data.value(geo, SCHEMA.latitude)), float(data.value(geo, SCHEMA.longitude))) == (
        record.lat,
        record.lon,
    )
    assert rdflib.URIRef(f"http://www.wikidata.org/entity/{record.wikidata}") in set(data.objects(city, SCHEMA.sameAs))
    assert rdflib.URIRef(f"https://sws.geonames.org/{record.geonames}/") in set(data.objects(city, SCHEMA.sameAs))
    assert str(data.value(PAIR, SCR.firstContact)) == "1979~"
    assert data.value(PAIR, SCHEMA.startDate) == rdflib.Literal("1988-05-20", datatype=rdflib.XSD.date)
    assert data.value(PAIR, SCR.status) == rdflib.URIRef("urn:screcords:vocabulary/status/suspended")
    assert len(list(data.objects(PAIR, SCR.history))) == len(
        features_directory.partnerships[PAIR.rpartition("/")[2]].history
    )


def test_a_source_that_a_part_names_is_there(data):
    """References inside a record lead to things that the record says something of."""
    prov = rdflib.URIRef(expand("prov:wasDerivedFrom"))
    named = set(data.objects(predicate=prov))
    assert named
    assert all((source, RDF.type, SCHEMA.CreativeWork) in data for source in named)


def test_uncertain_dates_are_no_dates_of_schema_org(data):
    founded = {str(date): data.value(org, SCHEMA.foundingDate) for org, date in data.subject_objects(SCR.founded)}
    assert founded == {"1985~": None}
    since = {str(date): data.value(pair, SCHEMA.startDate) for pair, date in data.subject_objects(SCR.since)}
    assert since["1950?"] is None
    assert {str(date) for date in since.values()} >= {"1988-05-20"}


# Wikidata


def test_twins_both_ways_where_in_force(data, features_directory):
    expected = set()
    for record in features_directory.partnerships.values():
        one, other = (features_directory.cities[city].wikidata for city in record.cities)
        if record.in_force and one and other:
            expected |= {(one, other), (other, one)}
    found = {(one.rpartition("/")[2], other.rpartition("/")[2]) for one, other in data.subject_objects(P190)}
    assert found == expected
    assert len(found) > 4


# Licences


def test_licences(data, features_directory):
    for record in features_directory.partnerships.values():
        page = LICENCE_PAGES[features_directory.licence_with(record)]
        assert str(data.value(rdflib.URIRef(f"urn:screcords:partnership/{record.id}"), SCHEMA.license)) == page
    free = directory(load(FEATURES), licence=CC0)
    assert LICENCE_PAGES[CC0] == LICENCE_PAGES[free.licence]


# Shapes


@pytest.mark.parametrize("make", [sentinel.directory, lambda: directory(load(FEATURES))], ids=["sentinel", "features"])
def test_the_data_obeys_the_shapes(make, tmp_path, shapes):
    found = graph(written(make(), tmp_path / "out", "ntriples") / "directory.nt", "nt")
    conforms, _, text = pyshacl.validate(found, shacl_graph=shapes)
    assert conforms, text


@pytest.mark.parametrize(
    ("drop", "add"),
    [
        (SCR.status, None), (SCR.inForce, None), (SCR.kind, SCR.sister), (SCR.since, rdflib.Literal("May 1988", datatype=rdflib.URIRef(expand("edtf:EDTF")))),
        (None, (SCR.mayor, rdflib.Literal("x"))), (None, (SCR.party, rdflib.URIRef("urn:x:third"))), (None, (SCR.group, rdflib.Literal(1))),
        (SCHEMA.startDate, rdflib.Literal("1988")), (SCHEMA.license, rdflib.Literal("CC0")),
    ],
)  # fmt: skip
def test_the_shapes_refuse_what_is_not_so(data, shapes, drop, add):
    changed = rdflib.Graph() + data
    if drop is not None:
        changed.remove((PAIR, drop, None))
        if add is not None:
            changed.add((PAIR, drop, add))
    else:
        changed.add((PAIR, *add))
    assert faults(changed, shapes) > 0


def test_every_class_has_a_shape(data, shapes):
    targets = set(shapes.objects(predicate=rdflib.SH.targetClass))
    assert set(data.objects(predicate=RDF.type)) <= targets


# Vocabulary


def test_everything_of_ours_is_in_the_vocabulary(data, vocabulary, tmp_path):
    sentinels = graph(written(sentinel.directory(), tmp_path / "out", "ntriples") / "directory.nt", "nt")
    used = {
        term for statement in data + sentinels for term in statement if str(term).startswith("urn:screcords:vocabulary")
    }
    assert len(used) > 100
    for term in used:
        assert vocabulary.value(term, RDFS.label) or vocabulary.value(term, SKOS.prefLabel), term


def enumerations(schema, node, route=()):
    node = schemas.resolve(schema, node)
    if "enum" in node or "x-terms" in node:
        yield route, tuple(node.get("enum") or node["x-terms"])
    for key, child in node.get("properties", {}).items():
        yield from enumerations(schema, child, (*route, key))
    if "items" in node:
        yield from enumerations(schema, node["items"], route)


@pytest.mark.parametrize("name", schemas.SCHEMA_OF.values())
def test_every_term_of_the_schemas_has_its_meaning_there(name, vocabulary):
    known = {tuple(ontology.terms(scheme)): scheme for scheme in ontology.SCHEMES}
    schema = schemas.load(name)
    for route, terms in enumerations(schema, schema):
        if name == "city" and route == ("status",):  # only of tombstones, which say so by their class
            continue
        scheme = known[terms]
        for term in terms:
            concept = rdflib.URIRef(f"urn:screcords:vocabulary/{scheme}/{term}")
            assert (concept, SKOS.inScheme, rdflib.URIRef(f"urn:screcords:vocabulary/{scheme}")) in vocabulary
            assert vocabulary.value(concept, SKOS.definition)


def test_properties_and_classes_agree():
    used = {name for one in CLASSES for name in one.properties}
    assert used | {"twinnedWith"} == set(ontology.PROPERTIES)
    assert not set(PREFIXES) & set(ontology.PROPERTIES)
    assert not set(ontology.SCHEMES) & {
        "text",
        "language",
        "edtf",
        "date",
        "integer",
        "decimal",
        "boolean",
        "duration",
        "scalar",
        "iri",
        "url",
    }
    kinds = {
        found.kind.removeprefix("part:") for found in ontology.PROPERTIES.values() if found.kind.startswith("part:")
    } - {""}
    assert kinds <= {one.name for one in CLASSES}


def test_the_query_of_the_docs(data):
    page = Path(__file__).parents[2] / "docs" / "vocabulary.md"
    (query,) = re.findall(r"```sparql\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    rows = [[str(value) for value in row] for row in data.query(query)]
    assert ["Harborview", "Minatogawa", "1988-05-20"] in [row[:3] for row in rows]


# Hostile texts


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_texts(name, tmp_path):
    file, kind = FORMATS[name]
    target = written(hostile.directory(), tmp_path / "out", name)
    text = (target / file).read_text(encoding="utf-8")
    assert not set(hostile.BIDI) & set(text) - set("gnp.exe")
    assert "</script" not in text or name == "ntriples"
    found = graph(target / file, kind)
    city = rdflib.URIRef(f"urn:screcords:city/{sentinel.ONE}")
    assert {(str(one), one.language) for one in found.objects(city, SCHEMA.name)} == {
        (hostile.TEXT, "en"),
        (hostile.TEXT, None),
    }
    addresses = {
        str(found.value(source, SCHEMA.url)) for source in found.subjects(SCHEMA.name, rdflib.Literal(hostile.TEXT))
    }
    assert link(hostile.URL) in addresses


def test_addresses_become_iris():
    assert link("https://www.example.org/ä?x=%20&y='z'") == "https://www.example.org/ä?x=%20&y='z'"
    assert link(hostile.URL) == "https://www.example.org/a%22b%3Cc%3E%7Cd%7Be%7D%E2%80%AE?q='x'&y=%20"


def test_numbers_have_no_exponent():
    assert [decimal(value) for value in (0.00001, -12.5, 5, 1e-7)] == ["0.00001", "-12.5", "5.0", "0.0000001"]


def test_it_is_plain_json(out):
    """Whoever knows nothing of linked data reads keys and words."""
    whole = json.loads((out / "directory.jsonld").read_text(encoding="utf-8"))
    assert whole["@context"] == document.context()
    record = next(one for one in whole["@graph"] if one["@id"] == "partnerships:jp-minatogawa--us-or-harborview")
    assert (record["kind"], record["status"], record["since"]) == ("sister", "suspended", "1988-05-20")
    assert [party["city"] for party in record["party"]] == ["cities:jp-minatogawa", "cities:us-or-harborview"]
    assert len((out / "directory.jsonld").read_bytes().splitlines()) == len(whole["@graph"]) + 3


def test_an_empty_repository(tmp_path):
    (tmp_path / "records").mkdir()
    target = written(directory(load(tmp_path)), tmp_path / "out")
    one, other = (graph(target / name, kind) for name, kind in FORMATS.values())
    assert set(one) == set(other)
    assert set(one.subjects()) == {rdflib.URIRef("urn:screcords:dataset")}


def test_a_forced_export_says_so(tmp_path):
    forced = directory(load(FEATURES), forced=True)
    data = graph(written(forced, tmp_path / "out", "ntriples") / "directory.nt", "nt")
    assert data.value(rdflib.URIRef("urn:screcords:dataset"), SCR.forced).toPython() is True


def test_a_part_says_so(tmp_path):
    part = replace(directory(load(FEATURES)), selection="country JP")
    data = graph(written(part, tmp_path / "out", "ntriples") / "directory.nt", "nt")
    assert data.value(rdflib.URIRef("urn:screcords:dataset"), SCR.selection).toPython() == "country JP"


@pytest.mark.parametrize(
    "environment",
    [{"PYTHONHASHSEED": "0", "TZ": "Pacific/Kiritimati"}, {"PYTHONHASHSEED": "4242", "LC_ALL": "C", "PYTHONUTF8": "0"}],
    ids=["far east", "ascii"],
)
def test_the_same_bytes_from_anywhere(world, process, tmp_path, golden, environment):
    """The others that are made here as well, for one process does for all."""
    formats = [*FORMATS, "icalendar", "vcard", "quickstatements"]
    done = process(
        "export", *formats, "--to", tmp_path / "out", "--as-of", "2026-06-01", cwd=world.root, env=environment
    )
    assert (done.returncode, done.stderr) == (0, b"")
    for name, _ in FORMATS.values():
        golden(f"export-linked/{name}", (tmp_path / "out" / name).read_bytes())
    golden("export-other/all.ics", (tmp_path / "out" / "ics" / "all.ics").read_bytes())

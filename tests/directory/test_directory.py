"""The directory: joined, in order, filtered, and its tables say what they hold."""

import pytest

from screcords.directory.columns import record_columns
from screcords.directory.licence import CC0, CC_BY, CC_BY_SA, LICENCES, licence_of, permits
from screcords.directory.model import directory
from screcords.directory.tables import CITIES, ORGANISATIONS, PARTNERSHIPS, TABLES, name_of, unsound
from screcords.model import schemas
from screcords.repository.load import load

PYTHON = {"text": str, "integer": int, "number": (int, float), "boolean": bool, "date": str, "list": tuple}


@pytest.fixture
def repository(features):
    return load(features.root)


def test_everything_in_order(repository):
    found = directory(repository)
    for records, entries in (
        (found.cities, repository.cities),
        (found.orgs, repository.orgs),
        (found.partnerships, repository.partnerships),
    ):
        assert list(records) == sorted(entries)
        assert all(record.id == key for key, record in records.items())
    assert found.licence == CC_BY_SA
    assert not found.forced


@pytest.mark.parametrize("licence", LICENCES)
def test_a_licence_covers_all_that_is_left(repository, licence):
    found = directory(repository, licence=licence)
    for record in (*found.cities.values(), *found.orgs.values(), *found.partnerships.values()):
        assert permits(licence, licence_of(record))
    for table in TABLES[:4]:  # the others are parts of these
        at = [column.name for column in table.columns].index("licence")
        assert all(permits(licence, row[at]) for row in table.rows(found))


def test_a_partnership_goes_with_its_city(repository):
    found = directory(repository, licence=CC0)
    assert "jp-minatogawa" not in found.cities
    assert not [pair for pair in found.partnerships if "jp-minatogawa" in pair or "ru-beregovoy" in pair]
    by = directory(repository, licence=CC_BY)
    assert "jp-minatogawa--us-or-harborview" in by.partnerships
    assert "cn-jiangwan--jp-minatogawa" not in by.partnerships
    assert "cn-jiangwan--jp-minatogawa" in directory(repository).partnerships


def test_a_partnership_whose_city_is_missing_is_left_out(features):
    (features.root / "records/cities/th/b/th-ban-fa.toml").unlink()
    found = directory(load(features.root), forced=True)
    assert found.forced
    assert not [pair for pair in found.partnerships if "th-ban-fa" in pair]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_columns_say_what_they_hold(repository, table):
    names = [column.name for column in table.columns]
    assert len(names) == len(set(names))
    assert all(column.description and not column.description.endswith(".") for column in table.columns)
    rows = list(table.rows(directory(repository)))
    assert rows
    for row in rows:
        assert len(row) == len(table.columns)
        for column, value in zip(table.columns, row, strict=True):
            if value is not None:
                assert isinstance(value, PYTHON[column.type]), column.name
                assert column.type == "boolean" or not isinstance(value, bool), column.name


def test_the_strictest_licence_of_a_row_counts(repository):
    names = [column.name for column in PARTNERSHIPS.columns]
    rows = {row[0]: dict(zip(names, row, strict=True)) for row in PARTNERSHIPS.rows(directory(repository))}
    assert rows["de-neuental--us-or-harborview"]["licence"] == CC0
    assert rows["de-neuental--ru-beregovoy"]["licence"] == CC_BY
    assert rows["cn-jiangwan--jp-minatogawa"]["licence"] == CC_BY_SA
    orgs = {row[0]: row[-1] for row in ORGANISATIONS.rows(directory(repository))}
    assert orgs == {
        "jp-minatogawa-international-association": CC_BY, "us-or-harborview-sister-cities": CC0, "us-sister-states": CC0,
    }  # fmt: skip


def test_computed_columns(repository):
    names = [column.name for column in CITIES.columns]
    rows = {row[0]: dict(zip(names, row, strict=True)) for row in CITIES.rows(directory(repository))}
    assert rows["us-or-harborview"]["partnerships"] == 4
    assert rows["fr-lunel-le-vieux"]["partnerships"] == 1
    assert rows["jp-minatogawa"]["aliases"] == ()
    assert rows["jp-minatogawa"]["other_names"] == ("湊川市", "미나토가와시")
    assert rows["us-or-harborview"]["country_name"] == "United States"
    assert (rows["cn-jiangwan"]["population"], rows["cn-jiangwan"]["population_year"]) == (1234567, None)
    assert "it-nessuno" not in rows


def test_the_first_contact_is_the_primary_one(repository):
    names = [column.name for column in ORGANISATIONS.columns]
    rows = {row[0]: dict(zip(names, row, strict=True)) for row in ORGANISATIONS.rows(directory(repository))}
    row = rows["us-or-harborview-sister-cities"]
    assert (row["contact_role"], row["contact_email"]) == ("primary", "info@harborview-sister-cities.example")


def test_names():
    assert name_of({"ja": "湊川", "en": "Minatogawa"}) == "Minatogawa"
    assert name_of({"ja": "湊川", "de": "Minatogawa am Meer"}) == "Minatogawa am Meer"


@pytest.mark.parametrize(("collection", "table"), [("cities", CITIES), ("orgs", ORGANISATIONS), ("partnerships", PARTNERSHIPS)])  # fmt: skip
def test_every_key_of_a_record_has_a_column(collection, table):
    """Also under the name of a computed one, which must then be said to be from that key."""
    for column in record_columns(collection):
        found = table.column(column.name)
        assert found == column or found.source == column.source
    properties = schemas.load(schemas.SCHEMA_OF[collection])["properties"]
    lists = {key for key, node in properties.items() if schemas.resolve(schemas.load(schemas.SCHEMA_OF[collection]), node).get("x-form") == "tables"}  # fmt: skip
    told = {column.source.split(".")[0] for column in table.columns}
    left_out = {"schema", "allow", "withdrawn"} | ({"status"} if collection == "cities" else set())
    assert set(properties) - lists - left_out <= told
    assert lists - {"allow"} <= {each.name for each in TABLES}


def test_columns_say_where_they_are_from():
    for table in TABLES:
        for column in table.columns:
            said = column.description.partition(":")[0]
            assert (said == "Computed") == (column.source == "computed"), (table.name, column.name)
            assert (said == "Joined") == (column.source == "joined"), (table.name, column.name)


def test_keys_and_references_hold(repository):
    assert unsound(directory(repository)) == frozenset()
    for table in TABLES:
        assert set(table.key) <= {column.name for column in table.columns}
        for reference in table.references:
            target = next(each for each in TABLES if each.name == reference.table)
            assert reference.to == target.key


def test_what_is_not_there_is_not_promised(repository):
    repository.cities.pop("th-ban-fa")
    broken = unsound(directory(repository, forced=True))
    assert ("partnerships", ("city_a",)) not in broken

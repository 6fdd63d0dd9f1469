"""Tables of the lists that records hold.

A part of a record is found by the id of the record and its place in the list, from 1, or by its own id where it has
one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screcords.directory.columns import Column, Reference, Row, Table, computed, lists_of_tables, part_columns
from screcords.model import schemas
from screcords.model.city import City
from screcords.model.organisation import Organisation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from screcords.directory.columns import Value
    from screcords.directory.model import Directory

ONE_OF = {"orgs": "organisation", "partnerships": "partnership", "cities": "city"}
TABLE_OF = {"orgs": "organisations", "partnerships": "partnerships", "cities": "cities"}


def records(directory: Directory, collection: str) -> Iterator[Any]:
    """The records of a collection, in order."""
    yield from getattr(directory, collection).values()


def owner(collection: str) -> Column:
    """The id of the record that a part is of."""
    name = ONE_OF[collection]
    return Column(
        name, "text", f"Id of the {name}", lambda row: row.record.id, "id", TABLE_OF[collection], required=True
    )


def place(what: str) -> Column:
    """The place of a part in its list."""
    return computed("position", "integer", f"place in the {what}, from 1", lambda row: row.number)._replace(
        required=True
    )


def _parts(collection: str, key: str) -> Callable[[Directory], Iterator[Row]]:
    def rows(directory: Directory) -> Iterator[Row]:
        for record in records(directory, collection):
            for number, item in enumerate(getattr(record, key), 1):
                yield Row(directory, record, item, number)

    return rows


def _list_table(collection: str, key: str, description: str) -> Table:
    """The table of a list of tables; its parts have an id of their own or are found by their place."""
    columns = part_columns(collection, key)
    whose = ONE_OF[collection]
    has_id = any(column.name == "id" for column in columns)
    head = [owner(collection), place(f"list of the {whose}")]
    return Table(
        key,
        f"A row an entry of `{key}` of a record: {description[0].lower()}{description[1:]}",
        (*head, *columns),
        _parts(collection, key),
        (whose, "id" if has_id else "position"),
        _local_references(collection, key),
    )


def _local_references(collection: str, key: str) -> tuple[Reference, ...]:
    """References to agreements of the same record, by their local ids."""
    schema = schemas.load(schemas.SCHEMA_OF[collection])
    items = schemas.resolve(schema, schemas.resolve(schema, schema["properties"][key])["items"])
    found = {name: schemas.resolve(schema, node) for name, node in items["properties"].items()}
    return tuple(
        Reference((ONE_OF[collection], name), "agreements", (ONE_OF[collection], "id"))
        for name, node in found.items()
        if node.get("x-refers-to") == "agreements"
    )


def _list_tables() -> Iterator[Table]:
    for collection in ("orgs", "partnerships"):
        for key, node in lists_of_tables(collection).items():
            if key != "sources":  # both have them; see below
                yield _list_table(collection, key, node["description"])


# Signatories stand in a list inside a list


def _signatory_rows(directory: Directory) -> Iterator[Row]:
    for record in directory.partnerships.values():
        for agreement in record.agreements:
            for number, item in enumerate(agreement.signatories, 1):
                yield Row(directory, record, item, number, agreement)


SIGNATORIES = Table(
    "signatories",
    "A row an office that signed an agreement.",
    (
        owner("partnerships"),
        Column(
            "agreement",
            "text",
            "Local id of the agreement",
            lambda row: row.holder.id,
            "agreements[].id",
            required=True,
        ),
        place("list of the agreement"),
        *part_columns("partnerships", "agreements", "signatories"),
    ),
    _signatory_rows,
    ("partnership", "agreement", "position"),
    (Reference(("partnership", "agreement"), "agreements", ("partnership", "id")),),
)


# Sources of organisations and partnerships, and what refers to them


def owners() -> tuple[Column, ...]:
    """The record, and the same as a reference to the table that it is in."""

    def organisation(row: Row) -> Value:
        return row.record.id if isinstance(row.record, Organisation) else None

    def city(row: Row) -> Value:
        return row.record.id if isinstance(row.record, City) else None

    def partnership(row: Row) -> Value:
        return None if isinstance(row.record, Organisation | City) else row.record.id

    return (
        Column("record", "text", "Id of the record", lambda row: row.record.id, "id", required=True),
        computed("city", "text", "the same, where it is a city", city, references="cities"),
        computed(
            "organisation", "text", "the same, where it is an organisation", organisation, references="organisations"
        ),
        computed("partnership", "text", "the same, where it is a partnership", partnership, references="partnerships"),
    )


def _source_rows(directory: Directory) -> Iterator[Row]:
    for collection in ("orgs", "partnerships"):
        yield from _parts(collection, "sources")(directory)


SOURCES = Table(
    "sources",
    "A row a source of an organisation or a partnership: where its facts are stated.",
    (
        *(column for column in owners() if column.name != "city"),
        place("list of the record"),
        *part_columns("partnerships", "sources"),
    ),
    _source_rows,
    ("record", "id"),
)


def _citation_rows(directory: Directory) -> Iterator[Row]:
    for collection in ("orgs", "partnerships"):
        lists = [key for key in lists_of_tables(collection) if key != "sources"]
        for record in records(directory, collection):
            for key in lists:
                for number, item in enumerate(getattr(record, key), 1):
                    for source in getattr(item, "sources", ()):
                        yield Row(directory, record, source, number, key)


CITATIONS = Table(
    "citations",
    "A row a source that an entry of a list names.",
    (
        *(column for column in owners() if column.name != "city"),
        computed("list", "text", "table in which the entry is", lambda row: row.holder)._replace(required=True),
        place("list of the record")._replace(description="Computed: place of the entry in the list, from 1"),
        Column("source", "text", "Local id of the source", lambda row: row.item, "sources[].id", required=True),
    ),
    _citation_rows,
    ("record", "list", "position", "source"),
    (Reference(("record", "source"), "sources", ("record", "id")),),
)


# Lists of values that people ask for by value


def _value_table(collection: str, key: str, name: str, description: str, *, said: str, to: str = "") -> Table:
    """A row a value in a list of values of a record."""

    def rows(directory: Directory) -> Iterator[Row]:
        for record in records(directory, collection):
            for value in getattr(record, key):
                yield Row(directory, record, value)

    return Table(
        key,
        description,
        (owner(collection), Column(name, "text", said, lambda row: row.item, f"{key}[]", to, required=True)),
        rows,
        (ONE_OF[collection], name),
    )


def _party_org_rows(directory: Directory) -> Iterator[Row]:
    for record in directory.partnerships.values():
        for party in record.parties:
            for org in party.orgs:
                yield Row(directory, record, org, holder=party)


VALUES = (
    _value_table(
        "partnerships", "fields", "field", "A row a field of a partnership.", said="What the exchange is about"
    ),
    _value_table("partnerships", "origins", "origin", "A row an origin of a partnership.", said="How it came about"),
    Table(
        "party_organisations",
        "A row an organisation that takes part in a partnership.",
        (
            owner("partnerships"),
            Column(
                "city",
                "text",
                "Id of the party's city",
                lambda row: row.holder.city,
                "parties[].city",
                "cities",
                required=True,
            ),
            Column(
                "organisation",
                "text",
                "Id of the organisation",
                lambda row: row.item,
                "parties[].orgs[]",
                "organisations",
                required=True,
            ),
        ),
        _party_org_rows,
        ("partnership", "city", "organisation"),
    ),
    _value_table("cities", "same_as", "wikidata", "A row a further Wikidata item of a city.", said="Wikidata item"),
    _value_table(
        "cities",
        "successors",
        "successor",
        "A row a city that took over from another.",
        said="Id of the city that took over",
        to="cities",
    ),
    _value_table(
        "cities",
        "members",
        "member",
        "A row a member of several municipalities that act as one.",
        said="Id of the member",
        to="cities",
    ),
)

LISTS = (*_list_tables(), SIGNATORIES, SOURCES, CITATIONS, *VALUES)
"""Tables of lists."""

"""What columns and tables are, and the columns that follow from the schemas of the records.

Every key of schema/*.json becomes a column without anybody's writing it down, so that none can be forgotten: a scalar
or a list of scalars under its own name, a table inside a record with its name in front (`address_street`), a text by
language as the English one (all languages are in the tables `names` and `texts`). Lists of tables are tables of their
own; see lists.py.
"""

from __future__ import annotations

import functools
import operator
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from screcords.model import schemas

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from screcords.directory.model import Directory

Value: TypeAlias = str | int | float | bool | tuple[str, ...] | None
Anything: TypeAlias = Any
"""A record of any kind, or any part of one."""
Type: TypeAlias = Literal["text", "integer", "number", "boolean", "date", "list"]

NOT_PUBLISHED = frozenset({"schema", "allow", "withdrawn"})
"""Keys of records that are for the linter, for readers of the files, or of tombstones only."""

NAMES = {"population.value": "population", "for": "on_behalf_of"}
"""Columns that are not called as their key is: for brevity, and where SQL would stumble."""


class Row:
    """What a row is made from: a record, and where the row is about a part of it, that part."""

    __slots__ = ("_known", "directory", "holder", "item", "number", "record")

    def __init__(
        self, directory: Directory, record: Anything, item: Anything = None, number: int = 1, holder: Anything = None
    ) -> None:
        self.directory = directory
        self.record = record
        self.item = record if item is None else item
        self.number = number
        """Place of the part in its list, from 1."""
        self.holder = holder
        """The part that this part is in."""
        self._known: dict[str, Any] = {}

    def known(self, name: str, find: Callable[[Row], Any]) -> Any:  # noqa: ANN401 - whatever is found
        """What `find` finds of this row, found once for all columns that ask for it by `name`."""
        if name not in self._known:
            self._known[name] = find(self)
        return self._known[name]


Getter: TypeAlias = "Callable[[Row], Value]"


class Column(NamedTuple):
    """One column: its name, the type of its values, what it says, and how its value is found.

    The type `date` is a date or period as in the records (EDTF: `1977`, `1977-05~`, `1983/..`).
    """

    name: str
    type: Type
    description: str
    get: Getter
    source: str = "computed"
    """The key in the records, as `agreements[].signed`; `joined` from another record; or `computed`."""
    references: str = ""
    """Table whose `id` this is: `cities`."""
    required: bool = False
    terms: tuple[str, ...] = ()
    """The only values, or the only elements of a list; empty where others are possible."""
    pattern: str = ""
    """Regular expression that the text matches."""


class Reference(NamedTuple):
    """Columns that name a row of another table by its key."""

    columns: tuple[str, ...]
    table: str
    to: tuple[str, ...]


class Table(NamedTuple):
    """A table: its name, what a row is, its columns, how its rows are found, and its key."""

    name: str
    description: str
    columns: tuple[Column, ...]
    source: Callable[[Directory], Iterator[Row]]
    key: tuple[str, ...] = ("id",)
    more_references: tuple[Reference, ...] = ()
    """References of more than one column."""
    wide: bool = False
    """Whether it only repeats for people what other tables hold."""

    def rows(self, directory: Directory) -> Iterator[tuple[Value, ...]]:
        """The rows, in order."""
        getters = [column.get for column in self.columns]
        for row in self.source(directory):
            yield tuple([get(row) for get in getters])

    def picked(self, directory: Directory, names: Iterable[str]) -> Iterator[tuple[Value, ...]]:
        """The rows with only the columns of these names."""
        getters = [self.column(name).get for name in names]
        for row in self.source(directory):
            yield tuple([get(row) for get in getters])

    def column(self, name: str) -> Column:
        """The column of that name.

        Raises:
            KeyError: there is none.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def references(self) -> tuple[Reference, ...]:
        """All references to other tables."""
        single = (Reference((column.name,), column.references, ("id",)) for column in self.columns if column.references)
        return (*single, *self.more_references)


def name_of(names: dict[str, str]) -> str:
    """The name to show: the English one, else the first by language tag."""
    return names.get("en") or names[min(names)]


def text(value: object) -> str | None:
    """A date or anything else as text, nothing as nothing."""
    return None if value is None else str(value)


def computed(name: str, kind: Type, description: str, get: Getter, *, references: str = "") -> Column:
    """A column of what no record states."""
    return Column(name, kind, f"Computed: {description}", get, references=references)


def joined(name: str, kind: Type, description: str, get: Getter, *, references: str = "") -> Column:
    """A column of what another record states."""
    return Column(name, kind, f"Joined: {description}", get, "joined", references)


def arranged(first: Iterable[str], columns: Iterable[Column], last: Iterable[str] = ()) -> tuple[Column, ...]:
    """The columns, each name once (the last of that name), in the order of the names given and then as they come.

    Raises:
        KeyError: there is no column of a name.
    """
    found = {column.name: column for column in columns}
    head = [found.pop(name) for name in first]
    tail = [found.pop(name) for name in last]
    return (*head, *found.values(), *tail)


def record_columns(collection: str) -> list[Column]:
    """The columns of a collection's records, without their lists of tables, in the order of the schema."""
    schema = schemas.load(schemas.SCHEMA_OF[collection])
    needed = {"id", *schema["else"]["required"]}
    left_out = NOT_PUBLISHED | ({"status"} if collection == "cities" else set())  # a city has one in a tombstone only
    return [column for column in _columns(schema, schema, needed) if column.source.split(".")[0] not in left_out]


def part_columns(collection: str, *route: str) -> list[Column]:
    """The columns of the tables in a list of a record (`agreements`), or in a list of those (`signatories`)."""
    schema = schemas.load(schemas.SCHEMA_OF[collection])
    node: dict[str, Any] = schema
    for key in route:
        node = schemas.resolve(schema, schemas.resolve(schema, node["properties"][key])["items"])
    prefix = "".join(f"{key}[]." for key in route)
    return [
        column._replace(source=prefix + column.source)
        for column in _columns(schema, node, set(node.get("required", ())))
    ]


def lists_of_tables(collection: str) -> dict[str, dict[str, Any]]:
    """The lists of tables in a collection's records, with their schemas."""
    schema = schemas.load(schemas.SCHEMA_OF[collection])
    nodes = {key: schemas.resolve(schema, node) for key, node in schema["properties"].items()}
    return {key: node for key, node in nodes.items() if node.get("x-form") == "tables" and key not in NOT_PUBLISHED}


def _columns(schema: dict[str, Any], node: dict[str, Any], needed: set[str], above: str = "") -> Iterator[Column]:
    for key, child in node.get("properties", {}).items():
        found = schemas.resolve(schema, child)
        items = schemas.resolve(schema, found.get("items", {}))
        route = above + key
        if "properties" in items:
            continue
        if "properties" in found:
            yield from _columns(schema, found, set(), f"{route}.")
        else:
            yield _column(route, found, items, required=key in needed)


def _column(route: str, node: dict[str, Any], items: dict[str, Any], *, required: bool) -> Column:
    kind = _type(node)
    said = node["description"].partition(" One of:")[0].removesuffix(".")
    if node.get("x-language-map"):
        said = (
            f"{node['title']}: all there are"
            if kind == "list"
            else f"{node['title']}: English, or the first by language"
        )
    refers = (items or node).get("x-refers-to", "")
    return Column(
        NAMES.get(route) or NAMES.get(route.rpartition(".")[2]) or route.replace(".", "_"),
        kind,
        said,
        _getter(route, node, kind),
        route,
        {"cities": "cities", "orgs": "organisations", "partnerships": "partnerships"}.get(refers, "")
        if kind != "list"
        else "",
        required,
        tuple((items or node).get("enum", ())),
        node.get("pattern", "") if kind in {"text", "date"} else "",
    )


def _type(node: dict[str, Any]) -> Type:
    if node.get("type") == "array":
        return "list"
    if node.get("x-language-map"):
        inner: Type = "list" if node["additionalProperties"].get("type") == "array" else "text"
        return inner
    if node.get("x-rule") == "SCR301":  # the rule about the form of dates
        return "date"
    simple: dict[str, Type] = {"integer": "integer", "number": "number", "boolean": "boolean"}
    kind = node.get("type")
    return simple.get(kind, "text") if isinstance(kind, str) else "text"


def _getter(route: str, node: dict[str, Any], kind: Type) -> Getter:
    attributes = [NAMES.get(key, key) for key in route.split(".")]
    last = _shown(node, kind)
    if len(attributes) == 1:
        find = operator.attrgetter(attributes[0])
        return lambda row: last(find(row.item))
    *path, name = attributes

    def get(row: Row) -> Value:
        part = functools.reduce(lambda found, step: found and getattr(found, step), path, row.item)
        return None if part is None else last(getattr(part, name))

    return get


def _shown(node: dict[str, Any], kind: Type) -> Callable[[Any], Value]:
    if node.get("x-language-map"):
        if kind == "list":
            return lambda names: tuple(name for tag in sorted(names or ()) for name in names[tag])
        return lambda names: name_of(names) if names else None
    if isinstance(node.get("type"), list):
        return lambda value: str(value).lower() if isinstance(value, bool) else text(value)
    return text if kind == "date" else _as_it_is


def _as_it_is(value: Any) -> Value:  # noqa: ANN401 - a field of a record
    found: Value = value
    return found

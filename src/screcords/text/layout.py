"""What a canonical file looks like: the order of keys, and the form in which each one is written.

A layout is made elsewhere, from the schema; this room only obeys it.
"""

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

Form = Literal["value", "inline", "table", "tables", "rows"]

LINE_LENGTH = 100
"""An array that would make its line longer than this many code points is written with one element a line."""

INDENT = "    "


class Slot(NamedTuple):
    """How one key is written.

    | form | looks like |
    |---|---|
    | `value` | `since = "1988"`, `fields = ["culture", "sport"]` |
    | `inline` | `population = { value = 633045, year = 2020 }` |
    | `table` | `[name]`, at the top level only |
    | `tables` | `[[parties]]`, at the top level only |
    | `rows` | an array of inline tables, one a line |
    """

    form: Form = "value"
    sorted: bool = False
    """The array is a set: its strings are written in code point order; repeats stay, for the linter to report."""
    layout: "Layout | None" = None
    """Order and form of the keys inside, for everything but a `value`."""
    terms: tuple[str, ...] = ()
    """The vocabulary, if it is a closed one: then the recogniser admits these words and no others."""
    has_pattern: bool = False
    """Whether the schema has a pattern for its strings, so that nobody else need look at their spelling."""


class Layout(NamedTuple):
    """The keys of a table in canonical order; keys without a slot follow, by code point."""

    slots: dict[str, Slot]

    def order(self, keys: "Iterable[str]") -> list[str]:
        """Return `keys` in canonical order."""
        wanted = set(keys)
        return [key for key in self.slots if key in wanted] + sorted(wanted.difference(self.slots))

    def inner(self, key: str) -> "Layout":
        """Return the layout of the table behind `key`, an empty one if nothing is known about it."""
        slot = self.slots.get(key)
        return slot.layout if slot and slot.layout else UNKNOWN


UNKNOWN = Layout({})


def form_of(value: object, slot: Slot | None, *, top: bool) -> Form:
    """Return the form in which `value` is written, which is its slot's wherever the data admit it.

    Data may be of another shape than the schema wants, and are written all the same: the linter reports them, the
    formatter keeps their meaning. Tables open at the top level only; deeper they are inline.
    """
    opens = top and (slot is None or slot.form in {"table", "tables"})
    if isinstance(value, dict):
        return "table" if opens else "inline"
    if isinstance(value, list) and value and all(isinstance(element, dict) for element in value):
        return "tables" if opens else "rows"
    return "value"

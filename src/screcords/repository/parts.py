"""What is different between two versions of one record, key by key, as its schema makes it up."""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from screcords.model import schemas

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Same = Callable[[Any], str]

ITEMS: Mapping[str, tuple[str, tuple[tuple[str, ...], ...]]] = {
    "agreements": ("agreement", (("id",), ("type", "signed"))),
    "approvals": ("approval", (("city", "instrument", "number"), ("city", "date"))),
    "history": ("event", (("date", "event"), ("event", "kind"), ("event", "agreement"))),
    "exchanges": ("exchange", (("date", "host"), ("title",))),
    "sources": ("source", (("url",), ("id", "type"))),
    "disputes": ("dispute", (("key", "value"), ("key",))),
    "contacts": ("contact", (("role", "office"), ("email",), ("role",))),
    "committees": ("committee", (("partnership",),)),
    "memberships": ("membership", (("network", "kind"), ("network",))),
    "instruments": ("instrument", (("instrument", "number"), ("body", "date"))),
    "allow": ("exception", (("rule",),)),
}
"""Lists of tables: what one of them is called, and the keys by which two versions of one are known, best first."""

_IGNORED = frozenset({"schema", "id"})


class Part(NamedTuple):
    """One difference; see `compare.Change` for what the fields hold."""

    what: str
    route: tuple[str | int, ...]
    old: Any = None
    new: Any = None


def compare(collection: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Part]:
    """The differences of two versions of a record, in the order of its keys; none where only the form differs."""
    tokens = _tokens(old.get("sources", []), new.get("sources", []))
    before, after = (functools.partial(_meaning, sources=sources) for sources in tokens)
    for key in schemas.layout(collection).order({**old, **new}):
        one, other = old.get(key), new.get(key)
        if one == other or key in _IGNORED:
            continue
        if key in ITEMS:
            yield from _items(key, one or [], other or [], before, after)
        elif key == "parties":
            yield from _parties(one or [], other or [])
        elif key in _maps(collection):
            yield from _map(key, one or {}, other or {})
        else:
            yield from _value((key,), one, other)


@functools.cache
def _maps(collection: str) -> frozenset[str]:
    """Keys that hold a text for each of several languages."""
    schema = schemas.load(schemas.SCHEMA_OF[collection])
    return frozenset(
        key for key, node in schema["properties"].items() if schemas.resolve(schema, node).get("x-language-map")
    )


def _named(key: str | int, verb: str) -> str:
    return f"{str(key).replace('_', '-')}-{verb}"


def _verb(old: object, new: object) -> str:
    return "added" if old is None else "removed" if new is None else "changed"


def _value(route: tuple[str | int, ...], old: Any, new: Any) -> Iterator[Part]:  # noqa: ANN401 - plain data
    """A text, number, set or table as a whole."""
    if _meaning(old) != _meaning(new):
        verb = "changed" if isinstance(old or new, list) else _verb(old, new)
        yield Part(_named(route[-1], verb), route, old, new)


def _map(key: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Part]:
    """A text for each of several languages."""
    for language in sorted({**old, **new}):
        one, other = old.get(language), new.get(language)
        if _meaning(one) != _meaning(other):
            yield Part(_named(key, _verb(one, other)), (key, language), one, other)


def _parties(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Iterator[Part]:
    """What belongs to one side of a partnership."""
    before = {party["city"]: party for party in old}
    for number, party in enumerate(new):
        city = party["city"]
        if city not in before:
            yield Part("party-changed", ("parties", number, "city"), None, city)
            continue
        for key in sorted(
            {**before[city], **party}, key=list(schemas.layout("partnerships").inner("parties").slots).index
        ):
            yield from _value(("parties", number, key), before[city].get(key), party.get(key))


def _items(key: str, old: list[Any], new: list[Any], before: Same, after: Same) -> Iterator[Part]:
    """A list of tables: those that went, came, or say something else."""
    name, identities = ITEMS[key]
    if key == "sources":
        before = after = _stated
    pairs = _equal(old, new, before, after)
    ordered = [one for _, one in sorted((other, one) for one, other in pairs.items())]
    if key == "history" and ordered != sorted(ordered):
        yield Part("history-reordered", (key,))
    changed = _alike(old, new, identities, pairs)
    for one, other in sorted(changed.items()):
        yield Part(f"{name}-changed", (key, other), old[one], new[other])
    for one, item in enumerate(old):
        if one not in pairs and one not in changed:
            yield Part(f"{name}-removed", (key, one), item, None)
    known = {*pairs.values(), *changed.values()}
    for other, item in enumerate(new):
        if other not in known:
            yield Part(f"{name}-added", (key, other), None, item)


def _equal(old: list[Any], new: list[Any], before: Same, after: Same) -> dict[int, int]:
    """Pairs of items that say the same, by their places."""
    places: dict[str, list[int]] = {}
    for place, item in enumerate(new):
        places.setdefault(after(item), []).append(place)
    pairs = {}
    for place, item in enumerate(old):
        if there := places.get(before(item)):
            pairs[place] = there.pop(0)
    return pairs


def _alike(
    old: list[Any], new: list[Any], identities: tuple[tuple[str, ...], ...], pairs: Mapping[int, int]
) -> dict[int, int]:
    """Pairs of the other items that are versions of one thing."""
    found: dict[int, int] = {}
    for keys in identities:
        for place, item in enumerate(old):
            if place in pairs or place in found or item.get(keys[0]) is None:
                continue
            taken = {*pairs.values(), *found.values()}
            for other, candidate in enumerate(new):
                if other not in taken and all(item.get(key) == candidate.get(key) for key in keys):
                    found[place] = other
                    break
    return found


def _tokens(old: list[Any], new: list[Any]) -> tuple[dict[str, str], dict[str, str]]:
    """For each side, from the local ids of sources to names that are the same for one source on both sides."""
    pairs = _equal(old, new, _stated, _stated)
    pairs |= _alike(old, new, ITEMS["sources"][1], pairs)
    before = {item["id"]: f"old {place}" for place, item in enumerate(old)}
    after = {item["id"]: f"new {place}" for place, item in enumerate(new)}
    for one, other in pairs.items():
        before[old[one]["id"]] = after[new[other]["id"]]
    return before, after


def _stated(source: dict[str, Any]) -> str:
    """The same for a source, whose id is only for those who cite it in this record."""
    return _meaning({key: value for key, value in source.items() if key != "id"})


def _meaning(value: Any, sources: Mapping[str, str] | None = None) -> str:  # noqa: ANN401 - plain data
    """A text that is the same for values that mean the same: lists inside a record have no order."""
    return json.dumps(_settled(value, sources or {}), sort_keys=True, ensure_ascii=False)


def _settled(value: Any, sources: Mapping[str, str]) -> Any:  # noqa: ANN401 - plain data
    if isinstance(value, dict):
        found = {key: _settled(part, sources) for key, part in value.items()}
        if "sources" in value:
            found["sources"] = sorted(sources.get(name, name) for name in value["sources"])
        return found
    if isinstance(value, list | tuple):
        return sorted((_settled(part, sources) for part in value), key=lambda part: json.dumps(part, sort_keys=True))
    return value

"""Whether two entries of two partnerships mean the same act or paper, and what their local ids become."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screcords.model.dates import When

if TYPE_CHECKING:
    from collections.abc import Callable


def finer(coarse: object, fine: object) -> bool:
    """Whether a date says the same as another one, and more of it."""
    try:
        one, other = When.parse(str(coarse)), When.parse(str(fine))
    except ValueError:
        return False
    if one.start is None or other.start is None or one.start is not one.end or other.start is not other.end:
        return False
    inside = one.earliest <= other.earliest and other.latest <= one.latest
    return inside and (one.earliest, one.latest) != (other.earliest, other.latest)


def overlap(one: object, other: object) -> bool:
    """Whether two dates can mean the same day; one that is not given only agrees with another such."""
    if one is None or other is None:
        return one is other
    first, second = When.parse(str(one)), When.parse(str(other))
    return first.earliest <= second.latest and second.earliest <= first.latest


def _equal(*keys: str, date: str = "") -> Callable[[dict[str, Any], dict[str, Any]], bool]:
    """Whether two tables agree in some keys, and can mean the same day."""

    def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
        return all(one.get(key) == other.get(key) for key in keys) and (
            not date or overlap(one.get(date), other.get(date))
        )

    return same


def same_source(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two sources are one page or paper."""
    if one.get("party") != other.get("party") or one["type"] != other["type"]:
        return False
    if one.get("url") or other.get("url"):
        return one.get("url") == other.get("url")
    return {**one, "id": ""} == {**other, "id": ""}


def same_agreement(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two agreements are one paper."""
    if one["type"] != other["type"] or not overlap(one.get("signed"), other.get("signed")):
        return False
    return one["id"] == other["id"] or one.get("signed") is not None


def _same_event(one: dict[str, Any], other: dict[str, Any]) -> bool:
    kinds = {one.get("kind"), other.get("kind")} - {None}
    return one["event"] == other["event"] and len(kinds) < 2 and overlap(one["date"], other["date"])


SAME: dict[str, Callable[[dict[str, Any], dict[str, Any]], bool]] = {
    "parties": _equal("city"),
    "sources": _equal("id"),
    "agreements": _equal("id"),
    "approvals": _equal("city", "instrument", "number", date="date"),
    "history": _same_event,
    "exchanges": _equal("mode", "host", "date"),
    "allow": _equal("rule"),
}
"""By list of a partnership: whether two entries mean the same act."""


def with_local_ids(data: dict[str, Any], sources: dict[str, str], agreements: dict[str, str]) -> dict[str, Any]:
    """Plain data with other local ids of sources and agreements."""

    def said(key: str, value: Any, above: str) -> Any:  # noqa: ANN401 - plain data
        if isinstance(value, dict):
            return {name: said(name, inner, key) for name, inner in value.items()}
        if isinstance(value, list | tuple) and value and isinstance(value[0], str):
            return [sources.get(item, item) for item in value] if key == "sources" else list(value)
        if isinstance(value, list | tuple):
            return [said(key, item, above) for item in value]
        if key == "id" and above in {"sources", "agreements"}:
            return (sources if above == "sources" else agreements).get(value, value)
        return agreements.get(value, value) if key in {"agreement", "supersedes", "renews"} else value

    return {name: said(name, value, "") for name, value in data.items()}

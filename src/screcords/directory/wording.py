"""Changes of records in words: "active → suspended (2022-03-08, by Norfolk; armed conflict)", "new city"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from screcords.model.ids import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from screcords.repository.compare import Change, Difference

NOUN = {"cities": "city", "orgs": "organisation", "partnerships": "partnership"}
"""What a record of each collection is called."""

LONGEST = 120
"""Characters of one value; longer ones are cut."""

_SHOWN = {
    "agreement": ("type", "signed"),
    "approval": ("city", "body", "instrument", "number", "date"),
    "event": ("date", "event", "kind"),
    "exchange": ("date", "mode", "title"),
    "source": ("type", "publisher", "title", "url"),
    "dispute": ("key", "value"),
    "contact": ("role", "office", "email", "phone", "url"),
    "committee": ("partnership", "name"),
    "membership": ("network", "kind", "period"),
    "instrument": ("body", "instrument", "number", "date"),
    "exception": ("rule", "reason"),
}
"""What is told of an item of a list, in this order."""

_LABELS = {"lat": "latitude", "lon": "longitude", "orgs": "organisations", "facts_from": "origin of facts"}
_BARE = frozenset({"status", "kind"})
"""Keys whose values speak for themselves."""


class Words(NamedTuple):
    """Says changes in words; `records` and `names` (of cities, by id) are what is known of what they are about."""

    records: Mapping[tuple[str, str], Mapping[str, Any]]
    names: Mapping[str, str]

    def subject(self, collection: str, record_id: str, first: tuple[str, ...] = ()) -> str:
        """What a record is called: "Norfolk–Kaliningrad" for a partnership, with the city in `first` in front."""
        data = self.records.get((collection, record_id), {})
        if collection == "partnerships":
            cities = [party["city"] for party in data.get("parties", ())] or record_id.split(SEPARATOR)
            if len(first) == 1:
                cities.sort(key=lambda city: city != first[0])
            return "–".join(map(self.city, cities))
        names = data.get("name") or {}
        fallback = self.names.get(record_id, record_id) if collection == "cities" else record_id
        return str(names.get("en") or next(iter(names.values()), fallback))

    def city(self, city_id: str) -> str:
        """What a city is called; its id where nobody knows."""
        names = self.records.get(("cities", city_id), {}).get("name") or {}
        return str(self.names.get(city_id) or names.get("en") or city_id)

    def sentence(self, change: Change) -> str:
        """What happened, without the name of the record that it happened to."""
        noun = NOUN[change.collection]
        match change.what:
            case "new":
                return f"new {noun}{_bracketed(self._essence(change.collection, change.new))}"
            case "removed":
                return f"{noun} removed"
            case "withdrawn":
                return f"withdrawn{_bracketed([_plain(change.reason or ''), change.date])}"
            case "reinstated":
                return f"{noun} taken back, is here again"
            case "merged":
                return f"merged into {self.subject(change.collection, change.new)} ({change.new})"
            case "renamed":
                return f"renamed: {change.old} → {change.new}"
            case "broken" if change.old:
                return f"still cannot be read ({change.new})"
            case "broken":
                return f"cannot be read ({change.new})"
            case "mended":
                return f"can be read again (was: {change.old})"
            case "reference-followed":
                return "follows records that have other ids now"
            case "history-reordered":
                return "events of its history put in another order"
        return self._part(change) + self._circumstances(change)

    def _essence(self, collection: str, data: Mapping[str, Any]) -> list[str | None]:
        """The few words that tell a new record from others."""
        if collection == "cities":
            return [data["level"], data.get("subdivision") or data["country"]]
        if collection == "orgs":
            place = self.city(data["city"]) if "city" in data else data.get("country")
            return [data["kind"], data["status"], place]
        return [data["kind"], data["status"], f"since {data['since']}" if "since" in data else None]

    def _part(self, change: Change) -> str:
        """A change of one key or of one item of a list."""
        topic, _, verb = change.what.rpartition("-")
        if topic in _SHOWN and len(change.route) == 2:
            return f"{topic} {verb}{self._item(topic, change)}"
        label = self._label(change)
        old, new = change.old, change.new
        if isinstance(old or new, list):
            return f"{label}: {self._members(old or [], new or [])}"
        if old is None:
            return f"{label} added: {self._text(new)}"
        if new is None:
            return f"{label} removed, was {self._text(old)}"
        told = f"{self._text(old)} → {self._text(new)}"
        return told if change.route[-1] in _BARE else f"{label} {told}"

    def _label(self, change: Change) -> str:
        """What a key is called, with its language or its side."""
        route = change.route
        if route[0] == "parties" and len(route) == 3:
            parties = self.records[change.collection, change.id]["parties"]
            return f"{_plain(route[2])} of {self.city(parties[route[1]]['city'])}"
        return _plain(route[0]) + (f" ({route[1]})" if len(route) == 2 else "")

    def _item(self, topic: str, change: Change) -> str:
        """What an item of a list says, or how it differs."""
        if change.old is None or change.new is None:
            item = change.new or change.old
            shown = [self._value(key, item[key]) for key in _SHOWN[topic] if key in item]
            return f" ({', '.join(shown)}{self._who(item)})"
        keys = [key for key in {**change.old, **change.new} if change.old.get(key) != change.new.get(key)]
        told = [f"{_plain(key)} {self._between(key, change.old.get(key), change.new.get(key))}" for key in keys]
        known = [
            self._value(key, change.new[key]) for key in _SHOWN[topic][:2] if key in change.new and key not in keys
        ]
        return f"{_bracketed(list(known))}: {'; '.join(told)}"

    def _between(self, key: str, old: object, new: object) -> str:
        return f"{self._value(key, old)} → {self._value(key, new)}"

    def _value(self, key: str, value: Any) -> str:  # noqa: ANN401 - plain data
        if key in {"city", "host", "place", "party"} and isinstance(value, str):
            return _cut(self.city(value))
        return self._text(value)

    def _who(self, item: Mapping[str, Any]) -> str:
        """By whom and why, as an event tells it."""
        by = f", by {' and '.join(map(self.city, item['by']))}" if item.get("by") else ""
        return by + (f"; {_plain(item['reason'])}" if "event" in item and "reason" in item else "")

    def _circumstances(self, change: Change) -> str:
        """When, by whom and why: " (2022-03-08, by Norfolk; armed conflict)"."""
        who = f"by {' and '.join(map(self.city, change.by))}" if change.by else ""
        when = ", ".join(filter(None, (change.date, who)))
        told = "; ".join(filter(None, (when, _plain(change.reason or ""))))
        return f" ({told})" if told else ""

    def _members(self, old: list[Any], new: list[Any]) -> str:
        """What a set gained and lost: "+ culture, sport; − trade"."""
        added = [self._text(value) for value in new if value not in old]
        gone = [self._text(value) for value in old if value not in new]
        signs = (("+", added), ("−", gone))
        return "; ".join(f"{sign} {', '.join(values)}" for sign, values in signs if values)

    def _text(self, value: Any) -> str:  # noqa: ANN401 - plain data
        if value is None:
            return "none"
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, dict):
            return _cut(", ".join(self._pairs(value)))
        if isinstance(value, list):
            return _cut(", ".join(map(self._text, value)) or "none")
        return _cut(str(value))

    def _pairs(self, value: Mapping[str, Any]) -> Iterator[str]:
        """The values of a table; of texts in several languages the English one."""
        if "en" in value:
            yield self._text(value["en"])
        elif "value" in value:  # a population
            yield f"{value['value']:,}" + (f" ({value['year']})" if "year" in value else "")
        else:
            yield from (f"{_plain(key)} {self._text(part)}" for key, part in value.items())


def cities(difference: Difference) -> list[str]:
    """Ids of the cities whose names are needed to say the changes, each once."""
    found: dict[str, None] = {}
    for change in difference.changes:
        data = difference.records.get((change.collection, change.id), {})
        if change.collection == "partnerships":
            ids = [party["city"] for party in data.get("parties", ())] or change.id.split(SEPARATOR)
            if change.what == "merged":
                ids += change.new.split(SEPARATOR)
            found |= dict.fromkeys(ids)
        elif change.collection == "cities":
            found[change.id] = None
        elif "city" in data:
            found[data["city"]] = None
        found |= dict.fromkeys(change.by)
        for item in (change.old, change.new):
            if isinstance(item, dict):
                found |= {
                    item[key]: None for key in ("city", "host", "place", "party") if isinstance(item.get(key), str)
                }
                found |= dict.fromkeys(item.get("by", ()))
    return list(found)


def _plain(key: str | int) -> str:
    """A key or term as a word: "first contact", "armed conflict"."""
    return _LABELS.get(str(key), str(key).replace("_", " ").replace("-", " "))


def _bracketed(parts: list[str | None]) -> str:
    told = ", ".join(filter(None, parts))
    return f" ({told})" if told else ""


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"

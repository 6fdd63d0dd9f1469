"""Two partnerships become one: entries that mean the same act are joined, and what differs is disputed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screcords.changes.halves import Half, listed
from screcords.changes.join import Joiner
from screcords.changes.same_act import SAME, finer, same_agreement, same_source, with_local_ids
from screcords.model import schemas
from screcords.model.dates import Date
from screcords.model.history import fold
from screcords.model.partnership import Partnership
from screcords.model.record import typed
from screcords.text.literal import inline
from screcords.text.notes import Comments

if TYPE_CHECKING:
    from collections.abc import Callable


class PartnershipJoiner(Joiner):
    """Two records of one pair of cities."""

    def __init__(self, ours: Half, guest: Half) -> None:
        super().__init__(ours, guest)
        self.disputes: list[Half] = []
        self.sources: dict[str, str] = {}
        """From the id of a source of the other record to the one that it has here."""
        self.agreements: dict[str, str] = {}
        self.told = [source["id"] for source in guest.data.get("sources", ())]

    def joined(self) -> Half:
        """What both say, with local ids that mean one thing."""
        self.names("sources", self.sources, same_source)
        self.names("agreements", self.agreements, same_agreement)
        self.guest = Half(with_local_ids(self.guest.data, self.sources, self.agreements), self.guest.about)
        self.told = [self.sources[source] for source in self.told]
        return super().joined()

    def names(self, key: str, ids: dict[str, str], same: Callable[[dict[str, Any], dict[str, Any]], bool]) -> None:
        """Give entries of the other record local ids that mean the same entry, or none, here."""
        ours = list(self.ours.data.get(key, ()))
        taken = {entry["id"] for entry in ours} | {entry["id"] for entry in self.guest.data.get(key, ())}
        for entry in self.guest.data.get(key, ()):
            equal = next((mine for mine in ours if same(mine, entry)), None)
            if equal is not None:
                ids[entry["id"]] = equal["id"]
            elif any(mine["id"] == entry["id"] for mine in ours):
                stem = entry["id"].rstrip("0123456789") if key == "sources" else f"{entry['id']}-"
                number = next(number for number in range(2, 10**6) if f"{stem}{number}" not in taken)
                ids[entry["id"]] = f"{stem}{number}"
                taken.add(ids[entry["id"]])
            else:
                ids[entry["id"]] = entry["id"]

    def key(self, key: str, theirs: Half) -> None:
        """Take over what the other record says under one key."""
        same = SAME.get(key)
        if key == "verified" and key in self.members:
            self.latest(key, theirs)
        elif same is None or key not in self.members:
            super().key(key, theirs)
        else:
            self.members[key] = self.matched(key, self.members[key], theirs, same)

    def latest(self, key: str, theirs: Half) -> None:
        """A day on which somebody looked: the later one."""
        ours = self.members[key]
        if Date.parse(str(theirs.data)).latest > Date.parse(str(ours.data)).latest:
            theirs.hear(ours.about)
            self.members[key] = theirs
        else:
            ours.hear(theirs.about)

    def matched(
        self, key: str, ours: Half, theirs: Half, same: Callable[[dict[str, Any], dict[str, Any]], bool]
    ) -> Half:
        """Two lists of tables: those that mean the same are joined, key by key."""
        elements = ours.items()
        for element in theirs.items():
            at = next((number for number, half in enumerate(elements) if same(half.data, element.data)), None)
            if at is None:
                elements.append(element)
            else:
                name = elements[at].data.get("id", at if key == "parties" else "")
                elements[at] = self.entry(f"{key}.{name}".rstrip("."), elements[at], element)
        merged = listed(elements, ours.about)
        merged.take(theirs.about.notes)
        return merged

    def entry(self, key: str, ours: Half, theirs: Half) -> Half:
        """Two tables that mean the same act."""

        def differing(name: str, own: Half, other: Half) -> Half:
            if isinstance(other.data, dict):
                return self.table(f"{key}.{name}", own, other)
            if isinstance(other.data, list | tuple):
                return self.united(own, other)
            if finer(own.data, other.data):
                other.hear(own.about)
                return other
            if finer(other.data, own.data):
                own.hear(other.about)
            else:
                self.conflict((key, name), own, other)
            return own

        return self.filled(ours, theirs, differing)

    def conflict(self, route: tuple[str, ...], ours: Half, theirs: Half) -> None:
        """A dispute with the sources of the other record, or a comment where it has none."""
        vague = "unknown" if route == ("status",) else None
        if len(route) == 1 and (finer(ours.data, theirs.data) or ours.data == vague):
            theirs.hear(ours.about)
            self.members[route[0]] = theirs
        elif len(route) == 1 and (finer(theirs.data, ours.data) or theirs.data == vague):
            ours.hear(theirs.about)
        elif self.told and not isinstance(theirs.data, dict | list):
            self.dispute(".".join(route), theirs, self.told)
        else:
            super().conflict(route, ours, theirs)

    def dispute(self, key: str, said: Half, sources: list[str]) -> None:
        """Note what some sources say otherwise."""
        words = Comments()
        words.notes.above = said.about.lines()
        self.disputes.append(Half({"key": key, "value": said.data, "sources": sorted(sources)}, words))

    def finish(self) -> None:
        """Put events in order, and let the header and the disputes follow."""
        if "history" in self.members:
            events = self.members["history"].items()
            events.sort(key=lambda half: Date.parse(half.data["date"]).earliest)
            self.members["history"] = listed(events, self.members["history"].about)
            self.fold()
        if self.disputes:
            self.members["disputes"] = self.united(self.members.get("disputes", Half([])), listed(self.disputes))

    def fold(self) -> None:
        """The header says what the history of both adds up to; what it said before is disputed, if it was more."""
        data = {key: half.data for key, half in self.members.items()}
        told = fold(typed(data, Partnership).history)
        for key in sorted(told.determined):
            value, half = getattr(told, key), self.members.get(key)
            if half is None:
                if value is not None:
                    self.members[key] = Half(str(value))
            elif key == "status" and half.data == "unknown" and value == "active":
                continue
            elif value is None:
                half.note(
                    f"{key} = {inline(half.data, schemas.layout('partnerships'))}, before the histories were joined"
                )
                self.members["status"].hear(half.about)
                del self.members[key]
            elif half.data != str(value):
                mine = [source["id"] for source in self.ours.data.get("sources", ())]
                if not finer(half.data, str(value)) and mine and not self._disputed(key, half.data):
                    self.dispute(key, Half(half.data), mine)
                self.members[key] = Half(str(value), half.about)
                self.settle(key, str(value))

    def settle(self, key: str, value: str) -> None:
        """Nobody disputes what the header says by now; what was said about it goes there."""
        for half in list(self.disputes):
            if (half.data["key"], half.data["value"]) == (key, value):
                self.members[key].hear(half.about)
                self.disputes.remove(half)

    def _disputed(self, key: str, value: object) -> bool:
        return any((half.data["key"], half.data["value"]) == (key, value) for half in self.disputes)

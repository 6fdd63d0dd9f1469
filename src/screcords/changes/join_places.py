"""Two cities become one, or two organisations: names and identifiers have room for two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screcords.changes.halves import Half, listed, table, without
from screcords.changes.join import Joiner

if TYPE_CHECKING:
    from collections.abc import Callable

PLACES = ("successors", "members")


class PlaceJoiner(Joiner):
    """Cities, and organisations as well."""

    def key(self, key: str, theirs: Half) -> None:
        """Take over what the other record says under one key; half a pair of coordinates is none."""
        if key in {"lat", "lon"} and ("lat" not in self.ours.data or "lon" not in self.ours.data):
            theirs.hear(self.members[key].about if key in self.members else Half(None).about)
            self.members[key] = theirs
        else:
            super().key(key, theirs)

    def conflict(self, route: tuple[str, ...], ours: Half, theirs: Half) -> None:
        """Another name is an alias, another Wikidata item a further one."""
        room = {"name": "aliases", "wikidata": "same_as"}.get(route[0])
        if room is None or "level" not in self.ours.data:
            super().conflict(route, ours, theirs)
        else:
            self.members[room] = self.united(self.members.get(room, Half([])), listed([theirs]))

    def finish(self) -> None:
        """No place is its own successor or member, and nothing is said in two places."""
        itself = dict.fromkeys((self.old, self.new), self.members["id"])
        for key in PLACES:
            self.leave_out(key, itself.get)
        if "name" in self.members:
            names = self.members["name"].members()
            self.leave_out("aliases", {half.data: half for half in reversed(names.values())}.get)
            self.members["name"] = table(names, self.members["name"].about)
        if "wikidata" in self.members:
            item = self.members["wikidata"]
            self.leave_out("same_as", {item.data: item}.get)

    def leave_out(self, key: str, hearer: Callable[[Any], Half | None]) -> None:
        """Take out of a list what somebody else says, who hears the comments."""
        if key in self.members:
            left = without(self.members[key], hearer)
            if left is None:
                del self.members[key]
            else:
                self.members[key] = left

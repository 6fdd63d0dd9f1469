"""Two halves become one: what is the same for all records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.changes.halves import Half, listed, table
from screcords.model import schemas
from screcords.text.literal import inline

if TYPE_CHECKING:
    from collections.abc import Callable


class Joiner:
    """The survivor and the other record, while they are being put together, key by key."""

    def __init__(self, ours: Half, guest: Half) -> None:
        self.ours = ours
        self.guest = guest
        self.old = str(guest.data["id"])
        self.new = str(ours.data["id"])
        self.members = ours.members()

    def joined(self) -> Half:
        """What both say."""
        for key in self.guest.data:
            if key not in {"schema", "id", "provenance"}:
                self.key(key, self.guest.at(key))
        if "provenance" not in self.guest.data and "provenance" in self.members:
            self.members["id"].hear(self.members.pop("provenance").about)
        self.finish()
        former = self.members.get("former_ids", Half([]))
        gone = Half(self.old)
        for key in ("schema", "id", "provenance"):
            gone.hear(self.guest.about.at(key))
        others = self.guest.at("former_ids") if "former_ids" in self.guest.data else Half([])
        ids = self.united(former, listed([*others.items(), gone], others.about))
        for half in ids.items():
            if half.data == self.new:
                self.members["id"].hear(half.about)
        self.members["former_ids"] = listed([half for half in ids.items() if half.data != self.new], ids.about)
        result = table(self.members, self.ours.about)
        notes, theirs = result.about.notes, self.guest.about.notes
        notes.apart += [block for block in [*theirs.apart, *theirs.trailing] if block not in notes.apart]
        return result

    def finish(self) -> None:
        """What is to be done when all keys are there."""

    def key(self, key: str, theirs: Half) -> None:
        """Take over what the other record says under one key."""
        if key not in self.members:
            self.members[key] = theirs
            return
        ours = self.members[key]
        if ours.data == theirs.data:
            ours.agree(theirs.about)
        elif isinstance(ours.data, dict) and isinstance(theirs.data, dict):
            self.members[key] = self.table(key, ours, theirs)
        elif isinstance(ours.data, list | tuple) and isinstance(theirs.data, list | tuple):
            self.members[key] = self.united(ours, theirs)
        else:
            self.conflict((key,), ours, theirs)

    def table(self, key: str, ours: Half, theirs: Half) -> Half:
        """Two tables: what only one has is taken from it, lists are united."""

        def differing(name: str, own: Half, other: Half) -> Half:
            if isinstance(other.data, list | tuple):
                return self.united(own, other)
            self.conflict((key, name), own, other)
            return own

        return self.filled(ours, theirs, differing)

    @staticmethod
    def filled(ours: Half, theirs: Half, differing: Callable[[str, Half, Half], Half]) -> Half:
        """A table with what only the other has; `differing` says what stands under a key of which both say more."""
        members = ours.members()
        for name, other in theirs.members().items():
            if name not in members:
                members[name] = other
            elif members[name].data == other.data:
                members[name].agree(other.about)
            else:
                members[name] = differing(name, members[name], other)
        merged = table(members, ours.about)
        merged.take(theirs.about.notes)
        return merged

    @staticmethod
    def united(ours: Half, theirs: Half) -> Half:
        """Two lists: what is equal stands once."""
        elements = ours.items()
        for element in theirs.items():
            same = next((half for half in elements if half.data == element.data), None)
            if same is None:
                elements.append(element)
            else:
                same.agree(element.about)
        merged = listed(elements, ours.about)
        merged.take(theirs.about.notes)
        return merged

    def conflict(self, route: tuple[str, ...], ours: Half, theirs: Half) -> None:
        """What the other record says otherwise: a comment, where the record has no better room for it."""
        ours.note(f"{self.old} has {'.'.join(route)} = {inline(theirs.data, schemas.layout('cities'))}")
        ours.hear(theirs.about)

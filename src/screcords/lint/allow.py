"""Exceptions: `[[allow]]` in a record silences one rule there, and is reported itself once nobody needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from screcords.repository.entry import Entry


class Allowances:
    """The exceptions of all records, and which of them were needed."""

    def __init__(self, entries: Iterable[Entry[Any]]) -> None:
        self._codes: dict[str, dict[str, list[int]]] = {}
        """By path and code: the places of the exceptions, of which the first one does."""
        for entry in entries:
            if "allow" in entry.keys and entry.record is not None:
                codes = self._codes.setdefault(entry.path, {})
                for number, allow in enumerate(entry.record.allow):
                    codes.setdefault(allow.rule, []).append(number)
        self._used: set[tuple[str, str]] = set()

    def holds(self, path: str, code: str) -> bool:
        """Whether the record at `path` makes an exception for that rule."""
        return code in self._codes.get(path, ())

    def admits(self, path: str, code: str) -> bool:
        """Whether the record at `path` makes an exception for that rule; notes that it was needed."""
        codes = self._codes.get(path)
        if codes is None or code not in codes:
            return False
        self._used.add((path, code))
        return True

    def unused(self, ran: Iterable[str]) -> Iterator[tuple[str, int, str]]:
        """Path, number and code of each exception that no finding needed, among the rules that ran."""
        codes = set(ran)
        for path, exceptions in self._codes.items():
            for code, numbers in exceptions.items():
                if (path, code) not in self._used and code in codes:
                    yield path, numbers[0], code

    def repeated(self) -> Iterator[tuple[str, int, str]]:
        """Path, number and code of each exception that its record makes a second time."""
        for path, exceptions in self._codes.items():
            for code, numbers in exceptions.items():
                for number in numbers[1:]:
                    yield path, number, code

    def all(self) -> Iterator[tuple[str, int, str]]:
        """Path, number and code of each exception, once a code."""
        for path, exceptions in self._codes.items():
            for code, numbers in exceptions.items():
                yield path, numbers[0], code

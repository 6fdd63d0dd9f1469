"""What became of every line of the seeds."""

from __future__ import annotations

from collections import Counter

OUTCOMES = ("imported", "merged", "refused")


class Ledger:
    """Counts the lines of each table by outcome and reason, and proves that none is missing."""

    def __init__(self) -> None:
        self.counts: dict[str, Counter[tuple[str, str]]] = {}
        self.refusals: list[tuple[str, str, str]] = []

    def imported(self, table: str, how: str) -> None:
        """One line made a record (or a part of one) of its own."""
        self._count(table, "imported", how)

    def merged(self, table: str, how: str) -> None:
        """One line went into a record that another line makes."""
        self._count(table, "merged", how)

    def refused(self, table: str, why: str, line: str = "") -> None:
        """One line is in no record; `line` names it in the report when the reason is its own."""
        self._count(table, "refused", why)
        if line:
            self.refusals.append((table, line, why))

    def total(self, table: str) -> int:
        """The lines of `table` that were accounted for."""
        return sum(self.counts.get(table, Counter()).values())

    def by_outcome(self, table: str) -> dict[str, int]:
        """The lines of `table` by outcome."""
        result = dict.fromkeys(OUTCOMES, 0)
        for (outcome, _), number in self.counts.get(table, Counter()).items():
            result[outcome] += number
        return result

    def check(self, table: str, lines: int) -> None:
        """Every line of `table` was accounted for once."""
        if self.total(table) != lines:
            raise AssertionError(f"{table}: {lines} lines, {self.total(table)} accounted for")

    def _count(self, table: str, outcome: str, why: str) -> None:
        self.counts.setdefault(table, Counter())[outcome, why] += 1

"""The account of an import, for the terminal and for `docs/seed-import.md`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from tools.seed.ledger import OUTCOMES

if TYPE_CHECKING:
    from tools.seed.ledger import Ledger

HEAD = """# How the records were made

`records/` was made once, by `python -m tools.seed SEED_FOLDER`, from tables of facts that are not part of this
repository: two tables of cities, two of pairs, and facts read by hand from public pages. This page is written by that
command. The decisions it applied lie beside it in `tools/seed/`: `corrections.toml` (places and pairs), `curated.toml`
(single partnerships), `orgs.toml` (organisations) and `sources.toml` (kinds of pages), each with its reasons.

- **Seeds** carry `provenance`: nobody has checked them. Their status is `unknown`, which says listed and presumed in
  force. A pair has one source for each side that states it, for each of Wikidata (statements P190, crawl of 2016) and
  the English Wikipedia's lists (February 2026). Where both state a pair, `provenance` is `wikidata`, the better
  witness: its facts are free of any condition, while a record that only a list witnesses is under CC BY-SA 4.0.
- **Hand-curated records** have no `provenance`. What their pages state wins over the seeds; the statements of machines
  stay as further sources, and values that differ are `[[disputes]]`.
- Dates that a page gives as an anniversary are approximate (`1977~`). Free text became a term only where it is one.
- `partner city`, `twin`, `sister state` and the like are `sister`; an `inactive` row is `dormant`; one that is missing
  from its organisation's current list is `unknown`; announced but never made formal is `proposed`.
- A place that has merged into another keeps the partnerships that its sources list under the old name; such a record
  is `superseded` and names the one that goes on. Where the sources list the new place, the old name is
  `name_as_signed`.
"""


def account(ledger: Ledger, lines: dict[str, int], figures: list[tuple[str, int]]) -> str:
    """The tables that add up, as text for both places."""
    parts = ["| table | lines | imported | merged | refused |", "|---|---:|---:|---:|---:|"]
    for table, number in lines.items():
        ledger.check(table, number)
        by_outcome = ledger.by_outcome(table)
        parts.append(f"| {table} | {number:,} | " + " | ".join(f"{by_outcome[name]:,}" for name in OUTCOMES) + " |")
    parts += ["", "| table | outcome | what | lines |", "|---|---|---|---:|"]
    for table in lines:
        counts = ledger.counts.get(table, Counter())
        for outcome, why in sorted(counts, key=lambda key: (OUTCOMES.index(key[0]), key[1])):
            parts.append(f"| {table} | {outcome} | {why} | {counts[outcome, why]:,} |")
    parts += ["", "| records | |", "|---|---:|"]
    parts += [f"| {name} | {number:,} |" for name, number in figures]
    return "\n".join(parts) + "\n"


def page(ledger: Ledger, tables: str, corrections: dict[str, Any], additions: list[str]) -> str:
    """The text of `docs/seed-import.md`."""
    parts = [
        HEAD,
        "## Every line\n",
        tables,
        "## Refused, line by line\n",
        "Lines that are refused for one reason all are only counted above.\n",
    ]
    parts += [f"- {table}: {line}" for table, line, _ in ledger.refusals]
    parts += ["", "## Corrections\n"]
    parts += [f"- {line}" for line in _corrections(corrections)]
    parts += [
        "",
        "## Records that one row makes besides its own\n",
        "Further pairs of an agreement of several places, and records that go on for a place that has merged.\n",
    ]
    parts += [f"- {line}" for line in additions]
    parts += ["", "## Doubts\n"]
    parts += [f"- {entry['text']}" for entry in corrections["doubt"]]
    return "\n".join(parts) + "\n"


def _corrections(corrections: dict[str, Any]) -> list[str]:
    lines = [_line(f"{entry['key']} is {entry['into']}", entry) for entry in corrections["merge_city"]]
    for entry in corrections["city"]:
        what = ", ".join(key for key in entry if key not in {"key", "reason", "source", "drop", "drop_aliases"})
        dropped = ", ".join([*entry.get("drop", []), *(f'"{name}"' for name in entry.get("drop_aliases", []))])
        does = "; ".join(
            part for part in (f"sets {what}" if what else "", f"drops {dropped}" if dropped else "") if part
        )
        lines.append(_line(f"{entry['key']} {does or 'has no GeoNames id'}", entry))
    lines += [
        _line(f"{entry['name'].replace('//', '/')} is {entry['key']}", entry)
        for entry in corrections["place"]
        if "key" in entry
    ]
    lines += [_line(f"{entry['name']} ({entry['country']}) is added", entry) for entry in corrections["new_city"]]
    lines += [
        _line(f"{' and '.join(entry['pair'])} is {' and '.join(entry['to'])}", entry)
        for entry in corrections["move_pair"]
    ]
    return lines


def _line(what: str, entry: dict[str, Any]) -> str:
    source = f" (<{entry['source']}>)" if "source" in entry else ""
    return f"{what}: {entry['reason']}{source}"

"""QuickStatements: what Wikidata lacks and the records have, to be given back.

A line is a statement "twinned administrative body" (P190) of one city's item about the other's, with the dates that it
lacks and a reference. Version 1 of the format, tabs between the parts: https://www.wikidata.org/wiki/Help:QuickStatements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.directory import facts
from screcords.directory.licence import CC0, licence_of
from screcords.publish.exporter import exporter
from screcords.publish.rdf.terms import link

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from screcords.directory.model import Directory
    from screcords.model.dates import Date
    from screcords.model.partnership import Partnership
    from screcords.model.record import Source

TWINNED, START, END = "P190", "P580", "P582"
INFERRED_FROM, URL, RETRIEVED = "S3452", "S854", "S813"
WIKIS = frozenset({"wikidata", "wikipedia"})
FORMAL = frozenset({"sister", "friendship", "partner"})
"""Kinds that P190 is meant for: with an agreement, of cities as such."""

ENDED = frozenset({"expired", "terminated", "historic"})
GREGORIAN = 15830101
"""Dates before are left out: nobody says by which calendar they are meant."""

LEAVES_OUT = (
    "organisations",
    "everything of a city but its Wikidata item",
    "partnerships that Wikidata has as they are here, and those that are proposed, informal or superseded, that ended "
    "nobody knows when, or that are known only from lists of Wikipedia",
    "everything of a partnership but its beginning, its end and the addresses of its sources",
)


@exporter("quickstatements", title="Statements for Wikidata (QuickStatements)", leaves_out=LEAVES_OUT)
def write(directory: Directory, target: Path) -> None:
    """Write quickstatements.txt."""
    with (target / "quickstatements.txt").open("w", encoding="utf-8", newline="\n") as out:
        for record in directory.partnerships.values():
            out.writelines("\t".join(parts) + "\n" for parts in statements(directory, record))


def statements(directory: Directory, record: Partnership) -> Iterator[list[str]]:
    """The statements about a partnership that Wikidata lacks, at most one for each side, in parts."""
    items = [directory.cities[city].wikidata for city in record.cities]
    if None in items or items[0] == items[1] or not is_wanted(record):
        return
    stated = {source.party for source in record.sources if source.type == "wikidata"}
    if None in stated:
        stated = set(record.cities)  # nobody says which side: then neither is known to be missing
    for number, city in enumerate(record.cities):
        item, partner = str(items[number]), str(items[1 - number])
        references = list(_references(record, city))
        if city in stated and not references:
            continue
        inferred = [] if references or not stated else [[INFERRED_FROM, partner]]
        if not references and not inferred:
            continue
        yield [item, TWINNED, partner, *_dates(record), *_sources(references or inferred)]


def is_wanted(record: Partnership) -> bool:
    """Whether Wikidata would want it: formal, in force or ended at a time that is certain, and free (CC0)."""
    ended = record.status in ENDED and record.until is not None and time(record.until) is not None
    return (record.in_force or ended) and record.kind in FORMAL and licence_of(record) == CC0


def _dates(record: Partnership) -> list[str]:
    """Beginning and end as qualifiers, where they are known for certain."""
    stage = facts.first_stage(record)
    found = []
    if stage is not None and (begun := time(stage.date)):
        found += [START, begun]
    if record.status in ENDED and record.until is not None and (ended := time(record.until)):
        found += [END, ended]
    return found


def time(date: Date) -> str | None:
    """A date as Wikidata writes it, with its precision: 9 a year, 10 a month, 11 a day.

    `None` where it is not certain, or before the Gregorian calendar.
    """
    if not date.is_exact or date.earliest < GREGORIAN:
        return None
    year, month, day = (*date.text.split("-"), "00", "00")[:3]
    return f"+{year}-{month}-{day}T00:00:00Z/{9 + date.text.count('-')}"


def _references(record: Partnership, city: str) -> Iterator[list[str]]:
    """Pages outside the wikis that say so: those of this side or of neither, else those of the other."""
    pages: list[Source] = [source for source in record.sources if source.url and source.type not in WIKIS]
    own = [source for source in pages if source.party in {city, None}]
    for source in own or pages:
        parts = [URL, f'"{link(source.url or "")}"']
        read = time(source.accessed) if source.accessed else None
        yield parts + ([RETRIEVED, read] if read else [])


def _sources(references: list[list[str]]) -> Iterator[str]:
    """References one after another; `!` begins a new one."""
    for number, (first, *rest) in enumerate(references):
        yield f"!{first}" if number else first
        yield from rest

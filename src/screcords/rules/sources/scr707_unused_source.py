"""SCR707: sources that support nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Fix, Problem, Remove, Severity, quoted
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.partnership import Partnership

HISTORY = '[[history]]\ndate = "1988-05-20"\nevent = "established"\nkind = "sister"\nsources = ["s1"{more}]\n'
BOOK = (
    '[[sources]]\nid = "s1"\ntype = "academic"\ntitle = "The Sisters"\npublisher = "Harborview Press"\ndate = "1998"\n'
)
NEWS = (
    '[[sources]]\nid = "s2"{mark}\ntype = "news"\ntitle = "Sisters"\npublisher = "Harborview Courier"\ndate = "1988"\n'
)


@rule(
    "SCR707",
    Severity.WARNING,
    Example(
        bad=HISTORY.format(more="") + BOOK + NEWS.format(mark="  # <- SCR707"),
        good=HISTORY.format(more="") + BOOK,
    ),
    Example(good=HISTORY.format(more=', "s2"') + BOOK + NEWS.format(mark="")),
    Example(
        good=HISTORY.format(more="") + BOOK + NEWS.format(mark="") + 'party = "us-or-harborview"',
        why="A source with a party shows that this side speaks of the partnership.",
    ),
    Example(
        good='fields = ["culture"]\n' + HISTORY.format(more="") + BOOK + NEWS.format(mark=""),
        why="Fields and summary have no place to name a source: it may be theirs.",
    ),
    needs=("history",),
    fix="unsafe",
)
def unused_source(record: Partnership) -> Iterator[Problem]:
    """A source is listed, and nothing in the record refers to it.

    Readers take a long list for strong support. Name the source where it says something (`sources` of an event, an
    agreement, an approval or an exchange), say whose side it is (`party`), or remove it. Nothing is said where the
    record has facts that cannot name their source, such as a summary.
    """
    if record.provenance is not None or record.summary or record.fields or record.origins or record.first_contact:
        return
    cited: set[str] = set()
    for group in (record.agreements, record.approvals, record.history, record.exchanges, record.disputes):
        for part in group:
            cited.update(part.sources)
    if not cited or any(party.designation or party.name_as_signed for party in record.parties):
        return
    listings = {party.listing for party in record.parties}
    for number, source in enumerate(record.sources):
        if source.id not in cited and source.party is None and source.url not in (listings - {None}):
            yield Problem(
                ("sources", number, "id"),
                f"nothing refers to the source {quoted(source.id)}",
                "name it where it says something, give it a party, or remove it",
                fix=Fix((Remove(("sources", number)),), "remove it", safe=False),
            )

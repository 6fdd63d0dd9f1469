"""SCR601: formal partnerships without any trace of what was agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Related, Severity
from screcords.model.ids import path_of
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.partnership import Partnership

FORMAL = frozenset({"sister", "friendship", "project"})
INFORMAL = frozenset({"letter-of-intent", "termination-notice"})
"""What two cities without a formal relationship may have signed all the same."""

UNDATED = {
    kind: Problem(
        ("kind",),
        f'nothing says when the partnership became "{kind}"',
        "add since, if only the year, or the agreement",
    )
    for kind in FORMAL
}

AGREEMENT = '[[agreements]]\nid = "{0}-1988"\ntype = "{1}"\nsigned = "1988-05-20"\nsources = ["s1"]'


@rule(
    "SCR601",
    Severity.ADVICE,
    Example(
        bad=(
            'schema = 1\nid = "jp-minatogawa--us-or-harborview"\nkind = "sister"  # <- SCR601\nstatus = "active"\n\n'
            '[[parties]]\ncity = "jp-minatogawa"\n\n[[parties]]\ncity = "us-or-harborview"\n\n'
            '[[sources]]\nid = "s1"\ntype = "news"\ntitle = "Visitors from Minatogawa"\n'
            'url = "https://www.harborview-news.example/visitors"\naccessed = "2025-11-02"\n'
        ),
        good='since = "1988"',
    ),
    Example(
        bad='kind = "contact"  # <- SCR601\n' + AGREEMENT.format("friendship", "friendship-agreement"),
        good='kind = "friendship"\n' + AGREEMENT.format("friendship", "friendship-agreement"),
        why="A contact is what has no formal instrument.",
    ),
)
def formal_without_agreement(record: Partnership) -> Iterator[Problem]:
    """A formal partnership has neither an agreement nor a date, or a mere contact has an agreement.

    A sister city, friendship city or project rests on something that was signed on some day. Look for it in the minutes
    of either council, on the cities' pages or in the newspaper of the year, and give at least the year as `since`.
    Where nothing was ever signed, the kind is `contact`; and where something was, it is not.
    """
    if record.since is None and record.kind in UNDATED and not (record.agreements or record.history):
        if record.status != "proposed":
            yield UNDATED[record.kind]
        return
    if record.kind == "contact" and record.agreements:
        for number, agreement in enumerate(record.agreements):
            ended = agreement.signed is not None and record.since is not None and agreement.signed.before(record.since)
            if agreement.type not in INFORMAL and not ended:
                where = Related(path_of("partnerships", record.id), ("agreements", number, "type"), "agreed here")
                message = f'a contact has no formal instrument, and here is a "{agreement.type}"'
                yield Problem(("kind",), message, "write the kind that was agreed", related=(where,))
                return

"""SCR310: agreements for a time that is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from screcords.findings import Fix, Insert, Problem, SetValue, Severity
from screcords.model.durations import Duration, in_words
from screcords.rules.agreements.chain import KIND_OF
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.findings import Change
    from screcords.model.partnership import Agreement, Partnership
    from screcords.rules.rule import Context

ASIDE = frozenset({"termination-notice", "letter-of-intent"})
"""Documents by which no partnership goes on."""

RENEWING = frozenset({"established", "upgraded", "downgraded", "reaffirmed", "resumed"})

PACT = '[[agreements]]\nid = "pact"\ntype = "project-agreement"\nsigned = "2018-05-20"\nterm = "P3Y"'
HEAD = 'kind = "project"\nsince = "2018-05-20"\n'


class _Last(NamedTuple):
    """The agreement that ran longest."""

    number: int
    agreement: Agreement
    end: int


@rule(
    "SCR310",
    Severity.WARNING,
    Example(
        bad=f'{HEAD}status = "active"\n{PACT}  # <- SCR310',
        good=f'{HEAD}status = "expired"\nuntil = "2021-05-20"\n{PACT}',
        as_of="2026-06-01",
    ),
    Example(
        good=f'{HEAD}status = "active"\n{PACT}\n[[agreements]]\nid = "pact-2"\ntype = "reaffirmation"\n'
        'signed = "2023-05-20"\nrenews = "pact"\nterm = "P5Y"',
        why="It was renewed, and the new term runs.",
        as_of="2026-06-01",
    ),
    needs=("agreements",),
    fix="unsafe",
)
def term_lapsed(record: Partnership, context: Context) -> Iterator[Problem]:
    """The agreement was made for a time that is over, and the partnership is in force all the same.

    Look whether it was renewed: add the new agreement (with `renews`) or an event `reaffirmed`. If it was not, the
    partnership has expired, on the day on which the term ended; but not if what has lapsed is a memorandum beside a
    partnership without end: then add the agreement that this rests on. Nothing is said where a further agreement has no
    term, or where a later event says that it went on.
    """
    if not record.in_force:
        return
    last = _last(record)
    if last is None or last.end >= context.today:
        return
    signed, term = last.agreement.signed, last.agreement.term
    if signed is None or term is None:
        return
    if any(event.event in RENEWING and signed.before(event.date) for event in record.history):
        return
    until = Duration.parse(term).end(signed)
    end = f'until = "{until}"' if until else "until, the day on which the term ended"
    help_ = f'add what renewed it, or write status = "expired" and {end}'
    if not _gives_kind(record, last.agreement):
        when = f" ({until})" if until else ""
        help_ = f"add what renewed it or what the partnership rests on; if nothing does, it has expired{when}"
    yield Problem(
        ("agreements", last.number, "term"),
        f'signed "{signed}" for {in_words(term)}, and the partnership is {record.status}',
        help_,
        fix=_fix(record, last.agreement, until),
    )


def _last(record: Partnership) -> _Last | None:
    """The agreement whose term ended last; `None` where there is no term, or one agreement has none."""
    found: _Last | None = None
    for number, agreement in enumerate(record.agreements):
        if agreement.type in ASIDE or (agreement.type == "amendment" and agreement.term is None):
            continue
        if agreement.signed is None or agreement.term is None:
            return None
        end = Duration.parse(agreement.term).after(agreement.signed.latest)
        if found is None or end > found.end:
            found = _Last(number, agreement, end)
    return found


def _gives_kind(record: Partnership, agreement: Agreement) -> bool:
    """Whether an agreement, or one that it renews, made the cities what they are, and not beside that."""
    by_id = {other.id: other for other in record.agreements}
    told: set[str] = set()
    while agreement.type not in KIND_OF:
        told.add(agreement.id)
        older = by_id.get(agreement.renews or agreement.supersedes or "")
        if older is None or older.id in told:
            return False
        agreement = older
    return True


def _fix(record: Partnership, agreement: Agreement, until: str | None) -> Fix | None:
    """Let it expire; only where it rests on that agreement, it can follow the history, and a day can be given."""
    if (
        not _gives_kind(record, agreement)
        or until is None
        or record.status not in {"active", "unknown"}
        or record.until is not None
    ):
        return None
    changes: list[Change] = [SetValue(("status",), "expired"), Insert(("until",), until)]
    if record.history:
        event = {"date": until, "event": "expired", "agreement": agreement.id}
        changes.append(Insert(("history", len(record.history)), event))
    return Fix(tuple(changes), f'write status = "expired" and until = "{until}"', safe=False)

"""SCR603: agreements that no head of a city signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity, quoted
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.partnership import Partnership

HEADS = frozenset(
    {
        *("mayor", "lord-mayor", "governor", "premier", "prefect", "county-executive", "council-chair"),
        *("city-manager", "commissioner"),
    }
)
"""The highest elected or appointed official of a city, county, province or state."""

INTENT = frozenset({"letter-of-intent", "memorandum-of-understanding", "protocol", "project-agreement"})
"""Texts that officials below the head usually sign."""

SIGNED = (
    '[[agreements]]\nid = "sister-1988"\ntype = "sister-city-agreement"\nsigned = "1988-05-20"\nsignatories = [\n'
    '    {{ city = "jp-minatogawa", office = "mayor" }},\n    {{ city = "us-or-harborview", {0} }},{1}\n]\n'
)


@rule(
    "SCR603",
    Severity.ADVICE,
    Example(
        bad=SIGNED.format('office = "secretary-office"', "  # <- SCR603"),
        good=SIGNED.format('office = "mayor"', ""),
    ),
    Example(
        bad=SIGNED.format('office = "deputy-mayor"', "  # <- SCR603"),
        good=SIGNED.format('office = "deputy-mayor", for = "mayor"', ""),
        why="A deputy signs for somebody.",
    ),
    Example(
        good='[[agreements]]\nid = "schools-2019"\ntype = "memorandum-of-understanding"\nsigned = "2019"\n'
        'signatories = [\n    { city = "jp-minatogawa", office = "international-affairs" },\n'
        '    { city = "us-or-harborview", office = "org-president" },\n]',
        why="A memorandum or a protocol is not the founding text.",
    ),
    needs=("agreements",),
)
def signatory_rank(record: Partnership) -> Iterator[Problem]:
    """No head of a city signed its agreement.

    Two cities become partners by the signatures of their highest elected or appointed officials: mayor, governor,
    prefect, chair of the council. Check the office in the source. Where a deputy signed, say for whom:
    `office = "deputy-mayor", for = "mayor"`.
    """
    for number, agreement in enumerate(record.agreements):
        if not agreement.signatories or agreement.type in INTENT:
            continue
        for city in record.cities:
            own = [place for place, signatory in enumerate(agreement.signatories) if signatory.city == city]
            signed = [agreement.signatories[place] for place in own]
            if not signed or any(one.office in HEADS or one.on_behalf_of in HEADS for one in signed):
                continue
            route = ("agreements", number, "signatories", own[0], "office")
            if any(one.office == "deputy-mayor" and one.on_behalf_of is None for one in signed):
                message, help_ = f"a deputy signed for {quoted(city)}, and nothing says for whom", 'add for = "mayor"'
            else:
                message = f"no head of {quoted(city)} signed, but {quoted(signed[0].office)}"
                help_ = "check the office, or add for whom it signed"
            yield Problem(route, message, help_)

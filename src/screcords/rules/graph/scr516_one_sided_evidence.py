"""SCR516: partnerships that one side only speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.partnership import Partnership
    from screcords.rules.rule import Context

SOURCE = (
    '[[sources]]\nid = "s1"\ntype = "{}"\ntitle = "Our sister cities"\n'
    'url = "https://www.harborview.example/sister-cities"\naccessed = "2025-11-02"\nparty = "us-or-harborview"'
)
PROBLEMS = tuple(
    Problem(
        ("parties", number, "city"),
        "nothing shows that this side speaks of the partnership",
        "add a page of this city that names its partner: listing, or a source with its party",
    )
    for number in (0, 1)
)


@rule(
    "SCR516",
    Severity.ADVICE,
    Example(
        bad='[[parties]]\ncity = "jp-minatogawa"  # <- SCR516\n[[parties]]\ncity = "us-or-harborview"\n'
        + SOURCE.format("official-site"),
        good='[[parties]]\ncity = "jp-minatogawa"\n'
        'listing = "https://www.city.minatogawa.example/kokusai/shimai.html"\n'
        '[[parties]]\ncity = "us-or-harborview"\n' + SOURCE.format("official-site"),
    ),
    Example(
        good='[[parties]]\ncity = "jp-minatogawa"\n[[parties]]\ncity = "us-or-harborview"\n'
        + SOURCE.format("wikipedia"),
        why="A list that names each pair once cannot tell what the other side says.",
    ),
    needs=("sources", "parties"),
)
def one_sided_evidence(record: Partnership, context: Context) -> Iterator[Problem]:
    """Only one of the two cities speaks of the partnership.

    About one in thirty is stated by one side only: some were never answered, some were ended by the other side. Look
    for the partner's own page and add it, either as `listing` of the party or as a source with its `party`. Where it is
    a list that names each pair once, nothing is said.
    """
    one, other = record.parties
    first, second = one.listing is not None, other.listing is not None
    city, partner = one.city, other.city
    telling = first or second
    for source in record.sources:
        side = source.party
        if side is None:
            continue
        if side == city:
            first = True
        elif side == partner:
            second = True
        else:
            return  # SCR204: which side it is is not known
        if source.type != "wikipedia":
            telling = True
    if first is not second and telling and city != partner:  # else SCR503
        known = context.repository.cities
        if city in known and partner in known:  # else SCR501: which side speaks is not known
            yield PROBLEMS[first]

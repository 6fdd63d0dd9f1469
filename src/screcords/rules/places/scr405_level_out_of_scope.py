"""SCR405: levels of places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity, quoted
from screcords.model.city import LEVELS
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.city import City

OUT_OF_SCOPE = {
    "whole countries have embassies": "country nation sovereign-state republic kingdom",
    "sister ports are not sister cities": "port seaport harbour harbor port-authority",
    "it is no community of people": "airport station railway canal bridge tunnel park national-park zoo garden island "
    "river mountain street square market",
    "it is an institution": "school university college hospital library museum church diocese monastery company "
    "chamber-of-commerce authority association club",
}
"""What people enter as places and what is not one here, by the reason."""

MEANT = {
    "municipality": "city commune comune gemeinde stadt gmina ville ciudad urban-municipality local-authority capital",
    "town": "township market-town",
    "village": "hamlet parish settlement",
    "district": "ward quarter neighbourhood neighborhood suburb bezirk gu ku",
    "borough": "arrondissement",
    "county": "landkreis kreis powiat département departement department shire raion",
    "province": "oblast provincia provinz krai",
    "state": "land bundesland federal-state",
    "metropolitan": "metro metropolis metropolitan-area metropolitan-municipality",
    "region": "voivodeship autonomous-community autonomous-region région canton",
    "intercommunality": "communauté-de-communes agglomeration syndicate union amt samtgemeinde",
}
"""Other words for the levels."""


@rule(
    "SCR405",
    Severity.ERROR,
    Example(bad='level = "city"  # <- SCR405', good='level = "municipality"'),
    Example(
        bad='level = "port"  # <- SCR405',
        good='level = "municipality"',
        why="A sister port belongs to the partnership of the two cities, if there is one.",
    ),
)
def level_out_of_scope(record: City) -> Iterator[Problem]:
    """The level of a place is none that can have a sister city, or a word that is not in the vocabulary.

    Records are kept of municipalities and their parts, and of counties, provinces, states and regions: places with
    inhabitants and an administration of their own. Ports, airports, parks and schools have partners too, and countries
    have embassies; all these are out of scope.
    """
    level = record.level
    if level in LEVELS:
        return
    word = "-".join(level.lower().replace("_", " ").split())
    why = next((why for why, words in OUT_OF_SCOPE.items() if word in words.split()), "")
    if why:
        message = f"places of level {quoted(level)} are out of scope: {why}"
        yield Problem(("level",), message, "withdraw the record, or write the level of the municipality that is meant")
        return
    import difflib  # noqa: PLC0415 - only needed where something is wrong

    meant = [known for known, words in MEANT.items() if word == known or word in words.split()]
    close = meant or difflib.get_close_matches(word, LEVELS, 1)
    help_ = f'write "{close[0]}"' if close else f"write one of {', '.join(LEVELS)}"
    yield Problem(("level",), f"there is no level {quoted(level)}", help_)

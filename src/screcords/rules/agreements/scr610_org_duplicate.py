"""SCR610: organisations that are there twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Related, Severity, quoted
from screcords.rules.places.namesakes import key
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.findings import Route
    from screcords.model.organisation import Organisation
    from screcords.repository.entry import Entry
    from screcords.repository.graph import Repository

ENDED = frozenset({"dissolved", "merged"})
SECOND = "# --- records/orgs/us/o/us-or-harborview-twin-towns.toml\n"


@rule(
    "SCR610",
    Severity.WARNING,
    Example(
        bad=f'{SECOND}website = "https://www.harborview-friends.example"\n'
        '[name]\nen = "Harborview sister-cities"  # <- SCR610',
        good=f'{SECOND}website = "https://www.harborview-friends.example"\n[name]\nen = "Friends of Minatogawa"',
    ),
    Example(
        bad=f'{SECOND}website = "http://harborview-sister-cities.example/"  # <- SCR610\n'
        '[name]\nen = "Friends of Minatogawa"',
        good=f'{SECOND}website = "https://www.harborview-sister-cities.example/friends"\n'
        '[name]\nen = "Friends of Minatogawa"',
        why="Two bodies may have their pages on one site, such as that of the city.",
    ),
    Example(
        bad=f'{SECOND}website = "https://www.harborview-friends.example"\n'
        'registration = { scheme = "EIN", number = "930000001" }  # <- SCR610\n[name]\nen = "Friends of Minatogawa"\n'
        "# --- records/orgs/us/o/us-or-harborview-sister-cities.toml\n"
        'registration = { scheme = "EIN", number = "93-0000001" }',
        good=f'{SECOND}website = "https://www.harborview-friends.example"\n'
        'registration = { scheme = "EIN", number = "930000002" }\n[name]\nen = "Friends of Minatogawa"\n'
        "# --- records/orgs/us/o/us-or-harborview-sister-cities.toml\n"
        'registration = { scheme = "EIN", number = "93-0000001" }',
    ),
)
def org_duplicate(repository: Repository) -> Iterator[Problem]:
    """Two records may be one organisation: same name and city, website, number in a register, or Wikidata item.

    Boards are renamed and filed a second time. Merge the two: keep the older record, move the facts, and name the other
    id in its `former_ids`. Where one followed the other, set the status of the first to `merged` or `dissolved`.
    """
    first: dict[tuple[str, ...], tuple[Entry[Organisation], Route]] = {}
    for entry in repository.orgs.values():
        org = entry.record
        if org is None:
            continue
        told = False
        for mark, route, words in _marks(org):
            other, place = first.setdefault(mark, (entry, route))
            if other is entry or told:
                continue
            told = True
            yield Problem(
                route,
                f"{quoted(other.id)} has the same {words}",
                "merge the two records, or correct what is wrong",
                related=(Related(other.path, place, "the other organisation"),),
                path=entry.path,
            )


def _marks(org: Organisation) -> Iterator[tuple[tuple[str, ...], Route, str]]:
    """What no two organisations have in common: as a key, where it stands, and in words."""
    if org.registration is not None:
        number = "".join(filter(str.isalnum, org.registration.number)).lower()
        yield (
            ("register", org.registration.scheme.lower(), number),
            ("registration", "number"),
            "number in the register",
        )
    if org.wikidata is not None:
        yield ("item", org.wikidata), ("wikidata",), "Wikidata item"
    if org.status in ENDED:
        return  # what followed it has its name and its site
    for language, name in org.name.items():
        yield ("name", org.city or org.country or "", key(name)), ("name", language), "name and city"
    if org.website is not None:
        address = org.website.partition("://")[2].partition("#")[0].rstrip("/")
        yield ("site", address.lower().removeprefix("www.")), ("website",), "website"

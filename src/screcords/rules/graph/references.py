"""What is wrong with a reference to another record, and which record was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from screcords.findings import Problem, Related, quoted
from screcords.model.ids import SEPARATOR, pair_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from screcords.findings import Route
    from screcords.repository.graph import Repository

NOUNS = {"cities": "city", "orgs": "organisation", "partnerships": "partnership"}

MOST = 200
"""How many different ids are looked for. Where more are missing, a whole folder is."""


class Fault(NamedTuple):
    """What is wrong with a reference."""

    message: str
    help: str
    related: tuple[Related, ...] = ()


class References:
    """Explains references that lead nowhere; made once a rule, so that an id is looked for once only."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self._faults: dict[tuple[str, str], Fault | None] = {}
        self._names: dict[str, list[str]] | None = None

    def problems(self, collection: str, path: str, places: Iterable[tuple[Route, str]]) -> Iterator[Problem]:
        """The problems of references of one record, one for each id that leads nowhere."""
        told: set[str] = set()
        for route, wanted in places:
            if wanted not in told and (fault := self.fault(collection, wanted)) is not None:
                told.add(wanted)
                yield Problem(route, fault.message, fault.help, related=fault.related, path=path)

    def fault(self, collection: str, wanted: str) -> Fault | None:
        """What is wrong with a reference to `wanted`; None for one that is found, or whose file is merely broken."""
        key = (collection, wanted)
        if key not in self._faults:
            self._faults[key] = self._look(collection, wanted)
        return self._faults[key]

    def _look(self, collection: str, wanted: str) -> Fault | None:
        state, found = self.repository.resolve(collection, wanted)
        noun = NOUNS[collection]
        if state == "former":
            entry = self.repository.collection(collection)[found]
            number = entry.record.former_ids.index(wanted) if entry.record is not None else 0
            related = Related(entry.path, ("former_ids", number), "merged into this record")
            return Fault(f"the {noun} {quoted(wanted)} goes by {quoted(found)} now", f'write "{found}"', (related,))
        if state == "withdrawn":
            help_ = "remove the reference, or name what was meant instead"
            return Fault(f"the record of the {noun} {quoted(wanted)} was withdrawn", help_)
        if state != "missing":
            return None
        meant = self._meant(collection, wanted) if len(self._faults) < MOST else ""
        help_ = f'did you mean "{meant}"?' if meant else f"correct the id, or add a record of the {noun}"
        return Fault(f"there is no {noun} {quoted(wanted)}", help_)

    def _meant(self, collection: str, wanted: str) -> str:
        """The id that was probably meant: first by spelling within the country, then by name."""
        import difflib  # noqa: PLC0415 - only needed where something is wrong

        ids = self.repository.collection(collection)
        if collection == "partnerships":
            one, _, other = wanted.partition(SEPARATOR)
            if (turned := pair_id(one, other)) in ids:
                return turned
            near = [
                pair for pair in ids if pair.startswith(f"{one}{SEPARATOR}") or pair.endswith(f"{SEPARATOR}{other}")
            ]
        else:
            near = [record_id for record_id in ids if record_id.startswith(wanted[:3])]
        close = difflib.get_close_matches(wanted, near, 1, 0.8)
        if close:
            return close[0]
        return self._by_name(wanted) if collection == "cities" else ""

    def _by_name(self, wanted: str) -> str:
        """A city by its name, an alias, its Wikidata item, or the same words in another country."""
        from screcords.reference.names import plain  # noqa: PLC0415 - only needed where something is wrong

        if self._names is None:
            self._names = {}
            for entry in self.repository.cities.values():
                city = entry.record
                if city is not None:
                    keys = [
                        entry.id[3:],
                        (city.wikidata or "").lower(),
                        *map(plain, (*city.name.values(), *city.aliases)),
                    ]
                    for key in dict.fromkeys(keys):
                        self._names.setdefault(key, []).append(entry.id)
        country, words = wanted[:3], wanted[3:].replace("-", " ")
        for key in (wanted, wanted.replace("-", " "), words, wanted[3:]):
            found = self._names.get(key, []) if key else []
            at_home = [city for city in found if city.startswith(country)]
            if at_home or len(found) == 1:
                return (at_home or found)[0]
        return ""
